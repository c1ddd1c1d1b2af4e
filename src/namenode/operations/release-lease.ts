// What happens to files whose writer is gone: another client's create, append or truncate takes them over once the
// lease is softly expired, recoverLease does it at once, and the NameNode itself after the hard limit. A file that
// needs nothing is closed (OP_CLOSE); else its last block is recovered under a new genstamp and the lease changes
// hands (OP_REASSIGN_LEASE). Answers to FSNamesystem.recoverLeaseInternal and internalReleaseLease.

import type { EditOp } from '../../edit-log/ops/edit-op.ts';
import type { ReassignLeaseOp } from '../../edit-log/ops/reassign-lease-op.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { action } from '../../protocol/permission.ts';
import { blockState } from '../blocks/block-table.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { ResolvedPath } from '../namespace/resolved-path.ts';
import { ApplyError, applyFile } from './apply-path.ts';
import type { BlockView } from './block-view.ts';
import { closeOpOf } from './complete.ts';
import type { OpContext, Plan } from './plan.ts';
import { answer } from './plan.ts';
import { checkAccess, pathOfRow, requireFile, resolvePath } from './resolve.ts';

/** A block recovery that the block management starts after the plan's operations were applied. */
export interface LeaseRecovery {
  readonly blockRow: number;
  /** The genstamp that the recovered block will have. */
  readonly recoveryId: number;
  /** What a truncation cuts the block to; undefined: as long as its shortest replica. */
  readonly truncateTo?: { readonly blockId: bigint; readonly genstamp: number; readonly numBytes: number } | undefined;
}

/** A release that may need a block recovery; the result is true when the file is closed. */
export type ReleasePlan = Plan<boolean> & {
  readonly recovery?: LeaseRecovery | undefined;
  /** Whether the file is closed, or closed by this plan. Without it a recovery begins or is under way. */
  readonly closes: boolean;
};

const isClosed: ReleasePlan = { ...answer(true), closes: true };

export type TakeoverVerb = 'CREATE_FILE' | 'APPEND_FILE' | 'TRUNCATE_FILE' | 'RECOVER_LEASE';

export interface TakeoverRequest {
  readonly path: ResolvedPath;
  readonly holder: string;
  readonly verb: TakeoverVerb;
}

/** RecoverLeaseOp.getExceptionMessage. */
export function takeoverText(verb: TakeoverVerb, src: string, holder: string, clientMachine: string, reason: string): string {
  return `Failed to ${verb} ${src} for ${holder} on ${clientMachine} because ${reason}`;
}

/**
 * What another client's wish for an open file leads to (recoverLeaseInternal without force). A closed file, or one
 * that is closed by the plan: true. AlreadyBeingCreatedException or RecoveryInProgressException otherwise, the
 * latter from `result` if the recovery begins now.
 */
export function planTakeover(ns: Namespace, ctx: OpContext, request: TakeoverRequest, view: BlockView): ReleasePlan {
  const { path, holder, verb } = request;
  const file = path.last;
  const writer = ns.writer(file);
  if (writer === undefined) return isClosed;
  const text = (reason: string): string => takeoverText(verb, path.path, holder, ctx.clientMachine, reason);
  const current = ns.leases.ofFile(ns.inodes.id(file));
  if (ns.leases.of(holder) !== undefined && current?.holder === holder) {
    throw new HdfsException('AlreadyBeingCreatedException', text(`${holder} is already the current lease holder.`));
  }
  const lease = ns.leases.of(writer.clientName);
  if (lease === undefined) throw new HdfsException('AlreadyBeingCreatedException', text('the file is under construction but no leases found.'));
  if (ns.leases.isSoftExpired(lease)) {
    const release = planRelease(ns, ctx, { path, newHolder: undefined }, view);
    return {
      ...release,
      result: () => {
        if (release.result()) return true;
        throw new HdfsException('RecoveryInProgressException', text('lease recovery is in progress. Try again later.'));
      },
    };
  }
  const last = ns.lastBlock(file);
  if (last >= 0 && view.isUnderRecovery(last)) {
    throw new HdfsException('RecoveryInProgressException', text(`another recovery is in progress by ${writer.clientName} on ${writer.clientMachine}`));
  }
  throw new HdfsException('AlreadyBeingCreatedException', text(`this file lease is currently owned by ${writer.clientName} on ${writer.clientMachine}`));
}

