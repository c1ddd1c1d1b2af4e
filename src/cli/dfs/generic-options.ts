// The options in front of a command: --config DIR of the hdfs script, and -D, -fs, -conf of GenericOptionsParser. They
// end at the first word that is none of them.

export interface GenericOptions {
  readonly confDir: string | undefined;
  /** Configuration files on top of the directory's. */
  readonly confFiles: readonly string[];
  /** `key=value` in order, -fs included. */
  readonly definitions: readonly (readonly [string, string])[];
  readonly rest: readonly string[];
  /** An option without the value that it wants. */
  readonly incomplete: string | undefined;
}

/** Names with a value; true for those that mean nothing here (MapReduce's). */
const valued: Readonly<Record<string, boolean>> = { config: false, D: false, fs: false, conf: false, jt: true, files: true, libjars: true, archives: true, tokenCacheFile: true, loglevel: true };

export function parseGenericOptions(args: readonly string[], environmentConfDir: string | undefined): GenericOptions {
  let confDir = environmentConfDir === '' ? undefined : environmentConfDir;
  const confFiles: string[] = [];
  const definitions: [string, string][] = [];
  let at = 0;
  for (; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '--debug') continue;
    const match = /^--?([A-Za-z]+)(?:=(.*))?$/s.exec(word);
    const joined = /^-D(.+)$/s.exec(word);
    const name = joined !== null ? 'D' : (match?.[1] ?? '');
    if (!Object.hasOwn(valued, name)) break;
    const value = joined?.[1] ?? match?.[2] ?? args[++at];
    if (value === undefined) return { confDir, confFiles, definitions, rest: [], incomplete: word };
    if (name === 'config') confDir = value;
    else if (name === 'conf') confFiles.push(value);
    else if (name === 'fs') definitions.push(['fs.defaultFS', value]);
    else if (name === 'D' && value.includes('=')) definitions.push([value.slice(0, value.indexOf('=')).trim(), value.slice(value.indexOf('=') + 1)]);
  }
  return { confDir, confFiles, definitions, rest: args.slice(at), incomplete: undefined };
}
