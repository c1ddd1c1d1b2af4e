// Saves an image in all directories of a storage, so that a crash at any moment leaves the old images or these:
// fsimage.ckpt_N is written and synced, its digest is stored under the final name, then it is renamed.
// Answers to FSImage.saveFSImageInAllDirs.

import type { Env } from '../../env/env.ts';
import { checkpointSaved } from '../../metrics/event-names.ts';
import type { StorageInfo } from '../../protocol/storage-info.ts';
import { writeMd5File } from '../../storage/md5-file.ts';
import { imageName } from '../../storage/name-node-storage.ts';
import type { NameNodeStorage } from '../../storage/name-node-storage.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { saveImageFile } from './save-image-file.ts';

export interface SaveOptions {
  /** Java class of the codec to compress with (compression.ts: writableCodec); empty: none. */
  readonly codec?: string;
  /** Aborting it ends the saving within a slice; nothing is left behind. */
  readonly cancel?: AbortSignal;
}

export interface SavedImage {
  readonly txid: number;
  /** In hex. */
  readonly md5: string;
  readonly lengthBytes: number;
}

/**
 * Saves what the namespace is at `txid`, its last edit, which must be durable. No edit may be applied from the call on: one
 * that is ends the saving with SaveCancelled. Directories that fail are dropped by the storage. Throws WorldError
 * when none is left, SaveCancelled, ImageUnsupported, IOException where somebody else writes the image of `txid`.
 */
export async function saveImage(
  env: Env, storage: NameNodeStorage, ns: Namespace, info: StorageInfo, txid: number, options: SaveOptions = {},
): Promise<SavedImage> {
  const started = env.monotonicMs();
  const { layoutVersion, namespaceId } = info;
  const { md5, lengthBytes } = await storage.whileMaking(txid, async () => {
    const paths = storage.imagePaths('fsimage.ckpt', txid);
    const saved = await saveImageFile(env, paths, ns, { layoutVersion, namespaceId, txid, codec: options.codec ?? '' }, options.cancel);
    await finishNewImage(storage, env, txid, saved.md5, saved.failures);
    return saved;
  });
  env.log('info', checkpointSaved, { txid, lengthBytes, md5, ms: Math.round(env.monotonicMs() - started) });
  return { txid, md5, lengthBytes };
}

/**
 * Gives fsimage.ckpt_`txid`, written and synced, its digest and its name (FSImage.saveDigestAndRenameCheckpointImage).
 * @param failures by path, of directories that do not have it
 */
export async function finishNewImage(storage: NameNodeStorage, env: Env, txid: number, md5: string, failures: ReadonlyMap<string, Error>): Promise<void> {
  for (const directory of [...storage.directories]) {
    const failure = failures.get(`${directory.current}/${imageName('fsimage.ckpt', txid)}`);
    if (failure !== undefined) {
      await storage.reportError(directory, failure);
      continue;
    }
    await writeMd5File(env.disk, `${directory.current}/${imageName('fsimage', txid)}`, md5).catch((error: unknown) => storage.reportError(directory, error));
  }
  await storage.finishImage(txid);
}
