import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configuration } from './facts.testing.ts';
import { subjectOfConfiguration } from './subject.ts';
import type { Subject } from './subject.ts';

const ha = {
  'dfs.nameservices': 'ns1', 'dfs.ha.namenodes.ns1': 'nn1,nn2', 'dfs.namenode.rpc-address.ns1.nn1': 'one:8020', 'dfs.namenode.rpc-address.ns1.nn2': 'two:8020',
  'dfs.namenode.shared.edits.dir': 'qjournal://one:8485;two;three:8485/j', 'dfs.namenode.name.dir': 'file:///data/1,/data/2/', 'dfs.journalnode.edits.dir': '/journal',
};

function on(host: string, changes: Readonly<Record<string, string>> = {}): Subject {
  return subjectOfConfiguration({ label: 'c', conf: configuration({ ...ha, ...changes }) }, (name) => name === host);
}

test('everybody whom a configuration names', () => {
  const [service] = on('none').nameservices;
  assert.deepEqual(service?.nameNodes.map(({ name, rpc, http }) => [name, rpc.host, http]), [['nn1', 'one', { host: 'one', port: 9870 }], ['nn2', 'two', { host: 'two', port: 9870 }]]);
  assert.deepEqual([service?.journalId, service?.journalNodes.map(({ name }) => name)], ['j', ['one:8485', 'two:8485', 'three:8485']]);
});

test('directories and ports are those of this machine\'s daemons', () => {
  const told = (subject: Subject): string[] => subject.directories.map(({ role, of, path }) => `${role} ${of} ${path}`);
  assert.deepEqual(told(on('two')), ['namenode nn2 /data/1', 'namenode nn2 /data/2', 'journalnode two:8485 /journal/j']);
  assert.deepEqual(told(on('three')), ['journalnode three:8485 /journal/j']);
  assert.deepEqual(told(on('four', { 'dfs.datanode.data.dir': '[SSD]file:///d' })), ['datanode the DataNode /d']);
  assert.deepEqual(on('two').addresses.filter(({ here }) => here).map(({ what }) => what), ['nn2\'s RPC port']);
  // Whatever its address, this configuration is nn1's.
  assert.deepEqual(on('two', { 'dfs.ha.namenode.id': 'nn1' }).addresses.filter(({ here }) => here).map(({ what }) => what), ['nn1\'s RPC port']);
});

test('what cannot be read is told, and the rest looked at', () => {
  const broken = on('one', { 'dfs.namenode.shared.edits.dir': 'qjournal://one:x/j' });
  assert.match(broken.errors.join(), /dfs\.namenode\.shared\.edits\.dir: 'qjournal:\/\/one:x\/j'/);
  assert.deepEqual(broken.nameservices.map(({ nameNodes }) => nameNodes.length), [2]);
  const missing = subjectOfConfiguration({ label: 'c', conf: configuration({ 'dfs.nameservices': 'ns1', 'dfs.ha.namenodes.ns1': 'nn1' }) }, () => false);
  assert.deepEqual([missing.errors, missing.nameservices], [['dfs.namenode.rpc-address.ns1.nn1 is not set'], []]);
});
