// What of old images and edits is kept: the newest images, and the edits that a restart from the oldest of them
// needs, with a cushion for NameNodes that come back with older images. Answers to NNStorageRetentionManager.

import { assert } from '../../base/assert.ts';
import type { EditLogManifest, JournalManager } from '../../edit-log/journal-manager.ts';
import type { Env } from '../../env/env.ts';
import type { NameNodeStorage } from '../../storage/name-node-storage.ts';

export interface RetentionOptions {
  /** dfs.namenode.num.checkpoints.retained, at least 1. */
  readonly images: number;
  /** dfs.namenode.num.extra.edits.retained. */
  readonly extraEdits: number;
  /** dfs.namenode.max.extra.edits.segments.retained. */
  readonly extraSegmentsMax: number;
}

/** The oldest txid of an image that stays; undefined without images. */
export function oldestRetained(txids: Iterable<number>, images: number): number | undefined {
  const newestFirst = [...new Set(txids)].sort((a, b) => b - a);
  return newestFirst[Math.min(images, newestFirst.length) - 1];
}

/**
 * The first txid that must stay in the log when images from `oldestImage` on stay.
 * @param segments of which some may hold only older edits
 */
export function firstEditRetained(oldestImage: number, segments: EditLogManifest['segments'], options: RetentionOptions): number {
  const required = oldestImage + 1;
  let from = Math.max(0, required - options.extraEdits);
  const extra = segments.filter((segment) => !segment.inProgress && segment.firstTxid < required && (segment.lastTxid ?? 0) >= from);
  for (const segment of extra.slice(0, Math.max(0, extra.length - options.extraSegmentsMax))) from = (segment.lastTxid ?? 0) + 1;
  assert(from <= required, `edits up to ${from} would be purged, those from ${required} are needed`);
  return from;
}

/**
 * Removes images that are too old, remains of unfinished ones, and, where `journal` is the one this NameNode writes,
 * edits that nobody needs. Best effort: what fails is logged and comes again with the next image. A Standby gives no
 * journal, since only the writer may purge (FSEditLog.purgeLogsOlderThan).
 */
export async function purgeOldStorage(env: Env, storage: NameNodeStorage, journal: JournalManager | undefined, options: RetentionOptions): Promise<void> {
  try {
    const images = await storage.images();
    const oldest = oldestRetained(images.map((image) => image.txid), options.images);
    if (oldest === undefined) return;
    const newest = images[0]?.txid ?? 0;
    const remains = (await storage.images('fsimage.ckpt')).filter((image) => image.txid <= newest && !storage.isInMaking(image.txid));
    for (const image of [...images.filter(({ txid }) => txid < oldest), ...remains]) {
      env.log('info', 'purging an old image', { path: image.path });
      await storage.removeImage(image);
    }
    if (journal === undefined) return;
    const { segments } = await journal.getEditLogManifest(Math.max(0, oldest + 1 - options.extraEdits), false);
    await journal.purgeLogsOlderThan(firstEditRetained(oldest, segments, options));
  } catch (error) {
    env.log('warn', 'unable to purge old storage', { error });
  }
}
