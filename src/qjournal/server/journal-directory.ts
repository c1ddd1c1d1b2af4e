// A journal's directory coming and going as a whole: opened at a start, formatted, taken over from a learner's copy, lost while
// it runs. Invariant: VERSION is there only when all the rest is (HA.md F4). Answers to JNStorage.
import { WorldError } from '../../env/env.ts';
import type { Env } from '../../env/env.ts';
import { journalFormatted, journalGone } from '../../metrics/event-names.ts';
import type { StorageInfo } from '../../protocol/storage-info.ts';
import { makeDurableDirectory } from '../../storage/make-directory.ts';
import { StorageDirectory } from '../../storage/storage-directory.ts';
import type { StorageState } from '../../storage/storage-directory.ts';
import { unfinishedFolders } from '../../storage/storage-upgrade.ts';
import { readVersion } from '../../storage/version-file.ts';
import type { JournalCore, Live } from './journal-core.ts';
import { JournalMetadata } from './journal-metadata.ts';
import { JournalState } from './journal-state.ts';
import { JournalUpgrade, carryBack } from './journal-upgrade.ts';
import { SegmentStore } from './segment-store.ts';

/** Where a directory goes that turned out to be of the past. */
const asideFolder = 'quorate-set-aside';

export class JournalDirectory {
  readonly #env: Env;
  readonly #core: JournalCore;
  readonly #storage: StorageDirectory;
  readonly #changed: (metadata: JournalMetadata | undefined) => void;
  readonly #newStorageId: () => Uint8Array;
  readonly upgrade: JournalUpgrade;

