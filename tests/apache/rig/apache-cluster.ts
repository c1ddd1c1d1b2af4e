/**
 * A real Apache HA cluster on loopback: JournalNodes, NameNodes and DataNodes
 * as processes, each with its own configuration under one work directory, for
 * benchmarks and for tests that compare.
 *
 *   DIR/conf/NAME   configuration of a daemon, and of `client`
 *   DIR/data/NAME   its storage
 *   DIR/log/NAME    its log
 *
 * Names are jn1.. nn1.. dn1.. and, with automatic failover, zk zkfc1..
 */
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Daemon, hdfsOk, spawnDaemon, writeConfDir } from './apache.ts';
import { freePortBlock, jmx, listening, waitFor } from './ports.ts';

/** What to start. */
export interface ApacheClusterOptions {
  /** Work directory of the cluster; starting again on the same one finds the data. */
  readonly dir: string;
  readonly journalNodes?: number;
  readonly nameNodes?: number;
  readonly dataNodes?: number;
  /** ZooKeeper and a ZKFC beside each NameNode; otherwise nn1 is made Active by hand. */
  readonly automatic?: boolean;
  /**
   * 'quick' (default): JVMs tuned to start fast, no safe mode extension, further NameNodes begin with a copy of nn1's
   * directory. 'stock': Hadoop's and the JVM's defaults and -bootstrapStandby, as the manual says, for measuring.
   */
  readonly manner?: 'quick' | 'stock';
  readonly nameservice?: string;
  /** More properties of all daemons and clients. */
  readonly core?: Readonly<Record<string, string>>;
  readonly hdfs?: Readonly<Record<string, string>>;
  /** Base of the ports; all lie in base..base+49. Free ones by default. */
  readonly portBase?: number;
  /** What to run in place of NameNode: `java CLASS`, with the class path in `env`. */
  readonly nameNodeRole?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What runs in place of Apache's daemon of this name, when it is started; 'nothing' where nobody is needed. */
  readonly standIn?: (name: string) => StandIn | 'nothing' | undefined;
}

/** Starts a daemon on a configuration. */
export type StandIn = (confDir: string, logFile: string) => Daemon;

/** Ports of one daemon. */
export interface NodePorts {
  /** The one that clients talk to: RPC, for a DataNode its IPC, for ZooKeeper the client port. */
  readonly rpc: number;
  readonly http: number;
  /** A DataNode's streaming port. */
  readonly data?: number;
}

/** A running Apache cluster. */
export interface ApacheCluster {
  readonly nameservice: string;
  /** HADOOP_CONF_DIR for clients. */
  readonly confDir: string;
  readonly names: readonly string[];
  readonly confDirOf: (name: string) => string;
  readonly dataDirOf: (name: string) => string;
  readonly ports: (name: string) => NodePorts;
  /** The last process under a name, dead or alive. */
  readonly daemon: (name: string) => Daemon;
  /** Starts a daemon that is not running, and waits until it listens. */
  readonly start: (...names: string[]) => Promise<void>;
  /** Signals daemons, SIGKILL by default; returns when they are gone, if the signal is one to die of. */
  readonly kill: (names: string | readonly string[], signal?: NodeJS.Signals) => Promise<void>;
  /** active, standby, ...; undefined when the NameNode does not answer. */
  readonly state: (nn: string) => Promise<string | undefined>;
  readonly transitionToActive: (nn: string) => Promise<void>;
  /** Until one NameNode is Active, out of safe mode, with all DataNodes alive, and the DataNodes are on all NameNodes. */
  readonly ready: (timeoutMs?: number) => Promise<void>;
  /** Kills everything. */
  readonly stop: () => Promise<void>;
}

