import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataChecksum, metaHeaderLength } from '../data-transfer/data-checksum.ts';
import { WorldError } from '../env/env.ts';
import { MemoryDisk } from '../env/memory-disk.ts';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { noAck } from '../protocol/block.ts';
import { isException } from '../protocol/exceptions.ts';
import type { BlockPool } from './block-pool.ts';
import { DataDirectory } from './data-directory.ts';
import { openStorage, pattern, testBlock, testNamespace } from './datanode.testing.ts';
import type { OpenReplica } from './open-replica.ts';
import { metaLengthGuess } from './pool-slice.ts';
import { replicaState } from './replica-map.ts';

const checksum = new DataChecksum('CRC32C', 512);
const root = `/data/current/${testNamespace.blockPoolId}`;
const owner = { stop: async () => {} };

function wanted(id: number, genstamp = 1001) {
  return { block: testBlock(id, genstamp), type: 'DISK' as const, expectedBytes: 1000, checksum, owner };
}

async function fill(replica: OpenReplica, data: Buffer, from = 0): Promise<void> {
  replica.write(from, data, checksum.compute(data));
  await replica.flushed();
  replica.bytesReceived = from + data.length;
  replica.bytesAcked = from + data.length;
}

test('a finalized block lies where Hadoop puts it, with its meta file', async () => {
  const env = new MemoryEnv();
  const { pool } = await openStorage(env, ['/data']);
  const id = (1 << 30) + (3 << 16) + (35 << 8) + 1;
  const replica = await pool.createRbw(wanted(id), 0);
  assert.deepEqual(await env.disk.list(`${root}/current/rbw`), [`blk_${id}`, `blk_${id}_1001.meta`]);
  const data = pattern(1300);
  await fill(replica, data);
  await pool.finalize(replica, true);
  const directory = `${root}/current/finalized/subdir3/subdir3`;
  assert.deepEqual(await env.disk.list(directory), [`blk_${id}`, `blk_${id}_1001.meta`]);
  assert.deepEqual(Buffer.from(await env.disk.readFile(`${directory}/blk_${id}`)), data);
  assert.deepEqual(
    Buffer.from(await env.disk.readFile(`${directory}/blk_${id}_1001.meta`)),
    Buffer.concat([Buffer.from('00010200000200', 'hex'), checksum.compute(data)]),
  );
  assert.equal(pool.find(BigInt(id))?.state, replicaState.FINALIZED);
  const version = Buffer.from(await env.disk.readFile('/data/current/VERSION')).toString();
  for (const line of ['storageType=DATA_NODE', 'cTime=0', 'clusterID=CID-test', 'layoutVersion=-57', 'datanodeUuid=uuid-of-datanode']) assert.ok(version.includes(`${line}\n`), line);
  assert.match(version, /storageID=DS-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\n/);
});

test('after a crash finalized replicas are there and one being written is RWR with what its sums vouch for', async () => {
  const disk = new MemoryDisk();
  const first = disk.attach();
  const before = await openStorage(new MemoryEnv(first), ['/data']);
  const done = await before.pool.createRbw(wanted(1), 0);
  await fill(done, pattern(700));
  await before.pool.finalize(done, false);
  const open = await before.pool.createRbw(wanted(2), 0);
  await fill(open, pattern(1500));
  const copy = await before.pool.createTemporary(wanted(3), false);
  await fill(copy, pattern(100));
  first.detach();

  const { pool } = await openStorage(new MemoryEnv(disk.attach()), ['/data']);
  assert.deepEqual([pool.find(1n)?.state, pool.find(1n)?.lengthBytes], [replicaState.FINALIZED, 700]);
  assert.deepEqual([pool.find(2n)?.state, pool.find(2n)?.lengthBytes], [replicaState.RWR, 1500]);
  assert.equal(pool.find(3n), undefined);
});

test('a partial chunk whose data went to disk before its sum keeps what the old sum covered', async () => {
  const disk = new MemoryDisk();
  const first = disk.attach();
  const env = new MemoryEnv(first);
  const before = await openStorage(env, ['/data']);
  const open = await before.pool.createRbw(wanted(2), 0);
  await fill(open, pattern(800));
  // The next packet's data, but not its sums: the crash came between the two.
  const file = await first.open(`${root}/current/rbw/blk_2`, 'update');
  await file.write(pattern(1000).subarray(800), 800);
  first.detach();
  const { pool } = await openStorage(new MemoryEnv(disk.attach()), ['/data']);
  assert.deepEqual([pool.find(2n)?.state, pool.find(2n)?.lengthBytes], [replicaState.RWR, 800]);
});

