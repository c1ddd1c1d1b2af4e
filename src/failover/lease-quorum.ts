// What the election knows of the JournalNodes: their last words on the active lease, and how a majority reads them.
// Pure but for the interface; the network side is qjournal/client's.
import { sameBytes } from '../base/bytes.ts';
import { isQuorum, reachedByQuorum } from '../protocol/journal-list.ts';
import type { LeaseStatusProto } from '../wire/quorate-lease.ts';

/** One JournalNode's last word, and when it came (monotonic ms). */
export interface LeaseWord {
  readonly journalNode: string;
  readonly receivedMs: number;
  readonly status: LeaseStatusProto;
  /** So long it tells of any change at once, because it holds our watch (monotonic ms); absent when it holds none. */
  readonly watchedUntilMs?: number;
}

/** What a majority's words say at one moment. */
export interface LeaseReading {
  /** A majority has spoken lately. */
  readonly heard: boolean;
  /** A majority shows no live lease of anybody else: an election would not wait for anyone. */
  readonly free: boolean;
  /** A majority confirms that somebody else's lease lives, over a connection that is open, or that somebody writes without one. */
  readonly taken: boolean;
  /** When `free` may become true by mere waiting, in monotonic ms; undefined when that is not in sight. */
  readonly freeAtMs: number | undefined;
  readonly promised: number;
}

/**
 * A JournalNode that judges a lease over says so at once. By the own clock, which may have missed a renewal, it is over only
 * when that word would have been here for long.
 */
const newsMs = 100;
/** A writer that holds no lease is taken to live for so long after its last edit (HA.md 36). */
const unleasedWriterMs = 10_000;

/**
 * Reads the words of the JournalNodes of `lists`, of each of which a majority is wanted. `ownId` is the public name of our own nonce; words older
 * than `freshMs` do not count, except that a connected lease of somebody else lives on while a watch would tell of its end.
 */
export function readLeases(words: readonly LeaseWord[], lists: readonly (readonly string[])[], ownId: Uint8Array, nowMs: number, freshMs: number): LeaseReading {
  const taken = new Set<string>();
  let promised = 0;
  /** Of those that have spoken lately. */
  const freeAt = new Map<string, number>();
  for (const { journalNode, receivedMs, status, watchedUntilMs = -Infinity } of words) {
    const others = status.leases.filter((lease) => !sameBytes(lease.id, ownId));
    const stands = watchedUntilMs > nowMs && others.some((lease) => lease.connected);
    if ((nowMs - receivedMs > freshMs && !stands) || !status.voter) continue;
    promised = Math.max(promised, status.promised);
    let until = receivedMs + status.holdMs;
    let led = false;
    for (const lease of others) {
      const ends = Math.max(receivedMs + lease.leftMs + newsMs, lease.connected ? watchedUntilMs : -Infinity);
      until = Math.max(until, ends);
      if (ends > nowMs && lease.connected) led = true;
    }
    if (status.lastWriteAgeMs !== undefined) {
      const ends = receivedMs - status.lastWriteAgeMs + unleasedWriterMs;
      until = Math.max(until, ends);
      if (ends > nowMs) led = true;
    }
    if (led) taken.add(journalNode);
    freeAt.set(journalNode, until);
  }
  const decisive = -reachedByQuorum(lists, (member) => -(freeAt.get(member) ?? Infinity));
  return {
    heard: isQuorum(lists, (member) => freeAt.has(member)),
    free: decisive <= nowMs,
    taken: isQuorum(lists, (member) => taken.has(member)),
    freeAtMs: decisive === Infinity ? undefined : decisive,
    promised,
  };
}
