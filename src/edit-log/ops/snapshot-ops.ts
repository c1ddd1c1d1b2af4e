// Snapshots: allowed, disallowed, created, deleted, renamed. Times are in the log since layout -66.
import type { OpCodec, RpcIds } from './op-codec.ts';
import { readClientId, readUtf8, writeRpcIds, writeUtf8 } from './writables.ts';

export interface CreateSnapshotOp extends RpcIds {
  readonly op: 'OP_CREATE_SNAPSHOT';
  readonly snapshotRoot: string;
  readonly snapshotName: string;
  /** 0 in logs of before -66. */
  readonly mtime: number;
}

export interface DeleteSnapshotOp extends RpcIds {
  readonly op: 'OP_DELETE_SNAPSHOT';
  readonly snapshotRoot: string;
  readonly snapshotName: string;
  readonly mtime: number;
}

export interface RenameSnapshotOp extends RpcIds {
  readonly op: 'OP_RENAME_SNAPSHOT';
  readonly snapshotRoot: string;
  readonly snapshotOldName: string;
  readonly snapshotNewName: string;
  readonly mtime: number;
}

export interface AllowSnapshotOp {
  readonly op: 'OP_ALLOW_SNAPSHOT';
  readonly snapshotRoot: string;
}

export interface DisallowSnapshotOp {
  readonly op: 'OP_DISALLOW_SNAPSHOT';
  readonly snapshotRoot: string;
}

const timed = -66;

export const createSnapshotOp: OpCodec<CreateSnapshotOp> = {
  name: 'OP_CREATE_SNAPSHOT',
  code: 26,
  write(w, op) {
    writeUtf8(w, op.snapshotRoot);
    writeUtf8(w, op.snapshotName);
    w.long(op.mtime);
    writeRpcIds(w, op);
  },
  read: (r, layout) => ({
    op: 'OP_CREATE_SNAPSHOT', snapshotRoot: readUtf8(r), snapshotName: readUtf8(r), mtime: layout <= timed ? r.long() : 0,
    rpcClientId: readClientId(r), rpcCallId: r.i32(),
  }),
};

export const deleteSnapshotOp: OpCodec<DeleteSnapshotOp> = {
  name: 'OP_DELETE_SNAPSHOT',
  code: 27,
  write(w, op) {
    writeUtf8(w, op.snapshotRoot);
    writeUtf8(w, op.snapshotName);
    w.long(op.mtime);
    writeRpcIds(w, op);
  },
  read: (r, layout) => ({
    op: 'OP_DELETE_SNAPSHOT', snapshotRoot: readUtf8(r), snapshotName: readUtf8(r), mtime: layout <= timed ? r.long() : 0,
    rpcClientId: readClientId(r), rpcCallId: r.i32(),
  }),
};

export const renameSnapshotOp: OpCodec<RenameSnapshotOp> = {
  name: 'OP_RENAME_SNAPSHOT',
  code: 28,
  write(w, op) {
    writeUtf8(w, op.snapshotRoot);
    writeUtf8(w, op.snapshotOldName);
    writeUtf8(w, op.snapshotNewName);
    w.long(op.mtime);
    writeRpcIds(w, op);
  },
  read: (r, layout) => ({
    op: 'OP_RENAME_SNAPSHOT', snapshotRoot: readUtf8(r), snapshotOldName: readUtf8(r), snapshotNewName: readUtf8(r),
    mtime: layout <= timed ? r.long() : 0, rpcClientId: readClientId(r), rpcCallId: r.i32(),
  }),
};

export const allowSnapshotOp: OpCodec<AllowSnapshotOp> = {
  name: 'OP_ALLOW_SNAPSHOT',
  code: 29,
  write: (w, op) => writeUtf8(w, op.snapshotRoot),
  read: (r) => ({ op: 'OP_ALLOW_SNAPSHOT', snapshotRoot: readUtf8(r) }),
};

export const disallowSnapshotOp: OpCodec<DisallowSnapshotOp> = {
  name: 'OP_DISALLOW_SNAPSHOT',
  code: 30,
  write: (w, op) => writeUtf8(w, op.snapshotRoot),
  read: (r) => ({ op: 'OP_DISALLOW_SNAPSHOT', snapshotRoot: readUtf8(r) }),
};
