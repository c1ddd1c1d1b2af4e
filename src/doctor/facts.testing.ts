// A cluster that is well, as facts, and the hands to make it ill: for the checks' tests.
import assert from 'node:assert/strict';
import { Configuration } from '../conf/configuration.ts';
import type {
  AddressUse, DataNodeFacts, DirectoryFacts, Facts, HostFacts, JournalNodeFacts, NameNodeFacts, NameserviceFacts, NamespaceFacts, ReportedDataNode,
} from './facts.ts';
import type { Finding } from './finding.ts';

export const namespace: NamespaceFacts = { layoutVersion: -67, namespaceId: 7, clusterId: 'CID-a', blockPoolId: 'BP-a', cTime: 0, software: '3.4.3', ours: true };
/** Of everything that is judged by time. */
export const nowMs = 1_800_000_000_000;

export function nameNode(name: string, changes: Partial<NameNodeFacts> = {}): NameNodeFacts {
  return {
    name, role: 'namenode', id: name, address: { host: '10.0.0.1', port: 8020 }, reach: 'answers', detail: '', process: undefined,
    web: { address: { host: '10.0.0.1', port: 9870 }, reach: 'answers', clock: { aheadMs: 0, exactMs: 501 } },
    namespace, denied: undefined, state: 'standby', notReadyReason: undefined, unleased: false, ill: undefined, txid: 100, laterTxid: undefined, checkpointTxid: 90, checkpointMs: nowMs - 60_000,
    sinceLoadedMs: 10, safeMode: false, safeModeTip: undefined, blocks: undefined, reported: [reportedNode(), reportedNode({ ipcPort: 2 }), reportedNode({ ipcPort: 3 })], ...changes,
  };
}

export function journalNode(name: string, changes: Partial<JournalNodeFacts> = {}): JournalNodeFacts {
  return {
    name, role: 'journalnode', address: { host: '10.0.0.2', port: 8485 }, reach: 'answers', detail: '', process: undefined,
    web: { address: { host: '10.0.0.2', port: 8480 }, reach: 'answers', clock: { aheadMs: 0, exactMs: 501 } },
    formatted: true, promised: 5, txid: 100, laterTxid: undefined, segments: [{ first: 1, last: 95, open: false }, { first: 96, last: 100, open: true }],
    lease: { holders: [], holdMs: 0 }, mismatch: undefined, trouble: undefined, learns: false, list: undefined, ...changes,
  };
}

export function reportedNode(changes: Partial<ReportedDataNode> = {}): ReportedDataNode {
  return {
    uuid: 'u', ip: '10.0.0.3', host: 'd', dataPort: 9866, ipcPort: 1, webPort: 9864, dead: false, leaving: false, silentMs: 1000, capacity: 1000, remaining: 900,
    failedStorages: 0, tightest: { capacity: 1000, remaining: 900 }, ...changes,
  };
}

export function dataNode(name: string, changes: Partial<DataNodeFacts> = {}): DataNodeFacts {
  return {
    name, role: 'datanode', address: { host: '10.0.0.3', port: 9867 }, reach: 'answers', detail: '', process: undefined, web: undefined,
    dataAddress: { host: '10.0.0.3', port: 9866 }, dataReach: 'answers', reported: reportedNode(), unknownTo: [], ...changes,
  };
}

export function directory(changes: Partial<DirectoryFacts> = {}): DirectoryFacts {
  return {
    path: '/data/nn', role: 'namenode', of: 'nn1', nameservice: 'ns1', key: 'dfs.namenode.name.dir', byDefault: false, exists: true,
    version: { layoutVersion: -67, cTime: 0, namespaceId: 7, clusterId: 'CID-a' }, versionError: undefined, space: { totalBytes: 2 ** 40, freeBytes: 2 ** 39 },
    sync: { samples: 10, medianMs: 1, worstMs: 3 }, error: undefined, ...changes,
  };
}

export function nameservice(changes: Partial<NameserviceFacts> = {}, properties: Readonly<Record<string, string>> = {}): NameserviceFacts {
  return {
    id: 'ns1', conf: configuration({ 'dfs.ha.automatic-failover.enabled': 'true', ...properties }), suffixes: ['ns1'], journalId: 'ns1', nameNodes: [nameNode('nn1', { state: 'active' }), nameNode('nn2')],
    journalNodes: ['jn1', 'jn2', 'jn3'].map((name) => journalNode(name)), configuredJournalNodes: ['10.0.0.2:8485'], dataNodes: ['dn1', 'dn2', 'dn3'].map((name) => dataNode(name)), dataNodesLeft: 0, ...changes,
  };
}

export function facts(changes: Partial<Facts> = {}): Facts {
  return {
    place: '/etc/hadoop', clusterOption: undefined, user: 'hdfs', confs: [], confErrors: [], nameservices: [nameservice()], directories: [], addresses: [], hosts: new Map(), taken: [], ...changes,
  };
}

/** Facts of a cluster with this nameservice. */
export function ofService(changes: Partial<NameserviceFacts>, properties: Readonly<Record<string, string>> = {}): Facts {
  return facts({ nameservices: [nameservice(changes, properties)] });
}

export function configuration(properties: Readonly<Record<string, string>>, source = '/etc/hadoop/hdfs-site.xml'): Configuration {
  const conf = new Configuration();
  for (const [name, value] of Object.entries(properties)) conf.set(name, value, source);
  return conf;
}

/** An address that others reach, with what its host name resolves to. */
export function use(key: string, host: string, changes: Partial<AddressUse> = {}): AddressUse {
  return { what: `the port of ${key}`, daemon: undefined, key, address: { host, port: 8020 }, reached: true, here: false, ...changes };
}

export function hosts(of: Readonly<Record<string, { readonly addresses?: readonly string[]; readonly local?: boolean }>>): ReadonlyMap<string, HostFacts> {
  return new Map(Object.entries(of).map(([host, { addresses, local = false }]) => [host, { addresses, local }]));
}

/** Exactly one finding, with this check and severity, whose sentence says this. */
export function only(findings: readonly Finding[], severity: Finding['severity'], check: string, text: RegExp, advice?: RegExp): void {
  assert.deepEqual(findings.map((finding) => [finding.severity, finding.check]), [[severity, check]], JSON.stringify(findings, undefined, 1));
  assert.match(findings[0]?.text ?? '', text);
  if (advice !== undefined) assert.match(findings[0]?.advice ?? '', advice);
}
