// A cluster inside a test: all daemons in this process, each with a life, a disk and cables of its own that the test may
// take from it. Answers to MiniDFSCluster.
import { clientProperties, daemonConfiguration, daemonsOf, dataDir, authorityOf, isHa } from '../cluster/cluster-layout.ts';
import type { ClusterLayout, DaemonLayout, Role } from '../cluster/cluster-layout.ts';
import { InProcessCluster } from '../cluster/in-process-cluster.ts';
import { quorumJournal } from '../cluster/start-name-node.ts';
import { Client } from '../api/client.ts';
import type { ClientOptions } from '../api/client.ts';
import { Configuration } from '../conf/configuration.ts';
import type { Disk, Env, LogLevel, Tracer } from '../env/env.ts';
import { MemoryDisk } from '../env/memory-disk.ts';
import { NodeDisk } from '../env/node/node-disk.ts';
import { nodeEnv } from '../env/node/node-env.ts';
import { sleep, until } from '../env/waiting.ts';
import { guardedLease } from '../failover/guarded-lease.ts';
import { HaAdmin } from '../failover/ha-admin.ts';
import { bootstrapExit, bootstrapStandby } from '../namenode/bootstrap-standby.ts';
import type { NameNode } from '../namenode/name-node.ts';
import { nameNodeOptions } from '../namenode/name-node-options.ts';
import { Cables } from './cables.ts';
import type { CutKind } from './cables.ts';
import { FaultyProcess } from './faulty-process.ts';

/** What a daemon of the cluster is: a NameNode's role, `running` for the others, `paused`, or `down`. */
export type DaemonState = 'active' | 'standby' | 'running' | 'paused' | 'down';

/** One line of a daemon's log. */
export interface LogLine {
  readonly daemon: string;
  readonly level: LogLevel;
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface WaitOptions {
  /** How long to wait before rejecting, in milliseconds; 30 s when absent. */
  readonly timeoutMs?: number;
}

/** What startCluster makes one of. */
export interface TestClusterParts {
  readonly layout: ClusterLayout;
  readonly confDir: string;
  readonly user: string;
  /** Whether disks are in memory. */
  readonly memory: boolean;
  readonly log?: (line: LogLine) => void;
  /** Of an OpenTelemetry SDK that the program has registered. */
  readonly tracer: Tracer | undefined;
  /** Gives back ports and directories. */
  release(): Promise<void>;
}

const waitMs = 30_000;
const pollMs = 5;
const closeClientMs = 2000;
const bootstrapRpcMs = 20_000;
/** What clients are called where daemons are named. */
const clientName = 'client';

/**
 * A running cluster. Daemons are called nn1, nn2, jn1, jn2, jn3, dn1, dn2, dn3, and `client` is everybody who came by
 * `client()`. `stop()` it, or declare it with `await using`.
 */
export class TestCluster implements AsyncDisposable {
  /** A Hadoop configuration directory, for HADOOP_CONF_DIR: core-site.xml and hdfs-site.xml. */
  readonly confDir: string;
  /** hdfs://ns1, or hdfs://127.0.0.1:port without HA. */
  readonly uri: string;
  /** Who the daemons run as. */
  readonly user: string;
  readonly #parts: TestClusterParts;
  readonly #layout: ClusterLayout;
  readonly #cables: Cables;
  readonly #disks = new Map<string, Disk>();
  readonly #processes = new Map<string, FaultyProcess>();
  readonly #nonces = new Map<string, Uint8Array>();
  readonly #inner: InProcessCluster;
  readonly #clients = new Set<Client>();
  #background = new Set<Promise<void>>();
  #stopping: Promise<void> | undefined;

