// Up to where edits read from several JournalNodes are durable (HA.md 25). Pure. Invariant: what it names is in every
// later recovery's log. Counting txids is not enough: a JournalNode may keep edits of a dead epoch.
import { frameLength } from '../../edit-log/ops/op-frame.ts';
import { isQuorum, reachedByQuorum } from '../../protocol/journal-list.ts';

type Lists = readonly (readonly string[])[];

/** What one JournalNode has given from one txid on, without gap and all of one segment. */
export interface EditRun {
  /** The JournalNode. */
  readonly from: string;
  readonly firstTxid: number;
  readonly lastTxid: number;
  /** The epoch that wrote them, from ours; undefined from Apache's. */
  readonly epoch: number | undefined;
  readonly segmentTxid: number | undefined;
  /** Up to here the segment is known to be final; firstTxid - 1 when it is not. */
  readonly finalTxid: number;
  /** The operations from firstTxid on. */
  readonly bytes: () => Buffer;
}

export interface Durable {
  readonly lastTxid: number;
  /** One that has given all of it. */
  readonly run: EditRun;
}

/**
 * The durable part of `runs`, which all begin at the same txid; undefined when there is none. A
 * majority of each of `lists` is a quorum; `committedTxid` is the highest that any of them named.
 */
export function durableEnd(runs: readonly EditRun[], lists: Lists, committedTxid: number): Durable | undefined {
  const final = longest(runs.filter((run) => run.finalTxid >= run.firstTxid), (run) => run.finalTxid);
  if (final !== undefined) return { lastTxid: final.finalTxid, run: final };
  return byEpoch(runs, lists) ?? byBytes(runs, lists, committedTxid);
}

/** Of ours: on a majority in the same, the highest, epoch and segment. */
function byEpoch(runs: readonly EditRun[], lists: Lists): Durable | undefined {
  const epoch = Math.max(...runs.map((run) => run.epoch ?? -1));
  const newest = runs.filter((run) => run.epoch !== undefined && run.epoch === epoch);
  const segment = Math.max(...newest.map((run) => run.segmentTxid ?? -1));
  const same = newest.filter((run) => run.segmentTxid === segment);
  const lastTxid = reachedByQuorum(lists, (member) => same.find(({ from }) => from === member)?.lastTxid ?? -Infinity);
  const run = same.find((each) => each.lastTxid >= lastTxid);
  return run === undefined || lastTxid === -Infinity ? undefined : { lastTxid, run };
}

/** Of anybody's: the same bytes on a majority, at or below a committed txid. */
function byBytes(runs: readonly EditRun[], lists: Lists, committedTxid: number): Durable | undefined {
  const first = runs[0]?.firstTxid;
  if (first === undefined || committedTxid < first) return undefined;
  let group = runs.map((run) => ({ run, bytes: run.bytes(), at: 0 }));
  let lastTxid = first - 1;
  while (lastTxid < committedTxid) {
    const alike = new Map<string, typeof group>();
    for (const member of group) {
      if (member.run.lastTxid <= lastTxid) continue;
      const length = frameLength(member.bytes, member.at, member.bytes.length);
      if (length <= 0) continue;
      const op = member.bytes.toString('latin1', member.at, member.at + length);
      const others = alike.get(op) ?? [];
      others.push({ ...member, at: member.at + length });
      alike.set(op, others);
    }
    const majority = [...alike.values()].find((members) => isQuorum(lists, (name) => members.some(({ run }) => run.from === name)));
    if (majority === undefined) break;
    group = majority;
    lastTxid++;
  }
  const member = group.find(({ run }) => run.lastTxid >= lastTxid);
  return member === undefined || lastTxid < first ? undefined : { lastTxid, run: member.run };
}

function longest<T>(items: readonly T[], length: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>((best, item) => (best === undefined || length(item) > length(best) ? item : best), undefined);
}
