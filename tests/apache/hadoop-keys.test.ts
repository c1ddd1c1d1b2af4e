/** The names of keys that the doctor knows are Hadoop's own. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { deprecatedKeys, hadoopKeys } from '../../src/doctor/hadoop-keys.ts';
import { environment, launcher, needsApache } from './rig/apache.ts';
import { compiledClients } from './rig/java-client.ts';

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
  assert.deepEqual(new Map(deprecatedKeys()), new Map([...renamed].sort(([a], [b]) => (a < b ? -1 : 1))));
  const wanted = names.split('\n').filter((name) => !elsewhere.some((family) => family.test(name)) && !deprecatedKeys().has(name));
  assert.deepEqual([...hadoopKeys()].sort(), [...new Set(wanted)].sort());
});
