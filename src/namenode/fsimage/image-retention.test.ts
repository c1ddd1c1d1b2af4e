import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EditLogManifest, JournalManager } from '../../edit-log/journal-manager.ts';
import { md5PathOf } from '../../storage/md5-file.ts';
import { imageName } from '../../storage/name-node-storage.ts';
import { memoryStorage, putImage } from './image.testing.ts';
import { firstEditRetained, oldestRetained, purgeOldStorage } from './image-retention.ts';

const options = { images: 2, extraEdits: 100, extraSegmentsMax: 10_000 };

function segments(...ends: readonly (readonly [number, number])[]): EditLogManifest['segments'] {
  return ends.map(([firstTxid, lastTxid]) => ({ firstTxid, lastTxid, inProgress: false }));
}

test('the oldest image that stays', () => {
  assert.equal(oldestRetained([], 2), undefined);
  assert.equal(oldestRetained([7], 2), 7);
  assert.equal(oldestRetained([3, 9, 9, 5, 1], 2), 5);
});

test('edits stay from the oldest image on, with a cushion of edits and of segments', () => {
  assert.equal(firstEditRetained(500, [], options), 401);
  assert.equal(firstEditRetained(50, [], options), 0);
  const log = segments([1, 400], [401, 450], [451, 500], [501, 600]);
  assert.equal(firstEditRetained(500, log, options), 401);
  assert.equal(firstEditRetained(500, log, { ...options, extraSegmentsMax: 1 }), 451);
  assert.equal(firstEditRetained(500, log, { ...options, extraSegmentsMax: 0 }), 501);
  // A segment that reaches beyond the image holds needed edits and is never purged for its age.
  assert.equal(firstEditRetained(550, log, { ...options, extraSegmentsMax: 2 }), 451);
});

test('purging keeps two images, clears remains, and purges only the writer\'s log', async () => {
  const { env, storage } = await memoryStorage(['/a', '/b']);
  for (const txid of [0, 119, 280, 300]) await putImage(env, storage, txid, Buffer.from('image'));
  for (const txid of [250, 290, 400]) {
    const file = await env.disk.open(`/a/current/${imageName('fsimage.ckpt', txid)}`, 'create');
    await file.close();
  }
  const purged: number[] = [];
  const journal = {
    getEditLogManifest: async () => ({ segments: segments([1, 200], [201, 290]), committedTxid: undefined }),
    purgeLogsOlderThan: async (txid: number) => void purged.push(txid),
  } as unknown as JournalManager;
  await storage.whileMaking(290, () => purgeOldStorage(env, storage, undefined, options));
  for (const root of ['/a', '/b']) {
    const names = (await env.disk.list(`${root}/current`)).filter((name) => name.startsWith('fsimage_'));
    assert.deepEqual(names, [280, 300].flatMap((txid) => [imageName('fsimage', txid), md5PathOf(imageName('fsimage', txid))]));
  }
  assert.deepEqual((await storage.images('fsimage.ckpt')).map((image) => image.txid), [400, 290]);
  assert.deepEqual(purged, []);
  await purgeOldStorage(env, storage, journal, options);
  assert.deepEqual(purged, [181]);
});
