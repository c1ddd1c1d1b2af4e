// What the lease monitor takes up, and how its recoveries end; on a NameNode without a log.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BlockManager } from './blocks/block-manager.ts';
import { defaultBlockOptions } from './blocks/block-core.ts';
import type { FSNamesystem } from './fs-namesystem.ts';
import { filesOfExpired, filesToRecover, releaseFile } from './lease-monitor.ts';
import { blockViewOf } from './client-protocol/block-locations.ts';
import { Bench } from './operations/fixture.testing.ts';
import { planAddBlock } from './operations/add-block.ts';
import { planCreate } from './operations/create.ts';
import type { Plan } from './operations/plan.ts';
import { defaultOpOptions } from './operations/plan.ts';

test('what nobody renews is recovered by the NameNode, and again by the Active after it', async () => {
  const bench = new Bench();
  const { ns } = bench;
  const blocks = new BlockManager({
    table: ns.blocks, counters: ns.ids, blockPoolId: 'p', options: { ...defaultBlockOptions, safeMode: { threshold: 0, extensionMs: 0, datanodesMin: 0 } },
    registry: { heartbeatIntervalMs: 3000, recheckIntervalMs: 300_000, staleIntervalMs: 30_000 }, random: () => 0.5, hostName: 'here',
  });
  bench.events = blocks;
  blocks.loaded(0, 1000);
  blocks.becomeActive(1000);
  const fsn = { namespace: ns, blocks, writeInternally: async (plan: () => Plan<unknown>) => void bench.run(plan()) } as unknown as FSNamesystem;
  const view = blockViewOf(fsn);
  bench.run(planCreate(ns, bench.ctx(), { src: '/f', mode: 0o644, clientName: 'c', create: true, overwrite: false, createParent: true, replication: 3, blockSize: 1 << 20 }, view));
  const file = ns.lookup('/f');
  const { row } = bench.run(planAddBlock(ns, bench.ctx(), { src: '/f', clientName: 'c', fileId: 0, previous: undefined }, view, 'p'));
  ns.blocks.setNumBytes(row, 77);
  const release = (holder: 'name-node' | 'same'): Promise<void> => releaseFile(fsn, ns.inodes.id(file), holder, 'root', defaultOpOptions, 5000);

  assert.deepEqual(filesOfExpired(fsn, 1_200_000), []);
  assert.deepEqual(filesToRecover(fsn), []);
  assert.deepEqual(filesOfExpired(fsn, 1_200_001), [ns.inodes.id(file)]);
  await release('name-node');
  const first = blocks.recoveryId(row);
  assert.ok(first !== undefined);
  assert.equal(ns.writer(file)?.clientName, 'HDFS_NameNode-5000');
  assert.deepEqual(filesOfExpired(fsn, 1_200_002), [], 'the NameNode has it now');
  assert.deepEqual(filesToRecover(fsn), [], 'no DataNode is there to try');

  blocks.becomeStandby();
  blocks.becomeActive(2000);
  assert.deepEqual(filesToRecover(fsn), [ns.inodes.id(file)], 'ordered by an Active before this one');
  const logged = bench.log.length;
  await release('same');
  assert.equal(blocks.recoveryId(row), first + 1);
  assert.deepEqual(bench.log.slice(logged).map((op) => op.op), ['OP_SET_GENSTAMP_V2']);
  assert.equal(ns.writer(file)?.clientName, 'HDFS_NameNode-5000');
});
