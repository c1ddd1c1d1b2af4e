// How orders to DataNodes are made to rest on what never was: they cannot be taken back.
import type { Fault } from '../fault.ts';
import { activeNow, memberNow } from '../fault.ts';
import type { Plan } from './steps.ts';

/**
 * The disks of the JournalNodes are so slow that whatever the writer applies is durable only seconds later, while its lease, for which
 * nothing is synced, holds, and DataNodes ask it for orders. Then the power goes: of the whole room, or of JournalNodes with the writer.
 */
export const darkRoom: Plan = (random, { nameNodes }, beginMs) => {
  const members = [memberNow(0), memberNow(1), memberNow(2)];
  const slowMs = random.between(1200, 3500);
  const darkAtMs = beginMs + slowMs;
  const faults: Fault[] = members.map((target) => ({ kind: 'slow-disk', target, syncMs: random.pick([2000, 4000]), atMs: beginMs, forMs: slowMs + 50 }));
  const dark = random.chance(0.5) ? [...nameNodes, ...members] : [activeNow, ...members];
  for (const target of dark) faults.push({ kind: 'kill', target, guardian: false, powerCut: true, atMs: darkAtMs + random.between(0, 2), forMs: random.pick([50, 300, 1500]) });
  return faults;
};
