// Which image a start loads: the newest one whose bytes are what was saved, wherever it lies. Damage is found by the
// digest before anything of the image is in the namespace; then the same image in another directory is tried, and
// then older ones: the log has the edits since. (Apache tries the other directories only.)
// Answers to FSImage.loadFSImage and FSImageTransactionalStorageInspector.

import { Md5 } from '../../base/checksums.ts';
import { WorldError } from '../../env/env.ts';
import type { Env } from '../../env/env.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { readMd5File } from '../../storage/md5-file.ts';
import type { NameNodeStorage } from '../../storage/name-node-storage.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { ImageCorrupt } from './image-errors.ts';
import { loadImageFile, readSummary } from './load-image-file.ts';
import type { LoadedImage } from './load-image-file.ts';

const readBytes = 512 * 1024;

/**
 * Loads the newest good image of an open storage into a blank namespace. Throws IOException in Apache's words when
 * there is none, ImageUnsupported when it holds what this NameNode does not have.
 */
export async function loadImage(env: Env, storage: NameNodeStorage, ns: Namespace): Promise<LoadedImage> {
  const images = await storage.images();
  if (images.length === 0) throw new HdfsException('FileNotFoundException', 'No valid image files found');
  let cause: unknown;
  for (const image of images) {
    try {
      await verifyImage(env, image.path);
    } catch (error) {
      if (!(error instanceof ImageCorrupt || error instanceof WorldError)) throw error;
      env.log('error', 'an image is damaged, trying the next one', { path: image.path, error });
      cause = error;
      continue;
    }
    return await loadImageFile(env, image.path, ns);
  }
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  throw new HdfsException('IOException', `Failed to load FSImage file, see error(s) above for more info${why}`, { cause });
}

/** Checks an image's digest and frame. Throws ImageCorrupt, ImageUnsupported, WorldError. Returns its MD5 in hex. */
export async function verifyImage(env: Env, path: string): Promise<string> {
  const expected = await readMd5File(env.disk, path);
  if (expected === undefined) throw new ImageCorrupt(`No MD5 file found corresponding to image file ${path}`);
  const file = await env.disk.open(path, 'read');
  try {
    await readSummary(file);
    const md5 = new Md5();
    const buffer = Buffer.allocUnsafeSlow(readBytes);
    for (let at = 0; ; ) {
      const got = await file.read(buffer, at);
      if (got === 0) break;
      md5.update(buffer.subarray(0, got));
      at += got;
    }
    const found = md5.hex();
    if (found !== expected) throw new ImageCorrupt(`Image file ${path} is corrupt with MD5 checksum of ${found} but expecting ${expected}`);
    return found;
  } finally {
    await file.close();
  }
}
