// The NameNode's storage: one or more directories (dfs.namenode.name.dir) that hold the same images, each
// complete on its own. A directory that fails is dropped with a log line, and the NameNode goes on with the
// others; without any it cannot. Answers to NNStorage and FSImageTransactionalStorageInspector.
import { SerialQueue } from '../base/async.ts';
import type { Env } from '../env/env.ts';
import { WorldError } from '../env/env.ts';
import { storageBack, storageFailed } from '../metrics/event-names.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { decodeJournalList, encodeJournalList, isNewer } from '../protocol/journal-list.ts';
import type { JournalList } from '../protocol/journal-list.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import { nameNodeLayoutVersion } from '../protocol/storage-info.ts';
import { readIfThere, removeIfThere, writeAtomically } from './atomic-file.ts';
import { makeDurableDirectory } from './make-directory.ts';
import { md5PathOf } from './md5-file.ts';
import { readPersistentLong, writePersistentLong } from './persistent-long.ts';
import type { StorageState } from './storage-directory.ts';
import { StorageDirectory } from './storage-directory.ts';
import { finalizeDirectory, unfinishedTogether } from './storage-upgrade.ts';
import type { Version } from './version-file.ts';
import { inconsistent } from './version-file.ts';

export type ImageKind = 'fsimage' | 'fsimage.ckpt' | 'fsimage_rollback';

/** fsimage_0000000000000000042 */
export function imageName(kind: ImageKind, txid: number): string {
  return `${kind}_${String(txid).padStart(19, '0')}`;
}

/** One image in one directory. */
export interface ImageFile {
  readonly kind: ImageKind;
  /** The last edit it holds. */
  readonly txid: number;
  readonly path: string;
  readonly directory: StorageDirectory;
}

/** A new identity. `address` is the host's IP, which only makes the block pool's id readable. */
export function newNamespaceInfo(env: Env, address: string, clusterId: string = newClusterId(env)): NamespaceInfo {
  const now = Math.floor(env.wallMs());
  const random = (): number => 1 + Math.floor(env.random() * 0x7ffffffe);
  return {
    layoutVersion: nameNodeLayoutVersion, namespaceId: random(), clusterId, cTime: now,
    blockPoolId: `BP-${random()}-${address}-${now}`,
  };
}

