// One journal on a machine of its own, without a network between it and the test; peers serve segments over HTTP.
import assert from 'node:assert/strict';
import { MemoryDisk } from '../../env/memory-disk.ts';
import type { AttachedDisk } from '../../env/memory-disk.ts';
import { SimHttp } from '../../sim/sim-http.ts';
import { SimNetwork } from '../../sim/sim-network.ts';
import { SimProcess } from '../../sim/sim-process.ts';
import { World } from '../../sim/world.ts';
import { Journal } from '../server/journal.ts';
import type { WriterRequest } from '../server/journal-state.ts';
import { watchedDisk } from './fault-disk.ts';
import type { DiskWatcher } from './fault-disk.ts';
import { edit, encode, namespace } from './journal-set.ts';

export class JournalBed {
  readonly world = new World(1);
  readonly disk = new MemoryDisk();
  readonly #network = new SimNetwork(this.world);
  readonly #http = new SimHttp(this.#network);
  #process: SimProcess | undefined;
  #attached: AttachedDisk | undefined;
  #serial = 0;

  async open(watcher?: DiskWatcher): Promise<Journal> {
    const attached = this.disk.attach();
    this.#attached = attached;
    this.#process = new SimProcess(this.world, this.#network, this.#http, 'jn1', 1, watcher === undefined ? attached : watchedDisk(attached, watcher));
    await this.disk.makeDirectory('/jn');
    await this.disk.syncDirectory('/');
    return this.settle(Journal.open(this.#process.env, { journalId: 'ns1', directory: '/jn/ns1', cacheBytes: 1e6, fetchTimeoutMs: 1000 }));
  }

  async formatted(watcher?: DiskWatcher): Promise<Journal> {
    const journal = await this.open(watcher);
    await this.settle(journal.format(namespace, false));
    return journal;
  }

  async settle<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const mark = (): void => {
      settled = true;
    };
    work.then(mark, mark);
    await this.world.run(this.world.nowMs + 20_000, () => settled);
    assert.ok(settled, 'not settled');
    return work;
  }

  call(epoch: number, committedTxId?: number): WriterRequest {
    return { epoch, serial: this.#serial++, committedTxId, from: 'nn' };
  }

  /** Starts a segment in `epoch` and writes START and then `more` edits, in one batch each. */
  async segment(journal: Journal, epoch: number, firstTxid: number, ...more: number[]): Promise<void> {
    await this.settle(journal.startLogSegment(this.call(epoch), firstTxid, -67));
    let next = firstTxid;
    for (const count of [1, ...more]) {
      await this.settle(this.write(journal, epoch, firstTxid, next, count));
      next += count;
    }
  }

  write(journal: Journal, epoch: number, segment: number, firstTxid: number, count: number, mark = 'e'): Promise<void> {
    return journal.journal(this.call(epoch), segment, firstTxid, count, edits(firstTxid, count, mark));
  }

  /** A peer's HTTP server with these segments. */
  async serve(segments: ReadonlyMap<string, () => Promise<Response>>): Promise<void> {
    const peer = new SimProcess(this.world, this.#network, this.#http, 'jn2', 2, new MemoryDisk());
    await peer.env.http.serve('jn2', 8481, async (request) => {
      const answer = segments.get(new URL(request.url).pathname);
      return answer === undefined ? new Response('no', { status: 404 }) : answer();
    });
  }

  /** kill -9 */
  kill(): void {
    this.#process?.kill();
    this.#attached?.detach();
  }
}

export function edits(firstTxid: number, count: number, mark = 'e'): Uint8Array {
  return encode(firstTxid, Array.from({ length: count }, (_, index) => edit(`/${mark}${firstTxid + index}`))).bytes;
}

export function segmentBytes(firstTxid: number, count: number, mark = 'e'): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xff, 0xff, 0xbd, 0, 0, 0, 0]), edits(firstTxid, count, mark)]);
}
