// What an adversary does who knows where replicated logs and leases break: faults in an order that chance rarely finds. Each plan is a
// few seconds long; how long its steps are, and which JournalNodes play which part, the seed draws.
import type { Prng } from '../prng.ts';
import type { Fault } from './fault.ts';
import { activeNow, memberNow, standbyNow } from './fault.ts';
import type { FaultKind } from './plan-faults.ts';

type Plan = FaultKind['make'];

const shuffled = (random: Prng): string[] => [0, 1, 2].map((i) => [random.next(), memberNow(i)] as const).sort(([a], [b]) => a - b).map(([, name]) => name);
/**
 * A leader dies this long before those come back who must not hear its last words: before they are sent again, and not so long that its
 * guardian, which revokes the lease at once, would find nobody.
 */
const beforeMs = 0.4;

function apart(target: string, others: readonly string[], atMs: number, forMs: number, way: 'in' | 'out' | 'both' = 'both'): Fault {
  return { kind: 'cut', target, others, way, atMs, forMs };
}

/** Whoever leads, leads no more: dead and its lease revoked at once, asleep for longer than a lease, or asked to go. */
function deposed(random: Prng, atMs: number): Fault {
  const die = random.below(8);
  if (die < 5) return { kind: 'kill', target: activeNow, guardian: true, powerCut: die === 4, atMs, forMs: random.pick([50, 300, 1500]) };
  if (die < 7) return { kind: 'pause', target: activeNow, guardian: true, atMs, forMs: random.between(1200, 3000) };
  return { kind: 'failover', target: standbyNow, atMs };
}

/**
 * A fork: what the writer could tell only one JournalNode stays there while the next one writes with the others; then that JournalNode
 * is in the majority again, and one of the others is not. Its log may be longer, shorter or as long as that of the newer epoch.
 */
const fork: Plan = (random, { nameNodes }, beginMs) => {
  const [alone = '', left = '', meeting = ''] = shuffled(random);
  const faults: Fault[] = [];
  const firstMs = random.pick([60, 210, 210, 420]) * random.between(0.9, 1.1);
  const whom = random.pick([nameNodes, [activeNow], [activeNow]]);
  faults.push(apart(left, whom, beginMs, firstMs), apart(meeting, whom, beginMs, firstMs), deposed(random, beginMs + firstMs - beforeMs));
  const secondMs = random.pick([250, 500, 1500, 3000]) * random.between(0.8, 1.2);
  const secondAtMs = beginMs + firstMs;
  // The other NameNode alone may not reach it: then the old writer, started again, reads what it has.
  faults.push(apart(alone, random.pick([nameNodes, nameNodes, [standbyNow], [activeNow]]), secondAtMs, secondMs));
  const thirdAtMs = secondAtMs + secondMs;
  const thirdMs = random.pick([300, 1500, 3000]) * random.between(0.8, 1.2);
  faults.push(deposed(random, thirdAtMs - beforeMs), apart(left, nameNodes, thirdAtMs, thirdMs));
  if (random.chance(0.3)) faults.push({ kind: 'kill', target: random.pick([alone, meeting]), guardian: true, powerCut: true, atMs: thirdAtMs + random.between(0, 100), forMs: random.pick([5, 30, 200]) });
  if (random.chance(0.3)) faults.push({ kind: 'slow-network', delayMs: random.pick([20, 100]), atMs: thirdAtMs, forMs: thirdMs });
  // Two who recover at a time.
  if (random.chance(0.3)) for (const target of nameNodes) faults.push({ kind: 'force', target, atMs: thirdAtMs + random.between(0, 200) });
  return faults;
};

/**
 * A recovery that ends on one JournalNode alone: the candidate dies, or one of its two JournalNodes is cut off or loses its power, as soon
 * as both have accepted. The next one recovers with that one and with one that has more, and must come to the same end.
 */
