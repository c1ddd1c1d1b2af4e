import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DatanodeProtocol } from '../wire/datanode-protocol.ts';
import { RequestHeaderProto } from '../wire/protobuf-rpc-engine.ts';
import { Router } from './router.ts';
import { service } from './service.ts';

const { protocol, version } = DatanodeProtocol;
const header = RequestHeaderProto.encode({ methodName: 'versionRequest', declaringClassProtocolName: protocol, clientProtocolVersion: version });

test('headers that somebody has blown up find their method and are not remembered', () => {
  const router = new Router([service(DatanodeProtocol, {})]);
  const route = router.find(Buffer.from(header), 0, header.length, undefined);
  assert.equal(route.method.name, 'versionRequest');
  assert.equal(router.find(Buffer.from(header), 0, header.length, undefined), route);
  // A field 1023 of 4 MiB that nobody knows, other bytes in each call.
  const lengthBytes = 4 * 1024 * 1024;
  const blown = Buffer.concat([header, Buffer.from([0xfa, 0x3f, 0x80, 0x80, 0x80, 0x02]), Buffer.alloc(lengthBytes)]);
  const used = (): number => process.memoryUsage().heapUsed + process.memoryUsage().external;
  const before = used();
  for (let i = 0; i < 50; i++) {
    blown.writeUInt32BE(i, blown.length - 4);
    assert.equal(router.find(blown, 0, blown.length, undefined), route);
  }
  assert.ok(used() - before < 20 * lengthBytes, `${used() - before} bytes`);
});
