// A new writer's recovery of a segment on one journal: prepareRecovery and acceptRecovery. Answers to the methods of
// that name in Journal. Invariants: what prepare reports is synced; the paxos record is the commit point of an accept
// (HDFS-3955), and whatever it rests on is synced before; no committed edit and no final segment is ever given up.
import { segmentAccepted } from '../../metrics/event-names.ts';
import { asBuffer } from '../../base/bytes.ts';
import type { PersistedRecoveryPaxosData, PrepareRecoveryResponseProto, SegmentStateProto } from '../../wire/qjournal-protocol.ts';
import type { JournalCore, Live } from './journal-core.ts';
import type { WriterRequest } from './journal-state.ts';
import { fetchSegment } from './segment-fetch.ts';
import { recoveryTag } from './segment-store.ts';
import type { Segment } from './segment-store.ts';
import type { JournalMetrics } from './journal-metrics.ts';

export interface AcceptRequest {
  readonly state: SegmentStateProto;
  /** Where to fetch the segment from. */
  readonly url: string;
  /** MD5 of its bytes up to the last transaction; undefined when no JournalNode gave one. */
  readonly digest: Uint8Array | undefined;
}

export class JournalRecovery {
  readonly #core: JournalCore;
  readonly #fetchTimeoutMs: number;
  readonly #metrics: JournalMetrics;

  constructor(core: JournalCore, fetchTimeoutMs: number, metrics: JournalMetrics) {
    this.#metrics = metrics;
    this.#core = core;
    this.#fetchTimeoutMs = fetchTimeoutMs;
  }

  /**
   * What this JournalNode has of a segment (JOURNAL.md 6), synced. Throws IOException when its copy is damaged: then it
   * has no say.
   */
  prepareRecovery(request: WriterRequest, segmentTxId: number): Promise<PrepareRecoveryResponseProto> {
    const core = this.#core;
    return core.exclusive(async () => {
      const live = await core.enter(request);
      const { state, store } = live;
      const record = await this.#settle(live, segmentTxId);
      const segment = await this.#segmentToRecover(live, segmentTxId);
      if (segment?.damaged === true) {
        throw core.refusal('IOException', `Segment ${segmentTxId} is damaged below txid ${state.committedHereTxId}, which is committed: this copy `
          + 'does not count');
      }
      if (segment !== undefined) await store.sync(segment);
      const accepted = segment?.inProgress === false ? undefined : record;
      if (accepted !== undefined && accepted.segmentState.endTxId !== segment?.lastTxId) {
        throw core.refusal('IllegalStateException', `accepted in epoch ${accepted.acceptedInEpoch} for segment ${segmentTxId} up to txid `
          + `${accepted.segmentState.endTxId}, but on disk it ends at ${segment?.lastTxId}`);
      }
      state.checkStillPromised(request.epoch);
      const answer: PrepareRecoveryResponseProto = {
        segmentState: accepted?.segmentState ?? stateOf(segment),
        acceptedInEpoch: accepted?.acceptedInEpoch,
        lastWriterEpoch: state.lastWriterEpoch,
        lastCommittedTxId: state.committedTxId > 0 ? state.committedTxId : undefined,
        digest: segment?.end?.digest,
      };
      core.log('info', 'recovery prepared', {
        segment: segmentTxId, end: answer.segmentState?.endTxId, inProgress: answer.segmentState?.isInProgress,
        accepted: answer.acceptedInEpoch, writer: answer.lastWriterEpoch, epoch: request.epoch,
      });
      return answer;
    });
  }

