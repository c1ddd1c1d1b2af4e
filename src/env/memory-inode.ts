// The contents of one file of a MemoryDisk, in two versions: what a process sees, and what a power cut leaves.
// The second is kept as the old contents of the pages written since the last datasync. A datasync that fails leaves its pages as
// Linux does: readable, taken for written, and perhaps not on the disk.

const pageBytes = 4096;
const sectorBytes = 512;
/** Pages that were never on the disk. */
const zeros = Buffer.alloc(pageBytes);
/** Memory of pages that no inode remembers any more: one page is changed and synced again and again. */
const free: Buffer[] = [];
const freeMax = 256;

/** A sync under way. */
export interface Sync {
  /** The pages that it brings to the disk, with what was on them when it began; undefined: that is still there. */
  readonly pages: Map<number, Buffer | undefined>;
  /** Of the file when it began. */
  length: number;
}

export class MemoryInode {
  #data: Buffer = Buffer.alloc(0);
  #length = 0;
  #syncedLength = 0;
  /** Pages changed since the last sync, as they were then. */
  readonly #before = new Map<number, Buffer>();
  /** Pages whose sync has failed, as they were before they were changed: no later sync brings them to the disk unless they are written again. */
  readonly #lost = new Map<number, Buffer>();
  /** In the order in which they began. */
  readonly #syncs = new Set<Sync>();
  modifiedMs = 0;

  get length(): number {
    return this.#length;
  }

  /** Whether a power cut would change it. */
  get dirty(): boolean {
    return this.#before.size > 0 || this.#length !== this.#syncedLength || [...this.#lost].some(([page, old]) => this.#differs(page, old));
  }

  #differs(page: number, old: Buffer): boolean {
    const start = page * pageBytes;
    const end = Math.min(start + pageBytes, this.#length);
    return end > start && old.compare(this.#data, start, end, 0, end - start) !== 0;
  }

  read(into: Uint8Array, position: number): number {
    const end = Math.min(position + into.length, this.#length);
    if (end <= position) return 0;
    into.set(this.#data.subarray(position, end));
    return end - position;
  }

  /** Bytes between the end and `position` become zero. */
  write(bytes: Uint8Array, position: number): void {
    if (bytes.length === 0) return;
    const end = position + bytes.length;
    this.#reserve(end);
    this.#remember(Math.min(position, this.#length), end);
    if (position > this.#length) this.#data.fill(0, this.#length, position);
    this.#data.set(bytes, position);
    this.#length = Math.max(this.#length, end);
  }

  /** Cuts, or fills up with zeros. */
  truncate(length: number): void {
    if (length > this.#length) {
      this.#reserve(length);
      this.#remember(this.#length, length);
      this.#data.fill(0, this.#length, length);
    } else {
      this.#remember(length, this.#length);
    }
    this.#length = length;
  }

  /** A sync that takes no time. */
  sync(): void {
    this.endSync(this.beginSync());
  }

  /** A sync begins, of the pages between two positions. What is written from now on it passes over. */
  beginSync(from = 0, to = Infinity): Sync {
    const pages = new Map<number, Buffer | undefined>();
    for (const page of this.#before.keys()) if ((page + 1) * pageBytes > from && page * pageBytes < to) pages.set(page, undefined);
    const sync = { pages, length: this.#length };
    this.#syncs.add(sync);
    return sync;
  }

  /** A sync is done: a power cut leaves what there was when it began. */
  endSync(sync: Sync): void {
    const before = [...this.#syncs];
    if (!this.#syncs.delete(sync)) return;
    // A file is as long as what of it was written: not longer for the sake of pages that are lost.
    let end = Math.min(this.#syncedLength, sync.length);
    const earlier = before.slice(0, before.indexOf(sync));
    for (const [page, then] of sync.pages) {
      end = Math.max(end, Math.min((page + 1) * pageBytes, sync.length));
      recycle(this.#before.get(page));
      if (then === undefined) this.#before.delete(page);
      else this.#before.set(page, then);
      // Those that began earlier have less of it.
      for (const { pages } of earlier) pages.delete(page);
    }
    for (const other of earlier) other.length = sync.length;
    this.#syncedLength = end;
  }

  /** A sync has failed: what it was to bring to the disk may have reached it, and the next one passes over what was not written again. */
  failSync(sync: Sync): void {
    if (!this.#syncs.delete(sync)) return;
    for (const [page, then] of sync.pages) {
      const old = this.#before.get(page);
      if (then !== undefined || old === undefined) continue;
      this.#lost.set(page, old);
      this.#before.delete(page);
      for (const other of this.#syncs) other.pages.delete(page);
    }
  }

  /** All of it, as a copy. */
  bytes(): Buffer {
    return Buffer.from(this.#data.subarray(0, this.#length));
  }

  /**
   * Goes back to what was synced; with `random`, any of the sectors written since, or whose sync failed, may have reached the
   * disk, each on its own, and the file may have grown or shrunk with them.
   */
  powerCut(random: (() => number) | undefined): void {
    const written = this.#length;
    let kept = this.#syncedLength;
    if (random !== undefined && written < kept && random() < 0.5) kept = written;
    for (const [page, old] of [...this.#before, ...this.#lost]) {
      const start = page * pageBytes;
      for (let at = 0; at < pageBytes; at += sectorBytes) {
        const sectorEnd = Math.min(start + at + sectorBytes, Math.max(written, this.#syncedLength));
        if (random !== undefined && start + at < written && random() < 0.5) {
          if (sectorEnd > this.#syncedLength) kept = Math.max(kept, Math.min(sectorEnd, written));
        } else if (start + at < sectorEnd) {
          old.copy(this.#data, start + at, at, at + sectorEnd - start - at);
        }
      }
    }
    this.#length = kept;
    this.#syncedLength = kept;
    forget(this.#before);
    forget(this.#lost);
    this.#syncs.clear();
  }

  #reserve(length: number): void {
    if (length <= this.#data.length) return;
    const grown = Buffer.alloc(Math.max(length, this.#data.length * 2, pageBytes));
    this.#data.copy(grown, 0, 0, this.#length);
    this.#data = grown;
  }

  #remember(from: number, to: number): void {
    for (let page = Math.floor(from / pageBytes); page * pageBytes < to; page++) {
      for (const { pages } of this.#syncs) if (pages.has(page) && pages.get(page) === undefined) pages.set(page, this.#copy(page, this.#length));
      if (this.#before.has(page)) continue;
      const lost = this.#lost.get(page);
      if (lost !== undefined) {
        this.#lost.delete(page);
        this.#before.set(page, lost);
        continue;
      }
      // Beyond the synced length there was nothing: zeros, as a file system shows a block never written.
      this.#before.set(page, this.#copy(page, this.#syncedLength));
    }
  }

  /** A page of a file of `length` bytes. */
  #copy(page: number, length: number): Buffer {
    const start = page * pageBytes;
    const end = Math.min(start + pageBytes, length, this.#data.length);
    if (end <= start) return zeros;
    const copy = free.pop() ?? Buffer.allocUnsafeSlow(pageBytes);
    this.#data.copy(copy, 0, start, end);
    return copy.fill(0, end - start);
  }
}

function recycle(page: Buffer | undefined): void {
  if (page !== undefined && page !== zeros && free.length < freeMax) free.push(page);
}

function forget(pages: Map<number, Buffer>): void {
  for (const page of pages.values()) recycle(page);
  pages.clear();
}
