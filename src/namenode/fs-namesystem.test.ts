import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AssertionFailure } from '../base/assert.ts';
import { Deferred } from '../base/async.ts';
import { EditBatch } from '../edit-log/edit-batch.ts';
import { batchOf } from '../edit-log/edit-batch.testing.ts';
import type { EditOp } from '../edit-log/ops/edit-op.ts';
import { noRpcIds } from '../edit-log/ops/op-codec.ts';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { nameNodeLayoutVersion } from '../protocol/storage-info.ts';
import { RetryCache } from '../rpc/retry-cache.ts';
import type { Call } from '../rpc/service.ts';
import { BlockManager } from './blocks/block-manager.ts';
import { defaultBlockOptions } from './blocks/block-core.ts';
import type { EditSink, ReplayedOp, RetryTraits } from './fs-namesystem.ts';
import { FSNamesystem } from './fs-namesystem.ts';
import { Admission } from './ha/admission.ts';
import type { Advice } from './ha/admission.ts';
import type { ActiveLease } from './ha/term.ts';
import { Term } from './ha/term.ts';
import { Namespace } from './namespace/namespace.ts';
import { planDelete } from './operations/delete.ts';
import { encoded } from './operations/fixture.testing.ts';
import { getFileInfo } from './operations/get-file-info.ts';
import { planMkdirs } from './operations/mkdirs.ts';
import { defaultOpOptions } from './operations/plan.ts';

/** A log whose durability a test decides: one batch, until it does. */
class HandLog implements EditSink {
  writable = true;
  written = 0;
  durableTxid = 0;
  #batch = new Deferred<void>();

  append(): number {
    return ++this.written;
  }

  sync(txid: number): Promise<void> {
    return txid <= this.durableTxid ? Promise.resolve() : this.#batch.promise;
  }

  room(): undefined {
    return undefined;
  }

  makeDurable(txid = this.written): void {
    this.durableTxid = txid;
    if (txid < this.written) return;
    this.#batch.resolve();
    this.#batch = new Deferred();
  }
}

function call(callId: number, user = 'root'): Call {
  return {
    protocol: '', method: '', clientId: Buffer.alloc(16, 7), callId, retryCount: 0, user: { user }, remoteAddress: '127.0.0.1', remotePort: 1,
    clientStateId: undefined, connected: true, onDisconnect: () => {},
  };
}

const kept: RetryTraits<boolean> = { keep: (result) => result, encode: () => undefined, decode: () => true };

function setUp(replayedPayload: (op: ReplayedOp) => Uint8Array | undefined = () => undefined): { env: MemoryEnv; fsn: FSNamesystem; log: HandLog; term: Term; lease: { until: number }; advice: { value: Advice }; admission: Admission; failures: Error[] } {
  const env = new MemoryEnv();
  const namespace = new Namespace({ root: { owner: 'root', group: 'supergroup', mode: 0o755 }, inodesMax: 1 << 16, blocksMax: 1 << 16 });
  const blocks = new BlockManager({
    table: namespace.blocks, counters: namespace.ids, blockPoolId: 'BP-1', options: { ...defaultBlockOptions, safeMode: { threshold: 0, extensionMs: 0, datanodesMin: 0 } },
    registry: { heartbeatIntervalMs: 3000, recheckIntervalMs: 300_000, staleIntervalMs: 30_000 }, random: () => 0.5, hostName: 'here',
  });
  blocks.loaded(0, env.monotonicMs());
  blocks.becomeActive(env.monotonicMs());
  const advice: { value: Advice } = { value: 'run' };
  const admission = new Admission(env, { parkMaxMs: 10_000, parkedCallsMax: 10 }, () => advice.value);
  const callerOf = (each: Call) => ({ user: each.user.user, groups: [], superuser: each.user.user === 'root' });
  const failures: Error[] = [];
  const onFatal = (reason: Error): void => void failures.push(reason);
  const fsn = new FSNamesystem(env, { operations: defaultOpOptions, readWaitMaxMs: 2000, syncWaitMaxMs: 20_000, replayedPayload, onFatal }, { namespace, blocks, retryCache: new RetryCache(), admission, callerOf });
  const lease = { until: Number.POSITIVE_INFINITY };
  const active: ActiveLease = { epoch: 1, validAt: (nowMs) => nowMs < lease.until };
  const term = new Term(1, active);
  const log = new HandLog();
  fsn.open = { term, edits: log };
  return { env, fsn, log, term, lease, advice, admission, failures };
}

function mkdir(fsn: FSNamesystem, each: Call, src: string): Promise<boolean> {
  return fsn.write(each, { safeModeText: 'Cannot create directory' }, (ctx) => planMkdirs(fsn.namespace, ctx, { src, mode: 0o755, createParent: true }));
}

/** 'waits', or what became of it. */
async function fate(env: MemoryEnv, promise: Promise<unknown>): Promise<string> {
  let seen = 'waits';
  void promise.then((value) => (seen = `gives ${String(value)}`), (error: Error) => (seen = error.name));
  await env.turn();
  await env.turn();
  return seen;
}

