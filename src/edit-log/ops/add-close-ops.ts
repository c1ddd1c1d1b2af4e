// OP_ADD: a file created (or, before -62, opened for append). OP_CLOSE: a file completed, with its final
// blocks. Answers to FSEditLogOp.AddCloseOp.
import type { ByteReader, ByteWriter } from '../../base/bytes.ts';
import { longAt } from '../../base/bytes.ts';
import type { Block } from '../../protocol/block.ts';
import type { PermissionStatus } from '../../protocol/permission.ts';
import type { OpCodec, RpcIds } from './op-codec.ts';
import { noRpcIds } from './op-codec.ts';
import { RecentBytes } from './recent-bytes.ts';
import type { AclEntry, XAttr } from './writables.ts';
import {
  readAclEntries, readBlocks, readPermissions, readRpcIds, readUtf8, readXAttrs, textField, utf8At,
  writeAclEntries, writeBlocks, writePermissions, writeRpcIds, writeUtf8, writeXAttrs,
} from './writables.ts';

interface AddCloseFields {
  readonly inodeId: number;
  readonly path: string;
  /** 0 for a striped file. */
  readonly replication: number;
  readonly mtime: number;
  readonly atime: number;
  readonly blockSize: number;
  readonly blocks: readonly Block[];
  readonly permissions: PermissionStatus;
}

/** What only OP_ADD has between the permissions and the call's ids. */
export interface AddFields {
  readonly aclEntries: readonly AclEntry[];
  readonly xAttrs: readonly XAttr[];
  readonly clientName: string;
  readonly clientMachine: string;
  /** Whether a file that was at `path` is deleted by the same operation. */
  readonly overwrite: boolean;
  /** 0: unspecified, the parent's counts. */
  readonly storagePolicyId: number;
  /** 0: replicated (ErasureCodeConstants.REPLICATION_POLICY_ID). */
  readonly erasureCodingPolicyId: number;
}

export interface AddOp extends AddCloseFields, AddFields, RpcIds {
  readonly op: 'OP_ADD';
}

export interface CloseOp extends AddCloseFields {
  readonly op: 'OP_CLOSE';
}

function writeFields(w: ByteWriter, op: AddCloseFields): void {
  w.long(op.inodeId);
  writeUtf8(w, op.path);
  w.u16(op.replication);
  w.long(op.mtime);
  w.long(op.atime);
  w.long(op.blockSize);
  writeBlocks(w, op.blocks);
  writePermissions(w, op.permissions);
}

const nothingAdded: AddFields = { aclEntries: [], xAttrs: [], clientName: '', clientMachine: '', overwrite: false, storagePolicyId: 0, erasureCodingPolicyId: 0 };

const clientNames = textField();
const clientMachines = textField();
/** By layout: one process reads logs of one, hardly ever of two. */
const recentFields = new RecentBytes<AddFields>();
let recentLayout = 0;

function readAddFields(r: ByteReader, layout: number): AddFields {
  const from = r.position;
  const known = layout === recentLayout ? recentFields.again(r) : undefined;
  if (known !== undefined) return known;
  recentLayout = layout;
  return recentFields.note(r, from, {
    aclEntries: readAclEntries(r),
    xAttrs: layout <= -57 ? readXAttrs(r) : [],
    clientName: readUtf8(r, clientNames),
    clientMachine: readUtf8(r, clientMachines),
    overwrite: layout <= -58 ? r.bool() : false,
    storagePolicyId: layout <= -60 ? r.i8() : 0,
    erasureCodingPolicyId: layout <= -64 ? r.i8() : 0,
  });
}

/**
 * The fields of an OP_ADD or OP_CLOSE, read into an object that is used again and again: a log is full of them. The path
 * stays where it lies, as bytes of the reader between two places.
 */
export class AddCloseReader {
  inodeId = 0;
  pathFrom = 0;
  pathTo = 0;
  replication = 0;
  mtime = 0;
  atime = 0;
  blockSize = 0;
  blocks: readonly Block[] = [];
  permissions: PermissionStatus = { owner: '', group: '', mode: 0 };
  /** Of OP_ADD only. */
  added: AddFields = nothingAdded;
  rpcIds: RpcIds = noRpcIds;

  read(r: ByteReader): void {
    const { view } = r;
    const before = r.take(8 + 2);
    this.inodeId = longAt(view, before);
    this.pathFrom = before + 10;
    r.take(view.getUint16(before + 8));
    this.pathTo = r.position;
    const at = r.take(2 + 8 + 8 + 8);
    this.replication = view.getInt16(at);
    this.mtime = longAt(view, at + 2);
    this.atime = longAt(view, at + 10);
    this.blockSize = longAt(view, at + 18);
    this.blocks = readBlocks(r);
    this.permissions = readPermissions(r);
  }

  /** What OP_ADD has behind that. */
  readAdd(r: ByteReader, layout: number): void {
    this.added = readAddFields(r, layout);
    this.rpcIds = readRpcIds(r);
  }
}

const fields = new AddCloseReader();

export const addOp: OpCodec<AddOp> = {
  name: 'OP_ADD',
  code: 0,
  write(w, op) {
    writeFields(w, op);
    writeAclEntries(w, op.aclEntries);
    writeXAttrs(w, op.xAttrs);
    writeUtf8(w, op.clientName);
    writeUtf8(w, op.clientMachine);
    w.bool(op.overwrite);
    w.u8(op.storagePolicyId & 0xff);
    w.u8(op.erasureCodingPolicyId & 0xff);
    writeRpcIds(w, op);
  },
  read(r: ByteReader, layout: number) {
    fields.read(r);
    fields.readAdd(r, layout);
    const { inodeId, pathFrom, pathTo, replication, mtime, atime, blockSize, blocks, permissions, added, rpcIds } = fields;
    return { op: 'OP_ADD', inodeId, path: utf8At(r, pathFrom, pathTo), replication, mtime, atime, blockSize, blocks, permissions, ...added, ...rpcIds };
  },
};

export const closeOp: OpCodec<CloseOp> = {
  name: 'OP_CLOSE',
  code: 9,
  write: writeFields,
  read(r) {
    fields.read(r);
    const { inodeId, pathFrom, pathTo, replication, mtime, atime, blockSize, blocks, permissions } = fields;
    return { op: 'OP_CLOSE', inodeId, path: utf8At(r, pathFrom, pathTo), replication, mtime, atime, blockSize, blocks, permissions };
  },
};
