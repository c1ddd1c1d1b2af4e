import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noRpcIds } from '../../edit-log/ops/op-codec.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import type { Call } from '../../rpc/service.ts';
import type { ListCorruptFileBlocksResponseProto } from '../../wire/client-namenode-protocol.ts';
import type { FSNamesystem } from '../fs-namesystem.ts';
import { planCreate } from '../operations/create.ts';
import { Bench, thrown } from '../operations/fixture.testing.ts';
import { planMkdirs } from '../operations/mkdirs.ts';
import { adminCalls } from './admin-calls.ts';
import type { AdminControl } from './admin-calls.ts';

const noBlocks = { hasMinStorage: () => true, expectedLocations: () => 0, isUnderRecovery: () => false, isSufficientlyReplicated: () => true, mayRecover: () => true, allReported: () => true };

/** Files of one missing block each. */
function setUp(paths: readonly string[]) {
  const bench = new Bench();
  bench.run(planMkdirs(bench.ns, bench.ctx(), { src: '/mine', mode: 0o755, createParent: true }));
  const rows = paths.map((path, i) => {
    bench.run(planCreate(bench.ns, bench.ctx(), { src: path, mode: 0o644, clientName: 'c', create: true, overwrite: false, createParent: true, replication: 1, blockSize: 1 << 20 }, noBlocks));
    const lastBlock = { blockId: BigInt(1000 + i), genstamp: 1001, numBytes: 0 };
    bench.run({ ops: [{ op: 'OP_ADD_BLOCK', path, penultimateBlock: undefined, lastBlock, ...noRpcIds }], result: () => {} });
    return bench.ns.blocks.find(lastBlock.blockId);
  });
  const blocks = { populating: true, missingRows: () => rows };
  const fsn = { namespace: bench.ns, blocks, read: (_call: Call, query: () => unknown) => query() } as unknown as FSNamesystem;
  let superuser = true;
  const control = {
    checkSuperuser: (_call: Call, operation: string) => {
      if (!superuser) throw new HdfsException('AccessControlException', `Superuser privilege is required for operation ${operation}`);
    },
  } as unknown as AdminControl;
  const handler = adminCalls(fsn, control).listCorruptFileBlocks;
  const ask = (path: string, cookie?: string) => {
    assert.ok(handler);
    return (handler({ path, cookie }, {} as unknown as Call) as ListCorruptFileBlocksResponseProto).corrupt;
  };
  return { ask, blocks, asUser: () => (superuser = false) };
}

test('whoever goes on with the cookie comes to an end', () => {
  const paths = Array.from({ length: 250 }, (_, i) => `/f${i}`);
  const { ask } = setUp(paths);
  const found: string[] = [];
  const sizes: number[] = [];
  let cookie: string | undefined;
  do {
    const part = ask('/', cookie);
    found.push(...part.files);
    sizes.push(part.files.length);
    ({ cookie } = part);
  } while (sizes.at(-1) !== 0 && sizes.length < 10);
  assert.deepEqual(sizes, [100, 100, 50, 0]);
  assert.deepEqual(found, paths);
  assert.deepEqual(ask('/', 'no number').files, paths.slice(0, 100));
});

test('files elsewhere leave no file of the path out', () => {
  const { ask } = setUp([...Array.from({ length: 150 }, (_, i) => `/other${i}`), '/mine/f', '/mine2']);
  assert.deepEqual(ask('/mine'), { files: ['/mine/f'], cookie: '152' });
  assert.deepEqual(ask('/mine/f').files, ['/mine/f']);
  assert.deepEqual(ask('/mine', '152'), { files: [], cookie: '152' });
});

test('only a superuser is told, and only where the missing ones are known', () => {
  const { ask, blocks, asUser } = setUp(['/f']);
  blocks.populating = false;
  assert.equal(thrown(() => ask('/')), 'IOException: Cannot run listCorruptFileBlocks because replication queues have not been initialized.');
  asUser();
  assert.equal(thrown(() => ask('/')), 'AccessControlException: Superuser privilege is required for operation listCorruptFileBlocks');
});