test('a mkdir is answered when it is durable, not before', async () => {
  const { env, fsn, log } = setUp();
  const made = mkdir(fsn, call(1), '/a');
  assert.equal(await fate(env, made), 'waits');
  log.makeDurable();
  assert.equal(await made, true);
});

test('a success without an edit, an error and a read wait for the edit they saw', async () => {
  const { env, fsn, log } = setUp();
  void mkdir(fsn, call(1), '/a');
  const again = mkdir(fsn, call(2), '/a');
  const read = fsn.read(call(3), (ctx) => getFileInfo(fsn.namespace, ctx, '/a')?.kind);
  const refused = fsn.write(call(4), {}, (ctx) => planDelete(fsn.namespace, ctx, { src: '/', recursive: false }));
  assert.deepEqual([await fate(env, again), await fate(env, read), await fate(env, refused)], ['waits', 'waits', 'waits']);
  log.makeDurable();
  assert.equal(await again, true);
  assert.equal(await read, 'directory');
  assert.notEqual(await fate(env, refused), 'waits');
});

test('an edit that was logged and cannot be applied is the end, and no answer', async () => {
  const { env, fsn, failures } = setUp();
  const unfit: EditOp = { op: 'OP_ALLOW_SNAPSHOT', snapshotRoot: '/' };
  assert.equal(await fate(env, fsn.write(call(1), { retry: kept }, () => ({ ops: [unfit], result: () => true }))), 'AssertionFailure');
  await assert.rejects(fsn.writeInternally(() => ({ ops: [unfit], result: () => {} })), AssertionFailure);
  assert.deepEqual(failures.map(({ name }) => name), ['AssertionFailure', 'AssertionFailure']);
  assert.match(failures[0]?.message ?? '', /^txid 1 of the edit log cannot be applied: OP_ALLOW_SNAPSHOT/);
  assert.equal(fsn.lastAppliedTxid, 0);
});

test('with nothing in flight nothing waits', async () => {
  const { env, fsn } = setUp();
  assert.equal(await fate(env, fsn.read(call(1), (ctx) => getFileInfo(fsn.namespace, ctx, '/')?.kind)), 'gives directory');
});

test('a call whose edit is not known to be durable gets no answer when the term ends', async () => {
  const { env, fsn, term } = setUp();
  const made = mkdir(fsn, call(1), '/a');
  await env.turn();
  term.end(new Error('fenced'));
  assert.equal(await fate(env, made), 'CloseConnection');
});

test('a wait for the quorum is bounded, and then the connection is closed', async () => {
  const { env, fsn } = setUp();
  const made = mkdir(fsn, call(1), '/a');
  const seen = fate(env, made);
  await env.advance(20_001);
  await seen;
  assert.equal(await fate(env, made), 'CloseConnection');
});

test('calls that came together wait as one; one that came later to the same batch has all of its own time', async () => {
  const { env, fsn, log } = setUp();
  const together = Promise.allSettled([mkdir(fsn, call(1), '/a'), mkdir(fsn, call(2), '/b')]);
  await env.advance(10_000);
  const later = mkdir(fsn, call(3), '/c');
  await env.advance(10_001);
  assert.deepEqual((await together).map((end) => (end.status === 'rejected' ? end.reason.name : end.status)), ['CloseConnection', 'CloseConnection']);
  assert.equal(await fate(env, later), 'waits');
  log.makeDurable();
  assert.equal(await later, true);
});

test('a delete that is called again is answered as the first one was, once, also when the first is still pending', async () => {
  const { env, fsn, log } = setUp();
  const made = mkdir(fsn, call(1), '/a');
  log.makeDurable();
  await made;
  const remove = (): Promise<boolean> => fsn.write(call(2), { retry: kept }, (ctx) => planDelete(fsn.namespace, ctx, { src: '/a', recursive: true }));
  const first = remove();
  const second = remove();
  assert.deepEqual([await fate(env, first), await fate(env, second)], ['waits', 'waits']);
  const written = log.written;
  log.makeDurable();
  assert.deepEqual([await first, await second], [true, true]);
  assert.equal(await remove(), true);
  assert.equal(log.written, written);
});

test('a read without a lease waits for it, and then goes elsewhere', async () => {
  const { env, fsn, lease } = setUp();
  lease.until = env.monotonicMs();
  const read = fsn.read(call(1), (ctx) => getFileInfo(fsn.namespace, ctx, '/')?.kind);
  await env.advance(1000);
  assert.equal(await fate(env, read), 'waits');
  lease.until = env.monotonicMs() + 60_000;
  await env.advance(10);
  assert.equal(await read, 'directory');
  lease.until = env.monotonicMs();
  const late = fsn.read(call(2), (ctx) => getFileInfo(fsn.namespace, ctx, '/')?.kind);
  const refused = assert.rejects(late, { name: 'StandbyException' });
  await env.advance(2100);
  await refused;
});

