import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Configuration } from './configuration.ts';
import { intKey } from './keys.ts';
import { isSecret, shownKeys } from './shown-keys.ts';

test('what is set, what is known, and of secrets only that they are there', () => {
  const known = [intKey('dfs.replication', 3, 'replicas'), intKey('dfs.rpc.port', 8020, 'a port')];
  const conf = new Configuration().set('dfs.replication', '2', 'hdfs-site.xml').set('dfs.rpc.port.ns1.nn1', '9000').set('ssl.server.keystore.password', 'hunter2').set('fs.s3a.secret.key', '');
  assert.deepEqual(shownKeys(conf, known), [
    { name: 'dfs.replication', value: '2', defaultValue: '3', source: 'hdfs-site.xml', doc: 'replicas', masked: false },
    { name: 'dfs.rpc.port', value: '8020', defaultValue: '8020', source: 'default', doc: 'a port', masked: false },
    { name: 'dfs.rpc.port.ns1.nn1', value: '9000', defaultValue: '8020', source: 'command line', doc: 'a port', masked: false },
    { name: 'fs.s3a.secret.key', value: '', defaultValue: undefined, source: 'command line', doc: '', masked: false },
    { name: 'ssl.server.keystore.password', value: '', defaultValue: undefined, source: 'command line', doc: '', masked: true },
  ]);
});

test('what the configuration itself calls a secret is one', () => {
  const conf = new Configuration().set('hadoop.security.sensitive-config-keys', 'site.pin$').set('my.site.pin', '1234');
  assert.deepEqual(shownKeys(conf, []).find(({ name }) => name === 'my.site.pin'), { name: 'my.site.pin', value: '', defaultValue: undefined, source: 'command line', doc: '', masked: true });
});

test('which names are secrets', () => {
  const secrets = ['fs.s3a.secret.key', 'fs.s3a.session.token', 'fs.azure.account.key.x.blob.core.windows.net', 'dfs.web.authentication.kerberos.password', 'hadoop.security.credential.provider.path', 'fs.adl.oauth2.credential', 'fs.s3a.access.key'];
  assert.deepEqual(secrets.filter((name) => !isSecret(name)), []);
  assert.deepEqual(['dfs.block.access.token.enable', 'dfs.replication', 'dfs.namenode.delegation.token.max-lifetime'].filter(isSecret), []);
});
