// Who the NameNodes are: dfs.nameservices, dfs.ha.namenodes.*, addresses per NameNode, the journal's URI.
// Answers to DFSUtil, DFSUtilClient and HAUtil.
import type { Configuration } from './configuration.ts';
import { ConfError } from './configuration.ts';
import { addressKey, listKey, parseAddress, textKey } from './keys.ts';
import type { Address } from './keys.ts';

export const nameservices = listKey('dfs.nameservices', '', 'the nameservices that clients and DataNodes know');
export const internalNameservices = listKey('dfs.internal.nameservices', '', 'the nameservices that belong to this cluster; all when empty');
export const nameserviceId = textKey('dfs.nameservice.id', '', 'the nameservice of this daemon, where there are several');
export const haNamenodes = listKey('dfs.ha.namenodes', '', 'the ids of a nameservice\'s NameNodes');
export const haNamenodeId = textKey('dfs.ha.namenode.id', '', 'which NameNode this host is; found by its address when empty');
export const defaultFs = textKey('fs.defaultFS', 'file:///', 'the file system of paths without a scheme');
export const rpcAddress = addressKey('dfs.namenode.rpc-address', undefined, 'where the NameNode serves clients');
export const rpcBindHost = textKey('dfs.namenode.rpc-bind-host', '', 'the address to bind the RPC port to, where it differs');
export const serviceRpcAddress = addressKey('dfs.namenode.servicerpc-address', undefined, 'where DataNodes, other NameNodes and haadmin reach the NameNode, where it differs from clients');
export const serviceRpcBindHost = textKey('dfs.namenode.servicerpc-bind-host', '', 'the address to bind that port to, where it differs');
export const lifelineRpcAddress = addressKey('dfs.namenode.lifeline.rpc-address', undefined, 'where the NameNode hears of DataNodes whose heartbeats do not get through; no lifelines without it');
export const httpAddress = addressKey('dfs.namenode.http-address', '0.0.0.0:9870', 'the NameNode\'s web address');
export const httpBindHost = textKey('dfs.namenode.http-bind-host', '', 'the address to bind the web port to, where it differs');
export const sharedEditsDir = textKey('dfs.namenode.shared.edits.dir', '', 'qjournal://host:port;host:port;.../journalId');

/** One NameNode of a nameservice. */
export interface NameNodeAddress {
  /** Empty without dfs.nameservices. */
  readonly nameservice: string;
  /** Empty without dfs.ha.namenodes. */
  readonly id: string;
  readonly rpc: Address;
  /** Where DataNodes, other NameNodes and haadmin reach it: dfs.namenode.servicerpc-address, or `rpc`. */
  readonly service: Address;
  readonly http: Address;
}

/** The suffixes, most special first, under which a NameNode's keys may stand. */
export function suffixesOf(nameservice: string, id: string): string[] {
  if (nameservice === '') return [];
  return id === '' ? [nameservice] : [`${nameservice}.${id}`, nameservice];
}

/** The NameNodes of `nameservice` in the order of dfs.ha.namenodes. Throws ConfError when an address is missing. */
export function nameNodesOf(conf: Configuration, nameservice: string): NameNodeAddress[] {
  const ids = nameservice === '' ? [] : (conf.find(haNamenodes, nameservice) ?? []);
  return (ids.length === 0 ? [''] : ids).map((id) => {
    const suffixes = suffixesOf(nameservice, id);
    const rpc = conf.find(rpcAddress, ...suffixes) ?? defaultFsAddress(conf);
    if (rpc === undefined) throw new ConfError(`dfs.namenode.rpc-address${suffixes[0] === undefined ? '' : `.${suffixes[0]}`} is not set`);
    return { nameservice, id, rpc, service: conf.find(serviceRpcAddress, ...suffixes) ?? rpc, http: conf.get(httpAddress, ...suffixes) };
  });
}

/** All nameservices a DataNode serves, with their NameNodes. */
export function allNameNodes(conf: Configuration): NameNodeAddress[][] {
  const internal = conf.get(internalNameservices);
  const listed = internal.length > 0 ? internal : conf.get(nameservices);
  return (listed.length === 0 ? [''] : listed).map((nameservice) => nameNodesOf(conf, nameservice));
}

/** host:port of fs.defaultFS, when it names an address (with 8020 as the port it may leave out). */
export function defaultFsAddress(conf: Configuration): Address | undefined {
  const match = /^hdfs:\/\/([^/]+)/.exec(conf.get(defaultFs));
  if (match === null) return undefined;
  const authority = match[1] ?? '';
  if (conf.get(nameservices).includes(authority)) return undefined;
  return parseAddress(authority.includes(':') ? authority : `${authority}:8020`);
}

/** This daemon's nameservice: dfs.nameservice.id, or the only one. '' when there are none. */
export function ownNameservice(conf: Configuration): string {
  const set = conf.get(nameserviceId);
  if (set !== '') return set;
  const listed = conf.get(nameservices);
  if (listed.length > 1) throw new ConfError(`dfs.nameservices lists ${listed.join(', ')}; set dfs.nameservice.id to say which is this daemon's`);
  return listed[0] ?? '';
}

/**
 * Which of `candidates` this host is: dfs.ha.namenode.id, or the only one whose RPC address is local.
 * Throws ConfError when it cannot be told.
 */
export function ownNameNode(conf: Configuration, isLocal: (host: string) => boolean): NameNodeAddress {
  const nameservice = ownNameservice(conf);
  const candidates = nameNodesOf(conf, nameservice);
  const only = candidates[0];
  if (candidates.length === 1 && only !== undefined) return only;
  const wanted = conf.find(haNamenodeId, nameservice);
  const found = candidates.filter((candidate) => (wanted === undefined ? isLocal(candidate.rpc.host) : candidate.id === wanted));
  const first = found[0];
  if (found.length === 1 && first !== undefined) return first;
  const ids = candidates.map((candidate) => candidate.id).join(', ');
  if (wanted !== undefined) throw new ConfError(`dfs.ha.namenode.id: '${wanted}' is none of dfs.ha.namenodes.${nameservice} (${ids})`);
  throw new ConfError(`${found.length === 0 ? 'none' : 'several'} of the NameNodes ${ids} have an address of this host; set dfs.ha.namenode.id`);
}

/** The journal's members and id, of qjournal://a:1;b:2;c:3/jid. */
export interface QuorumJournalUri {
  readonly journalNodes: readonly Address[];
  readonly journalId: string;
  readonly text: string;
}

/** Parses dfs.namenode.shared.edits.dir; undefined when it is not set. */
export function quorumJournalUri(conf: Configuration, ...suffixes: readonly string[]): QuorumJournalUri | undefined {
  const text = conf.get(sharedEditsDir, ...suffixes);
  if (text === '') return undefined;
  const match = /^qjournal:\/\/([^/]+)\/([A-Za-z0-9_.-]+)\/?$/.exec(text);
  const where = `${sharedEditsDir.name}: '${text}' in ${conf.sourceOf(sharedEditsDir.name) ?? 'hdfs-site.xml'}`;
  if (match === null) throw new ConfError(`${where}: expected qjournal://host:port;host:port;host:port/journalId`);
  const journalNodes = (match[1] ?? '').split(/[;,]/).filter((part) => part !== '').map((part) => {
    try {
      return parseAddress(part.includes(':') ? part : `${part}:8485`);
    } catch (error) {
      throw new ConfError(`${where}: '${part}': ${error instanceof Error ? error.message : String(error)}`);
    }
  });
  return { journalNodes, journalId: match[2] ?? '', text };
}
