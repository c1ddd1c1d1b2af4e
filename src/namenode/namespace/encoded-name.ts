// The bytes of a name that is looked for or given, in memory that is used again and again: UTF-8 from the first byte on.

const slash = 0x2f;
const dotSnapshot = Buffer.from('.snapshot');

/** Whether bytes[start..end) are the name below which snapshots are. */
export function isDotSnapshot(bytes: Buffer, start: number, end: number): boolean {
  return end - start === dotSnapshot.length && bytes[start] === dotSnapshot[0] && bytes.compare(dotSnapshot, 0, dotSnapshot.length, start, end) === 0;
}

export class EncodedName {
  bytes = Buffer.alloc(32 * 1024);
  /** What is in there: a path is looked up and then, as it leads to nothing, added. */
  #text = '';
  #from = 0;
  #length = 0;

  /** Puts what `text` has from `from` on into {@link bytes}; returns its length there. */
  encode(text: string, from = 0): number {
    if (from === this.#from && text === this.#text) return this.#length;
    this.#text = text;
    this.#from = from;
    this.#length = this.#put(text, from);
    return this.#length;
  }

  /** Where the last name of a path, which ends in one, begins. */
  lastNameOf(path: string): number {
    // Only a last name was encoded from within a path.
    if (this.#from > 0 && path === this.#text) return this.#from;
    let at = path.length;
    while (at > 0 && path.charCodeAt(at - 1) !== slash) at--;
    return at;
  }

  #put(text: string, from: number): number {
    const length = text.length - from;
    if (length * 3 > this.bytes.length) this.bytes = Buffer.alloc(length * 3);
    const { bytes } = this;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(from + i);
      if (unit >= 0x80) return bytes.write(text.slice(from), 0, 'utf8');
      bytes[i] = unit;
    }
    return length;
  }
}
