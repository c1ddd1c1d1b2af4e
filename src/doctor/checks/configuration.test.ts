import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { suggestion } from '../../cli/suggestion.ts';
import { configuration, facts, nameNode, namespace, nameservice, only } from '../facts.testing.ts';
import type { Finding } from '../finding.ts';
import { isKnown } from '../key-names.ts';
import { checkConfiguration } from './configuration.ts';

const ha = { 'dfs.nameservices': 'ns1', 'dfs.ha.namenodes.ns1': 'nn1,nn2' };
const check = (properties: Readonly<Record<string, string>>): Finding[] => checkConfiguration(facts({ confs: [{ label: 'c', conf: configuration(properties) }] }), suggestion);

test('misspelt keys, with a suffix and without', () => {
  only(check({ 'dfs.namenode.hanlder.count': '5' }), 'problem', 'conf-misspelt', /^dfs\.namenode\.hanlder\.count in \/etc\/hadoop\/hdfs-site\.xml is no key of Hadoop or quorate, so it has no effect; did you mean dfs\.namenode\.handler\.count\?$/);
  only(check({ ...ha, 'dfs.namenode.rpc-adress.ns1.nn1': 'h:1' }), 'problem', 'conf-misspelt', /did you mean dfs\.namenode\.rpc-address\.ns1\.nn1\?/);
  only(check({ 'fs.defualtFS': 'hdfs://x' }), 'problem', 'conf-misspelt', /did you mean fs\.defaultFS\?/);
  only(check({ 'dfs.something.of.ours': '1' }), 'warning', 'conf-unknown', /is no key of Hadoop 3\.4 or quorate/);
  only(check({ 'quorate.ha.lease.renew': '100' }), 'warning', 'conf-unknown', /no effect/);
  assert.deepEqual(check({ 'hive.metastore.uris': 'x', 'hadoop.proxyuser.hue.hosts': '*', 'fs.s3a.endpoint': 'x', 'ipc.8020.callqueue.impl': 'x', 'dfs.ha.zkfc.port': '8019' }), []);
});

test('suffixes of nobody', () => {
  only(check({ ...ha, 'dfs.namenode.rpc-address.ns1.nm1': 'h:1' }), 'problem', 'conf-suffix', /'ns1\.nm1' is none of ns1\.nn1, ns1\.nn2 and ns1.*did you mean 'ns1\.nn1'/);
  assert.deepEqual(check({ ...ha, 'dfs.namenode.rpc-address.ns1.nn2': 'h:1', 'dfs.client.failover.proxy.provider.ns1': 'x', 'dfs.namenode.handler.count.ns1': '5' }), []);
});

test('names of old', () => {
  only(check({ 'dfs.name.dir': '/x' }), 'warning', 'conf-deprecated', /^dfs\.name\.dir in \/etc\/hadoop\/hdfs-site\.xml is an old name of dfs\.namenode\.name\.dir\. It still has its effect\.$/, /Write dfs\.namenode\.name\.dir/);
  only(check({ 'dfs.name.dir': '/x', 'dfs.namenode.name.dir': '/y' }), 'warning', 'conf-deprecated', /Both are set; the last one counts: '\/y'/);
  only(check({ 'dfs.max.objects': '1' }), 'warning', 'conf-deprecated', /old name of dfs\.namenode\.max\.objects/);
  const apache = facts({ confs: [{ label: 'c', conf: configuration({ 'dfs.name.dir': '/x' }) }], nameservices: [nameservice({ nameNodes: [nameNode('nn1', { namespace: { ...namespace, ours: false } })] })] });
  only(checkConfiguration(apache, suggestion), 'warning', 'conf-deprecated', /old name/);
});

test('malformed values, once for all files that have them', () => {
  only(check({ 'dfs.replication': 'three' }), 'problem', 'conf-value', /dfs\.replication: 'three' in \/etc\/hadoop\/hdfs-site\.xml cannot be used: expected a whole number\./);
  const confs = ['a', 'b', 'c'].map((name) => ({ label: name, conf: configuration({ 'dfs.replication': '0' }, `/${name}/hdfs-site.xml`) }));
  only(checkConfiguration(facts({ confs }), suggestion), 'problem', 'conf-value', /'0' in \/a\/hdfs-site\.xml and 2 other files cannot be used: must be 1 or more/);
  only(checkConfiguration(facts({ confErrors: ['/x/core-site.xml: not well-formed XML'] }), suggestion), 'problem', 'conf-unusable', /not well-formed XML/);
});

test('keys that matter and are not heeded', () => {
  only(check({ 'hadoop.security.authentication': 'kerberos' }), 'problem', 'conf-unheeded', /is kerberos, and quorate does not heed it yet: every client is believed/);
  only(check({ 'net.topology.script.file.name': '/x.sh' }), 'warning', 'conf-unheeded', /one rack/);
  assert.deepEqual(check({ 'hadoop.security.authentication': 'simple', 'dfs.http.policy': 'HTTP_ONLY', 'dfs.encrypt.data.transfer': 'false' }), []);
});

test('every key of src/conf is known', async () => {
  const folder = new URL('../../conf/', import.meta.url);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.js') && !name.includes('.test.'))) {
    for (const value of Object.values((await import(new URL(file, folder).href)) as Record<string, unknown>)) {
      if (typeof value === 'object' && value !== null && 'defaultText' in value && 'name' in value) assert.ok(isKnown(String(value.name)), `${String(value.name)} of src/conf/${file}: add the file to src/conf/known-keys.ts`);
    }
  }
});
