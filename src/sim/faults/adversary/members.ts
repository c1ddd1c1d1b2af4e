// How a set of JournalNodes is broken: one has lost its memory, or the list changes while somebody sleeps.
import type { Fault } from '../fault.ts';
import { activeNow, memberNow, standbyNow } from '../fault.ts';
import { apart, deposed, shuffled } from './steps.ts';
import type { Plan } from './steps.ts';

/** A JournalNode loses its directory, and reaches only one that has missed what rested on it. */
export const forgetful: Plan = (random, { nameNodes, journalNodes }, beginMs) => {
  // Always the same one: what two of three have lost at once is lost.
  const wiped = journalNodes[1] ?? '';
  const [behind = '', knows = ''] = random.chance(0.5) ? [journalNodes[0], journalNodes[2]] : [journalNodes[2], journalNodes[0]];
  const behindMs = random.between(220, 900);
  const wipeAtMs = beginMs + behindMs * random.between(0.6, 1);
  const aloneMs = random.between(1000, 4000);
  const faults: Fault[] = [
    apart(behind, nameNodes, beginMs, random.chance(0.5) ? behindMs : behindMs + aloneMs), { kind: 'wipe', target: wiped, atMs: wipeAtMs, forMs: random.pick([5, 200]) }, apart(wiped, [knows], wipeAtMs, aloneMs),
  ];
  if (random.chance(0.5)) faults.push(...deposed(random, wipeAtMs + random.between(0, aloneMs)));
  if (random.chance(0.3)) faults.push(apart(knows, nameNodes, wipeAtMs + random.between(100, aloneMs), random.between(500, 3000)));
  return faults;
};

/** A NameNode sleeps, or hears nothing, while the list of JournalNodes changes; then it has to lead by it. */
export const sleeper: Plan = (random, { journalNodes }, beginMs) => {
  const who = random.pick([activeNow, standbyNow, standbyNow]);
  const forMs = random.between(800, 5000);
  const faults: Fault[] = [
    random.chance(0.5) ? { kind: 'pause', target: who, guardian: true, atMs: beginMs, forMs } : apart(who, journalNodes, beginMs, forMs),
  ];
  for (let i = 1 + random.below(2); i > 0; i--) faults.push({ kind: 'members', how: random.pick(['add', 'replace', 'replace', 'remove'] as const), which: random.u32(), atMs: beginMs + random.between(10, 1500) });
  faults.push(...deposed(random, beginMs + random.between(300, forMs + 200)));
  if (random.chance(0.5)) faults.push(apart(random.pick([memberNow(0), memberNow(1), memberNow(2)]), [activeNow, standbyNow], beginMs + random.between(0, forMs), random.between(300, 3000)));
  return faults;
};

/**
 * A member that is away is replaced. When the first of the others keeps another list, one of them goes, too, and may not have heard of it:
 * those two of the old list know of no other one.
 */
export const replaced: Plan = (random, { nameNodes, journalNodes }, beginMs) => {
  const [gone = '', deaf = ''] = shuffled(random);
  const awayMs = random.between(2500, 6000);
  const faults: Fault[] = [
    random.chance(0.5) ? { kind: 'kill', target: gone, guardian: true, powerCut: false, atMs: beginMs, forMs: awayMs } : apart(gone, [...nameNodes, ...journalNodes], beginMs, awayMs),
    { kind: 'members', how: 'replace', target: gone, which: random.u32(), atMs: beginMs + random.between(20, 300) },
    // A blank JournalNode has learned by then, and waits for the next segment.
    { kind: 'slow-network', delayMs: random.pick([20, 100]), atMs: beginMs + random.between(500, 1000), forMs: random.between(1500, 3000) },
  ];
  const how = random.pick(['kill', 'power cut', 'cut', 'pause'] as const);
  faults.push({ kind: 'ambush', event: 'list of journalnodes stored', target: deaf, how, afterMs: random.pick([0, 1, 20]) * random.next(), armedMs: awayMs, atMs: beginMs + 300, forMs: random.pick([1500, 3000]) });
  if (random.chance(0.5)) faults.push(...deposed(random, beginMs + random.between(1000, awayMs)));
  return faults;
};
