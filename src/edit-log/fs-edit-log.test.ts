import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rounds } from '../../scripts/effort.ts';
import { ByteReader } from '../base/bytes.ts';
import { Deferred } from '../base/async.ts';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { FSEditLog } from './fs-edit-log.ts';
import type { EditLogHooks, EditLogOptions } from './fs-edit-log.ts';
import type { EditBatch } from './edit-batch.ts';
import { batchOf } from './edit-batch.testing.ts';
import type { EditLogInputStream, JournalBatch, JournalManager, SelectOptions } from './journal-manager.ts';
import { JournalFenced, QuorumLost } from './journal-manager.ts';
import type { EditOp } from './ops/edit-op.ts';
import { decodeOp } from './ops/op-frame.ts';

/** A journal whose every call waits for the test's word. */
class HandJournal implements JournalManager {
  readonly name = 'by hand';
  /** What is in the log, whether or not it was acknowledged. */
  log: { readonly txid: number; readonly op: EditOp }[] = [];
  readonly segments: string[] = [];
  /** Calls that have not been answered. */
  readonly calls: { readonly what: string; readonly batch?: JournalBatch; readonly answer: Deferred<void> }[] = [];
  /** Answers everything at once; false: the test does. */
  eager = true;
  inFlightMax = 0;
  openStreams = 0;

  #call(what: string, batch?: JournalBatch): Promise<void> {
    const call = { what, answer: new Deferred<void>(), ...(batch === undefined ? {} : { batch }) };
    this.calls.push(call);
    this.inFlightMax = Math.max(this.inFlightMax, this.calls.length);
    if (this.eager) this.answer();
    return call.answer.promise;
  }

  /** Does and acknowledges the oldest call; with an error, does it or not and refuses it. */
  answer(error?: Error, write = error === undefined): string | undefined {
    const call = this.calls.shift();
    if (call === undefined) return undefined;
    if (write && call.batch !== undefined && call.batch.firstTxid !== (this.log.at(-1)?.txid ?? 0) + 1) {
      call.answer.reject(new QuorumLost('out of sync'));
      return call.what;
    }
    if (write) this.#do(call.what, call.batch);
    if (error === undefined) call.answer.resolve();
    else call.answer.reject(error);
    return call.what;
  }

  #do(what: string, batch: JournalBatch | undefined): void {
    if (batch === undefined) {
      this.segments.push(what);
      return;
    }
    const reader = new ByteReader(batch.bytes);
    for (let i = 0; i < batch.count; i++) {
      const decoded = decodeOp(reader);
      assert.ok(decoded !== undefined);
      assert.equal(decoded.txid, (this.log.at(-1)?.txid ?? 0) + 1);
      assert.equal(decoded.txid, batch.firstTxid + i);
      this.log.push(decoded);
    }
    assert.equal(reader.remaining, 0);
  }

  startLogSegment(firstTxid: number): Promise<void> {
    return this.#call(`start ${firstTxid}`);
  }

  journal(batch: JournalBatch): Promise<void> {
    return this.#call(`${batch.firstTxid}+${batch.count}`, batch);
  }

  finalizeLogSegment(firstTxid: number, lastTxid: number): Promise<void> {
    return this.#call(`final ${firstTxid}-${lastTxid}`);
  }

  async selectInputStreams(fromTxid: number, options: SelectOptions): Promise<EditLogInputStream[]> {
    const last = this.log.at(-1)?.txid ?? 0;
    if (last < fromTxid || options.inProgressOk) return [];
    const { log } = this;
    this.openStreams++;
    return [{
      name: 'log', firstTxid: 1, lastTxid: last, inProgress: false,
      close: async () => {
        this.openStreams--;
      },
      async* batches(from = 1): AsyncIterable<EditBatch> {
        for (let at = from; at <= last; at += 3) yield batchOf(at, log.slice(at - 1, at + 2).map((entry) => entry.op));
      },
    }];
  }

  async format(): Promise<void> {}
  async hasSomeData(): Promise<boolean> {
    return false;
  }
  async recoverUnfinalizedSegments(): Promise<{ lastTxid: number | undefined }> {
    return { lastTxid: this.log.at(-1)?.txid };
  }
  async purgeLogsOlderThan(): Promise<void> {}
  async discardSegments(): Promise<void> {}
  async getEditLogManifest(): Promise<{ segments: []; committedTxid: undefined }> {
    return { segments: [], committedTxid: undefined };
  }
  async close(): Promise<void> {}
}

