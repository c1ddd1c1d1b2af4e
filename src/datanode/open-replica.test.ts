// A replica that cannot be opened leaves nothing behind: no handle, no file, no space set aside, and none that is gone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataChecksum } from '../data-transfer/data-checksum.ts';
import { WorldError } from '../env/env.ts';
import type { Disk } from '../env/env.ts';
import { MemoryDisk } from '../env/memory-disk.ts';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import type { BlockPool } from './block-pool.ts';
import { openStorage, pattern, testBlock, testNamespace } from './datanode.testing.ts';
import { replicaState } from './replica-map.ts';

const checksum = new DataChecksum('CRC32C', 512);
const owner = { stop: async () => {} };
const root = `/data/current/${testNamespace.blockPoolId}`;
const wanted = { block: testBlock(1), type: 'DISK' as const, expectedBytes: 1000, checksum, owner };
const finalized = { blockId: 1n, genstamp: 1001, lengthBytes: 700, state: replicaState.FINALIZED, volume: 0 };

/** A disk on which `does` fails for names that match, while it is set. */
class FailingDisk {
  readonly disk: Disk;
  openFiles = 0;
  failing: { readonly does: 'open' | 'write' | 'truncate' | 'rename'; readonly name: RegExp } | undefined;

  constructor(memory: Disk) {
    this.disk = {
      ...memory,
      rename: async (from, to) => {
        this.#check('rename', to);
        await memory.rename(from, to);
      },
      open: async (path, mode) => {
        if (mode !== 'read') this.#check('open', path);
        const file = await memory.open(path, mode);
        this.openFiles++;
        return {
          path,
          read: (into, position) => file.read(into, position),
          write: async (bytes, position) => {
            this.#check('write', path);
            await file.write(bytes, position);
          },
          truncate: async (length) => {
            this.#check('truncate', path);
            await file.truncate(length);
          },
          datasync: () => file.datasync(),
          writeDurably: (bytes, position) => file.writeDurably(bytes, position),
          size: () => file.size(),
          close: async () => {
            this.openFiles--;
            await file.close();
          },
        };
      },
    };
  }

  #check(does: string, path: string): void {
    if (this.failing?.does === does && this.failing.name.test(path)) throw new WorldError('io', `input/output error: ${path}`);
  }
}

async function start(): Promise<{ failing: FailingDisk; pool: BlockPool }> {
  const failing = new FailingDisk(new MemoryDisk().attach());
  const { pool } = await openStorage(new MemoryEnv(failing.disk), ['/data']);
  failing.openFiles = 0;
  return { failing, pool };
}

test('a new replica whose meta file cannot be made or written can be made later', async () => {
  const { failing, pool } = await start();
  for (const does of ['open', 'write'] as const) {
    failing.failing = { does, name: /\.meta$/ };
    await assert.rejects(pool.createTemporary(wanted, false), { code: 'io' });
    assert.deepEqual([await failing.disk.list(`${root}/tmp`), failing.openFiles, pool.slices[0]?.reservedBytes, pool.size], [[], 0, 0, 0], does);
  }
  failing.failing = undefined;
  await pool.createTemporary(wanted, false);
  assert.equal(failing.openFiles, 2);
});

test('a finalized replica that cannot be reopened stays where it is, and can be later', async () => {
  const { failing, pool } = await start();
  const replica = await pool.createRbw(wanted, 0);
  replica.write(0, pattern(700), undefined);
  await pool.finalize(replica, false);
  const usedBytes = pool.slices[0]?.usedBytes;
  for (const [does, name] of [['rename', /rbw\/blk_1$/], ['rename', /rbw\/.*meta$/], ['open', /\.meta$/], ['truncate', /blk_1$/], ['truncate', /\.meta$/]] as const) {
    failing.failing = { does, name };
    await assert.rejects(pool.reopen(finalized, 700, 1000, owner), { code: 'io' });
    assert.deepEqual(await failing.disk.list(`${root}/current/finalized/subdir0/subdir0`), ['blk_1', 'blk_1_1001.meta'], `${does} ${name}`);
    assert.deepEqual([failing.openFiles, pool.slices[0]?.reservedBytes, pool.slices[0]?.usedBytes, pool.find(1n)?.state], [0, 0, usedBytes, replicaState.FINALIZED], `${does} ${name}`);
  }
  failing.failing = undefined;
  const again = await pool.reopen(finalized, 700, 1000, owner);
  assert.deepEqual([failing.openFiles, pool.slices[0]?.reservedBytes], [2, 1000]);
  await again.close();
});

test('a crash between the two renames of a reopening loses nothing', async () => {
  const disk = new MemoryDisk();
  const first = disk.attach();
  const before = await openStorage(new MemoryEnv({
    ...first,
    rename: async (from, to) => {
      await first.rename(from, to);
      if (to === `${root}/current/rbw/blk_1` || to === `${root}/current/rbw/blk_1_1001.meta`) first.detach();
    },
  }), ['/data']);
  const replica = await before.pool.createRbw(wanted, 0);
  replica.write(0, pattern(700), undefined);
  await before.pool.finalize(replica, false);
  await assert.rejects(before.pool.reopen(finalized, 700, 1000, owner));
  const { pool } = await openStorage(new MemoryEnv(disk.attach()), ['/data']);
  assert.deepEqual([pool.find(1n)?.state, pool.find(1n)?.lengthBytes], [replicaState.FINALIZED, 700]);
});
