// A JournalNode votes only with its memory (HA.md 8 g). One whose directory was lost has no vote before it holds the edits and the
// promise that may have rested on it; and those with a vote who lack an edit that was acknowledged are never so many that they
// could elect by themselves. Of one that is down, what it had last counts.
import { isNewer, isQuorum, listsOf } from '../../protocol/journal-list.ts';
import type { SimCluster } from '../sim-cluster.ts';
import { SimFailure } from '../sim-failure.ts';
import type { Checker } from './checker.ts';
import { lastTxidOnDisk } from './journal-on-disk.ts';

interface Memory {
  readonly end: number;
  readonly promised: number;
  /** The epoch of its last edits. */
  readonly writer: number;
}

export function votersRemember(cluster: SimCluster): Checker {
  /** What each JournalNode with a vote has. */
  const voters = new Map<string, Memory>();
  /** What those had whose directory was lost, as far as a quorum may have rested on it. */
  const lost = new Map<string, Memory>();
  const wipes = new Map<string, number>();
  let list = cluster.configuredList();
  let acknowledged = 0;
  /** By the epochs of reigns. */
  const acknowledgedIn = new Map<number, number>();
  /** The highest epoch that a majority has promised. */
  let won = 0;
  cluster.world.listeners.add((_who, text) => {
    const epoch = /^epoch won .*"epoch":(\d+)/.exec(text)?.[1];
    if (epoch !== undefined) won = Math.max(won, Number(epoch));
  });
  const fail = (what: string): never => {
    throw new SimFailure('safety', 'voters-remember', what);
  };

  /** What no epoch after `writer` has acknowledged instead: edits of a dead epoch, which too few took, may have the same txids. */
  const acknowledgedBy = (writer: number): number => Math.max(0, ...[...acknowledgedIn].map(([epoch, txid]) => (epoch <= writer ? txid : 0)));

  const lookAt = (name: string): void => {
    const count = cluster.wipes.get(name) ?? 0;
    if (count !== (wipes.get(name) ?? 0)) {
      wipes.set(name, count);
      const had = voters.get(name);
      voters.delete(name);
      if (had !== undefined) lost.set(name, { ...had, end: Math.min(had.end, acknowledgedBy(had.writer)), promised: Math.min(had.promised, won) });
    }
    const journal = cluster.journalNode(name)?.journals.get(cluster.layout.nameservice);
    if (journal === undefined) return;
    if (isNewer(journal.membership.list, list) && journal.membership.list.members.length > 0) list = journal.membership.list;
    const { highestWrittenTxId: end, promisedEpoch: promised, lastWriterEpoch: writer, segmentsDamaged } = journal.status();
    // One that knows of damage has no say in what it damaged.
    if (!journal.formatted || segmentsDamaged > 0) {
      voters.delete(name);
      return;
    }
    voters.set(name, { end, promised, writer });
    const before = lost.get(name);
    if (before === undefined) return;
    lost.delete(name);
    if (end < before.end) fail(`${name} had txid ${before.end} when its directory was lost, and votes with ${end}`);
    if (promised < before.promised) fail(`${name} had promised epoch ${before.promised} when its directory was lost, and votes with ${promised}`);
  };

  const look = (): void => {
    const names = cluster.names('journalnode');
    for (const name of names) lookAt(name);
    for (const [, { ha }] of cluster.nameNodes()) {
      if (ha.epoch === 0) continue;
      const durable = ha.log?.durableTxid ?? 0;
      acknowledged = Math.max(acknowledged, durable);
      acknowledgedIn.set(ha.epoch, Math.max(durable, acknowledgedIn.get(ha.epoch) ?? 0));
    }
    const lacks = names.filter((name) => (voters.get(name)?.end ?? Infinity) < acknowledged);
    if (couldElect(lacks)) onDisk(lacks, acknowledged).catch((error: unknown) => cluster.world.fail(error));
  };

  const couldElect = (names: readonly string[]): boolean => {
    const addresses = names.map((name) => cluster.journalNodeAddress(name));
    return isQuorum(listsOf(list), (member) => addresses.includes(member));
  };

  const onDisk = async (names: readonly string[], txid: number): Promise<void> => {
    const ends = await Promise.all(names.map((name) => lastTxidOnDisk(cluster, name)));
    const lacks = names.filter((_, i) => (ends[i] ?? 0) < txid);
    if (couldElect(lacks)) fail(`txid ${txid} was acknowledged, and ${lacks.join(', ')}, who have a vote each, lack it: they could elect by themselves`);
  };

  let events = 0;
  return {
    afterEvent: () => {
      if (events++ % 16 === 0) look();
    },
    atEnd: async () => look(),
  };
}
