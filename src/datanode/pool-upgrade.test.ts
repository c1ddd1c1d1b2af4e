// A block pool through an upgrade of its namespace: the state before shares its files, and what is appended to shares them no more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataChecksum } from '../data-transfer/data-checksum.ts';
import { MemoryDisk } from '../env/memory-disk.ts';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { BlockPool } from './block-pool.ts';
import { DataDirectory } from './data-directory.ts';
import { openStorage, pattern, testBlock, testNamespace } from './datanode.testing.ts';
import type { OpenReplica } from './open-replica.ts';

const checksum = new DataChecksum('CRC32C', 512);
const root = `/data/current/${testNamespace.blockPoolId}`;
const owner = { stop: async () => {} };
const upgraded = { ...testNamespace, cTime: testNamespace.cTime + 1000 };

async function fill(replica: OpenReplica, data: Buffer, from = 0): Promise<void> {
  replica.write(from, data, checksum.compute(data));
  await replica.flushed();
  replica.bytesReceived = from + data.length;
  replica.bytesAcked = from + data.length;
}

/** One finalized block of 512 bytes, in a pool that is closed. */
async function before(): Promise<{ env: MemoryEnv; directory: DataDirectory }> {
  const disk = new MemoryDisk();
  const first = disk.attach();
  const { pool } = await openStorage(new MemoryEnv(first), ['/data']);
  const replica = await pool.createRbw({ block: testBlock(1), type: 'DISK', expectedBytes: 1000, checksum, owner }, 0);
  await fill(replica, pattern(512));
  await pool.finalize(replica, true);
  first.detach();
  const env = new MemoryEnv(disk.attach());
  return { env, directory: await DataDirectory.open(env, { path: '/data', type: 'DISK' }) };
}

const lengthIn = async (env: MemoryEnv, folder: string): Promise<number> => (await env.disk.readFile(`${root}/${folder}/finalized/subdir0/subdir0/blk_1`)).length;

test('an append after the upgrade leaves the state before as it was, and a rollback finds that', async () => {
  const { env, directory } = await before();
  await directory.openPool(upgraded);
  assert.deepEqual([await lengthIn(env, 'current'), await lengthIn(env, 'previous')], [512, 512]);
  const pool = await BlockPool.open(env, testNamespace.blockPoolId, [directory], 0);
  const found = pool.find(1n);
  assert.ok(found !== undefined);
  const replica = await pool.reopen(found, 512, 1000, owner);
  await fill(replica, pattern(512), 512);
  await pool.finalize(replica, true);
  assert.deepEqual([await lengthIn(env, 'current'), await lengthIn(env, 'previous')], [1024, 512]);
  await pool.close();
  await assert.rejects(directory.openPool(testNamespace), /CTime = \d+ does not fit the namespace state/);
  await assert.rejects(directory.openPool({ ...testNamespace, cTime: testNamespace.cTime - 1 }, true), /Cannot rollback to a newer state/);
  await directory.openPool(testNamespace, true);
  assert.equal(await lengthIn(env, 'current'), 512);
  assert.equal(await directory.keepsPrevious(testNamespace.blockPoolId), false);
});

test('finalized, the state before is gone, and the next upgrade keeps the state of then', async () => {
  const { env, directory } = await before();
  await directory.openPool(upgraded);
  await directory.finalizeUpgrade(testNamespace.blockPoolId);
  assert.equal(await directory.keepsPrevious(testNamespace.blockPoolId), false);
  await directory.openPool(upgraded);
  assert.equal(await lengthIn(env, 'current'), 512);
  await directory.openPool({ ...upgraded, cTime: upgraded.cTime + 1 });
  assert.equal(await directory.keepsPrevious(testNamespace.blockPoolId), true);
});
