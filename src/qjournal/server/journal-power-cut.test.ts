// The power is cut before every single step that a journal's disk takes, through a life with promises, edits, a recovery
// and its accept. Whatever had been answered must hold afterwards; whatever had not may have happened or not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosen } from '../../../scripts/effort.ts';
import { MemoryDisk } from '../../env/memory-disk.ts';
import { SimHttp } from '../../sim/sim-http.ts';
import { SimNetwork } from '../../sim/sim-network.ts';
import { SimProcess } from '../../sim/sim-process.ts';
import { Prng } from '../../sim/prng.ts';
import { World } from '../../sim/world.ts';
import { watchedDisk } from '../testing/fault-disk.ts';
import { edit, encode, namespace } from '../testing/journal-set.ts';
import { Journal } from './journal.ts';
import type { WriterRequest } from './journal-state.ts';
import { writerEpochHeader } from './segment-fetch.ts';

const nonce = 'ab'.repeat(16);

class PowerCut extends Error {}

/** What was answered, and so must hold. */
interface Ledger {
  formatted: boolean;
  promised: number;
  leased: boolean;
  writer: number;
  /** The open or last segment, as far as it was acknowledged. */
  segment: number;
  acked: number;
  /** What an accept under way may make of it. */
  accepting: { readonly end: number; readonly mark: string } | undefined;
  accepted: { readonly epoch: number; readonly end: number } | undefined;
  /** By first txid; purged ones are gone from here before the purge begins. */
  readonly final: Map<number, number>;
  /** A segment that a finalization under way may have made final. */
  finalizing: { readonly first: number; readonly end: number } | undefined;
}

function edits(firstTxid: number, count: number, mark: string): Uint8Array {
  return encode(firstTxid, Array.from({ length: count }, (_, index) => edit(`/${mark}${firstTxid + index}`))).bytes;
}

function segmentBytes(firstTxid: number, count: number, mark: string): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xff, 0xff, 0xbd, 0, 0, 0, 0]), edits(firstTxid, count, mark)]);
}

class Bed {
  readonly world: World;
  readonly disk = new MemoryDisk();
  readonly ledger: Ledger = {
    formatted: false, promised: 0, leased: false, writer: 0, segment: 0, acked: 0, accepting: undefined, accepted: undefined, final: new Map(),
    finalizing: undefined,
  };
  readonly #network: SimNetwork;
  readonly #http: SimHttp;
  readonly #random: (() => number) | undefined;
  #serial = 0;
  steps = 0;
  cutAt = Infinity;

  constructor(seed: number | undefined) {
    this.world = new World(seed ?? 1);
    this.#network = new SimNetwork(this.world);
    this.#http = new SimHttp(this.#network);
    const prng = seed === undefined ? undefined : new Prng(seed, 'power');
    this.#random = prng === undefined ? undefined : () => prng.next();
  }

