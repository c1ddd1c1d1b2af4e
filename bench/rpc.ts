// Calls a second that the Active answers to one Node client process, the same for both sides, which is the slower
// half of some rows: ratios are lower bounds. Ours writes to three JournalNodes, and so does Apache's.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { nodeEnv } from '../src/env/node/node-env.ts';
import { RpcClient, rpcProxy } from '../src/rpc/rpc-client.ts';
import type { RpcProxy } from '../src/rpc/rpc-client.ts';
import { ClientNamenodeProtocol } from '../src/wire/client-namenode-protocol.ts';
import { startApacheCluster } from '../tests/apache/rig/apache-cluster.ts';
import { withWorkDir } from '../tests/apache/rig/processes.ts';
import type { BenchOptions } from './main.ts';
import { superuser } from './mutation-load.ts';
import { OurCluster } from './our-cluster.ts';
import { median, printTable } from './report.ts';

const size = { nameNodes: 2, journalNodes: 3, dataNodes: 0 } as const;
const seconds = 4;

type NameNode = RpcProxy<typeof ClientNamenodeProtocol>;

interface Load {
  readonly what: string;
  readonly connections: number;
  readonly inFlight: number;
  readonly ratioBar: number;
  readonly call: (nameNode: NameNode, i: number) => Promise<unknown>;
}

const mkdirs = (nameNode: NameNode, i: number): Promise<unknown> => nameNode.mkdirs({ src: `/rpc/${i % 100}/${i}-${performance.now()}`, masked: { perm: 0o755 }, createParent: true });
const loads: readonly Load[] = [
  { what: 'getFileInfo, 8 connections x 64 in flight', connections: 8, inFlight: 64, ratioBar: 3, call: (nameNode) => nameNode.getFileInfo({ src: '/rpc' }) },
  { what: 'mkdirs, 64 clients, one call each', connections: 64, inFlight: 1, ratioBar: 2, call: mkdirs },
  { what: 'mkdirs, 64 clients x 16 in flight', connections: 64, inFlight: 16, ratioBar: 5, call: mkdirs },
];

export async function rpc(options: BenchOptions): Promise<void> {
  await withWorkDir('bench-rpc', async (dir) => {
    const cluster = await OurCluster.up(join(dir, 'ours'), size);
    mkdirSync(join(dir, 'apache'));
    const apache = options.apacheRounds === 0 ? undefined : await startApacheCluster({ dir: join(dir, 'apache'), ...size, manner: 'stock' });
    try {
      const port = cluster.daemon((await cluster.active()) ?? 'nn1').rpcPort;
      const rows = [];
      for (const load of loads) {
        const ours: number[] = [];
        const theirs: number[] = [];
        for (let round = 0; round < (options.rounds ?? 3); round++) {
          ours.push(await measure(port, load));
          if (apache !== undefined) theirs.push(await measure(apache.ports('nn1').rpc, load));
        }
        console.log(`${load.what}: ours ${Math.round(median(ours))}, Apache ${Math.round(median(theirs))}`);
        rows.push({ what: load.what, unit: '/s' as const, ours, apache: theirs.length > 0 ? theirs : 'not measured', ratioBar: load.ratioBar, rising: true });
      }
      printTable('rpc', rows);
    } finally {
      await cluster.close();
      await apache?.stop();
    }
  });
}

/** Calls a second, after a second of warming up. */
async function measure(port: number, { connections, inFlight, call }: Load): Promise<number> {
  const env = nodeEnv({ name: 'bench' });
  const clients = Array.from({ length: connections }, () => new RpcClient(env, { address: { host: '127.0.0.1', port }, user: superuser(), idleCloseMs: 0 }));
  const began = performance.now() + 1000;
  const until = began + seconds * 1000;
  let calls = 0;
  let i = 0;
  await Promise.all(clients.flatMap((client) => {
    const nameNode = rpcProxy(client, ClientNamenodeProtocol);
    return Array.from({ length: inFlight }, async () => {
      for (;;) {
        await call(nameNode, i++);
        const now = performance.now();
        if (now >= until) return;
        if (now >= began) calls++;
      }
    });
  }));
  for (const client of clients) client.close();
  return calls / seconds;
}
