// Streams that are replayed one behind the other and asked for before their turn.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Deferred } from '../../base/async.ts';
import type { EditBatch, EditCursor } from '../../edit-log/edit-batch.ts';
import { batchOf } from '../../edit-log/edit-batch.testing.ts';
import type { EditLogInputStream } from '../../edit-log/journal-manager.ts';
import type { EditOp } from '../../edit-log/ops/edit-op.ts';
import { MemoryEnv } from '../../env/memory-env.testing.ts';
import type { Replaying } from './edit-log-tailer.ts';
import { replayStreams } from './edit-log-tailer.ts';

const op: EditOp = { op: 'OP_SET_GENSTAMP_V2', genStampV2: 1 };

class Memory implements Replaying {
  lastAppliedTxid = 0;

  replay({ txid }: EditCursor): void {
    assert.equal(txid, this.lastAppliedTxid + 1);
    this.lastAppliedTxid = txid;
  }
}

/** Ten edits from 10 i + 1 on, in two batches; the second one may be held up, or missing. */
function streamOf(i: number, log: string[], options: { readonly held?: Promise<void>; readonly broken?: boolean } = {}): EditLogInputStream {
  const firstTxid = 10 * i + 1;
  return {
    name: `s${i}`, firstTxid, lastTxid: firstTxid + 9, inProgress: false,
    async *batches(from: number = firstTxid): AsyncIterable<EditBatch> {
      log.push(`asked ${i} from ${from}`);
      try {
        if (options.broken === true) throw new Error(`s${i} is broken`);
        yield batchOf(from, Array.from({ length: firstTxid + 5 - from }, () => op));
        await options.held;
        yield batchOf(firstTxid + 5, Array.from({ length: 5 }, () => op));
      } finally {
        log.push(`left ${i}`);
      }
    },
    close: async () => void log.push(`closed ${i}`),
  };
}

test('the next streams are asked for while one is applied, and applied in order', async () => {
  const log: string[] = [];
  const held = new Deferred<void>();
  const memory = new Memory();
  memory.lastAppliedTxid = 2;
  const replayed = replayStreams(new MemoryEnv(), memory, [streamOf(0, log, { held: held.promise }), ...[1, 2, 3, 4].map((i) => streamOf(i, log))]);
  while (memory.lastAppliedTxid < 5) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(log, ['asked 0 from 3', 'asked 1 from 11', 'asked 2 from 21', 'asked 3 from 31']);
  held.resolve();
  await replayed;
  assert.equal(memory.lastAppliedTxid, 50);
  assert.deepEqual(log.slice(4), ['left 0', 'asked 4 from 41', 'left 1', 'left 2', 'left 3', 'left 4', ...[0, 1, 2, 3, 4].map((i) => `closed ${i}`)]);
});

test('a stream that cannot be read fails in its turn, and all are left and closed', async () => {
  const log: string[] = [];
  const memory = new Memory();
  await assert.rejects(replayStreams(new MemoryEnv(), memory, [streamOf(0, log), streamOf(1, log, { broken: true }), streamOf(2, log)]), /s1 is broken/);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(memory.lastAppliedTxid, 10);
  for (const i of [0, 1, 2]) assert.deepEqual([log.includes(`left ${i}`), log.includes(`closed ${i}`)], [true, true]);
});

test('nothing behind the last txid is applied', async () => {
  const log: string[] = [];
  const memory = new Memory();
  await replayStreams(new MemoryEnv(), memory, [streamOf(0, log), streamOf(1, log), streamOf(2, log)], 13);
  assert.equal(memory.lastAppliedTxid, 13);
});

test('edits that are missing are named, and nothing behind them is applied', async () => {
  const log: string[] = [];
  const memory = new Memory();
  const replayed = replayStreams(new MemoryEnv(), memory, [streamOf(0, log), streamOf(2, log)]);
  await assert.rejects(replayed, { message: 'There appears to be a gap in the edit log.  We expected txid 11, but got txid 21.' });
  assert.equal(memory.lastAppliedTxid, 10);
});