function mkdir(n: number): EditOp {
  return { op: 'OP_MKDIR', inodeId: n, path: `/${n}`, timestamp: n, permissions: { owner: 'o', group: 'g', mode: 0o755 }, aclEntries: [], xAttrs: [] };
}

async function opened(options: EditLogOptions = {}, hooks: EditLogHooks = {}): Promise<{ env: MemoryEnv; journal: HandJournal; log: FSEditLog }> {
  const env = new MemoryEnv();
  const journal = new HandJournal();
  const log = new FSEditLog(env, journal, options, hooks);
  log.initJournalsForWrite();
  await log.openForWrite();
  return { env, journal, log };
}

const outcome = (promise: Promise<unknown>): { state: string } => {
  const seen = { state: 'pending' };
  promise.then(() => (seen.state = 'done'), (error: unknown) => (seen.state = String(error)));
  return seen;
};

test('the edits of a tick travel together, behind a START that is alone', async () => {
  const { env, journal, log } = await opened();
  assert.deepEqual(journal.log, [{ txid: 1, op: { op: 'OP_START_LOG_SEGMENT' } }]);
  assert.equal(log.state, 'IN_SEGMENT');
  journal.eager = false;
  assert.deepEqual([log.append(mkdir(1)), log.append(mkdir(2)), log.append(mkdir(3))], [2, 3, 4]);
  const first = outcome(log.sync(2));
  assert.equal(journal.calls.length, 0);
  await env.turn();
  await env.turn();
  assert.deepEqual(journal.calls.map((call) => call.what), ['2+3']);
  assert.equal(first.state, 'pending');
  assert.equal(log.durableTxid, 1);
  journal.answer();
  await env.turn();
  assert.equal(first.state, 'done');
  assert.equal(log.durableTxid, 4);
  assert.equal(log.unsyncedEdits, 0);
});

test('an operation is what it was when it was appended', async () => {
  const { env, journal, log } = await opened();
  const blocks = [{ blockId: 1n, genstamp: 1001, numBytes: 0 }];
  log.append({ op: 'OP_UPDATE_BLOCKS', path: '/f', blocks, rpcClientId: new Uint8Array(0), rpcCallId: -2 });
  blocks[0] = { blockId: 9n, genstamp: 9, numBytes: 9 };
  await log.sync(2);
  const [, second] = journal.log;
  assert.ok(second?.op.op === 'OP_UPDATE_BLOCKS' && second.op.blocks[0]?.blockId === 1n);
  await env.turn();
});

test('at most two batches are under way, and a batch has its bound', async () => {
  const { env, journal, log } = await opened({ batchBytesMax: 500 });
  journal.eager = false;
  for (let i = 0; i < 40; i++) log.append(mkdir(i));
  await env.turn();
  await env.turn();
  assert.equal(journal.calls.length, 2);
  assert.ok(journal.calls.every((call) => (call.batch?.bytes.length ?? 0) < 600));
  while (journal.calls.length > 0) {
    assert.ok(journal.calls.length <= 2);
    journal.answer();
    await env.turn();
  }
  assert.equal(log.durableTxid, 41);
  assert.equal(journal.log.length, 41);
});

test('acknowledgements out of order count in order', async () => {
  const { env, journal, log } = await opened();
  journal.eager = false;
  log.append(mkdir(1));
  await env.turn();
  await env.turn();
  log.append(mkdir(2));
  await env.turn();
  await env.turn();
  const [first, second] = journal.calls;
  second?.answer.resolve();
  await env.turn();
  assert.equal(log.durableTxid, 1);
  first?.answer.resolve();
  await env.turn();
  assert.equal(log.durableTxid, 3);
});

