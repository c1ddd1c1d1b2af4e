// One storage's full block report, worked through in slices so that a million replicas never hold the loop up:
// first every reported replica, then every row that the storage is noted for and the report does not have.
// Other reports and edits happen between slices; what they change is marked, so that the report, which is
// older, does not undo it. Answers to BlockManager.processReport and reportDiff.

import type { BlockCore } from './block-core.ts';
import type { Storage } from './datanode.ts';
import type { Redundancy } from './redundancy.ts';
import type { ReplicaList } from './replica-list.ts';
import { blockIdOf } from './replica-reports.ts';
import type { ReplicaReports, ReportMarks } from './replica-reports.ts';

/** Rows looked at in the second phase for one replica of the first: they cost that much less. */
const rowsPerReplica = 8;

export class FullReport implements ReportMarks {
  readonly storage: Storage;
  readonly #core: BlockCore;
  readonly #reports: ReplicaReports;
  readonly #redundancy: Redundancy;
  readonly #list: ReplicaList;
  /** The term in which the DataNode was told to report: only its own term's report ends staleness. */
  readonly #term: number;
  /** One bit for each row that existed at the start; later rows count as marked. */
  readonly #marks: Uint32Array;
  readonly #rowEnd: number;
  /** Triples of id halves and genstamp. */
  readonly #orphans: number[] = [];
  #orphanAt = 0;
  readonly #deleted = new Set<bigint>();
  #phase: 'replicas' | 'rows' | 'orphans' | 'done' = 'replicas';
  #fromRow = 0;
  #invalidated = 0;

  constructor(parts: { readonly core: BlockCore; readonly reports: ReplicaReports; readonly redundancy: Redundancy }, storage: Storage, list: ReplicaList, term: number | undefined) {
    this.#core = parts.core;
    this.#reports = parts.reports;
    this.#redundancy = parts.redundancy;
    this.storage = storage;
    this.#list = list;
    this.#term = term ?? -1;
    this.#rowEnd = parts.core.table.rowEnd;
    this.#marks = new Uint32Array((this.#rowEnd + 31) >>> 5);
    // A report that is sent again takes the place of the one that is being worked through.
    this.#reports.underWay.set(storage, this);
  }

  /** Replicas of no block that were put on the list of deletions. */
  get invalidated(): number {
    return this.#invalidated;
  }

  get done(): boolean {
    return this.#phase === 'done';
  }

  /** Works through up to `replicasMax` replicas; true when the report is through. Throws WireError for torn bytes. */
  step(replicasMax: number): boolean {
    if (this.#phase === 'done') return true;
    if (!this.#isCurrent()) {
      this.#phase = 'done';
      return true;
    }
    if (this.#phase === 'replicas') {
      const list = this.#list;
      for (let left = replicasMax; left > 0; left--) {
        let more: boolean;
        try {
          more = list.next();
        } catch (error) {
          this.#leave();
          throw error;
        }
        if (!more) {
          this.#phase = 'rows';
          break;
        }
        if (this.#deleted.size === 0 || !this.#deleted.has(blockIdOf(list.idHigh, list.idLow))) this.#reports.process(this.storage, list, this);
      }
      return false;
    }
    if (this.#phase === 'rows') {
      const { table } = this.#core;
      const next = table.scanStorage(this.storage.index, this.#fromRow, replicasMax * rowsPerReplica, (row) => {
        if (!this.#isMarked(row)) this.#redundancy.removeReplica(row, this.storage);
      });
      if (next >= 0 && next < this.#rowEnd) this.#fromRow = next;
      else this.#received();
      return false;
    }
    return this.#judgeOrphans(replicasMax);
  }

  mark(row: number): void {
    if (row < this.#rowEnd) this.#marks[row >>> 5] = (this.#marks[row >>> 5] as number) | (1 << (row & 31));
  }

  orphan(idLow: number, idHigh: number, genstamp: number): void {
    this.#orphans.push(idLow, idHigh, genstamp);
  }

  deleted(blockId: bigint): void {
    this.#deleted.add(blockId);
  }

  #isMarked(row: number): boolean {
    return row >= this.#rowEnd || ((this.#marks[row >>> 5] as number) & (1 << (row & 31))) !== 0;
  }

  /** False when the node is gone or a newer report has taken over. */
  #isCurrent(): boolean {
    const { storage } = this;
    return this.#reports.underWay.get(storage) === this && storage.node.registered && storage.node.storages.get(storage.uuid) === storage;
  }

  /** All of it is in: what the NameNode knows of the storage is the truth of this term. */
  #received(): void {
    const { storage } = this;
    if (this.#term === this.#core.term && storage.heartbeatedSinceFailover) storage.stale = false;
    storage.reports++;
    this.#phase = 'orphans';
  }

  /** Replicas of no block are deleted, unless the storage is stale still: of an earlier term's report. */
  #judgeOrphans(max: number): boolean {
    const core = this.#core;
    const { storage } = this;
    const orphans = this.#orphans;
    const mayJudge = !storage.stale && core.populating;
    storage.unjudged = core.active && !mayJudge && orphans.length > 0;
    if (mayJudge) {
      for (let left = max; left > 0 && this.#orphanAt < orphans.length; left--) {
        const low = orphans[this.#orphanAt++] as number;
        const high = orphans[this.#orphanAt++] as number;
        const genstamp = orphans[this.#orphanAt++] as number;
        // Deleted or written anew while the report was being worked through.
        if (core.table.findHiLo(high, low) >= 0 || (this.#deleted.size > 0 && this.#deleted.has(blockIdOf(high, low)))) continue;
        core.orderInvalidate(storage.node, low, high, genstamp, true);
        this.#invalidated++;
      }
      if (this.#orphanAt < orphans.length) return false;
    }
    this.#leave();
    return true;
  }

  #leave(): void {
    this.#phase = 'done';
    if (this.#reports.underWay.get(this.storage) === this) this.#reports.underWay.delete(this.storage);
  }
}
