import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FakeDatanode } from './blocks.testing.ts';
import { Rig } from './blocks.testing.ts';

test('a node that dies while it leaves has left once no block wants a replica', () => {
  const { rig, nodes } = Rig.active(3);
  const [a, b, c] = nodes as [FakeDatanode, FakeDatanode, FakeDatanode];
  const row = rig.write([a, b], 100, 2);
  rig.blocks.refreshNodes([], ['10.0.0.1']);
  rig.tick();
  rig.blocks.intake.endNode(a.node);
  for (let i = 0; i < 3; i++) {
    for (const node of [b, c]) node.heartbeat();
    rig.tick(30_001);
    assert.equal(a.node.adminState, 'decommissioning', 'its block is still on one node only');
  }
  c.receive(row, 100);
  rig.tick(30_001);
  assert.equal(a.node.adminState, 'decommissioned');
});

test('a node that dies while it is looked through is not taken for one without blocks', () => {
  const { rig, nodes } = Rig.active(2);
  const [a] = nodes as [FakeDatanode];
  rig.write([a], 100, 1);
  rig.blocks.refreshNodes([], ['10.0.0.1']);
  rig.blocks.tick(rig.nowMs += 3000);
  rig.blocks.intake.endNode(a.node);
  rig.walk();
  assert.equal(a.node.adminState, 'decommissioning');
  assert.equal(rig.blocks.stats().missing, 1);
});

test('nor is one whose blocks nobody has looked at yet', () => {
  const { rig, nodes } = Rig.active(3);
  const [a, b] = nodes as [FakeDatanode, FakeDatanode];
  rig.write([a, b], 100, 2);
  rig.blocks.refreshNodes([], ['10.0.0.1']);
  rig.blocks.intake.endNode(a.node);
  rig.blocks.tick(rig.nowMs += 30_001);
  assert.equal(a.node.adminState, 'decommissioning');
});