const splitRecovery: Plan = (random, { nameNodes }, beginMs) => {
  const [longer = '', final = '', accepted = ''] = shuffled(random);
  const firstMs = random.pick([210, 420]) * random.between(0.9, 1.1);
  const thenMs = beginMs + firstMs;
  // An heir waits a third of a second for the word of a JournalNode that is silent.
  const aloneMs = random.between(400, 700);
  const faults: Fault[] = [
    apart(final, [activeNow], beginMs, firstMs), apart(accepted, [activeNow], beginMs, firstMs),
    { kind: 'kill', target: activeNow, guardian: true, powerCut: false, atMs: thenMs - beforeMs, forMs: random.pick([100, 300]) },
    apart(longer, nameNodes, thenMs, aloneMs),
  ];
  const moment = { kind: 'ambush', armedMs: aloneMs, atMs: thenMs } as const;
  if (random.chance(0.5)) {
    faults.push({ ...moment, event: 'segment accepted', by: accepted, target: accepted, how: random.pick(['cut', 'cut', 'power cut'] as const), afterMs: 0.4 * random.next(), forMs: aloneMs });
    faults.push({ ...moment, event: 'segment accepted', by: accepted, target: standbyNow, how: 'kill', afterMs: random.between(0.5, 1.5), forMs: random.pick([300, 1500]) });
  } else {
    if (random.chance(0.5)) faults.push({ kind: 'slow-disk', target: accepted, syncMs: random.pick([5, 50]), atMs: thenMs, forMs: aloneMs });
    faults.push({ ...moment, event: 'segment recovered', target: undefined, how: 'kill', afterMs: random.next(), forMs: random.pick([300, 1500]) });
    faults.push({ ...moment, event: 'segment recovered', target: accepted, how: 'power cut', afterMs: 3 * random.next(), forMs: random.pick([5, 50]) });
  }
  faults.push(apart(final, nameNodes, thenMs + aloneMs - 5, random.between(2000, 4500)));
  return faults;
};

/** The writer's words come late, or those to it, while its lease is at stake. */
const lateLease: Plan = (random, { journalNodes }, beginMs) => {
  const way = random.pick(['in', 'out'] as const);
  const lateMs = random.between(400, 1200);
  const faults: Fault[] = [{ kind: 'lossy', target: activeNow, way, lose: 0, late: 1, atMs: beginMs, forMs: lateMs }];
  const thenMs = beginMs + lateMs * random.between(0.3, 1);
  if (random.chance(0.5)) {
    // Before its late words come, and where nobody takes over meanwhile.
    if (random.chance(0.6)) faults.push(apart(standbyNow, journalNodes, thenMs - 1, random.between(300, 1500)));
    faults.push({ kind: 'kill', target: activeNow, guardian: true, powerCut: false, atMs: thenMs, forMs: random.pick([50, 1500]) });
  } else faults.push(apart(activeNow, journalNodes, thenMs, random.between(1500, 4000), random.pick(['in', 'out', 'both'] as const)));
  return faults;
};

/** The writer applies what no majority takes, and shows it to whoever reads; then it sleeps or is alone, and another one leads. */
const loneWriter: Plan = (random, { nameNodes, journalNodes, clients }, beginMs) => {
  const aloneMs = random.pick([50, 250, 450, 700]) * random.between(0.9, 1.1);
  const forMs = random.pick([1000, 2500]) * random.between(1, 3);
  const [first = '', second = ''] = shuffled(random);
  const faults: Fault[] = [apart(activeNow, random.pick([journalNodes, [first, second]]), beginMs, aloneMs + forMs)];
  const thenMs = beginMs + aloneMs;
  // Who lost its connection asks the same one again.
  for (const client of clients) if (random.chance(0.3)) faults.push({ kind: 'reset', target: activeNow, other: client, atMs: beginMs + random.between(20, 750) });
  const die = random.below(6);
  if (die === 0) faults.push({ kind: 'pause', target: activeNow, guardian: true, atMs: thenMs, forMs });
  else if (die === 1) faults.push(apart(activeNow, [...nameNodes, ...journalNodes, ...clients.slice(0, random.below(clients.length))], thenMs, forMs));
  else if (die === 2) faults.push({ kind: 'kill', target: activeNow, guardian: random.chance(0.7), powerCut: false, atMs: thenMs, forMs: random.pick([50, 1500]) });
  return faults;
};

/**
 * A writer regains its quorum after another one has reigned and died, from JournalNodes of which too few have heard of that: it is not told
 * that it is over, and finds out in the log.
 */
const usurper: Plan = (random, _targets, beginMs) => {
  const [first = '', told = '', untold = ''] = shuffled(random);
  const awayMs = random.between(1600, 3000);
  return [
    apart(activeNow, [first, untold], beginMs, awayMs), apart(activeNow, [told], beginMs, awayMs + 4000), apart(standbyNow, [untold], beginMs, awayMs + 300),
    { kind: 'kill', target: activeNow, guardian: false, powerCut: random.chance(0.2), atMs: beginMs + awayMs - random.pick([5, 200, 400]), forMs: random.pick([1500, 3000]) },
  ];
};

