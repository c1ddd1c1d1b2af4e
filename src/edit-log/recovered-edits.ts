// The final log, read once more by the writer that regained its quorum: one encoded edit after the other.
import { ByteWriter } from '../base/bytes.ts';
import { EditLogCorrupt } from './journal-manager.ts';
import type { EditLogInputStream, JournalManager } from './journal-manager.ts';
import type { EditOp } from './ops/edit-op.ts';
import { encodeOp } from './ops/op-frame.ts';

interface Decoded {
  readonly firstTxid: number;
  readonly ops: readonly EditOp[];
}

export interface EncodedReader {
  /** The next edit as this version encodes it; undefined behind the last. Throws what the journal throws. */
  next(): Promise<Buffer | undefined>;
  close(): Promise<void>;
}

/** The edits `firstTxid` to `lastTxid` of final segments. */
export function readerOf(journal: JournalManager, firstTxid: number, lastTxid: number): EncodedReader {
  const batches = read(journal, firstTxid, lastTxid)[Symbol.asyncIterator]();
  const writer = new ByteWriter();
  let batch: Decoded | undefined;
  let at = 0;
  return {
    async next() {
      if (batch === undefined || at === batch.ops.length) {
        const step = await batches.next();
        if (step.done === true) return undefined;
        batch = step.value;
        at = 0;
      }
      const op = batch.ops[at];
      if (op === undefined) return undefined;
      encodeOp(writer, op, batch.firstTxid + at);
      at++;
      return writer.take();
    },
    async close() {
      await batches.return?.();
    },
  };
}

async function* read(journal: JournalManager, firstTxid: number, lastTxid: number): AsyncIterable<Decoded> {
  let next = firstTxid;
  const streams: EditLogInputStream[] = await journal.selectInputStreams(firstTxid, { inProgressOk: false, onlyDurable: false });
  try {
    for (const stream of streams) {
      if (next > lastTxid) return;
      if (stream.firstTxid > next) break;
      for await (const batch of stream.batches(next)) {
        const ops = batch.ops().slice(next - batch.firstTxid, lastTxid - batch.firstTxid + 1);
        if (ops.length > 0) yield { firstTxid: next, ops };
        next += ops.length;
        if (next > lastTxid) return;
      }
    }
  } finally {
    for (const stream of streams) await stream.close();
  }
  throw new EditLogCorrupt(`the journal was recovered up to txid ${lastTxid}, but edits from ${next} on are missing`);
}
