/**
 * Clients of others on our WebHDFS: Apache's own webhdfs:// with the nameservice, Python's hdfs and fsspec with addresses; all
 * of them through a failover, and what one of them wrote is there for the others.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type TestCluster, withCluster } from '../process/cluster-fixture.ts';
import { needsApache, repository, step } from './rig/apache.ts';
import { type JavaClient, javaClient } from './rig/java-client.ts';
import { own } from './rig/processes.ts';
import { needsPythonWith } from './rig/python.ts';

/** The releases that are tested with; they come from PyPI. */
const packages = ['hdfs==2.7.3', 'fsspec==2026.9.0'];
const properties = { 'hadoop.user.group.static.mapping.overrides': 'root=supergroup;alice=staff;dr.who=', 'dfs.namenode.fs-limits.min-block-size': '1024' };

test('clients of WebHDFS with a nameservice and with one address', { timeout: 180_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withCluster('webhdfs-clients', { properties }, async (cluster, dir) => {
    const shell = javaClient('Shell', [], { confDir: cluster.confDir, env: { HADOOP_USER_NAME: 'root' } });
    const active = await cluster.untilActive();
    const standby = cluster.names('namenode').find((name) => name !== active) ?? '';
    const local = join(dir, 'local');
    writeFileSync(local, Buffer.alloc(3_000_000, 'quorate '));
    await step(t, 'Apache\'s shell does with webhdfs:// what it does with hdfs://', () => sameShell(shell, local));
    await t.test('Python writes through the Standby alone, and reads', async (u) => {
      const python = needsPythonWith(u, ...packages);
      if (python === undefined) return;
      await runPython(python, 'write', addresses(cluster, standby));
      await runPython(python, 'check', addresses(cluster, active));
    });
    await step(t, 'both go on when the Active is dead', async () => {
      await cluster.kill(active);
      await sameShell(shell, local);
    });
    await t.test('Python reads what was written before, from the one that is left', async (u) => {
      const python = needsPythonWith(u, ...packages);
      if (python !== undefined) await runPython(python, 'check', addresses(cluster, standby, active));
    });
  });
});

function addresses(cluster: TestCluster, ...names: readonly string[]): string {
  return names.map((name) => `127.0.0.1:${cluster.daemon(name).httpPort}`).join(';');
}

/** Each command with either file system below a directory of its own; what is printed must be the same but for the scheme and times. */
async function sameShell(shell: JavaClient, local: string): Promise<void> {
  const lines: readonly (readonly string[])[] = [
    ['-rm', '-r', '-f', '-skipTrash', 'FS'], ['-mkdir', '-p', 'FS/a/b'], ['-put', local, 'FS/a/f'], ['-put', local, 'FS/a/f'], ['-appendToFile', local, 'FS/a/f'], ['-cat', 'FS/nothing'], ['-tail', 'FS/a/f'], ['-touchz', 'FS/a/empty'],
    ['-ls', '-R', 'FS'], ['-stat', '%n %b %o %r %u %g %F %a', 'FS/a/f'], ['-count', '-q', 'FS'], ['-du', 'FS/a'], ['-checksum', 'FS/a/f'], ['-cp', 'FS/a/f', 'FS/a/copy'], ['-mv', 'FS/a/copy', 'FS/a/moved'],
    ['-mv', 'FS/nothing', 'FS/a/x'], ['-chmod', '640', 'FS/a/f'], ['-chown', 'alice:staff', 'FS/a/f'], ['-setrep', '2', 'FS/a/f'], ['-setfacl', '-m', 'user:alice:rwx', 'FS/a/b'], ['-getfacl', 'FS/a/b'],
    ['-setfattr', '-n', 'user.k', '-v', 'v', 'FS/a/b'], ['-getfattr', '-d', 'FS/a/b'], ['-truncate', '-w', '10', 'FS/a/moved'], ['-test', '-d', 'FS/a/b'], ['-test', '-e', 'FS/nothing'], ['-rm', '-skipTrash', 'FS/a/empty'], ['-rmdir', 'FS/a'],
    ['-getmerge', 'FS/a/f', `${local}.merged`], ['-ls', 'FS/a'],
  ];
  for (const line of lines) {
    const [web, rpc] = await Promise.all(['webhdfs://ns1/web', 'hdfs://ns1/rpc'].map(async (fs) => {
      const { code, out, err } = await shell.ask({ args: ['dfs', ...line.map((word) => word.replace('FS', fs))] });
      const said = `${String(code)}\n${String(out)}\n${String(err)}`;
      return said.replaceAll(fs, 'FS').replaceAll(new URL(fs).pathname, 'FS').replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'TIME').replace(/^.*(WARN|INFO) .*\n/gm, '');
    }));
    assert.equal(web, rpc, line.join(' '));
  }
}

async function runPython(python: string, ...args: readonly string[]): Promise<void> {
  const child = own(spawn(python, [join(repository, 'tests/apache/python/webhdfs.py'), ...args], { stdio: ['ignore', 'ignore', 'pipe'] }));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise((resolve) => child.once('close', resolve));
  assert.equal(code, 0, `webhdfs.py ${args.join(' ')}: ${said}`);
}
