// How logs are broken: they fork, a recovery ends half-way, what is written is not synced.
import type { Fault } from '../fault.ts';
import { activeNow, standbyNow } from '../fault.ts';
import { apart, beforeMs, deposed, killed, shuffled } from './steps.ts';
import type { Plan } from './steps.ts';

/**
 * A fork: what the writer could tell only one JournalNode stays there while the next one writes with the others; then that JournalNode
 * is in the majority again, and one of the others is not. Its log may be longer, shorter or as long as that of the newer epoch.
 */
export const fork: Plan = (random, { nameNodes }, beginMs) => {
  const [alone = '', left = '', meeting = ''] = shuffled(random);
  const faults: Fault[] = [];
  const firstMs = random.pick([60, 210, 210, 420]) * random.between(0.9, 1.1);
  const whom = random.pick([nameNodes, [activeNow], [activeNow]]);
  faults.push(apart(left, whom, beginMs, firstMs), apart(meeting, whom, beginMs, firstMs), ...deposed(random, beginMs + firstMs - beforeMs, [left, meeting]));
  const secondMs = random.pick([250, 500, 1500, 3000]) * random.between(0.8, 1.2);
  const secondAtMs = beginMs + firstMs;
  // The other NameNode alone may not reach it: then the old writer, started again, reads what it has.
  faults.push(apart(alone, random.pick([nameNodes, nameNodes, [standbyNow], [activeNow]]), secondAtMs, secondMs));
  const thirdAtMs = secondAtMs + secondMs;
  const thirdMs = random.pick([300, 1500, 3000]) * random.between(0.8, 1.2);
  faults.push(...deposed(random, thirdAtMs - beforeMs, [alone]), apart(left, nameNodes, thirdAtMs, thirdMs));
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
export const splitRecovery: Plan = (random, { nameNodes }, beginMs) => {
  const [longer = '', final = '', accepted = ''] = shuffled(random);
  const firstMs = random.pick([210, 420]) * random.between(0.9, 1.1);
  const thenMs = beginMs + firstMs;
  // An heir waits a third of a second for the word of a JournalNode that is silent.
  const aloneMs = random.between(400, 700);
  const faults: Fault[] = [
    apart(final, [activeNow], beginMs, firstMs), apart(accepted, [activeNow], beginMs, firstMs),
    ...killed([final, accepted], { guardian: true, powerCut: false, atMs: thenMs - beforeMs, forMs: random.pick([100, 300]) }),
    apart(longer, nameNodes, thenMs, aloneMs),
  ];
  const moment = { kind: 'ambush', armedMs: aloneMs, atMs: thenMs } as const;
  if (random.chance(0.5)) {
    faults.push({ ...moment, event: 'segment accepted', by: accepted, target: accepted, how: random.pick(['cut', 'cut', 'power cut'] as const), afterMs: 0.4 * random.next(), forMs: aloneMs });
    faults.push({ ...moment, event: 'segment accepted', by: accepted, target: standbyNow, how: 'power cut', afterMs: random.between(0.5, 1.5), forMs: random.pick([300, 1500]) });
  } else {
    if (random.chance(0.5)) faults.push({ kind: 'slow-disk', target: accepted, syncMs: random.pick([5, 50]), atMs: thenMs, forMs: aloneMs });
    faults.push({ ...moment, event: 'segment recovered', target: undefined, how: 'kill', afterMs: random.next(), forMs: random.pick([300, 1500]) });
    faults.push({ ...moment, event: 'segment recovered', target: accepted, how: 'power cut', afterMs: 3 * random.next(), forMs: random.pick([5, 50]) });
  }
  faults.push(apart(final, nameNodes, thenMs + aloneMs - 5, random.between(2000, 4500)));
  return faults;
};

/** A JournalNode dies between a write and its sync, is asked for what it has, and then its power goes. */
export const unsynced: Plan = (random, targets, beginMs) => {
  const [who = '', , other = ''] = shuffled(random);
  const slowMs = random.between(250, 700);
  const killAtMs = beginMs + random.between(205, slowMs);
  const faults: Fault[] = [
    { kind: 'slow-disk', target: who, syncMs: random.pick([300, 1000]), atMs: beginMs, forMs: slowMs + 200 },
    { kind: 'kill', target: who, guardian: true, powerCut: false, atMs: killAtMs, forMs: random.pick([5, 20]) },
    ...deposed(random, killAtMs + random.between(-5, 5)),
    {
      kind: 'ambush', event: random.pick(['recovery prepared', 'segment accepted', 'segment recovered', 'epoch promised']), target: who, how: random.pick(['power cut', 'power cut', 'kill'] as const),
      afterMs: random.pick([0, 0.3, 1, 3]) * random.next(), armedMs: 2500, atMs: killAtMs + 5, forMs: random.pick([5, 200]),
    },
  ];
  // Who has less than it is not asked, or asked with it alone.
  if (random.chance(0.7)) faults.push(apart(other, targets.nameNodes, killAtMs, random.pick([100, 1500, 3000])));
  return faults;
};
