import assert from 'node:assert/strict';
import { test } from 'node:test';
import { xAttrNamespace } from '../namespace/xattrs.ts';
import { planSetPermission } from './attributes.ts';
import { planCreate } from './create.ts';
import { Bench, alice, bob, thrown } from './fixture.testing.ts';
import { getXAttrs, listXAttrs, planSetXAttr } from './xattr.ts';

const noBlocks = { hasMinStorage: () => true, expectedLocations: () => 0, isUnderRecovery: () => false, isSufficientlyReplicated: () => true, mayRecover: () => true, allReported: () => true };

/** /f of alice's, which nobody else may read, with user.colour. */
function setUp(): Bench {
  const bench = new Bench();
  bench.run(planSetPermission(bench.ns, bench.ctx(), { src: '/', mode: 0o777 }));
  bench.run(planCreate(bench.ns, bench.ctx(alice), { src: '/f', mode: 0o644, clientName: 'c', create: true, overwrite: false, createParent: true, replication: 1, blockSize: 1 << 20 }, noBlocks));
  bench.run(planSetPermission(bench.ns, bench.ctx(alice), { src: '/f', mode: 0o600 }));
  bench.run(planSetXAttr(bench.ns, bench.ctx(alice), { src: '/f', xAttr: { namespace: xAttrNamespace.user, name: 'colour', value: Buffer.from('red') }, create: true, replace: false }));
  return bench;
}

test('names of attributes are told to whoever may enter the directory, values to those who may read', () => {
  const bench = setUp();
  assert.deepEqual(listXAttrs(bench.ns, bench.ctx(bob), '/f').map((xAttr) => xAttr.name), ['colour']);
  assert.match(thrown(() => getXAttrs(bench.ns, bench.ctx(bob), { src: '/f', xAttrs: [] })), /access=READ, inode="\/f"/);
  bench.run(planSetPermission(bench.ns, bench.ctx(), { src: '/', mode: 0o776 }));
  assert.match(thrown(() => listXAttrs(bench.ns, bench.ctx(bob), '/f')), /access=EXECUTE, inode="\/"/);
});
