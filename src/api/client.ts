// The client for programs: DFSClient on the real world, told where its cluster is in one of three ways. Node's own streams
// beside the Web's. Answers to org.apache.hadoop.fs.FileSystem.get.
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { clientSettings } from '../client/client-settings.ts';
import { DFSClient } from '../client/dfs-client.ts';
import type { AppendOptions, CreateOptions, OutputStream, ReadOptions } from '../client/file-system.ts';
import { ConfError, Configuration } from '../conf/configuration.ts';
import { parseAddress } from '../conf/keys.ts';
import type { Env } from '../env/env.ts';
import { openTelemetry } from '../env/node/open-telemetry.ts';
import { nodeEnv } from '../env/node/node-env.ts';
import { systemProperties } from '../env/node/system-properties.ts';

/**
 * Where the cluster is, and who asks. With nothing given, the configuration directory that HADOOP_CONF_DIR names.
 *
 * ```ts
 * new Client()                                                        // HADOOP_CONF_DIR
 * new Client({ confDir: '/etc/hadoop' })
 * new Client({ uri: 'hdfs://ns1', nameNodes: ['nn1:8020', 'nn2:8020'] })
 * new Client({ addresses: ['nn1:8020', 'nn2:8020'] })
 * ```
 */
export interface ClientOptions {
  /** A directory with core-site.xml and hdfs-site.xml. */
  readonly confDir?: string;
  /** Which file system: hdfs://nameservice or hdfs://host:port; fs.defaultFS of the configuration when absent. */
  readonly uri?: string;
  /** host:port of every NameNode of `uri`'s nameservice, where no configuration tells them. */
  readonly nameNodes?: readonly string[];
  /** host:port of every NameNode of one file system, without a name for it. */
  readonly addresses?: readonly string[];
  /** Hadoop's properties, on top of those of `confDir`: `{ 'dfs.replication': '2' }`. */
  readonly conf?: Readonly<Record<string, string>>;
  /** Who asks; HADOOP_USER_NAME, else the process's user, when absent. */
  readonly user?: string;
  /** The deadline of calls that give none, in milliseconds (120 s, or ipc.client.rpc-timeout.ms); 0 for none. */
  readonly timeoutMs?: number;
  /** Takes what the client has to say: a NameNode that was left, a DataNode that failed. Nowhere when absent. */
  readonly log?: (level: 'debug' | 'info' | 'warn' | 'error', event: string, fields: Readonly<Record<string, unknown>> | undefined) => void;
}

/** As ReadOptions; `highWaterMark` is how many bytes are read ahead of the taker (1 MiB). */
export interface CreateReadStreamOptions extends ReadOptions {
  readonly highWaterMark?: number;
}

/** As CreateOptions; with `append`, writes on at the end of a file that is there. */
export interface CreateWriteStreamOptions extends CreateOptions, AppendOptions {
  readonly append?: boolean;
  readonly highWaterMark?: number;
}

/**
 * A client of one HDFS. Connects when it is first asked something; `close` it, or declare it with `await using`.
 *
 * ```ts
 * await using client = new Client({ uri: 'hdfs://ns1', nameNodes: ['nn1:8020', 'nn2:8020'] });
 * await client.writeFile('/greeting', 'hello');
 * for await (const entry of client.list('/')) console.log(entry.name, entry.length);
 * ```
 *
 * Throws ConfError, which names key, value and file, for options that cannot be used.
 */
export class Client extends DFSClient {
  /** `env` is the world that it acts on: the real one, but for tests that cut a client off. */
  constructor(options: ClientOptions = {}, env: Env = clientEnv(options)) {
    super(env, settingsOf(options), openTelemetry());
  }

  /** A file as a Node stream: `pipeline(client.createReadStream('/in'), ...)`. Errors, ENOENT too, come as its 'error'. */
  createReadStream(file: string, options: CreateReadStreamOptions = {}): Readable {
    return Readable.from(this.#chunks(file, options), { objectMode: false, highWaterMark: options.highWaterMark ?? 1024 * 1024 });
  }

  /** A Node stream into a new file, which is complete when the stream has finished. Destroyed before, it leaves the file open, as `abort` does. */
  createWriteStream(file: string, options: CreateWriteStreamOptions = {}): Writable {
    const opening = options.append === true ? this.append(file, options) : this.create(file, options);
    opening.catch(() => {});
    const settle = (work: Promise<unknown>, done: (error?: Error | null) => void): void => {
      work.then(() => done(), (error: unknown) => done(error instanceof Error ? error : new Error(String(error))));
    };
    return new Writable({
      highWaterMark: options.highWaterMark ?? 1024 * 1024,
      construct: (done) => settle(opening, done),
      write: (chunk: Uint8Array, _encoding, done) => settle(opening.then((stream) => stream.write(chunk)), done),
      writev: (chunks, done) => settle(opening.then((stream) => Promise.all(chunks.map(({ chunk }) => stream.write(chunk as Uint8Array)))), done),
      final: (done) => settle(opening.then((stream) => stream.close()), done),
      destroy: (error, done) => settle(abandon(opening), () => done(error)),
    });
  }

  async *#chunks(file: string, options: ReadOptions): AsyncGenerator<Uint8Array, void, undefined> {
    const stream = await this.open(file, options);
    try {
      yield* stream.chunks(options);
    } finally {
      await stream.close();
    }
  }
}

