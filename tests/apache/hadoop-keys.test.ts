/** The names of keys that the doctor knows are Hadoop's own. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { deprecatedKeys } from '../../src/conf/deprecated-keys.ts';
import { hadoopKeys } from '../../src/doctor/hadoop-keys.ts';
import { Configuration } from '../../src/conf/configuration.ts';
import { environment, hdfsOk, launcher, needsApache, writeConfDir } from './rig/apache.ts';
import { compiledClients } from './rig/java-client.ts';
import { withWorkDir } from './rig/processes.ts';

/** What HDFS and its RPC have nothing to do with: other file systems, registries, gateways; and names with a place for a port. */
const elsewhere = [
  /^(?!dfs\.|ha\.|ipc\.|hadoop\.|fs\.|io\.|net\.)/, /^fs\.(?:s3a?|azure|adl|AbstractFileSystem|viewfs|ftp|gs|swift)\./, /^fs\.(?:abfs|wasb)/,
  /^hadoop\.(?:registry|zk|rpc\.socket\.factory\.class)\./, /\[/,
];

test('the names of Hadoop\'s keys', { timeout: 120_000 }, (t) => {
  if (!needsApache(t)) return;
  const { stdout, stderr, status } = spawnSync(launcher, ['java', 'Keys'], { encoding: 'utf8', env: environment({ env: { HADOOP_CLASSPATH: compiledClients() } }) });
  assert.equal(status, 0, stderr);
  const [names = '', old = ''] = stdout.split('\n\n');
  const renamed = old.trim().split('\n').map((line) => line.trim().split('\t')).map(([before = '', now = '']) => [before, now] as const);
  assert.deepEqual(new Map(deprecatedKeys), new Map([...renamed].sort(([a], [b]) => (a < b ? -1 : 1))));
  const wanted = names.split('\n').filter((name) => !elsewhere.some((family) => family.test(name)) && !deprecatedKeys.has(name));
  assert.deepEqual([...hadoopKeys()].sort(), [...new Set(wanted)].sort());
});

test('what Hadoop makes of names of old, in one file and in two', { timeout: 120_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withWorkDir('old-keys', async (dir) => {
    const confDir = writeConfDir(dir, { 'fs.default.name': 'hdfs://old', 'dfs.umaskmode': '077', 'fs.permissions.umask-mode': '027' }, {
      'dfs.blocksize': '2097152', 'dfs.block.size': '1048576', 'dfs.name.dir': '${hadoop.tmp.dir}/x', 'hadoop.tmp.dir': '/y', 'dfs.data.dir': '${dfs.name.dir}/z',
    });
    const conf = new Configuration();
    for (const file of ['core-site.xml', 'hdfs-site.xml']) conf.addXml(readFileSync(`${dir}/${file}`, 'utf8'), file);
    for (const key of ['fs.defaultFS', 'fs.default.name', 'fs.permissions.umask-mode', 'dfs.umaskmode', 'dfs.blocksize', 'dfs.block.size', 'dfs.namenode.name.dir', 'dfs.datanode.data.dir']) {
      assert.equal(conf.text(key), (await hdfsOk(['getconf', '-confKey', key], { confDir })).trim(), key);
    }
  });
});
