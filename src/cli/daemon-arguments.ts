// What every daemon command takes: a configuration, and from `quorate up` a name and a place for pid files.
import type { Configuration } from '../conf/configuration.ts';
import { ConfError } from '../conf/configuration.ts';
import { loadConfiguration } from './conf-dir.ts';

export interface DaemonArguments {
  readonly conf: Configuration;
  readonly confDir: string | undefined;
  /** The name in logs. */
  readonly name: string;
  /** The cluster directory's run/, where pids are recorded. */
  readonly runDir: string | undefined;
  /** Options of the daemon's own (-format ...). */
  readonly rest: readonly string[];
}

/** Prints `usage` where somebody asks for help, whatever else he says; false where nobody does. */
export function helped(args: readonly string[], usage: string): boolean {
  if (!args.some((word) => word === '-help' || word === '--help' || word === '-h')) return false;
  console.log(`${usage}\n\n  --config DIR   the configuration, core-site.xml and hdfs-site.xml; else HADOOP_CONF_DIR names it\n  -D KEY=VALUE   a property on top of it`);
  return true;
}

/** Takes `args` apart; `role` is the name when none is given. Throws ConfError for what nobody knows. */
export function daemonArguments(args: readonly string[], role: string, takesOptions = false): DaemonArguments {
  const { conf, confDir, rest } = loadConfiguration(args, process.env);
  let name = role;
  let runDir: string | undefined;
  const own: string[] = [];
  for (let i = 0; i < rest.length; i++) {
    const arg = rest[i] ?? '';
    if (arg === '--name') name = rest[++i] ?? name;
    else if (arg === '--run-dir') runDir = rest[++i];
    else own.push(arg);
  }
  if (!takesOptions && own.length > 0) throw new ConfError(`${role}: there is no option '${own[0]}'`);
  return { conf, confDir, name, runDir, rest: own };
}
