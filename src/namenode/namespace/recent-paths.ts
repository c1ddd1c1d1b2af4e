// Rows that whole paths led to lately: a file is made, gets its blocks and is closed by operations that name the same path.
// The newest of a slot wins. Whoever takes anything out of its place forgets them all; nothing else can make one wrong.

const slots = 256;
/** Ends of paths differ more often than their beginnings. */
const hashedUnits = 4;

export class RecentPaths {
  readonly #paths: string[] = Array.from({ length: slots }, () => '');
  readonly #rows = new Int32Array(slots);
  #isEmpty = true;

  /** The row that `path` leads to, if it is known; else -1. */
  find(path: string): number {
    const slot = slotOf(path);
    return this.#paths[slot] === path && path !== '' ? (this.#rows[slot] as number) : -1;
  }

  note(path: string, row: number): void {
    const slot = slotOf(path);
    this.#paths[slot] = path;
    this.#rows[slot] = row;
    this.#isEmpty = false;
  }

  /** Something is not any more where it was. */
  forget(): void {
    if (this.#isEmpty) return;
    this.#paths.fill('');
    this.#isEmpty = true;
  }
}

function slotOf(path: string): number {
  const { length } = path;
  let hash = length;
  for (let i = length > hashedUnits ? length - hashedUnits : 0; i < length; i++) hash = (Math.imul(hash, 31) + path.charCodeAt(i)) | 0;
  return (hash ^ (hash >>> 8)) & (slots - 1);
}
