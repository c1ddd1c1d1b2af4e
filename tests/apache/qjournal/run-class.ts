/**
 * Runs test classes out of Apache's test jars with MiniJournalCluster.java first on the
 * class path, so that their JournalNodes are ours.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { environment, launcher, needsApache, repository, writeConfDir } from '../rig/apache.ts';
import { compiledJava } from '../rig/java-client.ts';
import { own, withWorkDir } from '../rig/processes.ts';

const sources = join(repository, 'tests/apache/qjournal');
const packageName = 'org.apache.hadoop.hdfs';

/** A class below org.apache.hadoop.hdfs, and of it the tests that are left out, each with the reason. */
export interface ClassOfApache {
  readonly name: string;
  readonly without?: Readonly<Record<string, string>>;
}

/** A test for each class, with a subtest for each of its own; `timeoutMs` for each class. */
export function testClasses(classes: readonly ClassOfApache[], timeoutMs: number): void {
  for (const { name, without = {} } of classes) {
    test(`${name} of Apache's, against our JournalNodes`, { timeout: timeoutMs }, async (t) => {
      if (!needsApache(t)) return;
      for (const [method, reason] of Object.entries(without)) t.diagnostic(`without ${method}: ${reason}`);
      await withWorkDir('qjournal', async (dir) => {
        const results = await runClass(name, Object.keys(without), dir);
        for (const { test: method, ok, failure } of results) {
          await t.test(method, () => assert.ok(ok, failure ?? ''));
        }
        assert.ok(results.every(({ ok }) => ok), `logs are in ${dir}`);
      });
    });
  }
}

interface Result {
  readonly test: string;
  readonly ok: boolean;
  readonly failure: string | null;
}

/** Runs the tests of a class in a JVM of their own; their output goes to DIR/log. */
async function runClass(name: string, left: readonly string[], dir: string): Promise<Result[]> {
  // What Hadoop's own build runs its tests with.
  const confDir = writeConfDir(join(dir, 'conf'), {}, { 'dfs.namenode.fs-limits.min-block-size': '0' });
  const classPath = spawnSync(launcher, ['classpath', '--tests'], { encoding: 'utf8', env: environment({ confDir }) }).stdout.trim();
  const args = [
    'java', '-Xmx1g', '-cp', `${compiledJava(sources)}:${classPath}`, `-Dquorate.node=${process.execPath}`, `-Dquorate.farm=${join(repository, 'build/tests/apache/qjournal/journal-farm.js')}`,
    `-Dtest.build.data=${join(dir, 'data')}`, `-Dtest.build.dir=${dir}`, `-Dhadoop.tmp.dir=${join(dir, 'tmp')}`, 'RunTests', `${packageName}.${name}`, ...left,
  ];
  const child = own(spawn(launcher, args, { cwd: dir, env: environment({ confDir, env: { HADOOP_ROOT_LOGGER: 'OFF,console' } }), stdio: ['ignore', 'pipe', 'pipe'] }));
  const results: Result[] = [];
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said = (said + bytes.toString()).slice(-20_000)));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('@@')) results.push(JSON.parse(line.slice(2)) as Result);
  }
  if (results.length === 0) throw new Error(`${name} did not run: ${said}`);
  return results;
}
