// Which image a start loads: the newest one whose bytes are what was saved, wherever it lies. Its digest is found while it
// is being loaded; what was loaded of an image that turns out to be damaged is dropped as a whole. Then the same image in
// another directory is tried, and then older ones: the log has the edits since. (Apache tries the other directories only.)
// Answers to FSImage.loadFSImage and FSImageTransactionalStorageInspector.

import { WorldError } from '../../env/env.ts';
import type { Env } from '../../env/env.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { readMd5File } from '../../storage/md5-file.ts';
import type { NameNodeStorage } from '../../storage/name-node-storage.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { ImageCorrupt } from './image-errors.ts';
import { loadImageFile, readSummary } from './load-image-file.ts';
import type { LoadedImage } from './load-image-file.ts';

/** An image that was loaded, and into what. */
export interface LoadedNamespace extends LoadedImage {
  readonly namespace: Namespace;
  readonly path: string;
  readonly lengthBytes: number;
}

/**
 * Loads the newest good image of an open storage; `blank` makes a blank namespace for each try. Throws IOException in
 * Apache's words when there is none, ImageUnsupported when it holds what this NameNode does not have.
 */
export async function loadImage(env: Env, storage: NameNodeStorage, blank: () => Namespace): Promise<LoadedNamespace> {
  const images = await storage.images();
  if (images.length === 0) throw new HdfsException('FileNotFoundException', 'No valid image files found');
  let cause: unknown;
  for (const image of images) {
    const namespace = blank();
    const [verified, loaded] = await Promise.allSettled([verifyImage(env, image.path), loadImageFile(env, image.path, namespace)]);
    if (verified.status === 'rejected') {
      const error: unknown = verified.reason;
      if (!(error instanceof ImageCorrupt || error instanceof WorldError)) throw error;
      env.log('error', 'an image is damaged, trying the next one', { path: image.path, error });
      cause = error;
      continue;
    }
    if (loaded.status === 'rejected') throw loaded.reason;
    return { ...loaded.value, namespace, path: image.path, lengthBytes: (await env.disk.stat(image.path))?.lengthBytes ?? 0 };
  }
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  throw new HdfsException('IOException', `Failed to load FSImage file, see error(s) above for more info${why}`, { cause });
}

/** Checks an image's frame and digest. Throws ImageCorrupt, ImageUnsupported, WorldError. Returns its MD5 in hex. */
export async function verifyImage(env: Env, path: string): Promise<string> {
  const expected = await readMd5File(env.disk, path);
  if (expected === undefined) throw new ImageCorrupt(`No MD5 file found corresponding to image file ${path}`);
  const file = await env.disk.open(path, 'read');
  try {
    await readSummary(file);
  } finally {
    await file.close();
  }
  const found = await env.disk.md5(path);
  if (found !== expected) throw new ImageCorrupt(`Image file ${path} is corrupt with MD5 checksum of ${found} but expecting ${expected}`);
  return found;
}
