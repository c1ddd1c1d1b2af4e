// Durable edits as they come, for a Standby: every JournalNode is asked ahead of need, and what a majority has in the same
// epoch is given out in the turn in which its second voice arrives. What is only in files (a cache that was restarted, a
// recovery's end) is read from final segments. Invariant: nothing is given that a recovery could drop (HDFS-16689).
import { Deferred } from '../../base/async.ts';
import type { Env } from '../../env/env.ts';
import { QuorumLost } from '../../edit-log/journal-manager.ts';
import { EditBatch } from '../../edit-log/edit-batch.ts';
import type { EditLogInputStream } from '../../edit-log/journal-manager.ts';
import { isException } from '../../protocol/exceptions.ts';
import { isBlocked } from '../../protocol/journal-list.ts';
import { durableEnd } from './durable-end.ts';
import type { Durable } from './durable-end.ts';
import type { EditReader } from './edit-reader.ts';
import { JournalFeed } from './journal-feed.ts';

export interface QuorumEditTailOptions {
  readonly readers: () => readonly EditReader[];
  /** Majorities of all of these make a quorum. */
  readonly lists: () => readonly (readonly string[])[];
  /** A JournalNode says that these lists are old ones. */
  readonly staleList: () => void;
  /** Streams over final segments from a txid on. */
  finals(fromTxid: number): Promise<EditLogInputStream[]>;
  /** A JournalNode's committed txid; for those that do not tell epochs. */
  committedTxid(journalNode: string): Promise<number>;
}

/** Questions go on for so long after the last read began. */
const lingerMs = 15_000;
const finalsPauseMinMs = 20;
const finalsPauseMaxMs = 2000;
const committedEveryMs = 100;
/** A segment that is being rolled is in nobody's cache and not final for a moment. */
const starvedAfterMs = 500;
/** Edits of one answer, at most, when they come from files. */
const fileOpsMax = 20_000;

export class QuorumEditTail {
  readonly #env: Env;
  readonly #options: QuorumEditTailOptions;
  #feeds: readonly JournalFeed[] = [];
  #position = 0;
  /** The read that is under way; one that another has followed takes nothing any more. */
  #reading = 0;
  #changed = new Deferred<void>();
  #lastReadMs = -Infinity;
  #lingering = false;
  #files: { readonly nextTxid: number; readonly batches: AsyncIterator<EditBatch>; readonly stream: EditLogInputStream } | undefined;
  #filesNotBeforeMs = -Infinity;
  #filesPauseMs = finalsPauseMinMs;
  /** Since when what is wanted is in nobody's cache and in no final segment (monotonic ms). */
  #starvedMs: number | undefined;
  #committedTxid = 0;
  #committedAskedMs = -Infinity;
  #closed = false;

  constructor(env: Env, options: QuorumEditTailOptions) {
    this.#env = env;
    this.#options = options;
    this.listChanged();
  }

  /** Others are asked from now on. What was given out was durable and stays so. */
  listChanged(): void {
    const before = this.#feeds;
    this.#feeds = this.#options.readers().map((reader) => before.find((feed) => feed.name === reader.name) ?? new JournalFeed(this.#env, reader, () => this.#wake()));
    for (const feed of before) if (!this.#feeds.includes(feed)) feed.stop();
    if (this.#position > 0) {
      for (const feed of this.#feeds) {
        if (before.includes(feed)) continue;
        feed.seek(this.#position);
        feed.start();
      }
    }
    this.#wake();
  }

  /**
   * What is wanted lies in an open segment, beyond the caches of the JournalNodes (they were started again, or this Standby was away
   * for long): only a roll brings it here.
   */
  get starved(): boolean {
    return this.#starvedMs !== undefined && this.#env.monotonicMs() - this.#starvedMs > starvedAfterMs && this.#beyondCaches;
  }

  /**
   * Somebody has what is wanted, and there is no majority that gives it or waits for it. Where a majority serves no edits over RPC,
   * what is read here comes with the rolls that the operator has configured, and no others.
   */
  get #beyondCaches(): boolean {
    return this.#feeds.some((feed) => feed.missed) && this.#isBlockedBy((feed) => feed.unable) && !this.#isBlockedBy((feed) => feed.filesOnly);
  }

  #isBlockedBy(counts: (feed: JournalFeed) => boolean): boolean {
    return isBlocked(this.#options.lists(), (member) => this.#feeds.some((feed) => feed.name === member && counts(feed)));
  }

  #wake(): void {
    const changed = this.#changed;
    this.#changed = new Deferred();
    changed.resolve();
  }

