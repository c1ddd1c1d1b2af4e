// Symlinks: Apache has no configuration that switches them on, so that none can be made; logs and images that have
// them are kept as they are. Answers to FSDirSymlinkOp.

import type { SymlinkOp } from '../../edit-log/ops/symlink-op.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { inodeKind } from '../namespace/inode-table.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { applyPath } from './apply-path.ts';
import type { Plan } from './plan.ts';

/** ClientProtocol.createSymlink, which a stock NameNode refuses always. */
export function planCreateSymlink(): Plan<void> {
  throw new HdfsException('UnsupportedOperationException', 'Symlinks not supported');
}

export function applySymlink(ns: Namespace, op: SymlinkOp): void {
  const path = applyPath(ns, op, op.path);
  const row = ns.addAt(inodeKind.symlink, path, { id: op.inodeId, permissions: op.permissionStatus, mtime: op.mtime, atime: op.atime });
  ns.setSymlinkTarget(row, op.value);
  ns.touch(path.parent, op.mtime);
}
