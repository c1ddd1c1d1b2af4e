import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HdfsException } from '../protocol/exceptions.ts';
import { CloseConnection } from '../rpc/close-connection.ts';
import { MaybeExecutedError, NotSentError } from '../rpc/rpc-errors.ts';
import { rpcProxy } from '../rpc/rpc-client.ts';
import { startServer, testWorld } from '../rpc/rpc.testing.ts';
import { service } from '../rpc/service.ts';
import type { Call } from '../rpc/service.ts';
import { ClientNamenodeProtocol } from '../wire/client-namenode-protocol.ts';
import { HAServiceStateProto } from '../wire/ha-service-protocol.ts';
import { NameNodeCaller } from './name-node-caller.ts';
import type { NameNodeProxy } from './client-context.ts';

interface FakeNameNode {
  state: HAServiceStateProto;
  /** Answers getPreferredBlockSize. */
  answer: () => { bsize: number } | Promise<{ bsize: number }>;
  /** Answers getHAServiceState. */
  tell: () => { state: HAServiceStateProto } | Promise<{ state: HAServiceStateProto }>;
  readonly calls: Call[];
  /** Times that it was asked for its state. */
  asked: number;
}

const { ACTIVE, STANDBY } = HAServiceStateProto;
const ask = { filename: '/f' };
const never = new Promise<never>(() => {});
const standby = (): never => {
  throw new HdfsException('StandbyException', 'Operation category READ is not supported in state standby');
};

async function cluster(states: HAServiceStateProto[]): Promise<{ t: ReturnType<typeof testWorld>; nodes: FakeNameNode[]; caller: NameNodeCaller; nameNode: NameNodeProxy }> {
  const t = testWorld();
  const nodes = states.map((state, i): FakeNameNode => ({
    state, calls: [], asked: 0, tell: () => ({ state: nodes[i]?.state ?? STANDBY }), answer: () => (nodes[i]?.state === HAServiceStateProto.ACTIVE ? { bsize: i + 1 } : standby()),
  }));
  for (const [i, node] of nodes.entries()) {
    await startServer(t.spawn(`nn${i + 1}`).env, {
      port: 8020 + i,
      services: [service(ClientNamenodeProtocol, {
        getHAServiceState: () => {
          node.asked++;
          return node.tell();
        },
        getPreferredBlockSize: (_request, call) => {
          node.calls.push(call);
          return node.answer();
        },
      })],
    });
  }
  const caller = new NameNodeCaller(t.spawn('client').env, {
    nameNodes: states.map((_state, i) => ({ host: '127.0.0.1', port: 8020 + i })), user: 'alice', connectTimeoutMs: 20_000, unreachableMs: 10_000, sleepMsMax: 15_000,
  });
  return { t, nodes, caller, nameNode: rpcProxy(caller, ClientNamenodeProtocol) };
}


test('the Active is found by asking all, before any of them gets a call, and remembered', async () => {
  const { t, nodes, caller, nameNode } = await cluster([STANDBY, STANDBY, ACTIVE]);
  assert.deepEqual(await t.settle(nameNode.getPreferredBlockSize(ask)), { bsize: 3 });
  await t.settle(nameNode.getPreferredBlockSize(ask));
  assert.deepEqual(nodes.map(({ calls }) => calls.length), [0, 0, 2]);
  assert.deepEqual(nodes.map(({ asked }) => asked), [1, 1, 1]);
  assert.equal(caller.active?.port, 8022);
});

test('a Standby is left for the new Active with the same ids', async () => {
  const { t, nodes, nameNode } = await cluster([ACTIVE, STANDBY]);
  await t.settle(nameNode.getPreferredBlockSize(ask));
  for (const [i, node] of nodes.entries()) node.state = i === 0 ? STANDBY : ACTIVE;
  const startMs = t.world.nowMs;
  assert.deepEqual(await t.settle(nameNode.getPreferredBlockSize(ask)), { bsize: 2 });
  assert.ok(t.world.nowMs - startMs < 20, 'no sleep before the first retry');
  assert.deepEqual(nodes.map(({ calls }) => calls.map(({ retryCount }) => retryCount)), [[0, 0], [1]]);
  assert.equal(nodes[1]?.calls[0]?.callId, nodes[0]?.calls[1]?.callId);
  assert.deepEqual(nodes[1]?.calls[0]?.clientId, nodes[0]?.calls[1]?.clientId);
});

test('a lost answer is asked for again with the same ids', async () => {
  const { t, nodes, nameNode } = await cluster([ACTIVE, STANDBY]);
  const [first] = nodes;
  assert.ok(first !== undefined);
  first.answer = () => {
    first.answer = () => ({ bsize: 7 });
    throw new CloseConnection('no answer');
  };
  assert.deepEqual(await t.settle(nameNode.getPreferredBlockSize(ask)), { bsize: 7 });
  assert.deepEqual(first.calls.map(({ callId, retryCount }) => [callId, retryCount]), [[0, 0], [0, 1]]);
});

test('an Active that falls silent is left as soon as another one says that it is Active', async () => {
  const { t, nodes, nameNode } = await cluster([ACTIVE, STANDBY]);
  const [first, second] = nodes;
  assert.ok(first !== undefined && second !== undefined);
  first.answer = () => never;
  const calling = nameNode.getPreferredBlockSize(ask);
  await t.pass(500);
  assert.deepEqual([first.calls.length, second.calls.length], [1, 0]);
  second.state = ACTIVE;
  const startMs = t.world.nowMs;
  assert.deepEqual(await t.settle(calling), { bsize: 2 });
  assert.ok(t.world.nowMs - startMs < 1000);
  assert.deepEqual(second.calls.map(({ callId, retryCount }) => [callId, retryCount]), [[0, 1]]);
});

