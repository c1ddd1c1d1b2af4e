/** What `npm pack` gives, in an empty project of another folder: the command, both entries with their types, three test runners. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { repository, step } from '../apache/rig/apache.ts';
import { freePortBlock } from '../apache/rig/ports.ts';
import { withWorkDir } from '../apache/rig/processes.ts';

/** The last ones that take Node 20. */
const runners = ['vitest@4.1.12', 'jest@30.5.2'];
const packedMax = 2 * 1024 * 1024;

const program = `
  const { startCluster } = await import('quorate/testing');
  const { Client, FileSystemError } = await import('quorate');
  const cluster = await startCluster({ datanodes: 1 });
  const client = new Client({ confDir: cluster.confDir });
  await client.writeFile('/a', 'from ' + process.argv[1].split('.').pop());
  const error = await client.stat('/none').catch((reason) => reason);
  console.log(Buffer.from(await client.readFile('/a')).toString(), error instanceof FileSystemError, error.code);
  await client.close();
  await cluster.stop();
`;

const typed = `
import { Client, FileSystemError } from 'quorate';
import type { FileStatus } from 'quorate';
import { startCluster } from 'quorate/testing';

export async function all(): Promise<FileStatus[]> {
  await using cluster = await startCluster({ namenodes: 2, storage: 'memory', log: ({ daemon, event }) => console.log(daemon, event) });
  const client: Client = cluster.client();
  const found: FileStatus[] = [];
  for await (const entry of client.list('/')) found.push(entry);
  const name: string = await cluster.failover();
  await cluster.kill(name, { machine: true });
  await cluster.untilState(name, 'down', { timeoutMs: 1000 });
  client.createReadStream('/a').pipe(client.createWriteStream('/b'));
  return found;
}

export async function wrong(client: Client): Promise<string | undefined> {
  try {
    // @ts-expect-error: a length is a number
    await client.truncate('/a', '3');
  } catch (error) {
    if (error instanceof FileSystemError) return error.javaClass ?? error.code;
  }
  return undefined;
}
`;

const typedCommonJs = `
async function main(): Promise<void> {
  const { Client } = await import('quorate');
  const { startCluster } = await import('quorate/testing');
  const cluster = await startCluster();
  await new Client({ confDir: cluster.confDir }).mkdirs('/a');
  await cluster.stop();
}
void main();
`;

test('the package, as npm pack makes it, in a project of its own', { timeout: 280_000 }, async (t) => {
  await withWorkDir('package', async (dir) => {
    const project = path.join(dir, 'project');
    mkdirSync(project);
    const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string => {
      const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: project, encoding: 'utf8', timeout: 150_000, env: { ...process.env, HADOOP_CONF_DIR: '', NODE_OPTIONS: '', ...env } });
      assert.equal(status, 0, `${command} ${args.join(' ')}: ${error?.message ?? ''}\n${stdout}\n${stderr}`);
      return stdout;
    };
    await step(t, 'it installs without dependencies and scripts', async () => {
      // What an earlier build has left a moment ago.
      for (const stale of ['chunk-STALE.js', 'web/part-STALE.js.gz']) writeFileSync(path.join(repository, 'dist', stale), '');
      run('npm', ['pack', repository, '--silent', '--pack-destination', dir]);
      const [tarball = ''] = readdirSync(dir).filter((name) => name.endsWith('.tgz'));
      const bytes = readFileSync(path.join(dir, tarball)).length;
      assert.ok(bytes < packedMax, `${bytes} bytes`);
      writeFileSync(path.join(project, 'package.json'), JSON.stringify({ name: 'project', private: true, type: 'module' }));
      run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts=false', '--foreground-scripts', path.join(dir, tarball)]);
      assert.deepEqual(readdirSync(path.join(project, 'node_modules/quorate/dist'), { recursive: true }).filter((name) => String(name).includes('STALE')), []);
      assert.deepEqual(readdirSync(path.join(project, 'node_modules')).filter((name) => !name.startsWith('.')), ['quorate']);
    });
    await step(t, 'npx quorate up --detach, status, down', async () => {
      const base = String(await freePortBlock(50));
      run('npx', ['quorate', 'up', '--detach', '--datanodes', '1', '--base-port', base]);
      try {
        assert.match(run('npx', ['quorate', 'status']), /nn[12]\s+active/);
      } finally {
        run('npx', ['quorate', 'down']);
      }
    });
    await step(t, 'both entries run from ESM and from CommonJS, and the process ends by itself', async () => {
      writeFileSync(path.join(project, 'run.mjs'), program);
      writeFileSync(path.join(project, 'run.cjs'), `(async () => {${program}})();`);
      for (const kind of ['mjs', 'cjs']) assert.equal(run(process.execPath, [`run.${kind}`]), `from ${kind} true ENOENT\n`);
    });
    await step(t, 'types: node16 and bundler, exactOptionalPropertyTypes on and off, libraries checked', async () => {
      mkdirSync(path.join(project, 'node_modules/@types'), { recursive: true });
      symlinkSync(path.join(repository, 'node_modules/@types/node'), path.join(project, 'node_modules/@types/node'));
      writeFileSync(path.join(project, 'typed.ts'), typed);
      writeFileSync(path.join(project, 'typed-common.cts'), typedCommonJs);
      for (const [module, moduleResolution] of [['node16', 'node16'], ['esnext', 'bundler']]) {
        for (const exactOptionalPropertyTypes of [true, false]) {
          const compilerOptions = { module, moduleResolution, exactOptionalPropertyTypes, target: 'es2022', lib: ['es2022', 'esnext.disposable'], types: ['node'], strict: true, skipLibCheck: false, noEmit: true };
          writeFileSync(path.join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts', 'typed-common.cts'] }));
          run(process.execPath, [path.join(repository, 'node_modules/typescript/bin/tsc'), '-p', '.']);
        }
      }
    });
    await step(t, 'the examples run with node:test, vitest and jest', async () => {
      run('npm', ['install', '--no-audit', '--no-fund', '--silent', '--ignore-scripts', ...runners]);
      cpSync(path.join(repository, 'examples/testing'), path.join(project, 'examples'), { recursive: true });
      writeFileSync(path.join(project, 'tsconfig.json'), '{}');
      run(process.execPath, ['--test', 'examples/node-test/cluster.test.js']);
      run('npx', ['vitest', 'run', '--dir', 'examples/vitest']);
      run('npx', ['jest', '--rootDir', 'examples/jest'], { NODE_OPTIONS: '--experimental-vm-modules' });
      assert.ok(!existsSync(path.join(project, 'quorate-data/run/in-process.pid')));
    });
  });
});
