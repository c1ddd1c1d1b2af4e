// Gives back the memory and the blocks of deleted trees, a bounded slice at a time. Deleting unlinks at once, and
// totals, leases and block lists of what a path leads to are right from then on; this only sweeps. Nothing of it
// is part of the persisted state. Answers to BlockManager's MarkedDeleteBlockScrubber and to
// INode.destroyAndCollectBlocks.

import type { BlockEvents } from './block-events.ts';
import type { Namespace } from './namespace.ts';

/** Frees at most `budget` rows of inodes and blocks; returns whether something is left. */
export function reclaimSlice(ns: Namespace, budget: number, events: BlockEvents): boolean {
  let left = budget;
  while (left > 0) {
    const row = ns.garbage[ns.garbage.length - 1];
    if (row === undefined) return false;
    if (ns.isFile(row)) {
      while (left > 0 && ns.firstBlock(row) >= 0) {
        ns.pruneFirstBlock(row, events);
        left--;
      }
      if (left === 0) break;
      if (ns.isUnderConstruction(row)) ns.leases.remove(ns.inodes.id(row));
    } else if (ns.isDirectory(row) && ns.childCount(row) > 0) {
      // Children go on top: the depth of the stack is the depth of the tree, and files never pile up.
      ns.garbage.push(ns.pruneLastChild(row));
      continue;
    }
    ns.garbage.pop();
    ns.freeRow(row);
    left--;
  }
  return ns.garbage.length > 0;
}
