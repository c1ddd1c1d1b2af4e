/**
 * Apache's NameNode through an upgrade, a rollback and a finalization, on Apache's JournalNodes and on ours: the same directories, the
 * same refusals. And ours on Apache's JournalNodes, two of three.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Daemon, hdfs, hdfsOk, needsApache, spawnDaemon } from '../apache/rig/apache.ts';
import { type MixedCluster, startMixedCluster } from '../apache/mixed-cluster.ts';
import { listening, waitFor } from '../apache/rig/ports.ts';
import { withWorkDir } from '../apache/rig/processes.ts';
import { quorate } from '../process/quorate-command.ts';

const journals = ['jn1', 'jn2', 'jn3'];

/** The folders that an upgrade knows; a JournalNode's syncer has one of its own. */
const folders = ['current', 'previous', 'previous.tmp', 'removed.tmp', 'finalized.tmp'];

/** What lies in a directory of storage: names, creation times as words, nothing of ours alone. */
function tree(root: string, cTimes: Map<string, string>): string[] {
  return readdirSync(root).filter((folder) => folders.includes(folder)).sort().flatMap((folder) => {
    const version = join(root, folder, 'VERSION');
    const cTime = existsSync(version) ? /cTime=(\d+)/.exec(readFileSync(version, 'utf8'))?.[1] ?? '' : 'none';
    if (!cTimes.has(cTime)) cTimes.set(cTime, cTime === 'none' ? 'no VERSION' : `state ${cTimes.size}`);
    const names = readdirSync(join(root, folder)).filter((name) => !name.startsWith('quorate') && name !== 'VERSION').sort();
    return [`${folder} of ${cTimes.get(cTime)}: ${names.join(' ')}`];
  });
}

const journalDir = (cluster: MixedCluster, name: string): string => join(cluster.dataDirOf(name), cluster.nameservice);

async function upgrading(cluster: MixedCluster): Promise<Daemon> {
  const daemon = spawnDaemon('namenode', cluster.confDirOf('nn1'), { logFile: join(cluster.dataDirOf('nn1'), '../../log/upgrade'), args: ['-upgrade'], env: { RIG_JVM: 'fast' } });
  await waitFor('the upgraded NameNode', async () => {
    if (!daemon.alive()) throw new Error(`it ended: ${readFileSync(daemon.logFile, 'utf8').split('\n').filter((line) => /xception/.test(line)).slice(-4).join('\n')}`);
    return listening(cluster.ports('nn1').rpc);
  }, 60_000);
  await waitFor('it to be Active', async () => (await cluster.state('nn1')) === 'active', 60_000);
  return daemon;
}

/** Nobody asks nn2, which does not run. */
async function lead(cluster: MixedCluster): Promise<void> {
  await hdfsOk(['haadmin', '-transitionToActive', '--forceactive', 'nn1'], { confDir: cluster.confDir, env: { RIG_JVM: 'fast' } });
}

/** All of it, with the JournalNodes named ours; what was seen, step by step. */
async function through(cluster: MixedCluster): Promise<string[]> {
  const seen: string[] = [];
  const cTimes = new Map<string, string>();
  const look = (what: string): void => void seen.push(`-- ${what}`, ...journals.flatMap((name) => tree(journalDir(cluster, name), cTimes).map((line) => `${name} ${line}`)));
  const client = (...args: string[]): Promise<string> => hdfsOk(args, { confDir: cluster.confDir, env: { RIG_JVM: 'fast' } });
  await client('dfs', '-mkdir', '/before');
  await cluster.kill(['nn1', 'nn2'], 'SIGTERM');
  await cluster.kill('jn3');
  await assert.rejects(upgrading(cluster), (error: Error) => {
    seen.push(`with one away: ${/Could not \w+ \w+ for one more JournalNodes\. \d successful responses/.exec(error.message)?.[0] ?? error.message}`);
    return true;
  });
  await cluster.kill(['jn1', 'jn2']);
  await cluster.start(...journals);
  const first = await upgrading(cluster);
  look('upgraded');
  await client('dfs', '-mkdir', '/after');
  await first.kill('SIGTERM');
  const rolledBack = await hdfs(['namenode', '-rollback'], { confDir: cluster.confDirOf('nn1'), env: { RIG_JVM: 'fast' }, input: 'Y\n' });
  seen.push(`rollback ended with ${rolledBack.code}`);
  look('rolled back');
  await cluster.start('nn1');
  await lead(cluster);
  seen.push((await client('dfs', '-ls', '-C', '/')).trim());
  await cluster.kill('nn1', 'SIGTERM');
  const second = await upgrading(cluster);
  seen.push((await hdfs(['dfsadmin', '-upgrade', 'query'], { confDir: cluster.confDir, env: { RIG_JVM: 'fast' } })).stdout.trim().replace(/\d+$/, 'PORT'));
  await hdfs(['dfsadmin', '-finalizeUpgrade'], { confDir: cluster.confDir, env: { RIG_JVM: 'fast' } });
  look('finalized');
  await second.kill('SIGTERM');
  return seen;
}

async function seenWith(t: TestContext, ours: readonly string[]): Promise<string[] | undefined> {
  if (!needsApache(t)) return undefined;
  return withWorkDir('upgrade-apache', async (dir) => {
    const cluster = await startMixedCluster({ dir, ours, dataNodes: 0 });
    try {
      return await through(cluster);
    } finally {
      await cluster.stop();
    }
  });
}

test('Apache\'s NameNode finds the same of our JournalNodes as of its own', { timeout: 600_000 }, async (t) => {
  const apache = await seenWith(t, []);
  if (apache === undefined) return;
  const ours = await seenWith(t, journals);
  assert.deepEqual(ours, apache);
});

test('our NameNode upgrades and rolls back on two of three of Apache\'s JournalNodes', { timeout: 300_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withWorkDir('upgrade-ours', async (dir) => {
    const cluster = await startMixedCluster({ dir, ours: ['nn1', 'nn2'], dataNodes: 0 });
    try {
      await cluster.kill(['nn1', 'nn2'], 'SIGTERM');
      await cluster.kill('jn3');
      const run = (...args: string[]) => quorate(['namenode', '--config', cluster.confDirOf('nn1'), ...args], { timeoutMs: 60_000 });
      const upgraded = await run('-upgradeOnly');
      assert.equal(upgraded.code, 0, upgraded.stderr);
      const cTimes = new Map<string, string>();
      const looked = ['jn1', 'jn2'].map((name) => tree(journalDir(cluster, name), cTimes).map((line) => line.replace(/:.*/, '')));
      assert.deepEqual(looked, [['current of state 0', 'previous of state 1'], ['current of state 0', 'previous of state 1']]);
      await cluster.start('nn1');
      await lead(cluster);
      await hdfsOk(['dfs', '-mkdir', '/after'], { confDir: cluster.confDir, env: { RIG_JVM: 'fast' } });
      await cluster.kill('nn1', 'SIGTERM');
      const back = await run('-rollback', '-force');
      assert.equal(back.code, 0, back.stderr);
      await cluster.start('nn1');
      await lead(cluster);
      assert.equal(await hdfsOk(['dfs', '-ls', '-C', '/'], { confDir: cluster.confDir, env: { RIG_JVM: 'fast' } }), '');
    } finally {
      await cluster.stop();
    }
  });
});
