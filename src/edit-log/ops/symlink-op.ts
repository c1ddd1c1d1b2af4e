// OP_SYMLINK: a symbolic link made.
import type { PermissionStatus } from '../../protocol/permission.ts';
import type { OpCodec, RpcIds } from './op-codec.ts';
import { readClientId, readPermissions, readUtf8, writePermissions, writeRpcIds, writeUtf8 } from './writables.ts';

export interface SymlinkOp extends RpcIds {
  readonly op: 'OP_SYMLINK';
  readonly inodeId: number;
  readonly path: string;
  /** What it points to, as the client gave it. */
  readonly value: string;
  readonly mtime: number;
  readonly atime: number;
  readonly permissionStatus: PermissionStatus;
}

export const symlinkOp: OpCodec<SymlinkOp> = {
  name: 'OP_SYMLINK',
  code: 17,
  write(w, op) {
    w.long(op.inodeId);
    writeUtf8(w, op.path);
    writeUtf8(w, op.value);
    w.long(op.mtime);
    w.long(op.atime);
    writePermissions(w, op.permissionStatus);
    writeRpcIds(w, op);
  },
  read: (r) => ({
    op: 'OP_SYMLINK', inodeId: r.long(), path: readUtf8(r), value: readUtf8(r), mtime: r.long(), atime: r.long(),
    permissionStatus: readPermissions(r), rpcClientId: readClientId(r), rpcCallId: r.i32(),
  }),
};
