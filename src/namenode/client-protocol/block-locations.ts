// Where a file's blocks are, for statuses that carry locations. Answers to FSDirStatAndListingOp.createLocatedFileStatus.
import type { LocatedBlocksProto } from '../../wire/hdfs.ts';
import type { FSNamesystem } from '../fs-namesystem.ts';
import type { FileStatus } from '../namespace/file-status.ts';
import { fileBlocks } from '../operations/get-block-locations.ts';
import type { BlockView } from '../operations/block-view.ts';

/** All blocks of a file, nearest replicas to `client` first; undefined for what is no file. */
export function locationsOf(fsn: FSNamesystem, status: FileStatus, client: string, offset = 0, length = Number.MAX_SAFE_INTEGER): LocatedBlocksProto | undefined {
  if (status.kind !== 'file' || status.row < 0) return undefined;
  const { blockRows, fileLength, underConstruction } = fileBlocks(fsn.namespace, status.row);
  return fsn.blocks.locate({ rows: blockRows, fileLength, underConstruction, offset, length, clientHost: client });
}

/** The block management as plans see it. */
export function blockViewOf(fsn: FSNamesystem): BlockView {
  const { blocks } = fsn;
  return {
    hasMinStorage: (row) => blocks.hasMinReplication(row),
    expectedLocations: (row) => blocks.expectedLocations(row).length,
    isUnderRecovery: (row) => blocks.recoveryId(row) !== undefined,
    mayRecover: (row) => blocks.mayRecover(row),
    allReported: () => blocks.allReported(),
    isSufficientlyReplicated: (row) => blocks.isSufficientlyReplicated(row),
  };
}
