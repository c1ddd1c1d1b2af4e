// A NameNode from a configuration, with the journal it writes and, where failover is automatic, the election.
import type { Configuration } from '../conf/configuration.ts';
import { ConfError } from '../conf/configuration.ts';
import * as nameNodeKeys from '../conf/namenode-keys.ts';
import * as nameserviceKeys from '../conf/nameservices.ts';
import { keysOf, shownKeys } from '../conf/shown-keys.ts';
import { suffixesOf } from '../conf/nameservices.ts';
import { FileJournalManager } from '../edit-log/file-journal-manager.ts';
import type { JournalManager } from '../edit-log/journal-manager.ts';
import { RedundantJournalManager } from '../edit-log/redundant-journal-manager.ts';
import type { Env } from '../env/env.ts';
import type { Heartbeat } from '../failover/guardian.ts';
import { HaAdmin } from '../failover/ha-admin.ts';
import type { ZooKeeperTicket } from '../failover/zookeeper/zookeeper.ts';
import { logRenamedKeys } from './log-renamed-keys.ts';
import { DaemonNotes } from '../metrics/daemon-notes.ts';
import type { LogTail } from '../metrics/log-tail.ts';
import { unleased } from '../namenode/ha/term.ts';
import type { SharedJournal } from '../namenode/ha/ha-controller.ts';
import { nameNodeOptions } from '../namenode/name-node-options.ts';
import type { NameNodeOptions } from '../namenode/name-node-options.ts';
import type { JournalStorage, NameNodeJournal, NameNodeSurroundings } from '../namenode/name-node-surroundings.ts';
import { NameNode } from '../namenode/name-node.ts';
import type { UpgradedJournal } from '../namenode/upgrade.ts';
import type { PageSources } from '../namenode/web/name-node-pages.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import { KnownList } from '../qjournal/client/known-list.ts';
import { LeaseClient } from '../qjournal/client/lease-client.ts';
import { QuorumJournalManager } from '../qjournal/client/quorum-journal-manager.ts';
import { journalElector, zooKeeperElector } from './electors.ts';
import type { ZooKeeperWorld } from './electors.ts';

export interface NameNodeStart {
  /** The user the process runs as. */
  readonly user: string;
  /** Whether an address is this host's. */
  readonly isLocal: (host: string) => boolean;
  /** The secret name of this incarnation, from its guardian. */
  readonly nonce: Uint8Array;
  /** Tells the guardian how things are. */
  readonly heartbeat?: (heartbeat: Heartbeat) => void;
  /** The configuration as it is at a later time, where it comes from files. Throws ConfError. */
  readonly reread?: () => Configuration;
  /** Makes elections over ZooKeeper possible. */
  readonly zooKeeper?: ZooKeeperWorld;
}

/** Starts it; rejects with ConfError, WorldError, or what its storage has against it. */
export async function startNameNode(outer: Env, conf: Configuration, start: NameNodeStart): Promise<NameNode> {
  const notes = new DaemonNotes();
  const { events, tail } = notes;
  const env = notes.listening(outer);
  logRenamedKeys(env, conf);
  const options = nameNodeOptions(conf, start.user, start.isLocal, start.reread);
  if (options.journal === undefined) {
    if (options.self.id !== '') throw new ConfError('dfs.namenode.shared.edits.dir is not set: NameNodes that take turns need a shared journal (qjournal://...)');
    const alone = new NameNode(env, options, { openJournal: () => localJournal(env, options), events, conf, pages: () => pageSources(env, conf, options, tail) });
    await alone.start();
    return alone;
  }
  const node = withSharedJournal(env, conf, options, start, { events, conf, pages: () => pageSources(env, conf, options, tail) });
  await node.start();
  return node;
}

function withSharedJournal(env: Env, conf: Configuration, options: NameNodeOptions, start: NameNodeStart, shown: Pick<NameNodeSurroundings, 'events' | 'conf' | 'pages'>): NameNode {
  const overZooKeeper = options.automaticFailover && options.zookeeperQuorum !== '';
  const { zooKeeper } = start;
  if (overZooKeeper && zooKeeper === undefined) throw new ConfError('ha.zookeeper.quorum: a cluster in one process elects over its JournalNodes; leave it out');
  let ticket: ZooKeeperTicket | undefined;
  const beat = (): void => start.heartbeat?.({ active: node.haState === 'Active', epoch: node.ha.epoch, ...(ticket === undefined ? {} : { ticket }), ...(known.list === configured ? {} : { list: known.list }) });
  const onTicket = (now: ZooKeeperTicket | undefined): void => {
    ticket = now;
    beat();
  };
  const known = new KnownList(options.journal?.journalNodes ?? []);
  const configured = known.list;
  known.watch(() => beat());
  const leases = options.automaticFailover ? leaseClient(env, options, known, start.nonce, (epoch) => node.ha.fenced(epoch), beat, overZooKeeper) : undefined;
  const electorOf = (candidate: NameNode, client: LeaseClient): ReturnType<typeof journalElector> =>
    overZooKeeper && zooKeeper !== undefined ? zooKeeperElector(env, conf, options, client, candidate, zooKeeper, onTicket) : journalElector(env, options, client, candidate);
  const node: NameNode = new NameNode(env, options, {
    openJournal: (info, storage) => {
      if (storage.list !== undefined) known.set(storage.list);
      return sharedJournal(env, options, info, known, leases, storage);
    },
    onHaState: beat,
    ...shown,
    ...(leases === undefined ? {} : { elector: (candidate: NameNode) => electorOf(candidate, leases) }),
  });
  return node;
}

