// Edits for readers over RPC: the cache, the highest txid on this disk, and calls that are held until there is
// something for them, so that a Standby hears of edits in the moment they are synced. Answers to
// Journal.getJournaledEdits, which answers at once.
import { Deferred } from '../../base/async.ts';
import type { Env } from '../../env/env.ts';
import { HdfsException, isException } from '../../protocol/exceptions.ts';
import type { Call } from '../../rpc/service.ts';
import type { GetJournaledEditsResponseProto } from '../../wire/qjournal-protocol.ts';
import type { JournalMetrics } from './journal-metrics.ts';
import { JournaledEditsCache } from './journaled-edits-cache.ts';
import type { JournaledEditsCacheOptions } from './journaled-edits-cache.ts';

/** Longest time that a call is held, in ms. */
const waitMsMax = 30_000;

export class JournaledEdits {
  readonly #env: Env;
  readonly #cache: JournaledEditsCache;
  readonly #highestWrittenTxId: () => number;
  #changed = new Deferred<void>();
  #waiting = 0;
  #closed = false;

  readonly #metrics: JournalMetrics;

  constructor(env: Env, options: JournaledEditsCacheOptions, metrics: JournalMetrics, highestWrittenTxId: () => number) {
    this.#env = env;
    this.#metrics = metrics;
    this.#cache = new JournaledEditsCache(options);
    this.#highestWrittenTxId = highestWrittenTxId;
  }

  get cacheBytes(): number {
    return this.#cache.sizeBytes;
  }

  #wake(): void {
    if (this.#waiting === 0) return;
    const changed = this.#changed;
    this.#changed = new Deferred();
    changed.resolve();
  }

  /** A batch is on disk and synced. */
  stored(segmentTxId: number, epoch: number, layoutVersion: number, firstTxId: number, lastTxId: number, bytes: Uint8Array): void {
    this.#cache.store(segmentTxId, epoch, layoutVersion, firstTxId, lastTxId, bytes);
    this.#wake();
  }

  /** The segment without end may get another one than is here. */
  suspend(): void {
    this.#cache.suspend();
    this.#wake();
  }

  finalized(segmentTxId: number, endTxId: number): void {
    this.#cache.finalize(segmentTxId, endTxId);
    this.#wake();
  }

  /** The segment's file is another one now, or gone. */
  dropSegment(segmentTxId: number): void {
    this.#cache.dropSegment(segmentTxId);
    this.#wake();
  }

  /** Readers that go by an older list of JournalNodes are to hear of the newer one. */
  listChanged(): void {
    this.#wake();
  }

  clear(): void {
    this.#cache.clear();
    this.#wake();
  }

  /**
   * Up to `maxTxns` edits of one segment from `sinceTxId` on; none only when `sinceTxId` is the highest txid + 1
   * (HDFS-16659). What is not there yet, or not decided, is waited for up to `waitMs`. Throws NewerTxnIdException,
   * CacheMissException, and what `check` throws, which is asked after every wait.
   */
  async get(sinceTxId: number, maxTxns: number, waitMs: number, call: Call | undefined, check: () => void): Promise<GetJournaledEditsResponseProto> {
    const deadline = this.#env.monotonicMs() + Math.min(waitMs, waitMsMax);
    let gone: Promise<void> | undefined;
    for (;;) {
      check();
      const leftMs = this.#closed || call?.connected === false ? 0 : deadline - this.#env.monotonicMs();
      const answer = this.#now(sinceTxId, maxTxns, leftMs <= 0);
      if (answer !== undefined) return answer;
      gone ??= new Promise((resolve) => call?.onDisconnect(resolve));
      await this.#changedWithin(leftMs, gone);
    }
  }

  /** Undefined: worth waiting for, unless this is the `last` time. */
  #now(sinceTxId: number, maxTxns: number, last: boolean): GetJournaledEditsResponseProto | undefined {
    const highestTxId = this.#highestWrittenTxId();
    if (sinceTxId > highestTxId) {
      if (!last) return undefined;
      if (sinceTxId === highestTxId + 1) {
        this.#metrics.emptyAnswers++;
        return { txnCount: 0 };
      }
      throw new HdfsException('NewerTxnIdException', `Highest txn ID available in the journal is ${highestTxId}, but requested txns `
        + `starting at ${sinceTxId}.`);
    }
    try {
      const edits = this.#cache.retrieve(sinceTxId, maxTxns);
      this.#metrics.txnsServed += edits.txnCount;
      this.#metrics.bytesServed += edits.editLog.length;
      return {
        txnCount: edits.txnCount, editLog: edits.editLog, lastWriterEpoch: edits.epoch, segmentTxId: edits.segmentTxId,
        finalized: edits.final,
      };
    } catch (error) {
      if (!last && isException(error, 'CacheMissException') && this.#cache.undecided(sinceTxId)) return undefined;
      if (isException(error, 'CacheMissException')) {
        this.#metrics.cacheMisses++;
        this.#metrics.cacheMissTxns += highestTxId - sinceTxId + 1;
      }
      throw error;
    }
  }

  async #changedWithin(waitMs: number, gone: Promise<void>): Promise<void> {
    const changed = this.#changed.promise;
    this.#waiting++;
    try {
      await new Promise<void>((resolve) => {
        const timer = this.#env.after(Math.max(1, waitMs), resolve);
        const wake = (): void => {
          timer.cancel();
          resolve();
        };
        void changed.then(wake);
        void gone.then(wake);
      });
    } finally {
      this.#waiting--;
    }
  }

  /** Answers whoever waits. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }
}