test('a roll waits for what is before it, and what comes after waits for the new START', async () => {
  const started: number[] = [];
  const { env, journal, log } = await opened({}, { onSegmentStarted: (txid) => started.push(txid) });
  journal.eager = false;
  log.append(mkdir(1));
  const roll = log.rollEditLog();
  const after = log.append(mkdir(2));
  assert.equal(after, 5);
  const done = outcome(log.sync(after));
  const order: (string | undefined)[] = [];
  for (let i = 0; i < 8; i++) {
    await env.turn();
    assert.ok(journal.calls.length <= 1);
    if (journal.calls.length > 0) order.push(journal.answer());
  }
  assert.deepEqual(order, ['2+2', 'final 1-3', 'start 4', '4+1', '5+1']);
  assert.equal(await roll, 4);
  assert.equal(done.state, 'done');
  assert.equal(log.currentSegmentTxid, 4);
  assert.deepEqual(started, [1, 4]);
  assert.deepEqual(journal.log.map((entry) => entry.op.op), ['OP_START_LOG_SEGMENT', 'OP_MKDIR', 'OP_END_LOG_SEGMENT', 'OP_START_LOG_SEGMENT', 'OP_MKDIR']);
});

test('a segment is ended and the log closed with everything durable', async () => {
  const { journal, log } = await opened();
  log.append(mkdir(1));
  await log.closeInOrder();
  assert.equal(log.state, 'CLOSED');
  assert.deepEqual(journal.segments, ['start 1', 'final 1-3']);
  assert.equal(log.durableTxid, 3);
  assert.throws(() => log.append(mkdir(2)), /append in state CLOSED/);
  log.initJournalsForWrite();
  await log.openForWrite();
  assert.equal(log.durableTxid, 4);
  await log.endCurrentLogSegment();
  assert.equal(log.state, 'BETWEEN_LOG_SEGMENTS');
  await log.startLogSegment();
  assert.deepEqual(journal.segments.slice(2), ['start 4', 'final 4-5', 'start 6']);
});

test('a journal that is longer than memory is not written on', async () => {
  const journal = new HandJournal();
  journal.selectInputStreams = async () => [{ name: 'edits_5-9', firstTxid: 5, lastTxid: 9, inProgress: false, batches: () => { throw new Error(); }, close: async () => {} }];
  const log = new FSEditLog(new MemoryEnv(), journal);
  log.initJournalsForWrite();
  log.setNextTxid(5);
  await assert.rejects(log.openForWrite(), { message: 'Cannot start writing at txid 5 when there is a stream available for read: edits_5-9' });
});

test('callers are asked to wait while too much is not durable', async () => {
  const { env, journal, log } = await opened({ unsyncedEditsMax: 3 });
  journal.eager = false;
  log.append(mkdir(1));
  log.append(mkdir(2));
  assert.equal(log.room(), undefined);
  log.append(mkdir(3));
  const room = log.room();
  assert.ok(room !== undefined);
  const waiting = outcome(room);
  await env.turn();
  await env.turn();
  assert.equal(waiting.state, 'pending');
  journal.answer();
  await env.turn();
  assert.equal(waiting.state, 'done');
  assert.equal(log.room(), undefined);
});

test('a lost quorum makes waiters wait; given up, they learn that it may have happened', async () => {
  const failures: Error[] = [];
  const { env, journal, log } = await opened({}, { onFailed: (error) => failures.push(error) });
  journal.eager = false;
  log.append(mkdir(1));
  const waiting = outcome(log.sync(2));
  await env.turn();
  await env.turn();
  journal.answer(new QuorumLost('two of three are away'));
  await env.turn();
  log.append(mkdir(2));
  const late = outcome(log.sync(3));
  await env.turn();
  assert.equal(waiting.state, 'pending');
  assert.deepEqual(failures.map((error) => error.name), ['QuorumLost']);
  assert.equal(journal.calls.length, 0);
  await assert.rejects(log.closeInOrder(), { name: 'QuorumLost' });
  log.abandon(new JournalFenced('nn2 writes now', 1, 2));
  await env.turn();
  // Both were in batches whose last txid the message names: the END of closeInOrder came behind edit 3.
  assert.match(waiting.state, /^EditNotAcknowledged: edit 2 was not acknowledged and may have been executed: nn2 writes now$/);
  assert.match(late.state, /may have been executed/);
  await assert.rejects(log.sync(3), { name: 'EditNotAcknowledged', txid: 3 });
  assert.equal(log.durableTxid, 1);
});

