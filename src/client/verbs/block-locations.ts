// Where a file's blocks are, as the API tells it. Answers to DFSUtilClient.locatedBlocks2Locations.
import type { LocatedBlockProto } from '../../wire/hdfs.ts';
import type { BlockLocation } from '../file-system.ts';
import { storageTypeName } from './content-summary.ts';

export function blockLocation(block: LocatedBlockProto): BlockLocation {
  return {
    offset: block.offset, length: block.b.numBytes ?? 0, blockId: block.b.blockId, generationStamp: block.b.generationStamp, corrupt: block.corrupt,
    replicas: block.locs.map(({ id }, i) => ({
      host: id.hostName, address: id.ipAddr, port: id.xferPort, datanodeUuid: id.datanodeUuid,
      storageId: block.storageIDs[i] ?? '', storageType: storageTypeName(block.storageTypes[i]),
    })),
  };
}
