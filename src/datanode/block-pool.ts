// All replicas that this DataNode has of one block pool, over all its data directories: created, finalized, found,
// deleted. What changes a block's files runs one after the other per block, and looks at the map again when its turn
// has come; so two operations on one block never both win. Answers to org.apache.hadoop.hdfs.server.datanode.fsdataset.impl.FsDatasetImpl.
import { decodeMetaHeader, metaHeaderLength } from '../data-transfer/data-checksum.ts';
import type { DataChecksum } from '../data-transfer/data-checksum.ts';
import { WorldError } from '../env/env.ts';
import type { Env } from '../env/env.ts';
import { poolOpened } from '../metrics/event-names.ts';
import { blockName, noAck } from '../protocol/block.ts';
import type { Block, ExtendedBlock } from '../protocol/block.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { removeIfThere } from '../storage/atomic-file.ts';
import { encodeBlockLists } from './block-report.ts';
import type { BlockList } from './block-report.ts';
import type { DataDirectory, StorageType } from './data-directory.ts';
import { OpenReplica } from './open-replica.ts';
import type { ReplicaOwner } from './open-replica.ts';
import { metaLengthGuess, PoolSlice } from './pool-slice.ts';
import type { ReadPace } from './read-pace.ts';
import { RecoveryMarks } from './recovery-marks.ts';
import type { RecoveringReplica } from './inter-datanode-protocol.ts';
import { replicaEnd } from './replica-end.ts';
import { moveFromFinalized, moveToFinalized, replicaPaths } from './replica-paths.ts';
import type { ReplicaPaths } from './replica-paths.ts';
import { ReplicaMap, replicaState, replicaStateName } from './replica-map.ts';
import type { Replica, ReplicaState } from './replica-map.ts';

/** pool:blk_1_1001, as ExtendedBlock.toString. */
export function blockText(block: ExtendedBlock): string {
  return `${block.poolId}:blk_${block.blockId}_${block.genstamp}`;
}

/** What a replica that is to be written asks for. */
export interface NewReplica {
  readonly block: ExtendedBlock;
  readonly type: StorageType;
  /** The most bytes it is expected to take. */
  readonly expectedBytes: number;
  readonly checksum: DataChecksum;
  readonly owner: ReplicaOwner;
}

/** A replica as a reader finds it; lengths are of the moment of asking. */
export interface ReadableReplica {
  readonly genstamp: number;
  readonly state: ReplicaState;
  readonly storageId: string;
  /** Bytes a client may know of: acknowledged ones of a replica in a pipeline, -1 when it cannot be read. */
  readonly visibleBytes: number;
  /** Bytes that data and sums are there for. */
  readonly bytesOnDisk: number;
  /** The sum of the last chunk, where that is being written. */
  readonly lastSum: Buffer | undefined;
  readonly dataPath: string;
  readonly metaPath: string;
  readonly pace: ReadPace;
}

const copyPieceBytes = 256 * 1024;
const replicaNotFoundHint =
  '. The block may have been removed recently by the balancer or by intentionally reducing the replication factor. ' +
  'This condition is usually harmless. To be certain, please check the preceding datanode log messages for signs of a more serious issue.';

export class BlockPool {
  readonly poolId: string;
  readonly slices: readonly PoolSlice[];
  readonly #env: Env;
  readonly #replicas = new ReplicaMap();
  readonly #open = new Map<bigint, OpenReplica>();
  /** Replicas under recovery (RUR); the map above has what they were before, as reports are to say. */
  readonly #recoveries = new RecoveryMarks();
  /** Deletions and other changes of files in progress, by block: the next change of that block waits. */
  readonly #busy = new Map<bigint, Promise<void>>();
  readonly #reservedBytes: number;
  #nextSlice = 0;

  private constructor(env: Env, poolId: string, slices: readonly PoolSlice[], reservedBytes: number) {
    this.#env = env;
    this.poolId = poolId;
    this.slices = slices;
    this.#reservedBytes = reservedBytes;
  }

