// A whole HA cluster on virtual time, of the daemons' real code: each on a machine of its own (disk and clock), NameNodes
// with their real guardians in processes beside them. Whatever happens to it comes from outside: kill, start, pause, cut.
import { clientProperties, consecutivePorts, coreProperties, daemonConfiguration, daemonsOf, dataDir } from '../cluster/cluster-layout.ts';
import type { ClusterLayout, ClusterSize, DaemonLayout } from '../cluster/cluster-layout.ts';
import { formatCluster } from '../cluster/format-cluster.ts';
import { startDataNode } from '../cluster/start-data-node.ts';
import { startJournalNode } from '../cluster/start-journal-node.ts';
import { startNameNode } from '../cluster/start-name-node.ts';
import type { DataNode } from '../datanode/data-node.ts';
import type { Env } from '../env/env.ts';
import { Configuration } from '../conf/configuration.ts';
import { changeJournalNodes } from '../failover/journal-admin.ts';
import { HaAdmin } from '../failover/ha-admin.ts';
import { journalForgot } from '../metrics/event-names.ts';
import type { NameNode } from '../namenode/name-node.ts';
import type { JournalList } from '../protocol/journal-list.ts';
import type { JournalNode } from '../qjournal/server/journal-node.ts';
import type { RpcAddress } from '../rpc/rpc-client.ts';
import { directoryOf } from '../storage/atomic-file.ts';
import { BitRot } from './bit-rot.ts';
import { SimGuardian } from './sim-guardian.ts';
import { SimHost } from './sim-host.ts';
import type { SimPark } from './sim-host.ts';
import { SimHttp } from './sim-http.ts';
import { SimNetwork } from './sim-network.ts';
import type { SimProcess } from './sim-process.ts';
import type { World } from './world.ts';

export interface SimClusterOptions {
  readonly size: ClusterSize;
  /** Beside what a cluster on one machine has. */
  readonly properties?: Readonly<Record<string, string>>;
  /** JournalNodes that are in no configuration: blank machines, for `changeJournalNodes`. */
  readonly spareJournalNodes?: number;
  /** Each machine's clock against true time; 1 by default. */
  readonly clockRate?: (host: string) => number;
  /** What the monotonic clock of a process showed when the simulation began, in ms; default: nothing. */
  readonly clockStartMs?: () => number;
}

/** Who runs everything, and owns the root directory. */
export const simUser = 'hdfs';

/** A daemon that could not start is started again after this, in ms. */
const startAgainMs = 500;
const upLimitMs = 60_000;
/** Ports of JournalNodes that are in no configuration. */
const spareBase = 8900;

type Daemon = NameNode | JournalNode | DataNode;

export class SimCluster {
  readonly world: World;
  readonly network: SimNetwork;
  readonly layout: ClusterLayout;
  /** JournalNodes that are in no configuration. */
  readonly #spares: readonly DaemonLayout[];
  readonly #park: SimPark;
  readonly #options: SimClusterOptions;
  readonly #hosts = new Map<string, SimHost>();
  readonly #daemons = new Map<string, Daemon>();
  #nameNodes: [string, NameNode][] | undefined;
  readonly #nameNodeNames: ReadonlySet<string>;
  readonly #everStarted = new Set<string>();
  /** How often each daemon has been started. */
  readonly #attempts = new Map<string, number>();
  /** Checkers ask after each event. */
  readonly #names = new Map<DaemonLayout['role'], readonly string[]>();
  readonly #guardians = new Map<string, SimGuardian>();
  readonly rot = new BitRot(this);
  /** How often each JournalNode has lost its directory, or set it aside as one of the past: for who compares what they have with what they had. */
  readonly wipes = new Map<string, number>();
  /** When the last NameNode died, in true ms. */
  lastDeathMs = -Infinity;
  #pid = 100;

