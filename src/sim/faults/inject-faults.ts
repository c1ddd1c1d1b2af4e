// Carries a plan of faults out on a cluster. Faults lie over one another: what one cuts stays cut until the last one that
// cut it is over, and a machine that is down stays down until its own time is over.
import { WorldError } from '../../env/env.ts';
import type { Env } from '../../env/env.ts';
import { unbounded } from '../../env/memory-disk.ts';
import { sleep } from '../../env/waiting.ts';
import type { SimCluster } from '../sim-cluster.ts';
import type { Weather } from '../sim-network.ts';
import type { Fault } from './fault.ts';
import { activeNow, describeFault, kindOf, memberNow, standbyNow } from './fault.ts';

/** Whether one of these comes about is seen when it does. */
const uncertain: ReadonlySet<Fault['kind']> = new Set(['kill', 'pause', 'ambush', 'failover', 'force', 'members', 'wipe', 'bit-rot', 'open-rot']);

const superviseEveryMs = 200;
/** An operator whose change of JournalNodes went wrong asks for it again after this, for so long: most come where nobody is Active for a moment. */
const askAgainMs = 200;
const patienceMs = 5000;
const quickMs: readonly [number, number] = [0.05, 0.5];

export class FaultInjector {
  readonly #cluster: SimCluster;
  /** How many faults cut each direction. */
  readonly #cuts = new Map<string, number>();
  readonly #ambushes = new Set<(who: string, text: string) => void>();
  /** Who led last: a dead leader's heir is the other one. */
  #lastActive: string | undefined;
  #over = false;
  /** Kinds of fault that came about. */
  readonly happened = new Set<string>();

  constructor(cluster: SimCluster) {
    this.#cluster = cluster;
  }

  /** Schedules `faults` from now on. */
  begin(faults: readonly Fault[]): void {
    for (const fault of faults) this.#after(fault.atMs, () => this.#inject(fault));
  }

  /** Faults are over: everything is healed, resumed and started. */
  end(): void {
    this.#over = true;
    const { network } = this.#cluster;
    network.delayMs = [0.05, 0.3];
    for (const { name } of this.#cluster.daemons) {
      const host = this.#cluster.host(name);
      host.syncMs = quickMs;
      host.diskError = () => undefined;
      host.readError = () => undefined;
      host.disk.capacityBytes = unbounded;
    }
    network.weathers.clear();
    network.transferMs.clear();
    for (const spring of this.#ambushes) this.#cluster.world.listeners.delete(spring);
    this.#cluster.repair();
    this.#supervise();
  }

  /** Whoever dies now, by its guardian's hand, is started again. */
  #supervise(): void {
    const cluster = this.#cluster;
    cluster.world.schedule(superviseEveryMs, undefined, () => {
      for (const { name } of cluster.daemons) if (!cluster.host(name).up) void cluster.start(name);
      this.#supervise();
    });
  }

