// The faults of a dense run: some seconds in which faults come over one another, each where it hurts. Half of the seeds change the
// JournalNodes again and again while members are lost, cut off or blank; the others depose, wake and cut off writers and JournalNodes.
// It finds in one run what `full`, whose faults are of every kind and far apart, finds in hundreds.
import type { Prng } from '../prng.ts';
import { replaced, sleeper } from './adversary/members.ts';
import { adversary } from './adversary/plans.ts';
import { activeNow, memberNow, standbyNow } from './fault.ts';
import type { AmbushHow, Fault } from './fault.ts';
import type { Targets } from './plan-faults.ts';
import { quorumWalk } from './plan-walk.ts';

export function denseFaults(random: Prng, targets: Targets, durationMs: number): Fault[] {
  return random.chance(0.5) ? membersFaults(random, targets, durationMs) : writersFaults(random, targets, durationMs);
}

const forMs = (random: Prng): number => random.pick([5, 50, 300, 1000, 2500, 4500]) * random.between(0.5, 1.5);
const way = (random: Prng): 'in' | 'out' | 'both' => random.pick(['in', 'out', 'both', 'both'] as const);
/** It comes back with nothing: always the same one, since what two of three have lost at once is lost. */
const wipe = (random: Prng, { journalNodes }: Targets, atMs: number): Fault => ({ kind: 'wipe', target: journalNodes[1] ?? '', atMs, forMs: forMs(random) });

function ambush(random: Prng, events: readonly string[], atMs: number): Fault {
  const how = random.pick<AmbushHow>(['kill', 'power cut', 'pause', 'cut']);
  return { kind: 'ambush', event: random.pick(events), target: undefined, how, afterMs: random.pick([0, 0.3, 1, 5, 50]) * random.next(), armedMs: 5000, atMs, forMs: forMs(random) };
}

function membersFaults(random: Prng, targets: Targets, durationMs: number): Fault[] {
  const faults: Fault[] = [];
  for (let atMs = 500; atMs < durationMs - 1000; atMs += random.between(600, 3500)) {
    const die = random.below(6);
    if (die === 0) faults.push(...replaced(random, targets, atMs));
    else if (die === 1) faults.push(...sleeper(random, targets, atMs));
    else faults.push({ kind: 'members', how: random.pick(['add', 'replace', 'replace', 'remove'] as const), which: random.u32(), atMs });
    faults.push(overChange(random, targets, atMs));
  }
  return faults;
}

const members = [0, 1, 2].map((i) => memberNow(i));
const momentsOfChange = ['list of journalnodes stored', 'list of journalnodes waits', 'list of journalnodes changed', 'segment joined again', 'epoch won'];

/** What befalls somebody while the list changes. */
function overChange(random: Prng, targets: Targets, atMs: number): Fault {
  const target = random.pick([...members, activeNow, standbyNow]);
  const soonMs = atMs + random.between(0, 1500);
  switch (random.below(8)) {
    case 0:
      return { kind: 'lossy', target: random.pick([activeNow, target]), way: way(random), lose: random.pick([0.02, 0.05, 0.3]), late: 0, atMs: soonMs, forMs: forMs(random) };
    case 1:
      return { kind: 'lossy', target: random.pick([activeNow, target]), way: way(random), lose: 0, late: random.pick([0.05, 0.3]), atMs: soonMs, forMs: forMs(random) };
    case 2:
      return { kind: 'cut', target: activeNow, others: members.slice(random.below(2)), way: way(random), atMs: soonMs, forMs: forMs(random) };
    case 3:
      return { kind: 'pause', target, guardian: random.chance(0.5), atMs: soonMs, forMs: forMs(random) };
    case 4:
      return ambush(random, momentsOfChange, atMs);
    case 5:
      return wipe(random, targets, soonMs);
    case 6:
      return { kind: 'failover', target: random.pick(targets.nameNodes), atMs: soonMs };
    default:
      return { kind: 'kill', target, guardian: random.chance(0.7), powerCut: random.chance(0.4), atMs: soonMs, forMs: forMs(random) };
  }
}

function writersFaults(random: Prng, targets: Targets, durationMs: number): Fault[] {
  const faults: Fault[] = [];
  const meanGapMs = random.pick([300, 700, 1500]);
  const planned = random.chance(0.3);
  for (let atMs = 500; atMs < durationMs - 500; atMs -= Math.log(1 - random.next()) * meanGapMs) {
    if (planned && random.chance(0.15)) faults.push(...(random.chance(0.5) ? quorumWalk(random, targets, atMs) : random.pick(adversary).make(random, targets, atMs)));
    else faults.push(overReign(random, targets, atMs));
  }
  return faults;
}

const momentsOfReign = [
  'epoch promised', 'epoch won', 'recovery prepared', 'segment accepted', 'segment recovered', 'segment joined again', 'segment taken over', 'the quorum is lost', 'the quorum is back', 'became active',
  'journal learns', 'journal votes again',
];

/** What befalls a writer, or those whom it writes to. */
function overReign(random: Prng, targets: Targets, atMs: number): Fault {
  const { nameNodes, journalNodes } = targets;
  const journalNode = random.pick(journalNodes);
  const nameNode = random.pick([activeNow, activeNow, standbyNow, ...nameNodes]);
  const some = random.pick([[journalNode], journalNodes.filter((name) => name !== journalNode), journalNodes]);
  switch (random.below(15)) {
    case 0:
    case 1:
      return { kind: 'pause', target: nameNode, guardian: random.chance(0.8), atMs, forMs: forMs(random) };
    case 2:
      return { kind: 'kill', target: nameNode, guardian: random.chance(0.6), powerCut: random.chance(0.3), atMs, forMs: forMs(random) };
    case 3:
    case 4:
      return { kind: 'cut', target: nameNode, others: some, way: way(random), atMs, forMs: forMs(random) };
    case 5:
    case 6:
      return { kind: 'kill', target: journalNode, guardian: true, powerCut: random.chance(0.4), atMs, forMs: forMs(random) };
    case 7:
      return { kind: 'pause', target: journalNode, guardian: true, atMs, forMs: forMs(random) };
    case 8:
      return wipe(random, targets, atMs);
    case 9:
      return { kind: 'bad-disk', target: journalNode, oneIn: random.pick([2, 10]), code: random.pick(['io', 'no-space'] as const), atMs, forMs: forMs(random) };
    case 10:
      return { kind: 'slow-disk', target: random.pick([journalNode, nameNode]), syncMs: random.pick([5, 50, 500, 2000]), atMs, forMs: forMs(random) };
    case 11:
      return { kind: 'lossy', target: random.pick([journalNode, nameNode]), way: way(random), lose: random.pick([0.02, 0.3]), late: 0, atMs, forMs: forMs(random) };
    case 12:
      return { kind: 'cut', target: journalNode, others: journalNodes.filter((name) => name !== journalNode), way: way(random), atMs, forMs: forMs(random) };
    case 13:
      return random.pick<Fault>([{ kind: 'force', target: random.pick(nameNodes), atMs }, { kind: 'failover', target: random.pick(nameNodes), atMs }, { kind: 'reset', target: nameNode, other: journalNode, atMs }]);
    default:
      return ambush(random, momentsOfReign, atMs);
  }
}
