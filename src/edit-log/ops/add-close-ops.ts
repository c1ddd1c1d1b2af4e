// OP_ADD: a file created (or, before -62, opened for append). OP_CLOSE: a file completed, with its final
// blocks. Answers to FSEditLogOp.AddCloseOp.
import type { ByteReader, ByteWriter } from '../../base/bytes.ts';
import type { Block } from '../../protocol/block.ts';
import type { PermissionStatus } from '../../protocol/permission.ts';
import type { OpCodec, RpcIds } from './op-codec.ts';
import { RecentBytes } from './recent-bytes.ts';
import type { AclEntry, XAttr } from './writables.ts';
import {
  readAclEntries, readBlocks, readClientId, readPermissions, readUtf8, readXAttrs, textField,
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
interface AddFields {
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
    const inodeId = r.long();
    const path = readUtf8(r);
    const replication = r.i16();
    const mtime = r.long();
    const atime = r.long();
    const blockSize = r.long();
    const blocks = readBlocks(r);
    const permissions = readPermissions(r);
    const { aclEntries, xAttrs, clientName, clientMachine, overwrite, storagePolicyId, erasureCodingPolicyId } = readAddFields(r, layout);
    return {
      op: 'OP_ADD', inodeId, path, replication, mtime, atime, blockSize, blocks, permissions,
      aclEntries, xAttrs, clientName, clientMachine, overwrite, storagePolicyId, erasureCodingPolicyId,
      rpcClientId: readClientId(r), rpcCallId: r.i32(),
    };
  },
};

export const closeOp: OpCodec<CloseOp> = {
  name: 'OP_CLOSE',
  code: 9,
  write: writeFields,
  read(r) {
    return {
      op: 'OP_CLOSE', inodeId: r.long(), path: readUtf8(r), replication: r.i16(), mtime: r.long(), atime: r.long(),
      blockSize: r.long(), blocks: readBlocks(r), permissions: readPermissions(r),
    };
  },
};
