import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfError, Configuration } from './configuration.ts';
import { boolKey, intKey, listKey, sizeKey, textKey, timeKey } from './keys.ts';
import { nameDirs } from './namenode-keys.ts';
import { nameNodesOf, ownNameNode, quorumJournalUri } from './nameservices.ts';

function xml(properties: Readonly<Record<string, string>>): string {
  const lines = Object.entries(properties).map(([name, value]) => `<property><name>${name}</name><value>${value}</value></property>`);
  return `<?xml version="1.0"?>\n<configuration>${lines.join('')}</configuration>`;
}

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof ConfError);
    return error.message;
  }
  return 'none';
}

test('a malformed value names the key, the value and the file', () => {
  const conf = new Configuration().addXml(xml({ 'dfs.replication': 'three' }), '/etc/hadoop/hdfs-site.xml');
  assert.equal(refusal(() => conf.get(intKey('dfs.replication', 3, 'replicas'))), "dfs.replication: 'three' in /etc/hadoop/hdfs-site.xml: expected a whole number");
});

test('sizes, times, lists and flags are read as Hadoop reads them', () => {
  const conf = new Configuration().addXml(xml({ a: '64m', b: '5m', c: ' x, ,y ', d: 'TRUE', e: '30' }), 'f');
  assert.equal(conf.get(sizeKey('a', '0', '')), 67_108_864);
  assert.equal(conf.get(timeKey('b', '0', 'ms', '')), 300_000);
  assert.equal(conf.get(timeKey('e', '0', 's', '')), 30_000);
  assert.deepEqual(conf.get(listKey('c', '', '')), ['x', 'y']);
  assert.equal(conf.get(boolKey('d', false, '')), true);
});

test('later files win, but not over what an earlier one made final', () => {
  const first = '<configuration><property><name>a</name><value>1</value><final>true</final></property><property><name>b</name><value>1</value></property></configuration>';
  const conf = new Configuration().addXml(first, 'one').addXml(xml({ a: '2', b: '2' }), 'two');
  assert.deepEqual([conf.text('a'), conf.text('b'), conf.sourceOf('b')], ['1', '2', 'two']);
});

test('names of old stand for those of today, and the last one counts', () => {
  const conf = new Configuration().addXml(xml({ 'fs.default.name': 'hdfs://old', 'dfs.replication.min': '2' }), 'one');
  assert.deepEqual([conf.text('fs.defaultFS'), conf.text('fs.default.name'), conf.sourceOf('dfs.namenode.replication.min'), conf.has('fs.defaultFS')], ['hdfs://old', 'hdfs://old', 'one', true]);
  conf.addXml(xml({ 'fs.defaultFS': 'hdfs://new' }), 'two').set('dfs.replication.min', '3');
  assert.deepEqual([conf.text('fs.defaultFS'), conf.text('dfs.namenode.replication.min'), conf.names()], ['hdfs://new', '3', ['dfs.namenode.replication.min', 'fs.defaultFS']]);
  assert.deepEqual(conf.copy().renamed(), [
    { name: 'fs.default.name', now: 'fs.defaultFS', source: 'one', both: true }, { name: 'dfs.replication.min', now: 'dfs.namenode.replication.min', source: 'command line', both: false },
  ]);
  const final = new Configuration().addXml('<configuration><property><name>dfs.block.size</name><value>1</value><final>true</final></property></configuration>', 'one').addXml(xml({ 'dfs.blocksize': '2' }), 'two');
  assert.equal(final.text('dfs.blocksize'), '1');
});

test('variables expand, through defaults as well', () => {
  const conf = new Configuration().set('user.name', 'ann').addXml(xml({ base: '/d', dir: '${base}/x' }), 'f');
  assert.equal(conf.text('dir'), '/d/x');
  assert.deepEqual(conf.get(nameDirs), ['/tmp/hadoop-ann/dfs/name']);
  conf.set('hadoop.tmp.dir', '/data');
  assert.deepEqual(conf.get(nameDirs), ['/data/dfs/name']);
});

