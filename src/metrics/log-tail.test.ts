import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LogTail } from './log-tail.ts';

test('the last lines, without those for debugging, each bounded', () => {
  const tail = new LogTail();
  tail.add(1, 'debug', 'nothing', {});
  tail.add(2, 'warn', 'disk is slow', { ms: 12, error: new Error('late'), none: undefined });
  assert.deepEqual(tail.list(), [{ id: 1, timeMs: 2, level: 'warn', event: 'disk is slow', details: ' ms=12 error=late' }]);
  for (let i = 0; i < 600; i++) tail.add(3, 'info', 'more', { text: 'x'.repeat(i === 599 ? 10_000 : 1) });
  assert.deepEqual([tail.list().length, tail.list()[0]?.id, tail.list(600).map(({ id }) => id)], [500, 102, [601]]);
  assert.equal(tail.list(600)[0]?.details.length, 2000);
});
