import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WorldError } from '../env/env.ts';
import { MemoryDisk } from '../env/memory-disk.ts';
import { makeDurableDirectory } from './make-directory.ts';

class FailingDisk extends MemoryDisk {
  /** The directory whose syncs fail, and with what. */
  failing: { readonly path: string; readonly code: 'io' | 'denied' } | undefined;

  override async syncDirectory(path: string): Promise<void> {
    if (path === this.failing?.path) throw new WorldError(this.failing.code, `sync ${path}: simulated`);
    await super.syncDirectory(path);
  }
}

test('a directory made with those above it survives a power cut', async () => {
  const disk = new MemoryDisk();
  await makeDurableDirectory(disk, '/a/b/c/d');
  await makeDurableDirectory(disk, '/a/b/e');
  await makeDurableDirectory(disk, '/f');
  disk.powerCut();
  assert.deepEqual(await disk.list('/a/b/c'), ['d']);
  assert.deepEqual(await disk.list('/a/b'), ['c', 'e']);
  assert.deepEqual(await disk.list('/'), ['a', 'f']);
});

for (const path of ['/', '/a', '/a/b']) {
  test(`made again after the sync of ${path} has failed, it survives a power cut`, async () => {
    const disk = new FailingDisk();
    disk.failing = { path, code: 'io' };
    await assert.rejects(makeDurableDirectory(disk, '/a/b/c'), { code: 'io' });
    disk.failing = undefined;
    await makeDurableDirectory(disk, '/a/b/c');
    disk.powerCut();
    assert.deepEqual(await disk.list('/a/b'), ['c']);
  });
}

test('above those that it makes there may be one that its user cannot read', async () => {
  const disk = new FailingDisk();
  await makeDurableDirectory(disk, '/srv/hdfs');
  disk.failing = { path: '/srv', code: 'denied' };
  await makeDurableDirectory(disk, '/srv/hdfs/name/0');
  disk.powerCut();
  assert.deepEqual(await disk.list('/srv/hdfs/name'), ['0']);
});
