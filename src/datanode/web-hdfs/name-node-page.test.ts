import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNameNodePage } from './name-node-page.ts';

const nameNode = (rpcHost: string, httpHost: string, port: number) => ({ nameservice: 'ns1', id: 'nn1', rpc: { host: rpcHost, port: 8020 }, service: { host: rpcHost, port: 8020 }, http: { host: httpHost, port } });

test('pages of the NameNodes, by their configured names or on loopback, and nobody else\'s', () => {
  const far = [nameNode('nn1.example.org', '0.0.0.0', 9870), nameNode('nn2.example.org', 'nn2-web.example.org', 9871)];
  const asked = (origins: readonly string[], nodes: readonly ReturnType<typeof nameNode>[]): boolean[] => origins.map((origin) => isNameNodePage(origin, nodes));
  assert.deepEqual(asked(['http://nn1.example.org:9870', 'http://NN2.example.org:9871', 'http://nn2-web.example.org:9871', 'http://localhost:9870'], far), [true, true, true, true]);
  assert.deepEqual(asked(['http://example.com', 'http://example.com:9870', 'http://nn1.example.org', 'http://nn1.example.org:9871', 'https://nn1.example.org:9870', 'null', ''], far), [false, false, false, false, false, false, false]);
  const near = [nameNode('127.0.0.1', '127.0.0.1', 31001)];
  assert.deepEqual(asked(['http://localhost:31001', 'http://127.0.0.1:31001', 'http://[::1]:31001', 'http://localhost:8000', 'http://localhost.example.org:31001'], near), [true, true, true, false, false]);
});
