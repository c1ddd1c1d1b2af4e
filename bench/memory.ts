// A million files in a NameNode's own process, ours and Apache's, from the same image: time to load it, bytes a file
// (one block, three replicas) over the empty NameNode, and the worst pauses while DataNodes report all of it and while
// the namespace changes. Ours writes to three JournalNodes; Apache's to its own disk, which is in its favour.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { nodeEnv } from '../src/env/node/node-env.ts';
import { hdfsOk, spawnDaemon, writeConfDir } from '../tests/apache/rig/apache.ts';
import { freePortBlock, jmx, listening, waitFor } from '../tests/apache/rig/ports.ts';
import { FakeDataNode } from './fake-data-nodes.ts';
import { blockLength, filledNamespace, firstBlockId, firstGenstamp, replaceBlankImage } from './filled-namespace.ts';
import type { BenchOptions } from './benchmarks.ts';
import { mutate, superuser } from './mutation-load.ts';
import { OurCluster } from './our-cluster.ts';
import type { ProbeReport } from './probe.ts';
import { residentBytes } from './process-usage.ts';
import type { Row, Sheet } from './sheet.ts';
import { inTurns, withBenchDir } from './sides.ts';

const env = nodeEnv({ name: 'bench' });
const dataNodes = 3;

/** One side's figures; ms and bytes. */
interface Figures {
  readonly loadMs: number;
  readonly startMs: number;
  readonly loadPauseMs: number;
  readonly bytesLoaded: number;
  readonly residentLoaded: number;
  readonly reportMs: readonly number[];
  readonly reportPauseMs: number;
  readonly bytesReported: number;
  readonly residentReported: number;
  readonly churnPauseMs: number;
  readonly churnLoopMs: number;
  readonly reportLoopMs: number;
  readonly callsPerSecond: number;
  readonly slowestCallMs: number;
}

export async function memory(options: BenchOptions, sheet: Sheet): Promise<void> {
  const files = options.files ?? 1_000_000;
  const seconds = 15;
  sheet.title = `memory: a NameNode with ${files} files of one block and three replicas`;
  const rows: readonly (readonly [row: Row, of: (each: Figures) => number | readonly number[]])[] = [
    [sheet.row({ what: 'loading the image', unit: 's', ratioBar: 8 }), (each) => each.loadMs / 1000],
    [sheet.row({ what: 'from the start of the process until it listens', unit: 's' }), (each) => each.startMs / 1000],
    [sheet.row({ what: 'bytes a file over empty, loaded (heap and buffers)', unit: 'B', ratioBar: 2 }), (each) => each.bytesLoaded / files],
    [sheet.row({ what: 'bytes a file over empty, all replicas reported', unit: 'B', bar: 200 }), (each) => each.bytesReported / files],
    [sheet.row({ what: 'resident bytes a file over empty, all replicas reported', unit: 'B', bar: 200 }), (each) => each.residentReported / files],
    [sheet.row({ what: 'worst collection while loading', unit: 'ms' }), (each) => each.loadPauseMs],
    [sheet.row({ what: 'a full block report of all replicas', unit: 'ms' }), (each) => each.reportMs],
    [sheet.row({ what: 'worst delay of the loop during such a report', unit: 'ms', bar: 50, quoted: 'has no loop' }), (each) => each.reportLoopMs],
    [sheet.row({ what: 'worst collection under mutation', unit: 'ms', bar: 10 }), (each) => each.churnPauseMs],
    [sheet.row({ what: 'worst delay of the loop under mutation', unit: 'ms', bar: 50, quoted: 'has no loop' }), (each) => each.churnLoopMs],
    [sheet.row({ what: 'calls meanwhile', unit: '/s', rising: true }), (each) => each.callsPerSecond],
    [sheet.row({ what: 'slowest call meanwhile', unit: 'ms' }), (each) => each.slowestCallMs],
  ];
  const byte = rows.map(([row]) => row).filter((row) => row.unit === 'B');
  sheet.plot('bars', 'memory', 'Memory a file, over the empty NameNode', byte);
  await withBenchDir('memory', async (dir) => {
    await inTurns({ ours: options.rounds ?? (options.quick ? 1 : 2), apache: options.apacheRounds ?? 1 }, async (side, round) => {
      const once = side === 'ours' ? oursOnce : apacheOnce;
      const figures = await sheet.attempt(`a NameNode with ${files} files, ${side}`, () => once(join(dir, `${side}-${round}`), files, seconds));
      if (figures === undefined) return;
      console.log(`${side}: ${JSON.stringify(figures)}`);
      for (const [row, of] of rows) row[side].push(...[of(figures)].flat().filter((value) => Number.isFinite(value)));
    });
  });
}

