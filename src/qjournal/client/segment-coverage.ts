// Whether every final segment that is retained lies on a majority of a new list of JournalNodes (HA.md 34), judged by what they tell
// of their files. A segment that is missing says little by itself: its JournalNode was away, or has it damaged, or was told
// to purge it. Purging takes the oldest; so only one that has nothing as old as a segment may have purged it, and only what a
// majority of the list that counts may have purged is wanted nowhere. One that does not answer has purged nothing.
import { isQuorum } from '../../protocol/journal-list.ts';
import type { RemoteEditLogManifestProto } from '../../wire/hdfs-server.ts';

type Logs = RemoteEditLogManifestProto['logs'];

export interface FinalSegment {
  readonly firstTxid: number;
  readonly lastTxid: number;
  readonly holders: ReadonlySet<string>;
}

/** What is not on a majority of the new list. */
export interface Uncovered {
  readonly why: string;
  /** The segment, where somebody has it, and who of the new list does not. */
  readonly segment?: FinalSegment;
  readonly lacking: readonly string[];
}

/**
 * The first final segment below `nextTxid` that is retained and not on a majority of `target`; undefined when there is none. `told` is
 * what JournalNodes answered, by their names, segments in progress included; `members` is the list that counts.
 */
export function uncoveredSegment(told: ReadonlyMap<string, Logs>, members: readonly string[], target: readonly string[], nextTxid: number): Uncovered | undefined {
  if (!isQuorum([members], (member) => told.has(member))) return { why: 'a majority of the JournalNodes does not tell which segments it has', lacking: [] };
  const mayHavePurged = ({ firstTxid }: FinalSegment, member: string): boolean => told.get(member)?.every(({ startTxId }) => startTxId > firstTxid) === true;
  const retained = finalsBelow(told, nextTxid).filter((segment) => !isQuorum([members], (member) => mayHavePurged(segment, member)));
  for (const [i, segment] of retained.entries()) {
    const { firstTxid, lastTxid, holders } = segment;
    if (!isQuorum([target], (member) => holders.has(member))) {
      const lacking = target.filter((member) => !holders.has(member));
      return { why: `segments from txid ${firstTxid} on are not on a majority of the new list yet; ${lacking.join(', ')} ${lacking.length === 1 ? 'lacks' : 'lack'} some`, segment, lacking };
    }
    if (lastTxid + 1 !== (retained[i + 1]?.firstTxid ?? nextTxid)) return { why: `nobody who answers has the segment from txid ${lastTxid + 1} on`, lacking: [] };
  }
  return undefined;
}

/** In their order. */
function finalsBelow(told: ReadonlyMap<string, Logs>, nextTxid: number): FinalSegment[] {
  const finals = new Map<string, { firstTxid: number; lastTxid: number; holders: Set<string> }>();
  for (const [name, logs] of told) {
    for (const { startTxId: firstTxid, endTxId: lastTxid, isInProgress } of logs) {
      if (isInProgress === true || firstTxid >= nextTxid) continue;
      const key = `${firstTxid}-${lastTxid}`;
      const known = finals.get(key) ?? { firstTxid, lastTxid, holders: new Set() };
      known.holders.add(name);
      finals.set(key, known);
    }
  }
  return [...finals.values()].sort((a, b) => a.firstTxid - b.firstTxid || a.lastTxid - b.lastTxid);
}
