// getBlockLocations: which blocks of a file a reader needs. Where they are is the block management's answer.
// Answers to FSDirStatAndListingOp.getBlockLocations.

import { HdfsException } from '../../protocol/exceptions.ts';
import { action } from '../../protocol/permission.ts';
import { blockState } from '../blocks/block-table.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { OpContext } from './plan.ts';
import { checkAccess, requireFile, resolveAs } from './resolve.ts';
import { checkUnreadableBySuperuser } from './xattr.ts';

export interface BlockLocationsRequest {
  readonly src: string;
  readonly offset: number;
  readonly length: number;
}

export interface FileBlocks {
  readonly row: number;
  readonly path: string;
  /** Bytes without the last block while that is under construction. */
  readonly fileLength: number;
  readonly underConstruction: boolean;
  /** Rows of all blocks, in order; offset and length of the request are the caller's to cut by. */
  readonly blockRows: readonly number[];
  /** The last block's row, or -1, and whether it is complete. */
  readonly lastBlock: number;
  readonly lastComplete: boolean;
  /** Whether the file's access time is to be renewed (`planTouch`), which is an edit. */
  readonly updateAccessTime: boolean;
}

export function getBlockLocations(ns: Namespace, ctx: OpContext, request: BlockLocationsRequest): FileBlocks {
  const { src, offset, length } = request;
  if (offset < 0) throw new HdfsException('IllegalArgumentException', `Negative offset is not supported. File: ${src}`);
  if (length < 0) throw new HdfsException('IllegalArgumentException', `Negative length is not supported. File: ${src}`);
  const path = resolveAs(ns, undefined, src, 'read');
  const row = requireFile(ns, path.last, path.path);
  checkAccess(ns, ctx, path, { target: action.read });
  checkUnreadableBySuperuser(ns, ctx, row);
  return { ...fileBlocks(ns, row), path: path.path, updateAccessTime: isStale(ns, ctx, row) };
}

/** The same for a row that a status was made of (getLocatedFileInfo, listings with locations). */
export function fileBlocks(ns: Namespace, row: number): FileBlocks {
  const last = ns.lastBlock(row);
  const lastComplete = last < 0 || ns.blocks.state(last) === blockState.complete;
  const whole = ns.fileLength(row);
  return {
    row, path: '', fileLength: lastComplete ? whole : whole - ns.blocks.numBytes(last), underConstruction: ns.isUnderConstruction(row),
    blockRows: ns.blockRows(row), lastBlock: last, lastComplete, updateAccessTime: false,
  };
}

function isStale(ns: Namespace, ctx: OpContext, row: number): boolean {
  const precision = ctx.options.accessTimePrecisionMs;
  return precision > 0 && ctx.nowMs > ns.inodes.atime(row) + precision;
}