test('bytes without sums, and a chunk that fits no sum, are cut off', async () => {
  const cases: [string, (disk: MemoryEnv['disk']) => Promise<void>, number][] = [
    ['sums of one chunk only', async (disk) => {
      const meta = await disk.open(`${root}/current/rbw/blk_2_1001.meta`, 'update');
      await meta.truncate(metaHeaderLength + 4);
    }, 512],
    ['a flipped byte in the last chunk', async (disk) => {
      const data = await disk.open(`${root}/current/rbw/blk_2`, 'update');
      await data.write(Uint8Array.of(0xff), 1100);
    }, 1024],
    ['a meta file that is too short', async (disk) => {
      const meta = await disk.open(`${root}/current/rbw/blk_2_1001.meta`, 'update');
      await meta.truncate(3);
    }, 0],
  ];
  for (const [what, spoil, length] of cases) {
    const disk = new MemoryDisk();
    const first = disk.attach();
    const before = await openStorage(new MemoryEnv(first), ['/data']);
    await fill(await before.pool.createRbw(wanted(2), 0), pattern(1200));
    await spoil(first);
    first.detach();
    const { pool } = await openStorage(new MemoryEnv(disk.attach()), ['/data']);
    assert.equal(pool.find(2n)?.lengthBytes, length, what);
  }
});

test('a crash between the two renames of a finalize loses nothing', async () => {
  const disk = new MemoryDisk();
  const first = disk.attach();
  const before = await openStorage(new MemoryEnv(first), ['/data']);
  await fill(await before.pool.createRbw(wanted(2), 0), pattern(1200));
  await first.makeDirectory(`${root}/current/finalized/subdir0/subdir0`);
  await first.rename(`${root}/current/rbw/blk_2_1001.meta`, `${root}/current/finalized/subdir0/subdir0/blk_2_1001.meta`);
  first.detach();
  const second = disk.attach();
  const { pool } = await openStorage(new MemoryEnv(second), ['/data']);
  assert.deepEqual([pool.find(2n)?.state, pool.find(2n)?.lengthBytes], [replicaState.FINALIZED, 1200]);
  assert.deepEqual(await second.list(`${root}/current/rbw`), []);
  assert.deepEqual(await second.list(`${root}/current/finalized/subdir0/subdir0`), ['blk_2', 'blk_2_1001.meta']);
});

test('packets that overlap, end inside chunks or come twice leave the right bytes and sums', async () => {
  const env = new MemoryEnv();
  const { pool } = await openStorage(env, ['/data']);
  const replica = await pool.createRbw(wanted(5), 0);
  const data = pattern(3000);
  const put = (from: number, to: number): Promise<void> => {
    const part = data.subarray(from, to);
    replica.write(from, part, checksum.compute(part));
    return replica.flushed();
  };
  await put(0, 100); // hflush inside the first chunk
  await put(0, 600); // the client sends the chunk again from its start
  assert.deepEqual(replica.lastSum, checksum.compute(data.subarray(512, 600)));
  await put(512, 600); // a packet sent again
  await put(600, 1024); // an append that fills the chunk up
  await Promise.all([put(1024, 1500), put(1024, 2048), put(2048, 3000)]);
  await pool.finalize(replica, false);
  const directory = `${root}/current/finalized/subdir0/subdir0`;
  assert.deepEqual(Buffer.from(await env.disk.readFile(`${directory}/blk_5`)), data);
  assert.deepEqual(Buffer.from(await env.disk.readFile(`${directory}/blk_5_1001.meta`)).subarray(metaHeaderLength), checksum.compute(data));
  const other = await pool.createRbw(wanted(6), 0);
  assert.throws(() => other.write(10, data, undefined), /out-of-sequence packet/);
});

test('a block that is there is not created again; a newer copy replaces an older one', async () => {
  const { pool } = await openStorage(new MemoryEnv(), ['/data']);
  await pool.createRbw(wanted(1), 0);
  await assert.rejects(pool.createRbw(wanted(1), 0), (error) => isException(error, 'ReplicaAlreadyExistsException') && error.message.includes('already exists in state RBW'));
  await assert.rejects(pool.createTemporary(wanted(1), false), (error) => isException(error, 'ReplicaAlreadyExistsException'));
  const newer = await pool.createTemporary(wanted(1, 1002), true);
  assert.equal(pool.find(1n)?.genstamp, 1002);
  await fill(newer, pattern(10));
  await pool.finalize(newer, false);
  await assert.rejects(pool.createTemporary(wanted(1, 1003), false), (error) => isException(error, 'ReplicaAlreadyExistsException'));
});

