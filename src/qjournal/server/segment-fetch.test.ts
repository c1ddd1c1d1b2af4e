// What a download of a segment leaves behind when it goes wrong: nothing on the disk, and no open connection.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WorldError } from '../../env/env.ts';
import { MemoryDisk } from '../../env/memory-disk.ts';
import { segmentBytes } from '../testing/journal-bed.ts';
import { DownloadingHost, SegmentPeer } from '../testing/segment-peer.ts';
import { fetchOpenSegment, fetchSegment, writerEpochHeader } from './segment-fetch.ts';
import type { FetchedSegment } from './segment-fetch.ts';
import { SegmentStore } from './segment-store.ts';

async function hostOf(peer: SegmentPeer, capacityBytes = 1e9): Promise<{ readonly host: DownloadingHost; readonly store: SegmentStore; left(): Promise<string[]> }> {
  const disk = new MemoryDisk({ capacityBytes });
  await disk.makeDirectory('/current');
  const host = new DownloadingHost(disk, peer);
  return { host, store: new SegmentStore(host, '/current', 'ns1'), left: () => disk.list('/current') };
}

async function fetching(peer: SegmentPeer, capacityBytes?: number): Promise<{ readonly host: DownloadingHost; readonly fetched: Promise<FetchedSegment>; left(): Promise<string[]> }> {
  const { host, store, left } = await hostOf(peer, capacityBytes);
  const fetched = fetchSegment(host, store, { url, firstTxId: 1, lastTxId: 9, digest: undefined, timeoutMs: 1000 });
  fetched.catch(() => {});
  return { host, fetched, left };
}

const url = 'http://jn2:8480/getJournal';
const whole = segmentBytes(1, 9);
const half = whole.subarray(0, whole.length / 2);

test('a download that finds no room on the disk ends its connection', async () => {
  const peer = new SegmentPeer([half, whole.subarray(half.length)]);
  const { fetched, left } = await fetching(peer, half.length - 1);
  await assert.rejects(fetched, { name: 'WorldError', code: 'no-space' });
  assert.equal(peer.cancelled, 1);
  assert.deepEqual(await left(), []);
});

test('a download from a peer that has gone silent ends its connection', async () => {
  const peer = new SegmentPeer([half], { silent: true });
  const { host, fetched, left } = await fetching(peer);
  await host.turn();
  await host.advance(1000);
  await assert.rejects(fetched, { name: 'WorldError', code: 'timeout' });
  assert.equal(peer.cancelled, 1);
  assert.deepEqual(await left(), []);
});

test('a connection that breaks amid a segment is an error of the network', async () => {
  const { fetched, left } = await fetching(new SegmentPeer([half], { failure: new Error('aborted') }));
  await assert.rejects(fetched, (error) => error instanceof WorldError && error.code === 'closed' && /jn2:8480.*aborted/.test(error.message));
  assert.deepEqual(await left(), []);
});

test('what a peer says at the head is judged before anything of the segment is read', async () => {
  for (const headers of [{}, { [writerEpochHeader]: '4' }]) {
    const peer = new SegmentPeer([whole], { headers: { 'x-image-edits-name': 'edits_inprogress_0000000000000000001', ...headers } });
    const { host, store, left } = await hostOf(peer);
    await assert.rejects(fetchOpenSegment(host, store, { urls: [url], firstTxId: 1, atLeastTxId: 1, atMostTxId: 9, epoch: 5, timeoutMs: 1000 }), /it is not of epoch 5$/);
    assert.deepEqual([peer.pulled, peer.cancelled, await left()], [0, 1, []]);
  }
});