  /** Reads what is in the data directories, whose pool directories exist. `reservedBytes` of each stay free. */
  static async open(env: Env, poolId: string, directories: readonly DataDirectory[], reservedBytes: number): Promise<BlockPool> {
    const slices = directories.map((directory, index) => new PoolSlice(env, directory, poolId, index));
    const pool = new BlockPool(env, poolId, slices, reservedBytes);
    const doubles: Replica[] = [];
    await Promise.all(slices.map(async (slice) => {
      await slice.measure();
      await slice.scan((replica) => {
        const known = pool.#replicas.get(replica.blockId);
        const worse = known === undefined ? undefined : isBetter(replica, known) ? known : replica;
        if (worse !== undefined) doubles.push(worse);
        if (worse !== replica) pool.#replicas.put(replica);
      });
    }));
    for (const double of doubles) await pool.#removeFiles(double);
    env.log('info', poolOpened, { poolId, replicas: pool.#replicas.size, volumes: slices.length });
    return pool;
  }

  get size(): number {
    return this.#replicas.size;
  }

  /** The replica of a block, whatever its generation stamp; RUR while it is under recovery. */
  find(blockId: bigint): Replica | undefined {
    const replica = this.#original(blockId);
    return replica !== undefined && this.#recoveries.has(blockId) ? { ...replica, state: replicaState.RUR } : replica;
  }

  #original(blockId: bigint): Replica | undefined {
    const replica = this.#replicas.get(blockId);
    const open = this.#open.get(blockId);
    return replica !== undefined && open !== undefined ? { ...replica, lengthBytes: open.bytesOnDisk } : replica;
  }

  findOpen(blockId: bigint): OpenReplica | undefined {
    return this.#open.get(blockId);
  }

  slice(replica: Replica): PoolSlice {
    return this.slices[replica.volume] as PoolSlice;
  }

  /** For PIPELINE_SETUP_CREATE. A replica that is there is an error, or goes where a recovering client (`newGenstamp`) asks again. */
  async createRbw(wanted: NewReplica, newGenstamp: number): Promise<OpenReplica> {
    const { block } = wanted;
    await this.settled(block.blockId);
    for (let found = this.#replicas.get(block.blockId); found !== undefined; found = this.#replicas.get(block.blockId)) {
      if (newGenstamp === 0) throw this.#alreadyExists(block, found.state);
      this.#checkNotRecovered(block);
      await this.#discard(found);
    }
    return this.#create(wanted, false);
  }

  /** For copies from another DataNode. An older replica gives way where it is being written or `isTransfer` (pipeline recovery). */
  async createTemporary(wanted: NewReplica, isTransfer: boolean): Promise<OpenReplica> {
    const { block } = wanted;
    await this.settled(block.blockId);
    for (let found = this.#replicas.get(block.blockId); found !== undefined; found = this.#replicas.get(block.blockId)) {
      const inPipeline = found.state === replicaState.TEMPORARY || found.state === replicaState.RBW;
      if (found.genstamp >= block.genstamp || (!isTransfer && !inPipeline)) throw this.#alreadyExists(block, found.state);
      this.#checkNotRecovered(block);
      await this.#discard(found);
    }
    return this.#create(wanted, true);
  }

  /** Closes a replica and moves it to its final place; `durable` also syncs the directories. */
  async finalize(replica: OpenReplica, durable: boolean): Promise<void> {
    await replica.close();
    await this.#during(replica.blockId, async () => {
      const known = this.#replicas.get(replica.blockId);
      if (known === undefined || this.#open.get(replica.blockId) !== replica) {
        throw new HdfsException('ReplicaNotFoundException', `Replica does not exist ${this.poolId}:blk_${replica.blockId}_${replica.genstamp}`);
      }
      const from = replica.directory;
      const directory = replica.slice.finalizedDirectory(replica.blockId);
      await this.#env.disk.makeDirectory(directory);
      await moveToFinalized(this.#env.disk, replica, replicaPaths(directory, replica.blockId, replica.genstamp));
      this.#open.delete(replica.blockId);
      this.#replicas.put({ ...known, genstamp: replica.genstamp, lengthBytes: replica.bytesOnDisk, state: replicaState.FINALIZED });
      replica.slice.usedBytes += metaLengthGuess(replica.bytesOnDisk);
      if (durable) {
        await this.#env.disk.syncDirectory(directory);
        await this.#env.disk.syncDirectory(from);
      }
    });
  }