/** ClientProtocol.recoverLease: true when the file is closed now, false when that is under way. */
export function planRecoverLease(ns: Namespace, ctx: OpContext, request: { readonly src: string; readonly clientName: string }, view: BlockView): ReleasePlan {
  const path = resolvePath(ns, ctx, request.src, 'write');
  const file = requireFile(ns, path.last, path.path);
  const writer = ns.writer(file);
  if (writer === undefined) return isClosed;
  checkAccess(ns, ctx, path, { target: action.write });
  if (ns.leases.of(writer.clientName) === undefined) {
    const reason = 'the file is under construction but no leases found.';
    throw new HdfsException('AlreadyBeingCreatedException', takeoverText('RECOVER_LEASE', path.path, request.clientName, ctx.clientMachine, reason));
  }
  return planRelease(ns, ctx, { path, newHolder: request.clientName }, view);
}

/** The lease monitor's turn with one file; `newHolder` is the NameNode's own name, or undefined where the lease stays with whom it is. */
export function planReleaseExpired(ns: Namespace, ctx: OpContext, inodeId: number, newHolder: string | undefined, view: BlockView): ReleasePlan {
  const file = ns.findInode(inodeId);
  if (file < 0 || !ns.isUnderConstruction(file)) return isClosed;
  return planRelease(ns, ctx, { path: pathOfRow(ns, file), newHolder }, view);
}

/** internalReleaseLease: closes a file if its blocks allow it, else begins the recovery of its last block. */
export function planRelease(ns: Namespace, ctx: OpContext, request: { readonly path: ResolvedPath; readonly newHolder: string | undefined }, view: BlockView): ReleasePlan {
  const { path, newHolder } = request;
  const file = path.last;
  const rows = ns.blockRows(file);
  const isComplete = (row: number): boolean => ns.blocks.state(row) === blockState.complete;
  const complete = rows.findIndex((row) => !isComplete(row));
  if (complete < 0) return closed(ns, ctx, path);
  const first = rows[complete] ?? -1;
  if (complete < rows.length - 2 || (complete === rows.length - 2 && ns.blocks.state(first) !== blockState.committed)) {
    throw new HdfsException('IOException', `DIR* NameSystem.internalReleaseLease: attempt to release a create lock on ${path.path} but file is already closed.`);
  }
  const last = ns.lastBlock(file);
  const before = rows[rows.length - 2];
  const beforeIsStored = before === undefined || view.hasMinStorage(before);
  if (ns.blocks.state(last) === blockState.committed) {
    if (beforeIsStored && view.hasMinStorage(last)) return closed(ns, ctx, path);
    if (!beforeIsStored) {
      throw new HdfsException('AlreadyBeingCreatedException',
        `DIR* NameSystem.internalReleaseLease: Failed to release lease for file ${path.path}. Committed blocks are waiting to be minimally replicated.`);
    }
  }
  if (view.expectedLocations(last) < 1 && ns.blocks.numBytes(last) === 0) {
    // A new Active may not have heard of the replicas yet, and without the block they would be deleted.
    if (!view.allReported()) return { ...answer(false), closes: false };
    // Nobody was ever told to write it: the file ends before, and OP_CLOSE with one block less says so.
    return { ops: [closeOpOf(ns, ctx, path, ns.blocksOf(file).slice(0, -1))], closes: true, result: () => true };
  }
  return beginRecovery(ns, path, newHolder, last, view.mayRecover(last));
}

function closed(ns: Namespace, ctx: OpContext, path: ResolvedPath): ReleasePlan {
  return { ops: [closeOpOf(ns, ctx, path, ns.blocksOf(path.last))], closes: true, result: () => true };
}

/** The lease changes hands with every wish for it; a recovery that is on its way is not disturbed by a second one. */
function beginRecovery(ns: Namespace, path: ResolvedPath, newHolder: string | undefined, last: number, begins: boolean): ReleasePlan {
  const recoveryId = ns.ids.genstampV2 + 1;
  const truncation = ns.features.truncations.get(path.last);
  const ops: EditOp[] = begins ? [{ op: 'OP_SET_GENSTAMP_V2', genStampV2: recoveryId }] : [];
  const holder = ns.writer(path.last)?.clientName ?? '';
  if (newHolder !== undefined) ops.push({ op: 'OP_REASSIGN_LEASE', leaseHolder: holder, path: path.path, newHolder });
  return {
    ops,
    closes: false,
    recovery: begins ? { blockRow: last, recoveryId, truncateTo: truncation === undefined ? undefined : { ...truncation, genstamp: recoveryId } } : undefined,
    result: () => {
      // A recovery without a new holder keeps the old one's lease from being recovered again at once.
      if (newHolder === undefined) ns.leases.renew(holder);
      return false;
    },
  };
}

/** Applies OP_REASSIGN_LEASE. */
export function applyReassignLease(ns: Namespace, op: ReassignLeaseOp): void {
  const file = applyFile(ns, op, op.path);
  const writer = ns.writer(file);
  if (writer === undefined) throw new ApplyError(op.op, `${op.path} is not open`);
  ns.setWriter(file, { clientName: op.newHolder, clientMachine: writer.clientMachine });
}
