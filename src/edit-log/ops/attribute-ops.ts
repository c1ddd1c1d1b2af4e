// One attribute of one inode set: OP_SET_REPLICATION, OP_SET_PERMISSIONS, OP_SET_OWNER, OP_TIMES,
// OP_SET_STORAGE_POLICY.
import type { Mode } from '../../protocol/permission.ts';
import type { OpCodec } from './op-codec.ts';
import { readUtf8, writeUtf8 } from './writables.ts';

export interface SetReplicationOp {
  readonly op: 'OP_SET_REPLICATION';
  readonly path: string;
  readonly replication: number;
}

export interface SetPermissionsOp {
  readonly op: 'OP_SET_PERMISSIONS';
  readonly src: string;
  readonly permissions: Mode;
}

export interface SetOwnerOp {
  readonly op: 'OP_SET_OWNER';
  readonly src: string;
  /** undefined: left as it is. */
  readonly username: string | undefined;
  readonly groupname: string | undefined;
}

export interface TimesOp {
  readonly op: 'OP_TIMES';
  readonly path: string;
  /** In ms; -1: left as it is. */
  readonly mtime: number;
  readonly atime: number;
}

export interface SetStoragePolicyOp {
  readonly op: 'OP_SET_STORAGE_POLICY';
  readonly path: string;
  readonly policyId: number;
}

export const setReplicationOp: OpCodec<SetReplicationOp> = {
  name: 'OP_SET_REPLICATION',
  code: 4,
  write(w, op) {
    writeUtf8(w, op.path);
    w.u16(op.replication);
  },
  read: (r) => ({ op: 'OP_SET_REPLICATION', path: readUtf8(r), replication: r.i16() }),
};

export const setPermissionsOp: OpCodec<SetPermissionsOp> = {
  name: 'OP_SET_PERMISSIONS',
  code: 7,
  write(w, op) {
    writeUtf8(w, op.src);
    w.u16(op.permissions);
  },
  read: (r) => ({ op: 'OP_SET_PERMISSIONS', src: readUtf8(r), permissions: r.u16() }),
};

export const setOwnerOp: OpCodec<SetOwnerOp> = {
  name: 'OP_SET_OWNER',
  code: 8,
  write(w, op) {
    writeUtf8(w, op.src);
    writeUtf8(w, op.username ?? '');
    writeUtf8(w, op.groupname ?? '');
  },
  read: (r) => ({ op: 'OP_SET_OWNER', src: readUtf8(r), username: readUtf8(r) || undefined, groupname: readUtf8(r) || undefined }),
};

export const timesOp: OpCodec<TimesOp> = {
  name: 'OP_TIMES',
  code: 13,
  write(w, op) {
    writeUtf8(w, op.path);
    w.long(op.mtime);
    w.long(op.atime);
  },
  read: (r) => ({ op: 'OP_TIMES', path: readUtf8(r), mtime: r.long(), atime: r.long() }),
};

export const setStoragePolicyOp: OpCodec<SetStoragePolicyOp> = {
  name: 'OP_SET_STORAGE_POLICY',
  code: 45,
  write(w, op) {
    writeUtf8(w, op.path);
    w.u8(op.policyId & 0xff);
  },
  read: (r) => ({ op: 'OP_SET_STORAGE_POLICY', path: readUtf8(r), policyId: r.i8() }),
};
