// How what lies on a JournalNode's disk is broken in a segment that is being written: its disk fails.
import type { Fault } from '../fault.ts';
import { activeNow } from '../fault.ts';
import { apart, beforeMs, deposed, shuffled } from './steps.ts';
import type { Plan } from './steps.ts';

/**
 * A disk fails in a segment, and works again: the next writer asks that JournalNode, and one that has never heard of the segment, or
 * whose disk has failed as well, what there is to recover.
 */
export const brokenDisk: Plan = (random, { nameNodes }, beginMs) => {
  const [broken = '', deaf = '', knows = ''] = shuffled(random);
  const faults: Fault[] = [];
  const both = random.chance(0.2);
  const failAtMs = beginMs + random.between(700, 1500);
  const failMs = random.pick([100, 250, 500]) * random.between(0.9, 1.1);
  const thenMs = failAtMs + failMs;
  if (!both) {
    faults.push(apart(deaf, nameNodes, beginMs, thenMs - beginMs));
    faults.push({ kind: 'kill', target: activeNow, guardian: true, powerCut: false, atMs: beginMs + 1, forMs: random.pick([50, 300]) });
  }
  for (const target of both ? [broken, deaf] : [broken]) {
    faults.push({ kind: 'bad-disk', target, oneIn: random.pick([1, 1, 2, 5]), code: random.pick(['io', 'no-space'] as const), atMs: failAtMs, forMs: failMs });
  }
  faults.push(...deposed(random, thenMs - beforeMs, [deaf]));
  faults.push(apart(knows, nameNodes, thenMs, random.between(1500, 4000)));
  return faults;
};
