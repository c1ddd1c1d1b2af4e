import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rounds } from '../../scripts/effort.ts';
import { MemoryDisk } from '../env/memory-disk.ts';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { FileJournalManager } from './file-journal-manager.ts';
import { FSEditLog } from './fs-edit-log.ts';
import type { EditLogInputStream, JournalManager } from './journal-manager.ts';
import type { EditOp } from './ops/edit-op.ts';

const folder = '/name/current';

function mkdir(n: number): EditOp {
  return { op: 'OP_MKDIR', inodeId: n, path: `/${n}`, timestamp: n, permissions: { owner: 'o', group: 'g', mode: 0o755 }, aclEntries: [], xAttrs: [] };
}

async function blank(): Promise<MemoryDisk> {
  const disk = new MemoryDisk();
  await disk.makeDirectory(folder);
  await disk.syncDirectory('/name');
  await disk.syncDirectory('/');
  return disk;
}

async function logOn(disk: MemoryDisk): Promise<{ env: MemoryEnv; journal: FileJournalManager; log: FSEditLog; lastTxid: number }> {
  const env = new MemoryEnv(disk.attach());
  const journal = new FileJournalManager(env, folder);
  const { lastTxid = 0 } = await journal.recoverUnfinalizedSegments();
  const log = new FSEditLog(env, journal);
  log.initJournalsForWrite();
  log.setNextTxid(lastTxid + 1);
  await log.openForWrite();
  return { env, journal, log, lastTxid };
}

async function all(journal: JournalManager, from = 1): Promise<{ readonly txid: number; readonly op: EditOp }[]> {
  const read: { txid: number; op: EditOp }[] = [];
  for (const stream of await journal.selectInputStreams(from, { inProgressOk: true, onlyDurable: false })) {
    const start: number = read.at(-1)?.txid ?? from - 1;
    for await (const batch of stream.batches(start + 1)) batch.ops().forEach((op, i) => read.push({ txid: batch.firstTxid + i, op }));
    await stream.close();
  }
  return read;
}

const ranges = (streams: readonly EditLogInputStream[]): string[] => streams.map((stream) => `${stream.firstTxid}-${stream.lastTxid}${stream.inProgress ? ' in progress' : ''}`);

async function damage(disk: MemoryDisk, name: string, at: (content: Buffer) => number, bytes: Uint8Array): Promise<void> {
  const content = Buffer.from(await disk.readFile(`${folder}/${name}`));
  disk.corrupt(`${folder}/${name}`, at(content), bytes);
}

test('segments are made, rolled and finalized under Apache’s names', async () => {
  const disk = await blank();
  const { log, journal } = await logOn(disk);
  log.append(mkdir(1));
  await log.rollEditLog();
  log.append(mkdir(2));
  await log.sync(5);
  assert.deepEqual(await disk.list(folder), ['edits_0000000000000000001-0000000000000000003', 'edits_inprogress_0000000000000000004']);
  assert.deepEqual(ranges(await journal.selectInputStreams(1, { inProgressOk: true, onlyDurable: false })), ['1-3', '4-5 in progress']);
  assert.deepEqual(ranges(await journal.selectInputStreams(4, { inProgressOk: false, onlyDurable: false })), []);
  assert.deepEqual((await journal.getEditLogManifest(2, false)).segments, [{ firstTxid: 1, lastTxid: 3, inProgress: false }]);
  assert.deepEqual((await all(journal)).map((entry) => entry.op.op), ['OP_START_LOG_SEGMENT', 'OP_MKDIR', 'OP_END_LOG_SEGMENT', 'OP_START_LOG_SEGMENT', 'OP_MKDIR']);
  assert.deepEqual((await all(journal, 5)).map((entry) => entry.txid), [5]);
  await log.closeInOrder();
  assert.equal((await disk.stat(`${folder}/edits_0000000000000000004-0000000000000000006`))?.lengthBytes, 8 + 17 + 56 + 17);
});

test('whatever the power takes, what was acknowledged is read after the restart', async () => {
  for (let seed = 1; seed <= rounds(60, 15); seed++) {
    const disk = await blank();
    const { env, log } = await logOn(disk);
    let state = seed * 48271;
    const random = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    let acknowledged = 0;
    const steps = Math.floor(random() * 60);
    for (let i = 1; i <= steps; i++) {
      const txid = log.append(mkdir(i));
      log.sync(txid).then(() => (acknowledged = Math.max(acknowledged, txid)), () => {});
      if (random() < 0.1) log.rollEditLog().catch(() => {});
      if (random() < 0.3) await env.turn();
      for (let hop = random() * 12; hop > 1; hop--) await Promise.resolve();
    }
    disk.powerCut(seed % 3 === 0 ? undefined : random);
    const known = acknowledged;
    const again = await logOn(disk);
    assert.ok(again.lastTxid >= known, `seed ${seed}: ${again.lastTxid} < ${known}`);
    again.log.append(mkdir(1000));
    await again.log.closeInOrder();
    const read = await all(again.journal);
    assert.deepEqual(read.map((entry) => entry.txid), read.map((_, i) => i + 1), `seed ${seed}`);
    const ids = read.flatMap(({ op }) => (op.op === 'OP_MKDIR' ? [op.inodeId] : []));
    assert.deepEqual(ids, [...ids.slice(0, -1).map((_, i) => i + 1), 1000]);
  }
});

