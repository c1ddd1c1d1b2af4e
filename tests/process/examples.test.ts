/** The programs of examples/ do what they say, on a cluster of ours, with the bundle that users import. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from '../../src/api/index.ts';
import { siteXml } from '../../src/cluster/cluster-layout.ts';
import { step } from '../apache/rig/apache.ts';
import { exitOf, own, withWorkDir } from '../apache/rig/processes.ts';
import { testUser, withClusterInProcess } from './in-process-fixture.ts';
import { programFile } from './quorate-command.ts';

test('the examples', { timeout: 120_000 }, async (t) => {
  await withWorkDir('examples', async (dir) => {
    await withClusterInProcess({}, async ({ cluster, clientProperties, layout }) => {
      const confDir = join(dir, 'conf');
      mkdirSync(confDir);
      writeFileSync(join(confDir, 'core-site.xml'), siteXml({ 'fs.defaultFS': 'hdfs://ns1' }));
      writeFileSync(join(confDir, 'hdfs-site.xml'), siteXml(clientProperties));
      const dist = join(programFile(), '..');
      cpSync(join(dist, '../examples'), join(dir, 'examples'), { recursive: true });
      const installed = join(dir, 'node_modules/quorate');
      mkdirSync(installed, { recursive: true });
      writeFileSync(join(installed, 'package.json'), JSON.stringify({ name: 'quorate', type: 'module', exports: './dist/index.js' }));
      symlinkSync(dist, join(installed, 'dist'));

      const start = (name: string, ...args: string[]): { readonly out: Promise<string> } => {
        const child = own(spawn(process.execPath, [join(dir, 'examples', `${name}.mjs`), ...args], {
          env: { ...process.env, HADOOP_CONF_DIR: confDir, HADOOP_USER_NAME: testUser }, stdio: ['ignore', 'pipe', 'pipe'],
        }));
        let out = '';
        let errors = '';
        child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
        child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
        return { out: exitOf(child).then(({ code }) => (assert.equal(code, 0, errors), out)) };
      };
      await using client = new Client({ confDir, user: testUser });

      await step(t, 'read-and-write', async () => {
        const out = await start('read-and-write').out;
        assert.match(out, /poem\.txt: 62 bytes of quorate, 3 replicas/);
        assert.match(out, /at 4: sea\nThe tide is full, the moon lies fair\nas expected: ENOENT/);
      });
      await step(t, 'list-recursively', async () => {
        assert.match(await start('list-recursively', '/examples').out, /^d0755 quorate .* \/examples\/read-and-write\n-0644 quorate +62 .*\/poem\.txt\n1 files, 62 bytes; with all replicas 186\n$/);
      });
      await step(t, 'copy-directory', async () => {
        assert.match(await start('copy-directory', join(dir, 'examples'), '/examples/copy').out, /^\d+ files copied to \/examples\/copy\n$/);
        assert.match(Buffer.from(await client.readFile('/examples/copy/tail.mjs')).toString(), /^\/\/ Follows a file/);
      });
      await step(t, 'web-streams', async () => {
        assert.match(await start('web-streams').out, /^2100000 bytes became \d+, and 2100000 again\n$/);
      });
      await step(t, 'tail, of what through-failovers writes while the Active is lost', async () => {
        await client.writeFile('/examples/growing', '');
        const writing = start('through-failovers', '/examples/growing', '60');
        const active = layout.daemons.find(({ name }) => cluster.daemon(name) === cluster.active())?.name ?? '';
        while ((await client.isFileClosed('/examples/growing'))) await new Promise((resolve) => setTimeout(resolve, 20));
        const following = start('tail', '/examples/growing');
        await new Promise((resolve) => setTimeout(resolve, 400));
        await cluster.stopDaemon(active);
        assert.match(await writing.out, /^60 lines in \/examples\/growing; the longest step took \d+ ms/);
        assert.equal(await following.out, Array.from({ length: 60 }, (_, i) => `line ${i}\n`).join(''));
      });
    });
  });
});
