/**
 * An upgrade, its rollback and its finalization, with a majority of the JournalNodes: one is away, and comes right by itself when it is
 * back, each time.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeConfDir } from '../apache/rig/apache.ts';
import { freePortBlock, jmx, listening, waitFor } from '../apache/rig/ports.ts';
import { exitOf, withWorkDir } from '../apache/rig/processes.ts';
import { type RunningCommand, quorate, spawnQuorate } from './quorate-command.ts';

/** Three JournalNodes, two NameNodes and a DataNode from one configuration; each a command of its own. */
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
    const daemon = spawnQuorate([role, '--config', join(this.#dir, name, 'conf'), ...options]);
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

test('upgraded, rolled back, upgraded and finalized, each time without one of the JournalNodes', { timeout: 120_000 }, async () => {
  await withWorkDir('upgrade', async (dir) => {
    const site = new Site(dir, await freePortBlock(50));
    await Promise.all(['jn1', 'jn2', 'jn3'].map((name) => site.start(name)));
    await site.run('nn1', 'namenode', '-format', '-nonInteractive');
    await Promise.all([site.start('nn1'), site.start('dn')]);
    const [first, more] = [join(dir, 'first'), join(dir, 'more')];
    writeFileSync(first, 'before the upgrade\n');
    writeFileSync(more, 'and after it\n');
    await site.client('dfs', '-put', first, '/file');
    const before = site.cTime('nn1');
    await site.stop('nn1', 'dn', 'jn3');

    await site.start('nn1', '-upgrade');
    await site.start('dn');
    const upgraded = site.cTime('nn1');
    assert.notEqual(upgraded, before);
    for (const name of ['nn1', 'jn1', 'jn2']) assert.deepEqual([site.cTime(name), site.cTime(name, 'previous')], [upgraded, before], name);
    // Of the two NameNodes that it asks one does not run.
    assert.match(await site.asked('dfsadmin', '-upgrade', 'query'), /^Upgrade not finalized for /);
    await site.client('dfs', '-appendToFile', more, '/file');
    await site.client('dfs', '-mkdir', '/later');
    // The other NameNode comes along, with the way back if it had a state of its own.
    await site.run('nn2', 'namenode', '-bootstrapStandby', '-nonInteractive');
    assert.equal(site.cTime('nn2'), upgraded);
    await site.start('jn3');
    await site.healed('jn3', upgraded);
    assert.equal(await site.client('dfs', '-cat', '/file'), 'before the upgrade\nand after it\n');

    await site.stop('nn1', 'dn', 'jn3');
    await site.run('nn1', 'namenode', '-rollback');
    for (const name of ['nn1', 'jn1', 'jn2']) assert.deepEqual([site.cTime(name), site.cTime(name, 'previous')], [before, undefined], name);
    await Promise.all([site.start('nn1'), site.start('dn', '-rollback'), site.start('jn3')]);
    await site.healed('jn3', before);
    await waitFor('the block', async () => (await site.client('dfs', '-cat', '/file').catch(() => '')) === 'before the upgrade\n', 20_000);
    assert.doesNotMatch(await site.client('dfs', '-ls', '/'), /later/);

    await site.stop('nn1', 'dn', 'jn3');
    await site.start('nn1', '-upgrade');
    await site.start('dn');
    assert.equal(site.cTime('jn1', 'previous'), before);
    await site.client('dfs', '-mkdir', '/again');
    assert.match(await site.asked('dfsadmin', '-finalizeUpgrade'), /^Finalize upgrade successful for /);
    assert.match(await site.asked('dfsadmin', '-upgrade', 'query'), /^Upgrade finalized for /);
    await site.start('jn3');
    await site.healed('jn3', site.cTime('nn1'));
    for (const name of ['nn1', 'jn1', 'jn2', 'jn3']) assert.equal(site.cTime(name, 'previous'), undefined, name);
    const refused = await quorate(['namenode', '--config', join(dir, 'nn1/conf'), '-rollingUpgrade', 'started']);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /quorate has no rolling upgrade yet/);
    await site.stop('nn1', 'dn', 'jn1', 'jn2', 'jn3');
    const nothing = await quorate(['namenode', '--config', join(dir, 'nn1/conf'), '-rollback'], { input: 'N\n' });
    assert.deepEqual([nothing.code, /Rollback aborted/.test(nothing.stderr)], [1, true]);
  });
});
