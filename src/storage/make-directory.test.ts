import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryDisk } from '../env/memory-disk.ts';
import { makeDurableDirectory } from './make-directory.ts';

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
