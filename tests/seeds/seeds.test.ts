import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import type { Fault } from '../../src/sim/faults/fault.ts';
import type { Profile } from '../../src/sim/faults/plan-faults.ts';
import { watchUncaught } from '../../src/sim/crash-watch.ts';
import { simulate } from '../../src/sim/simulate.ts';

/** A run that failed once, and must not again. */
interface KnownSeed {
  readonly seed: number;
  readonly profile: Profile;
  /** Instead of those of the seed. */
  readonly faults?: readonly Fault[];
  /** What it found. */
  readonly found: string;
}

const folder = 'tests/seeds';

test('the same seed gives the same trace, event for event', async () => {
  const first = await simulate({ seed: 7, profile: 'check', onUncaught: watchUncaught });
  const second = await simulate({ seed: 7, profile: 'check', onUncaught: watchUncaught });
  assert.deepEqual(second.trace, first.trace);
  assert.equal(second.digest, first.digest);
  const other = await simulate({ seed: 8, profile: 'check', onUncaught: watchUncaught });
  assert.notEqual(other.digest, first.digest);
});

for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')).sort()) {
  const known = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as KnownSeed;
  test(`seed ${known.seed} (${known.profile}): ${known.found}`, async () => {
    const { seed, profile, faults } = known;
    const report = await simulate({ seed, profile, onUncaught: watchUncaught, ...(faults === undefined ? {} : { faults }) });
    if (report.failure !== undefined) assert.fail(`${report.failure.checker}: ${report.failure.message}\n${report.trace.slice(-40).join('\n')}`);
  });
}
