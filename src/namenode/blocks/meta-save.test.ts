import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rig } from './blocks.testing.ts';
import type { FakeDatanode } from './blocks.testing.ts';

/** The lines, without those about DataNodes. */
function saved(rig: Rig): string[] {
  return rig.blocks.metaSave((row) => `/f${row}`, rig.nowMs, 1_795_416_426_000);
}

test('blocks to copy, being copied, missing and corrupt are told with their replicas', () => {
  const { rig, nodes } = Rig.active(3);
  const [a, b, c] = nodes as [FakeDatanode, FakeDatanode, FakeDatanode];
  const quiet = saved(rig);
  assert.deepEqual(quiet.slice(0, 8), [
    'Live Datanodes: 3', 'Dead Datanodes: 0', 'Metasave: Blocks waiting for reconstruction: 0', 'Metasave: Blocks currently missing: 0',
    'Mis-replicated blocks that have been postponed:', 'Metasave: Blocks being reconstructed: 0', 'Metasave: Blocks 0 waiting deletion from 0 datanodes.', 'Corrupt Blocks:',
  ]);
  assert.equal(quiet[8], 'Metasave: Number of datanodes: 3');
  assert.match(quiet[9] ?? '', /^10\.0\.0\.1:\d+ IN \d+\(.* [KMGT]?B\) \d+\(.*\) [\d.]+% \d+\(.*\) 0\(0 B\) 0\(0 B\) 100\.00% 0\(0 B\) \w{3} \w{3} /);

  const row = rig.write([a, b], 100, 3);
  const name = `blk_${rig.block(row).blockId}_${rig.block(row).genstamp}`;
  const low = saved(rig);
  const waiting = low.find((line) => line.startsWith(`/f${row}: ${name} (replicas: live: 2 decommissioning and decommissioned: 0 corrupt: 0 in excess: 0 maintenance mode: 0)`));
  assert.ok(waiting !== undefined, low.join('\n'));
  assert.match(waiting, / 10\.0\.0\.1:\d+ : .* 10\.0\.0\.2:\d+ : $/);
  rig.tick();
  assert.ok(saved(rig).some((line) => line.startsWith(`${name} StartTime: `) && line.endsWith(' NumReconstructInProgress: 1')), saved(rig).join('\n'));
  c.receive(row, 100);
  rig.tick();
  assert.equal(saved(rig)[2], 'Metasave: Blocks waiting for reconstruction: 0');
});
