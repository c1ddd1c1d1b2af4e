// A file's life beside the straight one: lost writers, takeovers, recoveries, repeated calls, big deletes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blockState } from '../blocks/block-table.ts';
import type { BlockEvents } from '../namespace/block-events.ts';
import { noBlockEvents } from '../namespace/block-events.ts';
import { digestNamespace } from '../namespace/digest.ts';
import { reclaimSlice } from '../namespace/reclaim.ts';
import { planAddBlock, validateAddBlock } from './add-block.ts';
import { planAppend } from './append.ts';
import { planSetPermission, planTouch } from './attributes.ts';
import { planCommitBlockSynchronization } from './commit-block-synchronization.ts';
import { planComplete } from './complete.ts';
import { getContentSummary } from './content-summary.ts';
import { planCreate } from './create.ts';
import { planDelete } from './delete.ts';
import { Bench, alice, root, thrown } from './fixture.testing.ts';
import { planMkdirs } from './mkdirs.ts';
import { planRecoverLease, planReleaseExpired } from './release-lease.ts';
import { planTruncate } from './truncate.ts';
import { planSetQuota } from './quota.ts';
import { planUpdateBlockForPipeline, planUpdatePipeline } from './update-blocks.ts';

const mebibyte = 1024 * 1024;

/** A NameNode with replicas that appear at once, on a switch. */
class Cluster {
  readonly bench = new Bench();
  stored = true;
  expected = 3;
  reported = true;
  readonly recovering = new Set<number>();
  readonly view = {
    hasMinStorage: () => this.stored, expectedLocations: () => this.expected, isUnderRecovery: (row: number) => this.recovering.has(row), isSufficientlyReplicated: () => true, mayRecover: (row: number) => !this.recovering.has(row), allReported: () => this.reported,
  };

  create(src: string, clientName = 'c1', overwrite = false): void {
    this.bench.run(planCreate(this.bench.ns, this.bench.ctx(), { src, mode: 0o644, clientName, create: true, overwrite, createParent: true, replication: 3, blockSize: mebibyte }, this.view));
  }

  addBlock(src: string, previous?: { blockId: bigint; genstamp: number; numBytes: number }): { blockId: bigint; genstamp: number; numBytes: number } {
    const request = { src, clientName: 'c1', fileId: 0, previous: previous === undefined ? undefined : { ...previous, poolId: 'p' } };
    return this.bench.run(planAddBlock(this.bench.ns, this.bench.ctx(), request, this.view, 'p')).block;
  }
}

test('after the soft limit another client takes a file over: closed when its blocks are complete', () => {
  const cluster = new Cluster();
  const { bench } = cluster;
  cluster.create('/f');
  const ask = (): string => thrown(() => cluster.create('/f', 'c2'));
  assert.match(ask(), /^AlreadyBeingCreatedException: Failed to CREATE_FILE \/f for c2 on 127.0.0.1 because this file lease is currently owned by c1 on 127.0.0.1$/);
  bench.ns.leases.advance(60_001);
  assert.equal(ask(), 'FileAlreadyExistsException: /f for client 127.0.0.1 already exists');
  assert.equal(bench.log.at(-1)?.op, 'OP_CLOSE', 'the file was closed on the way');
  assert.equal(bench.ns.leases.fileCount, 0);
  assert.equal(digestNamespace(bench.replay()), digestNamespace(bench.ns));
});

