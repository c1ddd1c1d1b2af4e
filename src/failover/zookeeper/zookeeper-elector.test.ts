import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryEnv } from '../../env/memory-env.testing.ts';
import { ActiveNodeInfo } from '../../wire/ha-zk-info.ts';
import { FakeZooKeeper } from './fake-zookeeper.testing.ts';
import { ZooKeeperElector } from './zookeeper-elector.ts';
import { ensureParent, nodeInfoOf, removeAll, znodesOf } from './znodes.ts';
import type { ZooKeeperTicket } from './zookeeper.ts';

const znodes = znodesOf('/hadoop-ha', 'ns1');

/** A NameNode that takes part: its state, what it did, and how its promotions go. */
class Member {
  readonly elector: ZooKeeperElector;
  readonly own: Uint8Array;
  readonly did: string[] = [];
  state: 'active' | 'standby' = 'standby';
  able = true;
  /** How promotions and fencing end. */
  failure: Error | undefined;
  unfenced: Error | undefined;
  ticket: ZooKeeperTicket | undefined;

  constructor(name: string, env: MemoryEnv, server: FakeZooKeeper) {
    this.own = ActiveNodeInfo.encode({ nameserviceId: 'ns1', namenodeId: name, hostname: 'localhost', port: 8020, zkfcPort: 8019 });
    this.elector = new ZooKeeperElector(env, {
      znodes, own: this.own, open: () => server.open(),
      fence: async (old) => {
        this.did.push(`fence ${old.namenodeId}`);
        if (this.unfenced !== undefined) throw this.unfenced;
      },
      onTicket: (ticket) => {
        this.ticket = ticket;
      },
    }, {
      mayStand: () => this.able && this.state === 'standby',
      isActive: () => this.state === 'active',
      isStandby: () => this.state === 'standby',
      becomeActive: async () => {
        this.did.push('active');
        if (this.failure !== undefined) throw this.failure;
        this.become('active');
      },
      becomeStandby: async () => {
        this.did.push('standby');
        this.become('standby');
      },
    });
  }

  /** As when its process dies: nothing of it runs, and ZooKeeper ends its session. */
  die(server: FakeZooKeeper): void {
    this.able = false;
    this.state = 'standby';
    server.expire(this.ticket?.id ?? '');
  }

  become(state: 'active' | 'standby'): void {
    this.state = state;
    this.elector.consider();
  }
}

interface Scene {
  readonly env: MemoryEnv;
  readonly server: FakeZooKeeper;
  readonly nn1: Member;
  readonly nn2: Member;
  readonly crumb: () => string | undefined;
  readonly holder: () => string | undefined;
}

/** nn1 leads, nn2 waits. */
async function scene(): Promise<Scene> {
  const env = new MemoryEnv();
  const server = new FakeZooKeeper();
  await ensureParent(server.open(), znodes);
  const [nn1, nn2] = [new Member('nn1', env, server), new Member('nn2', env, server)];
  const named = (path: string): string | undefined => nodeInfoOf(server.nodes.get(path)?.data ?? Uint8Array.of(255))?.namenodeId;
  nn1.elector.start();
  await env.advance(1);
  nn2.elector.start();
  await env.advance(10);
  const there = { env, server, nn1, nn2, crumb: () => named(znodes.breadCrumb), holder: () => named(znodes.lock) };
  assert.deepEqual([nn1.did, nn2.did, there.holder(), there.crumb()], [['active'], [], 'nn1', 'nn1']);
  assert.deepEqual([nn1.elector.uncontested(), nn2.elector.otherLeads(), nn2.elector.promotionPossible()], [true, true, false]);
  return there;
}

async function end({ env, nn1, nn2 }: Scene): Promise<void> {
  for (const member of [nn1, nn2]) {
    member.able = false;
    member.state = 'standby';
    const stopped = member.elector.stop();
    await env.advance(2000);
    await stopped;
  }
}

test('who dies is fenced by the next one, which the bread crumb tells of it', async () => {
  const there = await scene();
  const { env, server, nn1, nn2 } = there;
  assert.ok(nn1.ticket !== undefined);
  nn1.die(server);
  await env.advance(10);
  assert.deepEqual([nn2.did, there.holder(), there.crumb()], [['fence nn1', 'active'], 'nn2', 'nn2']);
  await end(there);
});

