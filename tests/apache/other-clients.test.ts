/**
 * Clients that are not ours and not Java's, and the administrator's tools: a client in
 * another language reads and writes through a failover, haadmin moves the Active,
 * Apache's and ours alike, and whoever is Active empties the trash that Apache's shell
 * filled.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { type TestCluster, withCluster } from '../process/cluster-fixture.ts';
import { type CommandResult, quorate } from '../process/quorate-command.ts';
import { hdfs, needsApache, repository, step } from './rig/apache.ts';
import { type JavaClient, javaClient } from './rig/java-client.ts';
import { waitFor } from './rig/ports.ts';
import { own } from './rig/processes.ts';
import { needsPythonWith } from './rig/python.ts';

/** A checkpoint of the trash every 1.8 s. */
const trash = { 'fs.trash.interval': '1', 'fs.trash.checkpoint.interval': '0.03' };

/** What goes to each NameNode of a nameservice. */
const adminLines = [
  ['-safemode', 'get'], ['-refreshNodes'], ['-refreshServiceAcl'], ['-refreshUserToGroupsMappings'], ['-refreshSuperUserGroupsConfiguration'], ['-refreshCallQueue'],
  ['-restoreFailedStorage', 'check'], ['-upgrade', 'query'], ['-finalizeUpgrade'], ['-metasave', 'meta.txt'],
];

/** The release that is tested with; it comes from PyPI. */
const hdfsNative = 'hdfs-native==0.14.7';

test('a client in another language, and both haadmins', { timeout: 180_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withCluster('other-clients', { properties: trash }, async (cluster) => {
    const shell = javaClient('Shell', [], { confDir: cluster.confDir });
    await t.test('hdfs-native writes, and reads it all back behind a failover', async (u) => {
      const python = needsPythonWith(u, hdfsNative);
      if (python === undefined) return;
      await roundtrip(python, 'write', cluster);
      await roundtrip(python, 'check', cluster);
      const active = await cluster.untilActive();
      await cluster.kill(active);
      await roundtrip(python, 'check', cluster);
      await cluster.start(active);
      await cluster.untilState(active, 'standby');
    });
    await step(t, 'what the shell moved to the trash becomes a checkpoint, whoever is Active', () => emptiesTrash(cluster, shell));
    await step(t, 'both haadmins tell the same states', () => sameStates(cluster, shell));
    await step(t, 'haadmin -failover of Apache moves the Active', () => failsOver(cluster, (...args) => hdfs(['haadmin', ...args], { confDir: cluster.confDir })));
    await step(t, 'haadmin -failover of ours moves the Active', () => failsOver(cluster, (...args) => ours(cluster, ...args)));
    await step(t, 'dfsadmin speaks to every NameNode, in the same words', async () => {
      for (const args of adminLines) await same(cluster, shell, args, args.includes('-refreshServiceAcl') ? 255 : 0, 'dfsadmin');
    });
    await step(t, 'what does not go is refused in the same words', () => sameRefusals(cluster, shell));
  });
});

