// From nothing to the first file: formatting, starting 3 JournalNodes, 2 NameNodes and 3 DataNodes as processes, and a
// file with three replicas from one Java client that is warm, the same for both sides. Then the start of single
// processes, each from its spawn to the first connection that its RPC port takes, and of a command.
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hdfsOk } from '../tests/apache/rig/apache.ts';
import type { ApacheCluster } from '../tests/apache/rig/apache-cluster.ts';
import { type JavaClient, javaClient } from '../tests/apache/rig/java-client.ts';
import { freePortBlock, waitFor } from '../tests/apache/rig/ports.ts';
import type { BenchOptions } from './benchmarks.ts';
import { OurCluster, quorate } from './our-cluster.ts';
import type { Row, Sheet, Side } from './sheet.ts';
import { inTurns, startApache, withBenchDir } from './sides.ts';
import { startInProcess } from './start-in-process.ts';

const size = { nameNodes: 2, journalNodes: 3, dataNodes: 3 } as const;
const single = { jn3: 'JournalNode', dn3: 'DataNode', nn: 'NameNode (ours with its guardian)' } as const;
type Single = keyof typeof single;

interface Rows {
  readonly file: Row;
  readonly up: Row;
  readonly single: Readonly<Record<Single, Row>>;
  readonly list: Row;
}

export async function start(options: BenchOptions, sheet: Sheet): Promise<void> {
  sheet.title = 'start: 3 JN + 2 NN + 3 DN as processes, from blank directories';
  const rows: Rows = {
    file: sheet.row({ what: 'blank to first file', unit: 's', bar: 2, ratioBar: 22 / 2 }),
    up: sheet.row({ what: 'of this, until the cluster is up', unit: 's' }),
    single: {
      jn3: sheet.row({ what: `start of one process, ${single.jn3}`, unit: 'ms', bar: 150, ratioBar: 3.5 / 0.15 }),
      dn3: sheet.row({ what: `start of one process, ${single.dn3}`, unit: 'ms', bar: 150, ratioBar: 3.5 / 0.15 }),
      nn: sheet.row({ what: `start of one process, ${single.nn}`, unit: 'ms', bar: 150, ratioBar: 3.5 / 0.15 }),
    },
    list: sheet.row({ what: 'one command, dfs -ls /', unit: 'ms', ratioBar: 6 }),
  };
  sheet.plot('bars', 'start', 'From blank directories to the first file', [rows.file, rows.up]);
  await withBenchDir('start', async (dir) => {
    const writer = javaClient('Writer', [], { env: { RIG_JVM: 'stock' } });
    // The writer's first file loads its classes.
    await sheet.attempt('warming up', () => oursOnce(join(dir, 'warm'), writer, undefined, sheet, false));
    await inTurns({ ours: options.rounds ?? (options.quick ? 5 : 9), apache: options.apacheRounds ?? (options.quick ? 2 : 3) }, async (side, round, last) => {
      const once = side === 'ours' ? oursOnce : apacheOnce;
      await sheet.attempt(`a cluster from nothing, ${side}`, () => once(join(dir, `${side}-${round}`), writer, rows, sheet, last));
      console.log(`${side}: ${rows.file[side].at(-1)?.toFixed(2) ?? '-'} s (up ${rows.up[side].at(-1)?.toFixed(2) ?? '-'})`);
    });
    await writer.close();
    await startInProcess(options, sheet, dir);
  });
}

async function firstFile(writer: JavaClient, confDir: string): Promise<void> {
  writer.send({ op: 'write', path: '/first/file', bytes: 1000, confDir, fresh: true });
  const done = await writer.until('done', 120_000);
  if (done['ok'] !== true) throw new Error(`the first file: ${JSON.stringify(done)}`);
}

async function oursOnce(dir: string, writer: JavaClient, rows: Rows | undefined, sheet: Sheet, last: boolean): Promise<void> {
  const basePort = await freePortBlock(50);
  const began = performance.now();
  const cluster = await OurCluster.up(dir, size, { basePort });
  try {
    const upMs = performance.now() - began;
    await firstFile(writer, cluster.confDir);
    rows?.up.ours.push(upMs / 1000);
    rows?.file.ours.push((performance.now() - began) / 1000);
    if (rows === undefined || !last) return;
    await sheet.attempt('single processes of ours', () => oursProcesses(cluster, rows));
    await listings(rows, 'ours', sheet, () => quorate(['dfs', '-ls', '/'], { HADOOP_CONF_DIR: cluster.confDir }));
  } finally {
    await cluster.close();
  }
}

async function oursProcesses(cluster: OurCluster, rows: Rows): Promise<void> {
  for (let i = 0; i < 5; i++) {
    const standby = (await cluster.active()) === 'nn1' ? 'nn2' : 'nn1';
    for (const name of ['jn3', 'dn3', 'nn'] as const) {
      const daemon = name === 'nn' ? standby : name;
      await cluster.stop(daemon);
      await sleep(300);
      const began = performance.now();
      const [up] = await Promise.all([takesConnections(cluster.daemon(daemon).rpcPort), cluster.start(daemon)]);
      rows.single[name].ours.push(up - began);
    }
    await cluster.untilState(standby, 'standby');
  }
}

async function apacheOnce(dir: string, writer: JavaClient, rows: Rows | undefined, sheet: Sheet, last: boolean): Promise<void> {
  const portBase = await freePortBlock(50);
  const began = performance.now();
  const cluster = await startApache(dir, size, { portBase });
  try {
    const upMs = performance.now() - began;
    await firstFile(writer, cluster.confDir);
    rows?.up.apache.push(upMs / 1000);
    rows?.file.apache.push((performance.now() - began) / 1000);
    if (rows === undefined || !last) return;
    await sheet.attempt('single processes of Apache\'s', () => apacheProcesses(cluster, rows));
    await listings(rows, 'apache', sheet, () => hdfsOk(['dfs', '-ls', '/'], { confDir: cluster.confDir, env: { RIG_JVM: 'stock' } }));
  } finally {
    await cluster.stop();
  }
}

async function apacheProcesses(cluster: ApacheCluster, rows: Rows): Promise<void> {
  for (let i = 0; i < 2; i++) {
    for (const name of ['jn3', 'dn3', 'nn'] as const) {
      const daemon = name === 'nn' ? 'nn2' : name;
      await cluster.kill(daemon);
      await sleep(300);
      const began = performance.now();
      const [up] = await Promise.all([takesConnections(cluster.ports(daemon).rpc), cluster.start(daemon)]);
      rows.single[name].apache.push(up - began);
    }
  }
}

/** A command line from its start to its end. */
async function listings(rows: Rows, side: Side, sheet: Sheet, list: () => Promise<string>): Promise<void> {
  await sheet.attempt(`dfs -ls /, ${side}`, async () => {
    for (let i = 0; i < (side === 'ours' ? 7 : 3); i++) {
      const began = performance.now();
      const said = await list();
      if (!said.includes('/first')) throw new Error(`dfs -ls / said ${said}`);
      rows.list[side].push(performance.now() - began);
    }
  });
}

/** The time at which the port first took a connection. */
async function takesConnections(port: number): Promise<number> {
  await waitFor(`port ${port}`, () => new Promise<boolean>((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  }), 60_000, 3);
  return performance.now();
}
