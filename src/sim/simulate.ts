// One simulated run, all of it decided by its seed: a cluster comes up, clients work, faults come and go, everything is
// healed, and then the cluster must be whole again within a bound, with nothing lost, doubled or forked.
import { clientSettings } from '../client/client-settings.ts';
import { DFSClient } from '../client/dfs-client.ts';
import { acknowledgedEditsSurvive } from './checkers/acknowledged-edits-survive.ts';
import { answersRestOnDisk } from './checkers/answers-rest-on-disk.ts';
import { claimsRise } from './checkers/claims-rise.ts';
import { deadEpochsUnserved } from './checkers/dead-epochs-unserved.ts';
import { finalSegmentsEqual } from './checkers/final-segments-equal.ts';
import { isolatedRefuses } from './checkers/isolated-refuses.ts';
import { listsIntersect } from './checkers/lists-intersect.ts';
import { logNeverShortens } from './checkers/log-never-shortens.ts';
import type { Checker } from './checkers/checker.ts';
import { oneReader } from './checkers/one-reader.ts';
import { revokedStayDead } from './checkers/revoked-stay-dead.ts';
import { segmentsHeal } from './checkers/segments-heal.ts';
import { standbyEqualsActive } from './checkers/standby-equals-active.ts';
import { votersRemember } from './checkers/voters-remember.ts';
import type { Fault } from './faults/fault.ts';
import { FaultInjector } from './faults/inject-faults.ts';
import { isWhole, planFaults } from './faults/plan-faults.ts';
import type { Profile } from './faults/plan-faults.ts';
import type { Prng } from './prng.ts';
import { SimCluster, simUser } from './sim-cluster.ts';
import { SimFailure, asFailure } from './sim-failure.ts';
import { FileClient } from './workloads/file-client.ts';
import { NamespaceClient } from './workloads/namespace-client.ts';
import { SubtreeModel } from './workloads/subtree-model.ts';
import { World } from './world.ts';

export interface SimOptions {
  readonly seed: number;
  readonly profile: Profile;
  /** Instead of those of the seed. */
  readonly faults?: readonly Fault[];
  readonly clients?: number;
  readonly dataNodes?: number;
  /** For how long faults come, in virtual ms; one of some that the seed draws, if absent. */
  readonly faultMs?: number | undefined;
  /** Ends when the cluster is whole again, with however few calls and however soon that is. */
  readonly untilWhole?: boolean | undefined;
  /** Stops before the first fault: only to learn which ones a seed has. */
  readonly planOnly?: boolean;
  /** Tells the run of errors that nobody caught; what it returns ends that. */
  readonly onUncaught?: (report: (error: unknown) => void) => () => void;
}

export interface SimReport {
  readonly seed: number;
  readonly profile: Profile;
  readonly failure: SimFailure | undefined;
  /** Of every event and every line of the trace. */
  readonly digest: string;
  readonly trace: readonly string[];
  readonly faults: readonly Fault[];
  readonly virtualMs: number;
  readonly events: number;
  /** Calls of clients that were answered; those of a file client count by files written or read. */
  readonly calls: number;
  readonly filesWritten: number;
  /** Epochs in which somebody was Active. */
  readonly reigns: number;
  /** How often another NameNode has followed: one that regains its quorum, in a new epoch, is no failover. */
  readonly failovers: number;
  /** Kinds of fault that came about: what was planned for who was down, or lay in wait in vain, is none. */
  readonly kinds: number;
  /** The longest that any call took, in virtual ms. */
  readonly longestCallMs: number;
}

/** Once faults are over, every client must have an answer to a new call within this, in virtual ms. */
export const availableWithinMs = 12_000;
/** And all NameNodes must hold the same within this, once clients are silent. */
export const convergedWithinMs = 12_000;
const faultMsOf: Readonly<Record<Profile, readonly number[]>> = { full: [8000, 12_000, 16_000, 24_000, 45_000], brief: [3000], dense: [8000, 12_000, 16_000], check: [3000], storm: [12_000] };
/** A full run lasts at least as long, and has at least as many calls: time after the faults is cheap. */
const fullMs = 60_000;
const fullCalls = 2000;
const fullLimitMs = 120_000;
const failoverWithinMs = 3000;
const failoversMax = 5;
/** And every file must be readable within this. */
export const readableWithinMs = 30_000;
const fileClientNames = ['f1', 'f2'];
const warmUpMs = 300;
const sometimesMs = 500;

