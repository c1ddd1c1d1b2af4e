import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rounds } from '../../../scripts/effort.ts';
import { chooseLog } from '../../qjournal/client/segment-recovery.ts';
import { explore } from './explore.ts';

// Two writers take seconds: a step of `npm test` of its own (main.ts).
test('one writer, with a crash behind each persisted step: nothing that was acknowledged is lost, and all can be', () => {
  const { states, acknowledged } = explore({ epochs: [1], crashes: 1 });
  // The same world has the same states: another number says that the rules have changed, and is to be looked at.
  assert.equal(states, 355);
  assert.deepEqual([...acknowledged].sort(), ['', 'a', 'aa', 'aaa']);
});

// Seconds, which a quick check spends otherwise.
if (rounds(1, 0) === 1) test('two writers, and a recovery that takes the shorter log: what was acknowledged is found to be lost', () => {
  const shorter: typeof chooseLog = (first, answers) => {
    const ends = answers.flatMap(({ response }) => response.segmentState?.endTxId ?? []);
    const kept = answers.filter(({ response }) => (response.segmentState?.endTxId ?? Math.min(...ends)) === Math.min(...ends));
    return chooseLog(first, kept.length > 0 ? kept : answers);
  };
  assert.throws(() => explore({ epochs: [1, 2], crashes: 0, choose: shorter }), /Broken/);
});
