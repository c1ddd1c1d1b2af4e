// What a cluster on one machine consists of: names, ports, directories, and the configuration of each daemon and of
// clients. Pure description: the command line's LocalCluster and the in-process cluster start what it says.
import type { Configuration } from '../conf/configuration.ts';
import { Configuration as Properties } from '../conf/configuration.ts';
import { automaticFailover } from '../conf/namenode-keys.ts';
import { suffixesOf } from '../conf/nameservices.ts';

export type Role = 'namenode' | 'journalnode' | 'datanode';

export interface DaemonLayout {
  /** nn1, jn2, dn3 */
  readonly name: string;
  readonly role: Role;
  readonly host: string;
  readonly rpcPort: number;
  readonly httpPort: number;
  /** NameNode: the failover controller's port. DataNode: the data transfer port. */
  readonly extraPort: number;
}

export interface ClusterLayout {
  readonly nameservice: string;
  /** Absolute; everything lies below it. */
  readonly dir: string;
  readonly daemons: readonly DaemonLayout[];
  /** Extra properties for every daemon and client. */
  readonly properties: Readonly<Record<string, string>>;
}

export interface ClusterSize {
  readonly namenodes: number;
  readonly journalnodes: number;
  readonly datanodes: number;
}

/** The most that fits 50 consecutive ports. */
export const largestCluster: ClusterSize = { namenodes: 5, journalnodes: 7, datanodes: 7 };

const host = '127.0.0.1';

function names(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`);
}

/** The daemons of a cluster whose ports all lie in base .. base+49. */
export function consecutivePorts(base: number, size: ClusterSize): DaemonLayout[] {
  return [
    ...names('nn', size.namenodes).map((name, i): DaemonLayout => ({ name, role: 'namenode', host, rpcPort: base + 3 * i, httpPort: base + 3 * i + 1, extraPort: base + 3 * i + 2 })),
    ...names('jn', size.journalnodes).map((name, i): DaemonLayout => ({ name, role: 'journalnode', host, rpcPort: base + 15 + 2 * i, httpPort: base + 16 + 2 * i, extraPort: 0 })),
    ...names('dn', size.datanodes).map((name, i): DaemonLayout => ({ name, role: 'datanode', host, extraPort: base + 29 + 3 * i, rpcPort: base + 30 + 3 * i, httpPort: base + 31 + 3 * i })),
  ];
}

/** The daemons on Hadoop's default ports, moved by one (NameNodes, JournalNodes by ten) for each further one. */
export function hadoopPorts(size: ClusterSize): DaemonLayout[] {
  return [
    ...names('nn', size.namenodes).map((name, i): DaemonLayout => ({ name, role: 'namenode', host, rpcPort: 8020 + i, httpPort: 9870 + 100 * i, extraPort: 8019 - i })),
    ...names('jn', size.journalnodes).map((name, i): DaemonLayout => ({ name, role: 'journalnode', host, rpcPort: 8485 + 10 * i, httpPort: 8480 + 10 * i, extraPort: 0 })),
    ...names('dn', size.datanodes).map((name, i): DaemonLayout => ({ name, role: 'datanode', host, extraPort: 9866 + 10 * i, rpcPort: 9867 + 10 * i, httpPort: 9864 + 10 * i })),
  ];
}

/** All ports of a layout. */
export function portsOf(daemons: readonly DaemonLayout[]): number[] {
  return daemons.flatMap((daemon) => [daemon.rpcPort, daemon.httpPort, daemon.extraPort]).filter((port) => port !== 0);
}

export function daemonsOf(layout: ClusterLayout, role: Role): DaemonLayout[] {
  return layout.daemons.filter((daemon) => daemon.role === role);
}

/** Whether NameNodes take turns on a journal; without one there is a single NameNode and its own log. */
export function isHa(layout: ClusterLayout): boolean {
  return daemonsOf(layout, 'journalnode').length > 0;
}

/** Whether a NameNode becomes Active by itself; otherwise all are Standbys until an operator makes one so. */
export function elects(layout: ClusterLayout): boolean {
  return !isHa(layout) || daemonsOf(layout, 'namenode').some((daemon) => daemonConfiguration(layout, daemon, '').get(automaticFailover, ...suffixesOf(layout.nameservice, daemon.name)));
}

/** The authority of its file system's URI: the nameservice, or the address of the only NameNode. */
export function authorityOf(layout: ClusterLayout): string {
  const [only] = daemonsOf(layout, 'namenode');
  return isHa(layout) || only === undefined ? layout.nameservice : `${only.host}:${only.rpcPort}`;
}

/** DIR/data/NAME */
export function dataDir(layout: ClusterLayout, name: string): string {
  return `${layout.dir}/data/${name}`;
}

/** core-site.xml of everybody. */
export function coreProperties(layout: ClusterLayout): Record<string, string> {
  return { 'fs.defaultFS': `hdfs://${authorityOf(layout)}`, 'hadoop.tmp.dir': `${layout.dir}/tmp` };
}