test('deletion takes the files and tells, but not for another generation stamp, and not when no word is wanted', async () => {
  const env = new MemoryEnv();
  const { pool } = await openStorage(env, ['/data']);
  for (const id of [1, 2, 3]) {
    const replica = await pool.createRbw(wanted(id), 0);
    await fill(replica, pattern(100));
    await pool.finalize(replica, false);
  }
  const deleted: bigint[] = [];
  await pool.invalidate(
    [{ blockId: 1n, genstamp: 1001, numBytes: 0 }, { blockId: 2n, genstamp: 1000, numBytes: 0 }, { blockId: 3n, genstamp: 1001, numBytes: noAck }, { blockId: 9n, genstamp: 1001, numBytes: 0 }],
    (block) => deleted.push(block.blockId),
  );
  assert.deepEqual(deleted, [1n]);
  assert.deepEqual(await env.disk.list(`${root}/current/finalized/subdir0/subdir0`), ['blk_2', 'blk_2_1001.meta']);
  assert.equal(pool.size, 1);
});

test('of several deletions those go on that can, and the error names the others', async () => {
  const disk = new MemoryDisk();
  const { pool } = await openStorage(new MemoryEnv(disk), ['/data']);
  for (const id of [1, 2, 3]) {
    const replica = await pool.createRbw(wanted(id), 0);
    await fill(replica, pattern(100));
    await pool.finalize(replica, false);
  }
  const remove = disk.remove.bind(disk);
  disk.remove = async (path) => {
    if (path.endsWith('blk_1') || path.endsWith('blk_2')) throw new WorldError('io', `input/output error: ${path}`);
    await remove(path);
  };
  const deleted: bigint[] = [];
  const deleting = pool.invalidate([1n, 2n, 3n].map((blockId) => ({ blockId, genstamp: 1001, numBytes: 0 })), ({ blockId }) => deleted.push(blockId));
  await assert.rejects(deleting, (error) => isException(error, 'IOException') && /^Failed to delete 2 \(out of 3\) replica\(s\):\n0\) .*blk_1_1001: .*blk_1\n1\) .*blk_2_1001: /.test(error.message));
  assert.deepEqual(deleted, [3n]);
});

test('a deletion while the block is finalized, and a new copy right behind it, do not get into each other\'s way', async () => {
  const env = new MemoryEnv();
  const { pool } = await openStorage(env, ['/data']);
  const replica = await pool.createRbw(wanted(1), 0);
  await fill(replica, pattern(100));
  const deleted: bigint[] = [];
  const finalizing = pool.finalize(replica, false);
  const deleting = pool.invalidate([{ blockId: 1n, genstamp: 1001, numBytes: 0 }], (block) => deleted.push(block.blockId));
  await Promise.allSettled([finalizing, deleting]);
  const again = await pool.createTemporary(wanted(1), false);
  await fill(again, pattern(50));
  await pool.finalize(again, false);
  assert.deepEqual(deleted, [1n]);
  assert.equal(pool.find(1n)?.lengthBytes, 50);
  assert.equal((await env.disk.stat(`${root}/current/finalized/subdir0/subdir0/blk_1`))?.lengthBytes, 50);
});

test('blocks go to the volumes in turn, and of two replicas on two volumes the better one is kept', async () => {
  const disk = new MemoryDisk();
  const first = disk.attach();
  const before = await openStorage(new MemoryEnv(first), ['/a', '/b']);
  for (const id of [1, 2, 3, 4]) {
    const replica = await before.pool.createRbw(wanted(id), 0);
    await fill(replica, pattern(100));
    await before.pool.finalize(replica, false);
  }
  assert.deepEqual([1n, 2n, 3n, 4n].map((id) => before.pool.find(id)?.volume), [0, 1, 0, 1]);
  assert.notEqual(before.directories[0]?.storageId, before.directories[1]?.storageId);
  // Block 1 again on the other volume, under a newer generation stamp.
  const other = `/b/current/${testNamespace.blockPoolId}/current/finalized/subdir0/subdir0`;
  for (const [name, content] of [['blk_1', pattern(90)], ['blk_1_1005.meta', Buffer.concat([Buffer.from('00010200000200', 'hex'), checksum.compute(pattern(90))])]] as const) {
    const file = await first.open(`${other}/${name}`, 'create');
    await file.write(content, 0);
    await file.close();
  }
  first.detach();
  const { pool } = await openStorage(new MemoryEnv(disk.attach()), ['/a', '/b']);
  assert.deepEqual([pool.find(1n)?.genstamp, pool.find(1n)?.volume], [1005, 1]);
  assert.deepEqual(pool.slices.map(({ usedBytes }) => usedBytes), [100 + metaLengthGuess(100), 290 + 2 * metaLengthGuess(100) + metaLengthGuess(90)]);
  assert.equal(pool.size, 4);
});

