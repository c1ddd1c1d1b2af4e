// The faults of a whole run: every kind comes by itself, at a rate of its own that the seed draws, and some seeds are without
// some kinds. There is always a failover, and there are always five kinds.
import type { Prng } from '../prng.ts';
import { adversary } from './adversary/plans.ts';
import type { Fault } from './fault.ts';
import type { FaultKind, Targets } from './plan-faults.ts';
import { quorumWalk } from './plan-walk.ts';

/** A kind that this share of the seeds is without; of the adversary's plans each seed has a few, since each of them thwarts the others. */
const without = 0.35;
const withoutPlan = 0.75;
/** In this share of the seeds an adversary has its way, and the rest comes seldom: it would thwart most of its plans. */
const adversarial = 0.4;
const seldom = 0.2;
const often = 2;
const kindsAtLeast = 5;

const briefMs = (random: Prng): number => random.pick([20, 200, 700, 1500, 4000]) * random.between(0.5, 1.5);
const nameOf = ({ nameNodes, journalNodes, dataNodes }: Targets, random: Prng): string => random.pick([...nameNodes, ...nameNodes, ...nameNodes, ...journalNodes, ...journalNodes, ...dataNodes]);
/** Whose disk may forget or refuse: what a DataNode has not been asked to sync may be gone rightly, and with it the bytes of files. */
const diskOf = ({ nameNodes, journalNodes }: Targets, random: Prng): string => random.pick([...nameNodes, ...journalNodes, ...journalNodes]);

function kill(random: Prng, target: string, atMs: number, how: { readonly guardian: boolean; readonly powerCut: boolean }): Fault {
  return { kind: 'kill', target, ...how, atMs, forMs: briefMs(random) };
}

/** A NameNode loses its journal, its peers, its clients or all; a JournalNode is alone; or any two part. */
function cut(random: Prng, targets: Targets, atMs: number, way: 'in' | 'out' | 'both'): Fault {
  const { nameNodes, journalNodes, dataNodes, clients } = targets;
  const all = [...nameNodes, ...journalNodes, ...dataNodes, ...clients];
  const target = random.chance(0.6) ? random.pick(nameNodes) : random.pick(journalNodes);
  const others = nameNodes.includes(target)
    ? random.pick([all, journalNodes, [random.pick(journalNodes)], journalNodes.slice(random.below(2), 2 + random.below(2)), clients.slice(0, 2), dataNodes, nameNodes])
    : random.pick([all, nameNodes, [random.pick(nameNodes)], journalNodes]);
  return { kind: 'cut', target, others: others.filter((name) => name !== target), way, atMs, forMs: briefMs(random) };
}

function lossy(random: Prng, targets: Targets, atMs: number, rates: { readonly lose: number; readonly late: number }): Fault {
  const target = random.pick([nameOf(targets, random), random.pick(targets.clients)]);
  return { kind: 'lossy', target, way: random.pick(['in', 'out', 'both'] as const), ...rates, atMs, forMs: briefMs(random) * 2 };
}

/** What is said in the middle of elections, recoveries, rejoins and checkpoints: moments that chance alone rarely meets. */
const moments = [
  'epoch promised', 'epoch won', 'recovery prepared', 'segment accepted', 'segment recovered', 'the quorum is lost', 'segment joined again', 'image saved', 'image received',
  'list of journalnodes stored', 'list of journalnodes stored',
];

function ambush(random: Prng, targets: Targets, atMs: number): Fault {
  return {
    kind: 'ambush', event: random.pick(moments), target: random.chance(0.5) ? undefined : diskOf(targets, random), how: random.pick(['kill', 'power cut', 'pause', 'cut'] as const),
    afterMs: random.pick([0, 0.3, 1, 3]) * random.next(), armedMs: 15_000, atMs, forMs: briefMs(random),
  };
}

