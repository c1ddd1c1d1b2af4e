import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { StorageTypeProto } from '../wire/hdfs.ts';
import { defaultBlockOptions } from './blocks/block-core.ts';
import { FakeDatanode, Rig, orderedCopies } from './blocks/blocks.testing.ts';
import { newBlockManager } from './fs-image.ts';
import type { NameNodeOptions } from './name-node-options.ts';
import { blockViewOf } from './client-protocol/block-locations.ts';
import type { FSNamesystem } from './fs-namesystem.ts';
import { planAddBlock } from './operations/add-block.ts';
import { planComplete } from './operations/complete.ts';
import { planCreate } from './operations/create.ts';
import { Bench } from './operations/fixture.testing.ts';
import { planMkdirs } from './operations/mkdirs.ts';
import { planSetStoragePolicy } from './operations/storage-policy.ts';

test('the block management copies by the storage policies of the namespace that it was made for', () => {
  const bench = new Bench();
  const { ns } = bench;
  const options = {
    blocks: { ...defaultBlockOptions, safeMode: { threshold: 0, extensionMs: 0, datanodesMin: 0 } },
    registry: { heartbeatIntervalMs: 3000, recheckIntervalMs: 300_000, staleIntervalMs: 30_000 },
  } as unknown as NameNodeOptions;
  const rig = new Rig({ blocks: newBlockManager(new MemoryEnv(), options, ns, 'BP-1-127.0.0.1-1') });
  rig.blocks.loaded(0, rig.nowMs);
  rig.blocks.becomeActive(rig.nowMs);
  bench.events = rig.blocks;
  const types = [StorageTypeProto.DISK, StorageTypeProto.DISK, StorageTypeProto.DISK, StorageTypeProto.SSD];
  const nodes = types.map((type, i) => {
    const node = new FakeDatanode(rig, i + 1);
    node.types = [type];
    node.join();
    return node;
  });
  const view = blockViewOf({ blocks: rig.blocks } as unknown as FSNamesystem);
  const src = '/hot/f';
  bench.run(planMkdirs(ns, bench.ctx(), { src: '/hot', mode: 0o755, createParent: true }));
  bench.run(planSetStoragePolicy(ns, bench.ctx(), { src: '/hot', policyName: 'ALL_SSD' }));
  bench.run(planCreate(ns, bench.ctx(), { src, mode: 0o644, clientName: 'c', create: true, overwrite: false, createParent: true, replication: 2, blockSize: 1 << 20 }, view));
  const { row, block } = bench.run(planAddBlock(ns, bench.ctx(), { src, clientName: 'c', fileId: 0, previous: undefined }, view, 'p'));
  nodes[0]?.receive(row, 100);
  assert.equal(bench.run(planComplete(ns, bench.ctx(), { src, clientName: 'c', fileId: 0, last: { ...block, numBytes: 100 } }, view)), true);
  rig.blocks.durable(0);
  rig.tick();
  assert.deepEqual(nodes.flatMap((node) => orderedCopies(node.heartbeat().commands)).map((copy) => copy.targets), [['uuid-4']]);
});
