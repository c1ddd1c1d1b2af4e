// OP_MKDIR: one directory made.
import type { ByteReader } from '../../base/bytes.ts';
import type { PermissionStatus } from '../../protocol/permission.ts';
import type { OpCodec } from './op-codec.ts';
import type { AclEntry, XAttr } from './writables.ts';
import { readAclEntries, readPermissions, readXAttrs, utf8At, writeAclEntries, writePermissions, writeUtf8, writeXAttrs } from './writables.ts';

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

/** The fields of an OP_MKDIR, read into an object that is used again; the path stays where it lies, between two places of the reader. */
export class MkdirReader {
  inodeId = 0;
  pathFrom = 0;
  pathTo = 0;
  timestamp = 0;
  permissions: PermissionStatus = { owner: '', group: '', mode: 0 };
  aclEntries: readonly AclEntry[] = [];
  xAttrs: readonly XAttr[] = [];

  get mtime(): number {
    return this.timestamp;
  }

  /** Directories have none. */
  get atime(): number {
    return 0;
  }

  read(r: ByteReader, layout: number): void {
    this.inodeId = r.long();
    const length = r.u16();
    this.pathFrom = r.take(length);
    this.pathTo = r.position;
    this.timestamp = r.long();
    r.skip(8);
    this.permissions = readPermissions(r);
    this.aclEntries = readAclEntries(r);
    this.xAttrs = layout <= -57 ? readXAttrs(r) : [];
  }
}

const fields = new MkdirReader();

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
    fields.read(r, layout);
    const { inodeId, pathFrom, pathTo, timestamp, permissions, aclEntries, xAttrs } = fields;
    return { op: 'OP_MKDIR', inodeId, path: utf8At(r, pathFrom, pathTo), timestamp, permissions, aclEntries, xAttrs };
  },
};
