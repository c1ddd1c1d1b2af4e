// What a reader finds of a replica that is changed while it comes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataChecksum } from '../data-transfer/data-checksum.ts';
import { FakeSocket } from '../data-transfer/fake-socket.testing.ts';
import { readPacket } from '../data-transfer/packet.ts';
import { SocketReader } from '../data-transfer/socket-reader.ts';
import type { Disk } from '../env/env.ts';
import { MemoryDisk } from '../env/memory-disk.ts';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { isException } from '../protocol/exceptions.ts';
import type { BlockPool } from './block-pool.ts';
import { BlockSender } from './block-sender.ts';
import { openStorage, pattern, testBlock, testNamespace } from './datanode.testing.ts';
import type { OpenReplica } from './open-replica.ts';

const checksum = new DataChecksum('CRC32C', 512);
const owner = { stop: async () => {} };
const block = testBlock(1);
const finalized = `/data/current/${testNamespace.blockPoolId}/current/finalized/subdir0/subdir0`;

/** A disk on which whatever changes a name takes two turns of the loop, and an opening one. */
function slowNames(memory: MemoryDisk): Disk {
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const disk = memory.attach();
  return {
    ...disk,
    open: async (path, mode) => {
      await turn();
      return disk.open(path, mode);
    },
    rename: async (from, to) => {
      await turn();
      await disk.rename(from, to);
      await turn();
    },
  };
}

async function written(pool: BlockPool, data: Buffer, sums = checksum): Promise<OpenReplica> {
  const replica = await pool.createRbw({ block, type: 'DISK', expectedBytes: 1000, checksum: sums, owner }, 0);
  replica.write(0, data, undefined);
  await replica.flushed();
  replica.bytesReceived = data.length;
  replica.bytesAcked = data.length;
  return replica;
}

test('a reader that comes while a replica\'s files are renamed gets them', async () => {
  const data = pattern(1300);
  const changes: [string, (pool: BlockPool) => Promise<void>, (pool: BlockPool) => Promise<unknown>][] = [
    ['finalize', async (pool) => void (await written(pool, data)), async (pool) => pool.finalize(pool.findOpen(1n) as OpenReplica, false)],
    ['a new generation stamp', async (pool) => void (await written(pool, data)), async (pool) => pool.setGenstamp(pool.findOpen(1n) as OpenReplica, 1002)],
    ['append', async (pool) => pool.finalize(await written(pool, data), false), async (pool) => pool.reopen({ blockId: 1n, genstamp: 1001, lengthBytes: 1300, state: 0, volume: 0 }, 1300, 1000, owner)],
  ];
  for (const [what, before, change] of changes) {
    for (let turns = 0; turns < 12; turns++) {
      const env = new MemoryEnv(slowNames(new MemoryDisk()));
      const { pool } = await openStorage(env, ['/data']);
      await before(pool);
      const changing = change(pool);
      for (let i = 0; i < turns; i++) await env.turn();
      const sender = await BlockSender.open(env, pool, { block, offset: 0, length: 1300, withSums: true });
      assert.equal(sender.lengthBytes, 1300 + 3 * 4, `${what}, ${turns}`);
      await sender.close();
      await changing;
    }
  }
});

test('a reader that was there before an append gets the sum of the last chunk as it was', async () => {
  const env = new MemoryEnv();
  const { pool } = await openStorage(env, ['/data']);
  const data = pattern(700);
  await pool.finalize(await written(pool, data), false);
  const sender = await BlockSender.open(env, pool, { block, offset: 0, length: 700, withSums: true });
  const appending = await pool.reopen({ blockId: 1n, genstamp: 1001, lengthBytes: 700, state: 0, volume: 0 }, 700, 1000, owner);
  appending.write(700, Buffer.from('0123456789'), undefined);
  await appending.flushed();
  const socket = new FakeSocket();
  await sender.send(new SocketReader(env, socket), Buffer.alloc(0), 1000);
  await sender.close();
  const received = new FakeSocket();
  const reader = new SocketReader(env, received);
  received.onData(Buffer.concat(socket.written));
  const packet = await readPacket(reader);
  assert.ok(packet.data.equals(data));
  assert.equal(checksum.firstMismatch(packet.data, packet.sums), -1);
});

test('bytes of a block being written that do not come within three seconds are named', async () => {
  const env = new MemoryEnv();
  const { pool } = await openStorage(env, ['/data']);
  await written(pool, pattern(700));
  const opening = BlockSender.open(env, pool, { block, offset: 100, length: 900, withSums: true });
  const refused = assert.rejects(opening, (error) => isException(error, 'IOException') && error.message === 'Need 1000 bytes, but only 700 bytes available');
  await env.advance(3100);
  await refused;
});

test('a chunk is sent in one packet, or not at all', async () => {
  const env = new MemoryEnv();
  const { pool } = await openStorage(env, ['/data']);
  const replica = await written(pool, pattern(16_000_000), new DataChecksum('CRC32', 1 << 27));
  const range = { block, offset: 0, length: -1, withSums: true };
  const sender = await BlockSender.open(env, pool, range);
  assert.deepEqual([sender.start, sender.lengthBytes], [0, 16_000_004]);
  await sender.close();
  replica.write(16_000_000, pattern(1_000_000), undefined);
  await replica.flushed();
  replica.bytesAcked = 17_000_000;
  await assert.rejects(BlockSender.open(env, pool, range), (error) => isException(error, 'IOException') && /17000000 bytes at a time/.test(error.message));
  const { lengthBytes } = await BlockSender.open(env, pool, { ...range, withSums: false });
  assert.equal(lengthBytes, 17_000_000);
});

test('a replica is given up as missing when its files are, not when they have moved', async () => {
  const env = new MemoryEnv();
  const { pool } = await openStorage(env, ['/data']);
  const replica = await written(pool, pattern(700));
  const gone: string[] = [];
  const missing = (): Promise<void> => pool.invalidateMissing(1n, ({ blockId, genstamp }, storageId) => gone.push(`${blockId}_${genstamp} ${storageId === pool.slices[0]?.storageId}`));
  await Promise.all([pool.finalize(replica, false), missing()]);
  await missing();
  assert.deepEqual([gone, pool.find(1n)?.lengthBytes], [[], 700]);
  await env.disk.remove(`${finalized}/blk_1`);
  await assert.rejects(BlockSender.open(env, pool, { block, offset: 0, length: 700, withSums: true }), (error) => isException(error, 'FileNotFoundException'));
  await missing();
  assert.deepEqual([gone, pool.find(1n)], [['1_1001 true'], undefined]);
  assert.deepEqual(await env.disk.list(finalized), []);
});
