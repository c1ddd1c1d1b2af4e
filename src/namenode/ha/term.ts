// One reign: everything that is true only while this NameNode is the writer of one epoch. It ends once, and
// whatever waited on it learns of the end. Lease, sync waiters and orders of different epochs can never be
// mixed up, because they live in different Terms.

import { NumberMap } from '../../base/number-map.ts';

/** The active lease as the NameNode sees it; failover/ implements it. */
export interface ActiveLease {
  readonly epoch: number;
  /** Whether a majority's word still holds at `nowMs` of the monotonic clock, drift allowed for. */
  validAt(nowMs: number): boolean;
}

/** Where nobody grants leases (operator's failover, foreign JournalNodes): reads rest on fencing alone. */
export function unleased(epoch: number): ActiveLease {
  return { epoch, validAt: () => true };
}

export class Term {
  /** Rises only by a re-election of the same reign (a quorum lost and regained), never to another NameNode's. */
  epoch: number;
  lease: ActiveLease;
  /** Why it ended; undefined while it lasts. */
  ended: Error | undefined;
  /** Epochs that this writer has won, in this reign, to regain a lost quorum: it may have written in each. */
  readonly #own = new Set<number>();
  /** Each call that waits for the quorum is here for a moment. */
  readonly #onEnd = new NumberMap<(reason: Error) => void>();
  #nextWaiter = 0;

  constructor(epoch: number, lease: ActiveLease) {
    this.epoch = epoch;
    this.lease = lease;
  }

  /** Reads need a lease of this very epoch, judged by a clock read in the same turn. */
  mayRead(nowMs: number): boolean {
    return this.ended === undefined && this.lease.epoch === this.epoch && this.lease.validAt(nowMs);
  }

  /** `epoch` was won to go on with this reign; whether it will is not known yet. */
  won(epoch: number): void {
    this.#own.add(epoch);
  }

  /** Nobody else has written since this reign began, if `epoch` is the last one that somebody has written in. */
  isLastWriter(epoch: number): boolean {
    return epoch <= this.epoch || this.#own.has(epoch);
  }

  /** The same writer won a newer epoch; its waiters move along. */
  reelected(epoch: number, lease: ActiveLease): void {
    this.epoch = epoch;
    this.lease = lease;
  }

  /** Ends the term; idempotent. */
  end(reason: Error): void {
    if (this.ended !== undefined) return;
    this.ended = reason;
    const waiting = [...this.#onEnd.values()];
    this.#onEnd.clear();
    for (const run of waiting) run(reason);
  }

  /** `promise`, or a rejection with the reason as soon as the term ends. */
  bound<T>(promise: Promise<T>): Promise<T> {
    const ended = this.ended;
    if (ended !== undefined) return Promise.reject(ended);
    return new Promise((resolve, reject) => {
      const waiter = this.#nextWaiter++;
      this.#onEnd.set(waiter, reject);
      promise.then((value) => {
        this.#onEnd.delete(waiter);
        resolve(value);
      }, (error: unknown) => {
        this.#onEnd.delete(waiter);
        reject(error);
      });
    });
  }
}
