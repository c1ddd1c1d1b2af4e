import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Client, ConfError, FileSystemError } from './index.ts';
import type { ClientOptions } from './index.ts';

test('a client is told where its cluster is in three ways', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'quorate-client-'));
  try {
    writeFileSync(path.join(dir, 'core-site.xml'), '<configuration><property><name>fs.defaultFS</name><value>hdfs://ns9</value></property></configuration>');
    writeFileSync(path.join(dir, 'hdfs-site.xml'), `<configuration>
      <property><name>dfs.nameservices</name><value>ns9</value></property>
      <property><name>dfs.namenode.rpc-address.ns9</name><value>localhost:1</value></property></configuration>`);
    const uriOf = async (options: ClientOptions): Promise<string> => {
      await using client = new Client({ user: 'alice', ...options });
      assert.equal(client.homeDirectory, '/user/alice');
      return client.uri;
    };
    assert.equal(await uriOf({ confDir: dir }), 'hdfs://ns9');
    assert.equal(await uriOf({ confDir: dir, uri: 'hdfs://other:8020' }), 'hdfs://other:8020');
    assert.equal(await uriOf({ uri: 'hdfs://ns1', nameNodes: ['a:1', 'b:2'] }), 'hdfs://ns1');
    assert.equal(await uriOf({ addresses: ['a:1'] }), 'hdfs://a:1');
    assert.equal(await uriOf({ addresses: ['a:1', 'b:2'] }), 'hdfs://ha');
    assert.equal(await uriOf({ uri: 'hdfs://ns1', conf: { 'dfs.ha.namenodes.ns1': 'x', 'dfs.namenode.rpc-address.ns1.x': 'a:1' } }), 'hdfs://ns1');
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test('options that cannot be used are named with their value and where they stand', () => {
  const cases: [ClientOptions, RegExp][] = [
    [{ confDir: '/does/not/exist' }, /confDir: '\/does\/not\/exist' has neither core-site\.xml nor hdfs-site\.xml/],
    [{ addresses: [] }, /addresses: an empty list/],
    [{ addresses: ['a'] }, /addresses: 'a' in the client's options: expected host:port/],
    [{ addresses: ['a:1'], uri: 'hdfs://ns1' }, /addresses: give either/],
    [{ nameNodes: ['a:1'] }, /uri: '' in the client's options: expected hdfs:\/\/nameservice/],
    [{ uri: 'http://a' }, /uri: 'http:\/\/a': expected hdfs:/],
    [{ addresses: ['a:1'], timeoutMs: -1 }, /timeoutMs: '-1'/],
    [{ addresses: ['a:1'], conf: { 'dfs.replication': 'many' } }, /dfs\.replication: 'many' in the client's options: expected a whole number/],
  ];
  for (const [options, message] of cases) {
    assert.throws(() => new Client(options), (error: unknown) => error instanceof ConfError && message.test(error.message), String(message));
  }
});

test('a deadline ends a call to a cluster that is not there, and says what went wrong', async () => {
  await using client = new Client({ addresses: ['127.0.0.1:1', '127.0.0.1:2'] });
  await assert.rejects(client.stat('/', { timeoutMs: 600 }), (error: unknown) => {
    assert.ok(error instanceof FileSystemError);
    assert.equal(error.code, 'ETIMEDOUT');
    assert.match(String(error.cause), /connection refused/);
    return true;
  });
});

test('a closed client says so', async () => {
  const client = new Client({ addresses: ['127.0.0.1:1'] });
  await client.close();
  await client.close();
  await assert.rejects(client.stat('/'), { code: 'EBADF' });
});
