// What DataNodes told a Standby about blocks that its edits have not reached yet: kept by block until the edit
// arrives, or until promotion. Without it replicas written just before a failover would be missing (JOURNAL.md
// 12). Answers to PendingDataNodeMessages.

import type { ReplicaStateProto } from '../../wire/hdfs-server.ts';
import type { Block } from '../../protocol/block.ts';
import type { Datanode, Storage } from './datanode.ts';

export interface PendingMessage {
  readonly storage: Storage;
  readonly block: Block;
  /** undefined: the replica was deleted. */
  readonly state: ReplicaStateProto | undefined;
}

export class PendingMessages {
  readonly #byBlock = new Map<bigint, PendingMessage[]>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(message: PendingMessage): void {
    const list = this.#byBlock.get(message.block.blockId);
    if (list === undefined) this.#byBlock.set(message.block.blockId, [message]);
    else {
      // What a storage says of a block replaces what it said before with the same genstamp: the queue stays bounded
      // however often a report is repeated.
      const known = list.findIndex((other) => other.storage === message.storage && other.block.genstamp === message.block.genstamp);
      if (known >= 0) {
        list.splice(known, 1);
        this.#count--;
      }
      list.push(message);
    }
    this.#count++;
  }

  /** Removes and returns the messages about a block, in order of arrival. */
  take(blockId: bigint): readonly PendingMessage[] {
    const list = this.#byBlock.get(blockId);
    if (list === undefined) return [];
    this.#byBlock.delete(blockId);
    this.#count -= list.length;
    return list;
  }

  /** Removes and returns everything. */
  takeAll(): PendingMessage[] {
    const all = [...this.#byBlock.values()].flat();
    this.#byBlock.clear();
    this.#count = 0;
    return all;
  }

  /** Forgets what a node said: it is dead, and reports all anew if it comes back. */
  removeNode(node: Datanode): void {
    for (const [blockId, list] of this.#byBlock) {
      const kept = list.filter((message) => message.storage.node !== node);
      this.#count -= list.length - kept.length;
      if (kept.length === 0) this.#byBlock.delete(blockId);
      else this.#byBlock.set(blockId, kept);
    }
  }
}
