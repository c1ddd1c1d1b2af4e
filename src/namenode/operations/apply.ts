// The one function that changes a namespace: the Active after it appended an operation, the Standby when it reads
// one, a restart when it replays. It is total on a valid log and decides nothing: whatever a client could have been
// refused was refused by `plan…`. Anything that does not fit is an ApplyError, on which a NameNode stops.
// Answers to FSEditLogLoader.applyEditLogOp.

import { unreachable } from '../../base/assert.ts';
import type { EditOp } from '../../edit-log/ops/edit-op.ts';
import type { BlockEvents } from '../namespace/block-events.ts';
import { noBlockEvents } from '../namespace/block-events.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { UnsupportedEditOp } from './apply-path.ts';
import { applyMkdir } from './mkdirs.ts';

/** Applies one operation, in the order of the log. `txid` is its transaction id, one above the one before. */
export function apply(ns: Namespace, op: EditOp, txid: number, _events: BlockEvents = noBlockEvents): void {
  applyOp(ns, op);
  ns.lastAppliedTxId = txid;
}

function applyOp(ns: Namespace, op: EditOp): void {
  switch (op.op) {
    case 'OP_MKDIR':
      return applyMkdir(ns, op);
    case 'OP_START_LOG_SEGMENT':
    case 'OP_END_LOG_SEGMENT':
      return;
    default:
      throw new UnsupportedEditOp(op.op);
  }
}
void unreachable;
