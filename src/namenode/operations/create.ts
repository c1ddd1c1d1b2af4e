// create: a new file under construction, one OP_ADD, with an OP_MKDIR for each missing directory above it.
// Answers to FSNamesystem.startFile and FSDirWriteFileOp.

import type { AddFields, AddOp } from '../../edit-log/ops/add-close-ops.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { isValidName } from '../../protocol/path.ts';
import { action } from '../../protocol/permission.ts';
import type { Mode } from '../../protocol/permission.ts';
import { blockState } from '../blocks/block-table.ts';
import type { BlockEvents } from '../namespace/block-events.ts';
import { fileStatusOf } from '../namespace/file-status.ts';
import type { FileStatus } from '../namespace/file-status.ts';
import { inodeKind } from '../namespace/inode-table.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { ResolvedPath } from '../namespace/resolved-path.ts';
import { policyUnspecified, storagePolicyById, storagePolicyByName } from '../namespace/storage-policies.ts';
import { checkParent, UnsupportedEditOp, ApplyError } from './apply-path.ts';
import { applyBlockList } from './block-list.ts';
import type { BlockView } from './block-view.ts';
import { checkObjectLimit } from './limits.ts';
import { applyNewAcl, checkNewEntry, checkParentExists, inheritedAttributes, loggedAcl, planAncestors, ancestorMode } from './mkdirs.ts';
import type { OpContext, Plan } from './plan.ts';
import { rpcIdsOf } from './plan.ts';
import { planTakeover } from './release-lease.ts';
import type { LeaseRecovery } from './release-lease.ts';
import { checkAccess, checkPathLength, isExactReserved, isReserved, isReservedInodes, isReservedRaw, requireFile, resolvePath } from './resolve.ts';

export interface CreateRequest {
  readonly src: string;
  /** What the client's umask left. */
  readonly mode: Mode;
  /** The mode before the umask, for directories with a default ACL above. */
  readonly unmasked?: Mode | undefined;
  readonly clientName: string;
  /** CreateFlag.CREATE: the file may be new. */
  readonly create: boolean;
  /** CreateFlag.OVERWRITE: a file that is there is deleted. */
  readonly overwrite: boolean;
  readonly createParent: boolean;
  readonly replication: number;
  /** Bytes. */
  readonly blockSize: number;
  /** CreateFlag.LAZY_PERSIST. */
  readonly lazyPersist?: boolean;
  /** CreateFlag.SHOULD_REPLICATE. */
  readonly shouldReplicate?: boolean;
  /** '' and undefined: the parent's. */
  readonly storagePolicy?: string | undefined;
  readonly ecPolicyName?: string | undefined;
}

/**
 * Opens a new file for a writer. If the path is another's open file whose lease ran out, the plan takes the lease
 * over and its result throws (`recovery` is what the caller then starts); else conflicts throw at once.
 */
export function planCreate(ns: Namespace, ctx: OpContext, request: CreateRequest, view: BlockView): Plan<FileStatus> & { readonly recovery?: LeaseRecovery | undefined } {
  const { src } = request;
  checkPathLength('create', src);
  if (!isValidName(src) || isExactReserved(src) || (isReserved(src) && !isReservedRaw(src) && !isReservedInodes(src))) {
    throw new HdfsException('InvalidPathException', `Invalid path name ${src}`);
  }
  const path = resolveForStart(ns, ctx, request);
  checkFileParameters(ctx, request);
  const existing = path.last;
  if (existing >= 0 && !request.overwrite) {
    const takeover = planTakeover(ns, ctx, { path, holder: request.clientName, verb: 'CREATE_FILE' }, view);
    return {
      ...takeover,
      result: () => {
        takeover.result();
        throw new HdfsException('FileAlreadyExistsException', `${path.path} for client ${ctx.clientMachine} already exists`);
      },
    };
  }
  checkObjectLimit(ns, ctx);
  return planNewFile(ns, ctx, request, path);
}

function planNewFile(ns: Namespace, ctx: OpContext, request: CreateRequest, path: ResolvedPath): Plan<FileStatus> {
  const index = path.length - 1;
  const overwrites = path.last >= 0;
  const top = path.row(path.lastExisting);
  const parents = overwrites
    ? { ops: [], group: ns.group(path.parent), acl: ns.acl(path.parent), nextId: ns.ids.lastInodeId + 1, items: ns.childCount(path.parent) - 1 }
    : planAncestors(ns, ctx, path, ancestorMode(ns.inodes.mode(top)), undefined);
  const policy = storagePolicyOf(ns, request, overwrites ? path.parent : top);
  checkNewEntry(ns, ctx, path, index, parents.items, { names: parents.ops.length + (overwrites ? 0 : 1), spaceBytes: 0 });
  const attributes = inheritedAttributes(ctx, parents.acl, request.mode, request.unmasked, false);
  const add: AddOp = {
    op: 'OP_ADD', inodeId: parents.nextId, path: path.path, replication: request.replication, mtime: ctx.nowMs, atime: ctx.nowMs,
    blockSize: request.blockSize, blocks: [], permissions: { owner: ctx.caller.user, group: parents.group, mode: attributes.mode },
    aclEntries: loggedAcl(attributes), xAttrs: [], clientName: request.clientName, clientMachine: ctx.clientMachine,
    overwrite: request.overwrite, storagePolicyId: policy, erasureCodingPolicyId: 0, ...rpcIdsOf(ctx),
  };
  return { ops: [...parents.ops, add], result: () => fileStatusOf(ns, ns.inodes.findId(add.inodeId)) };
}

