// What heartbeats and full reports say about a pool's storages.
import type { StorageBlockReportProto } from '../wire/datanode-protocol.ts';
import { DatanodeStorageProto_StorageState as StorageState, StorageTypeProto } from '../wire/hdfs.ts';
import type { StorageReportProto } from '../wire/hdfs.ts';
import type { BlockPool } from './block-pool.ts';
import type { PoolSlice } from './pool-slice.ts';

export function datanodeStorage(slice: PoolSlice): { storageUuid: string; state: StorageState; storageType: StorageTypeProto } {
  return { storageUuid: slice.storageId, state: StorageState.NORMAL, storageType: StorageTypeProto[slice.type] };
}

/** Space by storage, with the numbers of the last measuring. */
export function storageReports(pool: BlockPool): StorageReportProto[] {
  return pool.slices.map((slice) => {
    const capacity = pool.capacityBytes(slice);
    return {
      storageUuid: slice.storageId,
      storage: datanodeStorage(slice),
      failed: false,
      capacity,
      dfsUsed: slice.usedBytes,
      remaining: pool.availableBytes(slice),
      blockPoolUsed: slice.usedBytes,
      nonDfsUsed: Math.max(0, slice.totalBytes - slice.freeBytes - slice.usedBytes),
    };
  });
}

/** All replicas by storage. */
export function storageBlockReports(pool: BlockPool): StorageBlockReportProto[] {
  const lists = pool.blockLists();
  return pool.slices.map((slice, index) => {
    const list = lists[index];
    return {
      storage: datanodeStorage(slice),
      blocks: [],
      numberOfBlocks: list?.count ?? 0,
      blocksBuffers: list === undefined ? [] : [...list.buffers],
    };
  });
}
