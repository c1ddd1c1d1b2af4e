// One directory of a daemon's storage: its lock, and in which state the last process left it. Answers to
// Storage.StorageDirectory. What an upgrade or a rollback left half done is finished or undone by `recover`.
import type { Disk, DiskLock, Env } from '../env/env.ts';
import { WorldError } from '../env/env.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import type { NodeType, Version } from './version-file.ts';
import { inconsistent, readVersion, writeVersion } from './version-file.ts';
import { recoverDirectory, unfinishedStep } from './storage-upgrade.ts';
import type { UnfinishedStep } from './storage-upgrade.ts';
import { makeDurableDirectory } from './make-directory.ts';

export type StorageState = 'non-existent' | 'not-formatted' | 'unfinished' | 'normal';

const lockFileName = 'in_use.lock';

export class StorageDirectory {
  readonly #env: Env;
  /** Absolute, without a slash at the end. */
  readonly root: string;
  #lock: DiskLock | undefined;

  constructor(env: Env, root: string) {
    this.#env = env;
    this.root = root.length > 1 ? root.replace(/\/+$/, '') : root;
  }

  get #disk(): Disk {
    return this.#env.disk;
  }

  /** The folder that everything but the lock lies in. */
  get current(): string {
    return `${this.root}/current`;
  }

  /** Takes in_use.lock, with pid@host in it. Throws Apache's IOException when another process holds it. */
  async lock(): Promise<void> {
    if (this.#lock !== undefined) return;
    try {
      this.#lock = await this.#disk.lock(`${this.root}/${lockFileName}`, `${this.#env.pid}@${this.#env.hostName}`);
    } catch (error) {
      if (!(error instanceof WorldError && error.code === 'locked')) throw error;
      const message = `Cannot lock storage ${this.root}. The directory is already locked`;
      throw new HdfsException('IOException', message, { cause: error });
    }
  }

  async unlock(): Promise<void> {
    const lock = this.#lock;
    this.#lock = undefined;
    await lock?.release();
  }

  /**
   * Names that a process gave which was killed before it had synced them count from now on: a power cut must not take them back. To be
   * called before anything rests on what lies here.
   */
  async syncNames(): Promise<void> {
    for (const directory of [this.root, this.current]) await this.#disk.syncDirectory(directory);
  }

  /**
   * What is there; unfinished: an upgrade or the like was cut off, see {@link recover}. Throws InconsistentFSStateException for what
   * no crash can leave, or has lost its VERSION.
   */
  async analyze(): Promise<StorageState> {
    const root = await this.#disk.stat(this.root);
    if (root?.kind !== 'directory') return 'non-existent';
    const names = await this.#disk.list(this.root);
    if ((await unfinishedStep(this.#disk, this.root)) !== undefined) return 'unfinished';
    const version = await this.#disk.stat(`${this.current}/VERSION`);
    if (version !== undefined) return 'normal';
    if (names.includes('previous')) throw inconsistent(this.root, 'version file in current directory is missing.');
    return 'not-formatted';
  }

  /** What a crash cut off half-way. Throws as `analyze`. */
  unfinishedStep(): Promise<UnfinishedStep> {
    return unfinishedStep(this.#disk, this.root);
  }

  /** Under the lock: finishes what was left half done, or undoes it, as `step` says; what is there then. */
  async recover(step: UnfinishedStep): Promise<StorageState> {
    if (step === undefined) return this.analyze();
    await recoverDirectory(this.#disk, this.root, step);
    this.#env.log('warn', 'storage directory recovered', { root: this.root, step });
    return this.analyze();
  }

  /** Whether an upgrade can still be rolled back: the state before it is kept in previous/. */
  async hasPrevious(): Promise<boolean> {
    return (await this.#disk.stat(`${this.root}/previous`)) !== undefined;
  }

  /** Whether a format would destroy anything. */
  async hasSomeData(): Promise<boolean> {
    const stat = await this.#disk.stat(this.root);
    if (stat === undefined) return false;
    return stat.kind !== 'directory' || (await this.#disk.list(this.root)).length > 0;
  }

  /** Makes current/ empty and gives it `version`; durable when it resolves. */
  async format(version: Version): Promise<void> {
    await this.clear();
    await this.writeVersion(version);
  }

  /** Makes current/ new and empty; the names of root and current are durable. */
  async clear(): Promise<void> {
    await makeDurableDirectory(this.#disk, this.root);
    await this.#disk.removeTree(this.current);
    await this.#disk.makeDirectory(this.current);
    await this.#disk.syncDirectory(this.current);
    await this.#disk.syncDirectory(this.root);
  }

  async writeVersion(version: Version): Promise<void> {
    await writeVersion(this.#disk, this.root, version, this.#env.wallMs());
  }

  /**
   * The VERSION of a directory in state `normal`, of a node of `type` and with a layout no newer than
   * `layoutVersion`. Throws InconsistentFSStateException, IncorrectVersionException.
   */
  async readVersion(type: NodeType, layoutVersion: number): Promise<Version> {
    const version = await readVersion(this.#disk, this.root);
    if (version === undefined) throw inconsistent(this.root, 'version file in current directory is missing.');
    if (version.storageType === undefined) throw inconsistent(this.root, 'file VERSION has storageType missing.');
    if (version.storageType !== type) {
      throw inconsistent(this.root, `Incompatible node types: storageType=${type} but StorageDirectory type=${version.storageType}`);
    }
    if (version.layoutVersion < layoutVersion) {
      const message = `Unexpected version of storage directory ${this.root}. Reported: ${version.layoutVersion}. Expecting = ${layoutVersion}.`;
      throw new HdfsException('IncorrectVersionException', message);
    }
    return version;
  }
}
