// Reads a Hadoop conf dir for a command or a daemon: --config DIR, else HADOOP_CONF_DIR; `-D key=value` on top.
import { existsSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfError, Configuration } from '../conf/configuration.ts';
import { systemProperties } from '../env/node/system-properties.ts';

/** The directory of `quorate up` and of the commands about its cluster, where --dir names none. */
export const defaultDirectory = 'quorate-data';

/** What is left of the arguments after the ones that every Hadoop command takes. */
export interface GenericArguments {
  readonly conf: Configuration;
  readonly confDir: string | undefined;
  readonly rest: readonly string[];
}

/**
 * Where a client command without --config finds its configuration: HADOOP_CONF_DIR, else that of the cluster which
 * `quorate up` made in the working directory, as for `quorate status`. Daemons want to be told.
 */
export function clientConfDir(environment: NodeJS.ProcessEnv): string | undefined {
  const named = environment['HADOOP_CONF_DIR'] ?? '';
  if (named !== '') return named;
  return existsSync(path.join(defaultDirectory, 'cluster.json')) ? path.join(defaultDirectory, 'conf') : undefined;
}

/** Splits off `--config DIR` and `-D key=value` (GenericOptionsParser) and loads the configuration. */
export function loadConfiguration(args: readonly string[], environment: NodeJS.ProcessEnv, defaultConfDir = environment['HADOOP_CONF_DIR']): GenericArguments {
  let confDir = defaultConfDir === '' ? undefined : defaultConfDir;
  const definitions: [string, string][] = [];
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--config' || arg === '--conf') confDir = valueOf(args, ++i, arg);
    else if (arg === '-D') definitions.push(definition(valueOf(args, ++i, arg)));
    else if (arg.startsWith('-D') && arg.includes('=')) definitions.push(definition(arg.slice(2)));
    else rest.push(arg);
  }
  return { conf: readConfiguration({ confDir, definitions, environment }), confDir, rest };
}

export interface ConfigurationSources {
  readonly confDir: string | undefined;
  /** More files, on top of the directory's. */
  readonly confFiles?: readonly string[];
  /** Properties on top of all files. */
  readonly definitions: readonly (readonly [string, string])[];
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * The configuration of a command. Throws ConfError, which names it, for a directory or a file that is not there or cannot be read: what
 * somebody has named is never an empty configuration, whose file system is this machine's.
 */
export function readConfiguration({ confDir, confFiles = [], definitions, environment }: ConfigurationSources): Configuration {
  const conf = new Configuration({ properties: systemProperties(), environment }).set('user.name', userName(environment), 'the process\'s user');
  const logDirectory = environment['HADOOP_LOG_DIR'] ?? '';
  if (logDirectory !== '') conf.set('hadoop.log.dir', logDirectory, 'HADOOP_LOG_DIR');
  if (confDir !== undefined) {
    if (statSync(confDir, { throwIfNoEntry: false })?.isDirectory() !== true) throw new ConfError(`Cannot find configuration directory "${path.resolve(confDir)}"`);
    for (const file of ['core-site.xml', 'hdfs-site.xml']) addFile(conf, path.resolve(confDir, file), true);
  }
  for (const file of confFiles) addFile(conf, path.resolve(file));
  for (const [name, value] of definitions) conf.set(name, value);
  return conf;
}

/** The user that Hadoop's SIMPLE authentication would take: HADOOP_USER_NAME, else the login name. */
export function userName(environment: NodeJS.ProcessEnv): string {
  return environment['HADOOP_USER_NAME'] ?? loginName();
}

function loginName(): string {
  try {
    return os.userInfo().username;
  } catch {
    return 'unknown';
  }
}

function addFile(conf: Configuration, file: string, mayLack = false): void {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      if (mayLack) return;
      throw new ConfError(`${file} not found`);
    }
    throw new ConfError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  conf.addXml(text, file);
}

function valueOf(args: readonly string[], at: number, option: string): string {
  const value = args[at];
  if (value === undefined) throw new ConfError(`${option} wants a value behind it`);
  return value;
}

function definition(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at <= 0) throw new ConfError(`-D ${text}: expected key=value`);
  return [text.slice(0, at), text.slice(at + 1)];
}
