/** Exactly once, through ten failovers and more; the scenario is chain-scenario.ts. */
import { test } from 'node:test';
import { runChain, seedOfRun } from './chain-scenario.ts';
import { needsApache } from './rig/apache.ts';

test('chains of renames and creates hold through lost replies, kills, pauses, planned failovers and deaths', { timeout: 240_000 }, async (t) => {
  if (!needsApache(t)) return;
  await runChain(t, { seed: seedOfRun(), clients: 3, failovers: 10, fileBytes: 2000, lostPercent: 1 });
});
