// What befalls a NameNode amid a move, in a whole cluster on virtual time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SimCluster } from '../../sim/sim-cluster.ts';
import { World } from '../../sim/world.ts';

test('one that is fenced before its reign has begun does not begin it, though nobody writes to it', async () => {
  const world = new World(1);
  const cluster = new SimCluster(world, { size: { namenodes: 2, journalnodes: 3, datanodes: 1 } });
  await cluster.up();
  const first = cluster.active();
  const heir = cluster.nameNodes().find(([name]) => name !== first)?.[1];
  assert.ok(first !== undefined && heir !== undefined);
  let fencedEpoch = 0;
  world.watchers.push(() => {
    // The JournalNodes' words come while the first segment is opened, once an epoch.
    if (heir.haState !== 'Opening' || fencedEpoch > 0) return;
    fencedEpoch = 2;
    heir.ha.fenced(fencedEpoch);
  });
  cluster.kill(first);
  const reigned = new Set<number>();
  world.watchers.push(() => {
    if (heir.haState === 'Active') reigned.add(heir.ha.epoch);
  });
  await cluster.until('the heir to reign', 20_000, () => reigned.size > 0);
  assert.equal(fencedEpoch, 2);
  assert.ok(!reigned.has(fencedEpoch), [...reigned].join());
});
