// What a download of a segment leaves behind when it goes wrong: nothing on the disk, and no open connection.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WorldError } from '../../env/env.ts';
import type { Disk, Http } from '../../env/env.ts';
import { MemoryDisk } from '../../env/memory-disk.ts';
import { MemoryEnv } from '../../env/memory-env.testing.ts';
import { segmentBytes } from '../testing/journal-bed.ts';
import { fetchSegment } from './segment-fetch.ts';
import type { FetchedSegment } from './segment-fetch.ts';
import { SegmentStore } from './segment-store.ts';

/** A peer that sends `pieces`, and then breaks off with `failure`, or says nothing more. */
class Peer {
  cancelled = 0;
  readonly #pieces: Uint8Array[];
  readonly #failure: Error | undefined;

  constructor(pieces: readonly Uint8Array[], failure?: Error) {
    this.#pieces = [...pieces];
    this.#failure = failure;
  }

  answer(): Response {
    return new Response(new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const piece = this.#pieces.shift();
        if (piece !== undefined) controller.enqueue(piece);
        else if (this.#failure !== undefined) controller.error(this.#failure);
        else return new Promise<void>(() => {});
        return undefined;
      },
      cancel: () => {
        this.cancelled++;
      },
    }, { highWaterMark: 0 }));
  }
}

class Host extends MemoryEnv {
  readonly #peer: Peer;

  constructor(disk: Disk, peer: Peer) {
    super(disk);
    this.#peer = peer;
  }

  override get http(): Http {
    return {
      fetch: async () => this.#peer.answer(),
      serve: () => Promise.reject(new Error('a client only')),
    };
  }
}

async function fetching(peer: Peer, capacityBytes = 1e9): Promise<{ readonly host: Host; readonly fetched: Promise<FetchedSegment>; left(): Promise<string[]> }> {
  const disk = new MemoryDisk({ capacityBytes });
  await disk.makeDirectory('/current');
  const host = new Host(disk, peer);
  const store = new SegmentStore(host, '/current', 'ns1');
  const fetched = fetchSegment(host, store, { url: 'http://jn2:8480/getJournal', firstTxId: 1, lastTxId: 9, digest: undefined, timeoutMs: 1000 });
  fetched.catch(() => {});
  return { host, fetched, left: () => disk.list('/current') };
}

const whole = segmentBytes(1, 9);
const half = whole.subarray(0, whole.length / 2);

test('a download that finds no room on the disk ends its connection', async () => {
  const peer = new Peer([half, whole.subarray(half.length)]);
  const { fetched, left } = await fetching(peer, half.length - 1);
  await assert.rejects(fetched, { name: 'WorldError', code: 'no-space' });
  assert.equal(peer.cancelled, 1);
  assert.deepEqual(await left(), []);
});

test('a download from a peer that has gone silent ends its connection', async () => {
  const peer = new Peer([half]);
  const { host, fetched, left } = await fetching(peer);
  await host.turn();
  await host.advance(1000);
  await assert.rejects(fetched, { name: 'WorldError', code: 'timeout' });
  assert.equal(peer.cancelled, 1);
  assert.deepEqual(await left(), []);
});

test('a connection that breaks amid a segment is an error of the network', async () => {
  const { fetched, left } = await fetching(new Peer([half], new Error('aborted')));
  await assert.rejects(fetched, (error) => error instanceof WorldError && error.code === 'closed' && /jn2:8480.*aborted/.test(error.message));
  assert.deepEqual(await left(), []);
});