  /**
   * Durable edits from `fromTxid` on; waits up to `waitMs` where there are none yet, then gives none. Rejects with
   * QuorumLost when no majority could be asked meanwhile. A read that was given up and is still under way when the next one
   * begins ends with none: what it took would be missing there.
   */
  async read(fromTxid: number, waitMs: number): Promise<readonly EditBatch[]> {
    const deadline = this.#env.monotonicMs() + waitMs;
    const reading = ++this.#reading;
    this.#lastReadMs = this.#env.monotonicMs();
    if (fromTxid !== this.#position) this.#seek(fromTxid);
    for (const feed of this.#feeds) feed.start();
    this.#linger();
    for (;;) {
      // From before the look on: what changes while files are asked for must not be slept through.
      const changed = this.#changed.promise;
      if (this.#feeds.some((feed) => isException(feed.failure, 'StaleJournalListException'))) this.#options.staleList();
      const durable = this.#durable();
      if (durable !== undefined) return this.#take(durable);
      const batches = await this.#fromFiles(reading);
      if (batches.length > 0 || reading !== this.#reading) return batches;
      this.#lastReadMs = this.#env.monotonicMs();
      const leftMs = deadline - this.#lastReadMs;
      if (leftMs <= 0 || this.#closed) {
        this.#throwIfUnheard();
        return [];
      }
      await this.#changedWithin(changed, Math.min(leftMs, this.#undecided() ? committedEveryMs : leftMs));
      if (reading !== this.#reading) return [];
    }
  }

  #seek(txid: number): void {
    this.#starvedMs = undefined;
    this.#position = txid;
    for (const feed of this.#feeds) feed.seek(txid);
  }

  #durable(): { readonly found: Durable; readonly feed: JournalFeed } | undefined {
    const runs = new Map(this.#feeds.flatMap((feed) => {
      const run = feed.run(this.#position);
      return run === undefined ? [] : [[run, feed] as const];
    }));
    const found = durableEnd([...runs.keys()], this.#options.lists(), this.#committedTxid);
    const feed = found === undefined ? undefined : runs.get(found.run);
    if (found !== undefined && feed !== undefined) return { found, feed };
    // Edits of a dead epoch are never going to count: ask their JournalNode again, it will know better.
    const newest = Math.max(...[...runs.keys()].map((run) => run.epoch ?? -1));
    for (const [run, stale] of runs) if (run.epoch !== undefined && run.epoch < newest) stale.seek(this.#position);
    return undefined;
  }

  #take({ found, feed }: { readonly found: Durable; readonly feed: JournalFeed }): EditBatch[] {
    const raw = feed.batches(this.#position, found.lastTxid);
    const batches = raw.map((batch) => new EditBatch(batch, batch.layoutVersion, feed.name));
    this.#moved(found.lastTxid);
    return batches;
  }

  #moved(lastTxid: number): void {
    this.#starvedMs = undefined;
    this.#position = lastTxid + 1;
    this.#filesPauseMs = finalsPauseMinMs;
    this.#filesNotBeforeMs = -Infinity;
    for (const feed of this.#feeds) feed.taken(lastTxid);
  }

  /** Somebody's cache lacks what is wanted, or so many serve none that there is no majority without them. */
  get #wantsFiles(): boolean {
    return this.#feeds.some((feed) => feed.missed) || (this.#feeds.some((feed) => feed.filesOnly) && this.#isBlockedBy((feed) => feed.unable));
  }

  /** Edits out of final segments. */
  async #fromFiles(reading: number): Promise<EditBatch[]> {
    if (this.#files !== undefined && this.#files.nextTxid !== this.#position) this.#closeFiles();
    if (this.#files === undefined) {
      const now = this.#env.monotonicMs();
      if (now < this.#filesNotBeforeMs || !this.#wantsFiles) return [];
      this.#filesNotBeforeMs = now + this.#filesPauseMs;
      this.#filesPauseMs = Math.min(finalsPauseMaxMs, this.#filesPauseMs * 2);
      this.#env.after(this.#filesPauseMs, () => this.#wake());
      const [stream, ...others] = await this.#options.finals(this.#position);
      for (const other of others) await other.close();
      if (stream === undefined || stream.firstTxid > this.#position || reading !== this.#reading) {
        await stream?.close();
        if (reading === this.#reading) this.#starvedMs = this.#beyondCaches ? this.#starvedMs ?? now : undefined;
        return [];
      }
      this.#files = { nextTxid: this.#position, stream, batches: stream.batches(this.#position)[Symbol.asyncIterator]() };
    }
    return this.#nextOf(reading, this.#files);
  }

  async #nextOf(reading: number, files: { readonly batches: AsyncIterator<EditBatch>; readonly stream: EditLogInputStream }): Promise<EditBatch[]> {
    const taken: EditBatch[] = [];
    let ops = 0;
    let lastTxid = this.#position - 1;
    this.#files = undefined;
    while (ops < fileOpsMax) {
      const step = await files.batches.next();
      if (step.done === true) {
        await files.stream.close();
        break;
      }
      taken.push(step.value);
      ops += step.value.count;
      lastTxid = step.value.lastTxid;
    }
    if (reading !== this.#reading) {
      await files.stream.close();
      return [];
    }
    if (taken.length === 0) return [];
    this.#moved(lastTxid);
    if (ops >= fileOpsMax) this.#files = { ...files, nextTxid: lastTxid + 1 };
    return taken;
  }

  #closeFiles(): void {
    const files = this.#files;
    this.#files = undefined;
    void files?.stream.close();
  }

  /** Edits are here that only a committed txid can decide about; asks for it. */
  #undecided(): boolean {
    const waiting = this.#feeds.filter((feed) => !feed.ours && feed.run(this.#position) !== undefined);
    const [first] = waiting;
    const now = this.#env.monotonicMs();
    if (first === undefined) return false;
    if (now - this.#committedAskedMs < committedEveryMs) return true;
    this.#committedAskedMs = now;
    const asked = waiting[Math.floor(this.#env.random() * waiting.length)] ?? first;
    this.#options.committedTxid(asked.name).then(
      (txid) => {
        if (txid <= this.#committedTxid) return;
        this.#committedTxid = txid;
        this.#wake();
      },
      () => {},
    );
    return true;
  }

  #throwIfUnheard(): void {
    const failed = this.#feeds.filter((feed) => feed.failure !== undefined && !feed.missed && !feed.filesOnly);
    if (!isBlocked(this.#options.lists(), (member) => failed.some(({ name }) => name === member))) return;
    const failures = new Map(failed.map((feed) => [feed.name, feed.failure instanceof Error ? feed.failure : new Error(String(feed.failure))]));
    throw new QuorumLost(`no majority gives edits from ${this.#position} on: ${[...failures].map(([name, error]) => `${name}: ${error.message}`).join('; ')}`, failures);
  }

  #changedWithin(changed: Promise<void>, waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#env.after(waitMs, resolve);
      void changed.then(() => {
        timer.cancel();
        resolve();
      });
    });
  }

  /** What is durable now, as one stream; undefined when there is nothing from `fromTxid` on. */
  async durableStream(fromTxid: number): Promise<EditLogInputStream | undefined> {
    const batches: EditBatch[] = [];
    let next = fromTxid;
    for (;;) {
      const more = await this.read(next, next === fromTxid ? 100 : 0);
      if (more.length === 0) break;
      batches.push(...more);
      next = this.#position;
    }
    if (batches.length === 0) return undefined;
    return {
      name: 'durable edits of a quorum', firstTxid: fromTxid, lastTxid: next - 1, inProgress: true,
      async* batches(from = fromTxid) {
        for (const batch of batches) if (batch.lastTxid >= from) yield batch;
      },
      close: async () => {},
    };
  }

  /** Stops asking when nobody reads any more: a Standby that became Active. */
  #linger(): void {
    if (this.#lingering) return;
    this.#lingering = true;
    this.#env.after(lingerMs, () => {
      this.#lingering = false;
      if (this.#closed) return;
      if (this.#env.monotonicMs() - this.#lastReadMs < lingerMs) this.#linger();
      else this.stop();
    });
  }

  /** Ends the read that is under way, and lets go of held calls; the next read begins anew. */
  stop(): void {
    this.#reading++;
    for (const feed of this.#feeds) feed.stop();
    this.#closeFiles();
    this.#position = 0;
    this.#wake();
  }

  close(): void {
    this.#closed = true;
    this.stop();
  }
}