async function emptiesTrash(cluster: TestCluster, shell: JavaClient): Promise<void> {
  const dfs = async (...args: string[]): Promise<string> => {
    const { code, out, err } = await shell.ask({ args: ['dfs', ...args] });
    assert.equal(code, 0, `${args.join(' ')}: ${String(err)}`);
    return String(out);
  };
  /** Nothing while the emptier renames Current under the listing: it saw the name in the first call, and nothing there in the second. */
  const trashListing = async (): Promise<string> => {
    const { code, out, err } = await shell.ask({ args: ['dfs', '-ls', '-R', '-C', '.Trash'] });
    if (code !== 0) assert.match(String(err), /\.Trash\/Current[^ ]* does not exist/);
    return code === 0 ? String(out) : '';
  };
  const seen: string[] = [];
  for (const file of ['/t1', '/t2']) {
    await dfs('-touchz', file);
    // The NameNode's interval counts, whatever the client's own configuration says.
    await dfs('-D', 'fs.trash.interval=0', '-rm', file);
    const checkpoint = await waitFor(`a checkpoint with ${file}`, async () => (await trashListing()).split('\n').find((line) => /\/\d{12}\//.test(line) && line.endsWith(file)), 20_000, 200);
    seen.push(checkpoint);
    const active = await cluster.untilActive();
    await quorate(['haadmin', '--config', cluster.confDir, '-failover', active, active === 'nn1' ? 'nn2' : 'nn1']);
  }
  assert.notEqual(seen[0]?.split('/').at(-2), seen[1]?.split('/').at(-2));
}

function ours(cluster: TestCluster, ...args: string[]): Promise<CommandResult> {
  return quorate(['haadmin', '--config', cluster.confDir, ...args]);
}

async function sameStates(cluster: TestCluster, shell: JavaClient): Promise<void> {
  const active = await cluster.untilActive();
  for (const args of [['-getServiceState', 'nn1'], ['-getServiceState', 'nn2'], ['-getAllServiceState'], ['-checkHealth', 'nn1'], ['-checkHealth', 'nn2'], ['-ns', 'ns1', '-getServiceState', active]]) {
    await same(cluster, shell, args, 0);
  }
  const { stdout } = await ours(cluster, '-getServiceState', active);
  assert.equal(stdout, 'active\n');
}

/** Both tools end with this code, print the same, and have the same to say against it. */
async function same(cluster: TestCluster, shell: JavaClient, args: readonly string[], code: number, tool = 'haadmin'): Promise<void> {
  const apache = await shell.ask({ args: [tool, ...args] });
  const own = await quorate([tool, '--config', cluster.confDir, ...args]);
  assert.deepEqual([own.code, own.stdout], [apache['code'], apache['out']], `${args.join(' ')}: ${own.stderr} ${String(apache['err'])}`);
  assert.equal(own.code, code, own.stderr);
  const [ourWord, apachesWord] = [own.stderr, String(apache['err'])].map((text) => text.split('\n').find((line) => line.trim() !== '' && !line.startsWith('WARN')));
  assert.equal(ourWord, apachesWord, args.join(' '));
}

async function failsOver(cluster: TestCluster, haadmin: (...args: string[]) => Promise<CommandResult>): Promise<void> {
  for (const _ of [1, 2]) {
    const from = await cluster.untilActive();
    const to = from === 'nn1' ? 'nn2' : 'nn1';
    await cluster.untilState(to, 'standby');
    const { code, stdout, stderr } = await haadmin('-failover', from, to);
    assert.equal(code, 0, `${stdout}${stderr}`);
    assert.match(stdout, /^Failover to NameNode at .* successful\n$/);
    assert.deepEqual([await cluster.haState(from), await cluster.haState(to)], ['standby', 'active']);
  }
}

async function sameRefusals(cluster: TestCluster, shell: JavaClient): Promise<void> {
  const active = await cluster.untilActive();
  const standby = active === 'nn1' ? 'nn2' : 'nn1';
  // Failover is automatic: nobody moves a NameNode by hand.
  for (const args of [['-transitionToActive', standby], ['-transitionToStandby', active], ['-transitionToActive', 'nn9'], ['-getServiceState', 'nn9'], ['-getServiceState'], ['-nonsense'], ['-failover', active], ['-failover', '--forceactive', active, standby]]) {
    await same(cluster, shell, args, 255);
  }
  assert.deepEqual([await cluster.haState(active), await cluster.haState(standby)], ['active', 'standby']);
}

async function roundtrip(python: string, what: 'write' | 'check', cluster: TestCluster): Promise<void> {
  const child = own(spawn(python, [join(repository, 'tests/apache/python/roundtrip.py'), what, '/native'], {
    env: { ...process.env, HADOOP_CONF_DIR: cluster.confDir }, stdio: ['ignore', 'inherit', 'pipe'], timeout: 60_000,
  }));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise((resolve) => child.once('close', resolve));
  assert.equal(code, 0, `${what}: ${said}`);
}
