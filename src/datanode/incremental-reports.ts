// Blocks that one NameNode is still to be told of: the newest word on each, sent at once when replicas come and with
// the next heartbeat when they only went. What could not be sent is kept for the next try, up to a bound beyond which
// a full report takes its place. Answers to IncrementalBlockReportManager.
import type { Block } from '../protocol/block.ts';
import { ReceivedDeletedBlockInfoProto_BlockStatus as BlockStatus } from '../wire/datanode-protocol.ts';
import type { ReceivedDeletedBlockInfoProto, StorageReceivedDeletedBlocksProto } from '../wire/datanode-protocol.ts';
import type { DatanodeStorageProto } from '../wire/hdfs.ts';

/** The news of a replica. */
export interface BlockNews {
  readonly block: Block;
  readonly status: BlockStatus;
  readonly storage: DatanodeStorageProto;
  /** The DataNode whose replica this one is to replace (balancer). */
  readonly deleteHint?: string | undefined;
}

const pendingBlocksMax = 200_000;

export class IncrementalReports {
  #pending = new Map<bigint, BlockNews>();
  #urgent = false;
  #overflowed = false;

  /** Whether there is something that should not wait for a heartbeat. */
  get urgent(): boolean {
    return this.#urgent;
  }

  get size(): number {
    return this.#pending.size;
  }

  /** True once, when news were dropped: only a full report can tell now. */
  takeOverflow(): boolean {
    const overflowed = this.#overflowed;
    this.#overflowed = false;
    return overflowed;
  }

  /** Takes the place of older news of the same block. */
  add(news: BlockNews): void {
    this.#pending.delete(news.block.blockId);
    if (this.#pending.size >= pendingBlocksMax) {
      this.#pending.clear();
      this.#overflowed = true;
    }
    this.#pending.set(news.block.blockId, news);
    if (news.status !== BlockStatus.DELETED) this.#urgent = true;
  }

  /** Everything pending, which is the caller's now. */
  take(): BlockNews[] {
    const taken = [...this.#pending.values()];
    this.#pending.clear();
    this.#urgent = false;
    return taken;
  }

  /** What `take` gave and could not be sent, where there is nothing newer. */
  putBack(taken: readonly BlockNews[]): void {
    const newer = this.#pending;
    this.#pending = new Map();
    for (const news of taken) if (!newer.has(news.block.blockId)) this.#pending.set(news.block.blockId, news);
    for (const [blockId, news] of newer) this.#pending.set(blockId, news);
    if (taken.length > 0) this.#urgent = true;
  }

  /** Forgets everything: a full report follows. */
  clear(): void {
    this.take();
  }
}

/** The news by storage, as blockReceivedAndDeleted carries them. */
export function byStorage(news: readonly BlockNews[]): StorageReceivedDeletedBlocksProto[] {
  const storages = new Map<string, { storage: DatanodeStorageProto; blocks: ReceivedDeletedBlockInfoProto[] }>();
  for (const { block, status, storage, deleteHint } of news) {
    let entry = storages.get(storage.storageUuid);
    if (entry === undefined) storages.set(storage.storageUuid, (entry = { storage, blocks: [] }));
    entry.blocks.push({
      block: { blockId: block.blockId, genStamp: block.genstamp, numBytes: block.numBytes }, status,
      ...(deleteHint === undefined ? {} : { deleteHint }),
    });
  }
  return [...storages].map(([storageUuid, { storage, blocks }]) => ({ storageUuid, storage, blocks }));
}