/** After a close this changes nothing. */
async function abandon(opening: Promise<OutputStream>): Promise<void> {
  const stream = await opening.catch(() => undefined);
  stream?.abort();
}

/** The real world, whose timers keep the process alive: somebody waits for what a client does. */
function clientEnv(options: ClientOptions): Env {
  return {
    ...nodeEnv({ name: 'client', ...(options.log === undefined ? {} : { log: options.log }) }),
    after: (delayMs, run) => {
      const timer = setTimeout(run, Math.min(Math.max(delayMs, 0), 0x7fff_ffff));
      return { cancel: () => clearTimeout(timer) };
    },
  };
}

function settingsOf(options: ClientOptions): ReturnType<typeof clientSettings> {
  const user = options.user ?? process.env['HADOOP_USER_NAME'] ?? loginName();
  const conf = new Configuration({ properties: systemProperties(), environment: process.env }).set('user.name', user, 'the process\'s user');
  const isSelfContained = options.addresses !== undefined || options.nameNodes !== undefined;
  const confDir = options.confDir ?? (isSelfContained ? undefined : process.env['HADOOP_CONF_DIR']);
  if (confDir !== undefined) addConfDir(conf, confDir);
  for (const [name, value] of Object.entries(options.conf ?? {})) conf.set(name, value, 'the client\'s options');
  const uri = addressed(conf, options) ?? options.uri;
  const settings = clientSettings(conf, user, uri);
  if (options.timeoutMs === undefined) return settings;
  if (!Number.isFinite(options.timeoutMs) || options.timeoutMs < 0) throw new ConfError(`timeoutMs: '${options.timeoutMs}' in the client's options: expected milliseconds, or 0 for none`);
  return { ...settings, callTimeoutMs: options.timeoutMs };
}

function loginName(): string {
  try {
    return os.userInfo().username;
  } catch {
    return 'unknown';
  }
}

/** Properties for NameNodes that the options name; the URI they are reached by. */
function addressed(conf: Configuration, options: ClientOptions): string | undefined {
  const { addresses, nameNodes, uri } = options;
  if (addresses !== undefined && (nameNodes !== undefined || uri !== undefined)) throw new ConfError('addresses: give either addresses, or uri with nameNodes, not both');
  const name = addresses !== undefined ? 'addresses' : 'nameNodes';
  const given = addresses ?? nameNodes;
  if (given === undefined) return undefined;
  for (const address of given) {
    try {
      parseAddress(address);
    } catch (error) {
      throw new ConfError(`${name}: '${address}' in the client's options: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const [only] = given;
  if (only === undefined) throw new ConfError(`${name}: an empty list in the client's options: expected host:port of every NameNode`);
  if (addresses !== undefined && addresses.length === 1) return `hdfs://${only}`;
  const service = addresses !== undefined ? 'ha' : /^hdfs:\/\/([^/:]+)\/?$/.exec(uri ?? '')?.[1];
  if (service === undefined) throw new ConfError(`uri: '${uri ?? ''}' in the client's options: expected hdfs://nameservice beside nameNodes`);
  conf.set('dfs.nameservices', service, 'the client\'s options');
  conf.set(`dfs.ha.namenodes.${service}`, given.map((_address, i) => `nn${i + 1}`).join(','), 'the client\'s options');
  given.forEach((address, i) => conf.set(`dfs.namenode.rpc-address.${service}.nn${i + 1}`, address, 'the client\'s options'));
  return `hdfs://${service}`;
}

function addConfDir(conf: Configuration, confDir: string): void {
  let found = 0;
  for (const name of ['core-site.xml', 'hdfs-site.xml']) {
    const file = path.resolve(confDir, name);
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') continue;
      throw new ConfError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
    conf.addXml(text, file);
    found++;
  }
  if (found === 0) throw new ConfError(`confDir: '${confDir}' has neither core-site.xml nor hdfs-site.xml`);
}
