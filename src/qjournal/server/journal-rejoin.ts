// A JournalNode that missed calls takes writes again in the segment in progress (HA.md E): on the word of the epoch's writer it
// goes on behind what it has of the writer's own stream, or takes that stream by another road, from a JournalNode that
// follows the same epoch. Invariants: within one writer epoch a segment here only grows; what is answered is synced.
// Unknown to Apache's JournalNode, which waits for the next segment.
import type { JournalCore, Live } from './journal-core.ts';
import type { JournalMetrics } from './journal-metrics.ts';
import type { WriterRequest } from './journal-state.ts';
import { fetchOpenSegment } from './segment-fetch.ts';
import type { SegmentEnd } from './segment-end.ts';
import type { Segment } from './segment-store.ts';
import type { SegmentWriter } from './segment-writer.ts';

/** RejoinRequestProto */
export interface Rejoin {
  readonly segmentTxId: number;
  readonly layoutVersion: number;
  /** The highest txid of the segment that was acknowledged to this writer from here; below segmentTxId if none was. */
  readonly ackedTxId: number;
  /** The first txid that the writer can still send. */
  readonly heldTxId: number;
  /** The highest txid that it has sent to anybody. */
  readonly sentTxId: number;
  /** Where JournalNodes that are in sync serve the segment. */
  readonly urls: readonly string[];
}

/** What there is of the segment, not open; and what must be there at least before it is. */
interface Gap {
  readonly live: Live;
  readonly before: Segment | undefined;
  readonly atLeastTxId: number;
}

export class JournalRejoin {
  readonly #core: JournalCore;
  readonly #fetchTimeoutMs: number;
  readonly #metrics: JournalMetrics;

  constructor(core: JournalCore, fetchTimeoutMs: number, metrics: JournalMetrics) {
    this.#core = core;
    this.#fetchTimeoutMs = fetchTimeoutMs;
    this.#metrics = metrics;
  }

  /**
   * Opens the segment for the writer's next batches; the txid that the next one must begin with, everything below it synced
   * here. Throws IOException, IllegalStateException over a final segment, JournalOutOfSyncException when overtaken.
   */
  async rejoin(request: WriterRequest, rejoin: Rejoin): Promise<number> {
    const resumed = await this.#core.exclusive(() => this.#resume(request, rejoin));
    const nextTxId = typeof resumed === 'number' ? resumed : await this.#fetchAndInstall(resumed, request, rejoin);
    this.#metrics.rejoins++;
    this.#core.log('info', 'segment joined again', { segment: rejoin.segmentTxId, nextTxId, epoch: request.epoch, fetched: typeof resumed !== 'number' });
    return nextTxId;
  }

