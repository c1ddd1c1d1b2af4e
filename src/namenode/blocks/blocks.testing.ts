// A block manager with a toy namespace and DataNodes that say what a test tells them to say.

import assert from 'node:assert/strict';
import type { Block } from '../../protocol/block.ts';
import { BlockCommandProto_Action, DatanodeCommandProto_Type } from '../../wire/datanode-protocol.ts';
import type { DatanodeCommandProto, DatanodeRegistrationProto } from '../../wire/datanode-protocol.ts';
import { ReplicaStateProto } from '../../wire/hdfs-server.ts';
import { StorageTypeProto } from '../../wire/hdfs.ts';
import type { DatanodeIDProto, DatanodeStorageProto } from '../../wire/hdfs.ts';
import { defaultBlockOptions } from './block-core.ts';
import type { BlockOptions } from './block-core.ts';
import { BlockManager } from './block-manager.ts';
import { BlockTable, blockState } from './block-table.ts';
import type { HeartbeatReply } from './datanode-intake.ts';
import { encodeReplicas } from './replica-list.ts';

export const poolId = 'BP-1-127.0.0.1-1';
const gib = 2 ** 30;

/** mulberry32: uniform in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Counters {
  genstampV2: number;
  genstampInBlocks: number;
}

export interface RigOptions {
  readonly options?: Partial<BlockOptions>;
  readonly rackOf?: (ipAddr: string) => string;
  readonly seed?: number;
  /** A namespace's blocks and counters, instead of the toy. */
  readonly table?: BlockTable;
  readonly counters?: Counters;
  readonly storagePolicyOf?: (row: number) => number;
  /** Made elsewhere; the rest does not count then. */
  readonly blocks?: BlockManager;
}

export class Rig {
  readonly table: BlockTable;
  readonly counters: Counters;
  readonly blocks: BlockManager;
  nowMs = 1000;
  txid = 0;
  #nextId = 1073741825n;

  constructor({ options, rackOf, seed = 1, table, counters, storagePolicyOf, blocks }: RigOptions = {}) {
    this.table = blocks?.table ?? table ?? new BlockTable({ rowsMax: 1 << 22 });
    this.counters = counters ?? { genstampV2: 1000, genstampInBlocks: 1000 };
    this.blocks = blocks ?? new BlockManager({
      table: this.table,
      counters: this.counters,
      blockPoolId: poolId,
      options: { ...defaultBlockOptions, safeMode: { threshold: 0.999, extensionMs: 0, datanodesMin: 0 }, ...options },
      registry: { heartbeatIntervalMs: 3000, recheckIntervalMs: 300_000, staleIntervalMs: 30_000, rackOf },
      random: seeded(seed),
      hostName: 'nn1.example',
      ...(storagePolicyOf === undefined ? {} : { storagePolicyOf }),
    });
  }

  /** Out of safe mode and Active, with `nodes` DataNodes that have reported nothing but themselves; `types` of their storages. */
  static active(nodes: number, options: RigOptions = {}, types: readonly (readonly StorageTypeProto[])[] = []): { rig: Rig; nodes: FakeDatanode[] } {
    const rig = new Rig(options);
    rig.blocks.loaded(0, rig.nowMs);
    rig.blocks.becomeActive(rig.nowMs);
    const list = Array.from({ length: nodes }, (_, i) => new FakeDatanode(rig, i + 1));
    for (const [i, node] of list.entries()) node.types = types[i] ?? node.types;
    for (const node of list) node.join();
    rig.walk();
    return { rig, nodes: list };
  }

  /** An edit is applied; durable at once unless `durable` is false. */
  edit<T>(apply: () => T, durable = true): T {
    this.blocks.applying(++this.txid);
    const result = apply();
    if (durable) this.blocks.durable(this.txid);
    return result;
  }