test('after the soft limit a file with an unfinished block is recovered first', () => {
  const cluster = new Cluster();
  const { bench } = cluster;
  cluster.create('/f');
  const block = cluster.addBlock('/f');
  bench.ns.leases.advance(60_001);
  const plan = planCreate(bench.ns, bench.ctx(), { src: '/f', mode: 0o644, clientName: 'c2', create: true, overwrite: false, createParent: true, replication: 3, blockSize: mebibyte }, cluster.view);
  assert.equal(plan.recovery?.recoveryId, block.genstamp + 1);
  assert.match(thrown(() => bench.run(plan)), /^RecoveryInProgressException: .*lease recovery is in progress\. Try again later\.$/);
  const row = plan.recovery?.blockRow ?? -1;
  cluster.recovering.add(row);
  assert.match(thrown(() => cluster.create('/f', 'c2')), /^RecoveryInProgressException: .*another recovery is in progress by c1 on 127.0.0.1$/);
  const answer = { oldBlock: { ...block, poolId: 'p' }, newGenstamp: block.genstamp + 1, newLength: 77, closeFile: true, deleteBlock: false };
  assert.match(thrown(() => planCommitBlockSynchronization(bench.ns, bench.ctx(), answer, () => block.genstamp + 2)), /^IOException: The recovery id 1002 does not match current recovery id 1003/);
  bench.run(planCommitBlockSynchronization(bench.ns, bench.ctx(), answer, () => block.genstamp + 1));
  assert.deepEqual(bench.ns.blocksOf(bench.ns.lookup('/f')), [{ ...block, genstamp: block.genstamp + 1, numBytes: 77 }]);
  assert.equal(bench.ns.isUnderConstruction(bench.ns.lookup('/f')), false);
  assert.equal(digestNamespace(bench.replay()), digestNamespace(bench.ns));
});

test('the NameNode releases what nobody renewed, the longest silent first', () => {
  const cluster = new Cluster();
  const { bench } = cluster;
  cluster.create('/a', 'old');
  bench.ns.leases.advance(1_000_000);
  cluster.create('/b', 'young');
  bench.ns.leases.advance(1_200_001);
  assert.deepEqual(bench.ns.leases.hardExpired().map((lease) => lease.holder), ['old']);
  bench.ns.leases.renew('old');
  assert.deepEqual(bench.ns.leases.hardExpired(), []);
  bench.ns.leases.advance(2_200_001);
  assert.deepEqual(bench.ns.leases.hardExpired().map((lease) => lease.holder), ['young']);
  bench.ns.leases.advance(9_000_000);
  assert.deepEqual(bench.ns.leases.hardExpired().map((lease) => lease.holder), ['young', 'old']);
  const id = bench.ns.inodes.id(bench.ns.lookup('/b'));
  assert.equal(bench.run(planReleaseExpired(bench.ns, bench.ctx(), id, 'HDFS_NameNode', cluster.view)), true);
  assert.equal(planReleaseExpired(bench.ns, bench.ctx(), id, 'HDFS_NameNode', cluster.view).ops.length, 0, 'a closed file needs nothing');
});

test('a block that nobody was told of goes with the lease', () => {
  const cluster = new Cluster();
  const { bench } = cluster;
  cluster.create('/f');
  cluster.addBlock('/f');
  cluster.expected = 0;
  assert.equal(bench.run(planRecoverLease(bench.ns, bench.ctx(), { src: '/f', clientName: 'x' }, cluster.view)), true);
  assert.equal(bench.ns.blocks.size, 0);
  assert.equal(digestNamespace(bench.replay()), digestNamespace(bench.ns));
});

test('complete waits for replicas, changes nothing meanwhile, and answers a repeated call', () => {
  const cluster = new Cluster();
  const { bench } = cluster;
  cluster.create('/f');
  const block = cluster.addBlock('/f');
  const complete = (): boolean => bench.run(planComplete(bench.ns, bench.ctx(), { src: '/f', clientName: 'c1', fileId: 0, last: { ...block, numBytes: 5 } }, cluster.view));
  const before = digestNamespace(bench.ns);
  cluster.stored = false;
  assert.equal(complete(), false);
  assert.equal(digestNamespace(bench.ns), before);
  cluster.stored = true;
  assert.equal(complete(), true);
  const logged = bench.log.length;
  assert.equal(complete(), true, 'the answer was lost, the call comes again');
  assert.equal(bench.log.length, logged);
  assert.match(thrown(() => bench.run(planComplete(bench.ns, bench.ctx(), { src: '/f', clientName: 'c1', fileId: 0, last: { ...block, genstamp: 9 } }, cluster.view))), /^LeaseExpiredException: File is not open for writing: \/f/);
});