  /** A copied replica that was only on its way becomes one that a pipeline writes on (TRANSFER_RBW). */
  async convertTemporaryToRbw(replica: OpenReplica, visibleBytes: number): Promise<void> {
    await replica.flushed();
    if (replica.bytesOnDisk < visibleBytes) throw new HdfsException('IOException', `${replica.bytesOnDisk} = numBytes < visible = ${visibleBytes}, temp=blk_${replica.blockId}_${replica.genstamp}`);
    await this.#during(replica.blockId, async () => {
      const { dataPath, metaPath } = replica;
      replica.temporary = false;
      await this.#env.disk.rename(metaPath, replica.metaPath);
      await this.#env.disk.rename(dataPath, replica.dataPath);
      replica.bytesAcked = visibleBytes;
      this.#setState(replica, replicaState.RBW);
    });
  }

  /** Drops a copy that did not complete; called by its owner. */
  async abandonTemporary(replica: OpenReplica): Promise<void> {
    replica.owner = undefined;
    await replica.close().catch(() => {});
    const known = this.#replicas.get(replica.blockId);
    if (known !== undefined && replica.temporary && this.#open.get(replica.blockId) === replica) await this.#discard(known);
  }

  /** Takes a replica in a pipeline over from its writer: stops that first. */
  async takeOver(replica: OpenReplica, owner: ReplicaOwner): Promise<void> {
    while (replica.owner !== undefined && replica.owner !== owner) await stopOwner(replica);
    replica.owner = owner;
  }

  /**
   * Makes a replica writable again whose files lie still (finalized, or left behind by a writer that went):
   * moves finalized files back to rbw first. It is cut to `lengthBytes`, and stays as it is where the chunk that it ends
   * in does not fit its sum. For pipeline recovery and append.
   */
  async reopen(found: Replica, lengthBytes: number, expectedBytes: number, owner: ReplicaOwner): Promise<OpenReplica> {
    return this.#reopen(found, lengthBytes, expectedBytes, owner, undefined);
  }

  async #reopen(found: Replica, lengthBytes: number, expectedBytes: number, owner: ReplicaOwner, recoveryId: number | undefined): Promise<OpenReplica> {
    const slice = this.slice(found);
    const paths = this.#paths(found);
    return this.#during(found.blockId, async () => {
      // A recovery that comes later waits for the new owner, and stops it.
      this.#recoveries.checkFree(found.blockId, recoveryId);
      const previous = this.#open.get(found.blockId);
      await previous?.close();
      const now = { lengthBytes: previous?.bytesOnDisk ?? found.lengthBytes, sum: previous?.lastSum };
      // What is recovered may be the only replica: it is kept with what is wrong in it.
      const end = await replicaEnd(this.#env, paths, now, lengthBytes, recoveryId !== undefined);
      const isFinalized = found.state === replicaState.FINALIZED;
      const rbw = replicaPaths(slice.rbwDirectory, found.blockId, found.genstamp);
      if (isFinalized) await moveFromFinalized(this.#env.disk, paths, rbw);
      let replica: OpenReplica;
      try {
        if (await slice.directory.keepsPrevious(slice.poolId)) {
          for (const name of [`blk_${found.blockId}`, `blk_${found.blockId}_${found.genstamp}.meta`]) await slice.ownFile(name);
        }
        replica = await OpenReplica.reopen(this.#env, {
          blockId: found.blockId, genstamp: found.genstamp, slice, temporary: false, checksum: end.checksum, reservedBytes: expectedBytes,
        }, end);
      } catch (error) {
        if (isFinalized) await moveToFinalized(this.#env.disk, rbw, paths).catch(() => {});
        throw error;
      }
      // Meta files of replicas that are open are not counted.
      slice.usedBytes -= now.lengthBytes - lengthBytes + (previous === undefined ? metaLengthGuess(now.lengthBytes) : 0);
      replica.owner = owner;
      replica.bytesAcked = previous?.bytesAcked ?? lengthBytes;
      this.#open.set(found.blockId, replica);
      this.#setState(replica, replicaState.RBW);
      return replica;
    });
  }

  /**
   * Puts a replica under recovery: whoever writes it is stopped, and nobody writes it again before the recovery's end.
   * Undefined when there is none. Rejects with RecoveryInProgressException for a recovery that a later one overtook,
   * with IOException when the replica cannot take part.
   */
  async initReplicaRecovery(block: ExtendedBlock, recoveryId: number): Promise<RecoveringReplica | undefined> {
    for (;;) {
      await this.settled(block.blockId);
      await this.#recoveries.idle(block.blockId);
      const found = this.#original(block.blockId);
      if (found === undefined) return undefined;
      const open = this.#open.get(block.blockId);
      if (open?.owner !== undefined) {
        await stopOwner(open);
        continue;
      }
      this.#checkRecoverable(block, found, open, recoveryId);
      this.#recoveries.begin(block, found, recoveryId);
      await open?.close().catch(() => {});
      await this.#checkFiles(found);
      return { block: { blockId: found.blockId, genstamp: found.genstamp, numBytes: found.lengthBytes }, originalState: found.state };
    }
  }

  /** Ends a recovery here: the replica is finalized under `recoveryId`, or a copy of its beginning as another block is. Returns the storage's id. */
  async updateReplicaUnderRecovery(old: ExtendedBlock, recoveryId: number, newBlockId: bigint, newLength: number): Promise<string> {
    const found = this.#original(old.blockId);
    if (found === undefined) throw new HdfsException('ReplicaNotFoundException', `Replica not found for ${blockText(old)}${replicaNotFoundHint}`);
    const text = `${replicaText(found)} under recovery`;
    if (!this.#recoveries.has(old.blockId)) throw new HdfsException('IOException', `replica.getState() != RUR, replica=${replicaText(found)}`);
    if (found.lengthBytes !== old.numBytes) {
      throw new HdfsException('IOException', `THIS IS NOT SUPPOSED TO HAPPEN: replica.getBytesOnDisk() != block.getNumBytes(), block=${blockText(old)}, replica=${text}`);
    }
    return this.#recoveries.change(old.blockId, recoveryId, text, async (changing) => {
      if (found.lengthBytes < newLength) throw new HdfsException('IOException', `rur.getNumBytes() < newlength = ${newLength}, rur=${text}`);
      if (newBlockId !== old.blockId) return this.#copyTruncated(found, recoveryId, newBlockId, newLength, changing);
      if (found.state === replicaState.FINALIZED && found.lengthBytes === newLength) await this.#renameMeta(found, recoveryId);
      else await this.#finishRecovered(found, recoveryId, newLength, changing);
      return this.slice(found).storageId;
    });
  }

  #checkRecoverable(block: ExtendedBlock, found: Replica, open: OpenReplica | undefined, recoveryId: number): void {
    const text = replicaText(found);
    if (found.state === replicaState.TEMPORARY) throw new HdfsException('IOException', `Cannot recover replica: ${text}`);
    if (open !== undefined && open.bytesOnDisk < open.bytesAcked) throw new HdfsException('IOException', `getBytesOnDisk() < getVisibleLength(), rip=${text}`);
    if (found.genstamp < block.genstamp) {
      throw new HdfsException('IOException', `replica.getGenerationStamp() < block.getGenerationStamp(), block=${blockText(block)}, replica=${text}`);
    }
    if (found.genstamp >= recoveryId) {
      throw new HdfsException('IOException', `THIS IS NOT SUPPOSED TO HAPPEN: replica.getGenerationStamp() >= recoveryId = ${recoveryId}, block=${blockText(block)}, replica=${text}`);
    }
  }

  /** FsDatasetImpl.checkReplicaFiles. What a broken write left behind the replica's end does not count. */
  async #checkFiles(found: Replica): Promise<void> {
    const { dataPath, metaPath } = this.#paths(found);
    const [data, meta] = await Promise.all([this.#env.disk.stat(dataPath), this.#env.disk.stat(metaPath)]);
    if (data === undefined) throw new HdfsException('FileNotFoundException', `Block data not found, r=${replicaText(found)}`);
    if (data.lengthBytes < found.lengthBytes) throw new HdfsException('IOException', `Block length mismatch, len=${data.lengthBytes} but r=${replicaText(found)}`);
    if (meta === undefined) throw new HdfsException('IOException', `${metaPath} does not exist, r=${replicaText(found)}`);
    if (meta.lengthBytes === 0) throw new HdfsException('IOException', `Metafile is empty, r=${replicaText(found)}`);
  }

  /** A finalized replica whose length stays: only its generation stamp changes, in its place. */
  async #renameMeta(found: Replica, genstamp: number): Promise<void> {
    await this.#during(found.blockId, async () => {
      const { metaPath } = this.#paths(found);
      await this.#env.disk.rename(metaPath, this.#paths({ ...found, genstamp }).metaPath);
      this.#replicas.put({ ...found, genstamp });
    });
  }

  async #finishRecovered(found: Replica, genstamp: number, lengthBytes: number, owner: ReplicaOwner): Promise<void> {
    const replica = await this.#reopen(found, lengthBytes, 0, owner, genstamp);
    await this.setGenstamp(replica, genstamp);
    replica.owner = undefined;
    await this.finalize(replica, false);
  }

  /** Copy on truncate: the replica itself stays as it was, finalized. */
  async #copyTruncated(found: Replica, genstamp: number, blockId: bigint, lengthBytes: number, owner: ReplicaOwner): Promise<string> {
    const slice = this.slice(found);
    const { dataPath, metaPath } = this.#paths(found);
    const checksum = decodeMetaHeader(await this.#head(metaPath));
    this.#replicas.put({ blockId, genstamp, lengthBytes: 0, state: replicaState.RBW, volume: slice.index });
    try {
      const copy = await this.#during(blockId, async () => {
        const created = await OpenReplica.create(this.#env, { blockId, genstamp, slice, temporary: false, checksum, reservedBytes: lengthBytes });
        this.#open.set(blockId, created);
        return created;
      });
      const source = await this.#env.disk.open(dataPath, 'read');
      try {
        for (let at = 0; at < lengthBytes; ) {
          const piece = Buffer.alloc(Math.min(copyPieceBytes, lengthBytes - at));
          const read = await source.read(piece, at);
          if (read === 0) throw new WorldError('io', `${dataPath}: ends at ${at}`);
          copy.write(at, piece.subarray(0, read), undefined);
          await copy.flushed();
          at += read;
        }
      } finally {
        await source.close();
      }
      await this.finalize(copy, false);
    } catch (error) {
      const left = this.#replicas.get(blockId);
      if (left !== undefined) await this.#discard(left);
      throw error;
    }
    if (found.state !== replicaState.FINALIZED) await this.#finishRecovered(found, found.genstamp, found.lengthBytes, owner);
    return slice.storageId;
  }

  /** Gives an open replica a new generation stamp, on disk first. */
  async setGenstamp(replica: OpenReplica, genstamp: number): Promise<void> {
    await this.#during(replica.blockId, async () => {
      await replica.bumpGenstamp(genstamp);
      this.#refresh(replica);
    });
  }

  #refresh(replica: OpenReplica): void {
    this.#setState(replica, replica.temporary ? replicaState.TEMPORARY : replicaState.RBW);
  }

  /**
   * Deletes replicas by id and generation stamp; those it does not have are skipped. `deleted` is called for each whose
   * files are gone, unless the NameNode wants no word (Block.numBytes of NO_ACK). Rejects with IOException, when all have
   * been tried, for those whose files cannot be deleted.
   */
  async invalidate(blocks: readonly Block[], deleted: (block: Block, storageId: string) => void): Promise<void> {
    const failures: string[] = [];
    for (const block of blocks) {
      const found = this.#replicas.get(block.blockId);
      if (found === undefined || found.genstamp !== block.genstamp) {
        this.#env.log('debug', 'deletion of a replica that is not here', { block: blockName(block), have: found?.genstamp });
        continue;
      }
      try {
        if ((await this.#discard(found)) && block.numBytes !== noAck) deleted(block, this.slice(found).storageId);
      } catch (error) {
        if (!(error instanceof WorldError)) throw error;
        failures.push(`${failures.length}) Failed to delete replica ${blockName(block)}: ${error.message}`);
      }
    }
    if (failures.length > 0) throw new HdfsException('IOException', [`Failed to delete ${failures.length} (out of ${blocks.length}) replica(s):`, ...failures].join('\n'));
  }

  /** Forgets a replica whose files somebody has missed, if they are not there; `deleted` is called then. */
  async invalidateMissing(blockId: bigint, deleted: (block: Block, storageId: string) => void): Promise<void> {
    // In its turn: files that are being renamed are in neither place for a moment.
    const missing = await this.#during(blockId, () => this.#findMissing(blockId));
    if (missing === undefined) return;
    try {
      if (!(await this.#discard(missing))) return;
    } catch (error) {
      if (!(error instanceof WorldError)) throw error;
      this.#env.log('warn', 'what is left of a missing replica stays', { block: blockName(missing), error: String(error) });
    }
    deleted({ blockId, genstamp: missing.genstamp, numBytes: 0 }, this.slice(missing).storageId);
  }

  async #findMissing(blockId: bigint): Promise<Replica | undefined> {
    const found = this.#replicas.get(blockId);
    if (found === undefined) return undefined;
    const { dataPath, metaPath } = this.#open.get(blockId) ?? this.#paths(found);
    const stats = await Promise.all([this.#env.disk.stat(dataPath), this.#env.disk.stat(metaPath)]);
    return stats.includes(undefined) ? found : undefined;
  }

  /** The replica of a block for reading, whatever its generation stamp; ReplicaNotFoundException. */
  readable(block: ExtendedBlock): ReadableReplica {
    const found = this.#replicas.get(block.blockId);
    if (found === undefined) throw new HdfsException('ReplicaNotFoundException', `Replica not found for ${blockText(block)}${replicaNotFoundHint}`);
    const open = this.#open.get(block.blockId);
    const slice = this.slice(found);
    const common = { genstamp: found.genstamp, state: found.state, storageId: slice.storageId, pace: slice.readPace };
    if (open !== undefined) {
      return {
        ...common, visibleBytes: open.temporary ? -1 : open.bytesAcked, bytesOnDisk: open.bytesOnDisk, lastSum: open.lastSum,
        dataPath: open.dataPath, metaPath: open.metaPath,
      };
    }
    const visibleBytes = found.state === replicaState.FINALIZED ? found.lengthBytes : -1;
    return { ...common, visibleBytes, bytesOnDisk: found.lengthBytes, lastSum: undefined, ...this.#paths(found) };
  }

  /** One list a slice, for a full report. */
  blockLists(): BlockList[] {
    for (const open of this.#open.values()) this.#refresh(open);
    return encodeBlockLists(this.#replicas, this.slices.length);
  }

  /** Bytes that may still be written on a volume. */
  availableBytes(slice: PoolSlice): number {
    return Math.max(0, Math.min(slice.freeBytes - this.#reservedBytes, slice.totalBytes - this.#reservedBytes - slice.usedBytes) - slice.reservedBytes);
  }

  capacityBytes(slice: PoolSlice): number {
    return Math.max(0, slice.totalBytes - this.#reservedBytes);
  }

  /** Stops all writers and closes the files. */
  async close(): Promise<void> {
    await Promise.all([...this.#open.values()].map(async (open) => {
      await open.owner?.stop();
      await open.close().catch((error: unknown) => this.#env.log('warn', 'closing a replica failed', { blockId: open.blockId, error: String(error) }));
    }));
    await Promise.all(this.#busy.values());
    await Promise.all(this.slices.map((slice) => slice.saveUsed()));
  }

  async #create(wanted: NewReplica, temporary: boolean): Promise<OpenReplica> {
    const { block } = wanted;
    const slice = this.#choose(wanted.type, wanted.expectedBytes);
    const state = temporary ? replicaState.TEMPORARY : replicaState.RBW;
    this.#replicas.put({ blockId: block.blockId, genstamp: block.genstamp, lengthBytes: 0, state, volume: slice.index });
    return this.#during(block.blockId, async () => {
      try {
        const replica = await OpenReplica.create(this.#env, {
          blockId: block.blockId, genstamp: block.genstamp, slice, temporary, checksum: wanted.checksum, reservedBytes: wanted.expectedBytes,
        });
        replica.owner = wanted.owner;
        this.#open.set(block.blockId, replica);
        return replica;
      } catch (error) {
        this.#replicas.remove(block.blockId);
        throw error;
      }
    });
  }

  /** Round robin over the volumes of a type that have room (RoundRobinVolumeChoosingPolicy). */
  #choose(type: StorageType, bytes: number): PoolSlice {
    let most = 0;
    let fitting = 0;
    for (let i = 0; i < this.slices.length; i++) {
      const at = (this.#nextSlice + i) % this.slices.length;
      const slice = this.slices[at] as PoolSlice;
      if (slice.type !== type) continue;
      fitting++;
      const available = this.availableBytes(slice);
      most = Math.max(most, available);
      if (available > bytes) {
        this.#nextSlice = (at + 1) % this.slices.length;
        return slice;
      }
    }
    if (fitting === 0) throw new HdfsException('IOException', `No more available volumes of type ${type}`);
    throw new HdfsException('IOException', `Out of space: The volume with the most available space (=${most} B) is less than the block size (=${bytes} B).`);
  }

  /** Stops a replica's writer, forgets the replica and removes its files; false when it had changed or gone meanwhile. */
  async #discard(found: Replica): Promise<boolean> {
    await this.#open.get(found.blockId)?.owner?.stop();
    let gone = false;
    await this.#during(found.blockId, async () => {
      const current = this.#replicas.get(found.blockId);
      if (current === undefined || current.genstamp !== found.genstamp) return;
      gone = true;
      const open = this.#open.get(found.blockId);
      this.#open.delete(found.blockId);
      this.#replicas.remove(found.blockId);
      this.#recoveries.end(found.blockId);
      if (open === undefined) {
        await this.#removeFiles(current);
        return;
      }
      await open.close().catch(() => {});
      await removeIfThere(this.#env.disk, open.dataPath);
      await removeIfThere(this.#env.disk, open.metaPath);
      open.slice.usedBytes -= open.bytesOnDisk;
    });
    return gone;
  }

  /** Of a replica that is not open. */
  async #removeFiles(found: Replica): Promise<void> {
    const { dataPath, metaPath } = this.#paths(found);
    await removeIfThere(this.#env.disk, dataPath);
    await removeIfThere(this.#env.disk, metaPath);
    this.slice(found).usedBytes -= found.lengthBytes + metaLengthGuess(found.lengthBytes);
  }

  /** Where the files of a replica lie that nobody has open. */
  #paths(found: Replica): ReplicaPaths {
    const slice = this.slice(found);
    return replicaPaths(found.state === replicaState.FINALIZED ? slice.finalizedDirectory(found.blockId) : slice.rbwDirectory, found.blockId, found.genstamp);
  }

  async #head(metaPath: string): Promise<Buffer> {
    const meta = await this.#env.disk.open(metaPath, 'read');
    try {
      const head = Buffer.alloc(metaHeaderLength);
      return head.subarray(0, await meta.read(head, 0));
    } finally {
      await meta.close();
    }
  }

  #setState(open: OpenReplica, state: ReplicaState): void {
    if (this.#open.get(open.blockId) !== open) return;
    this.#replicas.put({ blockId: open.blockId, genstamp: open.genstamp, lengthBytes: open.bytesOnDisk, state, volume: open.slice.index });
  }

  #checkNotRecovered(block: ExtendedBlock): void {
    if (this.#recoveries.has(block.blockId)) throw this.#alreadyExists(block, replicaState.RUR);
  }

  #alreadyExists(block: ExtendedBlock, state: ReplicaState): HdfsException {
    return new HdfsException('ReplicaAlreadyExistsException', `Block ${blockText(block)} already exists in state ${replicaStateName(state)} and thus cannot be created.`);
  }

  /** Resolves when nothing changes the files of a block. */
  async settled(blockId: bigint): Promise<void> {
    for (let busy = this.#busy.get(blockId); busy !== undefined; busy = this.#busy.get(blockId)) await busy;
  }

  async #during<T>(blockId: bigint, work: () => Promise<T>): Promise<T> {
    const running = (this.#busy.get(blockId) ?? Promise.resolve()).then(work);
    const settled = running.then(() => {}, () => {});
    this.#busy.set(blockId, settled);
    try {
      return await running;
    } finally {
      if (this.#busy.get(blockId) === settled) this.#busy.delete(blockId);
    }
  }
}

/** Makes a replica's writer let go; it has a new one, or none, afterwards. */
async function stopOwner(replica: OpenReplica): Promise<void> {
  const { owner } = replica;
  await owner?.stop();
  if (replica.owner === owner) replica.owner = undefined;
}

function replicaText(replica: Replica): string {
  return `blk_${replica.blockId}_${replica.genstamp}, ${replicaStateName(replica.state)}, getBytesOnDisk() = ${replica.lengthBytes}`;
}

/** Of two replicas of one block on different volumes, the one to keep (BlockPoolSlice.selectReplicaToDelete). */
function isBetter(a: Replica, b: Replica): boolean {
  if (a.genstamp !== b.genstamp) return a.genstamp > b.genstamp;
  return a.lengthBytes > b.lengthBytes;
}
