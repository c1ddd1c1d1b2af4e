// How a call is made to be done behind its client's back: where it lies while somebody else answers it.
import type { Fault } from '../fault.ts';
import { activeNow, standbyNow } from '../fault.ts';
import type { Plan } from './steps.ts';

/**
 * Calls lie in the sockets of a NameNode that sleeps, or are parked there, and it does not learn that their clients give them up and are answered
 * by the other one. That dies, and the sleeper wakes up and leads.
 */
export const lateCalls: Plan = (random, { clients }, beginMs) => {
  const asleepMs = random.pick([1800, 2600, 3400]) * random.between(0.9, 1.1);
  const wakesAtMs = beginMs + asleepMs;
  const unheardMs = random.between(500, 2000);
  const faults: Fault[] = [];
  const unheard = (target: string, atMs: number): Fault => ({ kind: 'cut', target, others: clients, way: random.pick(['both', 'both', 'in'] as const), atMs, forMs: wakesAtMs - atMs + unheardMs });
  if (random.chance(0.5)) {
    faults.push({ kind: 'pause', target: activeNow, guardian: true, atMs: beginMs, forMs: asleepMs }, unheard(activeNow, beginMs + random.between(100, 900)));
  } else {
    faults.push({ kind: 'kill', target: activeNow, guardian: true, powerCut: false, atMs: beginMs, forMs: random.pick([5, 50, 300]) });
    const asleepAtMs = beginMs + random.pick([1, 5, 50]) * random.between(0.5, 1);
    faults.push({ kind: 'pause', target: standbyNow, guardian: true, atMs: asleepAtMs, forMs: wakesAtMs - asleepAtMs }, unheard(standbyNow, asleepAtMs + random.between(5, 300)));
  }
  faults.push({ kind: 'kill', target: activeNow, guardian: true, powerCut: false, atMs: wakesAtMs - random.pick([1, 100, 300]) * random.next(), forMs: random.between(1500, 3000) });
  return faults;
};
