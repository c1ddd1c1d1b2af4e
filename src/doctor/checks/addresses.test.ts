import assert from 'node:assert/strict';
import { test } from 'node:test';
import { facts, hosts, only, use } from '../facts.testing.ts';
import { checkAddresses } from './addresses.ts';

const rpc = 'dfs.namenode.rpc-address.ns1.nn1';
const edits = 'dfs.namenode.shared.edits.dir';

test('0.0.0.0 where somebody has to connect to', () => {
  only(checkAddresses(facts({ addresses: [use(rpc, '0.0.0.0')] })), 'problem', 'wildcard-address', /dfs\.namenode\.rpc-address\.ns1\.nn1 is 0\.0\.0\.0:8020/, /dfs\.namenode\.rpc-bind-host to 0\.0\.0\.0/);
  assert.deepEqual(checkAddresses(facts({ addresses: [use('dfs.datanode.address', '0.0.0.0', { reached: false, here: true })] })), []);
});

test('names without an address, and names that take long', () => {
  only(checkAddresses(facts({ addresses: [use(rpc, 'nowhere')], hosts: hosts({ nowhere: { addresses: [] } }) })), 'problem', 'unknown-host', /The host name nowhere .* has no address/);
  only(checkAddresses(facts({ addresses: [use(rpc, 'slow')], hosts: hosts({ slow: {} }) })), 'warning', 'slow-name', /was not resolved within a second/);
});

test('loopback here, while others are elsewhere', () => {
  const names = hosts({ node1: { addresses: ['127.0.1.1'], local: true }, node2: { addresses: ['10.0.0.2'] } });
  only(checkAddresses(facts({ addresses: [use(rpc, 'node1'), use(edits, 'node2')], hosts: names })), 'problem', 'loopback-address', /node1 is 127\.0\.1\.1 on this machine, but node2 is another host/, /\/etc\/hosts/);
  const all = hosts({ node1: { addresses: ['127.0.0.1'], local: true }, node2: { addresses: ['127.0.0.1'], local: true } });
  assert.deepEqual(checkAddresses(facts({ addresses: [use(rpc, 'node1'), use(edits, 'node2')], hosts: all })), []);
});

test('addresses of another machine, ports given twice, ports taken', () => {
  const elsewhere = hosts({ '10.9.9.9': { addresses: ['10.9.9.9'] } });
  only(checkAddresses(facts({ addresses: [use('dfs.datanode.address', '10.9.9.9', { reached: false, here: true })], hosts: elsewhere })), 'problem', 'foreign-address', /dfs\.datanode\.address is 10\.9\.9\.9:8020, which is none of this machine's addresses/);
  const here = hosts({ h: { addresses: ['127.0.0.1'], local: true } });
  only(checkAddresses(facts({ addresses: [use('a', 'h'), use('b', 'h')], hosts: here })), 'problem', 'same-address', /the port of a and the port of b are both h:8020/);
  only(checkAddresses(facts({ addresses: [], taken: [{ use: use('dfs.datanode.address', 'h', { what: 'dn1\'s data port' }), by: 'nc, pid 5' }] })), 'problem', 'port-taken', /Port 8020 on this machine, which is to be dn1's data port, is taken by nc, pid 5/, /\(dfs\.datanode\.address\)/);
});
