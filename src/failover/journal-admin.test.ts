import assert from 'node:assert/strict';
import { test } from 'node:test';
import { journalRequest } from './journal-admin.ts';

test('a JournalNode is meant by the name that it has in the list, with or without the brackets of an IPv6 address', () => {
  assert.deepEqual(journalRequest('add', ['[::1]:8485']), { add: '::1:8485' });
  assert.deepEqual(journalRequest('add', ['::1:8485']), { add: '::1:8485' });
  assert.deepEqual(journalRequest('remove', ['[fe80::7]:8485']), { remove: 'fe80::7:8485' });
  assert.deepEqual(journalRequest('replace', ['jn3:8485', '[::1]:8485']), { remove: 'jn3:8485', add: '::1:8485' });
  // What is none is told of by the NameNode.
  assert.deepEqual(journalRequest('add', ['jn4']), { add: 'jn4' });
});

test('operands that are lacking, or too many', () => {
  for (const [kind, operands, text] of [
    ['add', [], /^-journal add: one HOST:PORT is wanted$/], ['remove', ['a:1', 'b:1'], /one HOST:PORT/], ['replace', ['a:1'], /the old HOST:PORT and the new one/],
    ['seal', ['a:1'], /nothing more/], ['swap', [], /it is list, add, remove, replace or seal/],
  ] as const) assert.throws(() => journalRequest(kind, operands), { name: 'ConfError', message: text });
});
