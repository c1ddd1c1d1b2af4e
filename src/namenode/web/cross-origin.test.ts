import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crossOriginHeaders } from './cross-origin.ts';

const options = { origins: ['http://a.example', 'https://*.b.example', 'regex:http://c[0-9]+', 'regex:('], methods: ['GET', 'PUT'], headers: ['Accept', 'Origin'], maxAgeSeconds: 60 };

function isAllowed(headers: Readonly<Record<string, string>>): boolean {
  return crossOriginHeaders(options, new Headers(headers))['Access-Control-Allow-Origin'] !== undefined;
}

test('origins, methods and headers are allowed together or not at all', () => {
  assert.deepEqual(crossOriginHeaders(options, new Headers({ origin: 'http://a.example' })), {
    'Access-Control-Allow-Origin': 'http://a.example', 'Access-Control-Allow-Credentials': 'true', 'Access-Control-Allow-Methods': 'GET,PUT',
    'Access-Control-Allow-Headers': 'Accept,Origin', 'Access-Control-Max-Age': '60',
  });
  assert.ok(isAllowed({ origin: 'https://x.y.b.example' }));
  assert.ok(isAllowed({ origin: 'http://c17', 'access-control-request-method': 'PUT', 'access-control-request-headers': 'Accept, Origin' }));
  for (const origin of ['http://b.example', 'https://xb.example', 'http://a.example.evil', 'http://c', 'null', '']) assert.ok(!isAllowed({ origin }), origin);
  assert.ok(!isAllowed({}));
  assert.ok(!isAllowed({ origin: 'http://a.example', 'access-control-request-method': 'DELETE' }));
  assert.ok(!isAllowed({ origin: 'http://a.example', 'access-control-request-headers': 'Accept,X-Other' }));
});
