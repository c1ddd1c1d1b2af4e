// Upgrade, finalization and rollback of a journal's directory, as an upgrading NameNode asks for them. Answers to Journal's
// doPreUpgrade, doUpgrade, doFinalize, canRollBack and doRollback. Invariant, and more than Apache's: the promise, and what belongs to
// it, never goes back, whatever the log goes back to; and it lies in the new directory before that counts.
import type { Env } from '../../env/env.ts';
import type { StorageInfo } from '../../protocol/storage-info.ts';
import { readIfThere, writeAtomically } from '../../storage/atomic-file.ts';
import { readPersistentLong, writePersistentLong } from '../../storage/persistent-long.ts';
import { finalizeDirectory, finishUpgradeDirectory, preUpgradeDirectory, recoverDirectory, rollBackDirectory, rollBackTarget } from '../../storage/storage-upgrade.ts';
import { writeVersion } from '../../storage/version-file.ts';
import type { JournalCore, Live } from './journal-core.ts';
import { JournalMetadata, ownFiles } from './journal-metadata.ts';

const promiseFile = 'last-promised-epoch';

/** What a new current takes over at once: of the log's state, and of the JournalNode's own memory. */
const carriedOn = [promiseFile, 'last-writer-epoch', 'committed-txid', ...ownFiles];
/** What a current that was put back takes over from the one that goes. */
const carriedBack = [promiseFile, ...ownFiles];

/** Copies those of `names` that are there from one of the root's folders to another; durable when it resolves. */
async function carry(env: Env, root: string, from: string, to: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const content = await readIfThere(env.disk, `${root}/${from}/${name}`);
    if (content !== undefined) await writeAtomically(env.disk, `${root}/${to}/${name}`, content);
  }
}

/** Before a crash between the two steps of an upgrade is undone: a promise of that time stands. */
export async function keepPromise(env: Env, root: string, from: string, to: string): Promise<void> {
  const promised = await readPersistentLong(env.disk, `${root}/${from}/${promiseFile}`, 0);
  if (promised <= await readPersistentLong(env.disk, `${root}/${to}/${promiseFile}`, 0)) return;
  await writePersistentLong(env.disk, `${root}/${to}/${promiseFile}`, promised);
}

export class JournalUpgrade {
  readonly #env: Env;
  readonly #core: JournalCore;
  /** Opens what lies in current. */
  readonly #load: () => Promise<void>;

  constructor(env: Env, core: JournalCore, load: () => Promise<void>) {
    this.#env = env;
    this.#core = core;
    this.#load = load;
    core.undoHalf = () => this.#undo();
  }

  get #root(): string {
    return this.#core.place.directory;
  }

  /**
   * Undoes an upgrade whose NameNode went away between its steps, as a start would: whoever wants an epoch now goes on with the
   * old state. Written to the new one, which has no VERSION, its edits would be gone with the next start.
   */
  async undoHalf(): Promise<void> {
    if (this.#core.live?.halfUpgraded === true) await this.#core.exclusive(() => this.#undo());
  }

  async #undo(): Promise<void> {
    if (this.#core.live?.halfUpgraded !== true) return;
    const live = await this.#quiet();
    await carry(this.#env, this.#root, 'current', 'previous.tmp', carriedBack);
    await recoverDirectory(this.#env.disk, this.#root, 'recover-upgrade');
    await this.#reload(live);
    this.#core.log('warn', 'an upgrade of the journal that did not come to its second step was undone', {});
  }

  /** current goes to previous.tmp; a new one has the same log and no VERSION. Throws JournalNotFormattedException, IllegalStateException. */
  preUpgrade(): Promise<void> {
    return this.#core.exclusive(async () => {
      const live = await this.#quiet();
      try {
        await preUpgradeDirectory(this.#env.disk, this.#root);
        await carry(this.#env, this.#root, 'previous.tmp', 'current', carriedOn);
        await this.#env.disk.makeDirectory(`${this.#root}/current/paxos`);
        this.#core.live = { ...live, halfUpgraded: true };
      } finally {
        await live.metadata.close();
        this.#core.live = { ...this.#core.formatted(), metadata: await JournalMetadata.open(this.#env.disk, `${this.#root}/current`) };
      }
    });
  }

  /** The new current gets `info` as its VERSION, and the old one becomes previous. Throws as `preUpgrade`. */
  upgrade(info: StorageInfo): Promise<void> {
    return this.#core.exclusive(async () => {
      const live = await this.#quiet();
      const { disk } = this.#env;
      // Without the first step nothing is written.
      if ((await disk.stat(`${this.#root}/previous.tmp`)) !== undefined) {
        await writeVersion(disk, this.#root, { ...live.info, layoutVersion: info.layoutVersion, cTime: info.cTime, storageType: 'JOURNAL_NODE' }, this.#env.wallMs());
      }
      await finishUpgradeDirectory(disk, this.#root);
      await this.#reload(live);
      this.#core.log('info', 'journal upgraded', { cTime: info.cTime, layoutVersion: info.layoutVersion });
    });
  }

  finalize(): Promise<void> {
    return this.#core.exclusive(async () => {
      this.#core.formatted();
      if (await finalizeDirectory(this.#env.disk, this.#root)) this.#core.log('info', 'upgrade of the journal finalized', {});
    });
  }

  /** Whether there is something to go back to. Throws IOException where its layout is another than `layoutVersion`. */
  async canRollBack(layoutVersion: number): Promise<boolean> {
    this.#core.formatted();
    return (await rollBackTarget(this.#env.disk, this.#root, layoutVersion)) !== undefined;
  }

  /** Back to what was before the upgrade; nothing is done where there is nothing. */
  rollback(): Promise<void> {
    return this.#core.exclusive(async () => {
      const live = await this.#quiet();
      const { disk } = this.#env;
      if ((await disk.stat(`${this.#root}/previous`)) === undefined) return;
      await carry(this.#env, this.#root, 'current', 'previous', carriedBack);
      await rollBackDirectory(disk, this.#root);
      await this.#reload(live);
      this.#core.log('info', 'journal rolled back', { cTime: this.#core.formatted().info.cTime });
    });
  }

  /** Nothing is being written, the promise included. */
  async #quiet(): Promise<Live> {
    const core = this.#core;
    const live = core.formatted();
    await core.closeSegment(live);
    await core.promisesWritten();
    core.edits.clear();
    return live;
  }

  async #reload(live: Live): Promise<void> {
    await live.metadata.close();
    this.#core.live = undefined;
    await this.#load();
  }
}