  constructor(world: World, options: SimClusterOptions) {
    this.world = world;
    this.#options = options;
    this.network = new SimNetwork(world);
    this.#park = { world, network: this.network, http: new SimHttp(this.network), nextPid: () => this.#pid++ };
    this.layout = { nameservice: 'ns1', dir: '/quorate', daemons: consecutivePorts(8000, options.size), properties: options.properties ?? {} };
    this.#spares = Array.from({ length: options.spareJournalNodes ?? 0 }, (_, i): DaemonLayout => {
      const [first] = daemonsOf(this.layout, 'journalnode');
      if (first === undefined) throw new Error('JournalNodes are added to JournalNodes');
      return { ...first, name: `jn${options.size.journalnodes + i + 1}`, rpcPort: spareBase + 2 * i, httpPort: spareBase + 2 * i + 1 };
    });
    for (const { name } of [...this.layout.daemons, ...this.#spares]) this.addHost(name);
    this.#nameNodeNames = new Set(this.names('namenode'));
    world.listeners.add((who, text) => {
      if (text.startsWith(journalForgot)) this.#lostDirectory(who);
    });
  }

  #lostDirectory(name: string): void {
    this.wipes.set(name, 1 + (this.wipes.get(name) ?? 0));
  }

  /** A machine with nothing on it, for a client. */
  addHost(name: string): SimHost {
    const host = new SimHost(this.#park, name, this.#options.clockRate?.(name) ?? 1, this.#options.clockStartMs);
    this.#hosts.set(name, host);
    return host;
  }

  host(name: string): SimHost {
    const host = this.#hosts.get(name);
    if (host === undefined) throw new Error(`no machine ${name}`);
    return host;
  }

  /** All that belong to the cluster by now: of spare JournalNodes those that were ever started. */
  get daemons(): readonly DaemonLayout[] {
    return [...this.layout.daemons, ...this.#spares.filter(({ name }) => this.#everStarted.has(name))];
  }

  names(role: DaemonLayout['role']): readonly string[] {
    const known = this.#names.get(role);
    if (known !== undefined) return known;
    const names = this.daemons.filter((daemon) => daemon.role === role).map((daemon) => daemon.name);
    this.#names.set(role, names);
    return names;
  }

  /** As lists of JournalNodes name it. */
  journalNodeAddress(name: string): string {
    const daemon = [...this.layout.daemons, ...this.#spares].find((each) => each.name === name);
    if (daemon === undefined) throw new Error(`no JournalNode ${name}`);
    return `${daemon.host}:${daemon.rpcPort}`;
  }

  /** The list that every configuration names. */
  configuredList(): JournalList {
    return { gen: 0, members: daemonsOf(this.layout, 'journalnode').map(({ name }) => this.journalNodeAddress(name)), epoch: 0 };
  }

  /** The newest list that a running NameNode goes by. */
  journalList(): JournalList {
    const lists = this.nameNodes().flatMap(([, node]) => node.membership?.list ?? []);
    return lists.sort((a, b) => b.gen - a.gen || b.epoch - a.epoch)[0] ?? this.configuredList();
  }

  /** Those JournalNodes that are on it. */
  memberNames(): string[] {
    const { members } = this.journalList();
    return this.names('journalnode').filter((name) => members.includes(this.journalNodeAddress(name)));
  }

  /**
   * haadmin -journal: a spare JournalNode is added, put in a member's place, or a member of more than three is removed, of three one
   * is added instead; `which` chooses, unless `leaving` says who goes. Does nothing where there is none to take. Rejects when it was refused or went wrong.
   */
  async changeJournalNodes(env: Env, wanted: 'add' | 'replace' | 'remove', which: number, leaving?: string): Promise<void> {
    const { members } = this.journalList();
    const how = wanted === 'remove' && members.length <= 3 ? 'add' : wanted;
    const everybody = [...daemonsOf(this.layout, 'journalnode'), ...this.#spares].map(({ name }) => name);
    const outside = everybody.filter((name) => !members.includes(this.journalNodeAddress(name)));
    const spare = outside[which % Math.max(1, outside.length)];
    const member = members[(which >>> 8) % members.length];
    if ((how !== 'remove' && spare === undefined) || member === undefined) return;
    const remove = leaving ?? everybody.find((name) => this.journalNodeAddress(name) === member);
    await this.haadminJournal(env, how === 'remove' ? undefined : spare, how === 'add' ? undefined : remove);
  }

  /** haadmin -journal add, remove or, with both, replace; by the daemons' names. One that was never started is. Rejects with why not. */
  async haadminJournal(env: Env, add: string | undefined, remove: string | undefined): Promise<void> {
    if (add !== undefined && !this.#everStarted.has(add)) void this.start(add);
    const address = (name: string | undefined): string | undefined => (name === undefined ? undefined : this.journalNodeAddress(name));
    await this.#administer(env, async (admin) => {
      await changeJournalNodes(env, admin, { add: address(add), remove: address(remove) }, (text) => this.world.note('operator', text));
    });
  }

  isNameNode(name: string): boolean {
    return this.#nameNodeNames.has(name);
  }

  get nameNodeAddresses(): RpcAddress[] {
    return this.names('namenode').map((name) => this.nameNodeAddress(name));
  }

  nameNodeAddress(name: string): RpcAddress {
    const daemon = this.layout.daemons.find((each) => each.name === name);
    if (daemon === undefined) throw new Error(`no NameNode ${name}`);
    return { host: daemon.host, port: daemon.rpcPort };
  }

  /** The NameNode `name`, if it is running and has started. */
  nameNode(name: string): NameNode | undefined {
    return this.#daemons.get(name) as NameNode | undefined;
  }

  journalNode(name: string): JournalNode | undefined {
    return this.#daemons.get(name) as JournalNode | undefined;
  }

  /** Those that run, by name. */
  nameNodes(): [string, NameNode][] {
    return (this.#nameNodes ??= this.names('namenode').flatMap((name) => {
      const node = this.nameNode(name);
      return node === undefined ? [] : [[name, node]];
    }));
  }

  /** The name of the Active, if one says that it is; the one of the highest epoch where several do. */
  active(): string | undefined {
    const active = this.nameNodes().filter(([, node]) => node.haState === 'Active');
    return active.sort(([, a], [, b]) => b.ha.epoch - a.ha.epoch)[0]?.[0];
  }

  /** Formats and starts everything; lets time pass until a NameNode is Active. */
  async up(): Promise<void> {
    const { world } = this;
    await Promise.all(this.names('journalnode').map((name) => world.settle(`starting ${name}`, upLimitMs, this.start(name))));
    const format = formatCluster((name) => this.host(name).boot(`${name}-format`).env, this.layout, simUser);
    await world.settle('formatting', upLimitMs, format);
    for (const name of this.names('namenode')) this.host(name).kill();
    for (const name of [...this.names('namenode'), ...this.names('datanode')]) void this.start(name);
    await this.until('an Active NameNode', upLimitMs, () => this.active() !== undefined);
  }

  /** Lets time pass until `condition` holds; throws when it does not within `limitMs`. */
  async until(what: string, limitMs: number, condition: () => boolean): Promise<void> {
    await this.world.run(this.world.nowMs + limitMs, condition);
    if (!condition()) throw new Error(`${what}: not within ${limitMs} ms of virtual time`);
  }

  /** Lets `ms` pass. */
  pass(ms: number): Promise<void> {
    return this.world.run(this.world.nowMs + ms);
  }

  /** Starts a dead daemon, again and again until it runs or somebody else starts it; never settles when it is killed meanwhile. */
  async start(name: string): Promise<void> {
    const daemon = [...this.layout.daemons, ...this.#spares].find((each) => each.name === name);
    if (daemon === undefined) throw new Error(`no daemon ${name}`);
    this.#everStarted.add(name);
    this.#names.clear();
    const host = this.host(name);
    if (host.up) return;
    const attempt = 1 + (this.#attempts.get(name) ?? 0);
    this.#attempts.set(name, attempt);
    for (const each of this.#processes(name)) this.network.powerOn(each);
    const process = host.boot();
    this.world.note(name, 'starts');
    try {
      const running = await this.#startOn(process, daemon);
      if (!process.alive) return;
      this.#daemons.set(name, running);
      this.#nameNodes = undefined;
    } catch (error) {
      this.world.note(name, `did not start: ${String(error)}`);
      this.#guardians.get(name)?.reap();
      host.kill();
      await new Promise<void>((resolve) => this.world.schedule(startAgainMs, undefined, resolve));
      if (this.#attempts.get(name) === attempt) await this.start(name);
    }
  }

  async #startOn(process: SimProcess, daemon: DaemonLayout): Promise<Daemon> {
    const conf = daemonConfiguration(this.layout, daemon, simUser);
    if (daemon.role === 'journalnode') return startJournalNode(process.env, conf);
    if (daemon.role === 'datanode') return startDataNode(process.env, conf, simUser);
    const guardian = new SimGuardian(this.addHost(`${daemon.name}-g`).boot(), conf, {
      alive: () => process.alive, kill: () => this.kill(daemon.name), failed: (error) => this.world.fail(error),
    });
    this.#guardians.set(daemon.name, guardian);
    const node = await startNameNode(process.env, conf, { user: simUser, isLocal: () => true, nonce: guardian.nonce, heartbeat: (beat) => guardian.tell(beat) });
    void node.stopped.promise.then((reason) => {
      if (reason === undefined || !process.alive) return;
      if (this.world.bugsFail) this.world.fail(reason);
      this.kill(daemon.name);
    });
    return node;
  }

  /** Runs on while a daemon stops in order. */
  async stop(name: string): Promise<void> {
    await this.#daemons.get(name)?.stop();
    this.kill(name);
  }

  /**
   * kill -9. A NameNode's guardian reaps it and revokes its lease, unless it dies with it (`guardian` false: the whole
   * machine is lost), and the lease's length is all there is.
   */
  kill(name: string, options: { readonly guardian?: boolean } = {}): void {
    this.#daemons.delete(name);
    this.#nameNodes = undefined;
    this.host(name).kill();
    const guardian = this.#guardians.get(name);
    this.#guardians.delete(name);
    if (guardian !== undefined) this.lastDeathMs = this.world.nowMs;
    if (options.guardian === false) guardian?.kill();
    else guardian?.reap();
  }

  /** The machine is gone, for now, and nobody is told until it is back; its disk has all that was written. */
  lose(name: string): void {
    for (const process of this.#processes(name)) this.network.powerOff(process);
    this.kill(name, { guardian: false });
  }

  /** As lose, and the disk keeps only what was synced, or, with `random`, some of the rest. */
  powerCut(name: string, random?: () => number): void {
    this.lose(name);
    this.host(name).powerCut(random);
  }

  /** Where a JournalNode keeps its segments. */
  journalDirectory(name: string): string {
    return `${dataDir(this.layout, name)}/${this.layout.nameservice}/current`;
  }

  /** A JournalNode dies and its directory is lost, unless (false) that has the last good segment of some; it may be started again with nothing (HA.md F). */
  async wipe(name: string): Promise<boolean> {
    if (!(await this.rot.mayLose(name))) return false;
    this.kill(name);
    this.#lostDirectory(name);
    const disk = this.host(name).disk.attach();
    try {
      await disk.removeTree(dataDir(this.layout, name));
      await disk.syncDirectory(directoryOf(dataDir(this.layout, name)));
    } finally {
      disk.detach();
    }
    return true;
  }

  /** An operator's failover (haadmin -failover) to the NameNode `to`, from a process with `env`; rejects when it went wrong. */
  failover(env: Env, to: string): Promise<void> {
    return this.#administer(env, (admin) => admin.gracefulFailover(to));
  }

  /** haadmin -transitionToActive --forcemanual: nobody is asked to step down. */
  force(env: Env, to: string): Promise<void> {
    return this.#administer(env, (admin) => admin.transitionToActive(to, 'forced'));
  }

  /** What a client of the cluster is configured with. */
  clientConfiguration(): Configuration {
    const conf = new Configuration();
    for (const [name, value] of Object.entries({ ...coreProperties(this.layout), ...clientProperties(this.layout) })) conf.set(name, value, 'the simulator');
    return conf;
  }

  async #administer(env: Env, work: (admin: HaAdmin) => Promise<void>): Promise<void> {
    const admin = new HaAdmin(env, this.clientConfiguration(), simUser, this.layout.nameservice);
    try {
      await work(admin);
    } finally {
      admin.close();
    }
  }

  /** SIGSTOP of a daemon; with `guardian` of a NameNode's guardian, too. */
  pause(name: string, options: { readonly guardian?: boolean } = {}): void {
    this.host(name).process?.pause();
    if (options.guardian === true) this.#guardians.get(name)?.process.pause();
  }

  resume(name: string): void {
    this.host(name).process?.resume();
    this.#guardians.get(name)?.process.resume();
  }

  /** All process names on a machine: what a cut cable cuts. */
  #processes(name: string): string[] {
    return this.names('namenode').includes(name) ? [name, `${name}-g`] : [name];
  }

  /** Nothing goes from `a` to `b` any more. */
  cut(a: string, b: string): void {
    for (const from of this.#processes(a)) for (const to of this.#processes(b)) this.network.cut(from, to);
  }

  heal(a: string, b: string): void {
    for (const from of this.#processes(a)) for (const to of this.#processes(b)) this.network.heal(from, to);
  }

  /** Cuts `name` off from `others`, both ways. */
  isolate(name: string, others: readonly string[]): void {
    this.world.note(name, `cut off from ${others.join(' ')}`);
    for (const other of others) {
      if (other === name) continue;
      this.cut(name, other);
      this.cut(other, name);
    }
  }

  /** Everything is as it should be again: no cuts, no pauses; who is dead starts. */
  repair(): void {
    this.network.healAll();
    for (const { name } of this.daemons) {
      this.resume(name);
      if (!this.host(name).up) void this.start(name);
    }
  }
}
