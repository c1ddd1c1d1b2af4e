// One section of an image as length-prefixed messages, through a window of bounded size: a file of any length is
// read with the memory of its longest message.

import type { DiskFile } from '../../env/env.ts';
import { ProtoReader } from '../../wire/proto-reader.ts';
import { ImageCorrupt } from './image-errors.ts';

/** Bytes one behind the other; fills `into` from `from` on and tells how many, 0 at the end. */
export interface ByteSource {
  read(into: Uint8Array, from: number): Promise<number>;
  close(): Promise<void>;
}

/** How much of a file is read ahead while what came before is decoded. */
const aheadBytes = 512 * 1024;

/** A range of a file, read ahead. */
export function fileSource(file: DiskFile, offset: number, length: number): ByteSource {
  const end = offset + length;
  let at = offset;
  let ready: Uint8Array = new Uint8Array(0);
  // One buffer is read while the other one is filled.
  let reading: Uint8Array = Buffer.allocUnsafeSlow(Math.min(length, aheadBytes));
  let filling: Uint8Array = Buffer.allocUnsafeSlow(Math.min(length, aheadBytes));
  let ahead: Promise<number> | undefined;
  const fill = (): void => {
    if (at === end) {
      ahead = undefined;
      return;
    }
    ahead = file.read(filling.subarray(0, Math.min(filling.length, end - at)), at);
    ahead.catch(() => {});
  };
  fill();
  return {
    async read(into, from) {
      if (ready.length === 0) {
        if (ahead === undefined) return 0;
        const got = await ahead;
        if (got < Math.min(filling.length, end - at)) throw new ImageCorrupt(`${file.path}: ends at ${at + got}, inside a section`);
        at += got;
        [reading, filling] = [filling, reading];
        ready = reading.subarray(0, got);
        fill();
      }
      const part = Math.min(ready.length, into.length - from);
      into.set(ready.subarray(0, part), from);
      ready = ready.subarray(part);
      return part;
    },
    async close() {
      await ahead?.catch(() => {});
    },
  };
}

/** Some 8000 inodes: a few ms of decoding. */
const windowBytes = 512 * 1024;
/** A message with more children than a directory may have. */
const messageBytesMax = 256 * 1024 * 1024;

export class SectionStream {
  readonly #source: ByteSource;
  readonly #name: string;
  #window: Uint8Array = Buffer.allocUnsafeSlow(windowBytes);
  /** Where unread bytes begin and end. */
  #start = 0;
  #end = 0;
  #atEnd = false;
  /** Bytes of the message that the window must hold before {@link next} goes on. */
  #wanted = 0;
  #reader = new ProtoReader(this.#window, 0, 0);
  /** Where the message that {@link next} gave ends. */
  messageEnd = 0;

  /** @param name for messages */
  constructor(source: ByteSource, name: string) {
    this.#source = source;
    this.#name = name;
  }

  /** The memory that {@link next}'s readers read; another one after each {@link fill}. */
  get bytes(): Uint8Array {
    return this.#window;
  }

  /** Reads on; false at the section's end. Then messages are taken with {@link next} until there is none. */
  async fill(): Promise<boolean> {
    if (this.#atEnd && this.#start === this.#end) return false;
    const kept = this.#end - this.#start;
    if (this.#wanted > this.#window.length) {
      const larger = Buffer.allocUnsafeSlow(this.#wanted + windowBytes);
      larger.set(this.#window.subarray(this.#start, this.#end));
      this.#window = larger;
    } else this.#window.copyWithin(0, this.#start, this.#end);
    this.#start = 0;
    this.#end = kept;
    do {
      const got = await this.#source.read(this.#window, this.#end);
      if (got === 0) this.#atEnd = true;
      this.#end += got;
    } while (!this.#atEnd && this.#end < Math.max(this.#wanted, 1));
    if (this.#end < this.#wanted) throw this.#truncated();
    this.#reader = new ProtoReader(this.#window, 0, this.#end);
    return this.#end > 0;
  }

  /**
   * Lets `take` have what was read and not been taken yet, from the start of a message on; it returns where it stopped, at the
   * start of a message again. Then {@link next} goes on from there.
   */
  takeMany(take: (bytes: Uint8Array, from: number, end: number) => number): void {
    this.#wanted = 0;
    this.#start = take(this.#window, this.#start, this.#end);
  }

  /** A reader at the start of the next whole message, which ends at `messageEnd`; undefined when more must be read. */
  next(): ProtoReader | undefined {
    const left = this.#end - this.#start;
    let length = 0;
    let prefix = 0;
    for (;;) {
      if (prefix === left) return this.#more(left, prefix + 1);
      const byte = this.#window[this.#start + prefix] as number;
      length += (byte & 0x7f) * 2 ** (7 * prefix);
      prefix++;
      if (byte < 0x80) break;
      if (prefix === 5) throw new ImageCorrupt(`${this.#name}: a message's length is not a number`);
    }
    if (length > messageBytesMax) throw new ImageCorrupt(`${this.#name}: a message of ${length} bytes`);
    if (prefix + length > left) return this.#more(left, prefix + length);
    this.#wanted = 0;
    this.#reader.pos = this.#start + prefix;
    this.#start += prefix + length;
    this.messageEnd = this.#start;
    return this.#reader;
  }

  /** Reads and takes one message that must be there. */
  async one<T>(read: (r: ProtoReader, end: number) => T): Promise<T> {
    for (;;) {
      const reader = this.next();
      if (reader !== undefined) return read(reader, this.messageEnd);
      if (!(await this.fill())) throw this.#truncated();
    }
  }

  close(): Promise<void> {
    return this.#source.close();
  }

  #more(left: number, wanted: number): undefined {
    if (left > 0 && this.#atEnd) throw this.#truncated();
    this.#wanted = left === 0 ? 0 : wanted;
    return undefined;
  }

  #truncated(): ImageCorrupt {
    return new ImageCorrupt(`${this.#name}: ends inside a message`);
  }
}
