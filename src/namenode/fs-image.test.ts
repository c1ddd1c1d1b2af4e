// Images that are saved while other things happen: another save, an image on its way in, edits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Deferred } from '../base/async.ts';
import type { MemoryEnv } from '../env/memory-env.testing.ts';
import { md5PathOf } from '../storage/md5-file.ts';
import type { NameNodeStorage } from '../storage/name-node-storage.ts';
import { imageName } from '../storage/name-node-storage.ts';
import { FSImage } from './fs-image.ts';
import type { FSImageParts } from './fs-image.ts';
import { SaveCancelled } from './fsimage/image-errors.ts';
import { blankNamespace, memoryStorage, testInfo } from './fsimage/image.testing.ts';
import type { NameNodeOptions } from './name-node-options.ts';

interface Memory {
  readonly env: MemoryEnv;
  readonly storage: NameNodeStorage;
  readonly image: FSImage;
  /** What is asked of the namesystem. */
  readonly fsn: { lastAppliedTxid: number; open?: unknown };
}

/** A NameNode's memory at txid 42, with two directories to save it in. */
async function memory(): Promise<Memory> {
  const { env, storage } = await memoryStorage(['/a', '/b']);
  const namespace = blankNamespace();
  namespace.lastAppliedTxId = 42;
  const fsn = { lastAppliedTxid: 42, namespace };
  const options = { imageCodec: '', retention: { images: 2, extraEdits: 0, extraSegmentsMax: 0 } } as unknown as NameNodeOptions;
  const parts = { fsn, storage, namespaceInfo: () => testInfo, writer: () => undefined } as unknown as FSImageParts;
  return { env, storage, image: new FSImage(env, options, parts), fsn };
}

async function imageNames(env: MemoryEnv, root: string): Promise<string[]> {
  return (await env.disk.list(`${root}/current`)).filter((name) => name.startsWith('fsimage'));
}

test('two saves at once write one after the other, and a checkpoint gives way', async () => {
  const { env, storage, image } = await memory();
  const checkpoint = image.save(new AbortController().signal);
  const asked = image.save();
  await assert.rejects(image.save(new AbortController().signal), SaveCancelled);
  assert.deepEqual(await Promise.all([checkpoint, asked]), [42, 42]);
  assert.deepEqual(storage.failed, []);
  for (const root of ['/a', '/b']) assert.deepEqual(await imageNames(env, root), [imageName('fsimage', 42), md5PathOf(imageName('fsimage', 42))]);
});

test('a checkpoint that is called off takes nothing away from a save that waited for it', async () => {
  const { env, image } = await memory();
  const cancel = new AbortController();
  const checkpoint = image.save(cancel.signal);
  const asked = image.save();
  cancel.abort('becoming active');
  await assert.rejects(checkpoint, SaveCancelled);
  assert.equal(await asked, 42);
  assert.deepEqual(await imageNames(env, '/a'), [imageName('fsimage', 42), md5PathOf(imageName('fsimage', 42))]);
});

test('an image that is on its way in is not written over, nor taken for the remains of one', async () => {
  const { env, storage, image, fsn } = await memory();
  const received = new Deferred<void>();
  const receiving = storage.whileMaking(42, async () => {
    const file = await env.disk.open(`/a/current/${imageName('fsimage.ckpt', 42)}`, 'create');
    await file.close();
    await received.promise;
  });
  await assert.rejects(image.save(), { message: 'FS image is being downloaded from another NN at txid 42' });
  fsn.lastAppliedTxid = 50;
  assert.equal(await image.save(), 50);
  assert.deepEqual((await storage.images('fsimage.ckpt')).map(({ txid }) => txid), [42]);
  received.resolve();
  await receiving;
});

test('an image waits for its last edit to be durable', async () => {
  const { image, fsn } = await memory();
  const durable = new Deferred<void>();
  const edits = { durableTxid: 41, sync: () => durable.promise };
  fsn.open = { edits, term: { bound: (promise: Promise<void>) => promise } };
  let saved = false;
  const saving = image.save().finally(() => (saved = true));
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(saved, false);
  // What came meanwhile is in it.
  fsn.lastAppliedTxid = 43;
  edits.durableTxid = 43;
  durable.resolve();
  assert.equal(await saving, 43);
});