/** A JournalNode dies between a write and its sync, is asked for what it has, and then its power goes. */
const unsynced: Plan = (random, targets, beginMs) => {
  const [who = '', , other = ''] = shuffled(random);
  const slowMs = random.between(250, 700);
  const killAtMs = beginMs + random.between(205, slowMs);
  const faults: Fault[] = [
    { kind: 'slow-disk', target: who, syncMs: random.pick([300, 1000]), atMs: beginMs, forMs: slowMs + 200 },
    { kind: 'kill', target: who, guardian: true, powerCut: false, atMs: killAtMs, forMs: random.pick([5, 20]) },
    deposed(random, killAtMs + random.between(-5, 5)),
    {
      kind: 'ambush', event: random.pick(['recovery prepared', 'segment accepted', 'segment recovered', 'epoch promised']), target: who, how: random.pick(['power cut', 'power cut', 'kill'] as const),
      afterMs: random.pick([0, 0.3, 1, 3]) * random.next(), armedMs: 2500, atMs: killAtMs + 5, forMs: random.pick([5, 200]),
    },
  ];
  // Who has less than it is not asked, or asked with it alone.
  if (random.chance(0.7)) faults.push(apart(other, targets.nameNodes, killAtMs, random.pick([100, 1500, 3000])));
  return faults;
};

/** A JournalNode loses its directory, and reaches only one that has missed what rested on it. */
const forgetful: Plan = (random, { nameNodes, journalNodes }, beginMs) => {
  // Always the same one: what two of three have lost at once is lost.
  const wiped = journalNodes[1] ?? '';
  const [behind = '', knows = ''] = random.chance(0.5) ? [journalNodes[0], journalNodes[2]] : [journalNodes[2], journalNodes[0]];
  const behindMs = random.between(220, 900);
  const wipeAtMs = beginMs + behindMs * random.between(0.6, 1);
  const aloneMs = random.between(1000, 4000);
  const faults: Fault[] = [
    apart(behind, nameNodes, beginMs, random.chance(0.5) ? behindMs : behindMs + aloneMs), { kind: 'wipe', target: wiped, atMs: wipeAtMs, forMs: random.pick([5, 200]) }, apart(wiped, [knows], wipeAtMs, aloneMs),
  ];
  if (random.chance(0.5)) faults.push(deposed(random, wipeAtMs + random.between(0, aloneMs)));
  if (random.chance(0.3)) faults.push(apart(knows, nameNodes, wipeAtMs + random.between(100, aloneMs), random.between(500, 3000)));
  return faults;
};

/** A NameNode sleeps, or hears nothing, while the list of JournalNodes changes; then it has to lead by it. */
const sleeper: Plan = (random, { journalNodes }, beginMs) => {
  const who = random.pick([activeNow, standbyNow, standbyNow]);
  const forMs = random.between(800, 5000);
  const faults: Fault[] = [
    random.chance(0.5) ? { kind: 'pause', target: who, guardian: true, atMs: beginMs, forMs } : apart(who, journalNodes, beginMs, forMs),
  ];
  for (let i = 1 + random.below(2); i > 0; i--) faults.push({ kind: 'members', how: random.pick(['add', 'replace', 'replace', 'remove'] as const), which: random.u32(), atMs: beginMs + random.between(10, 1500) });
  faults.push(deposed(random, beginMs + random.between(300, forMs + 200)));
  if (random.chance(0.5)) faults.push(apart(random.pick([memberNow(0), memberNow(1), memberNow(2)]), [activeNow, standbyNow], beginMs + random.between(0, forMs), random.between(300, 3000)));
  return faults;
};

/** All of them, each with how often it comes in a minute where it comes at all. */
export const adversary: readonly FaultKind[] = [
  { perMinute: 6, make: fork },
  { perMinute: 6, make: splitRecovery },
  { perMinute: 3, make: lateLease },
  { perMinute: 6, make: loneWriter },
  { perMinute: 3, make: usurper },
  { perMinute: 4, make: unsynced },
  { perMinute: 2, make: forgetful },
  { perMinute: 3, make: sleeper },
];
