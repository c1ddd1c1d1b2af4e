// The chunk that a replica ends in, when somebody writes on behind it or cuts it: what has rotted stays visible.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataChecksum, metaHeaderLength } from '../data-transfer/data-checksum.ts';
import { MemoryDisk } from '../env/memory-disk.ts';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { OpWriteBlockProto_BlockConstructionStage as Stage } from '../wire/data-transfer.ts';
import type { BlockPool } from './block-pool.ts';
import { openStorage, pattern, testBlock, testNamespace } from './datanode.testing.ts';
import type { OpenReplica } from './open-replica.ts';
import { setUpReplica } from './pipeline-setup.ts';
import { replicaState } from './replica-map.ts';

const checksum = new DataChecksum('CRC32C', 512);
const owner = { stop: async () => {} };
const block = testBlock(1);
const data = pattern(700);
const directory = `/data/current/${testNamespace.blockPoolId}/current/finalized/subdir0/subdir0`;

async function finalizedReplica(): Promise<{ disk: MemoryDisk; pool: BlockPool }> {
  const disk = new MemoryDisk();
  const { pool } = await openStorage(new MemoryEnv(disk), ['/data']);
  const replica = await pool.createRbw({ block, type: 'DISK', expectedBytes: 1000, checksum, owner }, 0);
  replica.write(0, data, checksum.compute(data));
  await pool.finalize(replica, false);
  return { disk, pool };
}

function append(pool: BlockPool): Promise<OpenReplica> {
  return setUpReplica(pool, {
    stage: Stage.PIPELINE_SETUP_APPEND, isDatanode: false, block, newGenstamp: 1002, minBytes: 700, maxBytes: 700, checksum, type: 'DISK', expectedBytes: 1000, owner,
  });
}

/** Whether the last chunk of a finalized replica fits its sum. */
async function fits(disk: MemoryDisk, genstamp: number, length: number): Promise<boolean> {
  const bytes = await disk.readFile(`${directory}/blk_1`);
  const meta = Buffer.from(await disk.readFile(`${directory}/blk_1_${genstamp}.meta`));
  assert.deepEqual([bytes.length, meta.length], [length, metaHeaderLength + checksum.sumsLength(length)]);
  return checksum.firstMismatch(bytes, meta.subarray(metaHeaderLength)) < 0;
}

async function recovered(pool: BlockPool, newLength: number): Promise<void> {
  await pool.initReplicaRecovery(block, 2000);
  await pool.updateReplicaUnderRecovery({ ...block, numBytes: 700 }, 2000, 1n, newLength);
}

test('nothing is appended behind a chunk that does not fit its sum, or is not there; the replica stays as it is', async () => {
  const rotten = await finalizedReplica();
  rotten.disk.corrupt(`${directory}/blk_1`, 600, Uint8Array.of(1 + (data[600] ?? 0)));
  await assert.rejects(append(rotten.pool), /Partial CRC \d+ does not match value computed the  last time file was closed \d+/);
  const short = await finalizedReplica();
  await (await short.disk.open(`${directory}/blk_1`, 'update')).truncate(690);
  await assert.rejects(append(short.pool), { code: 'io', message: `${directory}/blk_1: ends 10 bytes early` });
  for (const { disk, pool } of [rotten, short]) {
    assert.deepEqual([pool.find(1n)?.state, pool.find(1n)?.genstamp], [replicaState.FINALIZED, 1001]);
    assert.deepEqual(await disk.list(directory), ['blk_1', 'blk_1_1001.meta']);
  }
  assert.equal(await fits(rotten.disk, 1001, 700), false);
});

test('a recovery that cuts a chunk gives it a sum, but not where it did not fit the one that it had', async () => {
  const sound = await finalizedReplica();
  await recovered(sound.pool, 650);
  assert.equal(await fits(sound.disk, 2000, 650), true);
  const rotten = await finalizedReplica();
  rotten.disk.corrupt(`${directory}/blk_1`, 600, Uint8Array.of(1 + (data[600] ?? 0)));
  await recovered(rotten.pool, 650);
  assert.equal(await fits(rotten.disk, 2000, 650), false);
});

test('an append goes on with the sum of the chunk that it fills', async () => {
  const { disk, pool } = await finalizedReplica();
  const replica = await append(pool);
  replica.write(700, Buffer.from('0123456789'), undefined);
  await pool.finalize(replica, false);
  assert.equal(await fits(disk, 1002, 710), true);
});
