import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foreign, isLoopback } from './page-request.ts';

const names = ['nn1.example.org'];

function why(url: string, headers: Record<string, string>, method = 'POST'): string | undefined {
  return foreign(new Request(url, { method, headers }), names);
}

test('only a page of this server may change something', () => {
  const own = { 'X-Quorate-Page': '1' };
  assert.equal(why('http://127.0.0.1:9870/web/failover', own), undefined);
  assert.equal(why('http://[::1]:9870/web/failover', own), undefined);
  assert.equal(why('http://localhost:9870/x', { ...own, Origin: 'http://localhost:9870', 'Sec-Fetch-Site': 'same-origin' }), undefined);
  assert.equal(why('http://NN1.example.org:9870/x', { ...own, Origin: 'http://nn1.example.org:9870' }), undefined);
  assert.match(why('http://127.0.0.1:9870/x', own, 'GET') ?? '', /POST/);
  assert.match(why('http://127.0.0.1:9870/x', {}) ?? '', /x-quorate-page is missing/);
  assert.match(why('http://127.0.0.1:9870/x', { ...own, Origin: 'http://127.0.0.1:9871' }) ?? '', /may not ask this/);
  assert.match(why('http://127.0.0.1:9870/x', { ...own, Origin: 'null' }) ?? '', /may not ask this/);
  assert.match(why('http://127.0.0.1:9870/x', { ...own, 'Sec-Fetch-Site': 'cross-site' }) ?? '', /another site/);
  // A name of somebody else's that was made to lead here: its pages are of the same origin as this request.
  assert.match(why('http://rebound.example.com:9870/x', { ...own, Origin: 'http://rebound.example.com:9870', 'Sec-Fetch-Site': 'same-origin' }) ?? '', /is no name of this server/);
});

test('what loopback is', () => {
  assert.deepEqual(['127.0.0.1', '127.1.2.3', '::1', '[::1]', 'localhost'].map(isLoopback), [true, true, true, true, true]);
  assert.deepEqual(['0.0.0.0', '10.0.0.1', '1127.0.0.1', 'localhost.example.org', '127.0.0.1.example.org'].map(isLoopback), [false, false, false, false, false]);
});
