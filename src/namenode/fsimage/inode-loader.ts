// The INODE section: most inodes by the batch, the others one by one. Answers to FSImageFormatPBINode.Loader.

import { rootInodeId } from '../../protocol/block.ts';
import { ProtoReader } from '../../wire/proto-reader.ts';
import { batchCount, batchInodes, inodeBatch } from '../namespace/inode-batch.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { batchDecoder } from './batch-decoder.ts';
import { InodeDecoder } from './inode-decoder.ts';
import type { SectionStream } from './section-stream.ts';
import type { StringTable } from './string-table.ts';

export class InodeLoader {
  readonly #decoder: InodeDecoder;
  readonly #plain = batchDecoder(rootInodeId);
  readonly #batch = inodeBatch();
  /** Messages that the batch has room for. */
  #room = batchInodes;

  constructor(ns: Namespace, strings: StringTable) {
    this.#decoder = new InodeDecoder(ns, strings);
    this.#plain.begin(this.#batch);
  }

  /** Adds the inodes that the stream has whole; false when it has none, and must read on. Throws WireError, ImageCorrupt, ImageUnsupported. */
  take(stream: SectionStream): boolean {
    stream.takeMany((bytes, from, end) => this.#decode(bytes, from, end));
    // One that is too long for a batch, or not whole.
    const r = stream.next();
    if (r !== undefined) this.#decoder.add(r, stream.bytes, stream.messageEnd);
    return r !== undefined;
  }

  /** To be called at the section's end. */
  finish(): void {
    this.#decoder.addBatch(this.#batch);
    this.#plain.begin(this.#batch);
    this.#room = batchInodes;
  }

  #decode(bytes: Uint8Array, from: number, end: number): number {
    const batch = this.#batch;
    for (let at = from; ; at = this.#plain.position) {
      this.#room -= this.#plain.decode(bytes, at, end, batch, this.#room);
      const odd = batch.counts[batchCount.odd] as number;
      for (let i = 0; i < odd; i++) this.#decoder.add(new ProtoReader(bytes, batch.oddFrom[i], end), bytes, batch.oddTo[i] as number);
      if (this.#room > 0) return this.#plain.position;
      this.finish();
    }
  }
}
