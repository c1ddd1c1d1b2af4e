// Formats a cluster that was just laid out: one identity, the same blank image in every NameNode's directory (what
// -format and -bootstrapStandby come to, without a NameNode to copy from), and the journal: by the JournalNodes that run,
// or on the disks of those that have never run, so that nobody's start waits for anybody's.
import { ConfError } from '../conf/configuration.ts';
import type { Env } from '../env/env.ts';
import { saveImage } from '../namenode/fsimage/save-image.ts';
import { nameNodeOptions } from '../namenode/name-node-options.ts';
import type { NameNodeOptions } from '../namenode/name-node-options.ts';
import { Namespace } from '../namenode/namespace/namespace.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import { QuorumJournalManager } from '../qjournal/client/quorum-journal-manager.ts';
import { Journal } from '../qjournal/server/journal.ts';
import { NameNodeStorage, newNamespaceInfo } from '../storage/name-node-storage.ts';
import { daemonConfiguration, daemonsOf, isHa } from './cluster-layout.ts';
import type { ClusterLayout } from './cluster-layout.ts';
import { journalNodeOptions } from './start-journal-node.ts';

const roomForRoot = 4096;
/** Nothing is fetched in a format. */
const fetchTimeoutMs = 1000;

/**
 * `envOf` gives the Env that reaches a daemon's disk, by name; `user` owns the root. The JournalNodes must answer.
 * Rejects, with nothing lost, when any of them holds a journal already.
 */
export async function formatCluster(envOf: (daemon: string) => Env, layout: ClusterLayout, user: string): Promise<void> {
  const nameNodes = nameNodesOf(envOf, layout, user);
  const { env, options } = firstOf(nameNodes);
  const info = newNamespaceInfo(env, '127.0.0.1');
  if (isHa(layout)) await formatJournal(env, options, info);
  await Promise.all(nameNodes.map((each) => formatStorage(each.env, each.options, info)));
}

/**
 * The same before anything runs. False, and nothing was done, when any JournalNode's directory is there already: it may
 * hold a journal, and the JournalNodes have to be asked.
 */
export async function formatStoppedCluster(envOf: (daemon: string) => Env, layout: ClusterLayout, user: string): Promise<boolean> {
  const nameNodes = nameNodesOf(envOf, layout, user);
  const { env, options: { journal, self } } = firstOf(nameNodes);
  const journalNodes = isHa(layout) ? daemonsOf(layout, 'journalnode') : [];
  const journals = journalNodes.map((daemon) => {
    const { editsDir, editsDirs, cacheBytes } = journalNodeOptions(daemonConfiguration(layout, daemon, user));
    if (journal === undefined) throw new ConfError('the cluster has no journal');
    const { journalId } = journal;
    return { env: envOf(daemon.name), options: { journalId, directory: `${editsDirs.get(self.nameservice) ?? editsDir}/${journalId}`, cacheBytes, fetchTimeoutMs } };
  });
  const there = await Promise.all(journals.map((each) => each.env.disk.stat(each.options.directory)));
  if (there.some((stat) => stat !== undefined)) return false;
  const info = newNamespaceInfo(env, '127.0.0.1');
  await Promise.all(journals.map(async (each) => {
    const made = await Journal.open(each.env, each.options);
    try {
      await made.format(info, false);
    } finally {
      await made.close();
    }
  }));
  await Promise.all(nameNodes.map((each) => formatStorage(each.env, each.options, info)));
  return true;
}

interface BlankNameNode {
  readonly env: Env;
  readonly options: NameNodeOptions;
}

function nameNodesOf(envOf: (daemon: string) => Env, layout: ClusterLayout, user: string): BlankNameNode[] {
  return daemonsOf(layout, 'namenode').map((daemon) => ({ env: envOf(daemon.name), options: nameNodeOptions(daemonConfiguration(layout, daemon, user), user, () => true) }));
}

function firstOf(nameNodes: readonly BlankNameNode[]): BlankNameNode {
  const [first] = nameNodes;
  if (first === undefined) throw new ConfError('the cluster has no NameNode');
  return first;
}

async function formatJournal(env: Env, options: NameNodeOptions, info: NamespaceInfo): Promise<void> {
  const { journal, self, user } = options;
  if (journal === undefined) throw new ConfError('the cluster has no journal');
  const manager = new QuorumJournalManager(env, {
    journalNodes: journal.journalNodes, journalId: journal.journalId, nameServiceId: self.nameservice, namespace: info, user,
  });
  try {
    if (await manager.hasSomeData()) throw new ConfError('the NameNodes are blank but the JournalNodes hold a journal: nothing was formatted');
    await manager.format(info);
  } finally {
    await manager.close();
  }
}

async function formatStorage(env: Env, options: NameNodeOptions, info: NamespaceInfo): Promise<void> {
  const storage = new NameNodeStorage(env, options.nameDirs);
  try {
    await storage.format(info);
    // A blank namespace needs no room to grow; a process that has reserved much cannot start others.
    const namespace = new Namespace({ root: { owner: options.user, group: options.superusergroup, mode: 0o755 }, inodesMax: roomForRoot, blocksMax: roomForRoot });
    await saveImage(env, storage, namespace, info, 0);
  } finally {
    await storage.close();
  }
}
