// Long work in slices of the loop. How much fits into a slice is told by the clock: the same work costs several times as
// much on a busy machine, or when each of its steps has more to look at.
import type { Env } from './env.ts';

/** What others may have to wait for one such work. */
const sliceMs = 5;
/** Where the clock stands still in a turn, as it does in simulations. */
const piecesMax = 16;

/**
 * Calls `piece`, which does a part of the work that takes a fraction of a millisecond and returns whether all of it is
 * done, as often in a turn as fits into a slice; then others run.
 */
export async function inSlices(env: Pick<Env, 'monotonicMs' | 'turn'>, piece: () => boolean): Promise<void> {
  for (;;) {
    const endMs = env.monotonicMs() + sliceMs;
    for (let pieces = 0; pieces < piecesMax && (pieces === 0 || env.monotonicMs() < endMs); pieces++) if (piece()) return;
    await env.turn();
  }
}
