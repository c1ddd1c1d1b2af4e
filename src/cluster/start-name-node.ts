// A NameNode from a configuration, with the journal it writes and, where failover is automatic, the election.
import type { Configuration } from '../conf/configuration.ts';
import { ConfError } from '../conf/configuration.ts';
import { FileJournalManager } from '../edit-log/file-journal-manager.ts';
import type { Env } from '../env/env.ts';
import { unleased } from '../namenode/ha/term.ts';
import type { SharedJournal } from '../namenode/ha/ha-controller.ts';
import { nameNodeOptions } from '../namenode/name-node-options.ts';
import type { NameNodeOptions } from '../namenode/name-node-options.ts';
import type { NameNodeJournal } from '../namenode/name-node.ts';
import { NameNode } from '../namenode/name-node.ts';

export interface NameNodeStart {
  /** The user the process runs as. */
  readonly user: string;
  /** Whether an address is this host's. */
  readonly isLocal: (host: string) => boolean;
  /** The secret name of this incarnation, from its guardian. */
  readonly nonce: Uint8Array;
}

/** Starts it; rejects with ConfError, WorldError, or what its storage has against it. */
export async function startNameNode(env: Env, conf: Configuration, start: NameNodeStart): Promise<NameNode> {
  const options = nameNodeOptions(conf, start.user, start.isLocal);
  if (options.self.id !== '' && options.journal === undefined) {
    throw new ConfError('dfs.namenode.shared.edits.dir is not set: NameNodes that take turns need a shared journal (qjournal://...)');
  }
  const node = new NameNode(env, options, { openJournal: () => localJournal(env, options) });
  await node.start();
  return node;
}

/** The log of a NameNode that is alone. */
function localJournal(env: Env, options: NameNodeOptions): NameNodeJournal {
  const [folder] = options.editsDirs;
  if (folder === undefined) throw new ConfError('dfs.namenode.edits.dir names no directory');
  const manager: SharedJournal = Object.assign(new FileJournalManager(env, `${folder}/current`), { epoch: 1, lease: () => unleased(1) });
  return { manager, tail: { read: async () => [] }, releaseLease: async () => {} };
}
