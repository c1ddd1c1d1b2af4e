// Bytes a file (one block, three replicas, all indexes) and the worst pause of a namespace of a million files,
// filled by replaying operations and then changed for some seconds. Run: node --expose-gc
// build/bench/namespace-memory.js [files] [seconds]
import { PerformanceObserver, performance } from 'node:perf_hooks';
import type { EditOp } from '../src/edit-log/ops/edit-op.ts';
import { noRpcIds } from '../src/edit-log/ops/op-codec.ts';
import { Namespace } from '../src/namenode/namespace/namespace.ts';
import { reclaimSlice } from '../src/namenode/namespace/reclaim.ts';
import { noBlockEvents } from '../src/namenode/namespace/block-events.ts';
import { apply } from '../src/namenode/operations/apply.ts';

const files = Number(process.argv[2] ?? 1_000_000);
const seconds = Number(process.argv[3] ?? 10);
const filesPerDirectory = 100;
const permissions = { owner: 'hdfs', group: 'supergroup', mode: 0o644 };

let gcWorstMs = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) gcWorstMs = Math.max(gcWorstMs, entry.duration);
}).observe({ entryTypes: ['gc'] });

let ns = blank();
let txid = 0;
let inodeId = ns.ids.lastInodeId;
let blockId = ns.ids.lastBlockId;
let genstamp = ns.ids.genstampV2;

function blank(): Namespace {
  return new Namespace({ root: { owner: 'hdfs', group: 'supergroup', mode: 0o755 } });
}

function run(op: EditOp): void {
  apply(ns, op, ++txid);
}

function mkdir(path: string): void {
  run({ op: 'OP_MKDIR', inodeId: ++inodeId, path, timestamp: 1_700_000_000_000 + txid, permissions: { ...permissions, mode: 0o755 }, aclEntries: [], xAttrs: [] });
}

function create(path: string): void {
  const times = { mtime: 1_700_000_000_000 + txid, atime: 1_700_000_000_000 + txid };
  const common = { path, replication: 3, blockSize: 134_217_728, permissions, ...times };
  run({ op: 'OP_ADD', inodeId: ++inodeId, ...common, blocks: [], aclEntries: [], xAttrs: [], clientName: 'DFSClient_1', clientMachine: '127.0.0.1', overwrite: false, storagePolicyId: 0, erasureCodingPolicyId: 0, ...noRpcIds });
  const block = { blockId: ++blockId, genstamp: ++genstamp, numBytes: 0 };
  run({ op: 'OP_ALLOCATE_BLOCK_ID', blockId });
  run({ op: 'OP_SET_GENSTAMP_V2', genStampV2: genstamp });
  run({ op: 'OP_ADD_BLOCK', path, penultimateBlock: undefined, lastBlock: block, ...noRpcIds });
  run({ op: 'OP_CLOSE', inodeId: 0, ...common, blocks: [{ ...block, numBytes: 1000 }] });
  const row = ns.blocks.find(blockId);
  for (let i = 0; i < 3; i++) ns.blocks.addReplica(row, (txid + i) % 100);
}

function directory(i: number): string {
  return `/warehouse/table-${String(i % 97).padStart(3, '0')}/day=${String(i).padStart(6, '0')}`;
}

function fill(count: number): number {
  let slowestMs = 0;
  mkdir('/warehouse');
  for (let i = 0; i < 97; i++) mkdir(`/warehouse/table-${String(i).padStart(3, '0')}`);
  for (let i = 0; i < count; i++) {
    const before = performance.now();
    if (i % filesPerDirectory === 0) mkdir(directory(i / filesPerDirectory));
    create(`${directory(Math.floor(i / filesPerDirectory))}/part-${String(i % filesPerDirectory).padStart(5, '0')}.parquet`);
    slowestMs = Math.max(slowestMs, performance.now() - before);
  }
  return slowestMs;
}

// Once for the compiler and the heap, whose own memory is not the question.
fill(100_000);
const warmOperations = txid;
ns = blank();
globalThis.gc?.();
const rssBefore = process.memoryUsage().rss;
const started = performance.now();
let worstMs = fill(files);
const fillMs = performance.now() - started;
globalThis.gc?.();
const { heapUsed, rss } = process.memoryUsage();
console.log(`${files} files in ${Math.round(fillMs)} ms, ${Math.round(((txid - warmOperations) / fillMs) * 1000)} operations/s, slowest file ${worstMs.toFixed(2)} ms`);
console.log(`resident ${((rss - rssBefore) / files).toFixed(1)} B a file (heap ${(heapUsed / 1e6).toFixed(1)} MB in all)`);
console.log(`columns reserved: inodes ${(ns.inodes.byteLength / files).toFixed(1)} B, blocks ${(ns.blocks.byteLength / files).toFixed(1)} B a file`);

// Changes: create, rename, delete a file, delete a directory of a hundred, look up.
gcWorstMs = 0;
worstMs = 0;
let changes = 0;
let next = Math.ceil(files / filesPerDirectory);
let oldest = 0;
const until = performance.now() + seconds * 1000;
const delays: number[] = [];
while (performance.now() < until) {
  const before = performance.now();
  mkdir(directory(next));
  for (let i = 0; i < 20; i++) create(`${directory(next)}/part-${i}`);
  for (let i = 0; i < 10; i++) run({ op: 'OP_RENAME_OLD', src: `${directory(next)}/part-${i}`, dst: `${directory(next)}/renamed-${i}`, timestamp: txid, ...noRpcIds });
  for (let i = 10; i < 20; i++) run({ op: 'OP_DELETE', path: `${directory(next)}/part-${i}`, timestamp: txid, ...noRpcIds });
  if (next % 10 === 0 && oldest < files / filesPerDirectory) run({ op: 'OP_DELETE', path: directory(oldest++), timestamp: txid, ...noRpcIds });
  reclaimSlice(ns, 256, noBlockEvents);
  for (let i = 0; i < 50; i++) ns.lookup(`${directory((next * 7 + i * 13) % Math.max(1, next))}/part-00042.parquet`);
  next++;
  changes += 142;
  const took = performance.now() - before;
  delays.push(took);
  worstMs = Math.max(worstMs, took);
  if (delays.length % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
}
delays.sort((a, b) => a - b);
console.log(`${Math.round(changes / seconds)} changes/s; a batch of 142: median ${(delays[delays.length >> 1] ?? 0).toFixed(2)} ms, worst ${worstMs.toFixed(2)} ms; worst garbage collection ${gcWorstMs.toFixed(2)} ms`);
