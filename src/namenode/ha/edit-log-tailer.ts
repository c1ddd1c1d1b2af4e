// The Standby's reading: takes edits that are durable on a majority, as soon as they are, and applies them in bounded
// slices. It never loads an edit that a recovery could still drop (HDFS-16689), and never goes on behind one that cannot be applied:
// what cannot be read is asked for again, all else is the end of the NameNode. Answers to EditLogTailer.
import { AssertionFailure } from '../../base/assert.ts';
import { Deferred } from '../../base/async.ts';
import { Quantiles } from '../../base/quantiles.ts';
import type { EditBatch } from '../../edit-log/edit-batch.ts';
import type { EditLogInputStream } from '../../edit-log/journal-manager.ts';
import type { Env } from '../../env/env.ts';
import { sleep } from '../../env/waiting.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import type { FSNamesystem } from '../fs-namesystem.ts';
import { EditNotApplied } from '../fs-namesystem.ts';

/** Where a Standby's edits come from. */
export interface EditTail {
  /** Durable edits from `fromTxid` on; waits up to `waitMs` where there are none yet, then gives none. */
  read(fromTxid: number, waitMs: number): Promise<readonly EditBatch[]>;
  /** Ends a read that is under way, with none, and asks for nothing more until the next one. */
  stop(): void;
  /** What is wanted is to be had only once the Active has rolled its log. */
  readonly starved?: boolean;
}

/** How long the journal may hold a question for edits, in ms. */
const holdMs = 10_000;
/** Pause after a failed read, doubled to the second. */
const retryMinMs = 20;
const retryMaxMs = 1000;
/** Edits applied in one turn of the loop. */
const sliceOps = 1024;
/** Streams behind the one that is applied that have been asked for: each may be a connection to a JournalNode. */
const streamsAhead = 3;
/** How often it is said how far a replay is. */
const tellEveryMs = 5000;

export class EditLogTailer {
  readonly #env: Env;
  readonly #fsn: FSNamesystem;
  readonly #tail: EditTail;
  #stopping = false;
  #paused = 0;
  #giveUp: () => void = () => {};
  /** The batch that is being applied, or was last. */
  #applying: Promise<void> = Promise.resolve();
  #running: Promise<void> | undefined;
  /** Monotonic ms of the last edits applied, for people who ask about lag. */
  lastLoadMs: number;
  /** How long edits that were known to be durable waited here before they were applied, in ms, by batch. */
  readonly applyMs = new Quantiles();
  /** Edits applied by reading along. */
  editsApplied = 0;
  /** Since when edits are here that are not applied; undefined when there are none. */
  #behindSinceMs: number | undefined;
  /** Monotonic ms of the last answer of the journals. */
  #heardMs: number;
  /** The last failure to read; undefined while reading works. */
  failure: unknown;

  constructor(env: Env, fsn: FSNamesystem, tail: EditTail) {
    this.#env = env;
    this.#fsn = fsn;
    this.#tail = tail;
    this.lastLoadMs = env.monotonicMs();
    this.#heardMs = this.lastLoadMs;
  }

  /** Edits are missing here that come only with a roll of the Active's log. */
  get starved(): boolean {
    return this.#tail.starved === true;
  }

