// Quotas by type of storage.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quotaDontSet } from '../../edit-log/ops/quota-ops.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { blockState } from '../blocks/block-table.ts';
import { storageType } from '../namespace/storage-policies.ts';
import type { StorageType } from '../namespace/storage-policies.ts';
import { planAddBlock } from './add-block.ts';
import { planAppend } from './append.ts';
import { planSetReplication } from './attributes.ts';
import { planComplete } from './complete.ts';
import { planConcat } from './concat.ts';
import { planCreate } from './create.ts';
import { planDelete } from './delete.ts';
import { Bench, thrown } from './fixture.testing.ts';
import { planMkdirs } from './mkdirs.ts';
import type { Plan } from './plan.ts';
import { getQuotaUsage, planSetQuota } from './quota.ts';
import { planRename, planRename2, renameOption } from './rename.ts';
import { planSetStoragePolicy } from './storage-policy.ts';
import { planTruncate } from './truncate.ts';

const mebibyte = 2 ** 20;
const view = { hasMinStorage: () => true, expectedLocations: () => 0, isUnderRecovery: () => false, isSufficientlyReplicated: () => true, mayRecover: () => true, allReported: () => true };

/** A namespace whose files are of blocks of a mebibyte. */
class Cluster {
  readonly bench = new Bench();

  run<R>(plan: (bench: Bench) => Plan<R>): R {
    return this.bench.run(plan(this.bench));
  }

  mkdirs(src: string): void {
    this.run(({ ns }) => planMkdirs(ns, this.bench.ctx(), { src, mode: 0o755, createParent: true }));
  }

  policy(src: string, policyName: string | undefined): void {
    this.run(({ ns }) => planSetStoragePolicy(ns, this.bench.ctx(), { src, policyName }));
  }

  limit(path: string, type: StorageType, storagespaceQuota: number): void {
    this.run(({ ns }) => planSetQuota(ns, this.bench.ctx(), { path, namespaceQuota: quotaDontSet, storagespaceQuota, storageType: type }));
  }

  create(src: string, replication = 3): void {
    this.run(({ ns }) => planCreate(ns, this.bench.ctx(), { src, mode: 0o644, clientName: 'c', create: true, overwrite: true, createParent: true, replication, blockSize: mebibyte }, view));
  }

