// Where a file's blocks are, in WebHDFS's JSON: as HDFS has it (GET_BLOCK_LOCATIONS), and as every file system has it
// (GETFILEBLOCKLOCATIONS). Answers to JsonUtil and DFSUtilClient.locatedBlocks2Locations.
import { DatanodeInfoProto_AdminState as AdminState } from '../wire/hdfs.ts';
import type { DatanodeInfoProto, LocatedBlockProto, LocatedBlocksProto } from '../wire/hdfs.ts';
import type { TokenProto } from '../wire/security.ts';
import type { Json } from './json-status.ts';
import { storageTypeName } from './json-status.ts';

const defaultRack = '/default-rack';

export function locatedBlocksJson(located: LocatedBlocksProto): Json {
  return {
    LocatedBlocks: {
      fileLength: located.fileLength,
      isLastBlockComplete: located.isLastBlockComplete,
      isUnderConstruction: located.underConstruction,
      lastLocatedBlock: located.lastBlock === undefined ? null : locatedBlockJson(located.lastBlock),
      locatedBlocks: located.blocks.map(locatedBlockJson),
    },
  };
}

function locatedBlockJson(block: LocatedBlockProto): Json {
  return {
    block: { blockId: Number(block.b.blockId), blockPoolId: block.b.poolId, generationStamp: block.b.generationStamp, numBytes: block.b.numBytes ?? 0 },
    blockToken: { urlString: tokenText(block.blockToken) },
    cachedLocations: block.locs.filter((_node, i) => block.isCached[i] === true).map(datanodeJson),
    isCorrupt: block.corrupt,
    locations: block.locs.map(datanodeJson),
    startOffset: block.offset,
    storageTypes: block.storageTypes.map((type) => storageTypeName(type)),
  };
}

const adminStates = Object.entries(AdminState);

function datanodeJson(node: DatanodeInfoProto): Json {
  const { id } = node;
  return {
    adminState: adminStates.find(([, value]) => value === node.adminState)?.[0] ?? 'NORMAL',
    blockPoolUsed: node.blockPoolUsed ?? 0,
    cacheCapacity: node.cacheCapacity ?? 0,
    cacheUsed: node.cacheUsed ?? 0,
    capacity: node.capacity ?? 0,
    dfsUsed: node.dfsUsed ?? 0,
    hostName: id.hostName,
    infoPort: id.infoPort,
    infoSecurePort: id.infoSecurePort ?? 0,
    ipAddr: id.ipAddr,
    ipcPort: id.ipcPort,
    lastBlockReportMonotonic: node.lastBlockReportMonotonic ?? 0,
    lastBlockReportTime: node.lastBlockReportTime ?? 0,
    lastUpdate: node.lastUpdate ?? 0,
    lastUpdateMonotonic: node.lastUpdateMonotonic ?? 0,
    name: `${id.ipAddr}:${id.xferPort}`,
    networkLocation: node.location ?? defaultRack,
    remaining: node.remaining ?? 0,
    storageID: id.datanodeUuid,
    xceiverCount: node.xceiverCount ?? 0,
    xferPort: id.xferPort,
  };
}

/** Token.encodeToUrlString: the parts behind their lengths, in base64 for URLs. Lengths of a byte, as these are. */
function tokenText(token: TokenProto): string {
  const parts = [token.identifier, token.password, Buffer.from(token.kind), Buffer.from(token.service)];
  return Buffer.concat(parts.flatMap((part) => [Uint8Array.of(part.length), part])).toString('base64url');
}

/** BlockLocation of each block that is told. */
export function blockLocationsJson(located: LocatedBlocksProto): Json {
  const BlockLocation = located.blocks.map((block) => {
    const names = block.locs.map(({ id }) => `${id.ipAddr}:${id.xferPort}`);
    return {
      topologyPaths: block.locs.map((node, i) => `${node.location ?? defaultRack}/${names[i] ?? ''}`),
      corrupt: block.corrupt,
      cachedHosts: block.locs.filter((_node, i) => block.isCached[i] === true).map(({ id }) => id.hostName),
      names,
      offset: block.offset,
      hosts: block.locs.map(({ id }) => id.hostName),
      length: block.b.numBytes ?? 0,
      storageTypes: block.storageTypes.map((type) => storageTypeName(type)),
    };
  });
  return { BlockLocations: { BlockLocation } };
}
