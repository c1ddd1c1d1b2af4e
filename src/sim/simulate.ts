// One simulated run, all of it decided by its seed: a cluster comes up, clients work, faults come and go, everything is
// healed, and then the cluster must be whole again within a bound, with nothing lost, doubled or forked.
import { finalSegmentsEqual } from './checkers/final-segments-equal.ts';
import type { Checker } from './checkers/checker.ts';
import { oneReader } from './checkers/one-reader.ts';
import { standbyEqualsActive } from './checkers/standby-equals-active.ts';
import type { Fault } from './faults/fault.ts';
import { FaultInjector } from './faults/inject-faults.ts';
import { planFaults } from './faults/plan-faults.ts';
import type { Profile } from './faults/plan-faults.ts';
import type { Prng } from './prng.ts';
import { SimCluster, simUser } from './sim-cluster.ts';
import { SimFailure, asFailure } from './sim-failure.ts';
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
  /** For how long faults come, in virtual ms. */
  readonly faultMs?: number;
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
  readonly calls: number;
  readonly failovers: number;
  /** The longest that any call took, in virtual ms. */
  readonly longestCallMs: number;
}

/** Once faults are over, every client must have an answer to a new call within this, in virtual ms. */
export const availableWithinMs = 12_000;
/** And all NameNodes must hold the same within this, once clients are silent. */
export const convergedWithinMs = 12_000;
const faultMsOf: Readonly<Record<Profile, number>> = { check: 3000, storm: 12_000 };
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
  };
}

class Run {
  readonly world: World;
  readonly #options: SimOptions;
  readonly #cluster: SimCluster;
  readonly #checkers: readonly Checker[];
  readonly #clients: NamespaceClient[] = [];
  #faults: readonly Fault[] = [];
  #epochs = new Set<number>();

  constructor(options: SimOptions) {
    this.#options = options;
    const world = new World(options.seed);
    this.world = world;
    const weather = world.stream('weather');
    const drift = options.profile === 'storm' ? 0.05 : 0.01;
    this.#cluster = new SimCluster(world, {
      size: { namenodes: 2, journalnodes: 3, datanodes: options.dataNodes ?? 1 },
      clockRate: () => weather.between(1 - drift, 1 + drift),
      properties: options.profile === 'storm' ? stormProperties(weather) : {},
    });
    if (options.profile === 'storm') this.#cluster.network.giveUpMs = weather.pick([3000, 15_000, 100_000]);
    this.#checkers = [oneReader(this.#cluster), standbyEqualsActive(this.#cluster), finalSegmentsEqual(this.#cluster)];
  }

  async go(): Promise<void> {
    const { world } = this;
    const cluster = this.#cluster;
    if (this.#options.planOnly === true) {
      this.#plan();
      return;
    }
    for (const { afterEvent } of this.#checkers) if (afterEvent !== undefined) world.watchers.push(afterEvent);
    world.watchers.push(() => {
      for (const [, node] of cluster.nameNodes()) if (node.haState === 'Active' && node.ha.epoch > 0) this.#epochs.add(node.ha.epoch);
    });
    await cluster.up();
    this.#every(sometimesMs, async () => {
      for (const { sometimes } of this.#checkers) await sometimes?.();
    });
    this.#startClients();
    await cluster.pass(warmUpMs);
    await this.#storm();
    await this.#recovered();
    await this.#converged();
    for (const { atEnd } of this.#checkers) await atEnd?.();
  }

  report(failure: SimFailure | undefined): SimReport {
    const { world } = this;
    return {
      seed: world.seed, profile: this.#options.profile, failure, digest: world.digest, trace: world.trace, faults: this.#faults,
      virtualMs: world.nowMs, events: world.events,
      calls: this.#clients.reduce((sum, client) => sum + client.answered, 0),
      failovers: Math.max(0, this.#epochs.size - 1),
      longestCallMs: Math.max(0, ...this.#clients.map((client) => client.longestMs)),
    };
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
        random: world.stream(`work of ${name}`), thinkMs: [0, 20], note: (text) => world.note(name, text),
      });
      this.#clients.push(client);
      this.#work(client);
    });
  }

  #work(client: NamespaceClient): void {
    client.run().catch((error: unknown) => this.world.fail(error));
  }

  get #faultMs(): number {
    return this.#options.faultMs ?? faultMsOf[this.#options.profile];
  }

  get #clientNames(): string[] {
    return Array.from({ length: this.#options.clients ?? 4 }, (_, i) => `c${i + 1}`);
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
    const injector = new FaultInjector(cluster);
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
    for (const client of this.#clients) client.stop();
    const bound = world.nowMs + convergedWithinMs;
    await world.run(bound, () => this.#clients.every((client) => client.idle));
    if (!this.#clients.every((client) => client.idle)) throw new SimFailure('liveness', 'available-again', 'a client\'s last call was not answered');
    for (const client of this.#clients) await world.settle('reading everything back', convergedWithinMs, client.verify());
    const converged = (): boolean => {
      const all = this.#cluster.nameNodes();
      const txids = new Set(all.map(([, node]) => node.fsn.lastAppliedTxid));
      for (const journalNode of this.#journalEnds().values()) txids.add(journalNode);
      return all.length === this.#cluster.names('namenode').length && txids.size === 1 && all.filter(([, node]) => node.haState === 'Active').length === 1;
    };
    await world.run(world.nowMs + convergedWithinMs, converged);
    if (!converged()) {
      const nameNodes = this.#cluster.nameNodes().map(([name, node]) => `${name} ${node.haState} at ${node.fsn.lastAppliedTxid}`);
      const journalNodes = [...this.#journalEnds()].map(([name, txid]) => `${name} at ${txid}`);
      throw new SimFailure('liveness', 'converges', `${convergedWithinMs} ms after the last call: ${[...nameNodes, ...journalNodes].join(', ')}`);
    }
  }

  /** The last txid on each JournalNode; -1 where there is none. */
  #journalEnds(): Map<string, number> {
    const cluster = this.#cluster;
    return new Map(cluster.names('journalnode').map((name) => [name, cluster.journalNode(name)?.status().get(cluster.layout.nameservice)?.highestWrittenTxId ?? -1]));
  }
}