  /** How far behind the durable end memory is, in ms: 0 when it is not, and while reading fails the time since it worked. */
  get lagMs(): number {
    if (this.#behindSinceMs !== undefined) return this.#env.monotonicMs() - this.#behindSinceMs;
    return this.failure === undefined ? 0 : this.#env.monotonicMs() - this.#heardMs;
  }

  start(): void {
    if (this.#running !== undefined) return;
    this.#stopping = false;
    this.#running = this.#run();
  }

  /** Resolves when no edit will be applied any more; the memory is at a batch's end. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#giveUp();
    this.#tail.stop();
    await this.#running;
    this.#running = undefined;
  }

  /** Holds the namespace still while `work` runs (a checkpoint). */
  async paused<T>(work: () => Promise<T>): Promise<T> {
    this.#paused++;
    try {
      await this.#applying;
      return await work();
    } finally {
      this.#paused--;
    }
  }

  async #run(): Promise<void> {
    let retryMs = retryMinMs;
    while (!this.#stopping) {
      try {
        const batches = await this.#read();
        retryMs = retryMinMs;
        this.failure = undefined;
        this.#heardMs = this.#env.monotonicMs();
        if (batches.length > 0) this.#behindSinceMs = this.#heardMs;
        for (const batch of batches) await this.#apply(batch, this.#heardMs);
        this.#behindSinceMs = undefined;
      } catch (error) {
        this.failure = error;
        if (error instanceof AssertionFailure) this.#fsn.fail(error);
        if (this.#stopping || error instanceof AssertionFailure || error instanceof EditNotApplied) return;
        this.#env.log('warn', 'reading edits failed', { error, from: this.#fsn.lastAppliedTxid + 1 });
        await sleep(this.#env, retryMs);
        retryMs = Math.min(retryMaxMs, retryMs * 2);
      }
    }
  }

  /** A read that is given up when the tailer is stopped: a promotion must not wait for a held call. */
  async #read(): Promise<readonly EditBatch[]> {
    const stopped = new Deferred<readonly EditBatch[]>();
    this.#giveUp = () => stopped.resolve([]);
    return Promise.race([this.#tail.read(this.#fsn.lastAppliedTxid + 1, holdMs), stopped.promise]);
  }

  async #apply(batch: EditBatch, heardMs: number): Promise<void> {
    while (this.#paused > 0 && !this.#stopping) await sleep(this.#env, 10);
    if (this.#stopping) return;
    this.#applying = replayBatch(this.#env, this.#fsn, batch, Number.MAX_SAFE_INTEGER);
    await this.#applying;
    this.lastLoadMs = this.#env.monotonicMs();
    this.applyMs.record(this.lastLoadMs - heardMs, this.lastLoadMs);
    this.editsApplied += batch.count;
  }
}

/** What edits are applied to. */
export type Replaying = Pick<FSNamesystem, 'lastAppliedTxid' | 'replay'>;

/**
 * Applies what of a batch lies behind the last applied txid, up to `lastTxid`, in slices of the loop. Rejects with IOException where edits
 * are missing before it (FSEditLogLoader says so, too): all that have them may have lost them.
 */
export async function replayBatch(env: Env, fsn: Replaying, batch: EditBatch, lastTxid: number): Promise<void> {
  let inSlice = 0;
  for (const edits = batch.cursor(); edits.left > 0 && edits.txid <= lastTxid; edits.next()) {
    const next = fsn.lastAppliedTxid + 1;
    if (edits.txid < next) continue;
    if (edits.txid > next) throw new HdfsException('IOException', `There appears to be a gap in the edit log.  We expected txid ${next}, but got txid ${edits.txid}.`);
    fsn.replay(edits);
    if (++inSlice < sliceOps) continue;
    inSlice = 0;
    await env.turn();
  }
}

/** Applies streams up to `lastTxid` (all of them by default) and closes them. While one is applied the next ones are asked for. */
export async function replayStreams(env: Env, fsn: Replaying, streams: readonly EditLogInputStream[], lastTxid = Number.MAX_SAFE_INTEGER): Promise<void> {
  let toldMs = env.monotonicMs();
  const begun: BegunStream[] = [];
  try {
    for (const [i, stream] of streams.entries()) {
      for (const next of streams.slice(begun.length, i + 1 + streamsAhead)) begun.push(begin(next, fsn.lastAppliedTxid + 1));
      const { batches, first } = begun[i] as BegunStream;
      for (let batch = await first; batch.done !== true; batch = await batches.next()) {
        await replayBatch(env, fsn, batch.value, lastTxid);
        if (env.monotonicMs() - toldMs < tellEveryMs) continue;
        toldMs = env.monotonicMs();
        env.log('info', 'replaying edits', { from: stream.name, txid: fsn.lastAppliedTxid, of: stream.lastTxid });
      }
    }
  } finally {
    for (const stream of streams) await stream.close();
    // Of those that came to their ends nothing is left to end.
    for (const { batches } of begun) batches.return?.().catch(() => {});
  }
}

/** A stream whose first batch is on its way. */
interface BegunStream {
  readonly batches: AsyncIterator<EditBatch>;
  readonly first: Promise<IteratorResult<EditBatch>>;
}

function begin(stream: EditLogInputStream, fromTxid: number): BegunStream {
  const batches = stream.batches(Math.max(stream.firstTxid, fromTxid))[Symbol.asyncIterator]();
  const first = batches.next();
  // It is heard of when its turn comes, if it does.
  first.catch(() => {});
  return { batches, first };
}
