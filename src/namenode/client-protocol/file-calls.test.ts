// addBlock between the namespace and the DataNodes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quotaDontSet } from '../../edit-log/ops/quota-ops.ts';
import type { Call } from '../../rpc/service.ts';
import { StorageTypeProto } from '../../wire/hdfs.ts';
import type { LocatedBlockProto } from '../../wire/hdfs.ts';
import { Rig } from '../blocks/blocks.testing.ts';
import type { FSNamesystem } from '../fs-namesystem.ts';
import { planCreate } from '../operations/create.ts';
import { Bench } from '../operations/fixture.testing.ts';
import { planMkdirs } from '../operations/mkdirs.ts';
import type { OpContext, Plan } from '../operations/plan.ts';
import { planSetQuota } from '../operations/quota.ts';
import { planSetStoragePolicy } from '../operations/storage-policy.ts';
import { blockViewOf } from './block-locations.ts';
import { fileCalls } from './file-calls.ts';

const mebibyte = 2 ** 20;

/** A namespace over DataNodes of a rig. */
function setUp(dataNodes: number, types: readonly (readonly StorageTypeProto[])[] = []) {
  const bench = new Bench();
  const { rig, nodes } = Rig.active(dataNodes, { table: bench.ns.blocks, counters: bench.ns.ids }, types);
  bench.events = rig.blocks;
  const fsn = {
    namespace: bench.ns, blocks: rig.blocks,
    write: async (_call: Call, _traits: unknown, plan: (ctx: OpContext) => Plan<unknown>) => bench.run(plan(bench.ctx())),
  } as unknown as FSNamesystem;
  const handlers = fileCalls(fsn, { monotonicMs: () => rig.nowMs, stored: () => Promise.resolve() });
  return {
    bench, rig, nodes,
    mkdirs: (src: string) => bench.run(planMkdirs(bench.ns, bench.ctx(), { src, mode: 0o755, createParent: true })),
    create: (src: string, blockSize = mebibyte) => bench.run(planCreate(bench.ns, bench.ctx(), { src, mode: 0o644, clientName: 'c', create: true, overwrite: false, createParent: true, replication: 3, blockSize }, blockViewOf(fsn))),
    addBlock: async (src: string): Promise<LocatedBlockProto> => {
      const answer = await handlers.addBlock?.({ src, clientName: 'c', excludeNodes: [], favoredNodes: [], flags: [] }, {} as unknown as Call);
      assert.ok(answer);
      return answer.block;
    },
  };
}

test('a block that a quota refuses takes no DataNode\'s space; one that is allocated does', async () => {
  const { bench, nodes, mkdirs, create, addBlock } = setUp(3);
  mkdirs('/d');
  create('/d/f');
  create('/free');
  bench.run(planSetQuota(bench.ns, bench.ctx(), { path: '/d', namespaceQuota: quotaDontSet, storagespaceQuota: 1000, storageType: undefined }));
  const scheduled = (): number[] => nodes.map((node) => node.node.blocksScheduled);
  for (let tries = 0; tries < 5; tries++) await assert.rejects(addBlock('/d/f'), { name: 'DSQuotaExceededException' });
  assert.deepEqual(scheduled(), [0, 0, 0]);
  assert.equal((await addBlock('/free')).locs.length, 3);
  assert.deepEqual(scheduled(), [1, 1, 1]);
});

test('a new block goes where the storage policy of a directory above wants it', async () => {
  const { bench, mkdirs, create, addBlock } = setUp(6, [[StorageTypeProto.SSD], [StorageTypeProto.SSD], [StorageTypeProto.SSD]]);
  mkdirs('/hot/deep');
  bench.run(planSetStoragePolicy(bench.ns, bench.ctx(), { src: '/hot', policyName: 'ALL_SSD' }));
  create('/hot/deep/f');
  create('/other');
  assert.deepEqual((await addBlock('/hot/deep/f')).storageTypes, [StorageTypeProto.SSD, StorageTypeProto.SSD, StorageTypeProto.SSD]);
  assert.deepEqual((await addBlock('/other')).storageTypes, [StorageTypeProto.DISK, StorageTypeProto.DISK, StorageTypeProto.DISK]);
});
