// Upgrade, finalization and rollback of a storage directory, and their completion after a crash. Each is a few renames:
//
//     upgrade       current -> previous.tmp, a new current with a new VERSION, previous.tmp -> previous
//     finalization  previous -> finalized.tmp, which is removed
//     rollback      current -> removed.tmp, previous -> current, removed.tmp is removed
//
// Invariant: at every moment one of the directories is a whole state, and `recoverDirectory` finds it. Answers to NNUpgradeUtil and
// Storage.StorageDirectory (analyzeStorage, doRecover).
import type { Disk } from '../env/env.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { inconsistent, readVersion } from './version-file.ts';
import type { Version } from './version-file.ts';

const exists = async (disk: Disk, path: string): Promise<boolean> => (await disk.stat(path)) !== undefined;

/** Guava's Preconditions.checkState. */
function checkState(holds: boolean, message: string): void {
  if (!holds) throw new HdfsException('IllegalStateException', message);
}

async function rename(disk: Disk, root: string, from: string, to: string): Promise<void> {
  await disk.rename(`${root}/${from}`, `${root}/${to}`);
  await disk.syncDirectory(root);
}

async function remove(disk: Disk, root: string, name: string): Promise<void> {
  await disk.removeTree(`${root}/${name}`);
  await disk.syncDirectory(root);
}

/** Throws IllegalStateException where an upgrade cannot begin. */
export async function checkPreUpgrade(disk: Disk, root: string): Promise<void> {
  checkState(await exists(disk, `${root}/current`), 'Current directory must exist for preupgrade.');
  checkState(!(await exists(disk, `${root}/previous`)), 'Previous directory must not exist for preupgrade.');
  checkState(!(await exists(disk, `${root}/previous.tmp`)), 'Previous.tmp directory must not exist for preupgrade.');
}

/** Before an upgrade: what is there moves to previous.tmp, and the new current, without a VERSION, has the same files of edits. */
export async function preUpgradeDirectory(disk: Disk, root: string): Promise<void> {
  await checkPreUpgrade(disk, root);
  await rename(disk, root, 'current', 'previous.tmp');
  await disk.makeDirectory(`${root}/current`);
  for (const name of await disk.list(`${root}/previous.tmp`)) {
    if (name.startsWith('edits')) await disk.link(`${root}/previous.tmp/${name}`, `${root}/current/${name}`);
  }
  await disk.syncDirectory(`${root}/current`);
  await disk.syncDirectory(root);
}

/** current has its new VERSION: what was before can be rolled back to from now on. */
export async function finishUpgradeDirectory(disk: Disk, root: string): Promise<void> {
  checkState(!(await exists(disk, `${root}/previous`)), 'previous directory must not exist for upgrade.');
  checkState(await exists(disk, `${root}/previous.tmp`), 'previous.tmp directory must exist for upgrade.');
  await rename(disk, root, 'previous.tmp', 'previous');
}

/** What was before is forgotten. False when there was nothing. */
export async function finalizeDirectory(disk: Disk, root: string): Promise<boolean> {
  if (!(await exists(disk, `${root}/previous`))) return false;
  checkState(await exists(disk, `${root}/current`), 'Current directory must exist.');
  await rename(disk, root, 'previous', 'finalized.tmp');
  await remove(disk, root, 'finalized.tmp');
  return true;
}

/**
 * Whether a rollback would find something; the VERSION that it would come back to. Throws IOException when that is of another layout
 * than `layoutVersion`: the release that wrote it has to do it.
 */
export async function rollBackTarget(disk: Disk, root: string, layoutVersion: number): Promise<Version | undefined> {
  if (!(await exists(disk, `${root}/previous`))) return undefined;
  const version = await readVersion(disk, root, 'previous');
  if (version === undefined) throw inconsistent(root, 'version file in previous directory is missing.');
  if (version.layoutVersion !== layoutVersion) {
    throw new HdfsException('IOException', `Cannot rollback to storage version ${version.layoutVersion} using this version of the NameNode, which uses `
      + `storage version ${layoutVersion}. Please use the previous version of HDFS to perform the rollback.`);
  }
  return version;
}

