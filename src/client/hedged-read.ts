// A read that does not wait for one slow DataNode: when a replica has not answered after a while, another one is asked as
// well, and the first whole answer counts. Answers to DFSInputStream.hedgedFetchBlockByteRange.
import type { Env } from '../env/env.ts';
import { sleep } from '../env/waiting.ts';

/** How many reads are under way beside another one, in all of a client, and how many may be (dfs.client.hedged.read.threadpool.size). */
export class Hedges {
  readonly max: number;
  #running = 0;

  constructor(max: number) {
    this.max = max;
  }

  get hasRoom(): boolean {
    return this.#running < this.max;
  }

  /** Counts `work` until it has settled. */
  async count<T>(work: Promise<T>): Promise<T> {
    this.#running++;
    try {
      return await work;
    } finally {
      this.#running--;
    }
  }
}

export interface HedgedRead<Node> {
  readonly hedges: Hedges;
  /** dfs.client.hedged.read.threshold.millis. */
  readonly thresholdMs: number;
  /** Whom to ask, other than those in `asked`; undefined when there is nobody. */
  choose(asked: ReadonlySet<Node>): Node | undefined;
  /** Reads all of it; ends soon when `signal` fires. */
  read(node: Node, signal: AbortSignal): Promise<Uint8Array>;
  /** Told of a read that failed; rejects where that is no reason to ask another one. */
  failed(node: Node, error: unknown): Promise<void>;
}

type Outcome<Node> = { readonly node: Node; readonly bytes: Uint8Array } | { readonly node: Node; readonly error: unknown };

/** The bytes of whoever has them first; undefined when there is nobody left to ask. Rejects as `failed`, and with the signal's reason. */
export async function hedgedRead<Node>(env: Env, reading: HedgedRead<Node>, signal: AbortSignal): Promise<Uint8Array | undefined> {
  const decided = new AbortController();
  const stop = (): void => decided.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const asked = new Set<Node>();
  const running = new Map<Node, Promise<Outcome<Node>>>();
  try {
    for (;;) {
      if (signal.aborted) throw signal.reason;
      const next = running.size === 0 || reading.hedges.hasRoom ? reading.choose(asked) : undefined;
      if (next !== undefined) {
        asked.add(next);
        const outcome = ask(reading, next, decided.signal);
        running.set(next, running.size === 0 ? outcome : reading.hedges.count(outcome));
      }
      if (running.size === 0) return undefined;
      const outcome = await firstOf(env, reading, running, reading.choose(asked) !== undefined);
      if (outcome === undefined) continue;
      if ('bytes' in outcome) return outcome.bytes;
      running.delete(outcome.node);
      await reading.failed(outcome.node, outcome.error);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    decided.abort(new Error('another replica was faster'));
  }
}

async function ask<Node>(reading: HedgedRead<Node>, node: Node, signal: AbortSignal): Promise<Outcome<Node>> {
  try {
    return { node, bytes: await reading.read(node, signal) };
  } catch (error) {
    return { node, error };
  }
}

/** What has come of one of those under way; undefined when none of them was done in time and somebody else could be asked. */
async function firstOf<Node>(
  env: Env, { thresholdMs }: HedgedRead<Node>, running: ReadonlyMap<Node, Promise<Outcome<Node>>>, others: boolean,
): Promise<Outcome<Node> | undefined> {
  if (!others) return Promise.race(running.values());
  const waiting = new AbortController();
  try {
    return await Promise.race([...running.values(), sleep(env, thresholdMs, waiting.signal).then(() => undefined, () => undefined)]);
  } finally {
    waiting.abort();
  }
}