/** Starts a cluster, formatting it when it is new, and answers when it is ready to take files. */
export async function startApacheCluster(options: ApacheClusterOptions): Promise<ApacheCluster> {
  const plan = await lay(options);
  const daemons = new Map<string, Daemon>();
  const quick = options.manner !== 'stock';
  const env = { RIG_JVM: quick ? 'fast' : 'stock', ...options.env };
  const role = (name: string): string =>
    name.startsWith('jn') ? 'journalnode' : name.startsWith('dn') ? 'datanode' : name === 'zk' ? 'zookeeper'
    : name.startsWith('zkfc') ? 'zkfc' : (options.nameNodeRole ?? 'namenode');

  const spawn = (name: string): void => {
    if (daemons.get(name)?.alive()) return;
    const standIn = options.standIn?.(name);
    if (standIn === 'nothing') return;
    if (standIn !== undefined) {
      daemons.set(name, standIn(plan.confDirOf(name), join(options.dir, 'log', name)));
      return;
    }
    const args = name === 'zk' ? [plan.dataDirOf('zk'), String(plan.ports('zk').rpc)] : [];
    daemons.set(name, spawnDaemon(role(name), plan.confDirOf(name), { logFile: join(options.dir, 'log', name), args, env }));
  };
  const daemon = (name: string): Daemon => {
    const found = daemons.get(name);
    if (!found) throw new Error(`${name} was never started`);
    return found;
  };
  const up = async (name: string): Promise<void> => {
    if (options.standIn?.(name) === 'nothing') return;
    await waitFor(`${name} to listen, see ${daemon(name).logFile}`, async () => {
      if (!daemon(name).alive()) throw new Error(`${name} ended, see ${daemon(name).logFile}`);
      return await listening(plan.ports(name).rpc);
    }, 120_000);
  };
  const start = async (...names: string[]): Promise<void> => {
    names.forEach(spawn);
    await Promise.all(names.map(up));
  };
  const command = (name: string, ...args: string[]): Promise<string> =>
    hdfsOk(args, { confDir: plan.confDirOf(name), env, timeoutMs: 120_000 });
  const state = async (nn: string): Promise<string | undefined> => {
    const bean = await jmx(plan.ports(nn).http, 'Hadoop:service=NameNode,name=NameNodeStatus');
    return bean ? String(bean['State']) : undefined;
  };
  const transitionToActive = async (nn: string): Promise<void> => {
    await command('client', 'haadmin', '-transitionToActive', nn);
  };
  const ready = async (timeoutMs = 120_000): Promise<void> => {
    await waitFor('an Active NameNode out of safe mode and every DataNode on every NameNode', async () => {
      const states = await Promise.all(plan.nn.map((nn) => state(nn)));
      const beans = await Promise.all(plan.nn.map((nn) => jmx(plan.ports(nn).http, 'Hadoop:service=NameNode,name=FSNamesystemState')));
      return states.includes('active') && beans.every((b, i) =>
        b !== undefined && Number(b['NumLiveDataNodes']) >= plan.dn.length && (states[i] !== 'active' || b['FSState'] === 'Operational'));
    }, timeoutMs);
  };

  // In the order of the manual: journals, format, first NameNode, the others from it.
  const first = plan.nn[0] ?? 'nn1';
  const formatted = (nn: string): boolean => existsSync(join(plan.dataDirOf(nn), 'current/VERSION'));
  await start(...plan.zk, ...plan.jn);
  if (!formatted(first)) {
    await Promise.all([
      command(first, 'namenode', '-format', '-nonInteractive', '-clusterId', 'CID-apache'),
      ...plan.zkfc.slice(0, 1).map((zkfc) => command(zkfc, 'zkfc', '-formatZK', '-nonInteractive')),
    ]);
  }
  const blank = plan.nn.filter((nn) => !formatted(nn));
  if (quick) for (const nn of blank) cpSync(join(plan.dataDirOf(first), 'current'), join(plan.dataDirOf(nn), 'current'), { recursive: true });
  else if (blank.length > 0) {
    await start(first);
    for (const nn of blank) await command(nn, 'namenode', '-bootstrapStandby', '-nonInteractive');
  }
  await start(...plan.nn, ...plan.zkfc, ...plan.dn);
  if (!options.automatic) await transitionToActive(first);
  await ready();

  return {
    nameservice: plan.nameservice,
    confDir: plan.confDirOf('client'),
    names: plan.names,
    confDirOf: plan.confDirOf,
    dataDirOf: plan.dataDirOf,
    ports: plan.ports,
    daemon,
    start,
    kill: async (names, signal = 'SIGKILL') => {
      await Promise.all((typeof names === 'string' ? [names] : names).map((n) => daemon(n).kill(signal)));
    },
    state,
    transitionToActive,
    ready,
    stop: async () => {
      await Promise.all([...daemons.values()].filter((d) => d.alive()).map((d) => d.kill('SIGKILL')));
    },
  };
}

