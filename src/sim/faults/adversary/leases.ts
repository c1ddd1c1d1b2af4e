// How leases are broken: words that come late, a writer that is alone, a reign in between.
import type { Fault } from '../fault.ts';
import { activeNow, standbyNow } from '../fault.ts';
import { apart, shuffled } from './steps.ts';
import type { Plan } from './steps.ts';

/** The writer's words come late, or those to it, while its lease is at stake. */
export const lateLease: Plan = (random, { journalNodes }, beginMs) => {
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
export const loneWriter: Plan = (random, { nameNodes, journalNodes, clients }, beginMs) => {
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
export const usurper: Plan = (random, _targets, beginMs) => {
  const [first = '', told = '', untold = ''] = shuffled(random);
  const awayMs = random.between(1600, 3000);
  // A JournalNode that is dead is told of at once; one that is silent only when its connections are given up.
  const toldDies = random.chance(0.7);
  const dies: Fault = { kind: 'kill', target: told, guardian: true, powerCut: false, atMs: beginMs + awayMs - 2, forMs: random.between(1500, 4000) };
  return [
    ...(toldDies ? [dies] : []),
    apart(activeNow, [first, untold], beginMs, awayMs), apart(activeNow, [told], beginMs, toldDies ? awayMs : awayMs + 4000), apart(standbyNow, [untold], beginMs, awayMs + 300),
    { kind: 'kill', target: activeNow, guardian: false, powerCut: random.chance(0.2), atMs: beginMs + awayMs - random.pick([5, 200, 400]), forMs: random.pick([1500, 3000]) },
  ];
};
