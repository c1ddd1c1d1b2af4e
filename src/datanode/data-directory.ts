// One dfs.datanode.data.dir: its place, lock and identity. On disk exactly what Hadoop's DataStorage and
// BlockPoolSliceStorage write, so that either kind of DataNode can be started on it:
//
//   in_use.lock
//   current/VERSION                        storageID, clusterID, cTime=0, datanodeUuid, storageType=DATA_NODE, layoutVersion=-57
//   current/BP-…/tmp                       replicas being copied in; emptied at every start
//   current/BP-…/current/VERSION           namespaceID, cTime, blockpoolID, layoutVersion
//   current/BP-…/current/dfsUsed           "bytes ms": the space used at the last clean stop
//   current/BP-…/current/finalized/subdirN/subdirM/blk_I, blk_I_G.meta
//   current/BP-…/current/rbw/blk_I, blk_I_G.meta
import type { Disk, Env } from '../env/env.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { dataNodeLayoutVersion } from '../protocol/storage-info.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import { removeIfThere } from '../storage/atomic-file.ts';
import { makeDurableDirectory } from '../storage/make-directory.ts';
import { StorageDirectory } from '../storage/storage-directory.ts';
import { finalizeDirectory, finishUpgradeDirectory, recoverDirectory, rollBackDirectory, unfinishedStep } from '../storage/storage-upgrade.ts';
import { inconsistent, readVersion, writeVersion } from '../storage/version-file.ts';
import type { Version } from '../storage/version-file.ts';

/** StorageType names that a data directory may be tagged with. */
export const storageTypes = ['DISK', 'SSD', 'ARCHIVE', 'RAM_DISK', 'NVDIMM'] as const;
export type StorageType = (typeof storageTypes)[number];

/** An entry of dfs.datanode.data.dir. */
export interface DataLocation {
  /** Absolute. */
  readonly path: string;
  readonly type: StorageType;
}

/** A data directory that is ours: locked, and formatted or about to be. */
export class DataDirectory {
  readonly location: DataLocation;
  readonly #env: Env;
  readonly #storage: StorageDirectory;
  #version: Version | undefined;

  private constructor(env: Env, location: DataLocation, storage: StorageDirectory, version: Version | undefined) {
    this.#env = env;
    this.location = location;
    this.#storage = storage;
    this.#version = version;
  }

  /**
   * Makes the directory where it is missing, locks it and reads its VERSION. Rejects with WorldError, IOException (locked),
   * InconsistentFSStateException or IncorrectVersionException.
   */
  static async open(env: Env, location: DataLocation): Promise<DataDirectory> {
    await makeDurableDirectory(env.disk, location.path);
    const storage = new StorageDirectory(env, location.path);
    await storage.lock();
    try {
      const state = await storage.analyze();
      if (state === 'unfinished') await storage.recover(await storage.unfinishedStep());
      else if (state !== 'normal') return new DataDirectory(env, location, storage, undefined);
      const version = await storage.readVersion('DATA_NODE', dataNodeLayoutVersion);
      checkLayout(version, storage.root);
      if (version.storageId === undefined) throw inconsistent(storage.root, 'file VERSION is invalid.');
      return new DataDirectory(env, location, storage, version);
    } catch (error) {
      await storage.unlock();
      throw error;
    }
  }

  get path(): string {
    return this.#storage.root;
  }

  /** DS-<uuid>, or undefined before the first format. */
  get storageId(): string | undefined {
    return this.#version?.storageId;
  }

  get datanodeUuid(): string | undefined {
    return this.#version?.datanodeUuid;
  }

