// Where a client finds blocks: LocatedBlock messages with the good replicas of a block, nearest first. Answers to
// BlockManager.createLocatedBlocks, DatanodeManager.sortLocatedBlocks and NetworkTopology.sortByDistance.

import type { LocatedBlockProto, LocatedBlocksProto } from '../../wire/hdfs.ts';
import type { TokenProto } from '../../wire/security.ts';
import { blockState } from './block-table.ts';
import type { BlockCore } from './block-core.ts';
import type { Datanode, Storage } from './datanode.ts';

const empty = new Uint8Array(0);
/** Block tokens are off: the field is required, so an empty one goes out. */
export const emptyToken: TokenProto = { identifier: empty, password: empty, kind: '', service: '' };

/** Part of a file whose blocks are asked for. */
export interface BlockRange {
  /** All blocks of the file, in order. */
  readonly rows: readonly number[];
  /** Length without a last block under construction. */
  readonly fileLength: number;
  readonly underConstruction: boolean;
  readonly offset: number;
  readonly length: number;
  /** The reader's address; nearest replicas come first. Undefined: in the order of the table. */
  readonly clientHost: string | undefined;
}

/** The blocks of a range, and the last one of the file. */
export function locateBlocks(core: BlockCore, poolId: string, range: BlockRange): LocatedBlocksProto {
  const { rows, fileLength, underConstruction } = range;
  const last = rows[rows.length - 1];
  if (last === undefined) return { fileLength: 0, underConstruction, blocks: [], isLastBlockComplete: false };
  const blocks: LocatedBlockProto[] = [];
  const end = range.offset + range.length;
  let start = 0;
  for (const row of rows) {
    const length = core.table.numBytes(row);
    // The first block is told even if it has no byte yet.
    if (start + length > range.offset || (length === 0 && rows.length === 1)) blocks.push(locateBlock(core, poolId, row, start, range.clientHost));
    start += length;
    if (start >= end) break;
  }
  const complete = core.table.state(last) === blockState.complete;
  return {
    fileLength,
    underConstruction,
    blocks,
    lastBlock: locateBlock(core, poolId, last, complete ? fileLength - core.table.numBytes(last) : fileLength, range.clientHost),
    isLastBlockComplete: complete,
  };
}

/** One block; of one under construction the replicas are those expected. */
export function locateBlock(core: BlockCore, poolId: string, row: number, offset: number, clientHost: string | undefined): LocatedBlockProto {
  if (core.table.state(row) !== blockState.complete) {
    const expected = core.uc.storages(row);
    return locatedAt(core, poolId, row, offset, clientHost === undefined ? expected : nearestFirst(core, expected, clientHost, row), false);
  }
  const all = core.storages(row).filter((storage) => storage.state !== 'failed' && storage.node.alive);
  const good = core.corrupt.count(row) === 0 ? all : all.filter((storage) => !core.corrupt.isCorrupt(row, storage.node));
  // With nothing but bad replicas the client may still try.
  const corrupt = good.length === 0 && all.length > 0;
  const chosen = corrupt ? all : good;
  return locatedAt(core, poolId, row, offset, clientHost === undefined ? chosen : nearestFirst(core, chosen, clientHost, row), corrupt);
}

/** A block on given storages, in the given order: a new pipeline. */
export function locatedAt(core: BlockCore, poolId: string, row: number, offset: number, storages: readonly Storage[], corrupt: boolean): LocatedBlockProto {
  const { table } = core;
  return {
    b: { poolId, blockId: table.blockId(row), generationStamp: table.genstamp(row), numBytes: table.numBytes(row) },
    offset,
    locs: storages.map((storage) => storage.node.info()),
    corrupt,
    blockToken: emptyToken,
    isCached: storages.map(() => false),
    storageTypes: storages.map((storage) => storage.type),
    storageIDs: storages.map((storage) => storage.uuid),
    blockTokens: [],
  };
}

/**
 * The reader's own host, then its rack, then the rest; nodes that leave come last. Among equals the order is a
 * function of reader and block: the same reader meets the same replica again, different readers spread.
 */
export function nearestFirst(core: BlockCore, storages: readonly Storage[], clientHost: string, row: number): Storage[] {
  if (storages.length < 2) return [...storages];
  const rack = core.registry.onHost(clientHost)[0]?.rack ?? core.registry.rackOfHost(clientHost);
  const seed = hashOf(clientHost) ^ Math.imul(Number(core.table.blockId(row) & 0xffffffffn), 0x85ebca6b);
  const keyed = storages.map((storage) => ({ storage, service: serviceRank(storage.node), far: farness(storage.node, clientHost, rack), dice: mix(hashOf(storage.node.uuid) ^ seed) }));
  keyed.sort((a, b) => a.service - b.service || a.far - b.far || a.dice - b.dice);
  return keyed.map((entry) => entry.storage);
}

function serviceRank(node: Datanode): number {
  return node.adminState === 'normal' ? 0 : node.adminState === 'decommissioning' ? 1 : 2;
}

function farness(node: Datanode, clientHost: string, rack: string): number {
  return node.id.ipAddr === clientHost ? 0 : node.rack === rack ? 2 : 4;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