  constructor(parts: TestClusterParts) {
    const { layout } = parts;
    this.#parts = parts;
    this.#layout = layout;
    this.confDir = parts.confDir;
    this.user = parts.user;
    this.uri = `hdfs://${authorityOf(layout)}`;
    this.#cables = new Cables(new Map(layout.daemons.flatMap(({ name, rpcPort, httpPort, extraPort }) => [[rpcPort, name], [httpPort, name], [extraPort, name]] as const)));
    this.#inner = new InProcessCluster((name) => this.#process(name).env, layout, parts.user, (name, env) => {
      const nonce = env.randomBytes(16);
      this.#nonces.set(name, nonce);
      return nonce;
    });
  }

  /** The names of the NameNodes, in order. */
  get nameNodes(): string[] {
    return this.#names('namenode');
  }

  get journalNodes(): string[] {
    return this.#names('journalnode');
  }

  get dataNodes(): string[] {
    return this.#names('datanode');
  }

  /** The client's properties, as hdfs-site.xml in `confDir` has them. */
  get conf(): Record<string, string> {
    return clientProperties(this.#layout);
  }

  /** host:port of a daemon's RPC, its web pages, or a DataNode's data transfer. */
  address(name: string, port: 'rpc' | 'http' | 'data' = 'rpc'): string {
    const daemon = this.#daemon(name);
    const number = port === 'rpc' ? daemon.rpcPort : port === 'http' ? daemon.httpPort : daemon.extraPort;
    return `${daemon.host}:${number}`;
  }

  /** A client of its own, closed with the cluster at the latest. `options` as Client's; who asks is the superuser unless they say otherwise. */
  client(options: Omit<ClientOptions, 'confDir' | 'uri' | 'nameNodes' | 'addresses'> = {}): Client {
    this.#refuseStopped();
    const world = nodeEnv({ name: clientName, ...(options.log === undefined ? {} : { log: options.log }) });
    // Somebody waits for what a client does: its timers keep the process alive.
    const after: Env['after'] = (delayMs, run) => {
      const timer = setTimeout(run, Math.min(Math.max(delayMs, 0), 0x7fff_ffff));
      return { cancel: () => clearTimeout(timer) };
    };
    const { env } = new FaultyProcess({ ...world, after }, this.#cables, world.disk);
    const client = new Client({ user: this.user, ...options, confDir: this.confDir }, env);
    this.#clients.add(client);
    return client;
  }

  state(name: string): DaemonState {
    const { role } = this.#daemon(name);
    const life = this.#processes.get(name)?.life;
    const running = this.#inner.daemon(name);
    if (life === undefined || life.dead || running === undefined) return 'down';
    if (life.state === 'paused') return 'paused';
    if (role !== 'namenode') return 'running';
    return (running as NameNode).haState === 'Active' ? 'active' : 'standby';
  }

  /** The name of the Active NameNode. Throws when there is none at the moment: `untilActive` waits for it. */
  active(): string {
    const name = this.#active();
    if (name === undefined) throw new Error(`no NameNode is Active: ${this.nameNodes.map((each) => `${each} is ${this.state(each)}`).join(', ')}`);
    return name;
  }

  /** Starts everything; for startCluster. */
  async startAll(): Promise<void> {
    await this.#inner.start();
  }

  /** Starts a daemon that is down, on what its disk holds. A NameNode whose disk is empty copies another one first (-bootstrapStandby). */
  async start(name: string): Promise<void> {
    this.#refuseStopped();
    const daemon = this.#daemon(name);
    if (this.state(name) !== 'down') throw new Error(`${name} is ${this.state(name)}: only a daemon that is down can be started`);
    await this.#processes.get(name)?.kill();
    this.#processes.delete(name);
    const process = this.#process(name);
    const killed = new Promise<never>((_resolve, reject) => process.life.whenDead(() => reject(new Error(`${name} was killed while it started`))));
    try {
      await Promise.race([this.#startOn(process, daemon), killed]);
    } catch (error) {
      this.#inner.forget(name);
      await process.kill();
      throw error;
    }
  }

  /** Stops a daemon in order, or, without a name, the whole cluster: closes its clients, frees its ports, removes its temporary directory. */
  async stop(name?: string): Promise<void> {
    if (name === undefined) return (this.#stopping ??= this.#stopAll());
    const state = this.state(name);
    if (state === 'down') return;
    if (state === 'paused') throw new Error(`${name} is paused and cannot stop in order: resume it first, or kill it`);
    await this.#inner.stopDaemon(name);
    await this.#processes.get(name)?.kill();
  }

  async restart(name: string): Promise<void> {
    await this.stop(name);
    await this.start(name);
  }

  /**
   * kill -9: nothing of the daemon runs any more, its connections are reset, its ports refuse. It is known to be dead: a
   * NameNode's lease is revoked as its guardian would, and the failover takes milliseconds. With `machine` its guardian dies with
   * it, and the lease's length (quorate.ha.lease.ttl) passes first.
   */
  async kill(name: string, options: { readonly machine?: boolean } = {}): Promise<void> {
    const daemon = this.#daemon(name);
    const process = this.#processes.get(name);
    this.#inner.forget(name);
    const nonce = this.#nonces.get(name);
    this.#nonces.delete(name);
    if (process === undefined || process.life.dead) return;
    const dead = process.kill();
    if (daemon.role === 'namenode' && nonce !== undefined && isHa(this.#layout) && options.machine !== true) this.#revoke(daemon, nonce);
    await dead;
  }

  /** SIGSTOP: the daemon stands still, with its connections open. Resumed, it finds what came meanwhile. */
  pause(name: string): void {
    if (this.state(name) === 'down') throw new Error(`${name} is down`);
    this.#processes.get(name)?.pause();
  }

  /** SIGCONT; nothing when it is not paused. */
  resume(name: string): void {
    this.#daemon(name);
    this.#processes.get(name)?.resume();
  }

  /**
   * Cuts the network between `a` and `b`, both ways; without `b`, between `a` and everybody else, clients included (`client`;
   * those of other processes are `outside`). `drop`, the default: nothing arrives, nobody is told, and what was sent arrives after
   * `heal`. `refuse`: connections are reset, new ones refused.
   */
  partition(a: string | readonly string[], b?: string | readonly string[], options: { readonly kind?: CutKind } = {}): void {
    const names = (given: string | readonly string[]): readonly string[] => (typeof given === 'string' ? [given] : given);
    for (const name of [...names(a), ...names(b ?? [])]) if (name !== clientName && name !== 'outside') this.#daemon(name);
    this.#cables.cut(names(a), b === undefined ? undefined : names(b), options.kind ?? 'drop');
  }

  /** All cables are whole again. */
  heal(): void {
    this.#cables.healAll();
  }

  /**
   * A planned failover (haadmin -failover) to the NameNode `to`, or to the first Standby; gives its name when it is Active.
   * One that has just started is given the time to hear of the DataNodes: made Active before, it could place no block.
   */
  async failover(to = this.nameNodes.find((name) => this.state(name) === 'standby')): Promise<string> {
    if (to === undefined) throw new Error('no NameNode is Standby');
    const target = to;
    await this.#until(`${to} knows the DataNodes`, {}, () => {
      const active = this.#active();
      const known = (name: string): number => this.#nameNode(name).blocks.registry.liveCount;
      return active === undefined || this.state(target) !== 'standby' || known(target) >= known(active) ? true : undefined;
    });
    const conf = new Configuration();
    for (const [name, value] of Object.entries(this.conf)) conf.set(name, value, 'the test cluster');
    const admin = new HaAdmin(this.#process('admin').env, conf, this.user, this.#layout.nameservice);
    try {
      await admin.gracefulFailover(to);
    } finally {
      admin.close();
    }
    return this.untilActive(to);
  }

  /** Kills the daemon, if it runs, and empties its disk. */
  async wipe(name: string): Promise<void> {
    await this.kill(name);
    await this.#disk(name).removeTree(dataDir(this.#layout, name));
  }

  /** Kills the daemon and takes from its disk what was not synced. Only with disks in memory. */
  async powerCut(name: string): Promise<void> {
    const disk = this.#disk(this.#daemon(name).name);
    if (!(disk instanceof MemoryDisk)) throw new Error('powerCut: the cluster is on a real disk, which keeps what it has (storage: \'memory\')');
    await this.kill(name, { machine: true });
    disk.powerCut();
  }

  /** Waits until a NameNode (`name`, if given) is Active and out of safe mode; gives its name. */
  untilActive(name?: string, options: WaitOptions = {}): Promise<string> {
    return this.#until(`${name ?? 'a NameNode'} is Active`, options, () => {
      const active = this.#active();
      return active !== undefined && (name === undefined || name === active) && !this.#nameNode(active).blocks.safeMode.on ? active : undefined;
    });
  }

  untilState(name: string, state: DaemonState, options: WaitOptions = {}): Promise<void> {
    this.#daemon(name);
    return this.#until(`${name} is ${state}`, options, () => this.state(name) === state ? true : undefined).then(() => {});
  }

  /** Waits until the Active counts so many live DataNodes; as many as run when `count` is absent. */
  untilDataNodes(count?: number, options: WaitOptions = {}): Promise<void> {
    const wanted = (): number => count ?? this.dataNodes.filter((name) => this.state(name) === 'running').length;
    return this.#until(`${count ?? 'all'} DataNodes are live`, options, () => {
      const active = this.#active();
      return active !== undefined && this.#nameNode(active).blocks.registry.liveCount === wanted() ? true : undefined;
    }).then(() => {});
  }

  /** Waits until every block of the file, or of all files below the directory, has so many live replicas: the file's replication when `replication` is absent. */
  async untilReplicated(path: string, options: WaitOptions & { readonly replication?: number } = {}): Promise<void> {
    const client = this.client();
    try {
      await this.#until(`${path} has all its replicas`, options, async () => ((await isReplicated(client, path, options.replication)) ? true : undefined));
    } finally {
      this.#clients.delete(client);
      await client.close();
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #startOn(process: FaultyProcess, daemon: DaemonLayout): Promise<void> {
    const { name } = daemon;
    if (daemon.role === 'namenode' && isHa(this.#layout) && (await process.env.disk.stat(`${dataDir(this.#layout, name)}/current/VERSION`)) === undefined) {
      await this.#bootstrap(process.env, daemon);
    }
    await this.#inner.startDaemon(name);
  }

  async #bootstrap(env: Env, daemon: DaemonLayout): Promise<void> {
    const options = nameNodeOptions(daemonConfiguration(this.#layout, daemon, this.user), this.user, () => true);
    const said: string[] = [];
    const code = await bootstrapStandby(env, {
      self: options.self, others: options.others, directories: options.nameDirs, openShared: (info) => quorumJournal(env, options, info),
      sharedEditsText: options.journal?.text ?? '', skipSharedEditsCheck: false, user: this.user, timeoutMs: bootstrapRpcMs,
    }, { force: true, say: (line) => void said.push(line), ask: undefined });
    if (code !== bootstrapExit.done) throw new Error(`${daemon.name} -bootstrapStandby: ${said.at(-1) ?? `code ${code}`}`);
  }

  /** What the guardian does that has reaped its NameNode, from the NameNode's machine. */
  #revoke(daemon: DaemonLayout, nonce: Uint8Array): void {
    const { journal, self } = nameNodeOptions(daemonConfiguration(this.#layout, daemon, this.user), this.user, () => true);
    if (journal === undefined) return;
    const guardian = new FaultyProcess(this.#world(daemon.name), this.#cables, this.#disk(daemon.name));
    const revoking = async (): Promise<void> => {
      try {
        await guardedLease(guardian.env, { journal, nameServiceId: self.nameservice, nonce, user: this.user }).revoke();
      } catch (error) {
        guardian.env.log('warn', 'the lease was not revoked', { error });
      }
      await guardian.kill();
    };
    const revoked = revoking();
    this.#background.add(revoked);
    void revoked.finally(() => this.#background.delete(revoked));
  }

  async #stopAll(): Promise<void> {
    this.heal();
    for (const process of this.#processes.values()) process.resume();
    const world = this.#world(clientName);
    // Files being written are completed while there is a cluster to complete them.
    await Promise.all([...this.#clients].map((client) => Promise.race([client.close().catch(() => {}), sleep(world, closeClientMs)])));
    await Promise.all([...this.#processes.values()].map((process) => process.kill()));
    await Promise.all(this.#background);
    await this.#parts.release();
  }

  /** The process of that name: the living one, or a new one. */
  #process(name: string): FaultyProcess {
    const known = this.#processes.get(name);
    if (known !== undefined && !known.life.dead) return known;
    const made = new FaultyProcess(this.#world(name), this.#cables, this.#disk(name));
    this.#processes.set(name, made);
    return made;
  }

  #world(name: string): Env {
    const { log, tracer } = this.#parts;
    return nodeEnv(log === undefined ? { name, tracer } : { name, tracer, log: (level, event, fields) => log({ daemon: name, level, event, fields: fields ?? {} }) });
  }

  #disk(name: string): Disk {
    let disk = this.#disks.get(name);
    if (disk === undefined) this.#disks.set(name, (disk = this.#parts.memory ? new MemoryDisk({ wallMs: Date.now }) : new NodeDisk()));
    return disk;
  }

  #names(role: Role): string[] {
    return daemonsOf(this.#layout, role).map((daemon) => daemon.name);
  }

  #daemon(name: string): DaemonLayout {
    const daemon = this.#layout.daemons.find((each) => each.name === name);
    if (daemon === undefined) throw new Error(`'${name}' is none of this cluster's daemons: ${this.#layout.daemons.map((each) => each.name).join(', ')}`);
    return daemon;
  }

  #nameNode(name: string): NameNode {
    return this.#inner.daemon(name) as NameNode;
  }

  /** One that was cut off may still believe that it is: the one of the highest epoch is. */
  #active(): string | undefined {
    const active = this.nameNodes.filter((name) => this.state(name) === 'active');
    return active.sort((a, b) => this.#nameNode(b).ha.epoch - this.#nameNode(a).ha.epoch)[0];
  }

  async #until<T>(what: string, options: WaitOptions, probe: () => Promise<T | undefined> | T | undefined): Promise<T> {
    this.#refuseStopped();
    return until(this.#world(clientName), what, options.timeoutMs ?? waitMs, pollMs, probe);
  }

  #refuseStopped(): void {
    if (this.#stopping !== undefined) throw new Error('the cluster has been stopped');
  }
}

async function isReplicated(client: Client, path: string, replication: number | undefined): Promise<boolean> {
  const status = await client.stat(path);
  if (status.type === 'directory') {
    for await (const entry of client.walk(path)) if (entry.type === 'file' && !(await isReplicated(client, entry.path, replication))) return false;
    return true;
  }
  const blocks = await client.blockLocations(path);
  return blocks.every((block) => !block.corrupt && block.replicas.length >= (replication ?? status.replication));
}
