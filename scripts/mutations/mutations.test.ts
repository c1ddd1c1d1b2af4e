import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { mutations } from './mutations.ts';

test('each mutation can be put in: its text is once in its file', () => {
  for (const { name, edits } of mutations) {
    for (const { file, from } of edits) assert.equal(readFileSync(file, 'utf8').split(from).length - 1, 1, `${name}: ${file}`);
  }
  assert.equal(new Set(mutations.map(({ name }) => name)).size, mutations.length);
});
