// Two JournalNodes' final segments with the same first txid are the same, byte for byte; and no two final segments on one
// JournalNode overlap. Each is looked at when it is new, once more when it was put in the place of one that was damaged, or learned anew, and in the end.
import { segmentRepaired } from '../../metrics/event-names.ts';
import type { SimCluster } from '../sim-cluster.ts';
import { SimFailure } from '../sim-failure.ts';
import type { Checker } from './checker.ts';

interface Final {
  readonly journalNode: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function finalSegmentsEqual(cluster: SimCluster): Checker {
  const byFirst = new Map<number, Final>();
  /** By JournalNode, and how often that has lost its directory. */
  const checked = new Map<string, { readonly wipes: number; readonly names: Set<string> }>();

  cluster.world.listeners.add((who, text) => {
    if (text.startsWith(segmentRepaired)) checked.delete(who);
  });

  const check = async ({ anew }: { readonly anew: boolean }): Promise<void> => {
    for (const journalNode of cluster.names('journalnode')) {
      const { disk } = cluster.host(journalNode);
      const folder = cluster.journalDirectory(journalNode);
      if ((await disk.stat(folder)) === undefined) continue;
      const wipes = cluster.wipes.get(journalNode) ?? 0;
      let seen = checked.get(journalNode);
      if (anew || seen?.wipes !== wipes) checked.set(journalNode, (seen = { wipes, names: new Set() }));
      let end = 0;
      for (const name of await disk.list(folder)) {
        const match = /^edits_(\d+)-(\d+)$/.exec(name);
        if (match === null) continue;
        const first = Number(match[1]);
        if (first <= end) throw new SimFailure('safety', 'final-segments-equal', `${journalNode}: ${name} overlaps the segment before it`);
        end = Number(match[2]);
        if (seen.names.has(name) || await cluster.rot.isRotten(journalNode, name)) continue;
        seen.names.add(name);
        const bytes = await disk.readFile(`${folder}/${name}`);
        const other = byFirst.get(first);
        if (other === undefined) byFirst.set(first, { journalNode, name, bytes });
        else if (other.name !== name || Buffer.compare(other.bytes, bytes) !== 0) {
          throw new SimFailure('safety', 'final-segments-equal', `${other.name} on ${other.journalNode} (${other.bytes.length} bytes) and ${name} on ${journalNode} (${bytes.length} bytes) differ`);
        }
      }
    }
  };
  return { sometimes: () => check({ anew: false }), atEnd: () => check({ anew: true }) };
}