test('opening fails with the journal instead of waiting for it', async () => {
  const journal = new HandJournal();
  journal.eager = false;
  const log = new FSEditLog(new MemoryEnv(), journal);
  log.initJournalsForWrite();
  const opening = log.openForWrite();
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();
  journal.answer(new JournalFenced('no', 1, 2));
  await assert.rejects(opening, { name: 'JournalFenced' });
});

for (const kept of [0, 1, 2, 3]) {
  test(`after recovery with ${kept} of 3 unacknowledged edits, the rest goes behind a new START`, async () => {
    const durable: number[] = [];
    const renumbered: number[] = [];
    const { env, journal, log } = await opened({ batchBytesMax: 100 }, { onDurable: (txid) => durable.push(txid), onRenumbered: (txid) => renumbered.push(txid) });
    log.append(mkdir(1));
    await log.sync(2);
    journal.eager = false;
    for (const n of [2, 3, 4]) log.append(mkdir(n));
    const waiters = [3, 4, 5].map((txid) => outcome(log.sync(txid)));
    await env.turn();
    await env.turn();
    const batches = log.unacknowledged();
    assert.deepEqual(batches.map((edit) => edit.txid), [3, 4, 5]);
    journal.calls.length = 0;
    for (const edit of batches.slice(0, kept)) {
      const decoded = decodeOp(new ByteReader(edit.bytes));
      if (decoded !== undefined) journal.log.push(decoded);
    }
    journal.eager = true;
    const last = await log.resume(2 + kept);
    await env.turn();
    assert.equal(last, 6);
    assert.deepEqual(waiters.map((waiter) => waiter.state), ['done', 'done', 'done']);
    const expected: EditOp[] = [mkdir(2), mkdir(3), mkdir(4)];
    expected.splice(kept, 0, { op: 'OP_START_LOG_SEGMENT' });
    assert.deepEqual(journal.log.slice(2), expected.map((op, i) => ({ txid: 3 + i, op })));
    assert.deepEqual(renumbered, [6]);
    // Nothing between the recovered end and the last is claimed: someone may know those edits by lower numbers.
    assert.deepEqual(durable, kept === 0 ? [1, 2, 6] : [1, 2, 2 + kept, 6]);
    assert.equal(log.durableTxid, 6);
    assert.equal(await log.rollEditLog(), 8);
    assert.deepEqual(journal.segments.slice(-3), [`start ${3 + kept}`, `final ${3 + kept}-7`, 'start 8']);
  });
}

test('a log with edits of another writer is never written on', async () => {
  const { journal, log } = await opened();
  journal.eager = false;
  log.append(mkdir(1));
  journal.log.push({ txid: 2, op: { op: 'OP_START_LOG_SEGMENT' } });
  await assert.rejects(log.resume(2), { name: 'JournalFenced', message: /txid 2 of the log is not what this writer wrote/ });
  assert.equal(journal.openStreams, 0);
  journal.log.push({ txid: 3, op: mkdir(7) });
  await assert.rejects(log.resume(3), { name: 'JournalFenced', message: /the log goes on to txid 3/ });
  await assert.rejects(log.resume(0), { name: 'AssertionFailure' });
});