test('a start finds what a crash can leave, as Apache does', async () => {
  const disk = await blank();
  const { log } = await logOn(disk);
  log.append(mkdir(1));
  await log.sync(2);
  const file = await disk.open(`${folder}/edits_inprogress_0000000000000000050`, 'create');
  await file.close();
  const header = await disk.open(`${folder}/edits_inprogress_0000000000000000060`, 'create');
  await header.write(Buffer.from('ffffffbd00000000', 'hex'), 0);
  await header.close();
  const journal = new FileJournalManager(new MemoryEnv(disk), folder);
  assert.deepEqual(await journal.recoverUnfinalizedSegments(), { lastTxid: 2 });
  assert.deepEqual(await disk.list(folder), ['edits_0000000000000000001-0000000000000000002', 'edits_inprogress_0000000000000000060.empty']);
  assert.equal((await disk.stat(`${folder}/edits_0000000000000000001-0000000000000000002`))?.lengthBytes, 8 + 17 + 56);
  const stale = await disk.open(`${folder}/edits_inprogress_0000000000000000001`, 'create');
  await stale.close();
  assert.deepEqual(await journal.recoverUnfinalizedSegments(), { lastTxid: 2 });
  assert.ok((await disk.list(folder)).includes('edits_inprogress_0000000000000000001.stale'));
  const padding = await disk.open(`${folder}/edits_inprogress_0000000000000000003`, 'create');
  await padding.write(Buffer.alloc(4096, 0xff), 0);
  await padding.close();
  assert.deepEqual(await journal.recoverUnfinalizedSegments(), { lastTxid: 2 });
  assert.ok((await disk.list(folder)).includes('edits_inprogress_0000000000000000003.corrupt'));
});

test('a torn tail is cut off, damage before good edits is never', async () => {
  const disk = await blank();
  const { log } = await logOn(disk);
  for (let i = 1; i <= 20; i++) log.append(mkdir(i));
  await log.sync(21);
  const name = 'edits_inprogress_0000000000000000001';
  const before = Buffer.from(await disk.readFile(`${folder}/${name}`));
  await damage(disk, name, () => 8 + 17 + 56 * 5 + 30, Buffer.from('?'));
  const journal = new FileJournalManager(new MemoryEnv(disk), folder);
  await assert.rejects(journal.recoverUnfinalizedSegments(), { name: 'EditLogCorrupt', message: /behind txid 6; good edits go on with txid 8/ });
  assert.deepEqual(await disk.list(folder), [name]);
  await damage(disk, name, () => 0, before);
  await damage(disk, name, () => 0, Buffer.alloc(4));
  await assert.rejects(journal.recoverUnfinalizedSegments(), { message: /Unexpected version of the file system log file: 0.* \(at its start; good edits go on with txid 1\)/ });
  assert.deepEqual(await disk.list(folder), [name]);
  await damage(disk, name, () => 0, before);
  await damage(disk, name, () => 8 + 17 + 56 * 9 + 57 * 10 + 30, Buffer.from('?'));
  assert.deepEqual(await journal.recoverUnfinalizedSegments(), { lastTxid: 20 });
  assert.deepEqual(await disk.list(folder), ['edits_0000000000000000001-0000000000000000020']);
});

test('old segments are purged, the open one and newer ones are not', async () => {
  const disk = await blank();
  const { log, journal } = await logOn(disk);
  for (let i = 0; i < 3; i++) {
    log.append(mkdir(i));
    await log.rollEditLog();
  }
  const aside = await disk.open(`${folder}/edits_inprogress_0000000000000000002.empty`, 'create');
  await aside.close();
  await journal.purgeLogsOlderThan(7);
  assert.deepEqual(await disk.list(folder), ['edits_0000000000000000007-0000000000000000009', 'edits_inprogress_0000000000000000010']);
  await assert.rejects(journal.discardSegments(8), /holds edits on both sides of it/);
  await log.closeInOrder();
  await journal.discardSegments(10);
  assert.deepEqual(await disk.list(folder), [
    'edits_0000000000000000007-0000000000000000009', 'edits_0000000000000000010-0000000000000000011.trash',
  ]);
  assert.equal(await journal.hasSomeData(), true);
  await journal.format({ layoutVersion: -67, namespaceId: 1, clusterId: 'c', cTime: 0, blockPoolId: 'b' });
  assert.equal(await journal.hasSomeData(), false);
});

test('a disk that fails ends writing, and says so once', async () => {
  const disk = await blank();
  const failures: Error[] = [];
  const env = new MemoryEnv(disk);
  const journal = new FileJournalManager(env, folder);
  const log = new FSEditLog(env, journal, {}, { onFailed: (error) => failures.push(error) });
  log.initJournalsForWrite();
  await log.openForWrite();
  disk.capacityBytes = 1024 * 1024;
  const big: EditOp = { op: 'OP_CONCAT_DELETE', trg: '/t', srcs: Array.from({ length: 100_000 }, (_, i) => `/source/${i}`), timestamp: 1, rpcClientId: new Uint8Array(0), rpcCallId: -2 };
  log.append(big);
  await env.turn();
  await env.turn();
  await env.turn();
  assert.equal(failures.length, 1);
  assert.match(String(failures[0]), /^QuorumLost: FileJournalManager\(root=\/name\/current\): no space left on device/);
  assert.equal(log.durableTxid, 1);
});

test('a file that nobody could have written this way is refused by the reader, not skipped', async () => {
  const disk = await blank();
  const { log, journal } = await logOn(disk);
  for (let i = 1; i <= 5; i++) log.append(mkdir(i));
  await log.closeInOrder();
  await damage(disk, 'edits_0000000000000000001-0000000000000000007', (content) => content.length - 60, Buffer.from('?'));
  await assert.rejects(all(journal), { name: 'EditLogCorrupt' });
});
