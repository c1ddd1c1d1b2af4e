// How far the Standby is behind: a directory is made on the Active, and the Standby is asked for it until it knows it
// (dfs.ha.allow.stale.reads). Out of the box for ours; Apache's tails finished segments only, so its figure out of the box
// is quoted (--full measures it), and what is measured is its quickest setting (in-progress tailing, no pause).
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeEnv } from '../src/env/node/node-env.ts';
import { RpcClient, rpcProxy } from '../src/rpc/rpc-client.ts';
import { ClientNamenodeProtocol } from '../src/wire/client-namenode-protocol.ts';
import { superuser } from './mutation-load.ts';
import type { BenchOptions } from './benchmarks.ts';
import { OurCluster } from './our-cluster.ts';
import type { Row, Sheet, Side } from './sheet.ts';
import { inTurns, startApache, withBenchDir } from './sides.ts';

const size = { nameNodes: 2, journalNodes: 3, dataNodes: 0 } as const;
const warmUp = 20;
const quickest = { 'dfs.ha.allow.stale.reads': 'true', 'dfs.ha.tail-edits.in-progress': 'true', 'dfs.ha.tail-edits.period': '0ms' };

export async function lag(options: BenchOptions, sheet: Sheet): Promise<void> {
  const outOfTheBox = sheet.row({ what: 'Standby behind the Active, out of the box', unit: 'ms', bar: 2, quoted: 'median 70 s, up to 121 s (quoted; --full measures it)' });
  const tuned = sheet.row({ what: 'the same, Apache at its quickest (in-progress tailing, period 0)', unit: 'ms' });
  sheet.plot('strip', 'lag', 'How far the Standby is behind the Active', [tuned], { log: true });
  await withBenchDir('lag', async (dir) => {
    const ours = await sheet.attempt('starting ours', () => OurCluster.up(join(dir, 'ours'), size, { set: ['dfs.ha.allow.stale.reads=true'] }));
    const apache = options.apacheRounds === 0 ? undefined : await sheet.attempt('starting Apache\'s', () => startApache(join(dir, 'apache'), size, { hdfs: quickest }));
    try {
      const samples = options.quick ? 100 : 200;
      await inTurns({ ours: ours === undefined ? 0 : (options.rounds ?? 2), apache: apache === undefined ? 0 : (options.apacheRounds ?? options.rounds ?? 2) }, async (side, round) => {
        await sheet.attempt(`the Standby's lag, ${side}`, async () => {
          const active = side === 'ours' ? ((await ours?.active()) ?? 'nn1') : 'nn1';
          const port = (name: string): number => (side === 'ours' ? ours?.daemon(name).rpcPort : apache?.ports(name).rpc) ?? 0;
          const rows: readonly Row[] = side === 'ours' ? [outOfTheBox, tuned] : [tuned];
          await measure(port(active), port(active === 'nn1' ? 'nn2' : 'nn1'), { rows, side, samples, folder: `/lag-${round}`, pauseMs: 10 });
        });
      });
    } finally {
      await apache?.stop();
      await ours?.close();
    }
    if (options.full) {
      await sheet.attempt('Apache\'s lag out of the box', async () => {
        const stock = await startApache(join(dir, 'stock'), size, { hdfs: { 'dfs.ha.allow.stale.reads': 'true' } });
        try {
          await measure(stock.ports('nn1').rpc, stock.ports('nn2').rpc, { rows: [outOfTheBox], side: 'apache', samples: 3, folder: '/lag', pauseMs: 1000 });
        } finally {
          await stock.stop();
        }
      });
    }
  });
}

interface Wanted {
  readonly rows: readonly Row[];
  readonly side: Side;
  readonly samples: number;
  readonly folder: string;
  readonly pauseMs: number;
}

async function measure(activePort: number, standbyPort: number, { rows, side, samples, folder, pauseMs }: Wanted): Promise<void> {
  const env = nodeEnv({ name: 'bench' });
  const connect = (port: number): RpcClient => new RpcClient(env, { address: { host: '127.0.0.1', port }, user: superuser(), idleCloseMs: 0 });
  const active = connect(activePort);
  const standby = connect(standbyPort);
  const writer = rpcProxy(active, ClientNamenodeProtocol);
  const reader = rpcProxy(standby, ClientNamenodeProtocol);
  const skipped = samples > warmUp ? warmUp : 0;
  try {
    for (let i = 0; i < samples + skipped; i++) {
      const src = `${folder}/${i}`;
      await writer.mkdirs({ src, masked: { perm: 0o755 }, createParent: true });
      const durable = performance.now();
      // Without a pause: a timer's is a millisecond at least, which is what is measured.
      while ((await reader.getFileInfo({ src })).fs === undefined);
      if (i >= skipped) for (const row of rows) row[side].push(performance.now() - durable);
      await sleep(pauseMs);
    }
  } finally {
    active.close();
    standby.close();
  }
}
