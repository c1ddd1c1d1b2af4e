// listOpenFiles: files that are being written, in the order of their ids, a bounded part at a time; so the parts do not
// add up to one moment's view. Answers to LeaseManager.getUnderConstructionFiles and FSNamesystem.getFilesBlockingDecom.
import { HdfsException } from '../../protocol/exceptions.ts';
import type { Namespace } from '../namespace/namespace.ts';

export interface OpenFilesRequest {
  /** The id behind which the part begins. */
  readonly afterId: number;
  /** Only files at and below it. */
  readonly path: string;
  /** Further files left out; undefined: none. */
  readonly wanted?: (file: number) => boolean;
}

export interface OpenFile {
  readonly id: number;
  readonly path: string;
  readonly clientName: string;
  readonly clientMachine: string;
}

/** At most `limit` files, and whether there are more. */
export function listOpenFiles(ns: Namespace, request: OpenFilesRequest, limit: number): { readonly files: readonly OpenFile[]; readonly hasMore: boolean } {
  if (!request.path.startsWith('/')) throw new HdfsException('AssertionError', `Absolute path required, but got '${request.path}'`);
  const parent = `/${request.path.split('/').filter((name) => name !== '').join('/')}`;
  const ids = [...ns.leases.files()].filter((id) => id > request.afterId).sort((a, b) => a - b);
  const files: OpenFile[] = [];
  for (const [i, id] of ids.entries()) {
    const file = ns.findInode(id);
    const writer = file < 0 ? undefined : ns.writer(file);
    if (writer === undefined || request.wanted?.(file) === false) continue;
    const path = ns.fullPath(file);
    if (!isParentEntry(path, parent)) continue;
    files.push({ id, path, ...writer });
    if (files.length >= limit) return { files, hasMore: i < ids.length - 1 };
  }
  return { files, hasMore: false };
}

/** DFSUtil.isParentEntry. */
function isParentEntry(path: string, parent: string): boolean {
  return parent === '/' || path === parent || path.startsWith(`${parent}/`);
}