  /** `changed` is called when the journal was opened, in the turn in which it counts, and without metadata when it is gone. */
  constructor(env: Env, core: JournalCore, changed: (metadata: JournalMetadata | undefined) => void, newStorageId: () => Uint8Array) {
    this.#env = env;
    this.#core = core;
    this.#storage = new StorageDirectory(env, core.place.directory);
    this.#changed = changed;
    this.#newStorageId = newStorageId;
    this.upgrade = new JournalUpgrade(env, core, { recover: () => this.#recover(), load: () => this.#load() });
  }

  /** Opens what is there, if it is formatted. Throws IOException when another process has it. */
  async open(): Promise<void> {
    let state = await this.#storage.analyze();
    if (state === 'non-existent') return;
    await this.#storage.lock();
    try {
      if (state === 'unfinished') state = await this.#recover();
      if (state === 'normal') await this.#load();
    } catch (error) {
      await this.#storage.unlock();
      throw error;
    }
  }

  /** Ends what was cut off half-way, or undoes it; what is there then. */
  async #recover(): Promise<StorageState> {
    const step = await this.#storage.unfinishedStep();
    if (step === 'recover-upgrade') await carryBack(this.#env, this.#storage.root);
    return this.#storage.recover(step);
  }

  async #load(): Promise<void> {
    const core = this.#core;
    const { journalId } = core.place;
    await this.#storage.syncNames();
    // Of any layout: operations are not decoded here.
    const version = await this.#storage.readVersion('JOURNAL_NODE', -Infinity);
    const metadata = await JournalMetadata.open(this.#env.disk, this.#storage.current);
    const store = new SegmentStore(this.#env, this.#storage.current, journalId, metadata.purgedBelow);
    await store.open(metadata.committedTxId);
    core.promisedOnDisk = metadata.promisedEpoch;
    core.live = {
      info: {
        layoutVersion: version.layoutVersion, namespaceId: version.namespaceId ?? 0, clusterId: version.clusterId ?? '', cTime: version.cTime,
      },
      metadata,
      store,
      state: new JournalState({
        journalId,
        promisedEpoch: metadata.promisedEpoch,
        lastWriterEpoch: metadata.lastWriterEpoch,
        committedTxId: metadata.committedTxId,
        highestWrittenTxId: store.highestTxId,
      }),
    };
    if (metadata.storageId === '') await metadata.writeStorageId(Buffer.from(this.#newStorageId()).toString('hex'));
    this.#changed(metadata);
  }

  /** HA.md F4: until the rename nobody sees a journal here, and from then on there is a whole one. */
  becomeVoter(from: string): Promise<void> {
    const { disk } = this.#env;
    return this.#core.exclusive(async () => {
      if (this.#core.live !== undefined || this.#core.closed) throw new Error('the journal was formatted meanwhile, or is closed');
      await this.#storage.lock();
      await this.#setAside();
      await disk.removeTree(this.#storage.current);
      await disk.rename(from, this.#storage.current);
      // It begins with a sync of that name.
      await this.#load();
    });
  }

  /**
   * Makes it an empty journal of `info`'s namespace; `leaseLives` is asked in the queue. Throws InconsistentFSStateException
   * when something is there and not `force`, IOException while a lease lives (HA.md 32).
   */
  format(info: StorageInfo, force: boolean, leaseLives: () => boolean): Promise<void> {
    const core = this.#core;
    return core.exclusive(async () => {
      if (leaseLives()) throw core.refusal('IOException', 'A NameNode holds the lease of this journal: stop it before formatting');
      if (!force && await this.#hasFiles()) {
        throw core.refusal('InconsistentFSStateException', `Directory ${core.place.directory} is in an inconsistent state: Can't format the `
          + 'storage directory because the current directory is not empty.');
      }
      const live = core.live;
      if (live !== undefined) {
        await core.closeSegment(live);
        await live.metadata.close();
      }
      core.live = undefined;
      core.edits.clear();
      await core.promisesWritten();
      await makeDurableDirectory(this.#env.disk, core.place.directory);
      await this.#storage.lock();
      for (const folder of ['learning', ...unfinishedFolders]) await this.#env.disk.removeTree(`${core.place.directory}/${folder}`);
      await this.#storage.clear();
      await this.#env.disk.makeDirectory(`${this.#storage.current}/paxos`);
      // Last: without it nothing is formatted.
      await this.#storage.writeVersion({ ...info, storageType: 'JOURNAL_NODE' });
      await this.#load();
      core.log('info', journalFormatted, { namespace: info.namespaceId, cluster: info.clusterId });
    });
  }

  async #hasFiles(): Promise<boolean> {
    if ((await this.#env.disk.stat(this.#storage.current)) === undefined) return false;
    return (await this.#env.disk.list(this.#storage.current)).length > 0;
  }

  /** `error` may mean that the directory was taken away: then what is in memory alone is not worth a vote (HA.md 31). */
  async forgetIfGone(error: unknown): Promise<void> {
    if (error instanceof WorldError && error.code === 'not-found') await this.#core.exclusive(() => this.#forget());
  }

  async #forget(): Promise<void> {
    const core = this.#core;
    const { live } = core;
    if (live === undefined || core.closed || (await readVersion(this.#env.disk, this.#storage.root)) !== undefined) return;
    core.log('error', journalGone, { directory: core.place.directory });
    await this.#letGo(live);
  }

  /** What is here is of the past (HA.md 32): it is kept beside, for an operator to look at, and there is no journal any more. */
  standAside(): Promise<void> {
    const core = this.#core;
    return core.exclusive(async () => {
      const { live } = core;
      if (live === undefined || core.closed) return;
      await this.#letGo(live);
      // It has no vote as it is. Where the disk fails now, it is done before what was learned takes its place.
      await this.#setAside().catch((error: unknown) => core.log('error', 'the directory of the past is not set aside yet', { directory: core.place.directory, error }));
    });
  }

  /** A journal that lies here and is not open goes beside; may be repeated where it was cut off. */
  async #setAside(): Promise<void> {
    const { disk } = this.#env;
    const { root, current } = this.#storage;
    if ((await this.#storage.unfinishedStep()) !== undefined) await this.#recover();
    if ((await disk.stat(`${current}/VERSION`)) === undefined) return;
    const aside = `${root}/${asideFolder}`;
    const previousAside = `${aside}.previous`;
    const hasPrevious = await this.#storage.hasPrevious();
    // What an earlier one left goes; not what this one has moved before it was cut off.
    if (hasPrevious || (await disk.stat(aside)) !== undefined) await disk.removeTree(previousAside);
    await disk.removeTree(aside);
    if (hasPrevious) await disk.rename(`${root}/previous`, previousAside);
    await disk.rename(current, aside);
    await disk.syncDirectory(root);
  }

  async #letGo(live: Live): Promise<void> {
    const core = this.#core;
    core.live = undefined;
    core.edits.clear();
    await core.writing?.file.close().catch(() => {});
    core.writing = undefined;
    await live.metadata.close().catch(() => {});
    await this.unlock().catch(() => {});
    this.#changed(undefined);
  }

  /** The creation time in VERSION as it lies on disk, in ms; undefined when there is none. Throws InconsistentFSStateException. */
  async cTime(): Promise<number | undefined> {
    return (await readVersion(this.#env.disk, this.#storage.root))?.cTime;
  }

  unlock(): Promise<void> {
    return this.#storage.unlock();
  }
}
