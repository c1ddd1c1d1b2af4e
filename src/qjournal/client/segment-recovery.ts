// Which log a new writer makes the final one: the choice among the answers to prepareRecovery (JOURNAL.md 7). Pure.
// Invariant: whatever a majority has acknowledged is in the chosen log. Answers to SegmentRecoveryComparator and
// QuorumJournalManager.recoverUnclosedSegment.
import { assert } from '../../base/assert.ts';
import { asBuffer } from '../../base/bytes.ts';
import type { PrepareRecoveryResponseProto, SegmentStateProto } from '../../wire/qjournal-protocol.ts';

/** One JournalNode's answer. */
export interface PrepareAnswer {
  /** The JournalNode's name. */
  readonly logger: string;
  readonly response: PrepareRecoveryResponseProto;
}

export type RecoveryChoice =
  /** Nobody in the majority has the segment: it was never started on a majority, and there is nothing to do. */
  | { readonly kind: 'nothing' }
  | {
    readonly kind: 'segment';
    readonly segment: SegmentStateProto;
    /** Digest of its bytes, from one of ours; undefined when only Apache's JournalNodes hold it. */
    readonly digest: Uint8Array | undefined;
    /** Who holds exactly this log, the preferred one first. Never empty. */
    readonly sources: readonly string[];
    /** Committed txids above everybody's end: damaged committed-txid files, to be reported (HA.md 27). */
    readonly ignored: readonly { readonly logger: string; readonly committedTxId: number }[];
  };

interface Candidate {
  readonly logger: string;
  readonly segment: SegmentStateProto;
  /** Of a segment in progress: the newest writer or recovery that vouches for it. */
  readonly epoch: number;
  readonly digest: Uint8Array | undefined;
}

/** Negative when `a` is the better log. Two final segments of different length are a bug, and stop everything. */
function byMerit(a: Candidate, b: Candidate): number {
  if (a.segment.isInProgress !== b.segment.isInProgress) return a.segment.isInProgress ? 1 : -1;
  if (!a.segment.isInProgress) {
    assert(a.segment.endTxId === b.segment.endTxId, `finalized segments of different length from ${a.segment.startTxId}: `
      + `${a.logger} ends at ${a.segment.endTxId}, ${b.logger} at ${b.segment.endTxId}`);
    return 0;
  }
  return b.epoch - a.epoch || b.segment.endTxId - a.segment.endTxId;
}

/**
 * The log of the segment `segmentTxId` that all shall have, out of a majority's answers: one in any state beats none,
 * final beats in progress, then the higher of acceptedInEpoch and lastWriterEpoch, then the longer.
 */
export function chooseLog(segmentTxId: number, answers: readonly PrepareAnswer[]): RecoveryChoice {
  const candidates: Candidate[] = [];
  for (const { logger, response } of answers) {
    const segment = response.segmentState;
    if (segment === undefined) continue;
    assert(segment.startTxId === segmentTxId, `asked ${logger} for the segment ${segmentTxId}, was told of ${segment.startTxId}`);
    const epoch = Math.max(response.acceptedInEpoch ?? 0, response.lastWriterEpoch);
    candidates.push({ logger, segment, epoch, digest: response.digest });
  }
  candidates.sort(byMerit);
  const best = candidates[0];
  if (best === undefined) return { kind: 'nothing' };

  const longest = Math.max(...candidates.map((candidate) => candidate.segment.endTxId));
  const ignored: { logger: string; committedTxId: number }[] = [];
  for (const { logger, response } of answers) {
    const committedTxId = response.lastCommittedTxId ?? 0;
    if (committedTxId <= best.segment.endTxId) continue;
    assert(committedTxId > longest, `the log to recover ends at ${best.segment.endTxId} (${best.logger}), but ${logger} knows `
      + `${committedTxId} to be committed`);
    ignored.push({ logger, committedTxId });
  }
  const equals = candidates.filter((candidate) => byMerit(best, candidate) === 0 && sameDigest(best.digest, candidate.digest));
  return {
    kind: 'segment',
    segment: best.segment,
    digest: best.digest ?? equals.find((candidate) => candidate.digest !== undefined)?.digest,
    sources: equals.map((candidate) => candidate.logger),
    ignored,
  };
}

function sameDigest(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined || asBuffer(a).equals(b);
}

/** Whether a JournalNode has the segment as a final one already; not one that has only accepted what is final elsewhere. */
export function isFinal({ segmentState, acceptedInEpoch }: PrepareRecoveryResponseProto): boolean {
  return segmentState?.isInProgress === false && acceptedInEpoch === undefined;
}