function resolveForStart(ns: Namespace, ctx: OpContext, request: CreateRequest): ResolvedPath {
  const path = resolvePath(ns, ctx, request.src, 'create');
  checkAccess(ns, ctx, path, { ancestor: action.write });
  if (path.last >= 0) {
    if (ns.isDirectory(path.last)) throw new HdfsException('FileAlreadyExistsException', `${path.path} already exists as a directory`);
    requireFile(ns, path.last, request.src);
    if (request.overwrite) checkAccess(ns, ctx, path, { target: action.write });
    return path;
  }
  if (!request.createParent) checkParentExists(ns, path);
  if (!request.create) throw new HdfsException('FileNotFoundException', `Can't overwrite non-existent ${request.src}`);
  return path;
}

function checkFileParameters(ctx: OpContext, request: CreateRequest): void {
  const { options } = ctx;
  if (request.ecPolicyName !== undefined && request.ecPolicyName !== '') {
    if (request.shouldReplicate === true) {
      throw new HdfsException('HadoopIllegalArgumentException', 'SHOULD_REPLICATE flag and ecPolicyName are exclusive parameters. Set both is not allowed!');
    }
    throw new HdfsException('HadoopIllegalArgumentException',
      `Policy '${request.ecPolicyName}' does not match any enabled erasure coding policies: []. An erasure coding policy can be enabled by enableErasureCodingPolicy API.`);
  }
  if (request.blockSize < options.minBlockSizeBytes) {
    throw new HdfsException('IOException',
      `Specified block size ${request.blockSize} is less than configured minimum value dfs.namenode.fs-limits.min-block-size=${options.minBlockSizeBytes}`);
  }
  checkReplication(ctx, request.src, request.replication, ctx.clientMachine);
}

/** BlockManager.verifyReplication. */
export function checkReplication(ctx: OpContext, src: string, replication: number, clientMachine: string | undefined): void {
  const { replicationMax, replicationMin } = ctx.options;
  let wrong: string;
  if (replication > replicationMax) wrong = ` exceeds maximum of ${replicationMax}`;
  else if (replication < replicationMin) wrong = ` is less than the required minimum of ${replicationMin}`;
  else return;
  throw new HdfsException('IOException', `Requested replication factor of ${replication}${wrong} for ${src}${clientMachine === undefined ? '' : `, clientName=${clientMachine}`}`);
}

/** The policy that the file has of its own from the start (FSDirWriteFileOp.setNewINodeStoragePolicy). */
function storagePolicyOf(ns: Namespace, request: CreateRequest, parent: number): number {
  let own = policyUnspecified;
  if (request.storagePolicy !== undefined && request.storagePolicy !== '') {
    const named = storagePolicyByName(request.storagePolicy);
    if (named === undefined) throw new HdfsException('HadoopIllegalArgumentException', `Cannot find a block policy with the name ${request.storagePolicy}`);
    own = named.id;
  }
  if (request.lazyPersist === true) return storagePolicyByName('LAZY_PERSIST')?.id ?? own;
  const effective = storagePolicyById(own === policyUnspecified ? ns.effectiveStoragePolicy(parent) : own);
  return effective?.copyOnCreate === true ? effective.id : own;
}

/** Applies OP_ADD: a new file; one in place of another; or, in old logs, a closed file opened for append. */
export function applyAdd(ns: Namespace, op: AddOp, events: BlockEvents): void {
  if (op.erasureCodingPolicyId !== 0) throw new UnsupportedEditOp('OP_ADD with an erasure coding policy');
  const path = ns.resolve(op.path);
  let row = path.last;
  if (row >= 0 && !ns.isFile(row)) throw new ApplyError(op.op, `${op.path} is no file`);
  if (row >= 0 && op.overwrite) {
    ns.touch(ns.inodes.parent(row), op.mtime);
    ns.discard(row);
    row = -1;
  }
  if (row < 0) row = addFile(ns, op, path);
  else {
    if (!ns.isUnderConstruction(row)) {
      ns.setWriter(row, { clientName: op.clientName, clientMachine: op.clientMachine });
      reopenLastBlock(ns, row, events);
    }
    ns.inodes.setAtime(row, op.atime);
    ns.inodes.setMtime(row, op.mtime);
  }
  applyBlockList(ns, op, row, op.blocks, false, events);
}

/** A new file at a path that leads to none, or to one that has just been discarded. */
function addFile(ns: Namespace, op: AddOp, path: ResolvedPath): number {
  checkParent(ns, op, path);
  const row = ns.addAt(inodeKind.file, path, { id: op.inodeId, permissions: op.permissions, mtime: op.mtime, atime: op.atime });
  furnishFile(ns, row, path.parent, op, op);
  return row;
}

/** Gives the row of a new file what OP_ADD says of it. */
export function furnishFile(ns: Namespace, row: number, parent: number, { replication, blockSize, mtime }: Pick<AddOp, 'replication' | 'blockSize' | 'mtime'>, added: AddFields): void {
  ns.inodes.setReplication(row, replication);
  ns.inodes.setBlockSize(row, blockSize);
  if (added.storagePolicyId !== policyUnspecified) ns.setStoragePolicy(row, added.storagePolicyId);
  applyNewAcl(ns, row, added.aclEntries);
  if (added.xAttrs.length > 0) ns.setXAttrs(row, added.xAttrs);
  ns.setWriter(row, { clientName: added.clientName, clientMachine: added.clientMachine });
  ns.touch(parent, mtime);
}

/** The last block of a file opened for append is written on unless it is full (convertLastBlockToUnderConstruction). */
export function reopenLastBlock(ns: Namespace, file: number, events: BlockEvents): void {
  const last = ns.lastBlock(file);
  if (last < 0 || ns.blocks.numBytes(last) === ns.inodes.blockSize(file)) return;
  ns.updateBlock(file, last, ns.block(last), blockState.underConstruction, events);
}

