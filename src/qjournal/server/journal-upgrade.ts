// Upgrade, finalization and rollback of a journal's directory, as an upgrading NameNode asks for them. Answers to Journal's
// doPreUpgrade, doUpgrade, doFinalize, canRollBack and doRollback. Invariant, and more than Apache's: the promise, and what belongs to
// it, never goes back, whatever the log goes back to; and it lies in the new directory before that counts.
import type { Env } from '../../env/env.ts';
import type { StorageInfo } from '../../protocol/storage-info.ts';
import { readIfThere, writeAtomically } from '../../storage/atomic-file.ts';
import {
  checkPreUpgrade, finalizeDirectory, finishUpgradeDirectory, preUpgradeDirectory, rollBackDirectory, rollBackTarget,
} from '../../storage/storage-upgrade.ts';
import { writeVersion } from '../../storage/version-file.ts';
import type { JournalCore, Live } from './journal-core.ts';
import { JournalMetadata, ownFiles, purgedFile } from './journal-metadata.ts';

const promiseFile = 'last-promised-epoch';

/** What a new current takes over at once: of the log's state, and of the JournalNode's own memory. */
const carriedOn = [promiseFile, 'last-writer-epoch', 'committed-txid', purgedFile, ...ownFiles];
/** What a current that was put back takes over from the one that goes. */
const carriedBack = [promiseFile, ...ownFiles];

/** Copies those of `names` that are there from one of the root's folders to another; durable when it resolves. */
async function carry(env: Env, root: string, from: string, to: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const content = await readIfThere(env.disk, `${root}/${from}/${name}`);
    if (content !== undefined) await writeAtomically(env.disk, `${root}/${to}/${name}`, content);
  }
}

/** Before the first step of an upgrade is undone: what was promised and remembered behind it stands. A current that is incomplete has it from there. */
export async function carryBack(env: Env, root: string): Promise<void> {
  await carry(env, root, 'current', 'previous.tmp', carriedBack);
}

export class JournalUpgrade {
  readonly #env: Env;
  readonly #core: JournalCore;
  /** Takes a directory that is between two states to one of them, as at a start. */
  readonly #recover: () => Promise<unknown>;
  /** Opens what lies in current. */
  readonly #load: () => Promise<void>;

  constructor(env: Env, core: JournalCore, { recover, load }: { readonly recover: () => Promise<unknown>; readonly load: () => Promise<void> }) {
    this.#env = env;
    this.#core = core;
    this.#recover = recover;
    this.#load = load;
    core.settle = () => this.#settle();
  }

  get #root(): string {
    return this.#core.place.directory;
  }

  /**
   * Undoes an upgrade whose NameNode went away between its steps, as a start would, and ends as a start would what failed: whoever
   * wants an epoch now goes on with the old state. Written to the new one, which has no VERSION, its edits would be gone with the next start.
   */
  async settle(): Promise<void> {
    if (this.#core.live?.unsettled !== undefined) await this.#core.exclusive(() => this.#settle());
  }

  async #settle(): Promise<void> {
    if (this.#core.live?.unsettled === undefined) return;
    await this.#moving(await this.#quiet(), async () => {
      await this.#recover();
      await this.#load();
    });
  }

  /** current goes to previous.tmp; a new one has the same log and no VERSION. Throws JournalNotFormattedException, IllegalStateException. */
  preUpgrade(): Promise<void> {
    return this.#core.exclusive(async () => {
      const core = this.#core;
      const { disk } = this.#env;
      const live = await this.#quiet();
      await checkPreUpgrade(disk, this.#root);
      try {
        await this.#moving(live, async () => {
          await preUpgradeDirectory(disk, this.#root);
          await carry(this.#env, this.#root, 'previous.tmp', 'current', carriedOn);
          await disk.makeDirectory(`${this.#root}/current/paxos`);
          core.live = { ...live, metadata: await JournalMetadata.open(disk, `${this.#root}/current`), unsettled: 'prepared' };
        });
      } catch (error) {
        await this.#settle().catch((failed: unknown) => core.log('error', 'the first step of an upgrade of the journal failed, and was not undone yet', { error: failed }));
        throw error;
      }
    });
  }

  /** The new current gets `info` as its VERSION, and the old one becomes previous. Throws as `preUpgrade`. */
  upgrade(info: StorageInfo): Promise<void> {
    return this.#core.exclusive(async () => {
      const core = this.#core;
      const live = await this.#quiet();
      const { disk } = this.#env;
      // Without the first step nothing is written.
      if ((await disk.stat(`${this.#root}/previous.tmp`)) !== undefined) {
        if (live.unsettled !== 'prepared') throw core.refusal('IllegalStateException', 'The first step of the upgrade of this journal failed');
        await writeVersion(disk, this.#root, { ...live.info, layoutVersion: info.layoutVersion, cTime: info.cTime, storageType: 'JOURNAL_NODE' }, this.#env.wallMs());
      }
      await finishUpgradeDirectory(disk, this.#root);
      await this.#moving(live, this.#load);
      core.log('info', 'journal upgraded', { cTime: info.cTime, layoutVersion: info.layoutVersion });
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
      await this.#moving(live, async () => {
        await carry(this.#env, this.#root, 'current', 'previous', carriedBack);
        await rollBackDirectory(disk, this.#root);
        await this.#load();
      });
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

  /** Works on the directory while nobody else writes to it. Where it fails, nobody does before the directory is in one of its states. */
  async #moving(live: Live, move: () => Promise<void>): Promise<void> {
    this.#core.live = { ...live, unsettled: 'moving' };
    await live.metadata.close();
    await move();
  }
}