interface Plan {
  readonly nameservice: string;
  readonly names: readonly string[];
  readonly jn: readonly string[];
  readonly nn: readonly string[];
  readonly dn: readonly string[];
  readonly zk: readonly string[];
  readonly zkfc: readonly string[];
  readonly ports: (name: string) => NodePorts;
  readonly confDirOf: (name: string) => string;
  readonly dataDirOf: (name: string) => string;
}

/** Chooses names, ports and directories, and writes every configuration. */
async function lay(options: ApacheClusterOptions): Promise<Plan> {
  const numbered = (prefix: string, n: number): string[] => Array.from({ length: n }, (_, i) => `${prefix}${i + 1}`);
  const nameservice = options.nameservice ?? 'apache';
  const auto = options.automatic === true;
  const nn = numbered('nn', options.nameNodes ?? 2);
  const jn = numbered('jn', options.journalNodes ?? 3);
  const dn = numbered('dn', options.dataNodes ?? 1);
  const zk = auto ? ['zk'] : [];
  const zkfc = auto ? numbered('zkfc', nn.length) : [];
  const names = [...zk, ...jn, ...nn, ...zkfc, ...dn];

  const base = options.portBase ?? (await freePortBlock(50));
  const ports = (name: string): NodePorts => {
    const index = names.indexOf(name);
    if (index < 0 || index > 15) throw new Error(`no ports for ${name}`);
    const p = base + 3 * index;
    return { rpc: p, http: p + 1, data: p + 2 };
  };
  const address = (name: string, which: keyof NodePorts = 'rpc'): string => `127.0.0.1:${ports(name)[which]}`;
  const confDirOf = (name: string): string => join(options.dir, 'conf', name);
  const dataDirOf = (name: string): string => join(options.dir, 'data', name);

  const core: Record<string, string> = {
    'fs.defaultFS': `hdfs://${nameservice}`,
    'hadoop.tmp.dir': join(options.dir, 'tmp'),
    ...(auto ? { 'ha.zookeeper.quorum': address('zk') } : {}),
    ...options.core,
  };
  const site: Record<string, string> = {
    'dfs.nameservices': nameservice,
    [`dfs.ha.namenodes.${nameservice}`]: nn.join(','),
    [`dfs.client.failover.proxy.provider.${nameservice}`]: 'org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider',
    'dfs.namenode.shared.edits.dir': `qjournal://${jn.map((j) => address(j)).join(';')}/${nameservice}`,
    'dfs.ha.automatic-failover.enabled': String(auto),
    // Epochs fence; a method must be named all the same.
    'dfs.ha.fencing.methods': 'shell(/bin/true)',
    'dfs.replication': String(Math.min(3, Math.max(1, dn.length))),
    ...(options.manner === 'stock' ? {} : { 'dfs.namenode.safemode.extension': '0' }),
  };
  for (const n of nn) {
    site[`dfs.namenode.rpc-address.${nameservice}.${n}`] = address(n);
    site[`dfs.namenode.http-address.${nameservice}.${n}`] = address(n, 'http');
  }
  zkfc.forEach((z, i) => (site[`dfs.ha.zkfc.port.${nameservice}.nn${i + 1}`] = String(ports(z).rpc)));

  writeConfDir(confDirOf('client'), core, { ...site, ...options.hdfs });
  for (const name of names) writeConfDir(confDirOf(name), core, { ...site, ...own(name), ...options.hdfs });
  return { nameservice, names, jn, nn, dn, zk, zkfc, ports, confDirOf, dataDirOf };

  function own(name: string): Record<string, string> {
    const data = dataDirOf(name);
    if (name.startsWith('jn'))
      return { 'dfs.journalnode.rpc-address': address(name), 'dfs.journalnode.http-address': address(name, 'http'), 'dfs.journalnode.edits.dir': data };
    // Daemons on one host cannot tell by their addresses which NameNode they are.
    if (name.startsWith('zkfc')) return { 'dfs.ha.namenode.id': `nn${name.slice(4)}` };
    if (name.startsWith('nn')) return { 'dfs.ha.namenode.id': name, 'dfs.namenode.name.dir': `file://${data}` };
    if (name.startsWith('dn'))
      return { 'dfs.datanode.data.dir': `file://${data}`, 'dfs.datanode.address': address(name, 'data'),
        'dfs.datanode.ipc.address': address(name), 'dfs.datanode.http.address': address(name, 'http') };
    return {};
  }
}
