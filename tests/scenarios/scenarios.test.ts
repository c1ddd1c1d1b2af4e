import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { conversed } from './journal-transcript.ts';
import { played } from './transcript.ts';

const folder = 'tests/scenarios';

for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt')).sort()) {
  test(file.replace(/\.txt$/, ''), async () => {
    const { expected, actual } = await played(path.join(folder, file));
    assert.equal(actual, expected);
  });
}

for (const file of readdirSync(`${folder}/journal`).filter((name) => name.endsWith('.txt')).sort()) {
  test(`journal: ${file.replace(/\.txt$/, '')}`, async () => {
    const { expected, actual } = await conversed(path.join(folder, 'journal', file));
    assert.equal(actual, expected);
  });
}
