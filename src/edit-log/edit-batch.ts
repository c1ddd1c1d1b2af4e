// Edits as they lie in a segment, their checksums verified, decoded one by one as they are wanted: whoever replays a log
// makes objects of few of them (namenode/operations/apply-in-place.ts).
import { ByteReader } from '../base/bytes.ts';
import type { RawBatch } from './frame-splitter.ts';
import { EditLogCorrupt } from './journal-manager.ts';
import type { EditOp } from './ops/edit-op.ts';
import { CorruptOp, decodeFramed, statedLength } from './ops/op-frame.ts';

/** Verified edits with consecutive txids: never none. */
export class EditBatch {
  readonly firstTxid: number;
  readonly count: number;
  readonly layoutVersion: number;
  /** Where they come from, for messages: a path or a URL. */
  readonly name: string;
  readonly #bytes: Buffer;

  constructor(raw: RawBatch, layoutVersion: number, name: string) {
    this.firstTxid = raw.firstTxid;
    this.count = raw.count;
    this.#bytes = raw.bytes;
    this.layoutVersion = layoutVersion;
    this.name = name;
  }

  get lastTxid(): number {
    return this.firstTxid + this.count - 1;
  }

  /** All of them, decoded anew; the i-th has txid firstTxid + i. Throws EditLogCorrupt for an operation that has no meaning. */
  ops(): EditOp[] {
    const ops: EditOp[] = [];
    for (const edits = this.cursor(); edits.left > 0; edits.next()) ops.push(edits.decode());
    return ops;
  }

  cursor(): EditCursor {
    return new EditCursor(this, new ByteReader(this.#bytes));
  }
}

/** Goes through the edits of a batch in order; stands at one of them until none is left. */
export class EditCursor {
  readonly reader: ByteReader;
  readonly layoutVersion: number;
  /** Of the edit that it stands at: its txid, where it begins in the reader, and its bytes from op-code to checksum. */
  txid: number;
  at = 0;
  length: number;
  /** Edits from this one on. */
  left: number;
  readonly #name: string;

  constructor(batch: EditBatch, reader: ByteReader) {
    this.reader = reader;
    this.layoutVersion = batch.layoutVersion;
    this.txid = batch.firstTxid;
    this.left = batch.count;
    this.length = statedLength(reader.bytes, 0);
    this.#name = batch.name;
  }

  next(): void {
    this.at += this.length;
    this.txid++;
    if (--this.left > 0) this.length = this.reader.view.getInt32(this.at + 1) + 5;
  }

  /** The edit. Throws EditLogCorrupt if it has no meaning. */
  decode(): EditOp {
    try {
      return decodeFramed(this.reader, this.at, this.length, this.layoutVersion);
    } catch (error) {
      if (!(error instanceof CorruptOp)) throw error;
      throw new EditLogCorrupt(`${this.#name}: txid ${this.txid}: ${error.message}`, undefined, { cause: error });
    }
  }
}