test('who steps down in order leaves no bread crumb, and need not be fenced', async () => {
  const there = await scene();
  const { env, nn1, nn2 } = there;
  nn1.elector.keepOut(5000);
  nn1.become('standby');
  await env.advance(10);
  assert.deepEqual([nn2.did, there.holder(), there.crumb()], [['active'], 'nn2', 'nn2']);
  assert.equal(nn1.ticket, undefined, 'out of the election');
  // Told that it is over, it takes part again.
  nn1.elector.keepOut(0);
  await env.advance(1000);
  assert.equal(nn1.elector.otherLeads(), true);
  await end(there);
});

test('a last Active that cannot be fenced keeps the next one from becoming Active, until it can be', async () => {
  const there = await scene();
  const { env, server, nn1, nn2 } = there;
  nn2.unfenced = new Error('no way');
  nn1.die(server);
  await env.advance(500);
  assert.deepEqual([nn2.did, nn2.state, there.holder(), there.crumb()], [['fence nn1'], 'standby', undefined, 'nn1']);
  assert.match(String(env.lines.at(-1)?.fields['error']), /no way/);
  nn2.unfenced = undefined;
  await env.advance(1500);
  assert.deepEqual([nn2.did, nn2.state, there.crumb()], [['fence nn1', 'fence nn1', 'active'], 'active', 'nn2']);
  await end(there);
});

test('a promotion that fails gives the lock up, so that others have their turn', async () => {
  const there = await scene();
  const { env, server, nn1, nn2 } = there;
  nn2.failure = new Error('the journal is not to be had');
  nn1.die(server);
  await env.advance(400);
  assert.deepEqual([nn2.did.slice(0, 2), nn2.state], [['fence nn1', 'active'], 'standby']);
  assert.notEqual(there.holder(), 'nn2');
  nn1.able = true;
  await env.advance(700);
  assert.deepEqual([nn1.state, there.holder()], ['active', 'nn1']);
  await end(there);
});

test('an Active whose session has run out takes the lock again where it is free, and steps down where it is not', async () => {
  const there = await scene();
  const { env, server, nn1, nn2 } = there;
  nn2.able = false;
  nn2.elector.consider();
  await env.advance(1000);
  server.expire(nn1.ticket?.id ?? '');
  await env.advance(2500);
  assert.deepEqual([nn1.state, nn1.did, there.holder()], ['active', ['active'], 'nn1']);
  // A moment later another one is faster.
  const other = server.open();
  server.expire(nn1.ticket?.id ?? '');
  await other.create(znodes.lock, nn2.own, true);
  await env.advance(2500);
  assert.deepEqual([nn1.state, nn1.did], ['standby', ['active', 'standby']]);
  await end(there);
});

test('who takes the lock while it is Active fences whom the bread crumb names, and leaves its own', async () => {
  const there = await scene();
  const { env, server, nn1, nn2 } = there;
  // An operator promotes nn2; nn1 is paused, and its session runs out.
  nn2.state = 'active';
  nn1.able = false;
  server.expire(nn1.ticket?.id ?? '');
  await env.advance(1500);
  assert.deepEqual([nn2.did, there.holder(), there.crumb()], [['fence nn1'], 'nn2', 'nn2']);
  // Nobody stepped in since: there is nothing to fence.
  server.expire(nn2.ticket?.id ?? '');
  await env.advance(1500);
  assert.deepEqual([nn2.did, there.holder(), there.crumb()], [['fence nn1'], 'nn2', 'nn2']);
  await end(there);
});

test('an Active that cannot fence whom the bread crumb names gives the lock up, and tries again', async () => {
  const there = await scene();
  const { env, server, nn1, nn2 } = there;
  nn2.state = 'active';
  nn2.unfenced = new Error('no way');
  nn1.able = false;
  server.expire(nn1.ticket?.id ?? '');
  await env.advance(1500);
  assert.deepEqual([nn2.state, there.holder(), there.crumb()], ['active', undefined, 'nn1']);
  assert.ok(nn2.did.length <= 3, `${nn2.did.length} times in a second and a half`);
  nn2.unfenced = undefined;
  await env.advance(1500);
  assert.deepEqual([nn2.state, there.holder(), there.crumb()], ['active', 'nn2', 'nn2']);
  await end(there);
});

