// What the edit log measures of itself: edits, batches, and how long the journals keep them waiting. Recorded once a batch.
// Answers to the Transactions and Syncs of NameNodeMetrics.
import { Quantiles } from '../base/quantiles.ts';
import type { PendingEdits } from './unacknowledged.ts';

export class EditLogMetrics {
  /** Durable edits, those of segments' starts and ends included. */
  edits = 0;
  bytes = 0;
  /** A batch's way to a majority of the journals and back, in ms. */
  readonly quorumMs = new Quantiles();
  /** From the append of a batch's first edit until a majority had it, in ms: what its client waited. */
  readonly editMs = new Quantiles();
  /** Edits in a batch. */
  readonly batchEdits = new Quantiles(undefined, 1);

  batchTook(batch: PendingEdits, sentMs: number, nowMs: number): void {
    this.quorumMs.record(nowMs - sentMs, nowMs);
    this.editMs.record(nowMs - batch.sinceMs, nowMs);
    this.batchEdits.record(batch.count, nowMs);
    this.bytes += batch.bytes.length;
  }
}