/** CID- and a random UUID. */
export function newClusterId(env: Env): string {
  const bytes = Buffer.from(env.randomBytes(16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return `CID-${bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}

export class NameNodeStorage {
  readonly #env: Env;
  /** Txids of images that are being saved or received. */
  readonly #inMaking = new Set<number>();
  /** Of files whose temporary name two calls at once would share. */
  readonly #writes = new SerialQueue();
  #directories: readonly StorageDirectory[];
  /** Those that left the list. */
  #failed: readonly StorageDirectory[] = [];
  /** Whether {@link restoreFailed} does anything (dfs.namenode.name.dir.restore, dfsadmin -restoreFailedStorage). */
  restoresFailed = false;

  /** `roots`: absolute paths, without duplicates. */
  constructor(env: Env, roots: readonly string[]) {
    this.#env = env;
    this.#directories = roots.map((root) => new StorageDirectory(env, root));
  }

  /** Those in use: what failed has left the list. */
  get directories(): readonly StorageDirectory[] {
    return this.#directories;
  }

  /** Those that are not. */
  get failed(): readonly StorageDirectory[] {
    return this.#failed;
  }

  /** Directories in which a format would destroy something. */
  async withData(): Promise<StorageDirectory[]> {
    const found: StorageDirectory[] = [];
    for (const directory of this.#directories) if (await directory.hasSomeData()) found.push(directory);
    return found;
  }

  /** Makes all directories new and empty, of `info`'s namespace, with seen_txid 0. Takes their locks. */
  async format(info: NamespaceInfo): Promise<void> {
    for (const directory of this.#directories) {
      await makeDurableDirectory(this.#env.disk, directory.root);
      await directory.lock();
      await directory.format(versionOf(info));
      await writePersistentLong(this.#env.disk, seenTxidPath(directory), 0);
      this.#env.log('info', 'storage directory formatted', { root: directory.root });
    }
  }

  /**
   * Locks the directories and reads who they belong to. A directory that is there but blank gets the
   * identity of the others, as in Apache (an image follows with the next checkpoint). Throws when one is
   * missing, locked or in an inconsistent state, when none is formatted, or when they disagree.
   */
  async open(): Promise<NamespaceInfo> {
    try {
      return await this.#open();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Releases the locks. */
  async close(): Promise<void> {
    for (const directory of this.#directories) await directory.unlock();
  }

  /** Whether any directory keeps the state before an upgrade. */
  async hasPrevious(): Promise<boolean> {
    for (const directory of this.#directories) if (await directory.hasPrevious()) return true;
    return false;
  }

  /** Forgets the state before an upgrade. */
  async finalizeUpgrade(): Promise<void> {
    await this.#each(async ({ root }) => {
      if (await finalizeDirectory(this.#env.disk, root)) this.#env.log('info', 'upgrade finalized', { root });
    });
  }

  /** Images of `kind`, the newest first; of the same txid in the order of the directories. */
  async images(kind: ImageKind = 'fsimage'): Promise<ImageFile[]> {
    const found: ImageFile[] = [];
    await this.#each(async (directory) => {
      for (const name of await this.#env.disk.list(directory.current)) {
        const match = /^(fsimage|fsimage\.ckpt|fsimage_rollback)_(\d+)$/.exec(name);
        if (match?.[1] === kind) found.push({ kind, txid: Number(match[2]), path: `${directory.current}/${name}`, directory });
      }
    });
    return found.sort((a, b) => b.txid - a.txid);
  }

  /** Where an image of that name lies, or would, in each directory. */
  imagePaths(kind: ImageKind, txid: number): string[] {
    return this.#directories.map((directory) => `${directory.current}/${imageName(kind, txid)}`);
  }

  /** Whether an image of `txid` is being saved or received: its unfinished file is no remains. */
  isInMaking(txid: number): boolean {
    return this.#inMaking.has(txid);
  }

  /** Runs `work`, which writes the image of `txid`. Throws IOException where somebody does so already (FSImage.addToCheckpointing). */
  async whileMaking<T>(txid: number, work: () => Promise<T>): Promise<T> {
    if (this.#inMaking.has(txid)) throw new HdfsException('IOException', `FS image is being downloaded from another NN at txid ${txid}`);
    this.#inMaking.add(txid);
    try {
      return await work();
    } finally {
      this.#inMaking.delete(txid);
    }
  }

  /**
   * Makes the image that was written and synced as fsimage.ckpt_`txid` the one of its kind: renames it in every
   * directory that has it. Its .md5 is to be written before, under the new name (writeMd5File).
   */
  async finishImage(txid: number, kind: ImageKind = 'fsimage'): Promise<void> {
    const { disk } = this.#env;
    await this.#each(async (directory) => {
      const written = `${directory.current}/${imageName('fsimage.ckpt', txid)}`;
      if ((await disk.stat(written)) === undefined) return;
      await disk.rename(written, `${directory.current}/${imageName(kind, txid)}`);
      await disk.syncDirectory(directory.current);
    });
  }

  /** Removes an image and its digest. */
  async removeImage(image: ImageFile): Promise<void> {
    await removeIfThere(this.#env.disk, image.path);
    await removeIfThere(this.#env.disk, md5PathOf(image.path));
  }

  /** The highest txid that any directory says edits were started for: a start that finds fewer edits has lost some. */
  async seenTxid(): Promise<number> {
    let seen = 0;
    await this.#each(async (directory) => {
      seen = Math.max(seen, await readPersistentLong(this.#env.disk, seenTxidPath(directory), 0));
    });
    return seen;
  }

  /** Durable in every directory in use when it resolves. Numbers that come at once, as of two rolls, are written in order. */
  async writeSeenTxid(txid: number): Promise<void> {
    await this.#writes.run(() => this.#each((directory) => writePersistentLong(this.#env.disk, seenTxidPath(directory), txid)));
  }

  /** The newest list of JournalNodes that was kept; undefined where it was never changed. */
  async journalList(): Promise<JournalList | undefined> {
    let newest: JournalList | undefined;
    await this.#each(async (directory) => {
      const list = decodeJournalList(await readIfThere(this.#env.disk, journalListPath(directory)));
      if (list !== undefined && (newest === undefined || isNewer(list, newest))) newest = list;
    });
    return newest;
  }

  /** Durable in every directory in use when it resolves. Lists that come at once are written in order. */
  async writeJournalList(list: JournalList): Promise<void> {
    await this.#writes.run(() => this.#each((directory) => writeAtomically(this.#env.disk, journalListPath(directory), encodeJournalList(list))));
  }

  /**
   * Drops a directory that failed. Throws WorldError `io` when it was the last one.
   */
  async reportError(directory: StorageDirectory, error: unknown): Promise<void> {
    if (!this.#directories.includes(directory)) return;
    this.#env.log('error', storageFailed, { root: directory.root, error: String(error) });
    const left = this.#directories.filter((other) => other !== directory);
    if (left.length === 0) throw new WorldError('io', 'All storage directories have failed', { cause: error });
    this.#directories = left;
    this.#failed = [...this.#failed, directory];
    await directory.unlock().catch(() => {});
  }

  /** Takes up again, empty, what failed and can be written by now; to be called when an image is about to be written. */
  async restoreFailed(info: NamespaceInfo): Promise<void> {
    if (!this.restoresFailed) return;
    const seen = this.#failed.length === 0 ? 0 : await this.seenTxid();
    for (const directory of this.#failed) {
      try {
        await makeDurableDirectory(this.#env.disk, directory.root);
        await directory.lock();
        await directory.format(versionOf(info));
        await writePersistentLong(this.#env.disk, seenTxidPath(directory), seen);
      } catch (error) {
        if (!(error instanceof WorldError)) throw error;
        this.#env.log('warn', 'storage directory still fails', { root: directory.root, error: String(error) });
        await directory.unlock().catch(() => {});
        continue;
      }
      this.#env.log('info', storageBack, { root: directory.root });
      this.#failed = this.#failed.filter((other) => other !== directory);
      this.#directories = [...this.#directories, directory];
    }
  }

  async #open(): Promise<NamespaceInfo> {
    const states: StorageState[] = [];
    for (const directory of this.#directories) {
      const state = await directory.analyze();
      if (state === 'non-existent') throw inconsistent(directory.root, 'storage directory does not exist or is not accessible.');
      await directory.lock();
      states.push(state);
    }
    const steps = unfinishedTogether(await Promise.all(this.#directories.map((directory) => directory.unfinishedStep())));
    for (const [i, directory] of this.#directories.entries()) if (steps[i] !== undefined) states[i] = await directory.recover(steps[i]);
    let info: NamespaceInfo | undefined;
    for (const [i, directory] of this.#directories.entries()) {
      if (states[i] !== 'normal') continue;
      await directory.syncNames();
      const read = namespaceInfoOf(directory, await directory.readVersion('NAME_NODE', nameNodeLayoutVersion));
      if (info !== undefined) checkSame(directory, info, read);
      info ??= read;
    }
    if (info === undefined) throw new HdfsException('IOException', 'NameNode is not formatted.');
    if (info.layoutVersion !== nameNodeLayoutVersion) {
      throw new HdfsException('IOException', `\nFile system image contains an old layout version ${info.layoutVersion}.\n`
        + `An upgrade to version ${nameNodeLayoutVersion} is required.`);
    }
    for (const [i, directory] of this.#directories.entries()) {
      if (states[i] === 'normal') continue;
      this.#env.log('warn', 'storage directory is not formatted, giving it the identity of the others', { root: directory.root });
      await directory.format(versionOf(info));
      await writePersistentLong(this.#env.disk, seenTxidPath(directory), 0);
    }
    return info;
  }

  async #each(run: (directory: StorageDirectory) => Promise<void>): Promise<void> {
    for (const directory of this.#directories) {
      try {
        await run(directory);
      } catch (error) {
        if (!(error instanceof WorldError)) throw error;
        await this.reportError(directory, error);
      }
    }
  }
}

function seenTxidPath(directory: StorageDirectory): string {
  return `${directory.current}/seen_txid`;
}

/** Ours: JSON. */
function journalListPath(directory: StorageDirectory): string {
  return `${directory.current}/quorate-journalnodes`;
}

function versionOf(info: NamespaceInfo): Version {
  return {
    layoutVersion: info.layoutVersion, cTime: info.cTime, namespaceId: info.namespaceId, clusterId: info.clusterId,
    storageType: 'NAME_NODE', blockPoolId: info.blockPoolId,
  };
}

function namespaceInfoOf(directory: StorageDirectory, version: Version): NamespaceInfo {
  const { layoutVersion, cTime, namespaceId, clusterId, blockPoolId } = version;
  if (layoutVersion === 0) throw new HdfsException('IOException', `NameNode directory ${directory.root} is not formatted.`);
  if (namespaceId === undefined) throw inconsistent(directory.root, 'file VERSION has namespaceID missing.');
  if (clusterId === undefined) throw inconsistent(directory.root, 'file VERSION has clusterID missing.');
  if (blockPoolId === undefined || blockPoolId === '') throw inconsistent(directory.root, 'file VERSION has no block pool Id.');
  return { layoutVersion, cTime, namespaceId, clusterId, blockPoolId };
}

function checkSame(directory: StorageDirectory, expected: NamespaceInfo, found: NamespaceInfo): void {
  if (found.namespaceId !== expected.namespaceId) throw inconsistent(directory.root, 'namespaceID is incompatible with others.');
  if (found.clusterId !== expected.clusterId) throw inconsistent(directory.root, 'cluster Id is incompatible with others.');
  if (found.blockPoolId !== expected.blockPoolId) {
    throw inconsistent(directory.root, `Unexepcted blockpoolID ${found.blockPoolId} . Expected ${expected.blockPoolId}`);
  }
  if (found.layoutVersion !== expected.layoutVersion) {
    throw new HdfsException('IOException', `Storage directories contain multiple layout versions: ${expected.layoutVersion}, ${found.layoutVersion}`);
  }
}
