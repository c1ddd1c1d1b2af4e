// Two NameNodes fight over one journal while JournalNodes die, lose power, pause and are cut off, all from a seed. What
// must hold: every acknowledged edit is in the log that any later writer recovers, final segments are the same
// everywhere, and a Standby never sees an edit that is not in the final log. Answers to TestQJMWithFaults.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosen } from '../../../scripts/effort.ts';
import { JournalFenced, QuorumLost } from '../../edit-log/journal-manager.ts';
import type { EditBatch } from '../../edit-log/edit-batch.ts';
import { WorldError } from '../../env/env.ts';
import { nameNodeLayoutVersion } from '../../protocol/storage-info.ts';
import type { Prng } from '../../sim/prng.ts';
import { JournalSet, edit, encode } from '../testing/journal-set.ts';
import type { JournalHost, TestNameNode } from '../testing/journal-set.ts';

const runMs = 2500;

class Fight {
  readonly set: JournalSet;
  readonly random: Prng;
  /** What a writer was told is durable, by txid. */
  readonly acked = new Map<number, string>();
  /** What a Standby was given, by txid. */
  readonly seen = new Map<number, string>();
  elections = 0;
  fenced = 0;
  lost = 0;
  over = false;
  readonly #names = new Map<string, number>();

  constructor(seed: number) {
    this.set = new JournalSet(seed);
    this.random = this.set.world.stream('fight');
    const disk = this.set.world.stream('disk');
    this.set.syncMs = () => (disk.next() < 0.02 ? 20 + 200 * disk.next() : 0.1 + 2 * disk.next());
  }

  async run(): Promise<void> {
    await this.set.up();
    void this.#rival('nn1');
    void this.#rival('nn2');
    void this.#standby();
    const hosts = this.set.hosts.map((host) => this.#trouble(host));
    await this.set.world.run(this.set.world.nowMs + runMs);
    this.over = true;
    await this.set.world.run(this.set.world.nowMs + 3000);
    await this.set.settle(Promise.all(hosts));
    this.set.network.healAll();
    for (const host of this.set.hosts) if (host.node === undefined) await host.start();
    await this.set.pass(5000);
    await this.#judge();
  }

  /** A NameNode process that stands, writes and dies, again and again. */
  async #rival(name: string): Promise<void> {
    while (!this.over) {
      const generation = (this.#names.get(name) ?? 0) + 1;
      this.#names.set(name, generation);
      const nameNode = this.set.nameNode(name);
      const livesMs = 50 + 2500 * this.random.next();
      await Promise.race([this.#life(nameNode, `${name}.${generation}`).catch((error: unknown) => {
        if (!(error instanceof JournalFenced) && !(error instanceof QuorumLost) && !(error instanceof WorldError)) this.set.world.fail(error);
        if (error instanceof JournalFenced) this.fenced++;
        else this.lost++;
      }), this.#sleep(livesMs)]);
      nameNode.kill();
      await this.#sleep(300 * this.random.next());
    }
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.set.world.schedule(ms, undefined, () => resolve()));
  }

  async #life(nameNode: TestNameNode, mark: string): Promise<void> {
    const { journal } = nameNode;
    for (;;) {
      const acked = new Map(this.acked);
      const { lastTxid = 0 } = await journal.recoverUnfinalizedSegments();
      this.elections++;
      await this.#checkLog(nameNode, acked, lastTxid);
      let next = lastTxid + 1;
      let writes = 0;
      try {
        while (!this.over) {
          const first = next;
          await journal.startLogSegment(first, nameNodeLayoutVersion);
          await journal.journal(encode(next, [{ op: 'OP_START_LOG_SEGMENT' }]));
          this.#ack(next++, 'OP_START_LOG_SEGMENT');
          const pending: Promise<void>[] = [];
          const batches = 1 + this.random.below(40);
          for (let i = 0; i < batches; i++) {
            const count = 1 + this.random.below(20);
            const paths = Array.from({ length: count }, (_, index) => `/${mark}/${journal.epoch}/${writes++}-${index}`);
            const from = next;
            next += count;
            const sent = journal.journal(encode(from, paths.map((path) => edit(path))))
              .then(() => paths.forEach((path, index) => this.#ack(from + index, path)));
            sent.catch(() => {});
            pending.push(sent);
            if (pending.length >= 2) await pending.shift();
            if (this.random.next() < 0.3) await this.#sleep(10 * this.random.next());
          }
          await Promise.all(pending);
          await journal.finalizeLogSegment(first, next - 1);
          if (this.random.next() < 0.2) return;
        }
        return;
      } catch (error) {
        // A lost quorum is regained by the same writer, as often as not.
        if (!(error instanceof QuorumLost) || this.random.next() < 0.4) throw error;
        await this.#sleep(50);
      }
    }
  }

  #ack(txid: number, what: string): void {
    const before = this.acked.get(txid);
    if (before !== undefined && before !== what) this.set.world.fail(new Error(`txid ${txid} acknowledged twice: ${before}, ${what}`));
    this.acked.set(txid, what);
  }