/** hdfs-site.xml of a client: what daemons share as well. */
export function clientProperties(layout: ClusterLayout): Record<string, string> {
  const ns = layout.nameservice;
  const nameNodes = daemonsOf(layout, 'namenode');
  const replication = { 'dfs.replication': String(Math.min(3, Math.max(1, daemonsOf(layout, 'datanode').length))) };
  if (!isHa(layout)) {
    const [only] = nameNodes;
    const addresses = only === undefined ? {} : { 'dfs.namenode.rpc-address': `${only.host}:${only.rpcPort}`, 'dfs.namenode.http-address': `${only.host}:${only.httpPort}` };
    return { ...addresses, ...replication, ...layout.properties };
  }
  const journal = daemonsOf(layout, 'journalnode').map((jn) => `${jn.host}:${jn.rpcPort}`).join(';');
  const properties: Record<string, string> = {
    'dfs.nameservices': ns,
    [`dfs.ha.namenodes.${ns}`]: nameNodes.map((nn) => nn.name).join(','),
    [`dfs.client.failover.proxy.provider.${ns}`]: 'org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider',
    'dfs.namenode.shared.edits.dir': `qjournal://${journal}/${ns}`,
    'dfs.ha.automatic-failover.enabled': 'true',
    // The journal fences writers and the lease fences readers; Apache's tools want something to be set.
    'dfs.ha.fencing.methods': 'shell(/bin/true)',
    ...replication,
  };
  for (const nn of nameNodes) {
    properties[`dfs.namenode.rpc-address.${ns}.${nn.name}`] = `${nn.host}:${nn.rpcPort}`;
    properties[`dfs.namenode.http-address.${ns}.${nn.name}`] = `${nn.host}:${nn.httpPort}`;
    properties[`dfs.ha.zkfc.port.${ns}.${nn.name}`] = String(nn.extraPort);
  }
  return { ...properties, ...layout.properties };
}

/** hdfs-site.xml of one daemon. */
export function daemonProperties(layout: ClusterLayout, daemon: DaemonLayout): Record<string, string> {
  const data = dataDir(layout, daemon.name);
  const own: Record<Role, Record<string, string>> = {
    namenode: { ...(isHa(layout) ? { 'dfs.ha.namenode.id': daemon.name } : {}), 'dfs.namenode.name.dir': `file://${data.split('/').map(encodeURIComponent).join('/')}`, 'hadoop.log.dir': `${layout.dir}/log`, 'dfs.namenode.safemode.extension': '0' },
    journalnode: {
      'dfs.journalnode.rpc-address': `${daemon.host}:${daemon.rpcPort}`,
      'dfs.journalnode.http-address': `${daemon.host}:${daemon.httpPort}`,
      'dfs.journalnode.edits.dir': data,
    },
    datanode: {
      'dfs.datanode.data.dir': `file://${data}`,
      'dfs.datanode.address': `${daemon.host}:${daemon.extraPort}`,
      'dfs.datanode.ipc.address': `${daemon.host}:${daemon.rpcPort}`,
      'dfs.datanode.http.address': `${daemon.host}:${daemon.httpPort}`,
    },
  };
  return { ...clientProperties(layout), ...own[daemon.role], ...layout.properties };
}

/** The configuration a daemon of the layout runs on, without files. */
export function daemonConfiguration(layout: ClusterLayout, daemon: DaemonLayout, userName: string): Configuration {
  const conf = new Properties().set('user.name', userName, 'the process\'s user');
  for (const [name, value] of Object.entries(coreProperties(layout))) conf.set(name, value, 'core-site.xml');
  for (const [name, value] of Object.entries(daemonProperties(layout, daemon))) conf.set(name, value, 'hdfs-site.xml');
  return conf;
}

/** A Hadoop configuration file with these properties, sorted by name. */
export function siteXml(properties: Readonly<Record<string, string>>): string {
  const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const lines = Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `  <property><name>${escape(name)}</name><value>${escape(value)}</value></property>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<configuration>\n${lines.join('')}</configuration>\n`;
}
