/**
 * What docs/TESTING.md tells users of Java, Python and Go to write, taken from the page
 * and run as it stands: only `/tmp/it` is a directory of the test's own, and ports are
 * chosen. Imports, which the page leaves out, are put in front.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { killProcessesOf } from '../process/cluster-fixture.ts';
import { programFile } from '../process/quorate-command.ts';
import { available, environment, launcher, needsApache, repository, step } from './rig/apache.ts';
import { freePortBlock } from './rig/ports.ts';
import { own, withWorkDir } from './rig/processes.ts';
import { pythonWith } from './rig/python.ts';

const junit = 'org.junit.platform:junit-platform-console-standalone:1.11.4';

test('the tests that docs/TESTING.md shows for other languages', { timeout: 240_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withWorkDir('testing-page', async (dir) => {
    const page = readFileSync(join(repository, 'docs/TESTING.md'), 'utf8');
    const cluster = join(dir, 'it');
    const port = await freePortBlock(50);
    const snippet = (language: string): string => {
      const found = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(page)?.[1];
      assert.ok(found?.includes('"up", "--detach"') === true, `${language}: no snippet that starts a cluster`);
      return found.replaceAll('/tmp/it', cluster).replace('"up", "--detach"', `"up", "--detach", "--base-port", "${port}"`);
    };
    linkCommand(dir);
    const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> => succeed(dir, command, args, env);
    try {
      await step(t, 'Java', async () => {
        const classPath = spawnSync(launcher, ['classpath'], { encoding: 'utf8', env: environment({}) }).stdout.trim();
        const runner = junitRunner();
        writeFileSync(join(dir, 'ItTest.java'), `
          import java.io.*; import java.util.*; import org.apache.hadoop.conf.Configuration; import org.apache.hadoop.fs.*;
          import org.junit.jupiter.api.*; import static org.junit.jupiter.api.Assertions.*;
          class ItTest { ${snippet('java')} }`);
        const bin = process.env['JAVA_HOME'] === undefined ? '' : `${join(process.env['JAVA_HOME'], 'bin')}/`;
        await run(`${bin}javac`, ['-cp', [classPath, runner].join(delimiter), '-d', dir, 'ItTest.java']);
        await run(`${bin}java`, ['-XX:TieredStopAtLevel=1', '-jar', runner, 'execute', '-cp', [dir, classPath].join(delimiter), '-c', 'ItTest', '--fail-if-no-tests']);
      });
      await step(t, 'Python', async () => {
        const python = pythonWith('hdfs-native==0.14.7', 'pytest==8.4.2');
        writeFileSync(join(dir, 'test_it.py'), `import os, subprocess, hdfs_native, pytest\n${snippet('python')}`);
        await run(python, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'test_it.py']);
      });
      // Nobody needs Go to work on quorate, so CI's machine does not have it.
      if (spawnSync('go', ['version']).status === 0) await step(t, 'Go', async () => {
        writeFileSync(join(dir, 'it_test.go'), `package it\n\nimport (\n"log"\n"os"\n"os/exec"\n"os/user"\n"testing"\n\n"github.com/colinmarc/hdfs/v2"\n"github.com/colinmarc/hdfs/v2/hadoopconf"\n)\n\n${snippet('go')}`);
        writeFileSync(join(dir, 'go.mod'), 'module it\n\ngo 1.21\n\nrequire github.com/colinmarc/hdfs/v2 v2.4.0\n');
        await run('go', ['mod', 'tidy']);
        await run('go', ['test', './...']);
      });
    } finally {
      await killProcessesOf(cluster);
    }
  });
});

/** `npx quorate` in `dir` is ours. */
function linkCommand(dir: string): void {
  const bin = join(dir, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(dir, 'package.json'), '{"name":"it","private":true}');
  writeFileSync(join(bin, 'quorate'), `#!/bin/sh\nexec '${process.execPath}' '${programFile()}' "$@"\n`);
  chmodSync(join(bin, 'quorate'), 0o755);
}

/** JUnit's runner, from Maven Central at the first call. */
function junitRunner(): string {
  const a = available();
  if (!a.ok) throw new Error(a.reason);
  const jar = join(process.env['XDG_CACHE_HOME'] ?? join(os.homedir(), '.cache'), 'quorate-junit', `${junit.replaceAll(':', '-')}.jar`);
  if (existsSync(jar)) return jar;
  const stage = `${jar}-${process.pid}`;
  const made = spawnSync('mvn', ['-B', '-q', 'dependency:copy', `-Dartifact=${junit}`, `-DoutputDirectory=${stage}`, '-Dmdep.stripVersion=true'], { encoding: 'utf8', timeout: 120_000 });
  if (made.status !== 0) throw new Error(`${junit} cannot be fetched: ${made.error?.message ?? made.stdout}`);
  renameSync(join(stage, 'junit-platform-console-standalone.jar'), jar);
  rmSync(stage, { recursive: true });
  return jar;
}

function succeed(dir: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = own(spawn(command, args, { cwd: dir, env: { ...process.env, ...env, npm_config_offline: 'true' }, stdio: ['ignore', 'pipe', 'pipe'] }));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ended with ${code}\n${said}`));
    });
  });
}
