import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Http } from '../../env/env.ts';
import { MemoryDisk } from '../../env/memory-disk.ts';
import { MemoryEnv } from '../../env/memory-env.testing.ts';
import { NameNodeStorage } from '../../storage/name-node-storage.ts';
import { SaveCancelled } from '../fsimage/image-errors.ts';
import { putImage, testInfo } from '../fsimage/image.testing.ts';
import type { HaState } from './ha-state.ts';
import { StandbyCheckpointer } from './standby-checkpointer.ts';

/** A Standby with two others that answer as a test wants. */
class Rig {
  readonly env: MemoryEnv;
  readonly storage: NameNodeStorage;
  readonly checkpointer: StandbyCheckpointer;
  readonly requests: string[] = [];
  /** Status of PUT and of /isActive by host. */
  readonly answers: Record<string, { put: number; isActive: number }> = { nn2: { put: 200, isActive: 200 }, nn3: { put: 417, isActive: 405 } };
  haState: HaState = 'Standby';
  lastTxid = 100;
  mostRecentCheckpointTxid = 100;
  readonly namespaceInfo = testInfo;
  saved: number[] = [];
  /** Held until it is called. */
  save: ((cancel: AbortSignal) => Promise<void>) | undefined;

  constructor() {
    const http: Http = {
      serve: () => Promise.reject(new Error('no server here')),
      fetch: async (url, options) => {
        const { hostname, pathname } = new URL(url);
        this.requests.push(`${options.method ?? 'GET'} ${hostname}${pathname}`);
        if (options.body instanceof ReadableStream) await new Response(options.body).arrayBuffer();
        const answer = this.answers[hostname];
        return new Response(null, { status: (pathname === '/isActive' ? answer?.isActive : answer?.put) ?? 500 });
      },
    };
    class WebEnv extends MemoryEnv {
      override get http(): Http {
        return http;
      }
    }
    this.env = new WebEnv(new MemoryDisk());
    this.storage = new NameNodeStorage(this.env, ['/nn']);
    const options = { periodMs: 3_600_000, txns: 1000, checkMs: 60_000, others: ['http://nn2:9870', 'http://nn3:9870'], timeoutMs: 1000, bytesPerSecond: 0 };
    this.checkpointer = new StandbyCheckpointer(this.env, options, this);
  }

  async saveCheckpoint(cancel: AbortSignal): Promise<number> {
    const txid = this.lastTxid;
    await this.save?.(cancel);
    if (cancel.aborted) throw new SaveCancelled(String(cancel.reason));
    await putImage(this.env, this.storage, txid, Buffer.from(`image ${txid}`));
    this.mostRecentCheckpointTxid = txid;
    this.saved.push(txid);
    return txid;
  }

  /** Lets promises run their course. */
  async settle(): Promise<void> {
    for (let i = 0; i < 20; i++) await this.env.turn();
  }

  static async start(): Promise<Rig> {
    const rig = new Rig();
    await rig.storage.format(testInfo);
    rig.checkpointer.start();
    return rig;
  }
}

test('a checkpoint comes with enough edits, or with time if there is anything new, and goes to the Active alone', async () => {
  const rig = await Rig.start();
  await rig.env.advance(120_000);
  assert.deepEqual(rig.saved, []);
  rig.lastTxid = 1100;
  await rig.env.advance(60_000);
  await rig.settle();
  assert.deepEqual(rig.saved, [1100]);
  assert.deepEqual(rig.requests, ['GET nn2/isActive', 'GET nn3/isActive', 'PUT nn2/imagetransfer']);
  rig.lastTxid = 1101;
  await rig.env.advance(3_500_000);
  assert.deepEqual(rig.saved, [1100]);
  await rig.env.advance(200_000);
  await rig.settle();
  assert.deepEqual(rig.saved, [1100, 1101]);
  await rig.env.advance(7_200_000);
  await rig.settle();
  assert.deepEqual(rig.saved, [1100, 1101]);
  await rig.checkpointer.stop();
});

test('an Active that another Standby serves is left alone for a period and a half', async () => {
  const rig = await Rig.start();
  const put = (): number => rig.requests.filter((request) => request.startsWith('PUT')).length;
  rig.answers['nn2'] = { put: 409, isActive: 200 };
  const round = async (): Promise<void> => {
    rig.lastTxid += 1000;
    await rig.env.advance(60_000);
    await rig.settle();
  };
  await round();
  assert.equal(put(), 1);
  await round();
  assert.equal(put(), 1);
  rig.answers['nn2'] = { put: 200, isActive: 200 };
  await rig.env.advance(5_400_000);
  await round();
  assert.equal(put(), 2);
  await round();
  assert.equal(put(), 3);
  assert.equal(rig.saved.length, 4);
});

test('nothing but a Standby makes any', async () => {
  const rig = await Rig.start();
  rig.lastTxid = 5000;
  for (const state of ['Active', 'Recovering', 'Loading', 'Fenced'] as const) {
    rig.haState = state;
    await rig.env.advance(60_000);
    await rig.checkpointer.checkpointNow();
  }
  assert.deepEqual(rig.saved, []);
});

test('a promotion calls a running one off and waits only until the namespace is let go', async () => {
  const rig = await Rig.start();
  let release: () => void = () => {};
  rig.save = () => new Promise((resolve) => {
    release = resolve;
  });
  rig.lastTxid = 5000;
  await rig.env.advance(60_000);
  let done = false;
  const cancelling = rig.checkpointer.cancelAndPrevent('becoming active').then(() => {
    done = true;
  });
  await rig.settle();
  assert.equal(done, false);
  release();
  await cancelling;
  await rig.settle();
  assert.equal(rig.checkpointer.cancelled, 1);
  assert.deepEqual(rig.saved, []);
  rig.save = undefined;
  await rig.env.advance(60_000);
  await rig.settle();
  assert.deepEqual(rig.saved, []);
  await rig.env.advance(120_000);
  await rig.settle();
  assert.deepEqual(rig.saved, [5000]);
});
