import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FileSystemError } from './errors.ts';
import { resolvePath } from './resolve-path.ts';

const resolve = (path: string): string => resolvePath(path, 'hdfs://ns1', '/user/alice');

test('paths become absolute and plain', () => {
  assert.equal(resolve('/a//b/./c/../d/'), '/a/b/d');
  assert.equal(resolve('x/y'), '/user/alice/x/y');
  assert.equal(resolve('.'), '/user/alice');
  assert.equal(resolve('/'), '/');
  assert.equal(resolve('/..'), '/');
  assert.equal(resolve('hdfs://ns1/a'), '/a');
  assert.equal(resolve('hdfs://ns1'), '/');
  assert.equal(resolve('hdfs:///a'), '/a');
  assert.equal(resolvePath('hdfs://host/a', 'hdfs://host:8020', '/'), '/a');
});

test('what cannot be a path of this file system is EINVAL', () => {
  for (const path of ['', 'hdfs://ns2/a', 'file:///a', 's3a://bucket/a', '/a:b']) {
    assert.throws(() => resolve(path), (error: unknown) => error instanceof FileSystemError && error.code === 'EINVAL', path);
  }
});
