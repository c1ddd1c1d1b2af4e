// Three NameNodes take epochs from each other while they and the JournalNodes die, pause, lose power, are cut off, and
// run on clocks up to 8 % apart. What must hold at every instant of true time: once an epoch is won, nobody trusts a
// lease of an older one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosen } from '../../../scripts/effort.ts';
import type { Prng } from '../../sim/prng.ts';
import { JournalSet } from '../testing/journal-set.ts';
import type { JournalHost, TestNameNode } from '../testing/journal-set.ts';

const runMs = 15_000;
const names = ['nn1', 'nn2', 'nn3'];

class Quarrel {
  readonly set: JournalSet;
  readonly random: Prng;
  readonly alive = new Map<string, TestNameNode>();
  wonEpoch = 0;
  elections = 0;
  /** Milliseconds in which somebody could read. */
  readableMs = 0;
  over = false;

  constructor(seed: number) {
    this.set = new JournalSet(seed);
    this.random = this.set.world.stream('quarrel');
    this.set.clockRate = () => 0.96 + 0.08 * this.random.next();
  }

  async run(): Promise<void> {
    await this.set.up();
    for (const name of names) void this.#nameNode(name);
    for (const host of this.set.hosts) void this.#trouble(host);
    for (const name of names) void this.#deafen(name);
    this.#watch();
    await this.set.world.run(this.set.world.nowMs + runMs);
    this.over = true;
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.set.world.schedule(ms, undefined, () => resolve()));
  }

  /** At every half millisecond, as a read would. A paused process reads nothing. */
  #watch(): void {
    for (const [name, nameNode] of this.alive) {
      this.wonEpoch = Math.max(this.wonEpoch, nameNode.journal.epoch ?? 0);
      if (nameNode.process.paused) continue;
      const lease = nameNode.journal.lease();
      if (!lease.validAt(nameNode.env.monotonicMs())) continue;
      this.readableMs += 0.5;
      if (lease.epoch < this.wonEpoch) {
        this.set.world.fail(new Error(`${name} trusts its lease of epoch ${lease.epoch} while epoch ${this.wonEpoch} is won`));
      }
    }
    if (!this.over) this.set.world.schedule(0.5, undefined, () => this.#watch());
  }

  async #nameNode(name: string): Promise<void> {
    while (!this.over) {
      await this.#sleep(500 * this.random.next());
      const nameNode = this.set.nameNode(name, { leased: true });
      nameNode.leases?.start();
      this.alive.set(name, nameNode);
      await Promise.race([this.#reign(nameNode), this.#sleep(500 + 4000 * this.random.next())]);
      nameNode.kill();
      this.alive.delete(name);
      // The guardian, on the same machine, has reaped it.
      if (this.random.next() < 0.5) {
        const guardian = this.set.nameNode(name, { leased: true });
        void guardian.leases?.revoke(nameNode.nonce).catch(() => {});
        await this.#sleep(20);
        guardian.kill();
      }
    }
  }

  async #reign(nameNode: TestNameNode): Promise<void> {
    for (;;) {
      try {
        await nameNode.journal.recoverUnfinalizedSegments();
        this.elections++;
      } catch {
        await this.#sleep(200 * this.random.next());
        continue;
      }
      await this.#sleep(1500 * this.random.next());
      if (this.random.next() < 0.3) {
        nameNode.process.pause();
        await this.#sleep(3000 * this.random.next());
        nameNode.process.resume();
        // What came due meanwhile runs first, and reads as it did before.
        await this.#sleep(1);
      }
      if (this.random.next() < 0.3) await nameNode.leases?.release();
      await this.#sleep(1500 * this.random.next());
    }
  }

  async #trouble(host: JournalHost): Promise<void> {
    const random = this.set.world.stream(`trouble ${host.name}`);
    while (!this.over) {
      await this.#sleep(200 + 2500 * random.next());
      const kind = random.below(4);
      if (kind === 0) host.kill();
      else if (kind === 1) host.powerCut(() => random.next());
      else if (kind === 2) host.process?.pause();
      else for (const name of names) this.#cut(random, name, host.name);
      await this.#sleep(900 * random.next());
      if (kind <= 1) await host.begin();
      else if (kind === 2) host.process?.resume();
      else for (const name of names) this.#heal(name, host.name);
    }
  }

  /** Now and then a NameNode hears nothing, and is heard: its answers come late, all at once. */
  async #deafen(name: string): Promise<void> {
    const random = this.set.world.stream(`deaf ${name}`);
    while (!this.over) {
      await this.#sleep(3000 * random.next());
      for (const host of this.set.hosts) this.set.network.cut(host.name, name);
      await this.#sleep(3000 * random.next());
      for (const host of this.set.hosts) this.set.network.heal(host.name, name);
    }
  }

  /** In one direction or both: what cannot come back is as bad as what cannot go. */
  #cut(random: Prng, name: string, host: string): void {
    if (random.next() < 0.5) this.set.network.cut(name, host);
    if (random.next() < 0.5) this.set.network.cut(host, name);
  }

  #heal(name: string, host: string): void {
    this.set.network.heal(name, host);
    this.set.network.heal(host, name);
  }
}

for (const seed of chosen([1, 2, 3], 1)) {
  test(`an old lease is never trusted beside a new epoch (seed ${seed})`, async (context) => {
    const quarrel = new Quarrel(seed);
    try {
      await quarrel.run();
    } catch (error) {
      throw new Error(`${String(error)}\nseed ${seed} at ${quarrel.set.world.nowMs} ms\n${quarrel.set.world.trace.slice(-60).join('\n')}`, { cause: error });
    }
    context.diagnostic(`${quarrel.elections} elections up to epoch ${quarrel.wonEpoch}, readable for ${quarrel.readableMs} ms`);
    assert.ok(quarrel.elections >= 4 && quarrel.readableMs > 500, `${quarrel.elections} elections, readable for ${quarrel.readableMs} ms`);
  });
}
