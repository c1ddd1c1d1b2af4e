// listCorruptFileBlocks: the files of blocks without a good replica, a bounded part at a time. A client asks again with
// the cookie of the answer before until nothing more comes. Answers to FSNamesystem.listCorruptFileBlocks.
import { HdfsException } from '../../protocol/exceptions.ts';
import type { CorruptFileBlocksProto } from '../../wire/hdfs.ts';
import type { FSNamesystem } from '../fs-namesystem.ts';

/** dfs.namenode.max-corrupt-file-blocks-returned. */
const filesMax = 100;

/**
 * Paths at and below `path`, one for each block, behind the blocks that `cookie` counts; the answer's cookie counts those
 * looked at as well. IOException while it is not known which blocks are missing.
 */
export function corruptFileBlocks(fsn: FSNamesystem, path: string, cookie: string | undefined): CorruptFileBlocksProto {
  const { namespace: ns, blocks } = fsn;
  if (!blocks.populating) throw new HdfsException('IOException', 'Cannot run listCorruptFileBlocks because replication queues have not been initialized.');
  const skip = skipped(cookie);
  const files: string[] = [];
  let seen = 0;
  for (const row of blocks.missingRows()) {
    if (++seen <= skip) continue;
    const file = ns.blocks.owner(row);
    if (file < 0 || !ns.isReachable(file)) continue;
    const name = ns.fullPath(file);
    if (path === '/' || name === path || name.startsWith(`${path}/`)) files.push(name);
    if (files.length === filesMax) break;
  }
  return { files, cookie: String(Math.max(seen, skip)) };
}

/** A cookie that is no number counts nothing. */
function skipped(cookie: string | undefined): number {
  return cookie !== undefined && /^\d{1,10}$/.test(cookie) ? Number(cookie) : 0;
}
