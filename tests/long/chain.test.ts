/** The chain of tests/apache for half an hour, with more clients and more losses; QUORATE_FAILOVERS sets another length. */
import { test } from 'node:test';
import { runChain, seedOfRun } from '../apache/chain-scenario.ts';
import { needsApache } from '../apache/rig/apache.ts';

test('chains hold through some hundreds of failovers', { timeout: 7_200_000 }, async (t) => {
  if (!needsApache(t)) return;
  const failovers = Number(process.env['QUORATE_FAILOVERS'] ?? 300);
  await runChain(t, { seed: seedOfRun(), clients: 5, failovers, fileBytes: 20_000, lostPercent: 3 });
});
