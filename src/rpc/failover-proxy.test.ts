import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HdfsException } from '../protocol/exceptions.ts';
import { ClientNamenodeProtocol } from '../wire/client-namenode-protocol.ts';
import { CloseConnection } from './close-connection.ts';
import { FailoverProxy } from './failover-proxy.ts';
import { rpcProxy } from './rpc-client.ts';
import { startServer, testWorld } from './rpc.testing.ts';
import { service } from './service.ts';
import type { Call } from './service.ts';

type Behaviour = () => { bsize: number };
const active: Behaviour = () => ({ bsize: 1 });
const standby: Behaviour = () => {
  throw new HdfsException('StandbyException', 'Operation category READ is not supported in state standby');
};
const drop: Behaviour = () => {
  throw new CloseConnection('no answer');
};

async function pair(behaviours: Behaviour[]): Promise<{ t: ReturnType<typeof testWorld>; calls: [string, Call][]; proxy: FailoverProxy }> {
  const t = testWorld();
  const calls: [string, Call][] = [];
  const addresses = await Promise.all(behaviours.map(async (_behaviour, i) => {
    await startServer(t.spawn(`nn${i + 1}`).env, {
      port: 8020 + i,
      services: [service(ClientNamenodeProtocol, {
        getPreferredBlockSize: (_request, call) => {
          calls.push([`nn${i + 1}`, call]);
          return behaviours[i]?.() ?? { bsize: -1 };
        },
      })],
    });
    return { host: '127.0.0.1', port: 8020 + i };
  }));
  return { t, calls, proxy: new FailoverProxy(t.spawn('client').env, { addresses, user: 'alice' }) };
}

test('a Standby is left at once, with the same ids, and the Active is remembered', async () => {
  const { t, calls, proxy } = await pair([standby, active]);
  const namenode = rpcProxy(proxy, ClientNamenodeProtocol);
  const startMs = t.world.nowMs;
  assert.deepEqual(await t.settle(namenode.getPreferredBlockSize({ filename: '/f' })), { bsize: 1 });
  assert.ok(t.world.nowMs - startMs < 10);
  assert.deepEqual(calls.map(([name, call]) => [name, call.callId, call.retryCount]), [['nn1', 0, 0], ['nn2', 0, 1]]);
  assert.deepEqual(calls[0]?.[1].clientId, calls[1]?.[1].clientId);
  await t.settle(namenode.getPreferredBlockSize({ filename: '/f' }));
  assert.deepEqual(calls.slice(2).map(([name, call]) => [name, call.callId, call.retryCount]), [['nn2', 1, 0]]);
  assert.equal(proxy.current.port, 8021);
});

test('a lost answer is asked for again at the other NameNode', async () => {
  const { t, calls, proxy } = await pair([drop, active]);
  assert.deepEqual(await t.settle(rpcProxy(proxy, ClientNamenodeProtocol).getPreferredBlockSize({ filename: '/f' })), { bsize: 1 });
  assert.deepEqual(calls.map(([name, call]) => [name, call.callId, call.retryCount]), [['nn1', 0, 0], ['nn2', 0, 1]]);
});

test('calls that fail together move on together', async () => {
  const { t, calls, proxy } = await pair([standby, active]);
  const namenode = rpcProxy(proxy, ClientNamenodeProtocol);
  await t.settle(Promise.all(Array.from({ length: 10 }, () => namenode.getPreferredBlockSize({ filename: '/f' }))));
  assert.equal(calls.filter(([name]) => name === 'nn1').length, 10);
  assert.equal(calls.filter(([name]) => name === 'nn2').length, 10);
});

test('with no Active anywhere it backs off, and finds the one that comes', async () => {
  const behaviours = [standby, standby];
  const { t, calls, proxy } = await pair(behaviours);
  const call = rpcProxy(proxy, ClientNamenodeProtocol).getPreferredBlockSize({ filename: '/f' });
  await t.pass(3000);
  assert.ok(calls.length >= 3 && calls.length <= 8, `${calls.length} tries in 3 s`);
  behaviours[0] = active;
  assert.deepEqual(await t.settle(call), { bsize: 1 });
});

test('RetriableException is retried on the same NameNode; other answers are answers', async () => {
  let tries = 0;
  const { t, calls, proxy } = await pair([
    () => {
      if (++tries < 3) throw new HdfsException('RetriableException', 'safe mode');
      throw new HdfsException('FileNotFoundException', 'File does not exist: /f');
    },
    active,
  ]);
  await assert.rejects(t.settle(rpcProxy(proxy, ClientNamenodeProtocol).getPreferredBlockSize({ filename: '/f' })), { name: 'FileNotFoundException' });
  assert.deepEqual(calls.map(([name]) => name), ['nn1', 'nn1', 'nn1']);
});

test('it gives up after its switches with the last error', async () => {
  const { t, calls, proxy } = await pair([standby, standby]);
  await assert.rejects(t.settle(rpcProxy(proxy, ClientNamenodeProtocol).getPreferredBlockSize({ filename: '/f' })), { name: 'StandbyException' });
  assert.equal(calls.length, 16);
});
