// A file that is open for writing, the block of it that is being written, and the DataNodes that write it.
import { StorageTypeProto } from '../wire/hdfs.ts';
import type { DatanodeInfoProto, ExtendedBlockProto, LocatedBlockProto } from '../wire/hdfs.ts';
import type { TokenProto } from '../wire/security.ts';

export interface OpenFile {
  readonly path: string;
  readonly fileId: number;
  readonly blockSize: number;
  readonly replication: number;
}

/** The last block of a file that is appended to, where it is not full. */
export interface LastBlock {
  readonly block: LocatedBlockProto;
  /** Whether what is appended goes into it. */
  readonly isContinued: boolean;
}

/** One DataNode of a pipeline, with the storage it writes to. */
export interface PipelineNode {
  readonly node: DatanodeInfoProto;
  readonly storageType: StorageTypeProto;
  readonly storageId: string;
}

/** The block that is being written. */
export interface BlockInPipeline {
  block: ExtendedBlockProto;
  token: TokenProto;
  nodes: readonly PipelineNode[];
  /** Bytes that all DataNodes of the pipeline have. */
  acked: number;
  /** Bytes that were sent. */
  sent: number;
  /** Whether it was there before the file was opened. */
  readonly appended: boolean;
  /** DataNodes that failed in it. */
  readonly failed: DatanodeInfoProto[];
}

/** The DataNodes of a located block, in the order of their pipeline. */
export function pipelineNodes(block: LocatedBlockProto): PipelineNode[] {
  return block.locs.map((node, i) => ({ node, storageType: block.storageTypes[i] ?? StorageTypeProto.DISK, storageId: block.storageIDs[i] ?? '' }));
}