  /** E1, E2. */
  async #resume(request: WriterRequest, rejoin: Rejoin): Promise<number | Gap> {
    const core = this.#core;
    const { segmentTxId, heldTxId, ackedTxId } = rejoin;
    const live = await core.enter(request, segmentTxId);
    const { state, store } = live;
    if (store.find(segmentTxId)?.inProgress === false) {
      throw core.refusal('IllegalStateException', `Already have a finalized segment beginning at ${segmentTxId}`);
    }
    const { open } = state;
    const writing = core.writing;
    if (open?.firstTxId === segmentTxId && open.epoch === request.epoch && writing?.firstTxId === segmentTxId && !writing.file.broken) {
      if (open.nextTxId >= heldTxId) return open.nextTxId;
    }
    await core.closeSegment(live);
    const own = await this.#ownOf(live, request, rejoin);
    const nextTxId = (own?.lastTxId ?? segmentTxId - 1) + 1;
    if (own?.damaged === true || nextTxId <= ackedTxId) {
      core.log('error', 'segment ends below what was acknowledged', { segment: segmentTxId, end: nextTxId - 1, acknowledged: ackedTxId, damaged: own?.damaged });
      return { live, before: store.find(segmentTxId), atLeastTxId: Math.max(ackedTxId, heldTxId - 1, nextTxId - 1) };
    }
    if (nextTxId < heldTxId) return { live, before: store.find(segmentTxId), atLeastTxId: heldTxId - 1 };
    if (own === undefined) await this.#begin(live, request, rejoin);
    else await this.#reopen(live, request, rejoin, own.end);
    return nextTxId;
  }

  /**
   * What is here of the writer's own segment, its torn tail cut; undefined when that is nothing. The writer knows what was
   * acknowledged from here: a tail behind that is torn, whatever a majority of others has committed meanwhile.
   */
  async #ownOf(live: Live, request: WriterRequest, rejoin: Rejoin): Promise<Segment | undefined> {
    const { state, store } = live;
    if (state.lastWriterEpoch !== request.epoch || store.find(rejoin.segmentTxId) === undefined) return undefined;
    return store.learnEnd(rejoin.segmentTxId, rejoin.ackedTxId, { again: true });
  }

  /** The writer holds all of it: it begins here as it would have by startLogSegment. */
  async #begin(live: Live, request: WriterRequest, rejoin: Rejoin): Promise<void> {
    const { segmentTxId, layoutVersion } = rejoin;
    await this.#makeRoom(live, request, segmentTxId);
    const file = await live.store.create(segmentTxId, layoutVersion);
    await this.#open(live, request, rejoin, segmentTxId - 1, file);
  }

  /** What lies here of the segment is of a dead epoch: nobody counts it any more, and nothing of it may come alive. */
  async #makeRoom(live: Live, request: WriterRequest, segmentTxId: number): Promise<void> {
    if (live.state.lastWriterEpoch === request.epoch) return;
    await live.store.setAside(segmentTxId, 'stale');
    await live.store.deletePaxos(segmentTxId);
    this.#core.edits.dropSegment(segmentTxId);
    await this.#core.becomeWriter(live, request.epoch);
  }

  async #reopen(live: Live, request: WriterRequest, rejoin: Rejoin, end: SegmentEnd | undefined): Promise<void> {
    const { segmentTxId, layoutVersion } = rejoin;
    await live.store.deletePaxos(segmentTxId);
    if (end === undefined || end.lastTxId === undefined) return this.#begin(live, request, rejoin);
    const file = await live.store.reopen(segmentTxId, end.endBytes);
    await this.#open(live, request, { segmentTxId, layoutVersion }, end.lastTxId, file);
  }

  /** In one turn with a last look at the promise, or not at all. */
  async #open(live: Live, request: WriterRequest, { segmentTxId, layoutVersion }: Pick<Rejoin, 'segmentTxId' | 'layoutVersion'>, lastTxId: number, file: SegmentWriter): Promise<void> {
    const { state, store } = live;
    if (state.promisedEpoch !== request.epoch) {
      store.closed(segmentTxId, { lastTxId: lastTxId < segmentTxId ? undefined : lastTxId, endBytes: file.endBytes, digest: file.digest() });
      await file.close();
      state.checkStillPromised(request.epoch);
    }
    this.#core.writing = { firstTxId: segmentTxId, file };
    state.reopened(segmentTxId, layoutVersion, request.epoch, lastTxId + 1);
  }

  /** E3, E4. */
  async #fetchAndInstall({ live, before, atLeastTxId }: Gap, request: WriterRequest, rejoin: Rejoin): Promise<number> {
    const core = this.#core;
    const { state, store } = live;
    const { segmentTxId, sentTxId, urls } = rejoin;
    const end = await fetchOpenSegment(core.env, store, {
      urls, firstTxId: segmentTxId, atLeastTxId, atMostTxId: sentTxId, epoch: request.epoch, timeoutMs: this.#fetchTimeoutMs,
    });
    this.#metrics.segmentsFetched++;
    return core.exclusive(async () => {
      try {
        if (core.formatted() !== live) throw core.refusal('IOException', 'The journal was formatted meanwhile');
        state.checkStillPromised(request.epoch);
        if (state.serial !== request.serial || store.find(segmentTxId) !== before) {
          throw core.refusal('JournalOutOfSyncException', `the writer's calls went on while segment ${segmentTxId} was fetched`);
        }
        // The file of the same epoch that is here, if any, is shorter, and is replaced in one step.
        await this.#makeRoom(live, request, segmentTxId);
        await store.install(segmentTxId, end.tag, end);
      } catch (error) {
        await store.removeFetched(segmentTxId, end.tag).catch(() => {});
        throw error;
      }
      core.edits.dropSegment(segmentTxId);
      await this.#reopen(live, request, rejoin, end);
      return (end.lastTxId ?? segmentTxId - 1) + 1;
    });
  }
}
