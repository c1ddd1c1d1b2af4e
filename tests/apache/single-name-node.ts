/**
 * One NameNode and three DataNodes on loopback, without high availability, by Apache's
 * daemons or ours, over directories that either of them may have written. Everything
 * ends with the test's work directory, or at `stop`.
 */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { quorate, spawnQuorate } from '../process/quorate-command.ts';
import { hdfsOk, spawnDaemon, writeConfDir } from './rig/apache.ts';
import { freePortBlock, jmx, waitFor } from './rig/ports.ts';
import { exitOf } from './rig/processes.ts';

const dataNodes = ['dn1', 'dn2', 'dn3'];

export interface SingleNameNode {
  /** HADOOP_CONF_DIR for clients. */
  readonly confDir: string;
  readonly rpcPort: number;
  /** The NameNode's storage directory. */
  readonly nameDir: string;
  readonly dataDir: (name: string) => string;
  /** Ends all of it in good order. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the daemons of `kind` over DIR/name and DIR/dn1 .. DIR/dn3, formatting what is not there, and answers
 * when the NameNode is out of safe mode and knows all DataNodes. `dataKind`: of the DataNodes, where they are others'.
 */
export async function startSingleNameNode(kind: 'apache' | 'ours', dir: string, properties: Readonly<Record<string, string>>, dataKind = kind): Promise<SingleNameNode> {
  const base = await freePortBlock(50);
  const nameDir = join(dir, 'name');
  const dataDir = (name: string): string => join(dir, name);
  const site = {
    'dfs.namenode.rpc-address': `127.0.0.1:${base}`, 'dfs.namenode.http-address': `127.0.0.1:${base + 1}`,
    'dfs.namenode.name.dir': `file://${nameDir}`, 'dfs.namenode.safemode.extension': '0', ...properties,
  };
  const core = { 'fs.defaultFS': `hdfs://127.0.0.1:${base}`, 'hadoop.tmp.dir': join(dir, 'tmp') };
  const confDir = writeConfDir(join(dir, 'conf'), core, site);
  const confOf = (name: string, i: number): string => writeConfDir(join(dir, `conf-${name}`), core, {
    ...site, 'dfs.datanode.data.dir': `file://${dataDir(name)}`, 'dfs.datanode.address': `127.0.0.1:${base + 10 + 3 * i}`,
    'dfs.datanode.ipc.address': `127.0.0.1:${base + 11 + 3 * i}`, 'dfs.datanode.http.address': `127.0.0.1:${base + 12 + 3 * i}`,
  });
  if (!existsSync(join(nameDir, 'current/VERSION'))) {
    if (kind === 'apache') await hdfsOk(['namenode', '-format', '-nonInteractive'], { confDir });
    else assert.equal((await quorate(['namenode', '-format', '-nonInteractive', '--config', confDir])).code, 0);
  }
  const log = (name: string): string => join(dir, `${name}.log`);
  const start = (role: string, name: string, conf: string): (() => Promise<void>) => {
    if ((role === 'datanode' ? dataKind : kind) === 'apache') {
      const daemon = spawnDaemon(role, conf, { logFile: log(name) });
      return () => daemon.kill('SIGTERM');
    }
    const { child } = spawnQuorate([role, '--config', conf], { logFile: log(name) });
    const gone = exitOf(child);
    return async () => {
      child.kill('SIGTERM');
      await gone;
    };
  };
  const ends = [start('namenode', 'namenode', confDir), ...dataNodes.map((name, i) => start('datanode', name, confOf(name, i)))];
  await waitFor(`a NameNode with all DataNodes, out of safe mode, see ${log('namenode')}`, async () => {
    const state = await jmx(base + 1, 'Hadoop:service=NameNode,name=FSNamesystemState');
    return state?.['FSState'] === 'Operational' && Number(state['NumLiveDataNodes']) === dataNodes.length;
  }, 60_000);
  return { confDir, rpcPort: base, nameDir, dataDir, stop: async () => void (await Promise.all(ends.map((end) => end()))) };
}

/** Copies storage directories of running or dead daemons to where `startSingleNameNode` looks for them. */
export function copyStorage(from: { readonly nameDir: string; readonly editsDir?: string; readonly dataDir: (name: string) => string }, dir: string): void {
  const current = join(dir, 'name/current');
  mkdirSync(current, { recursive: true });
  cpSync(join(from.nameDir, 'current'), current, { recursive: true });
  if (from.editsDir !== undefined) cpSync(from.editsDir, current, { recursive: true, filter: (file) => file === from.editsDir || /edits_(inprogress_)?\d+(-\d+)?$/.test(file) });
  for (const name of dataNodes) {
    cpSync(from.dataDir(name), join(dir, name), { recursive: true });
    rmSync(join(dir, name, 'in_use.lock'), { force: true });
  }
}
