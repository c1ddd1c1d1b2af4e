// A part of an operation that is mostly what it was in the one before: whose file it is, and who writes it. When its bytes are
// the same, so is what was read from them; comparing a few words costs a fraction of reading five fields.
import type { ByteReader } from '../../base/bytes.ts';

/** Longer parts are not kept. */
const wordsMax = 64;

/** What was read last, and the bytes of it. The format must be one that says itself where the part ends; T is shared by operations. */
export class RecentBytes<T> {
  readonly #words = new Int32Array(wordsMax);
  #length = 0;
  #value: T | undefined;

  /** What the next bytes mean, and the reader behind them, if they are those of last time; else undefined, and the reader where it was. */
  again(r: ByteReader): T | undefined {
    const length = this.#length;
    const from = r.position;
    if (length === 0 || from + length > r.end) return undefined;
    const { view } = r;
    const words = this.#words;
    const last = (length - 1) >> 2;
    // The end first: it differs more often. Its word overlaps the one before.
    if (words[last] !== view.getInt32(from + length - 4, true)) return undefined;
    for (let i = 0; i < last; i++) if (words[i] !== view.getInt32(from + 4 * i, true)) return undefined;
    r.position = from + length;
    return this.#value;
  }

  /** `value` is what was read from `from` up to the reader's position. */
  note(r: ByteReader, from: number, value: T): T {
    const length = r.position - from;
    const last = (length - 1) >> 2;
    this.#length = 0;
    if (length < 4 || last >= wordsMax) return value;
    for (let i = 0; i < last; i++) this.#words[i] = r.view.getInt32(from + 4 * i, true);
    this.#words[last] = r.view.getInt32(r.position - 4, true);
    this.#length = length;
    this.#value = value;
    return value;
  }
}
