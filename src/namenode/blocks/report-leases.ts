// Who may send a full block report now: a lease per DataNode, a bounded number at a time, so that a thousand
// reports do not arrive at once. Ids are never zero (zero means "no lease": reports an operator forces).
// Answers to BlockReportLeaseManager.

import type { Datanode } from './datanode.ts';

export interface ReportLeaseOptions {
  /** dfs.namenode.max.full.block.report.leases. */
  readonly leasesMax: number;
  /** dfs.namenode.full.block.report.lease.length.ms. */
  readonly leaseMs: number;
  /** Where ids start; random, so that an earlier NameNode's id is not taken for ours. */
  readonly firstId: bigint;
}

interface Lease {
  readonly id: bigint;
  readonly grantedMs: number;
  readonly term: number;
}

export class ReportLeases {
  readonly #options: ReportLeaseOptions;
  /** In the order in which they were granted, which is that in which they run out. */
  readonly #leases = new Map<Datanode, Lease>();
  #nextId: bigint;

  constructor(options: ReportLeaseOptions) {
    this.#options = options;
    this.#nextId = BigInt.asIntN(64, options.firstId);
  }

  /** Leases that have not run out or been used. */
  get granted(): number {
    return this.#leases.size;
  }

  /** A lease for the node, in place of one it has; 0n when too many are out. */
  request(node: Datanode, term: number, nowMs: number): bigint {
    this.#leases.delete(node);
    this.#prune(nowMs);
    if (this.#leases.size >= this.#options.leasesMax) return 0n;
    if (this.#nextId === 0n) this.#nextId = 1n;
    const id = this.#nextId;
    this.#nextId = BigInt.asIntN(64, id + 1n);
    this.#leases.set(node, { id, grantedMs: nowMs, term });
    return id;
  }

  /** Whether the node holds an unexpired lease that was granted in `term`. */
  holds(node: Datanode, term: number, nowMs: number): boolean {
    const lease = this.#leases.get(node);
    return lease !== undefined && lease.term === term && !this.#expired(lease, nowMs);
  }

  /** The term in which the node's lease `id` was granted, or undefined if it is not valid. */
  termOf(node: Datanode, id: bigint, nowMs: number): number | undefined {
    const lease = this.#leases.get(node);
    if (lease === undefined || lease.id !== id || this.#expired(lease, nowMs)) return undefined;
    return lease.term;
  }

  /** The report is in, or the node is gone. */
  remove(node: Datanode): void {
    this.#leases.delete(node);
  }

  #expired(lease: Lease, nowMs: number): boolean {
    return nowMs - lease.grantedMs >= this.#options.leaseMs;
  }

  #prune(nowMs: number): void {
    for (const [node, lease] of this.#leases) {
      if (!this.#expired(lease, nowMs)) return;
      this.#leases.delete(node);
    }
  }
}