export async function simulate(options: SimOptions): Promise<SimReport> {
  const run = new Run(options);
  const off = options.onUncaught?.((error) => run.world.fail(error));
  let failure: SimFailure | undefined;
  try {
    await run.go();
  } catch (error) {
    failure = asFailure(error);
  } finally {
    off?.();
  }
  return run.report(failure);
}

/** Small blocks, and DataNodes that are dead within seconds. */
const fileProperties: Readonly<Record<string, string>> = {
  'dfs.namenode.fs-limits.min-block-size': '512',
  'dfs.blocksize': '8192',
  'dfs.client.socket-timeout': '5000',
  'dfs.heartbeat.interval': '1s',
  'dfs.namenode.heartbeat.recheck-interval': '2000',
};

/** Settings under which things happen often that otherwise take hours. */
function stormProperties(weather: Prng): Record<string, string> {
  const checkpointTxns = weather.pick([60, 300, 1_000_000]);
  return {
    'dfs.namenode.checkpoint.txns': String(checkpointTxns),
    'dfs.namenode.checkpoint.check.period': '1s',
    'dfs.namenode.edit.log.autoroll.check.interval.ms': '500',
    'dfs.namenode.num.extra.edits.retained': String(weather.pick([0, 50, 1_000_000])),
    'dfs.ha.log-roll.period': weather.pick(['1s', '5s', '120s']),
    'dfs.journalnode.edit-cache-size.bytes': String(weather.pick([20_000, 67_108_864])),
    'dfs.journalnode.sync.interval': weather.pick(['2s', '5s', '120s']),
    'quorate.journalnode.scrub.period': weather.pick(['5s', '1d']),
  };
}

class Run {
  readonly world: World;
  readonly #options: SimOptions;
  readonly #cluster: SimCluster;
  readonly #checkers: readonly Checker[];
  readonly #clients: NamespaceClient[] = [];
  readonly #fileClients: FileClient[] = [];
  readonly #togetherMs: number;
  readonly #thinkMs: readonly [number, number];
  readonly #writes: number;
  readonly #faultMs: number;
  #faults: readonly Fault[] = [];
  /** Who was Active in each epoch. */
  readonly #reigns = new Map<number, string>();
  #injector: FaultInjector | undefined;

