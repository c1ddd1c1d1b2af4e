// What the operations of the streaming port ask of the DataNode around them.
import type { Env } from '../env/env.ts';
import type { Block, ExtendedBlock } from '../protocol/block.ts';
import type { DatanodeInfoProto, ExtendedBlockProto } from '../wire/hdfs.ts';
import type { DataNodeMetrics } from './data-node-metrics.ts';
import type { BlockPool } from './block-pool.ts';

/** Time-outs and habits of block transfers; the keys are in src/conf/datanode-keys.ts. */
export interface TransferSettings {
  /** dfs.client.socket-timeout: silence on a connection while something is expected. */
  readonly socketTimeoutMs: number;
  /** dfs.datanode.socket.write.timeout: a peer that does not take what is sent to it. */
  readonly writeTimeoutMs: number;
  /** dfs.datanode.socket.reuse.keepalive: how long a connection may wait for its next operation; 0 closes it. */
  readonly keepaliveMs: number;
  /** dfs.datanode.max.transfer.threads: connections served at once. */
  readonly connectionsMax: number;
  /** dfs.datanode.synconclose. */
  readonly syncOnClose: boolean;
  /** dfs.blocksize: what is set aside for a block whose size nobody told. */
  readonly blockSize: number;
  /** dfs.datanode.bp-ready.timeout. */
  readonly poolReadyTimeoutMs: number;
}

export interface XceiverHost {
  readonly env: Env;
  readonly settings: TransferSettings;
  readonly metrics: DataNodeMetrics;
  /** This DataNode as others are told of it, in a pool's registration. */
  self(poolId: string): DatanodeInfoProto;
  /** The pool, once its NameNode was met; IOException when that takes longer than poolReadyTimeoutMs. */
  pool(poolId: string): Promise<BlockPool>;
  /** A pipeline has opened a replica here. */
  receiving(block: ExtendedBlock, storageId: string): void;
  /** A replica is complete here. */
  received(block: ExtendedBlock, storageId: string): void;
  /** The files of a replica that we thought we had are gone. */
  missing(block: ExtendedBlock): void;
  /** `source` sent us a corrupt replica. */
  reportRemoteBad(source: DatanodeInfoProto, block: ExtendedBlock): void;
  /** Copies that are being sent now (xmitsInProgress). */
  transferBegan(): void;
  transferEnded(): void;
}

export function blockOf(proto: ExtendedBlockProto): ExtendedBlock {
  return { poolId: proto.poolId, blockId: proto.blockId, genstamp: proto.generationStamp, numBytes: proto.numBytes ?? 0 };
}

export function protoOf(block: ExtendedBlock): ExtendedBlockProto {
  return { poolId: block.poolId, blockId: block.blockId, generationStamp: block.genstamp, numBytes: block.numBytes };
}

export function inPool(poolId: string, block: Block): ExtendedBlock {
  return { poolId, blockId: block.blockId, genstamp: block.genstamp, numBytes: block.numBytes };
}

/** Java's Throwable.toString, as messages on the wire carry it. */
export function throwableText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const javaClass = 'javaClass' in error ? String(error.javaClass) : 'java.io.IOException';
  return `${javaClass}: ${error.message}`;
}
