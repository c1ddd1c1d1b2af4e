import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explore } from './explore.ts';

// Two writers take seconds: a step of `npm test` of its own (main.ts).
test('one writer, with a crash behind each persisted step: nothing that was acknowledged is lost, and all can be', () => {
  const { states, acknowledged } = explore({ epochs: [1], crashes: 1 });
  // The same world has the same states: another number says that the rules have changed, and is to be looked at.
  assert.equal(states, 355);
  assert.deepEqual([...acknowledged].sort(), ['', 'a', 'aa', 'aaa']);
});
