import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkpointName, checkpointTime } from './trash-checkpoint.ts';

test('checkpoints are named by their time, and their names are read', () => {
  const time = new Date(2026, 0, 2, 3, 4, 5).getTime();
  assert.equal(checkpointName(time), '260102030405');
  assert.equal(checkpointName(time, 3), '260102030405-3');
  assert.equal(checkpointTime('260102030405', time), time);
  assert.equal(checkpointTime('260102030405-3', time), time);
  assert.equal(checkpointTime('2601020304', time), new Date(2026, 0, 2, 3, 4).getTime());
  assert.equal(checkpointTime('991231235959', time), new Date(1999, 11, 31, 23, 59, 59).getTime());
  assert.equal(checkpointTime('Current', time), undefined);
});