test('variables are Java\'s system properties and the environment\'s as well', () => {
  const surroundings = { properties: { 'user.home': '/home/ann' }, environment: { DATA: '/data', EMPTY: '' } };
  const written = {
    home: '${user.home}/dfs', own: '${env.DATA}/x', unset: '${env.NONE}', otherwise: '${env.NONE-/a}${env.DATA-/a}${env.EMPTY-/a}', empty: '${env.NONE:-/a}${env.EMPTY:-/a}',
    nested: '${env.NONE:-${home}}', 'user.home': '/not/this', nothing: '${env.EMPTY}', word: '${env.}',
  };
  const conf = new Configuration(surroundings).addXml(xml(written), 'f').copy();
  assert.deepEqual(['home', 'own', 'unset', 'otherwise', 'empty', 'nested', 'nothing', 'word'].map((name) => conf.text(name)), ['/home/ann/dfs', '/data/x', '${env.NONE}', '/a/data', '/a/a', '/home/ann/dfs', '', '${env.}']);
  const own = new Configuration(surroundings).set('a', '${a}').set('b', '${env.B-${b}}');
  for (const name of ['a', 'b']) assert.match(refusal(() => own.text(name)), /variables nest deeper than 20/);
});

test('what is no configuration file is refused by name', () => {
  assert.match(refusal(() => new Configuration().addXml('<configuration><property>', 'core-site.xml')), /^core-site\.xml: not well-formed XML/);
  assert.equal(refusal(() => new Configuration().addXml('<other/>', 'core-site.xml')), 'core-site.xml: no <configuration> element');
});

test('a missing value says what it is for', () => {
  assert.equal(refusal(() => new Configuration().get(textKey('x.y', undefined, 'where it lies'))), 'x.y is not set: where it lies');
});

const pair = {
  'dfs.nameservices': 'ns1', 'dfs.ha.namenodes.ns1': 'nn1,nn2', 'dfs.namenode.rpc-address.ns1.nn1': 'a:8020', 'dfs.namenode.rpc-address.ns1.nn2': 'b:8020',
  'dfs.namenode.shared.edits.dir': 'qjournal://j1:8485;j2;j3:8485/ns1',
};

test('a NameNode finds itself by its id or its address, or says what is missing', () => {
  const conf = new Configuration().addXml(xml(pair), 'f');
  assert.equal(ownNameNode(conf, (host) => host === 'b').id, 'nn2');
  assert.match(refusal(() => ownNameNode(conf, () => false)), /none of the NameNodes nn1, nn2 .* set dfs\.ha\.namenode\.id/);
  assert.equal(ownNameNode(conf.copy().set('dfs.ha.namenode.id', 'nn1'), () => false).id, 'nn1');
  assert.match(refusal(() => ownNameNode(conf.copy().set('dfs.ha.namenode.id', 'nn9'), () => false)), /'nn9' is none of/);
});

test('DataNodes and other NameNodes have an address of their own, where one is set', () => {
  const conf = new Configuration().addXml(xml({ ...pair, 'dfs.namenode.servicerpc-address.ns1.nn1': 'a:8040' }), 'f');
  assert.deepEqual(nameNodesOf(conf, 'ns1').map(({ service, rpc }) => [service.port, rpc.port]), [[8040, 8020], [8020, 8020]]);
});

test('a journal URI gives its members and its id', () => {
  const uri = quorumJournalUri(new Configuration().addXml(xml(pair), 'f'));
  assert.deepEqual(uri?.journalNodes, [{ host: 'j1', port: 8485 }, { host: 'j2', port: 8485 }, { host: 'j3', port: 8485 }]);
  assert.equal(uri?.journalId, 'ns1');
  const bad = new Configuration().addXml(xml({ 'dfs.namenode.shared.edits.dir': 'file:///x' }), 'hdfs-site.xml');
  assert.match(refusal(() => quorumJournalUri(bad)), /dfs\.namenode\.shared\.edits\.dir: 'file:\/\/\/x' in hdfs-site\.xml: expected qjournal/);
});
