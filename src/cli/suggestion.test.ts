import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggestion } from './suggestion.ts';

test('a slip of the fingers gets the word that was meant', () => {
  const commands = ['up', 'down', 'status', 'start', 'stop', 'namenode', 'journalnode', 'datanode', 'dfs'];
  assert.equal(suggestion('statsu', commands), 'status');
  assert.equal(suggestion('nameNode', commands), 'namenode');
  assert.equal(suggestion('datenode', commands), 'datanode');
  assert.equal(suggestion('journal', commands), 'journalnode');
  assert.equal(suggestion('xyz', commands), undefined);
});

test('words of one letter are suggested for another case only', () => {
  assert.equal(suggestion('-Z', ['-C', '-R', '-h']), undefined);
  assert.equal(suggestion('-H', ['-C', '-R', '-h']), '-h');
});
