import assert from 'node:assert/strict';
import { test } from 'node:test';
import { xAttrNamespace } from '../namespace/xattrs.ts';
import { planSetPermission } from './attributes.ts';
import { planCreate } from './create.ts';
import { Bench, alice, bob, root, thrown } from './fixture.testing.ts';
import { getBlockLocations } from './get-block-locations.ts';
import { planSetXAttr } from './xattr.ts';

const noBlocks = { hasMinStorage: () => true, expectedLocations: () => 0, isUnderRecovery: () => false, isSufficientlyReplicated: () => true, mayRecover: () => true, allReported: () => true };

/** /f of alice's, which nobody else may read. */
function setUp(): Bench {
  const bench = new Bench();
  bench.run(planSetPermission(bench.ns, bench.ctx(), { src: '/', mode: 0o777 }));
  bench.run(planCreate(bench.ns, bench.ctx(alice), { src: '/f', mode: 0o644, clientName: 'c', create: true, overwrite: false, createParent: true, replication: 1, blockSize: 1 << 20 }, noBlocks));
  bench.run(planSetPermission(bench.ns, bench.ctx(alice), { src: '/f', mode: 0o600 }));
  return bench;
}

test('a file that is unreadable by superusers is read by others as before', () => {
  const bench = setUp();
  const ask = (caller: typeof root): string => thrown(() => getBlockLocations(bench.ns, bench.ctx(caller), { src: '/f', offset: 0, length: 1 }));
  assert.equal(ask(root), 'nothing');
  bench.run(planSetXAttr(bench.ns, bench.ctx(), { src: '/f', xAttr: { namespace: xAttrNamespace.security, name: 'hdfs.unreadable.by.superuser' }, create: true, replace: false }));
  assert.equal(ask(root), 'AccessControlException: Access is denied for root since the superuser is not allowed to perform this operation.');
  assert.equal(ask(alice), 'nothing');
  assert.match(ask(bob), /^AccessControlException: Permission denied: user=bob, access=READ/);
  bench.options = { ...bench.options, permissionsEnabled: false };
  assert.equal(ask(root), 'nothing');
});