test('a parked call runs when the NameNode is Active, and is refused when another one is', async () => {
  const { env, fsn, advice, admission } = setUp();
  advice.value = 'park';
  const read = fsn.read(call(1), (ctx) => getFileInfo(fsn.namespace, ctx, '/')?.kind);
  assert.equal(await fate(env, read), 'waits');
  advice.value = 'run';
  admission.reconsider();
  assert.equal(await read, 'directory');
  advice.value = 'park';
  const other = fsn.read(call(2), (ctx) => getFileInfo(fsn.namespace, ctx, '/')?.kind);
  advice.value = 'refuse';
  admission.reconsider();
  await assert.rejects(other, { name: 'StandbyException' });
});

test('a long read goes elsewhere when the memory that it began in is thrown away', async () => {
  const { env, fsn, advice, admission } = setUp();
  const slices: string[] = [];
  const walk = fsn.readInSlices(call(1), function* () {
    const ns = fsn.namespace;
    slices.push('first');
    yield;
    slices.push('second');
    return ns.inodeCount;
  });
  const refused = assert.rejects(walk, { name: 'StandbyException' });
  while (slices.length === 0) await Promise.resolve();
  advice.value = 'park';
  await env.turn();
  fsn.replace(new Namespace({ root: { owner: 'root', group: 'supergroup', mode: 0o755 }, inodesMax: 1 << 16, blocksMax: 1 << 16 }), fsn.blocks, 0);
  advice.value = 'run';
  admission.reconsider();
  await refused;
  assert.deepEqual(slices, ['first']);
});

test('a parked call is refused after its time', async () => {
  const { env, fsn, advice } = setUp();
  advice.value = 'park';
  const refused = assert.rejects(fsn.read(call(1), () => 1), { name: 'StandbyException' });
  await env.advance(10_001);
  await refused;
});

test('who asked for an edit that is replayed gets its answer, whichever way the edit is applied', () => {
  const seen: string[] = [];
  const { env, fsn } = setUp((op) => {
    seen.push(`${op.op} ${op.op === 'OP_ADD' ? fsn.namespace.fullPath(fsn.namespace.findInode(op.inodeId)) : ''}`);
    return op.op === 'OP_ADD' ? Buffer.from(String(op.inodeId)) : undefined;
  });
  const ids = (n: number): { rpcClientId: Uint8Array; rpcCallId: number } => ({ rpcClientId: new Uint8Array(16).fill(9), rpcCallId: n });
  const add = (n: number, path: string): EditOp => ({
    op: 'OP_ADD', inodeId: 20_000 + n, path, replication: 1, mtime: 1, atime: 1, blockSize: 1, blocks: [], permissions: { owner: 'o', group: 'g', mode: 0o644 }, aclEntries: [], xAttrs: [],
    clientName: 'c', clientMachine: 'm', overwrite: true, storagePolicyId: 0, erasureCodingPolicyId: 0, ...ids(n),
  });
  const block = { blockId: 1n, genstamp: 1001, numBytes: 0 };
  const ops: EditOp[] = [
    add(1, '/plain'), add(2, '/näme'), { ...add(3, '/nobody'), ...noRpcIds }, add(4, '/plain'),
    { op: 'OP_ADD_BLOCK', path: '/plain', penultimateBlock: undefined, lastBlock: block, ...ids(5) }, { op: 'OP_UPDATE_BLOCKS', path: '/näme', blocks: [], ...ids(6) },
    { op: 'OP_UPDATE_BLOCKS', path: '/plain', blocks: [block], ...ids(7) }, { op: 'OP_DELETE', path: '/nobody', timestamp: 1, ...ids(8) },
  ];
  for (const edits = batchOf(1, ops).cursor(); edits.left > 0; edits.next()) fsn.replay(edits);
  assert.equal(fsn.lastAppliedTxid, ops.length);
  assert.equal(fsn.namespace.lastAppliedTxId, ops.length);
  const entries = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => fsn.retryCache.enter(ids(n).rpcClientId, n, env.monotonicMs()));
  assert.deepEqual(entries.map((entry) => (entry.state === 'done' ? Buffer.from(entry.payload ?? []).toString() : entry.state)), ['20001', '20002', 'execute', '20004', '', '', '', '']);
  assert.deepEqual(seen.filter((each) => each.startsWith('OP_ADD ')), ['OP_ADD /plain', 'OP_ADD /näme', 'OP_ADD /plain']);
});

test('edits are replayed one behind the other, and one that has no meaning stands behind those before it', () => {
  const { fsn } = setUp();
  const genstamp = (genStampV2: number): EditOp => ({ op: 'OP_SET_GENSTAMP_V2', genStampV2 });
  const edits = batchOf(1, [genstamp(2000), genstamp(2001)]).cursor();
  edits.next();
  assert.throws(() => fsn.replay(edits), /replay of txid 2 behind 0/);
  const bytes = encoded([genstamp(2000), genstamp(2001)]);
  bytes[bytes.length / 2] = 127;
  const damaged = new EditBatch({ firstTxid: 1, count: 2, bytes }, nameNodeLayoutVersion, 'a segment').cursor();
  fsn.replay(damaged);
  damaged.next();
  assert.throws(() => fsn.replay(damaged), { name: 'EditLogCorrupt', message: 'a segment: txid 2: Read invalid opcode 127' });
  assert.deepEqual([fsn.lastAppliedTxid, fsn.namespace.ids.genstampV2], [1, 2000]);
});
