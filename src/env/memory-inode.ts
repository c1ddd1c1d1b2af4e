// The contents of one file of a MemoryDisk, in two versions: what a process sees, and what a power cut leaves.
// The second is kept as the old contents of the pages written since the last datasync.

const pageBytes = 4096;
const sectorBytes = 512;
/** Pages that were never on the disk. */
const zeros = Buffer.alloc(pageBytes);
/** Memory of pages that no inode remembers any more: one page is changed and synced again and again. */
const free: Buffer[] = [];
const freeMax = 256;

export class MemoryInode {
  #data: Buffer = Buffer.alloc(0);
  #length = 0;
  #syncedLength = 0;
  /** Pages changed since the last sync, as they were then. */
  readonly #before = new Map<number, Buffer>();
  modifiedMs = 0;

  get length(): number {
    return this.#length;
  }

  /** Whether a power cut would change it. */
  get dirty(): boolean {
    return this.#before.size > 0 || this.#length !== this.#syncedLength;
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

  sync(): void {
    if (this.#before.size > 0) {
      for (const page of this.#before.values()) if (page !== zeros && free.length < freeMax) free.push(page);
      this.#before.clear();
    }
    this.#syncedLength = this.#length;
  }

  /** All of it, as a copy. */
  bytes(): Buffer {
    return Buffer.from(this.#data.subarray(0, this.#length));
  }

  /**
   * Goes back to what was synced; with `random`, any of the sectors written since may have reached the
   * disk, each on its own, and the file may have grown or shrunk with them.
   */
  powerCut(random: (() => number) | undefined): void {
    const written = this.#length;
    let kept = this.#syncedLength;
    if (random !== undefined && written < kept && random() < 0.5) kept = written;
    for (const [page, old] of this.#before) {
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
    this.sync();
  }

  #reserve(length: number): void {
    if (length <= this.#data.length) return;
    const grown = Buffer.alloc(Math.max(length, this.#data.length * 2, pageBytes));
    this.#data.copy(grown, 0, 0, this.#length);
    this.#data = grown;
  }

  #remember(from: number, to: number): void {
    for (let page = Math.floor(from / pageBytes); page * pageBytes < to; page++) {
      if (this.#before.has(page)) continue;
      // Beyond the synced length there was nothing: zeros, as a file system shows a block never written.
      const start = page * pageBytes;
      const end = Math.min(start + pageBytes, this.#syncedLength, this.#data.length);
      if (end <= start) {
        this.#before.set(page, zeros);
        continue;
      }
      const old = free.pop() ?? Buffer.allocUnsafeSlow(pageBytes);
      this.#data.copy(old, 0, start, end);
      old.fill(0, end - start);
      this.#before.set(page, old);
    }
  }
}