  /** ADD_BLOCK. */
  addBlock(replication = 3, durable = true): number {
    return this.edit(() => {
      this.counters.genstampV2++;
      const row = this.table.add(this.#nextId++, this.counters.genstampV2, 0, 1, blockState.underConstruction);
      this.table.setReplication(row, replication);
      this.counters.genstampInBlocks = this.counters.genstampV2;
      this.blocks.blockAdded(row);
      return row;
    }, durable);
  }

  commit(row: number, numBytes: number): void {
    this.edit(() => {
      this.table.setNumBytes(row, numBytes);
      this.table.setState(row, blockState.committed);
      this.blocks.blockCommitted(row);
    });
  }

  /** CLOSE. */
  close(row: number): void {
    this.edit(() => {
      this.table.setState(row, blockState.complete);
      this.blocks.blockCompleted(row);
    });
  }

  remove(row: number, durable = true): void {
    this.edit(() => {
      this.blocks.blockRemoved(row);
      this.table.remove(row);
    }, durable);
  }

  /** A whole file of one block, written to `nodes` and closed. */
  write(nodes: readonly FakeDatanode[], numBytes = 100, replication = nodes.length): number {
    const row = this.addBlock(replication);
    this.blocks.setExpectedLocations(row, nodes.map((node) => node.storage));
    for (const node of nodes) node.receive(row, numBytes);
    this.commit(row, numBytes);
    this.close(row);
    return row;
  }

  block(row: number): Block {
    return { blockId: this.table.blockId(row), genstamp: this.table.genstamp(row), numBytes: this.table.numBytes(row) };
  }

  tick(elapsedMs = 3000): void {
    this.nowMs += elapsedMs;
    this.blocks.tick(this.nowMs);
    this.walk();
  }

  walk(): void {
    while (this.blocks.step(1000));
  }
}

export class FakeDatanode {
  readonly rig: Rig;
  readonly id: DatanodeIDProto;
  readonly storageUuid: string;
  /** What is on its disk. */
  readonly replicas = new Map<bigint, Block & { readonly state: ReplicaStateProto }>();
  remaining = 10 * gib;
  /** Of its storages: the one that `storage` is, then others, without replicas. */
  types: readonly StorageTypeProto[] = [StorageTypeProto.DISK];
  xceivers = 1;

  constructor(rig: Rig, number: number) {
    this.rig = rig;
    this.id = { ipAddr: `10.0.0.${number}`, hostName: `dn${number}`, datanodeUuid: `uuid-${number}`, xferPort: 9866, infoPort: 9864, ipcPort: 9867 };
    this.storageUuid = `DS-${number}`;
  }

  get registration(): DatanodeRegistrationProto {
    return {
      datanodeID: this.id,
      storageInfo: { layoutVersion: -57, namespceID: 1, clusterID: 'c', cTime: 1 },
      keys: { isBlockTokenEnabled: false, keyUpdateInterval: 0, tokenLifeTime: 0, currentKey: { keyId: 0, expiryDate: 0 }, allKeys: [] },
      softwareVersion: '3.4.3',
    };
  }

  get node(): NonNullable<ReturnType<BlockManager['registry']['get']>> {
    const node = this.rig.blocks.registry.get(this.id.datanodeUuid);
    assert.ok(node);
    return node;
  }

  get storage(): NonNullable<ReturnType<FakeDatanode['node']['storages']['get']>> {
    const storage = this.node.storages.get(this.storageUuid);
    assert.ok(storage);
    return storage;
  }

  get #storages(): DatanodeStorageProto[] {
    return this.types.map((type, i) => ({ storageUuid: i === 0 ? this.storageUuid : `${this.storageUuid}-${i}`, storageType: type }));
  }

  register(): void {
    this.rig.blocks.intake.register(this.id, '3.4.3', this.rig.nowMs, this.rig.nowMs);
  }

  /** Register, heartbeat, full report. */
  join(): void {
    this.register();
    const reply = this.heartbeat();
    this.fullReport(reply.reportLeaseId);
  }

