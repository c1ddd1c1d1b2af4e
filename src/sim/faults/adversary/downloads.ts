// How downloads of segments between JournalNodes are broken: they take so long that what they were asked for is over when they end.
import type { Fault } from '../fault.ts';
import { activeNow, standbyNow } from '../fault.ts';
import { apart, beforeMs, deposed, killed, shuffled } from './steps.ts';
import type { Plan } from './steps.ts';

/**
 * A recovery hangs in a download: one JournalNode has more than another, which gets it slowly, and meanwhile the candidate dies, or another
 * one comes, or the candidate has lost its connection and asks again; and the one with more may be away by then.
 */
export const slowAccept: Plan = (random, { nameNodes }, beginMs) => {
  const [longer = '', fetching = '', third = ''] = shuffled(random);
  const firstMs = random.pick([210, 420]) * random.between(0.9, 1.1);
  const thenMs = beginMs + firstMs;
  // An heir waits a third of a second for the word of a JournalNode that is silent.
  const aloneMs = random.between(400, 700);
  const transferMs = random.pick([300, 1000, 3000]);
  const faults: Fault[] = [
    apart(fetching, [activeNow], beginMs, firstMs), apart(third, [activeNow], beginMs, firstMs),
    ...killed([fetching, third], { guardian: true, powerCut: false, atMs: thenMs - beforeMs, forMs: random.pick([50, 300]) }),
    apart(third, nameNodes, thenMs, aloneMs),
    { kind: 'slow-transfers', target: fetching, transferMs, atMs: beginMs, forMs: firstMs + aloneMs + random.next() * transferMs },
  ];
  const moment = { kind: 'ambush', event: 'segment accepted', by: longer, armedMs: aloneMs, atMs: thenMs } as const;
  const die = random.below(4);
  if (die < 2) faults.push({ ...moment, target: standbyNow, how: die === 0 ? 'kill' : 'pause', afterMs: 3 * random.next(), forMs: random.pick([300, 1500, 3000]) });
  else if (die === 2) for (const target of nameNodes) faults.push({ kind: 'force', target, atMs: thenMs + aloneMs * random.between(0.8, 1.5) });
  else for (let i = 0; i < 3; i++) faults.push({ kind: 'reset', target: standbyNow, other: fetching, atMs: thenMs + random.between(350, 900) });
  if (random.chance(0.6)) faults.push(apart(longer, nameNodes, thenMs + aloneMs, random.between(500, 3000)));
  return faults;
};

/**
 * A JournalNode joins the segment again by a download that is slow: a bit has turned in what it had of it. Meanwhile the writer has lost
 * its connection and asks again, or somebody else takes over.
 */
export const slowRejoin: Plan = (random, { nameNodes, journalNodes }, beginMs) => {
  // Always the same one, which loses its directory as well: what two of three have lost at once is lost.
  const fetching = journalNodes[1] ?? '';
  const downMs = random.pick([5, 50]);
  const transferMs = random.pick([300, 1000, 3000]);
  const slowMs = random.between(0.1, 1) * transferMs;
  const thenMs = beginMs + downMs;
  const faults: Fault[] = [
    { kind: 'slow-transfers', target: fetching, transferMs, atMs: beginMs, forMs: downMs + slowMs },
    { kind: 'open-rot', target: fetching, which: random.u32(), atMs: beginMs, forMs: downMs },
  ];
  if (random.chance(0.6)) for (let i = 1 + random.below(3); i > 0; i--) faults.push({ kind: 'reset', target: activeNow, other: fetching, atMs: thenMs + random.between(200, 300 + slowMs) });
  else {
    const overMs = thenMs + random.between(100, 200 + slowMs);
    faults.push(...deposed(random, overMs));
    if (random.chance(0.3)) faults.push(apart(random.pick(journalNodes.filter((name) => name !== fetching)), nameNodes, overMs, random.between(500, 2000)));
  }
  return faults;
};
