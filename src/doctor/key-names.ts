// All names that a configuration may have: Hadoop's, quorate's, names of old, and what may stand behind a name.
import type { Key } from '../conf/configuration.ts';
import { allKeys } from '../conf/known-keys.ts';
import { hadoopKeys } from './hadoop-keys.ts';

/** Keys that quorate reads, by name; several daemons may read the same one, each with its own bounds. */
export const ownKeys: ReadonlyMap<string, readonly Key<unknown>[]> = byName(allKeys());

function byName(keys: readonly Key<unknown>[]): Map<string, Key<unknown>[]> {
  const found = new Map<string, Key<unknown>[]>();
  for (const key of keys) found.set(key.name, [...(found.get(key.name) ?? []), key]);
  return found;
}

/** Of Hadoop's names or quorate's. */
export function isKnown(name: string): boolean {
  return ownKeys.has(name) || hadoopKeys().has(name);
}

/** For "did you mean". */
export function allNames(): string[] {
  return [...new Set([...hadoopKeys(), ...ownKeys.keys()])];
}

/** Families of names that anybody may add to. */
const families = [
  /^hadoop\.proxyuser\.[^.]+\.(?:hosts|groups|users)$/, /^fs\.[a-zA-Z0-9]+\.impl(?:\.disable\.cache)?$/, /^fs\.AbstractFileSystem\.[a-zA-Z0-9]+\.impl$/,
  /^fs\.viewfs\./, /^ipc\.\d+\./, /^hadoop\.security\.group\.mapping\./, /^hadoop\.security\.crypto\.codec\.classes\./, /^hadoop\.(?:registry|zk|http\.authentication)\./,
  /^dfs\.datanode\.data\.dir\./, /^dfs\.storage\.policy\./, /^dfs\.namenode\.edits\.journal-plugin\./, /^hadoop\.rpc\.socket\.factory\.class\./,
  /^dfs\.federation\./,
];

export function isOfFamily(name: string): boolean {
  return families.some((family) => family.test(name));
}

/** Keys that a nameservice, or a NameNode of it, may stand behind (DFSUtil.addSuffix, HdfsConfiguration). */
const suffixed = new Set([
  'dfs.ha.namenodes', 'dfs.ha.namenode.id', 'dfs.client.failover.proxy.provider', 'dfs.ha.automatic-failover.enabled', 'dfs.ha.fencing.methods', 'dfs.ha.zkfc.port',
  'dfs.namenode.rpc-address', 'dfs.namenode.rpc-bind-host', 'dfs.namenode.servicerpc-address', 'dfs.namenode.servicerpc-bind-host', 'dfs.namenode.lifeline.rpc-address',
  'dfs.namenode.lifeline.rpc-bind-host', 'dfs.namenode.http-address', 'dfs.namenode.http-bind-host', 'dfs.namenode.https-address', 'dfs.namenode.https-bind-host',
  'dfs.namenode.name.dir', 'dfs.namenode.edits.dir', 'dfs.namenode.shared.edits.dir', 'dfs.namenode.checkpoint.dir', 'dfs.namenode.checkpoint.edits.dir',
  'dfs.namenode.secondary.http-address', 'dfs.namenode.secondary.https-address', 'dfs.namenode.backup.address', 'dfs.namenode.backup.http-address',
  'dfs.namenode.keytab.file', 'dfs.namenode.kerberos.principal', 'dfs.journalnode.edits.dir',
]);

/** The key and the suffix of a name that has one: the longest key that may have any. */
export function withoutSuffix(name: string): { readonly key: string; readonly suffix: string } | undefined {
  for (let at = name.lastIndexOf('.'); at > 0; at = name.lastIndexOf('.', at - 1)) {
    const key = name.slice(0, at);
    if (suffixed.has(key)) return { key, suffix: name.slice(at + 1) };
  }
  return undefined;
}

/** Any known key with a suffix that is one of `suffixes`: HDFS ignores none of these. */
export function keyBefore(name: string, suffixes: readonly string[]): string | undefined {
  const suffix = suffixes.find((one) => name.endsWith(`.${one}`));
  const key = suffix === undefined ? undefined : name.slice(0, -suffix.length - 1);
  return key !== undefined && isKnown(key) ? key : undefined;
}
