// From nothing to the first file: formatting, starting 3 JournalNodes, 2 NameNodes and 3 DataNodes as processes, and a
// file with three replicas from one Java client that is warm, the same for both sides. Then the start of single
// processes, each from its spawn to the first connection that its RPC port takes.
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApacheCluster, startApacheCluster } from '../tests/apache/rig/apache-cluster.ts';
import { javaClient } from '../tests/apache/rig/java-client.ts';
import { freePortBlock, waitFor } from '../tests/apache/rig/ports.ts';
import { withWorkDir } from '../tests/apache/rig/processes.ts';
import type { BenchOptions } from './main.ts';
import { OurCluster } from './our-cluster.ts';
import { printTable } from './report.ts';

const size = { nameNodes: 2, journalNodes: 3, dataNodes: 3 } as const;

interface Started {
  readonly upMs: number;
  readonly fileMs: number;
}

export async function start(options: BenchOptions): Promise<void> {
  const rounds = options.rounds ?? 9;
  const apacheRounds = options.apacheRounds ?? 3;
  await withWorkDir('bench-start', async (dir) => {
    const writer = javaClient('Writer', [], { env: { RIG_JVM: 'stock' } });
    const firstFile = async (confDir: string): Promise<void> => {
      writer.send({ op: 'write', path: '/first/file', bytes: 1000, confDir, fresh: true });
      const done = await writer.until('done');
      if (done['ok'] !== true) throw new Error(`the first file: ${JSON.stringify(done)}`);
    };
    const ours: Started[] = [];
    const theirs: Started[] = [];
    const oursSingle: Record<string, number[]> = {};
    const theirsSingle: Record<string, number[]> = {};
    await oursOnce(join(dir, 'warm'), firstFile, undefined); // the writer's first file loads its classes
    for (let round = 0; round < Math.max(rounds, apacheRounds); round++) {
      const last = round === rounds - 1;
      if (round < rounds) ours.push(await oursOnce(join(dir, `ours-${round}`), firstFile, last ? oursSingle : undefined));
      if (round < apacheRounds) theirs.push(await apacheOnce(join(dir, `apache-${round}`), firstFile, round === apacheRounds - 1 ? theirsSingle : undefined));
      console.log(`round ${round + 1}: ours ${shown(ours[round])}, Apache ${shown(theirs[round])}`);
    }
    await writer.close();
    const single = ['jn3', 'dn3', 'nn'].map((name) => ({
      what: `start of one process, ${{ jn3: 'JournalNode', dn3: 'DataNode', nn: 'NameNode (with its guardian)' }[name] ?? name}`,
      unit: 'ms' as const, ours: oursSingle[name] ?? [], apache: theirsSingle[name] ?? 'not measured', bar: 150, ratioBar: 3.5 / 0.15,
    }));
    const seconds = (list: readonly Started[], of: (each: Started) => number): number[] => list.map((each) => of(each) / 1000);
    printTable('start', [
      { what: 'blank to first file, 3 JN + 2 NN + 3 DN', unit: 's', ours: seconds(ours, (each) => each.fileMs), apache: seconds(theirs, (each) => each.fileMs), bar: 2, ratioBar: 22 / 2 },
      { what: 'of this, until the cluster is up', unit: 's', ours: seconds(ours, (each) => each.upMs), apache: seconds(theirs, (each) => each.upMs) },
      ...single,
    ]);
  });
}

async function oursOnce(dir: string, firstFile: (confDir: string) => Promise<void>, single: Record<string, number[]> | undefined): Promise<Started> {
  const basePort = await freePortBlock(50);
  const began = performance.now();
  const cluster = await OurCluster.up(dir, size, { basePort });
  try {
    const upMs = performance.now() - began;
    await firstFile(join(dir, 'conf'));
    const fileMs = performance.now() - began;
    if (single !== undefined) await oursProcesses(cluster, single);
    return { upMs, fileMs };
  } finally {
    await cluster.close();
  }
}

async function oursProcesses(cluster: OurCluster, into: Record<string, number[]>): Promise<void> {
  for (let i = 0; i < 5; i++) {
    const standby = (await cluster.active()) === 'nn1' ? 'nn2' : 'nn1';
    for (const name of ['jn3', 'dn3', standby]) {
      await cluster.stop(name);
      await sleep(300);
      const began = performance.now();
      const [up] = await Promise.all([takesConnections(cluster.daemon(name).rpcPort), cluster.start(name)]);
      (into[name.slice(0, 2) === 'nn' ? 'nn' : name] ??= []).push(up - began);
    }
    await cluster.untilState(standby, 'standby');
  }
}

async function apacheOnce(dir: string, firstFile: (confDir: string) => Promise<void>, single: Record<string, number[]> | undefined): Promise<Started> {
  mkdirSync(dir);
  const portBase = await freePortBlock(50);
  const began = performance.now();
  const cluster = await startApacheCluster({ dir, ...size, manner: 'stock', portBase });
  try {
    const upMs = performance.now() - began;
    await firstFile(cluster.confDir);
    const fileMs = performance.now() - began;
    if (single !== undefined) await apacheProcesses(cluster, single);
    return { upMs, fileMs };
  } finally {
    await cluster.stop();
  }
}

async function apacheProcesses(cluster: ApacheCluster, into: Record<string, number[]>): Promise<void> {
  for (let i = 0; i < 3; i++) {
    for (const name of ['jn3', 'dn3', 'nn2']) {
      await cluster.kill(name);
      await sleep(300);
      const began = performance.now();
      const [up] = await Promise.all([takesConnections(cluster.ports(name).rpc), cluster.start(name)]);
      (into[name === 'nn2' ? 'nn' : name] ??= []).push(up - began);
    }
  }
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

function shown(started: Started | undefined): string {
  return started === undefined ? '-' : `${(started.fileMs / 1000).toFixed(2)} s (up ${(started.upMs / 1000).toFixed(2)})`;
}
