// A writer's calls on one journal: segments started, written and finalized, old ones purged. Answers to Journal.journal,
// startLogSegment, finalizeLogSegment, purgeLogsOlderThan. Invariant: a batch is acknowledged only when its bytes are
// synced and its epoch is still the promised one.
import { Deferred } from '../../base/async.ts';
import type { JournalMetrics } from './journal-metrics.ts';
import type { Timer } from '../../env/env.ts';
import { editsNotWritten, slowSync } from '../../metrics/event-names.ts';
import type { JournalCore, Live } from './journal-core.ts';
import { invalidTxId } from './journal-state.ts';
import type { WriterRequest } from './journal-state.ts';

/** A batch of edits as it arrived. */
interface Batch {
  readonly request: WriterRequest;
  readonly segmentTxId: number;
  readonly firstTxId: number;
  readonly numTxns: number;
  readonly records: Uint8Array;
  readonly done: Deferred<void>;
}

const committedEveryMs = 200;
const slowSyncMs = 1000;

export class JournalWriting {
  readonly #core: JournalCore;
  /** The last entry of the queue, if it is batches that more may join. */
  #lastGroup: Batch[] | undefined;
  #committedTimer: Timer | undefined;
  /** Of Env.monotonicMs: when edits were last written; undefined before the first. */
  lastWriteMs: number | undefined;
  readonly metrics: JournalMetrics;

  constructor(core: JournalCore, metrics: JournalMetrics) {
    this.#core = core;
    this.metrics = metrics;
    core.onQueued = () => {
      this.#lastGroup = undefined;
    };
  }

  /**
   * Appends edits to the open segment; resolves when they are synced. `numTxns` 0 only moves the committed txid. Throws
   * JournalOutOfSyncException, IOException.
   */
  journal(request: WriterRequest, segmentTxId: number, firstTxId: number, numTxns: number, records: Uint8Array): Promise<void> {
    const batch: Batch = { request, segmentTxId, firstTxId, numTxns, records, done: new Deferred() };
    if (this.#lastGroup === undefined) {
      const group: Batch[] = [];
      this.#lastGroup = group;
      this.#core.appending(() => this.#writeGroup(group));
    }
    this.#lastGroup.push(batch);
    return batch.done.promise;
  }

  /** Batches that came while the disk was busy share one write and one sync. Never rejects. */
  async #writeGroup(group: Batch[]): Promise<void> {
    if (this.#lastGroup === group) this.#lastGroup = undefined;
    const admitted: Batch[] = [];
    let live: Live | undefined;
    let layoutVersion = 0;
    for (const batch of group) {
      try {
        live = await this.#core.enter(batch.request);
        live.state.admitWriter(batch.request);
        if (batch.numTxns > 0) {
          layoutVersion = live.state.open?.layoutVersion ?? 0;
          live.state.admitBatch(batch.segmentTxId, batch.firstTxId, batch.numTxns);
          admitted.push(batch);
        } else batch.done.resolve();
      } catch (error) {
        batch.done.reject(error);
      }
    }
    if (live === undefined) return;
    if (admitted.length > 0) await this.#append(live, admitted, layoutVersion);
    this.#committedMoved(live);
    if (live.state.open !== undefined) return;
    await this.#core.closeSegment(live).catch((error: unknown) => this.#core.log('warn', 'segment file not closed', { error }));
  }