async function oursOnce(dir: string, files: number, seconds: number): Promise<Figures> {
  const probeDir = `${dir}-probe`;
  mkdirSync(probeDir);
  const probed = { NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'probe.js')).href}`, PROBE_DIR: probeDir };
  const cluster = await OurCluster.up(dir, { nameNodes: 1, journalNodes: 3, dataNodes: 0 }, { env: probed });
  try {
    const ask = async (): Promise<ProbeReport> => {
      const pid = cluster.pid('nn1') ?? 0;
      const file = join(probeDir, `${pid}.json`);
      rmSync(file, { force: true });
      process.kill(pid, 'SIGUSR2');
      await waitFor('the probe', () => existsSync(file), 60_000);
      return JSON.parse(readFileSync(file, 'utf8')) as ProbeReport;
    };
    const held = (seen: ProbeReport): number => seen.privateBytes - (seen.heapTotal - seen.heapUsed);
    await sleep(1000);
    const empty = await ask();
    await cluster.stop('nn1');
    await replaceBlankImage(join(dir, 'data/nn1'), filledNamespace(files, superuser()));
    const began = performance.now();
    Object.assign(process.env, probed);
    await cluster.start('nn1').finally(() => {
      for (const name of Object.keys(probed)) delete process.env[name];
    });
    const startMs = performance.now() - began;
    await cluster.untilState('nn1', 'active');
    const loaded = await ask();
    const loadMs = Number(/"imageMs":(\d+)[^\n]*namespace loaded(?![\s\S]*namespace loaded)/.exec(readFileSync(join(dir, 'log/nn1.log'), 'utf8'))?.[1]);
    const port = cluster.daemon('nn1').rpcPort;
    const { nodes, reportMs } = await report(port, files);
    const reported = await ask();
    const load = await mutate(env, port, nodes, files, seconds);
    const churned = await ask();
    for (const node of nodes) await node.stop();
    console.log(`ours under mutation: ${JSON.stringify(churned)}; at the reports ${JSON.stringify(reported)}`);
    return {
      loadMs, startMs, loadPauseMs: loaded.gcWorstMs, reportMs, reportPauseMs: reported.gcWorstMs, reportLoopMs: reported.loopOwnWorstMs,
      bytesLoaded: held(loaded) - held(empty), residentLoaded: loaded.rss - empty.rss,
      bytesReported: held(reported) - held(empty), residentReported: reported.privateBytes - empty.privateBytes,
      churnPauseMs: churned.gcWorstMs, churnLoopMs: churned.loopOwnWorstMs, ...load,
    };
  } finally {
    await cluster.close();
  }
}

async function apacheOnce(dir: string, files: number, seconds: number): Promise<Figures> {
  const base = await freePortBlock(50);
  const logFile = join(dir, 'namenode.log');
  const gcLog = join(dir, 'gc.log');
  const nameDir = join(dir, 'name');
  const confDir = writeConfDir(join(dir, 'conf'), { 'fs.defaultFS': `hdfs://127.0.0.1:${base}` }, {
    'dfs.namenode.name.dir': `file://${nameDir}`, 'dfs.namenode.http-address': `127.0.0.1:${base + 1}`, 'dfs.namenode.safemode.extension': '0', 'dfs.replication': '3',
    // Three DataNodes on one address.
    'dfs.namenode.datanode.registration.ip-hostname-check': 'false',
  });
  const jvm = { RIG_JVM: 'stock', HDFS_NAMENODE_OPTS: `-Xlog:gc:file=${gcLog}:uptime` };
  await hdfsOk(['namenode', '-format', '-nonInteractive'], { confDir, env: jvm });
  const start = async (): Promise<ReturnType<typeof spawnDaemon>> => {
    const daemon = spawnDaemon('namenode', confDir, { logFile, env: jvm });
    await waitFor(`Apache's NameNode, see ${logFile}`, async () => {
      if (!daemon.alive()) throw new Error(`it ended, see ${logFile}`);
      return listening(base);
    }, 300_000, 10);
    return daemon;
  };
  const used = async (pid: number): Promise<{ heap: number; resident: number }> => {
    for (let i = 0; i < 2; i++) execFileSync('jcmd', [String(pid), 'GC.run']);
    await sleep(500);
    const bean = await jmx(base + 1, 'java.lang:type=Memory');
    return { heap: Number((bean?.['HeapMemoryUsage'] as { used?: number } | undefined)?.used), resident: residentBytes(pid) };
  };
  const worstPause = (from: number): number => Math.max(0, ...[...readFileSync(gcLog, 'utf8').slice(from).matchAll(/Pause (?!Full \(Diag)(?!Full \(System).* ([\d.]+)ms/g)].map((match) => Number(match[1])));
  let daemon = await start();
  const empty = await used(daemon.pid);
  await daemon.kill();
  await replaceBlankImage(nameDir, filledNamespace(files, superuser()));
  const began = performance.now();
  daemon = await start();
  try {
    const startMs = performance.now() - began;
    const loadPauseMs = worstPause(0);
    const loaded = await used(daemon.pid);
    const loadSeconds = [...readFileSync(logFile, 'utf8').matchAll(/Loaded FSImage in (\d+) seconds/g)].map((match) => Number(match[1]));
    const precise = [...readFileSync(logFile, 'utf8').matchAll(/Finished loading FSImage in (\d+) msecs/g)].map((match) => Number(match[1]));
    let mark = readFileSync(gcLog, 'utf8').length;
    const { nodes, reportMs } = await report(base, files);
    const reportPauseMs = worstPause(mark);
    const reported = await used(daemon.pid);
    mark = readFileSync(gcLog, 'utf8').length;
    const load = await mutate(env, base, nodes, files, seconds);
    const churnPauseMs = worstPause(mark);
    for (const node of nodes) await node.stop();
    return {
      loadMs: precise.at(-1) ?? 1000 * (loadSeconds.at(-1) ?? Number.NaN), startMs, loadPauseMs, reportMs, reportPauseMs, reportLoopMs: Number.NaN,
      bytesLoaded: loaded.heap - empty.heap, residentLoaded: loaded.resident - empty.resident,
      bytesReported: reported.heap - empty.heap, residentReported: reported.resident - empty.resident,
      churnPauseMs, churnLoopMs: Number.NaN, ...load,
    };
  } finally {
    await daemon.kill();
  }
}

/** All replicas from three DataNodes that exist on the wire only. */
async function report(port: number, files: number): Promise<{ nodes: FakeDataNode[]; reportMs: number[] }> {
  const nodes = Array.from({ length: dataNodes }, (_, i) => new FakeDataNode(env, i, port));
  const reportMs: number[] = [];
  for (const node of nodes) {
    await node.register();
    reportMs.push(await node.report({ firstId: firstBlockId, firstGenstamp, count: files, lengthBytes: blockLength }));
  }
  for (const node of nodes) node.start();
  await sleep(3000);
  return { nodes, reportMs };
}
