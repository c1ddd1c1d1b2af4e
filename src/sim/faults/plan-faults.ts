// Which faults a seed has. `full` is the whole thing (plan-full.ts), `brief` a few seconds of it, without files: many of them are
// quick to run. `dense` is some seconds of faults over one another (plan-dense.ts). `check`, with one kill and one partition, and
// `storm`, with many faults over one another within seconds, are what old seeds were found with.
import type { Prng } from '../prng.ts';
import type { Fault } from './fault.ts';
import { denseFaults } from './plan-dense.ts';
import { fullFaults } from './plan-full.ts';

export type Profile = 'full' | 'brief' | 'dense' | 'check' | 'storm';

export const profiles: readonly Profile[] = ['full', 'brief', 'dense', 'check', 'storm'];

/** A whole cluster, with DataNodes for pipelines and clients of files. */
export const isWhole = (profile: Profile): boolean => profile === 'full' || profile === 'dense';

export interface Targets {
  readonly nameNodes: readonly string[];
  readonly journalNodes: readonly string[];
  readonly dataNodes: readonly string[];
  readonly clients: readonly string[];
}

/** A kind of fault, or of faults that belong together. */
export interface FaultKind {
  /** How often it comes on average where it comes at all. */
  readonly perMinute: number;
  readonly make: (random: Prng, targets: Targets, atMs: number) => Fault[];
}

export function planFaults(profile: Profile, random: Prng, targets: Targets, durationMs: number): Fault[] {
  const plans = { full: fullFaults, brief: fullFaults, dense: denseFaults, check: checkFaults, storm: stormFaults };
  return plans[profile](random, targets, durationMs).sort((a, b) => a.atMs - b.atMs);
}

function checkFaults(random: Prng, targets: Targets, durationMs: number): Fault[] {
  const victims = [...targets.nameNodes, ...targets.nameNodes, ...targets.journalNodes, ...targets.dataNodes];
  const atMs = (): number => random.between(0, durationMs * 0.6);
  const kill: Fault = { kind: 'kill', target: random.pick(victims), guardian: random.chance(0.7), powerCut: random.chance(0.3), atMs: atMs(), forMs: random.between(100, durationMs * 0.4) };
  return [kill, cut(random, targets, atMs(), random.between(300, durationMs * 0.4))];
}

/** One partition. A NameNode loses its journal, its peers, its clients, or all; a JournalNode is alone; or any two part. */
function cut(random: Prng, targets: Targets, atMs: number, forMs: number): Fault {
  const { nameNodes, journalNodes, dataNodes, clients } = targets;
  const all = [...nameNodes, ...journalNodes, ...dataNodes, ...clients];
  const way = random.pick(['both', 'both', 'both', 'in', 'out'] as const);
  const die = random.below(10);
  const target = die < 6 ? random.pick(nameNodes) : random.pick(journalNodes);
  const choices = die < 6
    ? [all, journalNodes, [random.pick(journalNodes)], journalNodes.slice(random.below(2), 2 + random.below(2)), clients.slice(0, 2)]
    : [all, nameNodes, [random.pick(nameNodes)], journalNodes];
  return { kind: 'cut', target, others: random.pick(choices).filter((name) => name !== target), way, atMs, forMs };
}

function stormFaults(random: Prng, targets: Targets, durationMs: number): Fault[] {
  const faults: Fault[] = [];
  /** Each storm has weather of its own: some kinds often, others never. */
  const weights = Array.from({ length: 10 }, () => (random.chance(0.4) ? 0 : random.next()));
  const meanGapMs = random.pick([150, 400, 900]);
  for (let atMs = 0; atMs < durationMs;) {
    const fault = stormFault(random, targets, weights, atMs, durationMs);
    if (fault !== undefined) faults.push(fault);
    atMs += -Math.log(1 - random.next()) * meanGapMs;
  }
  return faults;
}

function stormFault(random: Prng, targets: Targets, weights: readonly number[], atMs: number, durationMs: number): Fault | undefined {
  const { nameNodes, journalNodes, dataNodes, clients } = targets;
  const daemons = [...nameNodes, ...nameNodes, ...nameNodes, ...journalNodes, ...journalNodes, ...dataNodes];
  const target = random.pick(daemons);
  const guardian = random.chance(0.5);
  const forMs = Math.min(random.pick([20, 200, 700, 1500, 4000]) * random.between(0.5, 1.5), durationMs);
  let die = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  const kind = weights.findIndex((weight) => (die -= weight) < 0);
  switch (kind) {
    case 0:
      return { kind: 'kill', target, guardian, powerCut: random.chance(0.3), atMs, forMs };
    case 1:
      return { kind: 'pause', target, guardian, atMs, forMs };
    case 2:
      return cut(random, targets, atMs, forMs);
    case 3:
      return { kind: 'reset', target, other: random.pick([...daemons, ...clients].filter((name) => name !== target)), atMs };
    case 4:
      return { kind: 'slow-disk', target, syncMs: random.pick([5, 50, 500, 2000]), atMs, forMs };
    case 5:
      return { kind: 'slow-network', delayMs: random.pick([2, 20, 100]), atMs, forMs };
    case 6:
      return { kind: 'failover', target: random.pick(nameNodes), atMs };
    case 7:
      return { kind: 'clock-jump', target, byMs: random.between(-100_000, 100_000), atMs };
    case 8:
      return { kind: 'force', target: random.pick(nameNodes), atMs };
    case 9:
      return { kind: 'bad-disk', target: random.pick(journalNodes), oneIn: random.pick([2, 10, 50]), code: random.pick(['io', 'no-space'] as const), atMs, forMs };
    default:
      return undefined;
  }
}
