import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Configuration } from '../conf/configuration.ts';
import { nameNodeOptions } from './name-node-options.ts';
import type { NameNodeOptions } from './name-node-options.ts';

function options(properties: Readonly<Record<string, string>>): NameNodeOptions {
  const conf = new Configuration();
  const site = {
    'dfs.nameservices': 'ns1', 'dfs.ha.namenodes.ns1': 'nn1,nn2', 'dfs.ha.namenode.id': 'nn1',
    'dfs.namenode.name.dir': '/name', 'dfs.namenode.rpc-address.ns1.nn1': 'a:8020', 'dfs.namenode.rpc-address.ns1.nn2': 'b:8020',
    ...properties,
  };
  for (const [name, value] of Object.entries(site)) conf.set(name, value);
  return nameNodeOptions(conf, 'hdfs', () => true);
}

test('a nameservice may have a ZooKeeper of its own, and so may a NameNode', () => {
  assert.equal(options({ 'ha.zookeeper.quorum': 'zk:2181' }).zookeeperQuorum, 'zk:2181');
  assert.equal(options({ 'ha.zookeeper.quorum': 'zk:2181', 'ha.zookeeper.quorum.ns1': 'zk1:2181', 'ha.zookeeper.quorum.ns2': 'zk2:2181' }).zookeeperQuorum, 'zk1:2181');
  assert.equal(options({ 'ha.zookeeper.quorum.ns1': 'zk1:2181', 'ha.zookeeper.quorum.ns1.nn1': 'zk11:2181' }).zookeeperQuorum, 'zk11:2181');
});

test('a lease that is longer than JournalNodes grant any is refused by its name', () => {
  assert.equal(options({ 'quorate.ha.lease.ttl': '10s' }).leaseTtlMs, 10_000);
  assert.throws(() => options({ 'quorate.ha.lease.ttl': '15s' }), { name: 'ConfError', message: "quorate.ha.lease.ttl: '15s' in command line: must be 10000 ms or less" });
});
