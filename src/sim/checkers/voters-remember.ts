// A JournalNode votes only with its memory (HA.md 8 g). One whose directory was lost has no vote before it holds the edits and the
// promise that may have rested on it; and those with a vote who lack an edit that was acknowledged are never so many that they
// could elect by themselves: neither one at the log's end nor one between two segments, as long as nobody has purged it. Of one
// that is down, what it had last counts.
import { isNewer, isQuorum, listsOf } from '../../protocol/journal-list.ts';
import { editsPurged } from '../../qjournal/server/segment-store.ts';
import type { SimCluster } from '../sim-cluster.ts';
import { SimFailure } from '../sim-failure.ts';
import type { Checker } from './checker.ts';
import { hasOnDisk, lastTxidOnDisk } from './journal-on-disk.ts';
import { epochWon } from './log-lines.ts';

interface Memory {
  /** First and last txid of the segments. One in progress that nobody goes on with may have less than its place, and counts for nothing: the disk tells. */
  readonly ranges: readonly (readonly [number, number])[];
  readonly end: number;
  readonly promised: number;
  /** The epoch of its last edits. */
  readonly writer: number;
}

/** Events from one look for gaps to the next. */
const gapsEvery = 64;

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
  /** What lies below was to be purged. */
  let purgedBelow = 0;
  cluster.world.listeners.add((_who, text) => {
    const below = text.startsWith(editsPurged) ? /"below":(\d+)/.exec(text)?.[1] : undefined;
    if (below !== undefined) purgedBelow = Math.max(purgedBelow, Number(below));
    won = Math.max(won, epochWon(text) ?? 0);
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
    const newest = journal.segments.at(-1);
    const ranges = journal.segments.map((segment) => [segment.firstTxId, segment === newest ? end : segment.inProgress ? 0 : segment.lastTxId ?? 0] as const);
    voters.set(name, { ranges, end, promised, writer });
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
    if (couldElect(lacks)) onDisk(lacks, acknowledged, async (_, name, txid) => (await lastTxidOnDisk(cluster, name)) >= txid).catch((error: unknown) => cluster.world.fail(error));
  };

  /** Where an acknowledged edit lies in a gap between the segments of so many that they could elect by themselves. */
  const lookForGaps = (): void => {
    const everybody = [...voters];
    const begins = [Math.max(1, purgedBelow), ...everybody.flatMap(([, { ranges }]) => ranges.map(([, last]) => last + 1))];
    for (const txid of new Set(begins)) {
      if (txid < purgedBelow || txid > acknowledged) continue;
      const lacks = everybody.filter(([, { ranges }]) => !ranges.some(([first, last]) => first <= txid && txid <= last)).map(([name]) => name);
      if (couldElect(lacks)) onDisk(lacks, txid, hasOnDisk).catch((error: unknown) => cluster.world.fail(error));
    }
  };

  const couldElect = (names: readonly string[]): boolean => {
    const addresses = names.map((name) => cluster.journalNodeAddress(name));
    return isQuorum(listsOf(list), (member) => addresses.includes(member));
  };

  const onDisk = async (names: readonly string[], txid: number, has: typeof hasOnDisk): Promise<void> => {
    const there = await Promise.all(names.map((name) => has(cluster, name, txid)));
    const lacks = names.filter((_, i) => there[i] === false);
    if (txid >= purgedBelow && couldElect(lacks)) fail(`txid ${txid} was acknowledged, and ${lacks.join(', ')}, who have a vote each, lack it: they could elect by themselves`);
  };

  let events = 0;
  return {
    afterEvent: () => {
      if (events++ % 16 === 0) look();
      if (events % gapsEvery === 0) lookForGaps();
    },
    atEnd: async () => {
      look();
      lookForGaps();
    },
  };
}
