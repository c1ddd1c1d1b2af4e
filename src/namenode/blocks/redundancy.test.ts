import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FakeDatanode } from './blocks.testing.ts';
import { Rig, orderedCopies } from './blocks.testing.ts';

test('blocks that nobody can copy now are counted', () => {
  const { rig, nodes } = Rig.active(2);
  const [a] = nodes as [FakeDatanode];
  for (let i = 0; i < 10; i++) rig.write([a], 100, 2);
  assert.equal(rig.blocks.stats().copiesSourceless, 0);
  rig.tick();
  // It makes no more at once than dfs.namenode.replication.max-streams-hard-limit allows.
  rig.tick();
  rig.tick();
  const ordered = orderedCopies(a.heartbeat().commands).length;
  assert.ok(ordered > 0 && ordered < 10, String(ordered));
  assert.ok(rig.blocks.stats().copiesSourceless > 0);
});