  /** A new writer reads the log: everything that was acknowledged before its election is in it. */
  async #checkLog(nameNode: TestNameNode, acked: ReadonlyMap<number, string>, lastTxid: number): Promise<Map<number, string>> {
    const log = new Map<number, string>();
    for (const stream of await nameNode.journal.selectInputStreams(1, { inProgressOk: false, onlyDurable: false })) {
      for await (const batch of stream.batches(Math.max(stream.firstTxid, log.size + 1))) note(log, batch);
    }
    assert.ok(log.size >= lastTxid, `the log ends at ${lastTxid}, ${log.size} edits could be read`);
    for (const [txid, what] of acked) {
      if (log.get(txid) !== what) this.set.world.fail(new Error(`acknowledged edit ${txid} ${what} is lost: the log has ${log.get(txid)}, up to ${lastTxid}`));
    }
    return log;
  }

  async #standby(): Promise<void> {
    const tail = this.set.nameNode('standby').journal.tail();
    let next = 1;
    for (;;) {
      try {
        for (const batch of await tail.read(next, 500)) {
          note(this.seen, batch);
          next = batch.lastTxid + 1;
        }
      } catch (error) {
        if (!(error instanceof QuorumLost) && !(error instanceof WorldError)) this.set.world.fail(error);
        await this.#sleep(50);
      }
    }
  }

  /** What happens to one JournalNode. Now and then two are in trouble at once: then nothing is acknowledged. */
  async #trouble(host: JournalHost): Promise<void> {
    const random = this.set.world.stream(`trouble ${host.name}`);
    while (!this.over) {
      await this.#sleep(200 + 2500 * random.next());
      const kind = random.below(4);
      if (kind === 0) host.kill();
      else if (kind === 1) host.powerCut(random.next() < 0.5 ? undefined : () => random.next());
      else if (kind === 2) host.process?.pause();
      else for (const name of ['nn1', 'nn2', 'standby']) if (random.next() < 0.6) this.set.network.cut(name, host.name);
      await this.#sleep(600 * random.next());
      if (kind <= 1) await host.begin();
      else if (kind === 2) host.process?.resume();
      else for (const name of ['nn1', 'nn2', 'standby']) this.set.network.heal(name, host.name);
    }
  }

  async #judge(): Promise<void> {
    const last = this.set.nameNode('last');
    const lastTxid = await last.recover();
    const log = await this.set.settle(this.#checkLog(last, this.acked, lastTxid));
    await this.set.pass(1);
    for (const [txid, what] of this.seen) {
      if (txid <= lastTxid) assert.equal(what, log.get(txid), `a Standby was given ${txid} ${what}`);
      else assert.fail(`a Standby was given ${txid} ${what}, and the log ends at ${lastTxid}`);
    }
    const contents = new Map<string, Buffer>();
    for (const host of this.set.hosts) {
      for (const name of await host.files()) {
        if (!/^edits_\d+-\d+$/.test(name)) continue;
        const bytes = Buffer.from(await host.read(name));
        const other = contents.get(name);
        assert.ok(other === undefined || other.equals(bytes), `${name} differs`);
        contents.set(name, bytes);
      }
    }
    const starts = [...contents.keys()].map((name) => name.slice(0, 25));
    assert.equal(new Set(starts).size, starts.length, `two ends for one segment: ${starts.join()}`);
  }
}

function note(log: Map<number, string>, batch: EditBatch): void {
  batch.ops().forEach((op, index) => log.set(batch.firstTxid + index, op.op === 'OP_SET_REPLICATION' ? op.path : op.op));
}

for (const seed of chosen([1, 4, 9], 1)) {
  test(`nothing acknowledged is lost, whatever happens (seed ${seed})`, async (context) => {
    const fight = new Fight(seed);
    try {
      await fight.run();
    } catch (error) {
      throw new Error(`${String(error)}\nseed ${seed} at ${fight.set.world.nowMs} ms\n${fight.set.world.trace.slice(-60).join('\n')}`, { cause: error });
    }
    context.diagnostic(`${fight.elections} elections, ${fight.acked.size} edits acknowledged, fenced ${fight.fenced}, quorum lost ${fight.lost}`);
    assert.ok(fight.elections >= 5 && fight.acked.size > 100, `${fight.elections} elections, ${fight.acked.size} edits`);
  });
}
