// As long as a JournalNode has promised nothing newer than the writer whose edits it has, its log only grows, over restarts and
// power cuts too: what it has synced it may have acknowledged (HA.md 8 e). And its promise never goes back.
import type { SimCluster } from '../sim-cluster.ts';
import { SimFailure } from '../sim-failure.ts';
import type { Checker } from './checker.ts';
import { lastTxidOnDisk } from './journal-on-disk.ts';
import { epochWon, segmentRecovered } from './log-lines.ts';

/** How long the sync of a directory may take, in ms. */
const saysWithinMs = 2500;

interface Seen {
  readonly promised: number;
  readonly writer: number;
  /** A segment that begins without an edit moves it, too. */
  readonly highest: number;
  readonly batches: number;
  /** How far the writer's own edits have come; undefined before the first. */
  readonly grown: number | undefined;
}

export function logNeverShortens(cluster: SimCluster): Checker {
  const seen = new Map<string, Seen>();
  /** How often each had lost its directory. */
  const wiped = new Map<string, number>();
  /** What each has said that it has promised: in memory a promise is there before it is on disk. */
  const promisedOnDisk = new Map<string, number>();
  /** JournalNodes and ends of segments that a recovery decided while they were away: final-segments-equal sees to it that those are the ones. */
  const decided = new Set<string>();
  /** Ends of recoveries, with the epoch: one that is killed between giving such a segment its name and saying so has it all the same. */
  const recovered = new Map<number, number>();
  const won = new Map<string, number>();
  cluster.world.listeners.add((who, text) => {
    const wins = epochWon(text);
    if (wins !== undefined) won.set(who, wins);
    const end = segmentRecovered(text);
    if (end !== undefined) recovered.set(end, won.get(who) ?? 0);
    const taken = /^(?:segment taken over|damaged segment replaced) .*"lastTxId":(\d+)/.exec(text)?.[1];
    if (taken !== undefined) decided.add(`${who} ${taken}`);
    const epoch = /^epoch promised .*"epoch":(\d+)/.exec(text)?.[1];
    if (epoch !== undefined) promisedOnDisk.set(who, Math.max(promisedOnDisk.get(who) ?? 0, Number(epoch)));
  });

  const look = (only?: string): void => {
    for (const name of only === undefined ? cluster.names('journalnode') : [only]) {
      const wipes = cluster.wipes.get(name) ?? 0;
      if (wipes !== (wiped.get(name) ?? 0)) {
        wiped.set(name, wipes);
        seen.delete(name);
        promisedOnDisk.delete(name);
      }
      const status = cluster.journalNode(name)?.status().get(cluster.layout.nameservice);
      // One that knows of damage has no say in what it damaged: it is looked at again when that is repaired.
      if (status?.formatted !== true || status.segmentsDamaged > 0) continue;
      const { promisedEpoch: promised, lastWriterEpoch: writer, highestWrittenTxId: highest, batchesWritten: batches } = status;
      const before = seen.get(name);
      if (promised < (promisedOnDisk.get(name) ?? 0)) throw new SimFailure('safety', 'log-never-shortens', `${name} had promised epoch ${promisedOnDisk.get(name)}, and now ${promised}`);
      if (before !== undefined && writer < before.writer) {
        throw new SimFailure('safety', 'log-never-shortens', `${name} had been written to in epoch ${before.writer}, and now in ${writer}`);
      }
      const same = before?.promised === promised && before.writer === writer && writer === promised;
      const grown = same && batches > before.batches && !beganBehind(name, highest) ? highest : same ? before.grown : undefined;
      seen.set(name, { promised, writer, highest, batches, grown });
      // Damage in a later segment makes it know less than it has: the disk decides.
      if (grown !== undefined && highest < grown) onDisk(name, grown, promised).catch((error: unknown) => cluster.world.fail(error));
    }
  };

  /** A segment was begun behind `highest`, whose own end may have been missed here. */
  const beganBehind = (name: string, highest: number): boolean =>
    cluster.journalNode(name)?.journals.get(cluster.layout.nameservice)?.writerEpochOf(highest + 1) !== undefined;

  const onDisk = async (name: string, grown: number, epoch: number): Promise<void> => {
    const end = await lastTxidOnDisk(cluster, name);
    const isDecided = (): boolean => decided.has(`${name} ${end}`) || (recovered.get(end) ?? 0) > epoch;
    if (end >= grown || isDecided()) return;
    // It says so when the name is synced; one that dies before that does not.
    const { process } = cluster.host(name);
    cluster.world.schedule(saysWithinMs, undefined, () => {
      if (isDecided() || process?.alive !== true) return;
      cluster.world.fail(new SimFailure('safety', 'log-never-shortens', `${name}, promised to epoch ${epoch}, had txid ${grown} on its disk, and now ends at ${end}`));
    });
  };

  let events = 0;
  return {
    afterEvent: (who) => {
      // A JournalNode's word after each of its events would cost as much as the event.
      if (who !== undefined && cluster.names('journalnode').includes(who) && events++ % 8 === 0) look(who);
    },
    atEnd: async () => look(),
  };
}