test('a quorum lost again while resuming is told to the one who resumes, and nobody else', async () => {
  const failures: Error[] = [];
  const { env, journal, log } = await opened({}, { onFailed: (error) => failures.push(error) });
  journal.eager = false;
  log.append(mkdir(1));
  const waiting = outcome(log.sync(2));
  await env.turn();
  await env.turn();
  journal.answer(new QuorumLost('away'));
  await env.turn();
  const first = outcome(log.resume(1));
  await env.turn();
  journal.answer();
  await env.turn();
  journal.answer(new QuorumLost('away again'), true);
  await env.turn();
  assert.equal(first.state, 'QuorumLost: away again');
  assert.equal(failures.length, 1);
  journal.eager = true;
  assert.equal(await log.resume(2), 4);
  await env.turn();
  assert.equal(waiting.state, 'done');
  assert.deepEqual(journal.log.map((entry) => entry.op.op), ['OP_START_LOG_SEGMENT', 'OP_START_LOG_SEGMENT', 'OP_START_LOG_SEGMENT', 'OP_MKDIR']);
});

test('whatever fails and wherever recovery ends, every edit is in the log once, in order, and nothing is claimed early', async () => {
  for (let seed = 1; seed <= rounds(150, 40); seed++) {
    const env = new MemoryEnv();
    let state = seed * 7919;
    const random = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const journal = new HandJournal();
    /** The highest txid by which each edit was ever known. */
    const knownAs = new Map<number, number>();
    let appended = 0;
    let failed = false;
    const inLog = (n: number): boolean => journal.log.some((entry) => entry.op.op === 'OP_MKDIR' && entry.op.inodeId === n);
    const log = new FSEditLog(env, journal, { batchBytesMax: 200 }, {
      onFailed: () => (failed = true),
      onDurable: (txid) => {
        for (const [n, known] of knownAs) if (known <= txid) assert.ok(inLog(n), `seed ${seed}: edit ${n} known as ${known} claimed durable at ${txid}`);
      },
    });
    log.initJournalsForWrite();
    await log.openForWrite();
    journal.eager = false;
    const acknowledged: Promise<void>[] = [];
    const rolls: Promise<number>[] = [];
    for (let step = 0; step < 120; step++) {
      const choice = random(20);
      if (choice < 8) {
        const n = ++appended;
        const txid = log.append(mkdir(n));
        knownAs.set(n, txid);
        acknowledged.push(log.sync(txid).then(() => assert.ok(inLog(n), `seed ${seed}: edit ${n} acknowledged and not in the log`)));
      } else if (choice === 8) rolls.push(log.rollEditLog());
      else if (choice < 17) {
        journal.answer();
        await env.turn();
      } else if (choice === 17) {
        journal.answer(new QuorumLost('away'), random(2) === 1);
        await env.turn();
      }
      if (failed && random(3) === 0) {
        // What was under way when the quorum was lost may be in the log or not, but never without what was before it.
        while (journal.calls.length > 0 && random(2) === 0 && journal.calls[0]?.batch?.firstTxid === (journal.log.at(-1)?.txid ?? 0) + 1) journal.answer(new QuorumLost('late'), true);
        while (journal.calls.length > 0) journal.answer(new QuorumLost('late'));
        failed = false;
        const resumed = log.resume(journal.log.at(-1)?.txid ?? 0);
        resumed.catch(() => (failed = true));
        await env.turn();
        await env.turn();
      }
    }
    for (let i = 0; i < 400 && (log.unsyncedEdits > 0 || failed); i++) {
      if (failed) {
        failed = false;
        while (journal.calls.length > 0) journal.answer(new QuorumLost('late'));
        log.resume(journal.log.at(-1)?.txid ?? 0).catch(() => (failed = true));
      }
      journal.answer();
      await env.turn();
    }
    await Promise.all([...acknowledged, ...rolls]);
    const mkdirs = journal.log.flatMap((entry) => (entry.op.op === 'OP_MKDIR' ? [entry.op.inodeId] : []));
    assert.deepEqual(mkdirs, Array.from({ length: appended }, (_, i) => i + 1), `seed ${seed}`);
    assert.equal(log.durableTxid, log.lastWrittenTxid);
  }
});
