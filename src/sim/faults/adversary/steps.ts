// What plans of an adversary are made of. Each plan is a few seconds long; how long its steps are, and which JournalNodes play which
// part, the seed draws.
import type { Prng } from '../../prng.ts';
import type { Fault } from '../fault.ts';
import { activeNow, memberNow, standbyNow } from '../fault.ts';
import type { FaultKind } from '../plan-faults.ts';

export type Plan = FaultKind['make'];

/** The three members of the list of JournalNodes, in an order that the seed draws. */
export const shuffled = (random: Prng): string[] => [0, 1, 2].map((i) => [random.next(), memberNow(i)] as const).sort(([a], [b]) => a - b).map(([, name]) => name);

/**
 * A leader dies this long before those come back who must not hear its last words, and no longer: its guardian, which revokes the lease
 * at once, would find nobody.
 */
export const beforeMs = 0.4;

/** Nothing goes between `target` and `others`. */
export function apart(target: string, others: readonly string[], atMs: number, forMs: number, way: 'in' | 'out' | 'both' = 'both'): Fault {
  return { kind: 'cut', target, others, way, atMs, forMs };
}

/**
 * Whoever leads is killed, with its guardian or without. What it has sent to `deaf` and a cut has kept, its machine would send when that is
 * over, though nobody holds the connection any more: the connection is lost first.
 */
export function killed(deaf: readonly string[], kill: { readonly guardian: boolean; readonly powerCut: boolean; readonly atMs: number; readonly forMs: number }): Fault[] {
  return [
    ...deaf.map((other): Fault => ({ kind: 'reset', target: activeNow, other, atMs: kill.atMs - 0.01 })),
    { kind: 'kill', target: activeNow, ...kill },
  ];
}

/** Whoever leads, leads no more: killed, so that `deaf` hear none of its last words, asleep for longer than a lease, or asked to go. */
export function deposed(random: Prng, atMs: number, deaf: readonly string[] = []): Fault[] {
  const die = random.below(8);
  if (die < 5) return killed(deaf, { guardian: true, powerCut: die === 4, atMs, forMs: random.pick([50, 300, 1500]) });
  if (die < 7) return [{ kind: 'pause', target: activeNow, guardian: true, atMs, forMs: random.between(1200, 3000) }];
  return [{ kind: 'failover', target: standbyNow, atMs }];
}
