/**
 * Images of ours in the hands of the real Hadoop: its viewer prints of them what it
 * prints of its own, a NameNode starts on them and saves the same, and fetches and
 * sends them over HTTP as it does among its own.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodeEnv } from '../../src/env/node/node-env.ts';
import { downloadImage, uploadImage } from '../../src/namenode/fsimage/transfer-image.ts';
import { loadImage } from '../../src/namenode/fsimage/load-image.ts';
import { loadImageFile } from '../../src/namenode/fsimage/load-image-file.ts';
import { saveImage } from '../../src/namenode/fsimage/save-image.ts';
import { saveImageFile } from '../../src/namenode/fsimage/save-image-file.ts';
import { Namespace } from '../../src/namenode/namespace/namespace.ts';
import { NameNodeStorage, newNamespaceInfo } from '../../src/storage/name-node-storage.ts';
import { needsApache, repository, spawnDaemon, step, writeConfDir } from './rig/apache.ts';
import { javaClient } from './rig/java-client.ts';
import { comparableImage, newestImage, run, saveNamespace } from './namespace-views.ts';
import { freePortBlock, listening, waitFor } from './rig/ports.ts';
import { withWorkDir } from './rig/processes.ts';

const golden = join(repository, 'tests/golden/plain/fsimage_0000000000000000119');
const env = nodeEnv({ name: 'images' });

function blank(): Namespace {
  return new Namespace({ root: { owner: '', group: '', mode: 0 } });
}

test('the real Hadoop reads, serves and saves our images', { timeout: 120_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withWorkDir('images', async (dir) => {
    const port = await freePortBlock(2);
    const name = join(dir, 'name');
    const confDir = writeConfDir(join(dir, 'conf'), { 'fs.defaultFS': `hdfs://127.0.0.1:${port}` }, {
      'dfs.namenode.name.dir': name, 'dfs.namenode.http-address': `127.0.0.1:${port + 1}`, 'dfs.namenode.checkpoint.period': '1s', 'dfs.namenode.delegation.token.always-use': 'false',
    });
    const shell = javaClient('Shell', [], { confDir, logFile: join(dir, 'shell.log') });
    const expected = readFileSync(`${golden}.xml`, 'utf8');

    await step(t, 'oiv prints of ours what it prints of the one it was loaded from, compressed or not', async () => {
      const ns = blank();
      const loaded = await loadImageFile(env, golden, ns);
      for (const codec of ['', 'org.apache.hadoop.io.compress.DefaultCodec', 'org.apache.hadoop.io.compress.GzipCodec']) {
        const image = join(dir, `image${codec}`);
        await saveImageFile(env, [image], ns, { ...loaded, codec });
        await run(shell, ['oiv', '-p', 'XML', '-i', image, '-o', `${image}.xml`]);
        assert.equal(readFileSync(`${image}.xml`, 'utf8'), expected, codec);
      }
    });

    const storage = new NameNodeStorage(env, [name]);
    const info = newNamespaceInfo(env, '127.0.0.1');
    await storage.format(info);
    const ns = blank();
    const loaded = await loadImageFile(env, golden, ns);
    await saveImage(env, storage, ns, info, loaded.txid);
    await storage.writeSeenTxid(loaded.txid);
    await storage.close();
    const daemon = spawnDaemon('namenode', confDir, { logFile: join(dir, 'namenode.log') });
    await waitFor('the NameNode', async () => (await listening(port)) && (await listening(port + 1)), 60_000);

    await step(t, 'a NameNode starts on ours and has all of it', async () => {
      const listing = await run(shell, ['dfs', '-ls', '-R', '/']);
      assert.deepEqual(listing.trim().split('\n').map((line) => line.replace(/^(\S+) +\S+ (\S+) +(\S+) .*:\d\d (\/.*)$/, '$1 $2 $3 $4')).slice(0, 4), [
        'drwxr-xr-x root supergroup /plain', 'drwxr-x--- alice supergroup /plain/a', 'drwxr-xr-x root staff /plain/a/b', '-rw------- root supergroup /plain/a/many',
      ]);
      await saveNamespace(shell, port);
      assert.equal((await newestImage(shell, name, join(dir, 'xml'))).replace(/<namespaceId>\d+/, ''), comparableImage(expected).replace(/<namespaceId>\d+/, ''));
    });

    await step(t, 'we fetch an image from it, and it takes one from us', async () => {
      const ours = new NameNodeStorage(env, [join(dir, 'ours')]);
      await ours.format(info);
      const newest = Math.max(...readFileSync(join(name, 'current/seen_txid'), 'utf8').split('\n').map(Number));
      await downloadImage(env, `http://127.0.0.1:${port + 1}`, newest - 1, info, ours, 10_000);
      const { txid, namespace: copy } = await loadImage(env, ours, blank);
      assert.equal(txid, newest - 1);
      await saveImage(env, ours, copy, info, newest);
      const image = (await ours.images())[0];
      assert.ok(image);
      const transfer = { timeoutMs: 10_000, bytesPerSecond: 0 };
      // A second after its last checkpoint it wants another; one that was refused before it would refuse for ever.
      await new Promise((resolve) => setTimeout(resolve, 2000));
      assert.equal(await uploadImage(env, `http://127.0.0.1:${port + 1}`, image, info, transfer), 'success');
      assert.deepEqual(readFileSync(join(name, 'current', image.path.slice(image.path.lastIndexOf('/') + 1))), readFileSync(image.path));
      assert.equal(await uploadImage(env, `http://127.0.0.1:${port + 1}`, image, info, transfer), 'conflict');
      await ours.close();
    });
    await daemon.kill('SIGTERM');
  });
});