  async #append(live: Live, batches: readonly Batch[], layoutVersion: number): Promise<void> {
    const core = this.#core;
    const writing = core.writing;
    const first = batches[0];
    if (writing === undefined || first === undefined || writing.firstTxId !== first.segmentTxId) {
      for (const batch of batches) batch.done.reject(core.refusal('IOException', "Can't write, no segment open"));
      return;
    }
    const startedMs = core.env.monotonicMs();
    try {
      await writing.file.append(batches.length === 1 ? first.records : Buffer.concat(batches.map((batch) => batch.records)));
    } catch (error) {
      core.log('error', editsNotWritten, { segment: writing.firstTxId, error });
      if (live.state.open?.firstTxId === writing.firstTxId) live.state.closeSegment();
      for (const batch of batches) batch.done.reject(error);
      return;
    }
    this.#measure(startedMs, batches, live);
    for (const batch of batches) {
      const lastTxId = batch.firstTxId + batch.numTxns - 1;
      live.state.written(lastTxId);
      try {
        live.state.checkStillPromised(batch.request.epoch);
      } catch (error) {
        batch.done.reject(error);
        continue;
      }
      batch.done.resolve();
      core.edits.stored(batch.segmentTxId, batch.request.epoch, layoutVersion, batch.firstTxId, lastTxId, batch.records);
    }
  }

  #measure(startedMs: number, batches: readonly Batch[], live: Live): void {
    const { metrics } = this;
    this.lastWriteMs = this.#core.env.monotonicMs();
    const tookMs = this.lastWriteMs - startedMs;
    metrics.synced(tookMs, this.lastWriteMs);
    metrics.lastBatchMs = this.#core.env.wallMs();
    for (const batch of batches) {
      metrics.batches++;
      metrics.txns += batch.numTxns;
      metrics.bytes += batch.records.length;
      if (batch.firstTxId + batch.numTxns - 1 <= (live.state.committedTxId ?? 0)) metrics.batchesWhileLagging++;
    }
    if (tookMs > slowSyncMs) this.#core.log('warn', slowSync, { ms: Math.round(tookMs) });
  }

  heartbeat(request: WriterRequest): Promise<void> {
    return this.#core.exclusive(async () => {
      this.#committedMoved(await this.#core.enter(request));
    });
  }

  /**
   * Opens a segment at `txid` (JOURNAL.md 4). Throws IllegalStateException over a final segment or over edits,
   * JournalOutOfSyncException, IOException.
   */
  startLogSegment(request: WriterRequest, txid: number, layoutVersion: number): Promise<void> {
    const core = this.#core;
    return core.exclusive(async () => {
      const live = await core.enter(request, txid);
      const { state, store } = live;
      await core.closeSegment(live);
      const existing = store.find(txid);
      if (existing?.inProgress === false) {
        throw core.refusal('IllegalStateException', `Already have a finalized segment ${store.nameOf(existing)} beginning at ${txid}`);
      }
      if (existing !== undefined) {
        const known = await store.learnEnd(txid, state.committedHereTxId);
        if (known.damaged || (known.lastTxId !== undefined && known.lastTxId !== txid)) {
          throw core.refusal('IllegalStateException', `The log file ${store.nameOf(existing)} seems to contain valid transactions`);
        }
      }
      await core.becomeWriter(live, request.epoch);
      await store.deletePaxos(txid);
      core.edits.dropSegment(txid);
      const file = await store.create(txid, layoutVersion);
      if (state.promisedEpoch !== request.epoch) {
        store.closed(txid, { lastTxId: undefined, endBytes: file.endBytes, digest: file.digest() });
        await file.close();
        state.checkStillPromised(request.epoch);
      }
      core.writing = { firstTxId: txid, file };
      state.started(txid, layoutVersion, request.epoch);
      this.#committedMoved(live);
    });
  }

  /**
   * Gives a segment its final end (JOURNAL.md 5). One that this writer did not write here must have been accepted in its
   * epoch: equal length alone does not make equal edits. Throws JournalOutOfSyncException, IllegalArgumentException.
   */
  finalizeLogSegment(request: WriterRequest, startTxId: number, endTxId: number): Promise<void> {
    const core = this.#core;
    return core.exclusive(async () => {
      const live = await core.enter(request);
      const { state, store } = live;
      const { writing } = core;
      const open = state.open;
      if (open?.firstTxId === startTxId && writing?.firstTxId === startTxId) {
        state.closeSegment();
        try {
          state.checkFinalizable(open, endTxId);
          await writing.file.finish();
        } finally {
          await core.closeFile(live, writing);
        }
        await store.finalize(startTxId, endTxId, true);
      } else {
        await this.#finalizeOther(live, request, startTxId, endTxId);
      }
      await store.deletePaxos(startTxId);
      core.edits.finalized(startTxId, endTxId);
      this.#committedMoved(live);
      state.checkStillPromised(request.epoch);
    });
  }

  async #finalizeOther(live: Live, request: WriterRequest, startTxId: number, endTxId: number): Promise<void> {
    const core = this.#core;
    const { state, store } = live;
    const existing = store.find(startTxId);
    if (existing === undefined) throw core.refusal('JournalOutOfSyncException', `No log file to finalize at transaction ID ${startTxId}`);
    if (!existing.inProgress) {
      if (existing.lastTxId === endTxId) return;
      throw core.refusal('IllegalArgumentException', `Trying to re-finalize already finalized log ${store.nameOf(existing)} with different `
        + `endTxId ${endTxId}`);
    }
    const known = await store.learnEnd(startTxId, state.committedHereTxId);
    if (known.damaged || known.lastTxId !== endTxId) {
      throw core.refusal('JournalOutOfSyncException', `Trying to finalize in-progress log segment ${startTxId} to end at txid ${endTxId} but `
        + `log ${store.nameOf(known)} on disk only contains up to txid ${known.lastTxId ?? invalidTxId}`);
    }
    const record = await store.readPaxos(startTxId);
    const written = state.lastWriterEpoch === request.epoch && store.segments.at(-1)?.firstTxId === startTxId;
    if (record?.acceptedInEpoch !== request.epoch && !written) {
      throw core.refusal('JournalOutOfSyncException', `Trying to finalize in-progress log segment ${startTxId} which this JournalNode neither `
        + `wrote nor accepted in epoch ${request.epoch}`);
    }
    await store.finalize(startTxId, endTxId, false);
  }

  purgeLogsOlderThan(request: WriterRequest, minTxIdToKeep: number): Promise<void> {
    return this.#core.exclusive(async () => {
      const live = await this.#core.enter(request, undefined, { purging: true });
      // Before anything is gone: what is missing here then was not missed.
      if (minTxIdToKeep > live.metadata.purgedBelow) await live.metadata.writePurgedBelow(minTxIdToKeep);
      await live.store.purgeOlderThan(minTxIdToKeep);
    });
  }

  /** The committed txid is written from time to time: it is a lower bound, and nothing rests on it. */
  #committedMoved(live: Live): void {
    const core = this.#core;
    if (this.#committedTimer !== undefined || live.state.committedHereTxId <= 0 || live.state.committedHereTxId === live.metadata.committedTxId) return;
    this.#committedTimer = core.env.after(committedEveryMs, () => {
      this.#committedTimer = undefined;
      if (core.live !== live || core.closed) return;
      live.metadata.writeCommitted(live.state.committedHereTxId).catch((error: unknown) => core.log('warn', 'committed txid not written', { error }));
    });
  }

  stop(): void {
    this.#committedTimer?.cancel();
  }
}
