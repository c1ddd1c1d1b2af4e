import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, count, counted, long, percent, permission, rate, short, silenceOf } from './format.ts';

test('figures as people read them', () => {
  assert.deepEqual([0, 999, 1000, 1536, 1024 ** 2 * 12.34, 1024 ** 3 * 512, 2 ** 60].map(bytes), ['0 B', '999 B', '0.98 KiB', '1.5 KiB', '12.3 MiB', '512 GiB', '1 EiB']);
  assert.deepEqual([count(1234567), counted(1, 'file'), counted(2, 'copy', 'copies')], ['1,234,567', '1 file', '2 copies']);
  assert.deepEqual([0, 0.0001, 0.004, 0.25, 1, NaN].map(percent), ['0 %', '< 0.1 %', '0.4 %', '25 %', '100 %', '0 %']);
  assert.deepEqual([0, 0.314, 2.5, 12.4, 999, 1400, 75_000].map(short), ['0 ms', '0.31 ms', '2.5 ms', '12 ms', '999 ms', '1.4 s', '1 min 15 s']);
  assert.deepEqual([400, 8000, 725_000, 3_600_000, 273_600_000].map(long), ['0 s', '8 s', '12 min', '1 h', '3 d 4 h']);
  assert.deepEqual([0, 0.25, 3, 12, 1234].map(rate), ['0', '0.3', '3', '12', '1,234']);
  assert.deepEqual(['755', '644', '1777', '1776', '0'].map(permission), ['rwxr-xr-x', 'rw-r--r--', 'rwxrwxrwt', 'rwxrwxrwT', '---------']);
});

test('why somebody does not answer, as a sentence', () => {
  assert.deepEqual(['http://127.0.0.1:9870/web/node: connect ECONNREFUSED 127.0.0.1:9870', 'http://h:1/: read ECONNRESET', 'http://h:1/: getaddrinfo ENOTFOUND h', 'http://h:1/: status 500'].map(silenceOf), [
    'Nothing listens there: the connection is refused.', 'The connection broke.', 'Its name is not resolved.', 'status 500',
  ]);
});
