// Replicas known to be bad, by block and DataNode, with the reason. They stay in the block table, because the
// last of them is better than none, until enough good ones exist. Answers to CorruptReplicasMap.

import type { Datanode } from './datanode.ts';

export type CorruptReason = 'genstamp' | 'size' | 'state' | 'reported';

export class CorruptReplicas {
  readonly #byRow = new Map<number, Map<Datanode, CorruptReason>>();

  /** Blocks with a corrupt replica. */
  get blocks(): number {
    return this.#byRow.size;
  }

  /** Rows of those blocks. */
  rows(): Iterable<number> {
    return this.#byRow.keys();
  }

  add(row: number, node: Datanode, reason: CorruptReason): void {
    const nodes = this.#byRow.get(row);
    if (nodes === undefined) this.#byRow.set(row, new Map([[node, reason]]));
    else nodes.set(node, reason);
  }

  /** Forgets one; with `reason`, only if it was that. */
  remove(row: number, node: Datanode, reason?: CorruptReason): boolean {
    const nodes = this.#byRow.get(row);
    if (nodes === undefined || (reason !== undefined && nodes.get(node) !== reason)) return false;
    const had = nodes.delete(node);
    if (nodes.size === 0) this.#byRow.delete(row);
    return had;
  }

  removeBlock(row: number): void {
    this.#byRow.delete(row);
  }

  nodesOf(row: number): ReadonlyMap<Datanode, CorruptReason> | undefined {
    return this.#byRow.size === 0 ? undefined : this.#byRow.get(row);
  }

  isCorrupt(row: number, node: Datanode): boolean {
    return this.nodesOf(row)?.has(node) === true;
  }

  count(row: number): number {
    return this.nodesOf(row)?.size ?? 0;
  }
}
