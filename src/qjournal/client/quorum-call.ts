// Waiting for a majority of JournalNodes. Invariant: a success is reported only with `needed` successes in hand, a
// failure only when they cannot come any more (or the time is over); what is late afterwards is dropped. Answers to
// QuorumCall, QuorumException and AsyncLoggerSet.waitForWriteQuorum.
import type { Env } from '../../env/env.ts';
import { JournalFenced, QuorumLost } from '../../edit-log/journal-manager.ts';
import { isBlocked, isQuorum } from '../../protocol/journal-list.ts';
import { HdfsException } from '../../protocol/exceptions.ts';

export interface QuorumCallOptions {
  /** For messages: 'newEpoch(7)'. */
  readonly what: string;
  /** Successes wanted; where there are `lists`, for messages. */
  readonly needed: number;
  /** The names of which a majority of each list is wanted. */
  readonly lists?: readonly (readonly string[])[];
  /** Absent: waits for as long as it takes. */
  readonly timeoutMs?: number;
  /** The epoch that the calls were made in: more than size - needed answers of a higher promise mean fenced. */
  readonly epoch?: number;
}

/** The epoch that a refusal names as promised to somebody newer; undefined for any other error. */
export function promisedEpochIn(error: unknown): number | undefined {
  if (!(error instanceof HdfsException)) return undefined;
  const match = /less than the last promised epoch (\d+)|<= last promise (\d+)/.exec(error.message);
  return match === null ? undefined : Number(match[1] ?? match[2]);
}

function errorOf(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

/** JournalFenced when enough of `failures` name a higher promise than `epoch`, else QuorumLost; in Apache's words. */
export function quorumFailure(
  options: QuorumCallOptions, size: number, successes: Iterable<string>, failures: ReadonlyMap<string, Error>,
): JournalFenced | QuorumLost {
  const done = [...successes];
  let message = `Got too many exceptions to achieve quorum size ${options.needed}/${size}. `;
  if (done.length > 0) message += `${done.length} successful responses:\n${done.map((name) => `${name}: null [success]`).join('\n')}\n`;
  message += `${failures.size} exceptions thrown:\n`;
  message += [...failures].map(([name, error]) => `${name}: ${error.message}`).join('\n');
  if (options.epoch !== undefined) {
    const newer = [...failures.values()].map(promisedEpochIn).filter((epoch) => epoch !== undefined && epoch > (options.epoch ?? 0));
    const isNewer = (name: string): boolean => (promisedEpochIn(failures.get(name)) ?? 0) > (options.epoch ?? 0);
    if (options.lists === undefined ? newer.length >= size - options.needed + 1 : isBlocked(options.lists, isNewer)) {
      return new JournalFenced(message, options.epoch, Math.max(...newer.map((epoch) => epoch ?? 0)));
    }
  }
  return new QuorumLost(message, failures);
}

/**
 * Resolves with the successes, by name, as soon as there are `needed` of them. Rejects with JournalFenced or QuorumLost
 * when there cannot be, and with QuorumLost after `timeoutMs`.
 */
export function quorumCall<T>(env: Env, calls: ReadonlyMap<string, Promise<T>>, options: QuorumCallOptions): Promise<Map<string, T>> {
  return new Promise((resolve, reject) => {
    const successes = new Map<string, T>();
    const failures = new Map<string, Error>();
    let settled = false;
    const timer = options.timeoutMs === undefined ? undefined : env.after(options.timeoutMs, () => {
      settled = true;
      for (const name of calls.keys()) {
        if (!successes.has(name) && !failures.has(name)) failures.set(name, new Error(`no answer within ${options.timeoutMs} ms`));
      }
      reject(new QuorumLost(`Timed out waiting ${options.timeoutMs}ms for a quorum of nodes to respond. (${options.what})`, failures));
    });
    const settle = (end: () => void): void => {
      settled = true;
      timer?.cancel();
      end();
    };
    const fail = (name: string, reason: unknown): void => {
      if (settled) return;
      failures.set(name, errorOf(reason));
      const { lists } = options;
      if (lists === undefined ? failures.size <= calls.size - options.needed : !isBlocked(lists, (member) => failures.has(member))) return;
      settle(() => reject(quorumFailure(options, calls.size, successes.keys(), failures)));
    };
    for (const [name, call] of calls) {
      call.then(
        (value) => {
          if (settled) return;
          successes.set(name, value);
          const { lists } = options;
          if (lists === undefined ? successes.size >= options.needed : isQuorum(lists, (member) => successes.has(member))) settle(() => resolve(successes));
        },
        (reason: unknown) => fail(name, reason),
      );
    }
  });
}
