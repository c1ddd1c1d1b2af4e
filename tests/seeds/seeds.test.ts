import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import type { Fault } from '../../src/sim/faults/fault.ts';
import type { Profile } from '../../src/sim/faults/plan-faults.ts';
import { simulateApart } from './simulate-apart.ts';

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
  const first = await simulateApart({ seed: 7, profile: 'check' });
  const second = await simulateApart({ seed: 7, profile: 'check' });
  assert.deepEqual(second.trace, first.trace);
  assert.equal(second.digest, first.digest);
  const other = await simulateApart({ seed: 8, profile: 'check' });
  assert.notEqual(other.digest, first.digest);
});

for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')).sort()) {
  const known = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as KnownSeed;
  test(`seed ${known.seed} (${known.profile}): ${known.found}`, async () => {
    const { seed, profile, faults } = known;
    const { failure, trace } = await simulateApart({ seed, profile, ...(faults === undefined ? {} : { faults }) });
    if (failure !== undefined) assert.fail(`${failure}\n${trace.slice(-40).join('\n')}`);
  });
}