  #after(delayMs: number, run: () => void): void {
    this.#cluster.world.schedule(delayMs, undefined, () => {
      if (!this.#over) run();
    });
  }

  /** The daemon that `name` stands for now. */
  #resolved(name: string): string {
    const cluster = this.#cluster;
    const nameNodes = cluster.names('namenode');
    const active = (this.#lastActive = cluster.active() ?? this.#lastActive ?? nameNodes[0] ?? name);
    if (name === activeNow) return active;
    if (name === standbyNow) return nameNodes.find((each) => each !== active) ?? active;
    const members = cluster.memberNames();
    const which = [0, 1, 2].find((i) => memberNow(i) === name);
    // Of two members, the first is the third.
    return which === undefined ? name : members[which % members.length] ?? name;
  }

  #inject(planned: Fault): void {
    const cluster = this.#cluster;
    const { world, network } = cluster;
    const fault = 'target' in planned && planned.target !== undefined ? { ...planned, target: this.#resolved(planned.target) } : planned;
    world.note('fault', describeFault(fault));
    const happens = (): void => void this.happened.add(kindOf(fault));
    if (!uncertain.has(fault.kind)) happens();
    switch (fault.kind) {
      case 'kill': {
        if (!cluster.host(fault.target).up) return;
        happens();
        if (fault.powerCut) {
          const random = world.stream(`power cut ${fault.atMs}`);
          cluster.powerCut(fault.target, random.chance(0.5) ? () => random.next() : undefined);
        } else if (fault.guardian) cluster.kill(fault.target);
        else cluster.lose(fault.target);
        this.#after(fault.forMs, () => void cluster.start(fault.target));
        return;
      }
      case 'pause':
        if (cluster.host(fault.target).up) happens();
        cluster.pause(fault.target, { guardian: fault.guardian });
        this.#after(fault.forMs, () => {
          cluster.resume(fault.target);
          // A guardian may have killed it.
          if (!cluster.host(fault.target).up) void cluster.start(fault.target);
        });
        return;
      case 'cut': {
        for (const named of fault.others) {
          const other = this.#resolved(named);
          if (other === fault.target) continue;
          if (fault.way !== 'in') this.#cut(fault.target, other, fault.forMs);
          if (fault.way !== 'out') this.#cut(other, fault.target, fault.forMs);
        }
        return;
      }
      case 'reset': {
        const other = this.#resolved(fault.other);
        network.reset(fault.target, other);
        network.reset(other, fault.target);
        return;
      }
      case 'slow-disk':
        cluster.host(fault.target).syncMs = [fault.syncMs * 0.5, fault.syncMs];
        this.#after(fault.forMs, () => {
          cluster.host(fault.target).syncMs = quickMs;
        });
        return;
      case 'slow-network':
        network.delayMs = [0.05, fault.delayMs];
        this.#after(fault.forMs, () => {
          network.delayMs = [0.05, 0.3];
        });
        return;
      case 'slow-transfers':
        network.transferMs.set(fault.target, fault.transferMs);
        this.#after(fault.forMs, () => void network.transferMs.delete(fault.target));
        return;
      case 'failover':
        void this.#operate(`failover to ${fault.target}`, (env) => cluster.failover(env, fault.target).then(happens));
        return;
      case 'force':
        void this.#operate(`force ${fault.target}`, (env) => cluster.force(env, fault.target).then(happens));
        return;
      case 'members':
        void this.#operate(`${fault.how} a JournalNode`, (env) => cluster.changeJournalNodes(env, fault.how, fault.which, fault.target).then(happens), { untilMs: world.nowMs + patienceMs });
        return;
      case 'bad-disk': {
        const random = world.stream(`bad disk ${fault.atMs}`);
        cluster.host(fault.target).diskError = (what) => (random.below(fault.oneIn) === 0 ? new WorldError(fault.code, `${what}: simulated`) : undefined);
        this.#after(fault.forMs, () => {
          cluster.host(fault.target).diskError = () => undefined;
        });
        return;
      }
      case 'lossy': {
        const { target, way, lose, late } = fault;
        const weather: Weather = { touches: (from, to) => (way !== 'in' && from === target) || (way !== 'out' && to === target), lose, late };
        network.weathers.add(weather);
        this.#after(fault.forMs, () => void network.weathers.delete(weather));
        return;
      }
      case 'bad-reads': {
        const random = world.stream(`bad reads ${fault.atMs}`);
        const host = cluster.host(fault.target);
        host.readError = (what) => (random.below(fault.oneIn) === 0 ? new WorldError('io', `${what}: simulated`) : undefined);
        this.#after(fault.forMs, () => {
          host.readError = () => undefined;
        });
        return;
      }
      case 'full-disk': {
        const { disk } = cluster.host(fault.target);
        disk.capacityBytes = disk.usedBytes + fault.leftBytes;
        this.#after(fault.forMs, () => {
          disk.capacityBytes = unbounded;
        });
        return;
      }
      case 'wipe':
        cluster.wipe(fault.target).then((lost) => lost && happens()).catch((error: unknown) => world.fail(error));
        this.#after(fault.forMs, () => void cluster.start(fault.target));
        return;
      case 'open-rot':
        if (!cluster.host(fault.target).up) return;
        cluster.kill(fault.target);
        cluster.rot.turnOpen(fault.target, fault.which).then((turned) => turned && happens()).catch((error: unknown) => world.fail(error));
        this.#after(fault.forMs, () => void cluster.start(fault.target));
        return;
      case 'ambush':
        this.#lieInWait(fault);
        return;
      case 'bit-rot':
        cluster.rot.turnFinal(fault.target, fault.which).then((turned) => turned && happens()).catch((error: unknown) => world.fail(error));
        return;
      case 'clock-jump': {
        const { process } = cluster.host(fault.target);
        if (process !== undefined) process.wallJumpMs += fault.byMs;
      }
    }
  }

  #lieInWait({ event, by, target, how, afterMs, armedMs, forMs }: Extract<Fault, { kind: 'ambush' }>): void {
    const { world, layout } = this.#cluster;
    const spring = (who: string, text: string): void => {
      if (!text.startsWith(event) || (by !== undefined && who !== this.#resolved(by))) return;
      world.listeners.delete(spring);
      this.#after(afterMs, () => {
        const victim = target === undefined ? who : this.#resolved(target);
        const atMs = world.nowMs;
        if (how === 'kill' || how === 'power cut') this.#inject({ kind: 'kill', target: victim, guardian: how === 'kill', powerCut: how === 'power cut', atMs, forMs });
        else if (how === 'pause') this.#inject({ kind: 'pause', target: victim, guardian: true, atMs, forMs });
        else this.#inject({ kind: 'cut', target: victim, others: layout.daemons.map(({ name }) => name).filter((name) => name !== victim), way: 'both', atMs, forMs });
      });
    };
    world.listeners.add(spring);
    this.#ambushes.add(spring);
    this.#after(armedMs, () => void world.listeners.delete(spring));
  }

  #cut(from: string, to: string, forMs: number): void {
    const key = `${from}>${to}`;
    this.#cuts.set(key, (this.#cuts.get(key) ?? 0) + 1);
    this.#cluster.cut(from, to);
    this.#after(forMs, () => {
      const left = (this.#cuts.get(key) ?? 1) - 1;
      this.#cuts.set(key, left);
      if (left === 0) this.#cluster.heal(from, to);
    });
  }

  /** What goes wrong is asked for again, before `untilMs`. */
  async #operate(what: string, operation: (env: Env) => Promise<void>, { untilMs = 0 } = {}): Promise<void> {
    const { world } = this.#cluster;
    const { env } = this.#cluster.addHost('operator').boot();
    for (;;) {
      try {
        await operation(env);
        return;
      } catch (error) {
        world.note('operator', `${what}: ${String(error)}`);
      }
      await sleep(env, askAgainMs);
      if (this.#over || world.nowMs > untilMs) return;
    }
  }
}
