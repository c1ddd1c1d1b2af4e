// A NameNode kept busy in the way of jobs that write tables: directories made, files of one block written and closed
// (fake DataNodes report the replicas), renamed, looked up, and old directories of a hundred files deleted.
import os from 'node:os';
import type { Env } from '../src/env/env.ts';
import { RpcClient, rpcProxy } from '../src/rpc/rpc-client.ts';
import { ClientNamenodeProtocol } from '../src/wire/client-namenode-protocol.ts';
import type { FakeDataNode } from './fake-data-nodes.ts';
import { blockLength, directoryOf, fileOf, filesPerDirectory } from './filled-namespace.ts';

const clients = 16;
const connections = 4;
const filesWritten = 20;
const filesRenamed = 10;
const lookUps = 20;

export interface LoadResult {
  readonly callsPerSecond: number;
  readonly slowestCallMs: number;
}

/** Who made the root of both sides. */
export function superuser(): string {
  return process.env['HADOOP_USER_NAME'] ?? os.userInfo().username;
}

/** Changes the namespace for `seconds`; old directories go from the first on, new ones come behind the last. */
export async function mutate(env: Env, port: number, dataNodes: readonly FakeDataNode[], files: number, seconds: number): Promise<LoadResult> {
  const rpcs = Array.from({ length: connections }, () => new RpcClient(env, { address: { host: '127.0.0.1', port }, user: superuser(), idleCloseMs: 0 }));
  const until = performance.now() + seconds * 1000;
  let calls = 0;
  let slowestCallMs = 0;
  let next = Math.ceil(files / filesPerDirectory);
  let oldest = 0;
  const timed = async <T>(call: Promise<T>): Promise<T> => {
    const began = performance.now();
    const answer = await call;
    calls++;
    slowestCallMs = Math.max(slowestCallMs, performance.now() - began);
    return answer;
  };
  const run = async (rpc: RpcClient, clientName: string): Promise<void> => {
    const nameNode = rpcProxy(rpc, ClientNamenodeProtocol);
    const masked = { perm: 0o644 };
    const write = async (src: string): Promise<void> => {
      await timed(nameNode.create({ src, masked, clientName, createFlag: 1, createParent: true, replication: 3, blockSize: 134_217_728, cryptoProtocolVersion: [] }));
      const { block } = await timed(nameNode.addBlock({ src, clientName, excludeNodes: [], favoredNodes: [], flags: [] }));
      const written = { blockId: block.b.blockId, genStamp: block.b.generationStamp, numBytes: blockLength };
      for (const { id } of block.locs) dataNodes[(id.xferPort - 1000) / 10]?.received(written);
      while (!(await timed(nameNode.complete({ src, clientName, last: { ...block.b, numBytes: blockLength } }))).result) await env.turn();
    };
    while (performance.now() < until) {
      const directory = directoryOf(next++);
      await timed(nameNode.mkdirs({ src: directory, masked: { perm: 0o755 }, createParent: true }));
      for (let i = 0; i < filesWritten; i++) await write(`${directory}/part-${i}`);
      for (let i = 0; i < filesRenamed; i++) await timed(nameNode.rename({ src: `${directory}/part-${i}`, dst: `${directory}/renamed-${i}` }));
      for (let i = filesRenamed; i < filesWritten; i += 2) await timed(nameNode.delete({ src: `${directory}/part-${i}`, recursive: false }));
      await timed(nameNode.delete({ src: directoryOf(oldest++), recursive: true }));
      for (let i = 0; i < lookUps; i++) await timed(nameNode.getFileInfo({ src: fileOf(Math.floor(files / 2) + ((calls * 7919) % (files / 2))) }));
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: clients }, (_, i) => run(rpcs[i % connections] as RpcClient, `DFSClient_NONMAPREDUCE_${i}_1`)));
  const took = (performance.now() - began) / 1000;
  for (const rpc of rpcs) rpc.close();
  return { callsPerSecond: calls / took, slowestCallMs };
}
