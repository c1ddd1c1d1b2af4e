// Streams over segments at other JournalNodes hold a connection each while they are read, and give it back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryDisk } from '../../env/memory-disk.ts';
import type { EditLogInputStream } from '../../edit-log/journal-manager.ts';
import { edits, segmentBytes } from '../testing/journal-bed.ts';
import { DownloadingHost, SegmentPeer } from '../testing/segment-peer.ts';
import { mergeManifests, streamOf } from './remote-segments.ts';
import type { SegmentSource } from './remote-segments.ts';

function stream(peer: SegmentPeer): EditLogInputStream {
  const source: SegmentSource = {
    name: 'jn1', manifest: { logs: [{ startTxId: 1, endTxId: 9, isInProgress: false }], committedTxnId: undefined },
    url: async () => 'http://jn1:8480/getJournal', cached: () => Promise.reject(new Error('nothing cached')),
  };
  const [candidate] = mergeManifests([source], 1, false);
  assert.ok(candidate !== undefined);
  return streamOf(new DownloadingHost(new MemoryDisk(), peer), candidate, [], { openTimeoutMs: 1000, readTimeoutMs: 1000 });
}

const pieces = [segmentBytes(1, 4), edits(5, 5)];

test('a stream that is closed amid a segment leaves no connection', async () => {
  const peer = new SegmentPeer(pieces);
  const left = stream(peer);
  const batches = left.batches()[Symbol.asyncIterator]();
  const first = await batches.next();
  assert.ok(first.done !== true && first.value.firstTxid === 1 && first.value.lastTxid < 9);
  await left.close();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(peer.cancelled, 1);
  assert.equal((await batches.next()).done, true);
  await left.close();
});

test('a stream that is closed while its next piece is awaited leaves no connection, and gives nothing more', async () => {
  const peer = new SegmentPeer(pieces);
  const left = stream(peer);
  const batches = left.batches()[Symbol.asyncIterator]();
  await batches.next();
  const next = batches.next();
  await left.close();
  assert.equal((await next).done, true);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(peer.cancelled, 1);
});

test('a stream that was read to its end is closed with nothing left to free', async () => {
  const peer = new SegmentPeer(pieces);
  const whole = stream(peer);
  const lastTxids: number[] = [];
  for await (const batch of whole.batches()) lastTxids.push(batch.lastTxid);
  await whole.close();
  assert.equal(lastTxids.at(-1), 9);
});
