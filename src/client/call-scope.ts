// One call of a client from its beginning to its end: the caller's signal and the deadline as one signal, which
// everything below listens to.
import type { Env } from '../env/env.ts';
import { FileSystemError } from './errors.ts';
import type { CallOptions } from './file-system.ts';
import { toFileSystemError } from './to-file-system-error.ts';

/**
 * Runs `work` with a signal that fires with `options.signal`, or with ETIMEDOUT after `options.timeoutMs` (`defaultMs`;
 * 0: never), the cause being `lastFailure`. Rejects with the signal's reason as soon as it fires, else with what `work` rejects with, as a FileSystemError.
 */
export async function inScope<T>(
  env: Env, options: CallOptions | undefined, defaultMs: number, what: string, path: string | undefined, work: (signal: AbortSignal) => Promise<T>,
  lastFailure: () => unknown = () => undefined,
): Promise<T> {
  const outer = options?.signal;
  if (outer?.aborted === true) throw outer.reason;
  const timeoutMs = options?.timeoutMs ?? defaultMs;
  const controller = new AbortController();
  const { signal } = controller;
  let abandon: (reason: unknown) => void = () => {};
  const abandoned = new Promise<never>((_resolve, reject) => {
    abandon = reject;
  });
  abandoned.catch(() => {});
  const end = (reason: unknown): void => {
    controller.abort(reason);
    abandon(reason);
  };
  const onAbort = (): void => end(outer?.reason);
  outer?.addEventListener('abort', onAbort, { once: true });
  const timer = timeoutMs > 0
    ? env.after(timeoutMs, () => end(new FileSystemError('ETIMEDOUT', `${what}${path === undefined ? '' : ` ${path}`}: not done within ${timeoutMs} ms`, { path, cause: lastFailure() })))
    : undefined;
  const working = work(signal);
  working.catch(() => {});
  try {
    return await Promise.race([working, abandoned]);
  } catch (error) {
    throw signal.aborted ? signal.reason : toFileSystemError(error, path);
  } finally {
    timer?.cancel();
    outer?.removeEventListener('abort', onAbort);
  }
}

/** `promise`, or the signal's reason as soon as it fires; the work behind the promise goes on, its late result is dropped. */
export function unlessAborted<T>(signal: AbortSignal | undefined, promise: Promise<T>): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(
      (value) => {
        signal.removeEventListener('abort', onAbort);
        resolve(value);
      },
      (error: unknown) => {
        signal.removeEventListener('abort', onAbort);
        reject(error);
      },
    );
  });
}
