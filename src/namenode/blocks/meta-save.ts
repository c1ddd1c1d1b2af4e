// What the block management has in hand, as text for `dfsadmin -metasave`: blocks to copy, being copied and to be deleted,
// corrupt replicas, every DataNode. Answers to BlockManager.metaSave, line for line.
import { byteDesc, percent } from '../../protocol/format-size.ts';
import { dateText } from '../../protocol/java-text.ts';
import type { BlockCore } from './block-core.ts';
import { defaultRack } from './datanode-registry.ts';
import type { Datanode, Storage } from './datanode.ts';
import { priority } from './low-redundancy.ts';

const reasons = { genstamp: 'GENSTAMP_MISMATCH', size: 'SIZE_MISMATCH', state: 'INVALID_STATE', reported: 'CORRUPTION_REPORTED' } as const;
const adminStates = { normal: 'IN', decommissioning: 'DP', decommissioned: 'DD' } as const;

/**
 * The lines. `fileOf` gives the path of the file that a block is of.
 * @param wallMs what the wall clock says at `nowMs` of the monotonic one
 */
export function metaSaveLines(core: BlockCore, fileOf: (row: number) => string, nowMs: number, wallMs: number): string[] {
  const nodes = [...core.registry.nodes];
  const deletions = core.invalidations.nodes;
  const dead = nodes.filter((node) => core.registry.isDead(node, nowMs)).length;
  const blocks = (rows: Iterable<number>): string[] => [...rows].map((row) => `${fileOf(row)}: ${blockLine(core, row)}`);
  const waiting = [priority.highest, priority.veryLow, priority.low, priority.badlyPlaced].flatMap((level) => blocks(core.low.rows(level)));
  return [
    `Live Datanodes: ${nodes.length - dead}`,
    `Dead Datanodes: ${dead}`,
    `Metasave: Blocks waiting for reconstruction: ${core.low.size - core.low.missing}`,
    ...waiting,
    `Metasave: Blocks currently missing: ${core.low.missing}`,
    ...blocks(core.low.rows(priority.missing)),
    'Mis-replicated blocks that have been postponed:',
    ...blocks(core.postponed),
    `Metasave: Blocks being reconstructed: ${core.copies.size}`,
    ...[...core.copies.all()].map(({ row, sinceMs, targets }) => `${blockName(core, row)} StartTime: ${timeText(wallMs - (nowMs - sinceMs))} NumReconstructInProgress: ${targets}`),
    `Metasave: Blocks ${core.invalidations.size} waiting deletion from ${deletions.length} datanodes.`,
    ...deletions.map(({ node, blocks: count }) => `${node.xferAddress} ${count} blocks`),
    'Corrupt Blocks:',
    ...[...core.corrupt.rows()].flatMap((row) => corruptLines(core, row)),
    `Metasave: Number of datanodes: ${nodes.length}`,
    ...nodes.sort((a, b) => (a.uuid < b.uuid ? -1 : 1)).map(dataNodeLine),
  ];
}

function blockName(core: BlockCore, row: number): string {
  return `blk_${core.table.blockId(row)}_${core.table.genstamp(row)}`;
}

function blockLine(core: BlockCore, row: number): string {
  const counts = core.count(row);
  const leaving = counts.decommissioning + counts.decommissioned;
  const missing = counts.live + leaving > 0 ? '' : ' MISSING';
  const replicas = core.storages(row).map((storage) => ` ${storage.node.xferAddress}${replicaState(core, row, storage)} : `).join('');
  return `${blockName(core, row)}${missing} (replicas: live: ${counts.live} decommissioning and decommissioned: ${leaving} corrupt: ${counts.corrupt} in excess: ${counts.excess} maintenance mode: 0) ${replicas}`;
}

function replicaState(core: BlockCore, row: number, storage: Storage): string {
  const { node, stale } = storage;
  const state = core.corrupt.isCorrupt(row, node) ? '(corrupt)' : node.adminState === 'normal' ? '' : '(decommissioned)';
  return `${state}${stale ? ' (block deletions maybe out of date)' : ''}`;
}

function corruptLines(core: BlockCore, row: number): string[] {
  const storages = core.storages(row);
  return storages.flatMap((storage) => {
    const reason = core.corrupt.nodesOf(row)?.get(storage.node);
    if (reason === undefined) return [];
    const state = storage.state === 'read-only' ? 'READ_ONLY_SHARED' : storage.state.toUpperCase();
    return [`Block=${blockName(core, row)}\tSize=${core.table.numBytes(row)}\tNode=${storage.node.xferAddress}\tStorageID=${storage.uuid}\tStorageState=${state}\tTotalReplicas=${storages.length}\tReason=${reasons[reason]}`];
  });
}

/** DatanodeDescriptor.dumpDatanode. */
function dataNodeLine(node: Datanode): string {
  const bytes = (count: number): string => `${count}(${byteDesc(count)})`;
  const share = (part: number, whole: number): string => (whole <= 0 ? '100.00%' : percent(part, whole, 2));
  const { capacity, dfsUsed, remaining, cacheCapacity, cacheUsed, rack } = node;
  const parts = [
    node.xferAddress, ...(rack === defaultRack ? [] : [rack]), adminStates[node.adminState],
    bytes(capacity), bytes(dfsUsed), share(dfsUsed, capacity), bytes(remaining),
    bytes(cacheCapacity), bytes(cacheUsed), share(cacheUsed, cacheCapacity), bytes(cacheCapacity - cacheUsed),
    dateText(node.lastUpdateWallMs),
    ...(node.replicate.length > 0 ? [`${node.replicate.length} blocks to be replicated;`] : []),
    ...(node.recover.length > 0 ? [`${node.recover.length} blocks to be recovered;`] : []),
  ];
  return parts.join(' ');
}

/** HH:mm:ss (java.sql.Time), in UTC. */
function timeText(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(11, 19);
}
