import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import type { Logging } from '../env/env.ts';
import { logLevel, logSink } from './log.ts';

test('on a terminal a line an event, readable, and only what the level of the moment lets through', () => {
  const written: string[] = [];
  const terminal = Object.assign(new PassThrough(), { isTTY: true, fd: 2, write: (text: string) => written.push(text) > 0 }) as unknown as NodeJS.WriteStream;
  const logging: Logging = { level: 'info', audit: 'off' };
  const log = logSink('nn1', logging, terminal);
  log('debug', 'not told', undefined);
  log('info', 'epoch won', { epoch: 3, at: 5n });
  logging.level = 'debug';
  log('debug', 'told', { error: new Error('why') });
  logging.level = 'off';
  log('error', 'not told', undefined);
  assert.equal(written.length, 2);
  assert.match(written[0] ?? '', /^\d\d:\d\d:\d\d\.\d{3} info {2}nn1 epoch won epoch=3 at=5\n$/);
  assert.match(written[1] ?? '', /^\S+ debug nn1 told error=Error: why\n/);
});

test('QUORATE_LOG_LEVEL names the level; info without one that is known', () => {
  assert.deepEqual(['debug', 'info', 'warn', 'error', 'loud', undefined].map((level) => logLevel({ QUORATE_LOG_LEVEL: level })), ['debug', 'info', 'warn', 'error', 'info', 'info']);
});