  heartbeat(mayOrder = true, xmitsInProgress = 0): HeartbeatReply {
    return this.rig.blocks.intake.heartbeat({
      registration: this.registration,
      reports: this.#storages.map((storage) => ({ storageUuid: storage.storageUuid, storage, capacity: 20 * gib, dfsUsed: 0, remaining: this.remaining, blockPoolUsed: 0 })),
      xceiverCount: this.xceivers, xmitsInProgress, failedVolumes: 0, slowPeers: [], slowDisks: [],
    }, mayOrder, this.rig.nowMs, this.rig.nowMs);
  }

  /** Sends all that it has; returns how many deletions of unknown replicas followed. */
  fullReport(leaseId: bigint, perStep = 10): number {
    const { count, bytes } = encodeReplicas(this.replicas.values());
    const context = { totalRpcs: 1, curRpc: 0, id: 7n, leaseId };
    const [own, ...others] = this.#storages;
    const told = [
      ...(own === undefined ? [] : [{ storage: own, blocks: [], numberOfBlocks: count, blocksBuffers: [bytes] }]),
      ...others.map((storage) => ({ storage, blocks: [], numberOfBlocks: 0, blocksBuffers: [] })),
    ];
    const reports = this.rig.blocks.intake.fullReports(this.id, told, context, this.rig.nowMs);
    assert.ok(reports);
    let invalidated = 0;
    for (const start of reports) {
      const report = start();
      while (!report.step(perStep));
      invalidated += report.invalidated;
    }
    this.rig.blocks.intake.fullReportDone(this.id, context, this.rig.nowMs, this.rig.nowMs);
    return invalidated;
  }

  receive(row: number, numBytes: number, deleteHint?: string): void {
    this.receiveBlock({ ...this.rig.block(row), numBytes }, deleteHint);
  }

  receiveBlock(block: Block, deleteHint?: string): void {
    this.replicas.set(block.blockId, { ...block, state: ReplicaStateProto.FINALIZED });
    this.#incremental(block, 2, deleteHint);
  }

  receiving(row: number): void {
    this.#incremental(this.rig.block(row), 1);
  }

  delete(block: Block): void {
    this.replicas.delete(block.blockId);
    this.#incremental(block, 3);
  }

  /** Does what a heartbeat's orders say; returns the ids it was told to delete, and the copies it was told to make. */
  obey(reply: HeartbeatReply): { deleted: bigint[]; copied: { blockId: bigint; targets: string[] }[] } {
    const deleted = orderedDeletions(reply.commands);
    for (const block of deleted) this.delete({ blockId: block, genstamp: 0, numBytes: 0 });
    return { deleted, copied: orderedCopies(reply.commands) };
  }

  #incremental(block: Block, status: 1 | 2 | 3, deleteHint?: string): void {
    this.rig.blocks.intake.incremental(this.id, [{
      storageUuid: this.storageUuid,
      storage: { storageUuid: this.storageUuid },
      blocks: [{ block: { blockId: block.blockId, genStamp: block.genstamp, numBytes: block.numBytes }, status, deleteHint }],
    }], this.rig.nowMs);
  }
}

export function orderedDeletions(commands: readonly DatanodeCommandProto[]): bigint[] {
  return commands.flatMap(({ blkCmd }) => (blkCmd?.action === BlockCommandProto_Action.INVALIDATE ? blkCmd.blocks.map((block) => block.blockId) : []));
}

export function orderedCopies(commands: readonly DatanodeCommandProto[]): { blockId: bigint; targets: string[] }[] {
  return commands.flatMap(({ blkCmd }) => (blkCmd?.action === BlockCommandProto_Action.TRANSFER
    ? blkCmd.blocks.map((block, i) => ({ blockId: block.blockId, targets: (blkCmd.targets[i]?.datanodes ?? []).map((info) => info.id.datanodeUuid) }))
    : []));
}

export function isRegister(commands: readonly DatanodeCommandProto[]): boolean {
  return commands.length === 1 && commands[0]?.cmdType === DatanodeCommandProto_Type.RegisterCommand;
}
