import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { explained, mutations } from './mutations.ts';

test('each mutation can be put in: its text is once in its file', () => {
  for (const { name, edits } of mutations) {
    for (const { file, from } of edits) assert.equal(readFileSync(file, 'utf8').split(from).length - 1, 1, `${name}: ${file}`);
  }
  assert.equal(new Set(mutations.map(({ name }) => name)).size, mutations.length);
});

test('what is not caught is a mutation, and docs/SIMULATION.md says why', () => {
  const text = readFileSync('docs/SIMULATION.md', 'utf8').replaceAll(/\s+/g, ' ');
  const reasons = text.slice(text.indexOf('it is argued, not shown'), text.indexOf('What the adversary'));
  for (const name of explained) {
    assert.ok(mutations.some((mutation) => mutation.name === name), name);
    assert.ok(reasons.includes(name.replace(' of JournalNodes is accepted', ' is accepted')), name);
  }
});
