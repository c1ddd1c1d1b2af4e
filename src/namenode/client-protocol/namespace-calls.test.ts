// What these calls make of a request beside their plans.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Call } from '../../rpc/service.ts';
import type { HdfsFileStatusProto } from '../../wire/hdfs.ts';
import type { FSNamesystem } from '../fs-namesystem.ts';
import { Bench } from '../operations/fixture.testing.ts';
import { planMkdirs } from '../operations/mkdirs.ts';
import type { OpContext, Plan } from '../operations/plan.ts';
import { namespaceCalls } from './namespace-calls.ts';

function setUp(): { readonly bench: Bench; readonly calls: ReturnType<typeof namespaceCalls>; readonly call: Call } {
  const bench = new Bench();
  for (const src of ['/a', '/b', '/c']) bench.run(planMkdirs(bench.ns, bench.ctx(), { src, mode: 0o755, createParent: true }));
  const fsn = {
    namespace: bench.ns,
    calls: { listed: 0 },
    write: async (_call: Call, _traits: unknown, plan: (ctx: OpContext) => Plan<unknown>) => bench.run(plan(bench.ctx())),
    read: async (_call: Call, query: (ctx: OpContext) => unknown) => query(bench.ctx()),
  } as unknown as FSNamesystem;
  return { bench, calls: namespaceCalls(fsn, { namespaceInfo: { cTime: 1_600_000_000_000 } }), call: {} as unknown as Call };
}

test('a rename without flags is logged with NONE, as Apache logs it', async () => {
  const { bench, calls, call } = setUp();
  await calls.rename2?.({ src: '/a', dst: '/d', overwriteDest: false }, call);
  await calls.rename2?.({ src: '/b', dst: '/c', overwriteDest: true, moveToTrash: true }, call);
  assert.deepEqual(bench.log.flatMap((op) => (op.op === 'OP_RENAME' ? [op.options] : [])), [[0], [1, 2]]);
});

test('symlinks are refused as a stock NameNode refuses them, and nothing is one', async () => {
  const { calls, call } = setUp();
  const refused = async (what: () => unknown, name: string, message: string): Promise<void> => assert.rejects(async () => what(), { name, message });
  await refused(() => calls.createSymlink?.({ target: '/a', link: '/l', dirPerm: { perm: 0o755 }, createParent: false }, call), 'UnsupportedOperationException', 'Symlinks not supported');
  await refused(() => calls.getLinkTarget?.({ path: '/a' }, call), 'IOException', 'Path /a is not a symbolic link');
  await refused(() => calls.getLinkTarget?.({ path: '/none' }, call), 'FileNotFoundException', 'File does not exist: /none');
});

test('what is below /.reserved is as old as the namespace', async () => {
  const { calls, call } = setUp();
  const times = (list: readonly HdfsFileStatusProto[] | undefined): unknown => list?.map((status) => [Buffer.from(status.path).toString(), status.modification_time, status.access_time]);
  const expected = ['.inodes', 'raw'].map((name) => [name, 1_600_000_000_000, 1_600_000_000_000]);
  const { dirList } = await calls.getListing?.({ src: '/.reserved', startAfter: new Uint8Array(0), needLocation: false }, call) ?? {};
  assert.deepEqual(times(dirList?.partialListing), expected);
  const batched = await calls.getBatchedListing?.({ paths: ['/.reserved'], startAfter: new Uint8Array(0), needLocation: false }, call);
  assert.deepEqual(times(batched?.listings[0]?.partialListing), expected);
});
