// Replicas that DataNodes are to delete. A deletion rests on the namespace at some txid and is first only deferred;
// once that txid is durable it moves to its node's list, from which heartbeats take (HA.md rule 17). A delete of
// millions of blocks passes through here: it is all typed arrays, and moved in slices. Answers to InvalidateBlocks.

import { noAck } from '../../protocol/block.ts';
import type { Block } from '../../protocol/block.ts';
import { BlockSet } from './block-set.ts';
import type { Datanode } from './datanode.ts';

const scratch64 = new BigInt64Array(1);
const scratch32 = new Uint32Array(scratch64.buffer);
const chunkSize = 8192;

/** Deferred deletions, as many as fit one piece. */
class Chunk {
  readonly txid = new Float64Array(chunkSize);
  readonly node = new Uint32Array(chunkSize);
  readonly low = new Uint32Array(chunkSize);
  readonly high = new Uint32Array(chunkSize);
  readonly genstamp = new Float64Array(chunkSize);
  readonly silent = new Uint8Array(chunkSize);
  length = 0;
}

export class Invalidations {
  readonly #byNode = new Map<Datanode, BlockSet>();
  /** Nodes by the numbers that they have in the deferred. */
  #nodes: Datanode[] = [];
  #numbers = new Map<Datanode, number>();
  #chunks: Chunk[] = [];
  /** Where in the first chunk the deferred begin. */
  #head = 0;
  #deferred = 0;
  #listed = 0;

  /** Replicas that are to be deleted, deferred ones included. */
  get size(): number {
    return this.#listed + this.#deferred;
  }

  /** DataNodes with deletions to come, and how many. */
  get nodes(): { readonly node: Datanode; readonly blocks: number }[] {
    return [...this.#byNode].map(([node, blocks]) => ({ node, blocks: blocks.size }));
  }

  get deferred(): number {
    return this.#deferred;
  }

  /** Notes a deletion that rests on `txid`. `silent`: the DataNode need not report that it is done. */
  defer(txid: number, node: Datanode, low: number, high: number, genstamp: number, silent: boolean): void {
    let chunk = this.#chunks[this.#chunks.length - 1];
    if (chunk === undefined || chunk.length === chunkSize) this.#chunks.push((chunk = new Chunk()));
    const at = chunk.length++;
    chunk.txid[at] = txid;
    chunk.node[at] = this.#numberOf(node);
    chunk.low[at] = low;
    chunk.high[at] = high;
    chunk.genstamp[at] = genstamp;
    chunk.silent[at] = silent ? 1 : 0;
    this.#deferred++;
  }

  /** The edits that deletions wait for got other txids, `lastTxid` at most. */
  renumbered(lastTxid: number): void {
    for (const chunk of this.#chunks) chunk.txid.fill(lastTxid);
  }

  /** Lists up to `max` deferred deletions whose txid is durable; true if there are more of them. */
  release(durableTxid: number, max: number): boolean {
    for (let left = max; this.#deferred > 0; left--) {
      const chunk = this.#chunks[0] as Chunk;
      const at = this.#head;
      if ((chunk.txid[at] as number) > durableTxid) return false;
      if (left === 0) return true;
      const node = this.#nodes[chunk.node[at] as number] as Datanode;
      if (node.alive) this.#list(node, chunk.low[at] as number, chunk.high[at] as number, chunk.genstamp[at] as number, chunk.silent[at] === 1);
      this.#deferred--;
      if (++this.#head < chunk.length) continue;
      this.#head = 0;
      // The last one is kept: where deletions are released as they come, each would make a chunk of its own otherwise.
      if (this.#chunks.length > 1) this.#chunks.shift();
      else chunk.length = 0;
    }
    return false;
  }

  /** Whether this replica, at this genstamp, is listed. */
  contains(node: Datanode, low: number, high: number, genstamp: number): boolean {
    return this.#listed !== 0 && this.#byNode.get(node)?.genstampOf(low, high) === genstamp;
  }

  remove(node: Datanode, blockId: bigint): void {
    if (this.#listed === 0) return;
    scratch64[0] = blockId;
    if (this.#byNode.get(node)?.delete(scratch32[0] as number, scratch32[1] as number) === true) this.#listed--;
  }

  removeNode(node: Datanode): void {
    this.#listed -= this.#byNode.get(node)?.size ?? 0;
    this.#byNode.delete(node);
  }

  /** Takes up to `limit` replicas off a node's list, to be ordered with its heartbeat; numBytes is noAck for silent ones. */
  take(node: Datanode, limit: number): Block[] {
    const blocks = this.#byNode.get(node);
    if (blocks === undefined) return [];
    const taken: Block[] = [];
    blocks.take(limit, (low, high, genstamp, silent) => {
      scratch32[0] = low;
      scratch32[1] = high;
      taken.push({ blockId: scratch64[0] as bigint, genstamp, numBytes: silent ? noAck : 0 });
    });
    this.#listed -= taken.length;
    if (blocks.size === 0) this.#byNode.delete(node);
    return taken;
  }

  /** The term is over. */
  clear(): void {
    this.#byNode.clear();
    this.#nodes = [];
    this.#numbers = new Map();
    this.#chunks = [];
    this.#head = 0;
    this.#deferred = 0;
    this.#listed = 0;
  }

  #numberOf(node: Datanode): number {
    let number = this.#numbers.get(node);
    if (number === undefined) {
      number = this.#nodes.push(node) - 1;
      this.#numbers.set(node, number);
    }
    return number;
  }

  #list(node: Datanode, low: number, high: number, genstamp: number, silent: boolean): void {
    let blocks = this.#byNode.get(node);
    if (blocks === undefined) this.#byNode.set(node, (blocks = new BlockSet()));
    if (blocks.add(low, high, genstamp, silent)) this.#listed++;
  }
}
