// Where a replica's two files lie, and how they move: a crash between two renames leaves the meta file with the finalized
// replicas and the data in rbw, whichever way they went. PoolSlice.scan then finishes the move to the finalized ones.
import type { Disk } from '../env/env.ts';

export interface ReplicaPaths {
  readonly dataPath: string;
  readonly metaPath: string;
}

export function replicaPaths(directory: string, blockId: bigint, genstamp: number): ReplicaPaths {
  return { dataPath: `${directory}/blk_${blockId}`, metaPath: `${directory}/blk_${blockId}_${genstamp}.meta` };
}

/** From where it was written to the finalized ones. */
export async function moveToFinalized(disk: Disk, from: ReplicaPaths, to: ReplicaPaths): Promise<void> {
  await disk.rename(from.metaPath, to.metaPath);
  await disk.rename(from.dataPath, to.dataPath);
}

/** From the finalized ones to where it is to be written; when that fails it stays, as far as the disk lets it. */
export async function moveFromFinalized(disk: Disk, from: ReplicaPaths, to: ReplicaPaths): Promise<void> {
  await disk.rename(from.dataPath, to.dataPath);
  try {
    await disk.rename(from.metaPath, to.metaPath);
  } catch (error) {
    await disk.rename(to.dataPath, from.dataPath).catch(() => {});
    throw error;
  }
}
