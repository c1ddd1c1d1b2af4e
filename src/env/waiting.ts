// Waiting on an Env's clock: sleep, time-outs, polls. The only place where a promise meets a timer.
import { WorldError } from './env.ts';
import type { Env } from './env.ts';

/** Resolves after `delayMs` of `env`'s time; rejects with the signal's reason when aborted. */
export function sleep(env: Env, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = (): void => {
      timer.cancel();
      reject(signal?.reason);
    };
    const timer = env.after(delayMs, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/**
 * `promise`, or a WorldError `timeout` that names `what` when it has not settled within `limitMs`.
 * The work behind the promise goes on; its late result is dropped.
 */
export function within<T>(env: Env, limitMs: number, what: string, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = env.after(limitMs, () => reject(new WorldError('timeout', `${what}: no answer within ${limitMs} ms`)));
    promise.then(
      (value) => {
        timer.cancel();
        resolve(value);
      },
      (error: unknown) => {
        timer.cancel();
        reject(error);
      },
    );
  });
}

/** Asks `probe` every `everyMs` until it gives something other than undefined; `timeout` after `limitMs`. */
export async function until<T>(
  env: Env, what: string, limitMs: number, everyMs: number, probe: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const deadline = env.monotonicMs() + limitMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (env.monotonicMs() >= deadline) throw new WorldError('timeout', `${what}: not within ${limitMs} ms`);
    await sleep(env, everyMs);
  }
}

/**
 * Ms until the clock's next multiple of `everyMs`: what several do on round figures wakes an idle process once. A timer may be a
 * little early, so a multiple that is as good as now counts as the one that was waited for.
 */
export function untilRound(env: Env, everyMs: number): number {
  const leftMs = everyMs - (env.monotonicMs() % everyMs);
  return leftMs < everyMs / 20 ? leftMs + everyMs : leftMs;
}
