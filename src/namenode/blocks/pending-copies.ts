// Blocks for which copies are on their way, ordered by us or owed by a pipeline, until they are reported or it takes
// too long. Answers to PendingReconstructionBlocks.

import { NumberMap } from '../../base/number-map.ts';
import type { Datanode, Storage } from './datanode.ts';

interface Copies {
  readonly targets: Storage[];
  /** The node last told to make a copy; undefined: a pipeline still owes it. */
  source: Datanode | undefined;
  sinceMs: number;
}

/** Copies ordered, or pipelines closed, whose replicas have not been reported yet. */
export class PendingCopies {
  readonly #timeoutMs: number;
  /** Oldest first: a row moves to the end when it is touched. */
  readonly #byRow = new NumberMap<Copies>();
  #timedOut = 0;
  #completed = 0;

  /** @param timeoutMs dfs.namenode.reconstruction.pending.timeout-sec */
  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  get size(): number {
    return this.#byRow.size;
  }

  /** Blocks of which everything that was awaited arrived (SuccessfulReReplications). */
  get completed(): number {
    return this.#completed;
  }

  /** Blocks of which copies never arrived. */
  get timedOut(): number {
    return this.#timedOut;
  }

  add(row: number, targets: readonly Storage[], nowMs: number, source?: Datanode): void {
    if (targets.length === 0) return;
    const known = this.#byRow.get(row);
    const list = known?.targets ?? [];
    for (const target of targets) if (!list.includes(target)) list.push(target);
    this.#byRow.delete(row);
    this.#byRow.set(row, { targets: list, source: source ?? known?.source, sinceMs: nowMs });
  }

  /** The node reported its replica; true when none is awaited any more. */
  arrived(row: number, storage: Storage): boolean {
    const copies = this.#byRow.get(row);
    if (copies === undefined) return false;
    for (let i = copies.targets.length - 1; i >= 0; i--) if (copies.targets[i]?.node === storage.node) copies.targets.splice(i, 1);
    if (copies.targets.length > 0) return false;
    this.#byRow.delete(row);
    this.#completed++;
    return true;
  }

  /** Copies awaited from nodes that are still alive. */
  count(row: number): number {
    const copies = this.#byRow.get(row);
    if (copies === undefined) return 0;
    let count = 0;
    for (const target of copies.targets) if (target.node.alive) count++;
    return count;
  }

  /** All, oldest first, with how many copies are awaited. */
  *all(): Generator<{ readonly row: number; readonly sinceMs: number; readonly targets: number }> {
    for (const [row, { sinceMs, targets }] of this.#byRow) yield { row, sinceMs, targets: targets.length };
  }

  targets(row: number): readonly Storage[] {
    return this.#byRow.get(row)?.targets ?? [];
  }

  /** A node is dead: what it was to copy or to receive will not come. Returns the rows concerned. */
  nodeEnded(node: Datanode): number[] {
    const rows: number[] = [];
    for (const [row, copies] of this.#byRow) {
      const left = copies.source === node ? [] : copies.targets.filter((target) => target.node !== node);
      if (left.length === copies.targets.length) continue;
      rows.push(row);
      if (left.length === 0) this.#byRow.delete(row);
      else copies.targets.splice(0, copies.targets.length, ...left);
    }
    return rows;
  }

  /** Forgets a block; returns what was awaited. */
  remove(row: number): readonly Storage[] {
    const targets = this.targets(row);
    this.#byRow.delete(row);
    return targets;
  }

  /** Takes out the rows that have waited too long. */
  takeTimedOut(nowMs: number): number[] {
    const rows: number[] = [];
    for (const [row, copies] of this.#byRow) {
      if (nowMs <= copies.sinceMs + this.#timeoutMs) break;
      rows.push(row);
    }
    for (const row of rows) this.#byRow.delete(row);
    this.#timedOut += rows.length;
    return rows;
  }

  clear(): void {
    this.#byRow.clear();
  }
}