test('addBlock: a repeated call gets the same block; a third one waits for the first to be stored', () => {
  const cluster = new Cluster();
  const { bench } = cluster;
  cluster.create('/f');
  const first = cluster.addBlock('/f');
  const second = cluster.addBlock('/f', { ...first, numBytes: mebibyte });
  const logged = bench.log.length;
  assert.deepEqual(cluster.addBlock('/f', { ...first, numBytes: mebibyte }), second);
  assert.equal(bench.log.length, logged);
  const request = { src: '/f', clientName: 'c1', fileId: 0, previous: { ...first, numBytes: mebibyte, poolId: 'p' } };
  assert.deepEqual(validateAddBlock(bench.ns, bench.ctx(), request, cluster.view, 'p'), { kind: 'repeated', row: bench.ns.lastBlock(bench.ns.lookup('/f')), offset: mebibyte });
  const third = { ...request, previous: { ...second, numBytes: 3, poolId: 'p' } };
  assert.equal(thrown(() => validateAddBlock(bench.ns, bench.ctx(), third, cluster.view, 'p')), 'NotReplicatedYetException: Not replicated yet: /f');
  bench.ns.blocks.setState(bench.ns.blocks.find(first.blockId), blockState.complete);
  assert.equal(validateAddBlock(bench.ns, bench.ctx(), third, cluster.view, 'p').kind, 'targets');
  bench.options = { ...bench.options, maxBlocksPerFile: 2 };
  assert.match(thrown(() => validateAddBlock(bench.ns, bench.ctx(), third, cluster.view, 'p')), /^IOException: File has reached the limit on maximum number of blocks \(dfs.namenode.fs-limits.max-blocks-per-file\): 2 >= 2$/);
});

test('truncate within a block opens the file for a recovery that cuts it', () => {
  const cluster = new Cluster();
  const { bench } = cluster;
  cluster.create('/f');
  const block = { ...cluster.addBlock('/f'), numBytes: 1000 };
  bench.run(planComplete(bench.ns, bench.ctx(), { src: '/f', clientName: 'c1', fileId: 0, last: block }, cluster.view));
  const plan = planTruncate(bench.ns, bench.ctx(), { src: '/f', clientName: 'c2', newLength: 400 }, cluster.view);
  assert.deepEqual(plan.recovery, { blockRow: bench.ns.lastBlock(bench.ns.lookup('/f')), recoveryId: 1002, truncateTo: { blockId: block.blockId, genstamp: 1002, numBytes: 400 } });
  assert.equal(bench.run(plan), false);
  cluster.recovering.add(plan.recovery?.blockRow ?? -1);
  const again = (newLength: number): string => thrown(() => assert.equal(bench.run(planTruncate(bench.ns, bench.ctx(), { src: '/f', clientName: 'c2', newLength }, cluster.view)), false));
  assert.equal(again(400), 'nothing');
  assert.match(again(300), /^AlreadyBeingCreatedException: Failed to TRUNCATE_FILE \/f for c2 on 127.0.0.1 because \/f is being truncated\.$/);
  const done = { oldBlock: { ...block, poolId: 'p' }, newGenstamp: 1002, newLength: 400, closeFile: true, deleteBlock: false };
  bench.run(planCommitBlockSynchronization(bench.ns, bench.ctx(), done, () => 1002));
  assert.equal(bench.ns.fileLength(bench.ns.lookup('/f')), 400);
  assert.equal(bench.ns.features.truncations.size, 0);
  assert.equal(digestNamespace(bench.replay()), digestNamespace(bench.ns));
});

test('append goes on in the last block, and takes over what an expired writer left closed', () => {
  const cluster = new Cluster();
  const { bench } = cluster;
  cluster.create('/f');
  bench.ns.leases.advance(100_000);
  const appended = bench.run(planAppend(bench.ns, bench.ctx(), { src: '/f', clientName: 'c2', newBlock: false }, cluster.view));
  assert.equal(appended.last, undefined);
  assert.deepEqual(bench.log.slice(-2).map((op) => op.op), ['OP_CLOSE', 'OP_APPEND']);
  assert.equal(bench.ns.writer(bench.ns.lookup('/f'))?.clientName, 'c2');
  assert.equal(digestNamespace(bench.replay()), digestNamespace(bench.ns));
});