test('directories of another cluster, pool or kind of node, and one that is in use, are refused', async () => {
  const disk = new MemoryDisk();
  const first = disk.attach();
  const env = new MemoryEnv(first);
  await openStorage(env, ['/data']);
  await assert.rejects(DataDirectory.open(new MemoryEnv(disk.attach()), { path: '/data', type: 'DISK' }), /already locked/);
  first.detach();
  const directory = await DataDirectory.open(new MemoryEnv(disk.attach()), { path: '/data', type: 'DISK' });
  await assert.rejects(directory.join({ ...testNamespace, clusterId: 'CID-other' }, 'u'), /Incompatible clusterIDs in \/data: namenode clusterID = CID-other; datanode clusterID = CID-test/);
  await assert.rejects(directory.openPool({ ...testNamespace, namespaceId: 18 }), /Incompatible namespaceIDs/);
  await directory.openPool({ ...testNamespace, blockPoolId: 'BP-2-127.0.0.1-2' });
  const blank = new MemoryEnv();
  await blank.disk.makeDirectory('/jn/current');
  const file = await blank.disk.open('/jn/current/VERSION', 'create');
  await file.write(Buffer.from('storageType=JOURNAL_NODE\nlayoutVersion=-67\ncTime=0\nclusterID=c\nnamespaceID=1\n'), 0);
  await assert.rejects(DataDirectory.open(blank, { path: '/jn', type: 'DISK' }), (error) => isException(error, 'InconsistentFSStateException'));
});

test('used space is that of what is there, after pipelines and crashes that were recovered', async () => {
  const disk = new MemoryDisk();
  const first = disk.attach();
  const { pool } = await openStorage(new MemoryEnv(first), ['/data']);
  const used = (of: BlockPool): number | undefined => of.slices[0]?.usedBytes;
  const sizeOf = (...lengths: number[]): number => lengths.reduce((sum, length) => sum + length + metaLengthGuess(length), 0);
  // Of 5000 bytes 1000 are acknowledged: the others are cut off, and sent again.
  const replica = await pool.createRbw(wanted(1), 0);
  await fill(replica, pattern(5000));
  const again = await pool.reopen({ blockId: 1n, genstamp: 1001, lengthBytes: 5000, state: replicaState.RBW, volume: 0 }, 1000, 0, owner);
  assert.equal(used(pool), 1000);
  await fill(again, pattern(5000).subarray(1000), 1000);
  await pool.finalize(again, false);
  assert.equal(used(pool), sizeOf(5000));
  await fill(await pool.createRbw(wanted(2), 0), pattern(3000));
  first.detach();

  const second = await openStorage(new MemoryEnv(disk.attach()), ['/data']);
  assert.equal(used(second.pool), sizeOf(5000, 3000));
  for (const [id, length, newLength] of [[2, 3000, 2000], [1, 5000, 4100]] as const) {
    await second.pool.initReplicaRecovery(testBlock(id), 2000);
    await second.pool.updateReplicaUnderRecovery(testBlock(id, 1001, length), 2000, BigInt(id), newLength);
  }
  assert.equal(used(second.pool), sizeOf(4100, 2000));
});

test('a full disk fails the write and says so, and the next volume is taken', async () => {
  const disk = new MemoryDisk({ capacityBytes: 40_000 });
  const { pool } = await openStorage(new MemoryEnv(disk), ['/data']);
  await assert.rejects(pool.createRbw({ ...wanted(1), expectedBytes: 1_000_000 }, 0), /Out of space/);
  await assert.rejects(pool.createRbw({ ...wanted(1), type: 'SSD' }, 0), /No more available volumes of type SSD/);
  const replica = await pool.createRbw(wanted(1), 0);
  await assert.rejects(fill(replica, pattern(50_000)), /space/);
  assert.throws(() => replica.write(50_000, pattern(10), undefined), /space|out-of-sequence/);
});