test('an Active that stands still is left within half a second of another one becoming it', async () => {
  for (const afterMs of [2000, 5000]) {
    const { t, nodes, nameNode } = await cluster([ACTIVE, STANDBY]);
    const [first, second] = nodes;
    assert.ok(first !== undefined && second !== undefined);
    await t.settle(nameNode.getPreferredBlockSize(ask));
    first.answer = () => never;
    first.tell = () => never;
    const calling = nameNode.getPreferredBlockSize(ask);
    await t.pass(afterMs);
    second.state = ACTIVE;
    const startMs = t.world.nowMs;
    assert.deepEqual(await t.settle(calling), { bsize: 2 });
    assert.ok(t.world.nowMs - startMs < 500, `${t.world.nowMs - startMs} ms`);
  }
});

test('a call that takes long is left where it is while nobody else is Active', async () => {
  const { t, nodes, nameNode } = await cluster([ACTIVE, STANDBY]);
  const [first, second] = nodes;
  assert.ok(first !== undefined && second !== undefined);
  let answer: (value: { bsize: number }) => void = () => {};
  first.answer = () => new Promise((resolve) => {
    answer = resolve;
  });
  const calling = nameNode.getPreferredBlockSize(ask);
  await t.pass(60_000);
  answer({ bsize: 5 });
  assert.deepEqual(await t.settle(calling), { bsize: 5 });
  assert.deepEqual([first.calls.length, second.calls.length], [1, 0]);
  assert.ok(first.asked < 15, 'not a hail of questions');
});

test('a Standby that holds a call until it is promoted answers it', async () => {
  const { t, nodes, nameNode } = await cluster([STANDBY, STANDBY]);
  let promote = (): void => {};
  for (const node of nodes) {
    node.answer = () => new Promise((resolve) => {
      promote = () => {
        node.state = ACTIVE;
        resolve({ bsize: 9 });
      };
    });
  }
  const calling = nameNode.getPreferredBlockSize(ask);
  await t.pass(3000);
  promote();
  assert.deepEqual(await t.settle(calling), { bsize: 9 });
  assert.equal(nodes.reduce((sum, { calls }) => sum + calls.length, 0), 1, 'one call, held');
});

test('while there is no Active the NameNodes are asked again, at most twice a second', async () => {
  const { t, nodes, nameNode } = await cluster([STANDBY, STANDBY]);
  const calling = nameNode.getPreferredBlockSize(ask);
  await t.pass(20_000);
  const asked = nodes[0]?.asked ?? 0;
  assert.ok(asked > 20 && asked < 80, `asked ${asked} times`);
  for (const node of nodes.slice(1)) node.state = ACTIVE;
  assert.deepEqual(await t.settle(calling), { bsize: 2 });
});

test('an answer that is no reason to go elsewhere comes up at once', async () => {
  const { t, nodes, nameNode } = await cluster([ACTIVE, STANDBY]);
  const [first] = nodes;
  assert.ok(first !== undefined);
  first.answer = () => {
    throw new HdfsException('FileNotFoundException', 'File does not exist: /f');
  };
  await assert.rejects(t.settle(nameNode.getPreferredBlockSize(ask)), { name: 'FileNotFoundException' });
  assert.equal(first.calls.length, 1);
});

test('RetriableException is met with patience at the same NameNode', async () => {
  const { t, nodes, nameNode } = await cluster([ACTIVE, STANDBY]);
  const [first] = nodes;
  assert.ok(first !== undefined);
  let left = 3;
  first.answer = () => {
    if (left-- > 0) throw new HdfsException('RetriableException', 'in safe mode');
    return { bsize: 4 };
  };
  assert.deepEqual(await t.settle(nameNode.getPreferredBlockSize(ask)), { bsize: 4 });
  assert.deepEqual(first.calls.map(({ retryCount }) => retryCount), [0, 1, 2, 3]);
  assert.equal(nodes[1]?.calls.length, 0);
});

test('a call ends with its signal, wherever it is', async () => {
  const { t, nodes, nameNode } = await cluster([ACTIVE, STANDBY]);
  for (const node of nodes) node.answer = () => never;
  for (const states of [[ACTIVE, STANDBY], [STANDBY, STANDBY]] as const) {
    for (const [i, node] of nodes.entries()) node.state = states[i] ?? STANDBY;
    const controller = new AbortController();
    const calling = nameNode.getPreferredBlockSize(ask, { signal: controller.signal });
    calling.catch(() => {});
    await t.pass(2500);
    const reason = new Error('enough');
    controller.abort(reason);
    await assert.rejects(t.settle(calling), reason);
  }
});

test('NameNodes that nobody can reach are given up after their time', async () => {
  const t = testWorld();
  for (const ports of [[8020], [8020, 8021]]) {
    const caller = new NameNodeCaller(t.spawn('client').env, {
      nameNodes: ports.map((port) => ({ host: '127.0.0.1', port })), user: 'alice', connectTimeoutMs: 20_000, unreachableMs: 10_000, sleepMsMax: 15_000,
    });
    const startMs = t.world.nowMs;
    await assert.rejects(
      t.settle(rpcProxy(caller, ClientNamenodeProtocol).getPreferredBlockSize(ask)),
      (error: unknown) => error instanceof NotSentError || error instanceof MaybeExecutedError,
    );
    const tookMs = t.world.nowMs - startMs;
    assert.ok(tookMs >= 10_000 && tookMs < 12_000, `${tookMs} ms`);
  }
});