  async open(): Promise<Journal> {
    const attached = this.disk.attach();
    const process: SimProcess = new SimProcess(this.world, this.#network, this.#http, 'jn1', 1, watchedDisk(attached, {
      before: () => {
        if (++this.steps < this.cutAt) return;
        if (this.steps === this.cutAt) {
          process.kill();
          this.disk.powerCut(this.#random);
        }
        throw new PowerCut('the power is cut');
      },
    }));
    return this.settle(Journal.open(process.env, { journalId: 'ns1', directory: '/jn/ns1', cacheBytes: 1e6, fetchTimeoutMs: 1000 }));
  }

  async settle<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const mark = (): void => {
      settled = true;
    };
    work.then(mark, mark);
    await this.world.run(this.world.nowMs + 20_000, () => settled || this.steps >= this.cutAt);
    if (!settled) throw new PowerCut('the power is cut');
    return work;
  }

  call(epoch: number): WriterRequest {
    return { epoch, serial: this.#serial++, from: 'nn' };
  }

  /** From nothing to a recovered log with a second writer. */
  async live(): Promise<void> {
    const { ledger } = this;
    const peer = new SimProcess(this.world, this.#network, this.#http, 'jn2', 2, new MemoryDisk());
    await peer.env.http.serve('jn2', 8481, async (request) => {
      const end = Number(new URL(request.url).pathname.slice(1));
      return new Response(Uint8Array.from(end > 10 ? segmentBytes(10, end - 9, 'r') : segmentBytes(5, 3, 'other')), { headers: { [writerEpochHeader]: '3' } });
    });
    const journal = await this.open();
    await this.settle(journal.format(namespace, false));
    ledger.formatted = true;
    await this.#elect(journal, 1);
    await this.#segment(journal, 1, 1, [1, 3]);
    await this.#finalize(journal, 1, 1, 4);
    await this.#segment(journal, 1, 5, [1, 4]);
    await this.#elect(journal, 2);
    const prepared = await this.settle(journal.prepareRecovery(this.call(2), 5));
    assert.equal(prepared.segmentState?.endTxId, 9);
    ledger.accepting = { end: 7, mark: 'other' };
    await this.settle(journal.acceptRecovery(this.call(2), {
      state: { startTxId: 5, endTxId: 7, isInProgress: true }, url: 'http://jn2:8481/7', digest: undefined,
    }));
    ledger.accepted = { epoch: 2, end: 7 };
    ledger.acked = 7;
    ledger.accepting = undefined;
    await this.#finalize(journal, 2, 5, 7);
    ledger.accepted = undefined;
    await this.#segment(journal, 2, 8, [1, 1]);
    ledger.final.delete(1);
    await this.settle(journal.purgeLogsOlderThan(this.call(2), 5));
    await this.#elect(journal, 3);
    // The writer of epoch 3 began segment 10 without it: it joins in twice, the second time over what it has written itself.
    await this.#rejoin(journal, 10, 13);
    await this.settle(journal.journal(this.call(3), 10, 14, 1, edits(14, 1, 'r')));
    ledger.acked = 14;
    await this.#rejoin(journal, 10, 17);
    await this.settle(journal.journal(this.call(3), 10, 18, 2, edits(18, 2, 'r')));
    ledger.acked = 19;
    await this.#finalize(journal, 3, 10, 19);
  }

  async #rejoin(journal: Journal, first: number, end: number): Promise<void> {
    const { ledger } = this;
    const next = await this.settle(journal.rejoin(this.call(3), {
      segmentTxId: first, layoutVersion: -67, ackedTxId: Math.max(first - 1, ledger.acked), heldTxId: end + 1, sentTxId: end, urls: [`http://jn2:8481/${end}`],
    }));
    assert.equal(next, end + 1);
    ledger.writer = 3;
    ledger.segment = first;
    ledger.acked = end;
  }

  async #elect(journal: Journal, epoch: number): Promise<void> {
    await this.settle(journal.newEpoch(namespace, epoch, nonce));
    this.ledger.promised = epoch;
    this.ledger.leased = true;
  }

  async #segment(journal: Journal, epoch: number, first: number, batches: readonly number[]): Promise<void> {
    const { ledger } = this;
    await this.settle(journal.startLogSegment(this.call(epoch), first, -67));
    ledger.writer = epoch;
    ledger.segment = first;
    ledger.acked = first - 1;
    for (const count of batches) {
      await this.settle(journal.journal(this.call(epoch), first, ledger.acked + 1, count, edits(ledger.acked + 1, count, 'e')));
      ledger.acked += count;
    }
  }

  async #finalize(journal: Journal, epoch: number, first: number, end: number): Promise<void> {
    this.ledger.finalizing = { first, end };
    await this.settle(journal.finalizeLogSegment(this.call(epoch), first, end));
    this.ledger.finalizing = undefined;
    this.ledger.final.set(first, end);
  }

  /** Opens what the power cut has left and holds it against the ledger. */
  async check(): Promise<void> {
    const { ledger } = this;
    this.cutAt = Infinity;
    const journal = await this.open();
    if (!ledger.formatted) return;
    assert.equal(journal.formatted, true);
    const status = journal.status();
    assert.ok(status.promisedEpoch >= ledger.promised, `promise ${status.promisedEpoch}, ${ledger.promised} was answered`);
    assert.ok(status.lastWriterEpoch >= ledger.writer, `writer ${status.lastWriterEpoch}, ${ledger.writer} was answered`);
    if (ledger.leased) assert.equal(journal.leases.status().holdMs, 1000);
    const epoch = status.promisedEpoch + 1;
    const newest = await this.settle(journal.newEpoch(namespace, epoch, nonce)) ?? 0;
    for (const [first, end] of ledger.final) {
      const found = journal.getEditLogManifest(first, false).logs.find((log) => log.startTxId === first);
      assert.equal(found?.endTxId, end, `final segment ${first}-${end}`);
    }
    if (ledger.segment === 0 || ledger.acked < ledger.segment) return;
    assert.ok(newest >= ledger.segment, `newest segment ${newest}, ${ledger.segment} has acknowledged edits`);
    const { segmentState, acceptedInEpoch, digest } = await this.settle(journal.prepareRecovery(this.call(epoch), ledger.segment));
    assert.ok(segmentState !== undefined, `segment ${ledger.segment} is gone`);
    const { endTxId, isInProgress } = segmentState;
    if (ledger.accepting !== undefined && acceptedInEpoch !== undefined) {
      assert.equal(endTxId, ledger.accepting.end);
      return;
    }
    if (ledger.accepted !== undefined && isInProgress) {
      assert.deepEqual([acceptedInEpoch, endTxId], [ledger.accepted.epoch, ledger.accepted.end]);
      assert.ok(digest !== undefined);
      return;
    }
    assert.ok(endTxId >= ledger.acked, `segment ${ledger.segment} ends at ${endTxId}, ${ledger.acked} was acknowledged`);
    if (!isInProgress) {
      const finalEnd = ledger.final.get(ledger.segment) ?? ledger.finalizing?.end;
      assert.equal(endTxId, finalEnd);
    }
  }
}

async function cut(at: number, seed: number | undefined): Promise<boolean> {
  const bed = new Bed(seed);
  await bed.disk.makeDirectory('/jn');
  await bed.disk.syncDirectory('/');
  bed.cutAt = at;
  let whole = false;
  try {
    await bed.live();
    whole = true;
  } catch (error) {
    if (bed.steps < at) throw error;
  }
  try {
    if (!whole) await bed.check();
  } catch (error) {
    throw new Error(`power cut before step ${at}${seed === undefined ? '' : `, seed ${seed}`}`, { cause: error });
  }
  return whole;
}

for (const seed of chosen([undefined, 1, 2, 3], 2)) {
  test(`a power cut at any step keeps every answer${seed === undefined ? '' : `, what was not synced partly kept (seed ${seed})`}`, async () => {
    let steps = 0;
    while (!(await cut(++steps, seed))) assert.ok(steps < 1000);
    assert.ok(steps > 80, `only ${steps} steps`);
  });
}
