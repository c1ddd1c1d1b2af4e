// Directories that paths were resolved in lately. A job writes its files side by side and a file's operations follow each
// other, so that of most paths only the last name is left to find. Entries are by the text in front of that name, as it
// was written, the newest of a slot wins. Whoever takes a directory out of its place forgets them all; nothing else can
// make one wrong, because a name leads to the same row for as long as it is there.

const slash = 0x2f;
const slots = 256;

/** One directory and how it was reached. */
export interface RecentDirectory {
  /** The path up to and with the slash in front of the last name. */
  readonly prefix: string;
  /** Rows from the root to the directory. */
  readonly rows: readonly number[];
  readonly row: number;
  /** Whether the last new name came behind all others, and the next one likely does, too. */
  growsAtEnd: boolean;
}

export class RecentDirectories {
  readonly #entries: (RecentDirectory | undefined)[] = Array.from({ length: slots }, () => undefined);
  /** The one that was asked for last. */
  #last: RecentDirectory | undefined;
  #isEmpty = true;

  /** The directory of a path's last name, if it is known; of a path that ends in a slash it never is. */
  find(path: string): RecentDirectory | undefined {
    if (this.#isEmpty) return undefined;
    const length = prefixLength(path);
    if (length === path.length) return undefined;
    // A slice is no copy, and texts that are the same in length are compared outside of JavaScript's strings.
    const prefix = path.slice(0, length);
    if (this.#last?.prefix === prefix) return this.#last;
    const entry = this.#entries[slotOf(path, length)];
    if (entry?.prefix !== prefix) return undefined;
    this.#last = entry;
    return entry;
  }

  /** Notes where the directory of a path's last name was found; `rows` leads from the root to that directory, and is kept. */
  note(path: string, rows: readonly number[]): void {
    const length = prefixLength(path);
    if (length === path.length) return;
    this.#entries[slotOf(path, length)] = { prefix: path.slice(0, length), rows, row: rows[rows.length - 1] as number, growsAtEnd: false };
    this.#isEmpty = false;
  }

  /** The directory at `row` has got a new name, perhaps behind all others. Heard of by the one that was asked for last. */
  grew(row: number, atEnd: boolean): void {
    if (this.#last?.row === row) this.#last.growsAtEnd = atEnd;
  }

  /** A directory is not any more where it was. */
  forget(): void {
    if (this.#isEmpty) return;
    this.#entries.fill(undefined);
    this.#last = undefined;
    this.#isEmpty = true;
  }
}

/** Length of what stands in front of the last name, the slash included. */
function prefixLength(path: string): number {
  let length = path.length;
  while (length > 0 && path.charCodeAt(length - 1) !== slash) length--;
  return length;
}

/** Of the end of the prefix: beginnings of paths are alike. */
function slotOf(path: string, length: number): number {
  let hash = length;
  for (let i = length > 32 ? length - 32 : 0; i < length; i++) hash = (Math.imul(hash, 31) + path.charCodeAt(i)) | 0;
  return (hash ^ (hash >>> 15)) & (slots - 1);
}