  /** Ends the writing of any segment, and completes an accept whose record was written. */
  async #settle(live: Live, segmentTxId: number): Promise<PersistedRecoveryPaxosData | undefined> {
    this.#core.edits.suspend();
    await this.#core.closeSegment(live);
    const record = await live.store.readPaxos(segmentTxId);
    if (record !== undefined && await live.store.completeInstall(record)) {
      this.#core.edits.dropSegment(segmentTxId);
    }
    return record;
  }

  /** The segment, its end known; undefined when there is none, or none with transactions: that is set aside. */
  async #segmentToRecover(live: Live, segmentTxId: number): Promise<Segment | undefined> {
    const found = live.store.find(segmentTxId);
    if (found === undefined || !found.inProgress) return found;
    const known = await live.store.learnEnd(segmentTxId, live.state.committedHereTxId);
    if (known.damaged || known.lastTxId !== undefined) return known;
    await live.store.setAside(segmentTxId, 'empty');
    return undefined;
  }

  /**
   * Makes the log of a segment the accepted one, fetched where it differs (JOURNAL.md 8). Throws IllegalStateException
   * for what would lose committed edits, JournalOutOfSyncException when overtaken, IOException.
   */
  async acceptRecovery(request: WriterRequest, accept: AcceptRequest): Promise<void> {
    const core = this.#core;
    const { startTxId, endTxId } = accept.state;
    const judged = await core.exclusive(async () => {
      const live = await core.enter(request);
      if (endTxId <= 0 || endTxId < startTxId) {
        throw core.refusal('IllegalArgumentException', `bad recovery state for segment ${startTxId}: endTxId: ${endTxId}`);
      }
      const record = await this.#settle(live, startTxId);
      if (record !== undefined && record.acceptedInEpoch > request.epoch) {
        throw core.refusal('IllegalStateException', `Bad paxos transition, out-of-order epochs: accepted in ${record.acceptedInEpoch}, now `
          + `${request.epoch}`);
      }
      const segment = await this.#segmentToRecover(live, startTxId);
      const inPlace = segment !== undefined && this.#isInPlace(live, segment, accept);
      if (inPlace) {
        await live.store.sync(segment);
        await this.#record(live, request, accept);
      }
      return { live, segment, inPlace };
    });
    if (judged.inPlace) return;
    await this.#fetchAndInstall(judged.live, judged.segment, request, accept);
  }

  /** Outside the queue as long as it fetches; back in it, whatever came meanwhile came instead of this call. */
  async #fetchAndInstall(live: Live, before: Segment | undefined, request: WriterRequest, accept: AcceptRequest): Promise<void> {
    const core = this.#core;
    const { state, store } = live;
    const { startTxId, endTxId } = accept.state;
    const end = await fetchSegment(core.env, store, {
      url: accept.url, firstTxId: startTxId, lastTxId: endTxId, digest: accept.digest, timeoutMs: this.#fetchTimeoutMs,
    });
    this.#metrics.segmentsFetched++;
    // A damaged one is final all the same, and was accepted as it is.
    const isFinal = before?.inProgress === false;
    await core.exclusive(async () => {
      try {
        if (core.formatted() !== live) throw core.refusal('IOException', 'The journal was formatted meanwhile');
        state.checkStillPromised(request.epoch);
        if (state.serial !== request.serial || store.find(startTxId) !== before) {
          throw core.refusal('JournalOutOfSyncException', `acceptRecovery of segment ${startTxId} was overtaken while the segment was fetched`);
        }
        if (isFinal) await store.installFinal(startTxId, endTxId, end.tag, end);
        else await store.keepFetched(startTxId, end.tag, request.epoch);
      } catch (error) {
        await store.removeFetched(startTxId, end.tag).catch(() => {});
        throw error;
      }
      // From here on the fetched file stays, whatever fails: a record that was written counts, and needs it.
      await this.#record(live, request, accept);
      if (!isFinal) await store.install(startTxId, recoveryTag(request.epoch), end);
      core.edits.dropSegment(startTxId);
      state.resetHighestWritten(store.highestTxId);
      state.checkStillPromised(request.epoch);
    });
  }

  /** Whether the segment on disk is the accepted one already, byte for byte. */
  #isInPlace(live: Live, segment: Segment, { state: accepted, digest }: AcceptRequest): boolean {
    if (segment.damaged && segment.inProgress) return false;
    const core = this.#core;
    const lastTxId = segment.lastTxId ?? 0;
    const { committedTxId } = live.state;
    const name = live.store.nameOf(segment);
    const wanted = `${accepted.startTxId}-${accepted.endTxId}`;
    if (segment.firstTxId <= committedTxId && committedTxId <= lastTxId && accepted.endTxId < committedTxId) {
      throw core.refusal('IllegalStateException', `Cannot replace segment ${name} with new segment ${wanted}: would discard already-committed txn `
        + `${committedTxId}`);
    }
    if (!segment.inProgress) {
      if (lastTxId === accepted.endTxId) return !segment.damaged;
      throw core.refusal('IllegalStateException', 'Should never be asked to synchronize a different log on top of an already-finalized segment: '
        + `${name} and ${wanted}`);
    }
    return lastTxId === accepted.endTxId && digest !== undefined && segment.end !== undefined && asBuffer(digest).equals(segment.end.digest);
  }

  /** The commit point of an accept. */
  async #record(live: Live, request: WriterRequest, { state: segmentState }: AcceptRequest): Promise<void> {
    await live.store.persistPaxos({ segmentState, acceptedInEpoch: request.epoch });
    this.#core.log('info', segmentAccepted, { segment: segmentState.startTxId, lastTxId: segmentState.endTxId, epoch: request.epoch });
  }
}

function stateOf(segment: Segment | undefined): SegmentStateProto | undefined {
  if (segment?.lastTxId === undefined) return undefined;
  return { startTxId: segment.firstTxId, endTxId: segment.lastTxId, isInProgress: segment.inProgress };
}
