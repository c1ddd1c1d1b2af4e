// A NameNode's start from disk and its checkpoint, ours and Apache's, each alone on a copy of the same name directory:
// loading an image of a million files, saving it again (saveNamespace), and replaying a log of edits onto a blank image.
// Times of parts are what each NameNode says itself; times from the process's start to its first taken connection are
// measured from outside.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FSEditLog } from '../src/edit-log/fs-edit-log.ts';
import { FileJournalManager } from '../src/edit-log/file-journal-manager.ts';
import { nodeEnv } from '../src/env/node/node-env.ts';
import { RpcClient, rpcProxy } from '../src/rpc/rpc-client.ts';
import { ClientNamenodeProtocol, SafeModeActionProto } from '../src/wire/client-namenode-protocol.ts';
import { spawnDaemon, writeConfDir } from '../tests/apache/rig/apache.ts';
import { freePortBlock, listening, waitFor } from '../tests/apache/rig/ports.ts';
import { filledNamespace, fillingOperations, replaceBlankImage } from './filled-namespace.ts';
import type { BenchOptions } from './benchmarks.ts';
import { superuser } from './mutation-load.ts';
import { quorate, spawnOurs } from './our-cluster.ts';
import type { Sheet, Side } from './sheet.ts';
import { inTurns, withBenchDir } from './sides.ts';

const env = nodeEnv({ name: 'bench' });

export async function image(options: BenchOptions, sheet: Sheet): Promise<void> {
  const files = options.files ?? 1_000_000;
  const editedFiles = Math.floor(files / (options.quick ? 10 : 5));
  sheet.title = `image: an image of ${files} files of one block, a log that makes ${editedFiles}`;
  const loading = sheet.row({ what: 'loading the image', unit: 's', ratioBar: 8 });
  const starting = sheet.row({ what: 'process start to first connection, with that image', unit: 's' });
  const saving = sheet.row({ what: 'saveNamespace', unit: 's' });
  const replaying = sheet.row({ what: 'replaying edits at start', unit: '/s', ratioBar: 10, rising: true });
  const startingLog = sheet.row({ what: 'process start to first connection, with that log', unit: 's' });
  sheet.plot('bars', 'image', `A NameNode's start and checkpoint, ${files} files`, [loading, starting, saving, startingLog]);
  await withBenchDir('image', async (dir) => {
    const withImage = join(dir, 'with-image');
    const withEdits = join(dir, 'with-edits');
    await format(withImage);
    await replaceBlankImage(withImage, filledNamespace(files, superuser()));
    await format(withEdits);
    const edits = await writeEdits(withEdits, editedFiles);
    await inTurns({ ours: options.rounds ?? (options.quick ? 2 : 3), apache: options.apacheRounds ?? (options.quick ? 1 : 2) }, async (side, round) => {
      await sheet.attempt(`the image, ${side}`, async () => {
        const nameNode = await start(side, join(dir, `${side}-image-${round}`), withImage);
        try {
          starting[side].push(nameNode.startMs / 1000);
          const times = await nameNode.times();
          await sheet.sample(loading, side, async () => times.imageMs / 1000);
          const savedMs = await saveNamespace(nameNode.port);
          saving[side].push(savedMs / 1000);
          console.log(`${side}: image loaded in ${times.imageMs} ms, listening after ${Math.round(nameNode.startMs)} ms, saved in ${Math.round(savedMs)} ms`);
        } finally {
          await nameNode.kill();
        }
      });
      await sheet.attempt(`the edits, ${side}`, async () => {
        const nameNode = await start(side, join(dir, `${side}-edits-${round}`), withEdits);
        try {
          startingLog[side].push(nameNode.startMs / 1000);
          const { editsMs } = await nameNode.times();
          await sheet.sample(replaying, side, async () => (1000 * edits) / editsMs);
          console.log(`${side}: ${edits} edits replayed in ${editsMs} ms, listening after ${Math.round(nameNode.startMs)} ms`);
        } finally {
          await nameNode.kill();
        }
      });
    });
    sheet.note(`The log has ${edits} operations.`);
  });
}

