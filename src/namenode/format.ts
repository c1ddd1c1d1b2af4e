// namenode -format: a new namespace in blank directories and a blank journal, or over what was there where that is
// wanted. Answers to NameNode.format and FSImage.format; the texts are theirs.

import type { JournalManager } from '../edit-log/journal-manager.ts';
import type { Env } from '../env/env.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import type { PermissionStatus } from '../protocol/permission.ts';
import { NameNodeStorage, newClusterId, newNamespaceInfo } from '../storage/name-node-storage.ts';
import { saveImage } from './fsimage/save-image.ts';
import { Namespace } from './namespace/namespace.ts';

/** How a command asks before it destroys something. */
export interface FormatConsent {
  /** -force: destroy without asking. */
  readonly force: boolean;
  /** Asks the user; undefined with -nonInteractive, which never destroys. */
  readonly ask: ((question: string) => Promise<boolean>) | undefined;
  /** A line for the user (Apache's goes to stderr). */
  readonly say: (line: string) => void;
}

/** Something that a format would empty. */
export interface Formattable {
  /** In Apache's words: 'Storage Directory root= /d; location= null', 'QJM to [...]'. */
  readonly name: string;
  hasSomeData(): Promise<boolean>;
}

/** Whether everything may be formatted; says why not (Storage.confirmFormat). */
export async function confirmFormat(items: readonly Formattable[], consent: FormatConsent): Promise<boolean> {
  for (const item of items) {
    if (!(await item.hasSomeData())) continue;
    if (consent.force) {
      consent.say(`Data exists in ${item.name}. Formatting anyway.`);
      continue;
    }
    if (consent.ask === undefined) {
      consent.say(`Running in non-interactive mode, and data appears to exist in ${item.name}. Not formatting.`);
      return false;
    }
    if (!(await consent.ask(`Re-format filesystem in ${item.name} ?`))) {
      consent.say(`Format aborted in ${item.name}`);
      return false;
    }
  }
  return true;
}

/** The directories of a storage, to ask about. */
export function storageItems(storage: NameNodeStorage): Formattable[] {
  return storage.directories.map((directory) => ({ name: `Storage Directory root= ${directory.root}; location= null`, hasSomeData: () => directory.hasSomeData() }));
}

export interface FormatOptions {
  /** Absolute paths of dfs.namenode.name.dir. */
  readonly directories: readonly string[];
  /** Journals that are not local directories: the shared one. */
  readonly journals: readonly JournalManager[];
  /** -clusterid; a new one where absent. */
  readonly clusterId?: string | undefined;
  /** This host's IP, for the block pool's id. */
  readonly address: string;
  /** Of the root directory. */
  readonly root: PermissionStatus;
}

/**
 * Formats directories and journals and writes the blank image. Resolves with the new identity, or undefined when it
 * was not allowed to (nothing is changed then).
 */
export async function formatNameNode(env: Env, options: FormatOptions, consent: FormatConsent): Promise<NamespaceInfo | undefined> {
  const clusterId = options.clusterId === undefined || options.clusterId === '' ? newClusterId(env) : options.clusterId;
  env.log('info', 'formatting', { clusterId });
  const storage = new NameNodeStorage(env, options.directories);
  try {
    if (!(await confirmFormat([...storageItems(storage), ...options.journals], consent))) return undefined;
    const info = newNamespaceInfo(env, options.address, clusterId);
    env.log('info', 'allocated a new block pool', { blockPoolId: info.blockPoolId });
    await storage.format(info);
    for (const journal of options.journals) await journal.format(info);
    await saveImage(env, storage, new Namespace({ root: options.root }), info, 0);
    return info;
  } finally {
    await storage.close();
  }
}
