// Who has which files open for writing, and when each writer was heard of last. Holders are chained in the order of
// their last renewal, so that the expired are found without a scan. Times are monotonic ms that the caller
// advances; they are no part of the persisted state (a NameNode that becomes Active renews all).
// Answers to LeaseManager; a file lease, not the lease to be Active.
//
// Files are opened and closed all the time, mostly one after the other by the same writers: a holder whose last file is
// closed is kept for the next one, off the chain, as long as there are not too many of those.

import { NumberMap } from '../../base/number-map.ts';

export interface LeaseLimits {
  /** After this another client may take the file over (HdfsConstants.LEASE_SOFTLIMIT_PERIOD). */
  readonly softMs: number;
  /** After this the NameNode recovers the file itself (dfs.namenode.lease-hard-limit-sec). */
  readonly hardMs: number;
}

export const defaultLeaseLimits: LeaseLimits = { softMs: 60_000, hardMs: 1_200_000 };

/** The ids of a holder's open files, the one opened first first. */
export interface LeasedFiles extends Iterable<number> {
  readonly size: number;
}

/** One client's lease on all files that it writes. */
export interface Lease {
  readonly holder: string;
  readonly lastRenewalMs: number;
  readonly files: LeasedFiles;
}

/** A link of a ring: after and before itself when it is alone. Rings do not change while someone goes round them. */
interface Link<T> {
  before: T;
  after: T;
}

/** A file in the ring of its holder's files. */
class OpenFile implements Link<OpenFile> {
  before: OpenFile = this;
  after: OpenFile = this;
  readonly inodeId: number;
  readonly holder: Holder;

  constructor(inodeId: number, holder: Holder) {
    this.inodeId = inodeId;
    this.holder = holder;
  }
}

/** A holder in the ring of those that have files; itself the end of the ring of its files. */
class Holder implements Lease, LeasedFiles, Link<Holder> {
  before: Holder = this;
  after: Holder = this;
  readonly holder: string;
  lastRenewalMs = 0;
  size = 0;
  readonly ring: OpenFile = new OpenFile(-1, this);

  constructor(holder: string) {
    this.holder = holder;
  }

  get files(): LeasedFiles {
    return this;
  }

  *[Symbol.iterator](): Generator<number> {
    for (let file = this.ring.after; file !== this.ring; file = file.after) yield file.inodeId;
  }
}

/** Holders without files that are kept at least. */
const idleKept = 1000;

export class Leases {
  readonly limits: LeaseLimits;
  /** All that are known, with files or without. */
  #byName = new Map<string, Holder>();
  readonly #byFile = new NumberMap<OpenFile>();
  /** The end of the ring of holders with files, in order of last renewal. */
  readonly #ring = new Holder('');
  #holders = 0;
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
    return this.#holders;
  }

  /** Open files (LeaseManager.countPath). */
  get fileCount(): number {
    return this.#byFile.size;
  }

  of(holder: string): Lease | undefined {
    return this.#withFiles(holder);
  }

  ofFile(inodeId: number): Lease | undefined {
    return this.#byFile.get(inodeId)?.holder;
  }

  /** Inode ids of the files of some holders. */
  *filesOfHolders(wanted: (holder: string) => boolean): Generator<number> {
    for (const holder of this.#inOrder()) if (wanted(holder.holder)) yield* holder;
  }

  /** Inode ids of all open files, in no order that matters. */
  files(): Iterable<number> {
    return this.#byFile.keys();
  }

  add(name: string, inodeId: number): void {
    const holder = this.#byName.get(name) ?? new Holder(name);
    this.#renew(holder);
    const known = this.#byFile.get(inodeId);
    if (known?.holder === holder) return;
    if (known !== undefined) this.remove(inodeId);
    const file = new OpenFile(inodeId, holder);
    linkBefore(holder.ring, file);
    this.#byFile.set(inodeId, file);
    if (holder.size++ > 0) return;
    this.#holders++;
    this.#byName.set(name, holder);
  }

  remove(inodeId: number): void {
    const file = this.#byFile.get(inodeId);
    if (file === undefined) return;
    const { holder } = file;
    this.#byFile.delete(inodeId);
    unlink(file);
    if (--holder.size > 0) return;
    unlink(holder);
    this.#holders--;
    if (this.#byName.size > 2 * this.#holders + idleKept) this.#byName = new Map([...this.#inOrder()].map((each) => [each.holder, each]));
  }

  /** Moves a file to another holder, whose lease is renewed by it. */
  reassign(inodeId: number, holder: string): void {
    // `add` takes it away from another one.
    this.add(holder, inodeId);
  }

  /** Renews a holder's lease if it has one. */
  renew(name: string): void {
    const holder = this.#withFiles(name);
    if (holder !== undefined) this.#renew(holder);
  }

  /** Done on becoming Active: nobody could renew before. */
  renewAll(): void {
    for (const holder of this.#inOrder()) holder.lastRenewalMs = this.#nowMs;
  }

  isSoftExpired(lease: Lease): boolean {
    return this.#nowMs - lease.lastRenewalMs > this.limits.softMs;
  }

  /** Leases beyond the hard limit, longest silent first, at most `limit`. */
  hardExpired(limit = Number.POSITIVE_INFINITY): Lease[] {
    const expired: Lease[] = [];
    for (const holder of this.#inOrder()) {
      if (expired.length >= limit || this.#nowMs - holder.lastRenewalMs <= this.limits.hardMs) break;
      expired.push(holder);
    }
    return expired;
  }

  #withFiles(name: string): Holder | undefined {
    const holder = this.#byName.get(name);
    return holder === undefined || holder.size === 0 ? undefined : holder;
  }

  *#inOrder(): Generator<Holder> {
    for (let holder = this.#ring.after; holder !== this.#ring; holder = holder.after) yield holder;
  }

  /** To the end of the ring. One that has no files is not in it yet. */
  #renew(holder: Holder): void {
    if (holder.size > 0) {
      if (holder.lastRenewalMs === this.#nowMs) return;
      unlink(holder);
    }
    holder.lastRenewalMs = this.#nowMs;
    linkBefore(this.#ring, holder);
  }
}

function linkBefore<T extends Link<T>>(end: T, link: T): void {
  link.before = end.before;
  link.after = end;
  end.before.after = link;
  end.before = link;
}

/** The link holds on to no other one: a chain of dead ones would be a chain of memory. */
function unlink<T extends Link<T>>(link: T): void {
  link.before.after = link.after;
  link.after.before = link.before;
  link.before = link;
  link.after = link;
}

/** A lease in the words of Apache's messages (LeaseManager.Lease.toString). */
export function leaseText(lease: Lease): string {
  return `[Lease.  Holder: ${lease.holder}, pending creates: ${lease.files.size}]`;
}
