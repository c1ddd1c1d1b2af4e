// Formats a cluster that `quorate up` has just laid out: one identity, the same blank image in every NameNode's directory
// (what -format and -bootstrapStandby come to, without a NameNode to copy from), and the journal.
import { daemonConfiguration, daemonsOf } from '../cluster/cluster-layout.ts';
import type { ClusterLayout } from '../cluster/cluster-layout.ts';
import { ConfError } from '../conf/configuration.ts';
import type { Env } from '../env/env.ts';
import { saveImage } from '../namenode/fsimage/save-image.ts';
import type { NameNodeOptions } from '../namenode/name-node-options.ts';
import { nameNodeOptions } from '../namenode/name-node-options.ts';
import { Namespace } from '../namenode/namespace/namespace.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import { QuorumJournalManager } from '../qjournal/client/quorum-journal-manager.ts';
import { NameNodeStorage, newNamespaceInfo } from '../storage/name-node-storage.ts';
import { userName } from './conf-dir.ts';

/** The JournalNodes must answer. Rejects, with nothing lost, when any of them holds a journal already. */
export async function formatCluster(env: Env, layout: ClusterLayout): Promise<void> {
  const user = userName(process.env);
  const info = newNamespaceInfo(env, '127.0.0.1');
  const options = daemonsOf(layout, 'namenode').map((daemon) => nameNodeOptions(daemonConfiguration(layout, daemon, user), user, () => true));
  await formatJournal(env, options[0], info, user);
  await Promise.all(options.map((each) => formatStorage(env, each, info)));
}

async function formatJournal(env: Env, options: NameNodeOptions | undefined, info: NamespaceInfo, user: string): Promise<void> {
  const journal = options?.journal;
  if (options === undefined || journal === undefined) throw new ConfError('the cluster has no journal');
  const manager = new QuorumJournalManager(env, {
    journalNodes: journal.journalNodes, journalId: journal.journalId, nameServiceId: options.self.nameservice, namespace: info, user,
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
    const namespace = new Namespace({ root: { owner: options.user, group: options.superusergroup, mode: 0o755 } });
    await saveImage(env, storage, namespace, info, 0);
  } finally {
    await storage.close();
  }
}