const kinds: readonly FaultKind[] = [
  { perMinute: 5, make: quorumWalk },
  ...adversary,
  { perMinute: 12, make: (random, targets, atMs) => [ambush(random, targets, atMs)] },
  { perMinute: 4, make: (random, targets, atMs) => [kill(random, nameOf(targets, random), atMs, { guardian: true, powerCut: false })] },
  { perMinute: 2, make: (random, targets, atMs) => [kill(random, nameOf(targets, random), atMs, { guardian: false, powerCut: false })] },
  { perMinute: 4, make: (random, targets, atMs) => [kill(random, diskOf(targets, random), atMs, { guardian: false, powerCut: true })] },
  // The power of the whole room.
  { perMinute: 0.5, make: (random, targets, atMs) => [...targets.nameNodes, ...targets.journalNodes].map((target) => kill(random, target, atMs, { guardian: false, powerCut: true })) },
  { perMinute: 4, make: (random, targets, atMs) => [{ kind: 'pause', target: nameOf(targets, random), guardian: random.chance(0.5), atMs, forMs: briefMs(random) }] },
  { perMinute: 4, make: (random, targets, atMs) => [cut(random, targets, atMs, 'both')] },
  { perMinute: 3, make: (random, targets, atMs) => [cut(random, targets, atMs, random.pick(['in', 'out'] as const))] },
  {
    perMinute: 6,
    make: (random, targets, atMs) => {
      const target = nameOf(targets, random);
      return [{ kind: 'reset', target, other: random.pick([...targets.nameNodes, ...targets.journalNodes, ...targets.clients].filter((name) => name !== target)), atMs }];
    },
  },
  { perMinute: 3, make: (random, targets, atMs) => [lossy(random, targets, atMs, { lose: random.pick([0.01, 0.05, 0.3]), late: 0 })] },
  { perMinute: 3, make: (random, targets, atMs) => [lossy(random, targets, atMs, { lose: 0, late: random.pick([0.02, 0.1, 0.4]) })] },
  { perMinute: 3, make: (random, _targets, atMs) => [{ kind: 'slow-network', delayMs: random.pick([2, 20, 100]), atMs, forMs: briefMs(random) }] },
  { perMinute: 4, make: (random, targets, atMs) => [{ kind: 'slow-disk', target: nameOf(targets, random), syncMs: random.pick([5, 50, 500, 2000]), atMs, forMs: briefMs(random) }] },
  { perMinute: 3, make: (random, targets, atMs) => [{ kind: 'bad-disk', target: diskOf(targets, random), oneIn: random.pick([2, 10, 50]), code: random.pick(['io', 'no-space'] as const), atMs, forMs: briefMs(random) }] },
  { perMinute: 2, make: (random, targets, atMs) => [{ kind: 'bad-reads', target: diskOf(targets, random), oneIn: random.pick([1, 4, 20]), atMs, forMs: briefMs(random) }] },
  { perMinute: 2, make: (random, targets, atMs) => [{ kind: 'full-disk', target: diskOf(targets, random), leftBytes: random.pick([0, 1000, 300_000, 1_500_000]), atMs, forMs: briefMs(random) }] },
  // On one JournalNode alone: what rots on a majority is lost.
  { perMinute: 2, make: (random, targets, atMs) => [{ kind: 'bit-rot', target: targets.journalNodes[0] ?? '', which: random.u32(), atMs }] },
  // One alone: what two of three have lost at once is lost. Its name is not that of the one that rots.
  { perMinute: 1, make: (random, targets, atMs) => [{ kind: 'wipe', target: targets.journalNodes[1] ?? '', atMs, forMs: briefMs(random) }] },
  { perMinute: 3, make: (random, targets, atMs) => [{ kind: 'clock-jump', target: nameOf(targets, random), byMs: random.between(-100_000, 100_000), atMs }] },
  { perMinute: 4, make: (random, _targets, atMs) => [{ kind: 'members', how: random.pick(['add', 'replace', 'replace', 'remove'] as const), which: random.u32(), atMs }] },
  { perMinute: 3, make: (random, targets, atMs) => [{ kind: 'failover', target: random.pick(targets.nameNodes), atMs }] },
  { perMinute: 2, make: (random, targets, atMs) => [{ kind: 'force', target: random.pick(targets.nameNodes), atMs }] },
];

export function fullFaults(random: Prng, targets: Targets, durationMs: number): Fault[] {
  const faults: Fault[] = [];
  const here = new Set<FaultKind>();
  const isAdversarial = random.chance(adversarial);
  for (const kind of kinds) {
    const isPlan = adversary.includes(kind);
    const share = !isAdversarial ? 1 : isPlan ? often : seldom;
    const perMinute = random.chance(isPlan ? withoutPlan : without) ? 0 : -Math.log(1 - random.next()) * kind.perMinute * share;
    if (perMinute === 0) continue;
    const gapMs = 60_000 / perMinute;
    for (let atMs = -Math.log(1 - random.next()) * gapMs; atMs < durationMs; atMs -= Math.log(1 - random.next()) * gapMs) {
      faults.push(...kind.make(random, targets, atMs));
      here.add(kind);
    }
  }
  while (here.size < kindsAtLeast) {
    const kind = random.pick(kinds.filter((each) => !here.has(each)));
    here.add(kind);
    faults.push(...kind.make(random, targets, random.between(0, durationMs)));
  }
  // Whoever is Active then, one of them is not.
  targets.nameNodes.forEach((target, i) => faults.push({ kind: 'failover', target, atMs: ((i + random.next()) * durationMs) / targets.nameNodes.length }));
  // For longer than it takes a NameNode to see that it knows nothing of an Active any more, and its clients have it all the while.
  if (random.chance(0.5)) faults.push({ kind: 'cut', target: random.pick(targets.nameNodes), others: targets.journalNodes, way: 'both', atMs: random.between(0, durationMs), forMs: random.between(8500, 12_000) });
  return faults;
}
