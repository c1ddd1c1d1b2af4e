import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StartupProgress } from './startup-progress.ts';

test('steps of a start, what each does now, and what came of it', () => {
  let nowMs = 100;
  let txid = 7;
  const startup = new StartupProgress(() => nowMs);
  startup.begin('image');
  nowMs = 150;
  startup.begin('edits', () => `up to ${txid}`);
  txid = 9;
  assert.deepEqual(startup.steps(), [{ name: 'image', beganMs: 100, endMs: 150, detail: '' }, { name: 'edits', beganMs: 150, endMs: undefined, detail: 'up to 9' }]);
  startup.waitFor('waits for the journals');
  assert.equal(startup.steps()[1]?.detail, 'waits for the journals');
  nowMs = 300;
  startup.end('2 edits');
  startup.end('said twice');
  assert.deepEqual(startup.steps()[1], { name: 'edits', beganMs: 150, endMs: 300, detail: '2 edits' });
  startup.clear();
  startup.end();
  startup.waitFor('nothing');
  assert.deepEqual(startup.steps(), []);
});
