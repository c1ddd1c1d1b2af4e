import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FakeDatanode} from './blocks.testing.ts';
import { Rig } from './blocks.testing.ts';

/** dn1-dn3 on /a, dn4-dn6 on /b, dn7 on /c. */
const racks = (ipAddr: string): string => ['/a', '/a', '/a', '/b', '/b', '/b', '/c'][Number(ipAddr.split('.')[3]) - 1] ?? '/d';

test('three replicas: the writer\'s node, another rack, the same other rack', () => {
  for (let seed = 0; seed < 50; seed++) {
    const { rig } = Rig.active(6, { rackOf: racks, seed });
    const targets = rig.blocks.chooseTargets({ src: '/f', replicas: 3, blockSize: 100, clientHost: '10.0.0.2' }, rig.nowMs);
    assert.deepEqual(targets.map((target) => target.node.rack), ['/a', '/b', '/b']);
    assert.equal(targets[0]?.node.id.ipAddr, '10.0.0.2');
    assert.notEqual(targets[1], targets[2]);
  }
});

test('a writer from outside starts on its own rack, or anywhere', () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < 50; seed++) {
    const { rig } = Rig.active(6, { rackOf: racks, seed });
    const targets = rig.blocks.chooseTargets({ src: '/f', replicas: 3, blockSize: 100, clientHost: '10.0.9.99' }, rig.nowMs);
    assert.equal(new Set(targets.map((target) => target.node.rack)).size, 2);
    seen.add(targets[0]?.node.rack ?? '');
  }
  assert.deepEqual(seen, new Set(['/a', '/b']));
});

test('many replicas spread: no rack holds more than its share', () => {
  const { rig } = Rig.active(7, { rackOf: racks });
  const targets = rig.blocks.chooseTargets({ src: '/f', replicas: 6, blockSize: 100, clientHost: '10.0.0.1' }, rig.nowMs);
  assert.equal(targets.length, 6);
  const perRack = ['/a', '/b', '/c'].map((rack) => targets.filter((target) => target.node.rack === rack).length);
  assert.ok(Math.max(...perRack) <= 3);
});

test('excluded, full and leaving nodes are passed over, busy ones come last and favored ones first', () => {
  const { rig, nodes } = Rig.active(6);
  const [a, b, c, d] = nodes as [FakeDatanode, FakeDatanode, FakeDatanode, FakeDatanode];
  b.remaining = 50;
  d.xceivers = 100;
  for (const node of [b, d]) node.heartbeat();
  rig.blocks.refreshNodes([], ['dn3']);
  rig.nowMs += 2000;
  const choose = (favored?: readonly string[], replicas = 2): string[] => rig.blocks.chooseTargets({ src: '/f', replicas, blockSize: 100, clientHost: undefined, excluded: [a.id], ...(favored === undefined ? {} : { favored }) }, rig.nowMs).map((target) => target.node.id.hostName);
  assert.deepEqual(choose().sort(), ['dn5', 'dn6']);
  assert.deepEqual(choose(undefined, 3).sort(), ['dn4', 'dn5', 'dn6'], 'a busy node is better than a missing replica');
  assert.ok(choose(['10.0.0.6:9866']).includes('dn6'));
  assert.equal(c.node.adminState, 'decommissioning');
});

test('a block on one rack of two gets a copy on the other, then loses the surplus on the first', () => {
  const { rig, nodes } = Rig.active(6, { rackOf: racks });
  const [a, b, c] = nodes as [FakeDatanode, FakeDatanode, FakeDatanode];
  const row = rig.write([a, b, c], 100, 3);
  assert.equal(rig.blocks.stats().underReplicated, 1);
  rig.tick();
  const copies = nodes.flatMap((node) => node.obey(node.heartbeat()).copied);
  assert.equal(copies.length, 1);
  const target = nodes.find((node) => node.id.datanodeUuid === copies[0]?.targets[0]);
  assert.ok(target);
  assert.equal(racks(target.id.ipAddr), '/b');
  target.receive(row, 100);
  const deleted = nodes.filter((node) => node.obey(node.heartbeat()).deleted.length > 0);
  assert.equal(deleted.length, 1);
  assert.equal(racks(deleted[0]?.id.ipAddr ?? ''), '/a');
  assert.equal(rig.blocks.stats().underReplicated, 0);
});

test('surplus: the balancer\'s hint goes first, a silent node before a full one', () => {
  const { rig, nodes } = Rig.active(4);
  const [a, b, c, d] = nodes as [FakeDatanode, FakeDatanode, FakeDatanode, FakeDatanode];
  const row = rig.write([a, b, c], 100, 3);
  d.receive(row, 100, b.id.datanodeUuid);
  assert.deepEqual(nodes.filter((node) => node.obey(node.heartbeat()).deleted.length > 0), [b]);
  rig.nowMs += 20_000;
  for (const node of [a, b, d]) node.heartbeat();
  rig.edit(() => {
    rig.table.setReplication(row, 2);
    rig.blocks.replicationChanged(row, 3);
  });
  assert.deepEqual(nodes.filter((node) => node.obey(node.heartbeat()).deleted.length > 0), [c]);
});

test('replicas are told nearest first, and in the same order to the same reader', () => {
  const { rig, nodes } = Rig.active(6, { rackOf: racks });
  const row = rig.write([nodes[0], nodes[3], nodes[4]] as FakeDatanode[], 100, 3);
  const order = (client: string): string[] => rig.blocks.locateOne(row, 0, client).locs.map((info) => info.id.hostName);
  assert.equal(order('10.0.0.5')[0], 'dn5');
  assert.equal(order('10.0.0.5')[1], 'dn4');
  assert.equal(order('10.0.0.2')[0], 'dn1');
  assert.deepEqual(order('10.0.0.2'), order('10.0.0.2'));
});