  constructor(options: SimOptions) {
    this.#options = options;
    const world = new World(options.seed);
    this.world = world;
    const weather = world.stream('weather');
    const boots = world.stream('boots');
    const whole = isWhole(options.profile);
    const calm = whole || options.profile === 'brief';
    const drift = options.profile === 'check' ? 0.01 : 0.05;
    this.#cluster = new SimCluster(world, {
      size: { namenodes: 2, journalnodes: 3, datanodes: options.dataNodes ?? (whole ? 3 : 1) },
      ...(calm ? { spareJournalNodes: 3 } : {}),
      // Two in five are as fast, or as slow, as a clock may be.
      clockRate: () => 1 + drift * Math.max(-1, Math.min(1, weather.between(-1.7, 1.7))),
      ...(calm ? { clockStartMs: () => Math.floor(boots.between(0, 1e9)) } : {}),
      properties: options.profile === 'check' ? {} : { ...stormProperties(weather), ...(whole ? fileProperties : {}) },
    });
    if (options.profile !== 'check') this.#cluster.network.giveUpMs = weather.pick([3000, 15_000, 100_000]);
    // A disk whose every operation takes a while has others come between any two of them.
    const disks = world.stream('disks');
    if (calm && disks.chance(0.4)) for (const { name } of this.#cluster.daemons) this.#cluster.host(name).operationMs = [0, disks.pick([0.05, 0.3, 1])];
    if (calm) this.#cluster.network.resendsByClock = world.stream('resends').chance(0.5);
    this.#togetherMs = calm ? weather.pick([0, 50, 200, 200, 200]) : 0;
    this.#thinkMs = [0, calm ? (this.#togetherMs === 200 ? 480 : 650) : 20];
    this.#writes = calm ? weather.pick([0.2, 0.35, 0.55]) : 0.6;
    this.#faultMs = options.faultMs ?? weather.pick(faultMsOf[options.profile]);
    const cluster = this.#cluster;
    this.#checkers = [oneReader(cluster), standbyEqualsActive(cluster), segmentsHeal(cluster), finalSegmentsEqual(cluster), acknowledgedEditsSurvive(cluster), logNeverShortens(cluster), claimsRise(cluster), listsIntersect(cluster), votersRemember(cluster), isolatedRefuses(cluster), revokedStayDead(cluster), answersRestOnDisk(cluster), deadEpochsUnserved(cluster)];
  }

  async go(): Promise<void> {
    const { world } = this;
    const cluster = this.#cluster;
    if (this.#options.planOnly === true) {
      this.#plan();
      return;
    }
    for (const { afterEvent } of this.#checkers) if (afterEvent !== undefined) world.watchers.push(afterEvent);
    world.watchers.push((who) => {
      if (who === undefined || cluster.isNameNode(who)) for (const [name, node] of cluster.nameNodes()) if (node.haState === 'Active' && node.ha.epoch > 0) this.#reigns.set(node.ha.epoch, name);
    });
    await cluster.up();
    this.#every(sometimesMs, async () => {
      for (const { sometimes } of this.#checkers) await sometimes?.();
    });
    this.#startClients();
    await cluster.pass(warmUpMs);
    await this.#storm();
    await this.#recovered();
    if (this.#options.profile === 'full' && this.#options.untilWhole !== true) await this.#lastLong();
    await this.#converged();
    for (const { atEnd } of this.#checkers) await atEnd?.();
  }

  report(failure: SimFailure | undefined): SimReport {
    const { world } = this;
    return {
      seed: world.seed, profile: this.#options.profile, failure, digest: world.digest, trace: world.trace, faults: this.#faults,
      virtualMs: world.nowMs, events: world.events,
      calls: this.#calls,
      filesWritten: this.#fileClients.reduce((sum, client) => sum + client.written, 0),
      reigns: this.#reigns.size,
      failovers: this.#failovers,
      kinds: this.#injector?.happened.size ?? 0,
      longestCallMs: Math.max(0, ...this.#clients.map((client) => client.longestMs)),
    };
  }

  get #failovers(): number {
    const holders = [...this.#reigns].sort(([a], [b]) => a - b).map(([, name]) => name);
    return holders.filter((name, i) => i > 0 && name !== holders[i - 1]).length;
  }

  #every(periodMs: number, job: () => Promise<void>): void {
    this.world.schedule(periodMs, undefined, () => {
      job().catch((error: unknown) => this.world.fail(error));
      this.#every(periodMs, job);
    });
  }

  #startClients(): void {
    const { world } = this;
    const names = this.#clientNames;
    const models = names.map((name) => new SubtreeModel(`/${name}`));
    names.forEach((name, i) => {
      const own = models[i];
      if (own === undefined) return;
      const client = new NamespaceClient(this.#cluster.addHost(name).boot(), () => world.nowMs, {
        nameNodes: this.#cluster.nameNodeAddresses, user: simUser, own, others: models.filter((model) => model !== own),
        random: world.stream(`work of ${name}`), thinkMs: this.#thinkMs, writes: this.#writes, renews: i % 2 === 1, note: (text) => world.note(name, text),
      });
      client.togetherMs = this.#togetherMs;
      this.#clients.push(client);
      this.#work(client);
    });
    if (isWhole(this.#options.profile)) for (const name of fileClientNames) this.#startFileClient(name);
  }

  #startFileClient(name: string): void {
    const { world } = this;
    const { env } = this.#cluster.addHost(name).boot();
    const client = new DFSClient(env, clientSettings(this.#cluster.clientConfiguration(), simUser));
    const files = new FileClient(env, client, { home: `/files/${name}`, random: world.stream(`work of ${name}`), note: (text) => world.note(name, text) });
    this.#fileClients.push(files);
    this.#work(files);
  }

  #work(client: { run(): Promise<void> }): void {
    client.run().catch((error: unknown) => this.world.fail(error));
  }

  get #calls(): number {
    const files = this.#fileClients.reduce((sum, client) => sum + client.written + client.read, 0);
    return this.#clients.reduce((sum, client) => sum + client.answered, files);
  }

  /** Work without faults until the run is a whole one. */
  async #lastLong(): Promise<void> {
    const { world } = this;
    for (let tries = 0; this.#failovers === 0; tries++) {
      if (tries === failoversMax) throw new SimFailure('liveness', 'available-again', `no NameNode has handed over to another, asked ${failoversMax} times`);
      await this.#failover();
    }
    for (const client of this.#clients) Object.assign(client, { thinkMs: [0, 20], togetherMs: 20, readsMax: 16 });
    for (const client of this.#fileClients) client.thinkMs = [500, 8000];
    await world.run(world.nowMs + fullLimitMs, () => this.#calls + this.#toReadBack >= fullCalls);
    for (const client of this.#clients) Object.assign(client, { thinkMs: [1000, 3000], readsMax: 1 });
    await world.run(Math.max(world.nowMs, fullMs), () => false);
  }

  /** An operator's, for a run in which none went through. */
  async #failover(): Promise<void> {
    const cluster = this.#cluster;
    const active = cluster.active();
    const heir = cluster.names('namenode').find((name) => name !== active) ?? '';
    const { env } = cluster.addHost('operator').boot();
    cluster.failover(env, heir).catch((error: unknown) => this.world.note('operator', `failover to ${heir}: ${String(error)}`));
    await this.world.run(this.world.nowMs + failoverWithinMs, () => this.#failovers > 0);
  }

  /** Calls that reading everything back will be, at least, though entries still come and go. */
  get #toReadBack(): number {
    return this.#clients.reduce((sum, { own }) => sum + own.tree.size, 0);
  }

  get #clientNames(): string[] {
    return Array.from({ length: this.#options.clients ?? (isWhole(this.#options.profile) ? 8 : 4) }, (_, i) => `c${i + 1}`);
  }

  #plan(): void {
    const { profile, faults } = this.#options;
    const targets = {
      nameNodes: this.#cluster.names('namenode'), journalNodes: this.#cluster.names('journalnode'), dataNodes: this.#cluster.names('datanode'),
      clients: this.#clientNames,
    };
    this.#faults = faults ?? planFaults(profile, this.world.stream('faults'), targets, this.#faultMs);
  }

  async #storm(): Promise<void> {
    const cluster = this.#cluster;
    this.#plan();
    const injector = (this.#injector = new FaultInjector(cluster));
    injector.begin(this.#faults);
    await cluster.pass(this.#faultMs);
    this.world.note('fault', 'faults are over');
    injector.end();
  }

  async #recovered(): Promise<void> {
    const { world } = this;
    const sinceMs = world.nowMs;
    const waiting = (): string[] => this.#clients.flatMap((client, i) => (client.lastAnswerMs > sinceMs ? [] : [`c${i + 1}`]));
    await world.run(sinceMs + availableWithinMs, () => waiting().length === 0);
    if (waiting().length > 0) {
      throw new SimFailure('liveness', 'available-again', `${availableWithinMs} ms after the last fault ${waiting().join(', ')} still waited for an answer`);
    }
  }

  async #converged(): Promise<void> {
    const { world } = this;
    const everybody = [...this.#clients, ...this.#fileClients];
    for (const client of everybody) client.stop();
    const bound = world.nowMs + convergedWithinMs;
    await world.run(bound, () => everybody.every((client) => client.idle));
    if (!everybody.every((client) => client.idle)) throw new SimFailure('liveness', 'available-again', 'a client\'s last call was not answered');
    for (const client of this.#clients) await world.settle('reading everything back', convergedWithinMs, client.verify());
    for (const client of this.#fileClients) await this.#readable(client);
    const converged = (): boolean => {
      const all = this.#cluster.nameNodes();
      const txids = new Set(all.map(([, node]) => node.fsn.lastAppliedTxid));
      for (const journalNode of this.#journalEnds().values()) txids.add(journalNode);
      return this.#cluster.journalList().pending === undefined && all.length === this.#cluster.names('namenode').length && txids.size === 1 && all.filter(([, node]) => node.haState === 'Active').length === 1;
    };
    await world.run(world.nowMs + convergedWithinMs, converged);
    if (!converged()) {
      const nameNodes = this.#cluster.nameNodes().map(([name, node]) => `${name} ${node.haState} at ${node.fsn.lastAppliedTxid}`);
      const journalNodes = [...this.#journalEnds()].map(([name, txid]) => `${name} at ${txid}`);
      const pending = this.#cluster.journalList().pending === undefined ? [] : ['a list of JournalNodes is pending'];
      throw new SimFailure('liveness', 'converges', `${convergedWithinMs} ms after the last call: ${[...nameNodes, ...journalNodes, ...pending].join(', ')}`);
    }
  }

  async #readable(client: FileClient): Promise<void> {
    let done = false;
    const verified = client.verify().then(() => {
      done = true;
    });
    verified.catch((error: unknown) => this.world.fail(error));
    await this.world.run(this.world.nowMs + readableWithinMs, () => done);
    if (!done) throw new SimFailure('liveness', 'files-keep-bytes', `${readableWithinMs} ms after the last call a file that was written cannot be read`);
  }

  /** The last txid on each JournalNode that is a member; -1 where there is none. */
  #journalEnds(): Map<string, number> {
    const cluster = this.#cluster;
    const { members } = cluster.journalList();
    const names = cluster.names('journalnode').filter((name) => members.includes(cluster.journalNodeAddress(name)));
    return new Map(names.map((name) => [name, cluster.journalNode(name)?.status().get(cluster.layout.nameservice)?.highestWrittenTxId ?? -1]));
  }
}
