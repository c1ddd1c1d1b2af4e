// Attributes that switch on features which are not there: refused before anything is logged, since nobody could apply it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HdfsException } from '../../protocol/exceptions.ts';
import { xAttrNamespace } from '../namespace/xattrs.ts';
import { Bench } from './fixture.testing.ts';
import { planMkdirs } from './mkdirs.ts';
import { planSetXAttr } from './xattr.ts';

test('an attribute of an encryption zone is refused by its name, and nothing is logged', () => {
  const bench = new Bench();
  bench.run(planMkdirs(bench.ns, bench.ctx(), { src: '/d', mode: 0o755, createParent: true }));
  const logged = bench.log.length;
  for (const name of ['hdfs.crypto.encryption.zone', 'hdfs.crypto.file.encryption.info']) {
    const xAttr = { namespace: xAttrNamespace.raw, name, value: new Uint8Array([1]) };
    assert.throws(
      () => bench.run(planSetXAttr(bench.ns, bench.ctx(), { src: '/.reserved/raw/d', xAttr, create: true, replace: true })),
      (error) => error instanceof HdfsException && error.name === 'UnsupportedOperationException' && error.message.includes(`raw.${name}`),
    );
  }
  assert.equal(bench.log.length, logged);
  const other = { namespace: xAttrNamespace.raw, name: 'other', value: new Uint8Array([1]) };
  bench.run(planSetXAttr(bench.ns, bench.ctx(), { src: '/.reserved/raw/d', xAttr: other, create: true, replace: true }));
  assert.equal(bench.log.length, logged + 1);
});
