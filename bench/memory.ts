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
import { withWorkDir } from '../tests/apache/rig/processes.ts';
import { FakeDataNode } from './fake-data-nodes.ts';
import { blockLength, filledNamespace, firstBlockId, firstGenstamp, replaceBlankImage } from './filled-namespace.ts';
import type { BenchOptions } from './main.ts';
import { mutate, superuser } from './mutation-load.ts';
import { OurCluster } from './our-cluster.ts';
import type { ProbeReport } from './probe.ts';
import { printTable } from './report.ts';

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

export async function memory(options: BenchOptions): Promise<void> {
  const files = options.files ?? 1_000_000;
  const seconds = 15;
  await withWorkDir('bench-memory', async (dir) => {
    const ours: Figures[] = [];
    const theirs: Figures[] = [];
    for (let round = 0; round < Math.max(options.rounds ?? 2, options.apacheRounds ?? 1); round++) {
      if (round < (options.rounds ?? 2)) ours.push(await oursOnce(join(dir, `ours-${round}`), files, seconds));
      if (round < (options.apacheRounds ?? 1)) theirs.push(await apacheOnce(join(dir, `apache-${round}`), files, seconds));
      console.log(JSON.stringify({ ours: ours[round], apache: theirs[round] }));
    }
    const row = (of: (each: Figures) => number): { ours: number[]; apache: number[] | string } => {
      const apache = theirs.map(of).filter((value) => !Number.isNaN(value));
      return { ours: ours.map(of), apache: apache.length > 0 ? apache : 'not measured' };
    };
    printTable(`memory: ${files} files of one block and three replicas`, [
      { what: 'loading the image', unit: 's', ...row((each) => each.loadMs / 1000), ratioBar: 8 },
      { what: 'from the start of the process until it listens', unit: 's', ...row((each) => each.startMs / 1000) },
      { what: 'bytes a file over empty, loaded (heap and buffers)', unit: 'B', ...row((each) => each.bytesLoaded / files), ratioBar: 2 },
      { what: 'bytes a file over empty, all replicas reported', unit: 'B', ...row((each) => each.bytesReported / files), bar: 200 },
      { what: 'resident bytes a file over empty, all replicas reported', unit: 'B', ...row((each) => each.residentReported / files), bar: 200 },
      { what: 'worst collection while loading', unit: 'ms', ...row((each) => each.loadPauseMs) },
      { what: 'a full block report of all replicas', unit: 'ms', ours: ours.flatMap((each) => each.reportMs), apache: theirs.length > 0 ? theirs.flatMap((each) => each.reportMs) : 'not measured' },
      { what: 'worst delay of the loop during such a report', unit: 'ms', ...row((each) => each.reportLoopMs), bar: 50 },
      { what: 'worst collection under mutation', unit: 'ms', ...row((each) => each.churnPauseMs), bar: 10 },
      { what: 'worst delay of the loop under mutation', unit: 'ms', ...row((each) => each.churnLoopMs), bar: 50 },
      { what: 'calls meanwhile', unit: '/s', ...row((each) => each.callsPerSecond), rising: true },
      { what: 'slowest call meanwhile', unit: 'ms', ...row((each) => each.slowestCallMs) },
    ]);
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
    return { heap: Number((bean?.['HeapMemoryUsage'] as { used?: number } | undefined)?.used), resident: residentOf(pid) };
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

function residentOf(pid: number): number {
  return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
