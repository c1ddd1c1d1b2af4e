// Whether every final segment that is retained lies on a majority of a new list of JournalNodes (HA.md 34), judged by what they tell
// of their files. A segment that is missing says little by itself: its JournalNode was away, or has it damaged, or was told
// to purge it. JournalNodes of ours tell below which txid that was. Of Apache's: purging takes the oldest; so only one that has nothing
// as old as a segment may have purged it, and only what a majority of the list that counts may have purged is wanted nowhere, or
// one of it, and the writer has a newer image. One that does not answer has purged nothing.
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

export interface CoverageQuestion {
  /** What JournalNodes answered, by their names, segments in progress included. */
  readonly told: ReadonlyMap<string, Logs>;
  /** The list that counts. */
  readonly members: readonly string[];
  /** The new list. */
  readonly target: readonly string[];
  /** Segments that begin below it are asked for. */
  readonly nextTxid: number;
  /** The first txid that the writer needs itself, behind the oldest image that it keeps. */
  readonly neededTxid: number;
  /** Edits below it were to be purged, as one of them tells; 0 when none were. */
  readonly purgedBelow: number;
}

/** The first final segment that is retained and not on a majority of the new list; undefined when there is none. */
export function uncoveredSegment({ told, members, target, nextTxid, neededTxid, purgedBelow }: CoverageQuestion): Uncovered | undefined {
  if (!isQuorum([members], (member) => told.has(member))) return { why: 'a majority of the JournalNodes does not tell which segments it has', lacking: [] };
  const mayHavePurged = ({ firstTxid }: FinalSegment, member: string): boolean => told.get(member)?.every(({ startTxId }) => startTxId > firstTxid) === true;
  const isPurged = (segment: FinalSegment): boolean => {
    if (segment.lastTxid < purgedBelow) return true;
    const by = members.filter((member) => mayHavePurged(segment, member));
    return isQuorum([members], (member) => by.includes(member)) || (by.length > 0 && segment.lastTxid < neededTxid);
  };
  const retained = finalsBelow(told, nextTxid).filter((segment) => !isPurged(segment));
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
