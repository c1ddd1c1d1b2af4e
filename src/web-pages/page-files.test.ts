import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Env } from '../env/env.ts';
import { MemoryDisk } from '../env/memory-disk.ts';
import { nodeEnv } from '../env/node/node-env.ts';
import { PageFiles } from './page-files.ts';

async function files(content: Readonly<Record<string, Uint8Array>>): Promise<PageFiles> {
  const real = nodeEnv({ name: 'nn' });
  const env: Env = { ...real, disk: new MemoryDisk({ wallMs: () => 0 }), programDirectory: '/dist' };
  await env.disk.makeDirectory('/dist/web');
  for (const [path, bytes] of Object.entries(content)) {
    const file = await env.disk.open(path, 'create');
    await file.write(bytes, 0);
    await file.close();
  }
  return new PageFiles(env, 'namenode');
}

const asked = (name: string, headers: Readonly<Record<string, string>> = {}): Request => new Request(`http://nn1:9870/assets/${name}`, { headers });

test('pages and their files, compressed for who takes them so, and kept by browsers', async () => {
  const script = Buffer.from('console.log(1)');
  const served = await files({ '/dist/web/namenode.html': Buffer.from('<!doctype html>'), '/dist/web/part-AB12.js.gz': gzipSync(script) });
  const page = await served.page();
  assert.equal(await page.text(), '<!doctype html>');
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'; script-src 'self'; style-src 'self';/);
  assert.equal(page.headers.get('cache-control'), 'no-cache');
  const compressed = await served.asset(asked('part-AB12.js', { 'accept-encoding': 'gzip, br' }));
  assert.deepEqual([compressed.status, compressed.headers.get('content-encoding'), compressed.headers.get('content-type')], [200, 'gzip', 'text/javascript; charset=utf-8']);
  assert.match(compressed.headers.get('cache-control') ?? '', /immutable/);
  assert.deepEqual(gunzipSync(await compressed.arrayBuffer()), script);
  const plain = await served.asset(asked('part-AB12.js'));
  assert.deepEqual([plain.headers.get('content-encoding'), await plain.text()], [null, 'console.log(1)']);
});

test('nothing else is served, whatever is asked for', async () => {
  const served = await files({ '/dist/main.js.gz': gzipSync('secret'), '/dist/web/namenode.html': Buffer.from('page') });
  for (const name of ['none.js', '..%2Fmain.js', '%2e%2e/main.js', 'namenode.html', '../main.js', '', 'a/b.js', 'x.js%00']) assert.equal((await served.asset(asked(name))).status, 404, name);
});

test('without built pages the page says so', async () => {
  const text = await (await (await files({})).page()).text();
  assert.match(text, /not built/);
});
