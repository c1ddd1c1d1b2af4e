// What tests of images share: golden files, a storage in memory, saving and loading in one line each.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { md5 } from '../../base/checksums.ts';
import { MemoryEnv } from '../../env/memory-env.testing.ts';
import type { NamespaceInfo } from '../../protocol/storage-info.ts';
import { writeMd5File } from '../../storage/md5-file.ts';
import { NameNodeStorage, imageName } from '../../storage/name-node-storage.ts';
import { Namespace } from '../namespace/namespace.ts';
import { loadImage } from './load-image.ts';
import type { SaveOptions } from './save-image.ts';
import { saveImage } from './save-image.ts';

const golden = fileURLToPath(new URL('../../../../tests/golden/', import.meta.url));

export function goldenFile(name: string): Buffer {
  return readFileSync(golden + name);
}

export const testInfo: NamespaceInfo = { layoutVersion: -67, namespaceId: 1834750400, clusterId: 'CID-test', cTime: 1, blockPoolId: 'BP-1-127.0.0.1-1' };

export function blankNamespace(): Namespace {
  return new Namespace({ root: { owner: 'root', group: 'supergroup', mode: 0o755 } });
}

/** A formatted storage of some directories in memory. */
export async function memoryStorage(roots: readonly string[] = ['/nn']): Promise<{ env: MemoryEnv; storage: NameNodeStorage }> {
  const env = new MemoryEnv();
  const storage = new NameNodeStorage(env, roots);
  await storage.format(testInfo);
  return { env, storage };
}

/** Puts an image and its digest into every directory. */
export async function putImage(env: MemoryEnv, storage: NameNodeStorage, txid: number, bytes: Uint8Array): Promise<void> {
  for (const path of storage.imagePaths('fsimage', txid)) {
    const file = await env.disk.open(path, 'replace');
    await file.write(bytes, 0);
    await file.close();
    await writeMd5File(env.disk, path, md5(bytes).toString('hex'));
  }
}

/** The namespace of an image's bytes. */
export async function loaded(bytes: Uint8Array, txid = 1): Promise<Namespace> {
  const { env, storage } = await memoryStorage();
  await putImage(env, storage, txid, bytes);
  return (await loadImage(env, storage, blankNamespace)).namespace;
}

/** The bytes of a namespace's image. */
export async function saved(ns: Namespace, txid: number, options: SaveOptions = {}): Promise<Buffer> {
  const { env, storage } = await memoryStorage();
  await saveImage(env, storage, ns, testInfo, txid, options);
  return Buffer.from(await env.disk.readFile(`/nn/current/${imageName('fsimage', txid)}`));
}
