/** Three JournalNodes, two NameNodes and a DataNode from one configuration, each a command of its own. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeConfDir } from '../apache/rig/apache.ts';
import { freePortBlock, jmx, listening, waitFor } from '../apache/rig/ports.ts';
import { exitOf, withWorkDir } from '../apache/rig/processes.ts';
import { killProcessesOf } from './cluster-fixture.ts';
import { type CommandResult, type RunningCommand, quorate, spawnQuorate } from './quorate-command.ts';

class Site {
  readonly #dir: string;
  readonly #base: number;
  readonly #running = new Map<string, RunningCommand>();

  constructor(dir: string, base: number) {
    this.#dir = dir;
    this.#base = base;
    for (const name of ['nn1', 'nn2', 'jn1', 'jn2', 'jn3', 'dn']) this.#configure(name);
  }

  #configure(name: string): void {
    const at = (offset: number): string => `127.0.0.1:${this.#base + offset}`;
    const index = Number(name.at(-1));
    writeConfDir(join(this.#dir, name, 'conf'), { 'fs.defaultFS': 'hdfs://ns' }, {
      'dfs.nameservices': 'ns', 'dfs.ha.namenodes.ns': 'nn1,nn2', 'dfs.ha.automatic-failover.enabled': 'true',
      ...(name.startsWith('nn') ? { 'dfs.ha.namenode.id': name } : {}),
      'dfs.namenode.rpc-address.ns.nn1': at(1), 'dfs.namenode.rpc-address.ns.nn2': at(2),
      'dfs.namenode.http-address.ns.nn1': at(3), 'dfs.namenode.http-address.ns.nn2': at(4),
      'dfs.namenode.shared.edits.dir': `qjournal://${at(11)};${at(12)};${at(13)}/ns`,
      'dfs.client.failover.proxy.provider.ns': 'org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider',
      'dfs.namenode.name.dir': `file://${this.dataDir(name)}`, 'dfs.journalnode.edits.dir': this.dataDir(name), 'dfs.datanode.data.dir': `file://${this.dataDir(name)}`,
      'dfs.journalnode.rpc-address': at(10 + index), 'dfs.journalnode.http-address': at(20 + index),
      'dfs.datanode.address': at(31), 'dfs.datanode.ipc.address': at(32), 'dfs.datanode.http.address': at(33),
      'dfs.namenode.safemode.extension': '0', 'dfs.replication': '1', 'dfs.ha.fencing.methods': 'shell(true)', 'dfs.ha.zkfc.port': String(this.#base + 40 + (name.startsWith('nn') ? index : 0)),
    });
  }

  dataDir(name: string): string {
    return join(this.#dir, name, 'data');
  }

  async start(name: string, ...options: string[]): Promise<void> {
    const role = name.startsWith('nn') ? 'namenode' : name.startsWith('jn') ? 'journalnode' : 'datanode';
    const port = this.#base + (name.startsWith('nn') ? Number(name.at(-1)) : name.startsWith('jn') ? 10 + Number(name.at(-1)) : 32);
    // Options stand in front of it: they may be anywhere.
    const daemon = spawnQuorate([role, ...options, '--config', join(this.#dir, name, 'conf')]);
    this.#running.set(name, daemon);
    await waitFor(`${name} to listen`, () => daemon.alive() && listening(port), 20_000);
  }

  /** NameNodes and DataNodes in order; JournalNodes at once, for one that has learned outlives leases that it may have granted. */
  async stop(...names: string[]): Promise<void> {
    await Promise.all(names.map(async (name) => {
      const daemon = this.#running.get(name);
      assert.ok(daemon !== undefined);
      const exited = exitOf(daemon.child);
      daemon.child.kill(name.startsWith('jn') ? 'SIGKILL' : 'SIGTERM');
      await exited;
    }));
  }

  /** kill -9, a NameNode with its guardian. */
  async kill(...names: string[]): Promise<void> {
    await Promise.all(names.map((name) => killProcessesOf(join(this.#dir, name))));
  }

  async run(name: string, ...args: string[]): Promise<string> {
    const [role = '', ...options] = args;
    const { code, stdout, stderr } = await quorate([role, '--config', join(this.#dir, name, 'conf'), ...options], { timeoutMs: 60_000, input: 'Y\n' });
    assert.equal(code, 0, `${args.join(' ')}: ${stdout}${stderr}`);
    return stdout;
  }

  client(...args: string[]): Promise<string> {
    return this.run('nn1', ...args);
  }

  /** What a command says on stdout, whatever comes of it. */
  async asked(command: string, ...options: string[]): Promise<string> {
    return (await quorate([command, '--config', join(this.#dir, 'nn1/conf'), ...options], { timeoutMs: 60_000 })).stdout;
  }

  /** A command whose exit code is looked at. */
  command(name: string, command: string, ...options: string[]): Promise<CommandResult> {
    return quorate([command, '--config', join(this.#dir, name, 'conf'), ...options], { timeoutMs: 60_000, input: 'N\n' });
  }

  /** What a NameNode says on /health/ready. */
  async readiness(name: string): Promise<string> {
    return (await fetch(`http://127.0.0.1:${this.#base + 2 + Number(name.at(-1))}/health/ready`, { signal: AbortSignal.timeout(2000) })).text();
  }

  /** cTime of a VERSION; undefined where there is none. */
  cTime(name: string, folder = 'current'): string | undefined {
    const file = join(this.dataDir(name), name.startsWith('jn') ? 'ns' : '', folder, 'VERSION');
    return existsSync(file) ? /cTime=(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  }

  /** Waits until a JournalNode that was away has the log of the others, and a vote. */
  async healed(name: string, cTime: string | undefined): Promise<void> {
    await waitFor(`${name} to learn`, async () => {
      if (this.cTime(name) !== cTime || !readdirSync(join(this.dataDir(name), 'ns/current')).some((file) => file.startsWith('edits_inprogress'))) return false;
      const bean = await jmx(this.#base + 20 + Number(name.at(-1)), 'Hadoop:service=JournalNode,name=Journal-ns');
      return Number(bean?.['LastPromisedEpoch']) > 0;
    }, 30_000, 100);
  }
}

/** Runs `body` with a new one, of which nothing runs yet; whatever runs at the end is killed, NameNodes without their guardians, too. */
export async function withSite(name: string, body: (site: Site, dir: string) => Promise<void>): Promise<void> {
  await withWorkDir(name, async (dir) => {
    await body(new Site(dir, await freePortBlock(50)), dir).finally(() => killProcessesOf(dir));
  });
}
