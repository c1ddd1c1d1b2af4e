import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfError, Configuration } from '../conf/configuration.ts';
import { clientSettings } from './client-settings.ts';

function conf(properties: Record<string, string>): Configuration {
  const made = new Configuration();
  for (const [name, value] of Object.entries(properties)) made.set(name, value, 'hdfs-site.xml');
  return made;
}

const ha = {
  'fs.defaultFS': 'hdfs://ns1', 'dfs.nameservices': 'ns1', 'dfs.ha.namenodes.ns1': 'nn1,nn2',
  'dfs.namenode.rpc-address.ns1.nn1': 'a:8020', 'dfs.namenode.rpc-address.ns1.nn2': 'b:8021',
};

test('a nameservice is all of its NameNodes, an address is one', () => {
  const settings = clientSettings(conf(ha), 'alice');
  assert.equal(settings.uri, 'hdfs://ns1');
  assert.deepEqual(settings.nameNodes, [{ host: 'a', port: 8020 }, { host: 'b', port: 8021 }]);
  assert.deepEqual(clientSettings(conf(ha), 'alice', 'hdfs://c:9000').nameNodes, [{ host: 'c', port: 9000 }]);
  assert.deepEqual(clientSettings(conf({}), 'alice', 'hdfs://c').nameNodes, [{ host: 'c', port: 8020 }]);
});

test('umasks are octal or symbolic', () => {
  const umask = (text: string): number => clientSettings(conf({ ...ha, 'fs.permissions.umask-mode': text }), 'alice').umask;
  assert.equal(umask('022'), 0o22);
  assert.equal(umask('u=rwx,g=rx,o='), 0o27);
  assert.equal(umask('ug=rwx,o=r'), 0o3);
});

test('a malformed value names key, value and file', () => {
  const cases: [Record<string, string>, RegExp][] = [
    [{ 'fs.permissions.umask-mode': '9x' }, /fs\.permissions\.umask-mode: '9x' in hdfs-site\.xml/],
    [{ 'dfs.checksum.type': 'CRC64' }, /dfs\.checksum\.type: 'CRC64' in hdfs-site\.xml: expected CRC32C or CRC32 or NULL/],
    [{ 'dfs.client.socket-timeout': 'soon' }, /dfs\.client\.socket-timeout: 'soon' in hdfs-site\.xml/],
    [{ 'fs.defaultFS': 'file:///' }, /fs\.defaultFS: 'file:\/\/\/' in hdfs-site\.xml: expected hdfs:/],
    [{ 'dfs.client.block.write.replace-datanode-on-failure.policy': 'SOMETIMES' }, /policy: 'SOMETIMES' in hdfs-site\.xml/],
  ];
  for (const [properties, message] of cases) {
    assert.throws(() => clientSettings(conf({ ...ha, ...properties }), 'alice'), (error: unknown) => error instanceof ConfError && message.test(error.message));
  }
  assert.throws(() => clientSettings(conf({}), 'alice'), /is HADOOP_CONF_DIR set/);
});
