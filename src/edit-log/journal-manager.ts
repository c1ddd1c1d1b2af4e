// The NameNode's view of a place that keeps the edit log: a local directory (FileJournalManager) or a
// quorum of JournalNodes (QuorumJournalManager). Answers to server.namenode.JournalManager, with the
// stream of JournalManager.startLogSegment folded into `journal`.
//
// A writer's life: recoverUnfinalizedSegments, then for each segment startLogSegment, journal (first the
// START_LOG_SEGMENT alone), finalizeLogSegment; at the end close. Readers need none of that.
// Invariants: a promise of `journal` resolves only when its edits are durable (on a majority, for a
// quorum); two finalized segments with the same first txid hold the same bytes.
import type { Span } from '../env/env.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import type { EditBatch } from './edit-batch.ts';

/** Edits of one segment, encoded, with consecutive txids. `bytes` must not change any more. */
export interface JournalBatch {
  readonly firstTxid: number;
  readonly count: number;
  readonly bytes: Uint8Array;
  /** Of its trace; undefined where it has none. */
  readonly span?: Span | undefined;
}

/** What is known of one segment (RemoteEditLog). */
export interface EditLogSegment {
  readonly firstTxid: number;
  /** The last txid in it; of one in progress, the last one known; undefined when that is unknown. */
  readonly lastTxid: number | undefined;
  readonly inProgress: boolean;
}

export interface EditLogManifest {
  /** By firstTxid, without overlap; a gap ends it. */
  readonly segments: readonly EditLogSegment[];
  /** Highest txid known to be committed on a majority; undefined where the journal has no such notion. */
  readonly committedTxid: number | undefined;
}

/** One segment, or the part of one that may be read, as a source of edits. */
export interface EditLogInputStream extends EditLogSegment {
  /** Where the edits come from, for messages. */
  readonly name: string;
  /**
   * Edits from `fromTxid` (firstTxid, unless given) on, in batches, in order and without gap. Ends after
   * lastTxid, or, if that is unknown, at the end of what was written. Throws EditLogCorrupt for damage,
   * WorldError when the source is lost on the way; the batches before that stand.
   */
  batches(fromTxid?: number): AsyncIterable<EditBatch>;
  /** Frees what the stream holds; idempotent. */
  close(): Promise<void>;
}

export interface SelectOptions {
  /** Whether segments in progress count. */
  readonly inProgressOk: boolean;
  /** Of segments in progress, whether only edits known to be on a majority may be read (a Standby's tailing). */
  readonly onlyDurable: boolean;
}

/** What a new writer found, once the log has its one end. */
export interface RecoveredLog {
  /** The last txid of the log; undefined for an empty journal. Nothing above it will ever be read. */
  readonly lastTxid: number | undefined;
  /** The highest epoch in which anybody wrote before this one, as far as a majority knows; absent of a log without epochs, or without segments. */
  readonly writerEpoch?: number;
}

export interface JournalManager {
  /** Its kind and place, for messages: 'QJM to [10.0.0.1:8485, …]'. */
  readonly name: string;

  /** Makes an empty journal of `info`'s namespace, over whatever was there. The caller has asked hasSomeData. */
  format(info: NamespaceInfo): Promise<void>;

  /** Whether there is anything that a format would destroy. */
  hasSomeData(): Promise<boolean>;

  /**
   * Becomes the writer: fences any other one (for a quorum: a new epoch), gives the last segment its final
   * end and finalizes it. Throws JournalFenced when another became the writer meanwhile, QuorumLost.
   */
  recoverUnfinalizedSegments(): Promise<RecoveredLog>;

  /** Opens a segment for writing. No other one may be open. Throws JournalFenced, QuorumLost. */
  startLogSegment(firstTxid: number, layoutVersion: number): Promise<void>;

  /**
   * Adds edits to the open segment; `firstTxid` is the one after the batch before. Resolves when they are
   * durable. May be called while earlier batches are under way; batches become durable in order. After
   * JournalFenced or QuorumLost the edits may or may not be in the log, and no later batch may be sent
   * before the journal was recovered.
   */
  journal(batch: JournalBatch): Promise<void>;

  /** Closes the open segment, which ends at `lastTxid`, all of it durable. */
  finalizeLogSegment(firstTxid: number, lastTxid: number): Promise<void>;

  /** Removes segments that hold only txids below `minTxid`. Best effort. */
  purgeLogsOlderThan(minTxid: number): Promise<void>;

  /**
   * Streams that together hold the edits from `fromTxid` on, by firstTxid; the first may begin before
   * `fromTxid`. Empty when there are none yet. Only what this call saw: later edits need a new call.
   */
  selectInputStreams(fromTxid: number, options: SelectOptions): Promise<EditLogInputStream[]>;

  /** Sets segments that start at `startTxid` or later aside (rollback of a rolling upgrade). */
  discardSegments(startTxid: number): Promise<void>;

  /** The segments from the one that holds `sinceTxid` on. */
  getEditLogManifest(sinceTxid: number, inProgressOk: boolean): Promise<EditLogManifest>;

  /** Stops; an open segment stays in progress. Idempotent. */
  close(): Promise<void>;
}

/** A newer writer owns the log: this one must never write again under its epoch. */
export class JournalFenced extends Error {
  override readonly name = 'JournalFenced';
  /** The epoch that was refused; undefined where there are no epochs. */
  readonly epoch: number | undefined;
  /** The highest epoch that anyone answered with. */
  readonly promisedEpoch: number | undefined;

  constructor(message: string, epoch?: number, promisedEpoch?: number, options?: ErrorOptions) {
    super(message, options);
    this.epoch = epoch;
    this.promisedEpoch = promisedEpoch;
  }
}

/**
 * Too few JournalNodes (or directories) did what was asked, and none named a newer writer. What was sent
 * may have been written. (Apache ends the NameNode here.)
 */
export class QuorumLost extends Error {
  override readonly name = 'QuorumLost';
  /** One line for each place that failed, by its name. */
  readonly failures: ReadonlyMap<string, Error>;

  constructor(message: string, failures: ReadonlyMap<string, Error> = new Map(), options?: ErrorOptions) {
    super(message, options);
    this.failures = failures;
  }
}

/** Bytes of a segment that cannot be what was written: garbage in the middle, a gap, a checksum that fails. */
export class EditLogCorrupt extends Error {
  override readonly name = 'EditLogCorrupt';
  /** Where in the segment file, in bytes, if known. */
  readonly offset: number | undefined;

  constructor(message: string, offset?: number, options?: ErrorOptions) {
    super(message, options);
    this.offset = offset;
  }
}
