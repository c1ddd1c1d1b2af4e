import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryDisk } from '../env/memory-disk.ts';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { WorldError } from '../env/env.ts';
import { FileJournalManager } from './file-journal-manager.ts';
import { FSEditLog } from './fs-edit-log.ts';
import type { EditOp } from './ops/edit-op.ts';
import { RedundantJournalManager } from './redundant-journal-manager.ts';

function mkdir(n: number): EditOp {
  return { op: 'OP_MKDIR', inodeId: n, path: `/${n}`, timestamp: n, permissions: { owner: 'o', group: 'g', mode: 0o755 }, aclEntries: [], xAttrs: [] };
}

async function disks(): Promise<[MemoryDisk, MemoryDisk]> {
  const pair: [MemoryDisk, MemoryDisk] = [new MemoryDisk(), new MemoryDisk()];
  for (const disk of pair) {
    await disk.makeDirectory('/e');
    await disk.syncDirectory('/');
  }
  return pair;
}

async function logOn(pair: readonly MemoryDisk[]): Promise<{ journal: RedundantJournalManager; log: FSEditLog; env: MemoryEnv; failures: Error[] }> {
  const env = new MemoryEnv(pair[0]);
  const journal = new RedundantJournalManager(env, pair.map((disk) => new FileJournalManager(new MemoryEnv(disk), '/e')));
  const failures: Error[] = [];
  const { lastTxid = 0 } = await journal.recoverUnfinalizedSegments();
  const log = new FSEditLog(env, journal, {}, { onFailed: (error) => failures.push(error) });
  log.initJournalsForWrite();
  log.setNextTxid(lastTxid + 1);
  await log.openForWrite();
  return { journal, log, env, failures };
}

async function ids(journal: RedundantJournalManager): Promise<number[]> {
  const found: number[] = [];
  let next = 1;
  for (const stream of await journal.selectInputStreams(1, { inProgressOk: true, onlyDurable: false })) {
    for await (const batch of stream.batches(next)) {
      for (const op of batch.ops()) if (op.op === 'OP_MKDIR') found.push(op.inodeId);
      next = batch.lastTxid + 1;
    }
  }
  return found;
}

test('every directory has the whole log', async () => {
  const pair = await disks();
  const { log, journal } = await logOn(pair);
  log.append(mkdir(1));
  await log.rollEditLog();
  log.append(mkdir(2));
  await log.closeInOrder();
  for (const disk of pair) assert.deepEqual(await disk.list('/e'), ['edits_0000000000000000001-0000000000000000003', 'edits_0000000000000000004-0000000000000000006']);
  assert.deepEqual(await ids(journal), [1, 2]);
});

test('a directory that cannot be listed any more ends no purging, but one that may have more than the others does end a start', async () => {
  const pair = await disks();
  const { log, journal, env } = await logOn(pair);
  await log.rollEditLog();
  log.append(mkdir(1));
  await log.sync(log.lastWrittenTxid);
  pair[1].list = () => Promise.reject(new WorldError('io', 'EIO: i/o error, scandir /e'));
  const { segments } = await journal.getEditLogManifest(1, true);
  assert.deepEqual(segments.map(({ firstTxid }) => firstTxid), [1, 3]);
  assert.ok(env.lines.some((line) => line.event === 'could not list an edits directory'));
  await journal.purgeLogsOlderThan(3);
  assert.deepEqual(await pair[0].list('/e'), ['edits_inprogress_0000000000000000003']);
  await assert.rejects(logOn(pair), /EIO/);
});

test('a directory that fails is out until the next segment, and its short copy is not believed', async () => {
  const pair = await disks();
  const { log, journal, env, failures } = await logOn(pair);
  log.append(mkdir(1));
  await log.sync(2);
  pair[1].capacityBytes = 0;
  for (let i = 2; i < 20_000; i++) log.append(mkdir(i));
  await log.sync(log.lastWrittenTxid);
  assert.deepEqual(failures, []);
  assert.ok(env.lines.some((line) => line.event === 'an edits directory failed, going on without it'));
  pair[1].capacityBytes = 2 ** 40;
  const next = await log.rollEditLog();
  log.append(mkdir(20_000));
  await log.sync(log.lastWrittenTxid);
  assert.ok((await pair[1].list('/e')).some((name) => name.endsWith(String(next))));
  const expected = Array.from({ length: 20_000 }, (_, i) => i + 1);
  assert.deepEqual(await ids(journal), expected);
  await log.closeInOrder();
  const again = await logOn(pair);
  assert.deepEqual(await ids(again.journal), expected);
});

test('damage in one copy is read around, and a copy that cannot be recovered is left out', async () => {
  const pair = await disks();
  const { log, journal } = await logOn(pair);
  for (let i = 1; i <= 30; i++) log.append(mkdir(i));
  await log.sync(31);
  pair[0].corrupt('/e/edits_inprogress_0000000000000000001', 8 + 17 + 56 * 4 + 20, Buffer.from('?'));
  assert.equal((await ids(journal)).length, 30);
  const again = await logOn(pair);
  assert.equal(again.log.lastWrittenTxid, 32);
  assert.equal((await ids(again.journal)).length, 30);
});

test('without any directory the log is lost', async () => {
  const pair = await disks();
  const { log, env, failures } = await logOn(pair);
  for (const disk of pair) disk.capacityBytes = 0;
  for (let i = 1; i < 30_000; i++) log.append(mkdir(i));
  for (let i = 0; i < 5; i++) await env.turn();
  assert.match(String(failures[0]), /^QuorumLost: .*no edits directory is left/);
});
