// Who has which files open for writing, and when each writer was heard of last. Holders are kept in the order of
// their last renewal, so that the expired are found without a scan. Times are monotonic ms that the caller
// advances; they are no part of the persisted state (a NameNode that becomes Active renews all).
// Answers to LeaseManager; a file lease, not the lease to be Active.

export interface LeaseLimits {
  /** After this another client may take the file over (HdfsConstants.LEASE_SOFTLIMIT_PERIOD). */
  readonly softMs: number;
  /** After this the NameNode recovers the file itself (dfs.namenode.lease-hard-limit-sec). */
  readonly hardMs: number;
}

export const defaultLeaseLimits: LeaseLimits = { softMs: 60_000, hardMs: 1_200_000 };

/** One client's lease on all files that it writes. */
export interface Lease {
  readonly holder: string;
  readonly lastRenewalMs: number;
  /** Inode ids. */
  readonly files: ReadonlySet<number>;
}

interface Entry extends Lease {
  lastRenewalMs: number;
  readonly files: Set<number>;
}

export class Leases {
  readonly limits: LeaseLimits;
  /** In order of last renewal: renewing takes an entry out and puts it at the end. */
  readonly #byHolder = new Map<string, Entry>();
  readonly #byFile = new Map<number, Entry>();
  #nowMs = 0;

  constructor(limits: LeaseLimits = defaultLeaseLimits) {
    this.limits = limits;
  }

  /** Tells the time that renewals count from; it never runs back. */
  advance(nowMs: number): void {
    if (nowMs > this.#nowMs) this.#nowMs = nowMs;
  }

  /** Holders (LeaseManager.countLease). */
  get holderCount(): number {
    return this.#byHolder.size;
  }

  /** Open files (LeaseManager.countPath). */
  get fileCount(): number {
    return this.#byFile.size;
  }

  of(holder: string): Lease | undefined {
    return this.#byHolder.get(holder);
  }

  ofFile(inodeId: number): Lease | undefined {
    return this.#byFile.get(inodeId);
  }

  /** Inode ids of the files of some holders. */
  *filesOfHolders(wanted: (holder: string) => boolean): Generator<number> {
    for (const { holder, files } of this.#byHolder.values()) if (wanted(holder)) yield* files;
  }

  /** Inode ids of all open files, in no order that matters. */
  files(): Iterable<number> {
    return this.#byFile.keys();
  }

  add(holder: string, inodeId: number): void {
    const entry = this.#renewed(holder);
    entry.files.add(inodeId);
    this.#byFile.set(inodeId, entry);
  }

  remove(inodeId: number): void {
    const entry = this.#byFile.get(inodeId);
    if (entry === undefined) return;
    this.#byFile.delete(inodeId);
    entry.files.delete(inodeId);
    if (entry.files.size === 0) this.#byHolder.delete(entry.holder);
  }

  /** Moves a file to another holder, whose lease is renewed by it. */
  reassign(inodeId: number, holder: string): void {
    this.remove(inodeId);
    this.add(holder, inodeId);
  }

  /** Renews a holder's lease if it has one. */
  renew(holder: string): void {
    if (this.#byHolder.has(holder)) this.#renewed(holder);
  }

  /** Done on becoming Active: nobody could renew before. */
  renewAll(): void {
    for (const entry of this.#byHolder.values()) entry.lastRenewalMs = this.#nowMs;
  }

  isSoftExpired(lease: Lease): boolean {
    return this.#nowMs - lease.lastRenewalMs > this.limits.softMs;
  }

  /** Leases beyond the hard limit, longest silent first, at most `limit`. */
  hardExpired(limit = Number.POSITIVE_INFINITY): Lease[] {
    const expired: Lease[] = [];
    for (const entry of this.#byHolder.values()) {
      if (expired.length >= limit || this.#nowMs - entry.lastRenewalMs <= this.limits.hardMs) break;
      expired.push(entry);
    }
    return expired;
  }

  #renewed(holder: string): Entry {
    let entry = this.#byHolder.get(holder);
    if (entry === undefined) entry = { holder, lastRenewalMs: this.#nowMs, files: new Set() };
    else this.#byHolder.delete(holder);
    entry.lastRenewalMs = this.#nowMs;
    this.#byHolder.set(holder, entry);
    return entry;
  }
}

/** A lease in the words of Apache's messages (LeaseManager.Lease.toString). */
export function leaseText(lease: Lease): string {
  return `[Lease.  Holder: ${lease.holder}, pending creates: ${lease.files.size}]`;
}