test('a deleted tree is gone at once and swept in slices; its blocks are told of one by one', () => {
  const cluster = new Cluster();
  const { bench } = cluster;
  const removed: bigint[] = [];
  const events: BlockEvents = { ...noBlockEvents, blockRemoved: (row) => removed.push(bench.ns.blocks.blockId(row)) };
  bench.events = events;
  for (let d = 0; d < 20; d++) {
    for (let i = 0; i < 50; i++) {
      cluster.create(`/tree/d${d}/f${i}`);
      const block = cluster.addBlock(`/tree/d${d}/f${i}`);
      bench.run(planComplete(bench.ns, bench.ctx(), { src: `/tree/d${d}/f${i}`, clientName: 'c1', fileId: 0, last: { ...block, numBytes: 1 } }, cluster.view));
    }
  }
  cluster.create('/tree/open');
  const open = bench.ns.lookup('/tree/open');
  assert.equal(bench.run(planDelete(bench.ns, bench.ctx(), { src: '/tree', recursive: true })), true);
  assert.equal(bench.ns.lookup('/tree/d0/f0'), -1);
  assert.equal(bench.ns.findInode(bench.ns.inodes.id(open)), -1, 'ids below lead nowhere either');
  assert.deepEqual(bench.ns.totals(bench.ns.root), { files: 0, directories: 0, blocks: 0, lengthBytes: 0, spaceBytes: 0 });
  assert.equal(digestNamespace(bench.replay()), digestNamespace(bench.ns));
  let slices = 0;
  for (let before = bench.ns.inodes.size + bench.ns.blocks.size; reclaimSlice(bench.ns, 100, events); slices++) {
    const left = bench.ns.inodes.size + bench.ns.blocks.size;
    assert.ok(before - left <= 100, 'a slice is bounded');
    before = left;
  }
  assert.ok(slices >= 15);
  assert.equal(removed.length, 1000);
  assert.equal(bench.ns.inodes.size, 1);
  assert.equal(bench.ns.leases.fileCount, 0);
});

test('a content summary for somebody who has to be asked walks in slices, also while the tree changes', () => {
  const cluster = new Cluster();
  const { bench } = cluster;
  for (let d = 0; d < 5000; d++) bench.run(planMkdirs(bench.ns, bench.ctx(), { src: `/s/d${d % 50}/e${d}`, mode: 0o755, createParent: true }));
  const quick = getContentSummary(bench.ns, bench.ctx(root), '/s').next();
  assert.equal(quick.done, true, 'a superuser needs no walk');
  const walk = getContentSummary(bench.ns, bench.ctx(alice), '/s');
  assert.equal(walk.next().done, false);
  bench.run(planDelete(bench.ns, bench.ctx(), { src: '/s/d1', recursive: true }));
  let step = walk.next();
  while (step.done !== true) step = walk.next();
  assert.equal(step.value.directoryCount, 5051 - 101);
  bench.run(planSetPermission(bench.ns, bench.ctx(), { src: '/s/d7/e7', mode: 0o700 }));
  assert.match(thrown(() => [...getContentSummary(bench.ns, bench.ctx(alice), '/s')]), /^AccessControlException: Permission denied: user=alice, access=READ_EXECUTE, inode="\/s\/d7\/e7":root:supergroup:drwx------$/);
});

test('reading renews the access time once an hour', () => {
  const cluster = new Cluster();
  const { bench } = cluster;
  cluster.create('/f');
  const row = bench.ns.lookup('/f');
  assert.equal(planTouch(bench.ns, bench.ctx(), row).ops.length, 0);
  bench.nowMs += 3_600_001;
  bench.run(planTouch(bench.ns, bench.ctx(), row));
  assert.equal(bench.ns.inodes.atime(row), bench.nowMs);
  assert.equal(planTouch(bench.ns, bench.ctx(), row).ops.length, 0);
});