/** What a blank NameNode's directory holds. */
async function format(nameDir: string): Promise<void> {
  const confDir = writeConfDir(`${nameDir}-conf`, { 'fs.defaultFS': 'hdfs://127.0.0.1:8020' }, { 'dfs.namenode.name.dir': `file://${nameDir}` });
  await quorate(['namenode', '-format', '-nonInteractive', '--config', confDir]);
}

/** Appends the operations that make `files` files; how many operations the log has then. */
async function writeEdits(nameDir: string, files: number): Promise<number> {
  const log = new FSEditLog(env, new FileJournalManager(env, join(nameDir, 'current')));
  log.initJournalsForWrite();
  await log.openForWrite();
  const rootId = 16_385;
  for (const op of fillingOperations(files, superuser(), rootId)) {
    await log.room();
    log.append(op);
  }
  await log.closeInOrder();
  return log.lastWrittenTxid;
}

interface Started {
  readonly port: number;
  /** From the process's start to the first connection that its RPC port took. */
  readonly startMs: number;
  /** What it says that loading the image and replaying the log took. */
  readonly times: () => Promise<{ readonly imageMs: number; readonly editsMs: number }>;
  readonly kill: () => Promise<void>;
}

async function start(side: Side, dir: string, nameDir: string): Promise<Started> {
  const own = join(dir, 'name');
  cpSync(nameDir, own, { recursive: true });
  const port = await freePortBlock(50);
  const confDir = writeConfDir(join(dir, 'conf'), { 'fs.defaultFS': `hdfs://127.0.0.1:${port}`, 'hadoop.tmp.dir': join(dir, 'tmp') }, {
    'dfs.namenode.name.dir': `file://${own}`, 'dfs.namenode.http-address': `127.0.0.1:${port + 1}`,
  });
  const logFile = join(dir, 'namenode.log');
  const began = performance.now();
  const daemon = side === 'ours' ? spawnOurs('namenode', confDir, logFile) : spawnDaemon('namenode', confDir, { logFile, env: { RIG_JVM: 'stock' } });
  try {
    await waitFor(`a NameNode, see ${logFile}`, async () => {
      if (!daemon.alive()) throw new Error(`it ended: ${readFileSync(logFile, 'utf8').slice(-1000)}`);
      return listening(port);
    }, 300_000, 5);
  } catch (error) {
    await daemon.kill();
    throw error;
  }
  return { port, startMs: performance.now() - began, times: () => (side === 'ours' ? ourTimes(logFile) : apacheTimes(port + 1)), kill: () => daemon.kill('SIGKILL') };
}

async function ourTimes(logFile: string): Promise<{ imageMs: number; editsMs: number }> {
  const line = readFileSync(logFile, 'utf8').split('\n').findLast((each) => each.includes('namespace loaded'));
  if (line === undefined) throw new Error('our NameNode did not say that it has loaded');
  const { imageMs, ms } = JSON.parse(line) as { imageMs: number; ms: number };
  return { imageMs, editsMs: ms - imageMs };
}

/** From its start page: its beans are refreshed every ten seconds only. */
async function apacheTimes(httpPort: number): Promise<{ imageMs: number; editsMs: number }> {
  const response = await fetch(`http://127.0.0.1:${httpPort}/startupProgress`, { signal: AbortSignal.timeout(10_000) });
  const { phases } = (await response.json()) as { readonly phases: readonly { readonly name: string; readonly elapsedTime: number }[] };
  const elapsed = (name: string): number => phases.find((phase) => phase.name === name)?.elapsedTime ?? Number.NaN;
  return { imageMs: elapsed('LoadingFsImage'), editsMs: elapsed('LoadingEdits') };
}

/** In safe mode, as an administrator does it. Ms. */
async function saveNamespace(port: number): Promise<number> {
  const rpc = new RpcClient(env, { address: { host: '127.0.0.1', port }, user: superuser(), idleCloseMs: 0, rpcTimeoutMs: 300_000 });
  const nameNode = rpcProxy(rpc, ClientNamenodeProtocol);
  try {
    await nameNode.setSafeMode({ action: SafeModeActionProto.SAFEMODE_ENTER, checked: false });
    const began = performance.now();
    await nameNode.saveNamespace({ timeWindow: 0, txGap: 0 });
    return performance.now() - began;
  } finally {
    rpc.close();
  }
}
