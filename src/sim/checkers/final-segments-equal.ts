// Two JournalNodes' final segments with the same first txid are the same, byte for byte; and no two final segments on one
// JournalNode overlap.
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
  const checked = new Set<string>();

  const check = async (): Promise<void> => {
    for (const journalNode of cluster.names('journalnode')) {
      const { disk } = cluster.host(journalNode);
      const folder = cluster.journalDirectory(journalNode);
      if ((await disk.stat(folder)) === undefined) continue;
      let end = 0;
      for (const name of await disk.list(folder)) {
        const match = /^edits_(\d+)-(\d+)$/.exec(name);
        if (match === null) continue;
        const first = Number(match[1]);
        if (first <= end) throw new SimFailure('safety', 'final-segments-equal', `${journalNode}: ${name} overlaps the segment before it`);
        end = Number(match[2]);
        if (checked.has(`${journalNode} ${name}`) || cluster.rot.files.has(`${journalNode} ${name}`)) continue;
        checked.add(`${journalNode} ${name}`);
        const bytes = await disk.readFile(`${folder}/${name}`);
        const other = byFirst.get(first);
        if (other === undefined) byFirst.set(first, { journalNode, name, bytes });
        else if (other.name !== name || Buffer.compare(other.bytes, bytes) !== 0) {
          throw new SimFailure('safety', 'final-segments-equal', `${other.name} on ${other.journalNode} (${other.bytes.length} bytes) and ${name} on ${journalNode} (${bytes.length} bytes) differ`);
        }
      }
    }
  };
  return { sometimes: check, atEnd: check };
}
