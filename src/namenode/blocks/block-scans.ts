// Long walks over the block table, a slice at a time: forgetting the replicas of dead nodes and failed volumes,
// setting the replication queues up after a start or a promotion, and watching over nodes that leave. Answers to
// removeBlocksAssociatedTo, processMisReplicatesAsync and DatanodeAdminDefaultMonitor.

import type { BlockCore } from './block-core.ts';
import type { Datanode, Storage } from './datanode.ts';
import type { Redundancy } from './redundancy.ts';

/** A walk under way: `step` looks at up to so many rows and returns true at the end. */
interface Scan {
  readonly kind: 'forget' | 'misreplicated' | 'leaving';
  readonly storage?: Storage;
  step(rowsMax: number): boolean;
}

export class BlockScans {
  readonly #core: BlockCore;
  readonly #redundancy: Redundancy;
  readonly #scans: Scan[] = [];
  #leavingCheckedMs = -Infinity;

  constructor(core: BlockCore, redundancy: Redundancy) {
    this.#core = core;
    this.#redundancy = redundancy;
  }

  /** Whether there is something to do. */
  get pending(): boolean {
    return this.#scans.length > 0;
  }

  /** Looks at up to `rowsMax` rows for the oldest walk; true while there is more to do. */
  step(rowsMax: number): boolean {
    const scan = this.#scans[0];
    if (scan === undefined) return false;
    if (scan.step(rowsMax)) {
      const at = this.#scans.indexOf(scan);
      if (at >= 0) this.#scans.splice(at, 1);
    }
    return this.#scans.length > 0;
  }

  /** The storage's replicas are gone: its node is dead (they do not count already) or its volume failed. */
  forget(storage: Storage): void {
    if (this.#scans.some((scan) => scan.kind === 'forget' && scan.storage === storage)) return;
    const core = this.#core;
    const { node } = storage;
    let from = 0;
    this.#scans.push({
      kind: 'forget',
      storage,
      step: (rowsMax) => {
        // Back before all was forgotten: its full report sets right what is missing.
        if (node.alive && storage.state !== 'failed') return true;
        from = core.table.scanStorage(storage.index, from, rowsMax, (row) => {
          core.invalidations.remove(node, core.table.blockId(row));
          this.#redundancy.removeReplica(row, storage);
        });
        if (from >= 0) return false;
        if (core.registry.get(node.uuid) !== node) core.registry.releaseStorage(storage);
        return true;
      },
    });
  }

  /** Looks at every block anew (initializeReplQueues). */
  startMisreplicated(): void {
    const core = this.#core;
    this.stopMisreplicated();
    core.low.clear();
    let row = 0;
    this.#scans.push({
      kind: 'misreplicated',
      step: (rowsMax) => {
        for (const end = Math.min(core.table.rowEnd, row + rowsMax); row < end; row++) if (core.table.isLive(row)) this.#redundancy.examine(row);
        return row >= core.table.rowEnd;
      },
    });
  }

  /** The term is over. */
  stopMisreplicated(): void {
    for (let i = this.#scans.length - 1; i >= 0; i--) if (this.#scans[i]?.kind !== 'forget') this.#scans.splice(i, 1);
  }

  /** From time to time: nodes that leave may go once every block of theirs is elsewhere. */
  watchLeaving(nowMs: number): void {
    const core = this.#core;
    if (!core.populating || nowMs - this.#leavingCheckedMs < core.options.decommissionIntervalMs) return;
    this.#leavingCheckedMs = nowMs;
    if (this.#scans.some((scan) => scan.kind === 'leaving')) return;
    for (const node of core.registry.nodes) {
      if (node.adminState !== 'decommissioning') continue;
      if (!node.alive) {
        if (this.#isNothingWanting) this.#decommissioned(node);
      } else if (!node.hasStaleStorage) this.#startLeaving(node);
    }
  }

  /** Nobody can tell what a dead node has: it may go when no block at all wants a replica, as far as all were looked at. */
  get #isNothingWanting(): boolean {
    const { low, copies } = this.#core;
    return !this.pending && low.size === 0 && copies.size === 0;
  }

  #decommissioned(node: Datanode): void {
    node.adminState = 'decommissioned';
    node.changed();
    this.#core.registry.generation++;
  }

  /** A node was told to leave: look at once. */
  leavingChanged(): void {
    this.#leavingCheckedMs = -Infinity;
  }

  #startLeaving(node: Datanode): void {
    const core = this.#core;
    const storages = [...node.storages.values()];
    let from = 0;
    let needed = 0;
    this.#scans.push({
      kind: 'leaving',
      step: (rowsMax) => {
        if (node.adminState !== 'decommissioning' || !node.alive) return true;
        const storage = storages[0];
        if (storage !== undefined) {
          from = core.table.scanStorage(storage.index, from, rowsMax, (row) => {
            if (this.#redundancy.isEnoughWithout(row)) return;
            needed++;
            this.#redundancy.update(row);
          });
          if (from >= 0) return false;
          from = 0;
          storages.shift();
          return false;
        }
        if (needed === 0) this.#decommissioned(node);
        return true;
      },
    });
  }
}
