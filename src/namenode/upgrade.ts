// namenode -upgrade and -rollback: a new state of the storage beside the old one, and the way back to that, in the NameNode's
// directories and in the journal. Between releases of one layout the namespace itself is taken over as it is: the new directories have
// the same newest images and edits. Answers to FSImage.doUpgrade and doRollback, with a majority of JournalNodes where those need all.
import type { Env } from '../env/env.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import { nameNodeLayoutVersion } from '../protocol/storage-info.ts';
import { readIfThere, writeAtomically } from '../storage/atomic-file.ts';
import { NameNodeStorage } from '../storage/name-node-storage.ts';
import { finishUpgradeDirectory, preUpgradeDirectory, rollBackDirectories, rollBackTarget } from '../storage/storage-upgrade.ts';
import { inconsistent, readVersion, writeVersion } from '../storage/version-file.ts';
import type { FormatConsent } from './format.ts';

/** The log, as an upgrade has to do with it. */
export interface UpgradedJournal {
  /** Gives what was being written its end. */
  recoverUnfinalizedSegments(): Promise<unknown>;
  /** Of a shared one; a local one lies in the directories. */
  readonly shared: SharedUpgrade | undefined;
  close(): Promise<void>;
}

export interface SharedUpgrade {
  readonly journalNodes: number;
  doPreUpgrade(): Promise<void>;
  doUpgrade(info: NamespaceInfo): Promise<void>;
  canRollBack(layoutVersion: number): Promise<string[]>;
  /** Those whose state is the one of `cTime` now. */
  atCTime(cTime: number): Promise<string[]>;
  /** Of those named, a majority, whoever has a state before goes back to it. */
  doRollback(names: readonly string[]): Promise<void>;
  getJournalCTime(): Promise<number>;
}

export interface UpgradeOptions {
  /** Absolute paths of dfs.namenode.name.dir. */
  readonly directories: readonly string[];
  /** dfs.namenode.edits.dir of a NameNode that is alone. */
  readonly editsDirectories: readonly string[];
  readonly openJournal: (info: NamespaceInfo) => UpgradedJournal;
}

/** Makes the new state; its identity. Rejects with IOException, InconsistentFSStateException or QuorumLost, the old state in place. */
export async function upgradeNameNode(env: Env, options: UpgradeOptions): Promise<NamespaceInfo> {
  const storage = new NameNodeStorage(env, options.directories);
  let journal: UpgradedJournal | undefined;
  try {
    const info = await storage.open();
    const roots = await rootsOf(env, storage, options);
    for (const root of roots) {
      if ((await env.disk.stat(`${root}/previous`)) !== undefined) throw inconsistent(root, 'previous fs state should not exist during upgrade. Finalize or rollback first.');
    }
    journal = options.openJournal(info);
    const { shared } = journal;
    if (shared !== undefined && info.cTime < await shared.getJournalCTime()) {
      throw new HdfsException('IOException', 'It looks like the shared log is already being upgraded but this NN has not been upgraded yet. You should restart this NameNode with '
        + 'the \'-bootstrapStandby\' option to bring this NN in sync with the other.');
    }
    await journal.recoverUnfinalizedSegments();
    const upgraded = { ...info, cTime: Math.max(Math.floor(env.wallMs()), info.cTime + 1) };
    env.log('info', 'upgrading', { oldCTime: info.cTime, cTime: upgraded.cTime, layoutVersion: upgraded.layoutVersion });
    for (const root of roots) {
      await preUpgradeDirectory(env.disk, root);
      await takeImages(env, root);
    }
    await shared?.doPreUpgrade();
    // The journal first: a NameNode that was not upgraded finds out by it.
    await shared?.doUpgrade(upgraded);
    for (const root of roots) {
      const before = await readVersion(env.disk, root, 'previous.tmp');
      if (before !== undefined) await writeVersion(env.disk, root, { ...before, cTime: upgraded.cTime, layoutVersion: upgraded.layoutVersion }, env.wallMs());
    }
    // Only when all have it: NameNodeStorage undoes an upgrade that some lack.
    for (const root of roots) await finishUpgradeDirectory(env.disk, root);
    env.log('info', 'upgraded', { directories: roots.join(', ') });
    return upgraded;
  } finally {
    await journal?.close();
    await storage.close();
  }
}

/** Images are not written to any more: the same files. */
async function takeImages(env: Env, root: string): Promise<void> {
  const { disk } = env;
  for (const name of await disk.list(`${root}/previous.tmp`)) {
    if (/^fsimage_\d+(\.md5)?$/.test(name)) await disk.link(`${root}/previous.tmp/${name}`, `${root}/current/${name}`);
  }
  const seen = await readIfThere(disk, `${root}/previous.tmp/seen_txid`);
  if (seen !== undefined) await writeAtomically(disk, `${root}/current/seen_txid`, seen);
  await disk.syncDirectory(`${root}/current`);
}

async function rootsOf(env: Env, storage: NameNodeStorage, { editsDirectories }: UpgradeOptions): Promise<string[]> {
  const roots = new Set(storage.directories.map(({ root }) => root));
  for (const root of editsDirectories) if ((await env.disk.stat(`${root}/current`)) !== undefined) roots.add(root);
  return [...roots];
}

const warning = `"rollBack" will remove the current state of the file system,
returning you to the state prior to initiating your recent.
upgrade. This action is permanent and cannot be undone. If you
are performing a rollback in an HA environment, you should be
certain that no NameNode process is running on any host.`;

/** Goes back to before the upgrade; false when the user did not want to. Rejects with IOException where there is nothing to go back to. */
export async function rollBackNameNode(env: Env, options: UpgradeOptions, consent: FormatConsent): Promise<boolean> {
  consent.say(warning);
  if (!consent.force && (await consent.ask?.('Roll back file system state?')) !== true) {
    consent.say('Rollback aborted.');
    return false;
  }
  const storage = new NameNodeStorage(env, options.directories);
  let journal: UpgradedJournal | undefined;
  try {
    const info = await storage.open();
    journal = options.openJournal(info);
    const { shared } = journal;
    const roots: string[] = [];
    let { cTime } = info;
    for (const root of await rootsOf(env, storage, options)) {
      const target = await rollBackTarget(env.disk, root, nameNodeLayoutVersion);
      if (target === undefined) continue;
      roots.push(root);
      ({ cTime } = target);
    }
    const able = await shared?.canRollBack(nameNodeLayoutVersion) ?? [];
    if (roots.length === 0 && able.length === 0) {
      throw new HdfsException('IOException', 'Cannot rollback. None of the storage directories contain previous fs state.');
    }
    // Those that a rollback which was cut off, or an upgrade that did not come so far, has left in the state before.
    const there = (await shared?.atCTime(cTime) ?? []).filter((name) => !able.includes(name));
    if (shared !== undefined && able.length + there.length <= shared.journalNodes / 2) {
      throw new HdfsException('IOException', `Cannot rollback. A majority of the ${shared.journalNodes} JournalNodes must have the previous state, and ${able.length === 0 ? 'none has' : `only ${able.join(', ')}`}.`);
    }
    // The journal first: when that fails, nothing has happened here.
    await shared?.doRollback([...able, ...there]);
    await rollBackDirectories(env.disk, roots);
    env.log('info', 'rolled back', { directories: roots.join(', '), journalNodes: able.join(', ') });
    return true;
  } finally {
    await journal?.close();
    await storage.close();
  }
}