/** All of `roots`, each of which has something to go back to, back to that: step by step, so that a cut can be told from each. */
export async function rollBackDirectories(disk: Disk, roots: readonly string[]): Promise<void> {
  for (const root of roots) {
    checkState(!(await exists(disk, `${root}/removed.tmp`)), 'removed.tmp directory must not exist for rollback.');
    checkState(await exists(disk, `${root}/current`), 'Current directory must exist for rollback.');
  }
  for (const root of roots) await rename(disk, root, 'current', 'removed.tmp');
  for (const root of roots) await rename(disk, root, 'previous', 'current');
  for (const root of roots) await remove(disk, root, 'removed.tmp');
}

/** Back to what was before. False when there is nothing. */
export async function rollBackDirectory(disk: Disk, root: string): Promise<boolean> {
  if (!(await exists(disk, `${root}/previous`))) return false;
  await rollBackDirectories(disk, [root]);
  return true;
}

/** What a crash cut off half-way; 'redo-rollback' is 'recover-rollback' of one whose fellows have gone back. */
export type UnfinishedStep = 'complete-upgrade' | 'recover-upgrade' | 'complete-rollback' | 'recover-rollback' | 'redo-rollback' | 'complete-finalize' | undefined;

/**
 * The same for the directories of one daemon, which are to be in one state: the last step of an upgrade begins when all have their new
 * VERSION, so where one lacks it that is undone in all; and where one has gone back with a rollback, all were to.
 */
export function unfinishedTogether(steps: readonly UnfinishedStep[]): UnfinishedStep[] {
  return steps.map((step) => {
    if (step === 'complete-upgrade' && steps.includes('recover-upgrade')) return 'recover-upgrade';
    if (step === 'recover-rollback' && steps.includes('complete-rollback')) return 'redo-rollback';
    return step;
  });
}

/** What a step leaves when it is cut off. */
export const unfinishedFolders: readonly string[] = ['previous.tmp', 'removed.tmp', 'finalized.tmp', 'lastcheckpoint.tmp'];

/** Throws InconsistentFSStateException for what no crash can leave. */
export async function unfinishedStep(disk: Disk, root: string): Promise<UnfinishedStep> {
  const names = await disk.list(root);
  const temporary = unfinishedFolders.filter((name) => names.includes(name));
  const [left] = temporary;
  if (temporary.length > 1) throw inconsistent(root, 'too many temporary directories.');
  const hasCurrent = await exists(disk, `${root}/current/VERSION`);
  const hasPrevious = names.includes('previous');
  switch (left) {
    case 'finalized.tmp':
      if (hasPrevious) throw inconsistent(root, 'previous and finalized.tmpcannot exist together.');
      return 'complete-finalize';
    case 'previous.tmp':
      if (hasPrevious) throw inconsistent(root, 'previous and previous.tmp cannot exist together.');
      return hasCurrent ? 'complete-upgrade' : 'recover-upgrade';
    case 'removed.tmp':
      if (hasCurrent === hasPrevious) throw inconsistent(root, 'one and only one directory current or previous must be present when removed.tmp exists.');
      return hasCurrent ? 'complete-rollback' : 'recover-rollback';
    case 'lastcheckpoint.tmp':
      throw inconsistent(root, 'lastcheckpoint.tmp is there: the import of a checkpoint was not finished. Start a Hadoop 3.4 daemon on it once, with the '
        + 'options it was last started with, to finish it.');
    default:
      return undefined;
  }
}

/** Finishes or undoes what a crash left half done. */
export async function recoverDirectory(disk: Disk, root: string, step: UnfinishedStep): Promise<void> {
  switch (step) {
    case 'complete-upgrade': return rename(disk, root, 'previous.tmp', 'previous');
    case 'recover-upgrade':
      await remove(disk, root, 'current');
      return rename(disk, root, 'previous.tmp', 'current');
    case 'complete-rollback': return remove(disk, root, 'removed.tmp');
    case 'recover-rollback': return rename(disk, root, 'removed.tmp', 'current');
    case 'redo-rollback':
      await rename(disk, root, 'previous', 'current');
      return remove(disk, root, 'removed.tmp');
    case 'complete-finalize': return remove(disk, root, 'finalized.tmp');
    default: return undefined;
  }
}