/** What the pages show besides the NameNode. */
function pageSources(env: Env, conf: Configuration, options: NameNodeOptions, tail: LogTail): PageSources {
  const { nameservice, id } = options.self;
  return {
    configuration: () => shownKeys(conf, [...keysOf(nameNodeKeys), ...keysOf(nameserviceKeys)]),
    logLines: (afterId) => tail.list(afterId),
    failoverWanted: conf.find(nameNodeKeys.webFailover, ...suffixesOf(nameservice, id)),
    staticUser: conf.text('hadoop.http.staticuser.user') ?? 'dr.who',
    failOver: async (to, user) => {
      const admin = new HaAdmin(env, conf, user, nameservice);
      try {
        if (admin.automatic(to)) return await admin.gracefulFailover(to);
        const others = admin.targets().filter((target) => target.id !== to);
        const states = await Promise.all(others.map((other) => admin.state(other.id, 2000).catch(() => 'unknown')));
        const from = others[states.indexOf('active')];
        await (from === undefined ? admin.transitionToActive(to, 'user') : admin.failover(from.id, to, 'user', false));
      } finally {
        admin.close();
      }
    },
  };
}

function leaseClient(env: Env, options: NameNodeOptions, known: KnownList, nonce: Uint8Array, onFenced: (epoch: number) => void, onRenewing: () => void, otherwiseFenced: boolean): LeaseClient {
  const { journal, self, user, leaseTtlMs } = options;
  if (journal === undefined) throw new ConfError('dfs.namenode.shared.edits.dir is not set');
  return new LeaseClient(env, {
    journalNodes: journal.journalNodes, known, journalId: journal.journalId, nameServiceId: self.nameservice, nameNodeId: self.id, nonce, user, ttlMs: leaseTtlMs, onFenced,
    onRenewing, otherwiseFenced, elector: otherwiseFenced ? 'zookeeper' : 'journal',
  });
}

function sharedJournal(
  env: Env, options: NameNodeOptions, info: NamespaceInfo, known: KnownList, leases: LeaseClient | undefined, storage: JournalStorage,
): NameNodeJournal {
  const { journal, self, user } = options;
  if (journal === undefined) throw new ConfError('dfs.namenode.shared.edits.dir is not set');
  const manager = new QuorumJournalManager(env, {
    journalNodes: journal.journalNodes, journalId: journal.journalId, nameServiceId: self.nameservice, namespace: info, user, leases, known,
    onList: (list) => storage.keepList(list), oldestImage: () => storage.oldestImage(),
  });
  return {
    manager, tail: manager.tail(), rollWouldHelp: () => manager.rollWouldHelp(), reelectionWouldHelp: () => manager.reelectionWouldHelp(), lookAtPendingList: () => manager.lookAtPendingList(),
    finalizeUpgrade: () => manager.upgrade.doFinalize(),
    releaseLease: async (to) => {
      manager.stepDown();
      await leases?.release(to);
    },
    httpUrl: (name) => manager.httpUrl(name),
    status: () => manager.status(), membership: manager.membership,
  };
}

/** The shared journal for reading, formatting and copying: no lease, no election. Throws ConfError without one. */
export function quorumJournal(env: Env, options: NameNodeOptions, info: NamespaceInfo): QuorumJournalManager {
  const { journal, self, user } = options;
  if (journal === undefined) throw new ConfError('dfs.namenode.shared.edits.dir is not set');
  return new QuorumJournalManager(env, { journalNodes: journal.journalNodes, journalId: journal.journalId, nameServiceId: self.nameservice, namespace: info, user });
}

/** The local log, in every directory of dfs.namenode.edits.dir. */
export function fileJournal(env: Env, options: NameNodeOptions): JournalManager {
  const journals = options.editsDirs.map((folder) => new FileJournalManager(env, `${folder}/current`));
  const [first] = journals;
  if (first === undefined) throw new ConfError('dfs.namenode.edits.dir names no directory');
  return journals.length === 1 ? first : new RedundantJournalManager(env, journals);
}

/** The log, shared or local, for an upgrade or a rollback. */
export function upgradedJournal(env: Env, options: NameNodeOptions, info: NamespaceInfo): UpgradedJournal {
  const shared = options.journal === undefined ? undefined : quorumJournal(env, options, info);
  const journal = shared ?? fileJournal(env, options);
  return {
    recoverUnfinalizedSegments: () => journal.recoverUnfinalizedSegments(), close: () => journal.close(),
    shared: shared?.upgrade,
  };
}

/** The log of a NameNode that is alone. */
function localJournal(env: Env, options: NameNodeOptions): NameNodeJournal {
  const files = fileJournal(env, options);
  const manager: SharedJournal = Object.assign(files, { epoch: 1, lease: () => unleased(1), reelect: () => files.recoverUnfinalizedSegments() });
  return { manager, tail: { read: async () => [], stop: () => {} }, rollWouldHelp: () => false, reelectionWouldHelp: () => false, lookAtPendingList: async () => {}, releaseLease: async () => {}, finalizeUpgrade: async () => {}, httpUrl: () => Promise.reject(new Error('the log is local')), status: () => [] };
}