  /** The next block, behind a full one; `length` is that of the one before. */
  addBlock(src: string, length = mebibyte): void {
    this.run(({ ns }) => planAddBlock(ns, this.bench.ctx(), { src, clientName: 'c', fileId: 0, previous: this.#last(src, length) }, view, 'p'));
    // As soon as DataNodes have told of it.
    const { ns } = this.bench;
    for (const row of ns.blockRows(ns.lookup(src)).slice(0, -1)) ns.blocks.setState(row, blockState.complete);
  }

  close(src: string, length = mebibyte): void {
    this.run(({ ns }) => planComplete(ns, this.bench.ctx(), { src, clientName: 'c', fileId: 0, last: this.#last(src, length) }, view));
  }

  /** A closed file of so many blocks, the last one half full. */
  write(src: string, blocks: number, replication = 3): void {
    this.create(src, replication);
    for (let i = 0; i < blocks; i++) this.addBlock(src);
    this.close(src, mebibyte / 2);
  }

  used(path: string, type: StorageType): number {
    return getQuotaUsage(this.bench.ns, this.bench.ctx(), path).typeConsumed[type] ?? 0;
  }

  #last(src: string, numBytes: number): { poolId: string; blockId: bigint; genstamp: number; numBytes: number } | undefined {
    const { ns } = this.bench;
    const file = ns.lookup(src);
    const row = file < 0 ? -1 : ns.lastBlock(file);
    return row < 0 ? undefined : { ...ns.block(row), numBytes, poolId: 'p' };
  }
}

test('a quota by type is no place for one of names', () => {
  const bench = new Bench();
  bench.run(planMkdirs(bench.ns, bench.ctx(), { src: '/d', mode: 0o755, createParent: true }));
  const set = (namespaceQuota: number): string => thrown(() => bench.run(planSetQuota(bench.ns, bench.ctx(), { path: '/d', namespaceQuota, storagespaceQuota: 1000, storageType: storageType.SSD })));
  const text = 'UnsupportedActionException: Failed to set quota by storage type because eitherdfs.quota.by.storage.type.enabled is set to true or nsQuota value is illegal';
  assert.equal(set(10), `${text} 10`);
  assert.equal(set(-1), `${text} -1`);
  assert.equal(set(quotaDontSet), 'nothing');
  assert.equal(bench.log.at(-1)?.op, 'OP_SET_QUOTA_BY_STORAGETYPE');
});

test('a block that would take too much of a type is refused, and one of another type is not', () => {
  const cluster = new Cluster();
  cluster.mkdirs('/d/ssd');
  cluster.policy('/d/ssd', 'ALL_SSD');
  cluster.limit('/d', storageType.SSD, 3.5 * mebibyte);
  cluster.create('/d/ssd/f');
  cluster.addBlock('/d/ssd/f');
  assert.equal(cluster.used('/d', storageType.SSD), 3 * mebibyte, 'a block that is written counts whole');
  const text = 'QuotaByStorageTypeExceededException: Quota by storage type : SSD on path : /d is exceeded. quota = 3.50 MB but space consumed = 6 MB';
  assert.equal(thrown(() => cluster.addBlock('/d/ssd/f')), text);
  assert.equal(cluster.bench.ns.blockRows(cluster.bench.ns.lookup('/d/ssd/f')).length, 1);
  // Where no policy is set, nothing counts, as in Apache.
  cluster.write('/d/other', 4);
  cluster.policy('/d/ssd', 'ONE_SSD');
  assert.equal(cluster.used('/d', storageType.SSD), mebibyte);
  cluster.addBlock('/d/ssd/f');
  assert.equal(cluster.used('/d', storageType.SSD), 2 * mebibyte);
  cluster.limit('/d', storageType.SSD, -1);
  for (let i = 0; i < 5; i++) cluster.addBlock('/d/ssd/f');
});

test('setrep, append, rename and concat keep to it, too', () => {
  const cluster = new Cluster();
  const { bench } = cluster;
  const refused = (path: string, consumed: string): string => `QuotaByStorageTypeExceededException: Quota by storage type : SSD on path : ${path} is exceeded. quota = 4 MB but space consumed = ${consumed}`;
  for (const path of ['/d', '/e']) {
    cluster.mkdirs(path);
    cluster.policy(path, 'ALL_SSD');
  }
  cluster.limit('/d', storageType.SSD, 4 * mebibyte);
  cluster.write('/d/f', 1, 2);
  assert.equal(cluster.used('/d', storageType.SSD), mebibyte);
  const setReplication = (replication: number, src = '/d/f'): string => thrown(() => cluster.run(({ ns }) => planSetReplication(ns, bench.ctx(), { src, replication })));
  assert.equal(setReplication(9), refused('/d', '4.50 MB'));
  assert.equal(setReplication(7), 'nothing');
  assert.equal(thrown(() => cluster.run(({ ns }) => planAppend(ns, bench.ctx(), { src: '/d/f', clientName: 'c', newBlock: false }, view))), refused('/d', '7 MB'));
  cluster.write('/e/g', 2, 1);
  assert.equal(thrown(() => cluster.run(({ ns }) => planRename(ns, bench.ctx(), { src: '/e', dst: '/d/e' }))), refused('/d', '5 MB'));
  assert.equal(setReplication(5), 'nothing');
  assert.equal(cluster.run(({ ns }) => planRename(ns, bench.ctx(), { src: '/e', dst: '/d/e' })), true);
  assert.equal(cluster.used('/d', storageType.SSD), 4 * mebibyte);
  cluster.run(({ ns }) => planDelete(ns, bench.ctx(), { src: '/d/f', recursive: false }));
  assert.equal(cluster.used('/d', storageType.SSD), 1.5 * mebibyte);
  cluster.write('/d/e/h', 1, 2);
  assert.equal(setReplication(3, '/d/e/h'), 'nothing');
  assert.equal(cluster.used('/d', storageType.SSD), 3 * mebibyte);
  assert.equal(thrown(() => cluster.run(({ ns }) => planConcat(ns, bench.ctx(), { trg: '/d/e/h', srcs: ['/d/e/g'] }))), refused('/d', '6 MB'));
});

test('what is known of the types is kept up as it would be counted anew', () => {
  const cluster = new Cluster();
  const { bench } = cluster;
  const { ns } = bench;
  let seed = 7;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const one = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const directories = ['/a', '/a/x', '/a/x/y', '/b', '/b/z'];
  const anyPath = (): string => one([...directories, ...['', ...directories].flatMap((path) => [`${path}/f`, `${path}/g`])]);
  const limited = ['/', '/a', '/a/x', '/b/z'];
  const ways: readonly (() => void)[] = [
    () => cluster.mkdirs(one(directories)),
    () => cluster.write(`${one(directories)}/${one(['f', 'g'])}`, random(4), 1 + random(4)),
    () => {
      const src = `${one(directories)}/open`;
      cluster.create(src, 1 + random(3));
      cluster.addBlock(src);
    },
    () => cluster.addBlock(`${one(directories)}/open`),
    () => cluster.policy(anyPath(), one(['ALL_SSD', 'ONE_SSD', 'WARM', 'COLD', undefined])),
    () => cluster.run(() => planSetReplication(ns, bench.ctx(), { src: anyPath(), replication: 1 + random(5) })),
    () => cluster.run(() => planRename2(ns, bench.ctx(), { src: anyPath(), dst: anyPath(), options: [renameOption.overwrite] })),
    () => cluster.run(() => planTruncate(ns, bench.ctx(), { src: anyPath(), newLength: random(3) * mebibyte, clientName: 'c' }, view)),
    () => cluster.run(() => planAppend(ns, bench.ctx(), { src: anyPath(), clientName: 'c', newBlock: random(2) === 0 }, view)),
    () => {
      const path = one(directories);
      cluster.run(() => planConcat(ns, bench.ctx(), { trg: `${path}/f`, srcs: [`${path}/g`] }));
    },
    () => random(3) === 0 && cluster.run(() => planDelete(ns, bench.ctx(), { src: anyPath(), recursive: true })),
    () => cluster.limit(one(limited), storageType.SSD, 1e12),
  ];
  let done = 0;
  for (let step = 0; step < 3000; step++) {
    try {
      one(ways)();
      done++;
    } catch (error) {
      if (!(error instanceof HdfsException)) throw error;
    }
    for (const path of limited) {
      const row = ns.lookup(path);
      if (row < 0 || !ns.isDirectory(row)) continue;
      assert.deepEqual(ns.policies.below(row), ns.policies.belowUnder(row, ns.policies.effective(ns.inodes.parent(row))), `${path} after step ${step}`);
    }
  }
  assert.ok(done > 1000, `${done} of them did something`);
});
