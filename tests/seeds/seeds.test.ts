import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, test } from 'node:test';
import { rounds } from '../../scripts/effort.ts';
import type { Fault } from '../../src/sim/faults/fault.ts';
import type { Profile } from '../../src/sim/faults/plan-faults.ts';
import { Totals, failureLines, summaryLine } from '../../src/sim/report-text.ts';
import { SeedRunner } from '../../src/sim/seed-runner.ts';

/** A run that failed once, and must not again. */
interface KnownSeed {
  readonly seed: number;
  readonly profile: Profile;
  /** Instead of those of the seed. */
  readonly faults?: readonly Fault[];
  readonly faultMs?: number;
  /** What it found. */
  readonly found: string;
}

const folder = 'tests/seeds';
const briefSeeds = 200;
const runner = new SeedRunner();
after(() => runner.close());

test('the same seed gives the same trace, event for event, in a thread that has run others and in a new one', async () => {
  const fresh = new SeedRunner();
  const whole = await runner.run({ seed: 7, profile: 'full' });
  assert.equal(whole.failure, undefined);
  assert.ok(whole.virtualMs >= 60_000 && whole.calls >= 2000 && whole.filesWritten > 10 && whole.failovers > 0, summaryLine(whole));
  // A new thread knows none of the code: in a quick check it has a brief run.
  const profile = rounds(1, 0) === 1 ? 'full' : 'brief';
  const first = await runner.run({ seed: 7, profile });
  const other = await runner.run({ seed: 8, profile });
  const second = await fresh.run({ seed: 7, profile });
  await fresh.close();
  assert.deepEqual(second.trace, first.trace);
  assert.equal(second.digest, first.digest);
  assert.notEqual(other.digest, first.digest);
});

for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')).sort()) {
  const known = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as KnownSeed;
  test(`seed ${known.seed} (${known.profile}): ${known.found}`, async () => {
    const { seed, profile, faults, faultMs } = known;
    const result = await runner.run({ seed, profile, faults, faultMs, untilWhole: true });
    if (result.failure !== undefined) assert.fail(failureLines(result, undefined, 40).join('\n'));
  });
}

/** In one thread: the first seeds of a thread take several times as long as those behind them. */
test(`seeds 1 to ${briefSeeds}, brief`, async () => {
  const totals = new Totals();
  for (let seed = 1; seed <= briefSeeds; seed++) {
    const result = await runner.run({ seed, profile: 'brief' });
    totals.add(result);
    if (result.failure !== undefined) assert.fail(failureLines(result, undefined, 40).join('\n'));
  }
  console.log(totals.line);
});
