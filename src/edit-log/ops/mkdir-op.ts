// OP_MKDIR: one directory made.
import type { PermissionStatus } from '../../protocol/permission.ts';
import type { OpCodec } from './op-codec.ts';
import type { AclEntry, XAttr } from './writables.ts';
import { readAclEntries, readPermissions, readUtf8, readXAttrs, writeAclEntries, writePermissions, writeUtf8, writeXAttrs } from './writables.ts';

export interface MkdirOp {
  readonly op: 'OP_MKDIR';
  readonly inodeId: number;
  readonly path: string;
  /** Modification time in ms. */
  readonly timestamp: number;
  readonly permissions: PermissionStatus;
  /** Default and access entries inherited from the parent; empty: none. */
  readonly aclEntries: readonly AclEntry[];
  readonly xAttrs: readonly XAttr[];
}

export const mkdirOp: OpCodec<MkdirOp> = {
  name: 'OP_MKDIR',
  code: 3,
  write(w, op) {
    w.long(op.inodeId);
    writeUtf8(w, op.path);
    w.long(op.timestamp);
    w.long(op.timestamp); // the access time, which nobody reads
    writePermissions(w, op.permissions);
    writeAclEntries(w, op.aclEntries);
    writeXAttrs(w, op.xAttrs);
  },
  read(r, layout) {
    const inodeId = r.long();
    const path = readUtf8(r);
    const timestamp = r.long();
    r.skip(8);
    const permissions = readPermissions(r);
    const aclEntries = readAclEntries(r);
    return { op: 'OP_MKDIR', inodeId, path, timestamp, permissions, aclEntries, xAttrs: layout <= -57 ? readXAttrs(r) : [] };
  },
};