  /** Formats a blank directory, or checks that it belongs to the cluster; IOException as Apache's when not. */
  async join(namespace: NamespaceInfo, datanodeUuid: string): Promise<void> {
    const version = this.#version;
    if (version === undefined) {
      const fresh: Version = {
        layoutVersion: dataNodeLayoutVersion, cTime: 0, clusterId: namespace.clusterId, storageType: 'DATA_NODE', datanodeUuid, storageId: `DS-${uuid(this.#env)}`,
      };
      await this.#storage.format(fresh);
      this.#version = fresh;
      this.#env.log('info', 'data directory formatted', { path: this.path, storageId: fresh.storageId });
      return;
    }
    if (version.clusterId !== namespace.clusterId) {
      throw new HdfsException('IOException', `Incompatible clusterIDs in ${this.path}: namenode clusterID = ${namespace.clusterId}; datanode clusterID = ${version.clusterId}`);
    }
    if (version.datanodeUuid !== datanodeUuid) {
      const named = { ...version, datanodeUuid };
      await this.#storage.writeVersion(named);
      this.#version = named;
    }
  }

  /**
   * Makes or checks the directories of a block pool; IOException as Apache's when they are another pool's. A namespace that was upgraded
   * finds the pool upgraded with it; with `rollback` one that was rolled back finds it as it was.
   */
  async openPool(namespace: NamespaceInfo, rollback = false): Promise<void> {
    const { disk } = this.#env;
    const root = `${this.path}/current/${namespace.blockPoolId}`;
    if ((await disk.stat(root)) !== undefined) await recoverDirectory(disk, root, await unfinishedStep(disk, root));
    const version = await readVersion(disk, root);
    if (version === undefined) {
      await disk.makeDirectory(`${root}/current`);
      await writeVersion(disk, root, {
        layoutVersion: dataNodeLayoutVersion, namespaceId: namespace.namespaceId, cTime: namespace.cTime, blockPoolId: namespace.blockPoolId,
      }, this.#env.wallMs());
      await disk.syncDirectory(root);
      await disk.syncDirectory(`${this.path}/current`);
    } else {
      await this.#transition(version, namespace, root, rollback);
    }
    await disk.removeTree(`${root}/tmp`);
    for (const name of ['current/finalized', 'current/rbw', 'tmp']) await disk.makeDirectory(`${root}/${name}`);
    // What an Apache DataNode left for its own quick start would hide from it what changes from here on.
    for (const name of ['replicas', 'dfsUsed']) await removeIfThere(disk, `${root}/current/${name}`);
  }

  async #transition(version: Version, namespace: NamespaceInfo, root: string, rollback: boolean): Promise<void> {
    const { disk } = this.#env;
    if (rollback && version.cTime > namespace.cTime) {
      const before = await readVersion(disk, root, 'previous');
      if (before?.cTime !== namespace.cTime) {
        throw new HdfsException('InconsistentFSStateException', `Directory ${root} is in an inconsistent state: Cannot rollback to a newer state.\nDatanode previous state: LV = `
          + `${before?.layoutVersion ?? 'none'} CTime = ${before?.cTime ?? 'none'} is newer than the namespace state: LV = ${namespace.layoutVersion} CTime = ${namespace.cTime}`);
      }
      checkPoolVersion(before, namespace, root);
      await rollBackDirectory(disk, root);
      this.#env.log('info', 'block pool rolled back', { path: root });
      return;
    }
    checkPoolVersion(version, namespace.cTime > version.cTime ? { ...namespace, cTime: version.cTime } : namespace, root);
    if (namespace.cTime === version.cTime) return;
    await disk.removeTree(`${root}/previous`);
    await disk.rename(`${root}/current`, `${root}/previous.tmp`);
    await disk.syncDirectory(root);
    await disk.makeDirectory(`${root}/current`);
    for (const name of ['finalized', 'rbw']) await linkTree(disk, `${root}/previous.tmp/${name}`, `${root}/current/${name}`);
    await writeVersion(disk, root, { ...version, cTime: namespace.cTime }, this.#env.wallMs());
    await finishUpgradeDirectory(disk, root);
    this.#env.log('info', 'block pool upgraded', { path: root });
  }

  /** Whether a rollback may still come: what is appended to must then be a file of its own. */
  async keepsPrevious(poolId: string): Promise<boolean> {
    return (await this.#env.disk.stat(`${this.path}/current/${poolId}/previous`)) !== undefined;
  }

  /** Forgets the state before an upgrade (FinalizeCommand). */
  async finalizeUpgrade(poolId: string): Promise<void> {
    await finalizeDirectory(this.#env.disk, `${this.path}/current/${poolId}`);
    await this.#env.disk.removeTree(`${this.path}/previous`);
  }

  /** Deletes what there is of a pool that nobody uses. IOException where it has blocks and is not forced. */
  async deletePool(poolId: string, force: boolean): Promise<void> {
    const { disk } = this.#env;
    if (!/^BP-[\w.:-]+$/.test(poolId)) throw new HdfsException('IOException', `${poolId} is not the id of a block pool`);
    const root = `${this.path}/current/${poolId}`;
    if ((await disk.stat(root)) === undefined) return;
    for (const name of ['current/finalized', 'current/rbw']) {
      if (!force && (await this.#hasFiles(`${root}/${name}`))) throw new HdfsException('IOException', `${poolId} has some block files, cannot delete unless forced`);
    }
    await disk.removeTree(root);
    this.#env.log('info', 'block pool deleted', { path: root });
  }

  async close(): Promise<void> {
    await this.#storage.unlock();
  }

  async #hasFiles(path: string): Promise<boolean> {
    const { disk } = this.#env;
    if ((await disk.stat(path)) === undefined) return false;
    for (const name of await disk.list(path)) {
      if (!name.startsWith('subdir') || (await this.#hasFiles(`${path}/${name}`))) return true;
    }
    return false;
  }
}

/** The same files in a new tree (BlockPoolSliceStorage.linkAllBlocks). */
async function linkTree(disk: Disk, from: string, to: string): Promise<void> {
  await disk.makeDirectory(to);
  if ((await disk.stat(from)) === undefined) return;
  for (const name of await disk.list(from)) {
    if ((await disk.stat(`${from}/${name}`))?.kind === 'directory') await linkTree(disk, `${from}/${name}`, `${to}/${name}`);
    else await disk.link(`${from}/${name}`, `${to}/${name}`);
  }
  await disk.syncDirectory(to);
}

function checkLayout(version: Version, path: string): void {
  const { layoutVersion } = version;
  if (layoutVersion < dataNodeLayoutVersion) {
    throw new HdfsException('IncorrectVersionException', `Unexpected version of storage directory ${path}. Reported: ${layoutVersion}. Expecting = ${dataNodeLayoutVersion}.`);
  }
  if (layoutVersion > dataNodeLayoutVersion) {
    throw new HdfsException('IncorrectVersionException', `${path} has layout version ${layoutVersion}, which is older than ${dataNodeLayoutVersion}: upgrade it with Apache's DataNode first`);
  }
}

function checkPoolVersion(version: Version, namespace: NamespaceInfo, path: string): void {
  checkLayout(version, path);
  if (version.namespaceId !== namespace.namespaceId) {
    throw new HdfsException('IOException', `Incompatible namespaceIDs in ${path}: namenode namespaceID = ${namespace.namespaceId}; datanode namespaceID = ${version.namespaceId}`);
  }
  if (version.blockPoolId !== namespace.blockPoolId) {
    throw new HdfsException('IOException', `Incompatible blockpoolIDs in ${path}: namenode blockpoolID = ${namespace.blockPoolId}; datanode blockpoolID = ${version.blockPoolId}`);
  }
  if (version.cTime !== namespace.cTime) {
    throw new HdfsException('IOException', `Datanode state: LV = ${version.layoutVersion} CTime = ${version.cTime} does not fit the namespace state: LV = ${namespace.layoutVersion} CTime = ${namespace.cTime}`);
  }
}

/** A random (version 4) UUID. */
export function uuid(env: Env): string {
  const bytes = Buffer.from(env.randomBytes(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