test('without the parent znode nobody is elected, and it is said once what to do', async () => {
  const env = new MemoryEnv();
  const server = new FakeZooKeeper();
  const nn1 = new Member('nn1', env, server);
  nn1.elector.start();
  await env.advance(5000);
  assert.deepEqual(env.lines.map(({ fields }) => fields['error']), ['there is no znode /hadoop-ha/ns1: run `quorate zkfc -formatZK` once']);
  await ensureParent(server.open(), znodes);
  await env.advance(1500);
  assert.deepEqual(nn1.did, ['active']);
  nn1.state = 'standby';
  const stopped = nn1.elector.stop();
  await env.advance(2000);
  await stopped;
});

test('calls wait while it is uncertain whether the holder of the lock lives, once and not for ever', async () => {
  const there = await scene();
  const { env, nn2 } = there;
  assert.equal(nn2.elector.promotionPossible(), false);
  nn2.elector.askAnew();
  assert.equal(nn2.elector.promotionPossible(), true);
  await env.advance(5000);
  assert.equal(nn2.elector.promotionPossible(), false);
  nn2.elector.askAnew();
  assert.equal(nn2.elector.promotionPossible(), false, 'one doubt for each holder');
  await end(there);
});

test('formatting takes away all that is there, and makes it anew', async () => {
  const server = new FakeZooKeeper();
  const session = server.open();
  await ensureParent(session, znodes);
  await session.create(znodes.breadCrumb, Uint8Array.of(1), false);
  await ensureParent(session, znodes);
  assert.deepEqual([...server.nodes.keys()].sort(), ['/hadoop-ha', '/hadoop-ha/ns1', znodes.breadCrumb]);
  await removeAll(session, znodes.parent);
  await removeAll(session, znodes.parent);
  assert.deepEqual([...server.nodes.keys()], ['/hadoop-ha']);
});

test('a ZooKeeper that nobody reaches ends no reign and is told of, and its sessions go on when it is back', async () => {
  const there = await scene();
  const { env, server, nn1, nn2 } = there;
  const { ticket } = nn1;
  server.unreachable();
  await env.advance(60_000);
  assert.deepEqual(env.lines.map(({ fields }) => fields['error']), Array.from({ length: 2 }, () => 'no ZooKeeper server was reached for 10 seconds'));
  assert.deepEqual([nn1.elector.uncontested(), nn1.elector.promotionPossible(), nn2.elector.promotionPossible()], [false, false, false]);
  server.back();
  await env.advance(2000);
  assert.deepEqual([nn1.did, nn1.state, nn2.did, nn1.ticket, there.holder()], [['active'], 'active', [], ticket, 'nn1']);
  assert.deepEqual([nn1.elector.uncontested(), nn2.elector.otherLeads()], [true, true]);
  server.unreachable();
  await env.advance(60_000);
  server.back();
  assert.equal(env.lines.length, 4, 'each time');
  await end(there);
});

test('a stop does not wait for a ZooKeeper that nobody reaches, nor for one that falls silent', async () => {
  const env = new MemoryEnv();
  const server = new FakeZooKeeper();
  server.reachable = false;
  const nn1 = new Member('nn1', env, server);
  nn1.elector.start();
  await env.advance(500);
  let stopped = 0;
  void nn1.elector.stop().then(() => stopped++);
  await env.advance(1);
  assert.equal(stopped, 1);
  server.reachable = true;
  await ensureParent(server.open(), znodes);
  const nn2 = new Member('nn2', env, server);
  nn2.elector.start();
  await env.advance(10);
  assert.deepEqual(nn2.did, ['active']);
  server.reachable = false;
  nn2.state = 'standby';
  void nn2.elector.stop().then(() => stopped++);
  await env.advance(1900);
  assert.equal(stopped, 1);
  await env.advance(200);
  assert.equal(stopped, 2);
});
