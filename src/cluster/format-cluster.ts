// Formats a cluster that was just laid out: one identity, the same blank image in every NameNode's directory (what
// -format and -bootstrapStandby come to, without a NameNode to copy from), and the journal.
import { ConfError } from '../conf/configuration.ts';
import type { Env } from '../env/env.ts';
import { saveImage } from '../namenode/fsimage/save-image.ts';
import { nameNodeOptions } from '../namenode/name-node-options.ts';
import type { NameNodeOptions } from '../namenode/name-node-options.ts';
import { Namespace } from '../namenode/namespace/namespace.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import { QuorumJournalManager } from '../qjournal/client/quorum-journal-manager.ts';
import { NameNodeStorage, newNamespaceInfo } from '../storage/name-node-storage.ts';
import { daemonConfiguration, daemonsOf, isHa } from './cluster-layout.ts';
import type { ClusterLayout } from './cluster-layout.ts';

const roomForRoot = 4096;

/**
 * `envOf` gives the Env that reaches a NameNode's disk, by name; `user` owns the root. The JournalNodes must answer.
 * Rejects, with nothing lost, when any of them holds a journal already.
 */
export async function formatCluster(envOf: (nameNode: string) => Env, layout: ClusterLayout, user: string): Promise<void> {
  const nameNodes = daemonsOf(layout, 'namenode').map((daemon) => ({
    env: envOf(daemon.name), options: nameNodeOptions(daemonConfiguration(layout, daemon, user), user, () => true),
  }));
  const [first] = nameNodes;
  if (first === undefined) throw new ConfError('the cluster has no NameNode');
  const info = newNamespaceInfo(first.env, '127.0.0.1');
  if (isHa(layout)) await formatJournal(first.env, first.options, info);
  await Promise.all(nameNodes.map(({ env, options }) => formatStorage(env, options, info)));
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
