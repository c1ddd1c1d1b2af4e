// Batches of edits for tests of those who read them.
import { ByteWriter } from '../base/bytes.ts';
import { nameNodeLayoutVersion } from '../protocol/storage-info.ts';
import { EditBatch } from './edit-batch.ts';
import type { EditOp } from './ops/edit-op.ts';
import { encodeOp } from './ops/op-frame.ts';

/** Operations, at least one, as a batch that begins with a txid. */
export function batchOf(firstTxid: number, ops: readonly EditOp[]): EditBatch {
  const w = new ByteWriter();
  ops.forEach((op, i) => encodeOp(w, op, firstTxid + i));
  return new EditBatch({ firstTxid, count: ops.length, bytes: w.take() }, nameNodeLayoutVersion, 'a test');
}
