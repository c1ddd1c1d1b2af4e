// Quotas by type of storage.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quotaDontSet } from '../../edit-log/ops/quota-ops.ts';
import { storageType } from '../namespace/storage-policies.ts';
import { Bench, thrown } from './fixture.testing.ts';
import { planMkdirs } from './mkdirs.ts';
import { planSetQuota } from './quota.ts';

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
