// Replicas that DataNodes are to delete, per node, first in first out. Only released orders enter (HA.md 17).
// Answers to InvalidateBlocks.

import type { Block } from '../../protocol/block.ts';
import type { Datanode } from './datanode.ts';

export class Invalidations {
  readonly #byNode = new Map<Datanode, Map<bigint, Block>>();
  #size = 0;

  /** Replicas listed for deletion. */
  get size(): number {
    return this.#size;
  }

  /** Lists a replica. numBytes = noAck spares the DataNode the report that it is gone. */
  add(node: Datanode, block: Block): void {
    let blocks = this.#byNode.get(node);
    if (blocks === undefined) this.#byNode.set(node, (blocks = new Map()));
    if (!blocks.has(block.blockId)) this.#size++;
    blocks.set(block.blockId, block);
  }

  /** Whether this replica, at this genstamp, is listed. */
  contains(node: Datanode, blockId: bigint, genstamp: number): boolean {
    return this.#size !== 0 && this.#byNode.get(node)?.get(blockId)?.genstamp === genstamp;
  }

  remove(node: Datanode, blockId: bigint): void {
    if (this.#byNode.get(node)?.delete(blockId) === true) this.#size--;
  }

  removeNode(node: Datanode): void {
    this.#size -= this.#byNode.get(node)?.size ?? 0;
    this.#byNode.delete(node);
  }

  /** Takes up to `limit` replicas off a node's list, to be ordered with its heartbeat. */
  take(node: Datanode, limit: number): Block[] {
    const blocks = this.#byNode.get(node);
    if (blocks === undefined) return [];
    const taken: Block[] = [];
    for (const [blockId, block] of blocks) {
      if (taken.length === limit) break;
      taken.push(block);
      blocks.delete(blockId);
    }
    this.#size -= taken.length;
    if (blocks.size === 0) this.#byNode.delete(node);
    return taken;
  }

  clear(): void {
    this.#byNode.clear();
    this.#size = 0;
  }
}