test('a client that asks for a recovery again and again does not disturb the one that is on its way', () => {
  const cluster = new Cluster();
  const { bench } = cluster;
  cluster.create('/f');
  const block = cluster.addBlock('/f');
  const recover = () => planRecoverLease(bench.ns, bench.ctx(), { src: '/f', clientName: 'c2' }, cluster.view);
  const first = recover();
  assert.equal(bench.run(first), false);
  const { recoveryId, blockRow = -1 } = first.recovery ?? {};
  assert.equal(recoveryId, block.genstamp + 1);
  cluster.recovering.add(blockRow);
  const second = recover();
  assert.equal(second.recovery, undefined);
  assert.deepEqual(second.ops.map((op) => op.op), ['OP_REASSIGN_LEASE'], 'the lease changes hands once more, as Apache has it');
  assert.equal(bench.run(second), false);
  assert.equal(bench.ns.ids.genstampV2, recoveryId);
  assert.match(thrown(() => bench.run(planAppend(bench.ns, bench.ctx(), { src: '/f', clientName: 'c3', newBlock: false }, cluster.view))), /^RecoveryInProgressException: .*another recovery is in progress by c2 on/);
  cluster.recovering.clear();
  assert.equal(recover().recovery?.recoveryId, block.genstamp + 2, 'the first one came to nothing');
});

test('a block that nobody has named yet is not given up before every DataNode has reported', () => {
  const cluster = new Cluster();
  const { bench } = cluster;
  cluster.create('/f');
  cluster.addBlock('/f');
  cluster.expected = 0;
  cluster.reported = false;
  const recover = () => planRecoverLease(bench.ns, bench.ctx(), { src: '/f', clientName: 'c2' }, cluster.view);
  const early = recover();
  assert.deepEqual(early.ops, []);
  assert.equal(bench.run(early), false);
  assert.equal(bench.ns.isUnderConstruction(bench.ns.lookup('/f')), true);
  cluster.reported = true;
  assert.equal(bench.run(recover()), true);
  assert.equal(bench.ns.isUnderConstruction(bench.ns.lookup('/f')), false);
  assert.equal(bench.ns.blockRows(bench.ns.lookup('/f')).length, 0);
});

test('a writer whose block is under recovery gets neither a genstamp nor another pipeline for it', () => {
  const cluster = new Cluster();
  const { bench } = cluster;
  cluster.create('/f');
  const block = { ...cluster.addBlock('/f'), poolId: 'p' };
  cluster.recovering.add(bench.ns.lastBlock(bench.ns.lookup('/f')));
  const text = `IOException: Unexpected BlockUCState: p:blk_${block.blockId}_${block.genstamp} is UNDER_RECOVERY but not UNDER_CONSTRUCTION`;
  assert.equal(thrown(() => planUpdateBlockForPipeline(bench.ns, { block, clientName: 'c1' }, cluster.view)), text);
  const newBlock = { ...block, genstamp: block.genstamp + 1 };
  assert.equal(thrown(() => planUpdatePipeline(bench.ns, bench.ctx(), { clientName: 'c1', oldBlock: block, newBlock }, cluster.view)), text);
});

test('a block that truncate cuts counts whole against the quota', () => {
  const cluster = new Cluster();
  const { bench } = cluster;
  bench.run(planMkdirs(bench.ns, bench.ctx(), { src: '/d', mode: 0o755, createParent: true }));
  cluster.create('/d/f');
  const block = { ...cluster.addBlock('/d/f'), numBytes: 1000 };
  bench.run(planComplete(bench.ns, bench.ctx(), { src: '/d/f', clientName: 'c1', fileId: 0, last: block }, cluster.view));
  bench.run(planSetQuota(bench.ns, bench.ctx(), { path: '/d', namespaceQuota: 1000, storagespaceQuota: 100_000, storageType: undefined }));
  assert.match(thrown(() => planTruncate(bench.ns, bench.ctx(), { src: '/d/f', clientName: 'c2', newLength: 400 }, cluster.view)), /^DSQuotaExceededException: The DiskSpace quota of \/d is exceeded/);
  assert.equal(bench.run(planTruncate(bench.ns, bench.ctx(), { src: '/d/f', clientName: 'c2', newLength: 0 }, cluster.view)), true);
});
