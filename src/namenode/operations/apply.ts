// The one function that changes a namespace: the Active after it appended an operation, the Standby when it reads
// one, a restart when it replays. It is total on a valid log and decides nothing: whatever a client could have been
// refused was refused by `plan…`. Anything that does not fit is an ApplyError, on which a NameNode stops.
// Answers to FSEditLogLoader.applyEditLogOp.

import { unreachable } from '../../base/assert.ts';
import type { EditOp } from '../../edit-log/ops/edit-op.ts';
import type { BlockEvents } from '../namespace/block-events.ts';
import { noBlockEvents } from '../namespace/block-events.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { reclaimSlice } from '../namespace/reclaim.ts';
import { applySetAcl } from './acl.ts';
import { applyAppend } from './append.ts';
import { UnsupportedEditOp } from './apply-path.ts';
import { applySetOwner, applySetPermission, applySetReplication, applyTimes } from './attributes.ts';
import { applyAddBlock, applyUpdateBlocks } from './block-list.ts';
import { applyClose } from './complete.ts';
import { applyConcat } from './concat.ts';
import { applyAdd } from './create.ts';
import { applyDelete } from './delete.ts';
import { applyMkdir } from './mkdirs.ts';
import { applySetQuota, applySetQuotaByStorageType } from './quota.ts';
import { applyReassignLease } from './release-lease.ts';
import { applyRename, applyRenameOld } from './rename.ts';
import { applySetStoragePolicy } from './storage-policy.ts';
import { applySymlink } from './symlink.ts';
import { applyTruncate } from './truncate.ts';
import { applyRemoveXAttr, applySetXAttr } from './xattr.ts';

/** What one operation reclaims by itself: enough for a file, so that only whole trees are left to `reclaimSlice`. */
const reclaimedWithOp = 64;

/** Applies one operation, in the order of the log. `txid` is its transaction id, one above the one before. */
export function apply(ns: Namespace, op: EditOp, txid: number, events: BlockEvents = noBlockEvents): void {
  begin(ns, txid);
  applyOp(ns, op, events);
  finish(ns, events);
}

/** What comes before and behind each operation, whichever way it is applied. */
export function begin(ns: Namespace, txid: number): void {
  ns.lastAppliedTxId = txid;
}

export function finish(ns: Namespace, events: BlockEvents): void {
  if (ns.garbage.length > 0) reclaimSlice(ns, reclaimedWithOp, events);
}

function applyOp(ns: Namespace, op: EditOp, events: BlockEvents): void {
  // What is most of a log comes first: names are compared one after the other.
  switch (op.op) {
    case 'OP_MKDIR': return applyMkdir(ns, op);
    case 'OP_ADD': return applyAdd(ns, op, events);
    case 'OP_CLOSE': return applyClose(ns, op, events);
    case 'OP_ADD_BLOCK': return applyAddBlock(ns, op, events);
    case 'OP_ALLOCATE_BLOCK_ID': return applyAllocateBlockId(ns, op.blockId);
    case 'OP_SET_GENSTAMP_V2': return applySetGenstampV2(ns, op.genStampV2);
    case 'OP_UPDATE_BLOCKS': return applyUpdateBlocks(ns, op, events);
    case 'OP_APPEND': return applyAppend(ns, op, events);
    case 'OP_TRUNCATE': return applyTruncate(ns, op, events);
    case 'OP_CONCAT_DELETE': return applyConcat(ns, op, events);
    case 'OP_DELETE': return applyDelete(ns, op);
    case 'OP_RENAME_OLD': return applyRenameOld(ns, op);
    case 'OP_RENAME': return applyRename(ns, op);
    case 'OP_SYMLINK': return applySymlink(ns, op);
    case 'OP_SET_PERMISSIONS': return applySetPermission(ns, op);
    case 'OP_SET_OWNER': return applySetOwner(ns, op);
    case 'OP_TIMES': return applyTimes(ns, op);
    case 'OP_SET_REPLICATION': return applySetReplication(ns, op, events);
    case 'OP_SET_STORAGE_POLICY': return applySetStoragePolicy(ns, op);
    case 'OP_SET_QUOTA':
    case 'OP_SET_NS_QUOTA':
    case 'OP_CLEAR_NS_QUOTA': return applySetQuota(ns, op);
    case 'OP_SET_QUOTA_BY_STORAGETYPE': return applySetQuotaByStorageType(ns, op);
    case 'OP_SET_ACL': return applySetAcl(ns, op);
    case 'OP_SET_XATTR': return applySetXAttr(ns, op);
    case 'OP_REMOVE_XATTR': return applyRemoveXAttr(ns, op);
    case 'OP_REASSIGN_LEASE': return applyReassignLease(ns, op);
    case 'OP_SET_GENSTAMP_V1': ns.ids.genstampV1 = op.genStampV1; return;
    case 'OP_UPDATE_MASTER_KEY': return ns.delegation.addKey(op.key);
    case 'OP_GET_DELEGATION_TOKEN': return ns.delegation.addToken(op.token, op.expiryTime);
    case 'OP_RENEW_DELEGATION_TOKEN': return ns.delegation.renewToken(op.token, op.expiryTime);
    case 'OP_CANCEL_DELEGATION_TOKEN': return ns.delegation.cancelToken(op.token);
    case 'OP_START_LOG_SEGMENT':
    case 'OP_END_LOG_SEGMENT': return;
    case 'OP_CREATE_SNAPSHOT':
    case 'OP_DELETE_SNAPSHOT':
    case 'OP_RENAME_SNAPSHOT':
    case 'OP_ALLOW_SNAPSHOT':
    case 'OP_DISALLOW_SNAPSHOT':
    case 'OP_ADD_CACHE_DIRECTIVE':
    case 'OP_REMOVE_CACHE_DIRECTIVE':
    case 'OP_MODIFY_CACHE_DIRECTIVE':
    case 'OP_ADD_CACHE_POOL':
    case 'OP_MODIFY_CACHE_POOL':
    case 'OP_REMOVE_CACHE_POOL':
    case 'OP_ADD_ERASURE_CODING_POLICY':
    case 'OP_ENABLE_ERASURE_CODING_POLICY':
    case 'OP_DISABLE_ERASURE_CODING_POLICY':
    case 'OP_REMOVE_ERASURE_CODING_POLICY':
    case 'OP_ROLLING_UPGRADE_START':
    case 'OP_ROLLING_UPGRADE_FINALIZE': throw new UnsupportedEditOp(op.op);
    default: return unreachable(op);
  }
}

/** Negative ids are those of striped block groups. */
export function applyAllocateBlockId(ns: Namespace, blockId: bigint): void {
  if (blockId < 0n) ns.ids.lastBlockGroupId = blockId;
  else ns.ids.lastBlockId = blockId;
}

export function applySetGenstampV2(ns: Namespace, genstamp: number): void {
  ns.ids.genstampV2 = Math.max(ns.ids.genstampV2, genstamp);
}
