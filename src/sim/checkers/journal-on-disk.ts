// What lies on a JournalNode's disk, for checkers: damage in a later segment makes it know less than it has.
import { WorldError } from '../../env/env.ts';
import { parseSegmentName } from '../../edit-log/segment-name.ts';
import { readSegmentEnd } from '../../qjournal/server/segment-end.ts';
import type { SimCluster } from '../sim-cluster.ts';

/** The last txid in any of its segments, 0 without one; Infinity when a bit has turned in what it was writing: it may have been anything. */
export function lastTxidOnDisk(cluster: SimCluster, name: string): Promise<number> {
  return again(() => lookForEnd(cluster, name));
}

/** Whether one of its segments holds `txid`, or may have before a bit turned in what it was writing. */
export function hasOnDisk(cluster: SimCluster, name: string, txid: number): Promise<boolean> {
  return again(() => lookFor(cluster, name, txid));
}

async function again<T>(look: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await look();
    } catch (error) {
      // It was given its final name meanwhile.
      if (!(error instanceof WorldError && error.code === 'not-found')) throw error;
    }
  }
}

async function lookFor(cluster: SimCluster, name: string, txid: number): Promise<boolean> {
  const { disk } = cluster.host(name);
  const folder = cluster.journalDirectory(name);
  for (const file of await disk.list(folder)) {
    const parsed = parseSegmentName(file);
    if (parsed === undefined || parsed.suffix !== undefined || parsed.firstTxid > txid) continue;
    if (parsed.lastTxid === undefined && cluster.rot.files.has(`${name} ${file}`)) return true;
    const end = parsed.lastTxid ?? (await readSegmentEnd(disk, `${folder}/${file}`, parsed.firstTxid)).lastTxId ?? 0;
    if (end >= txid) return true;
  }
  return false;
}

async function lookForEnd(cluster: SimCluster, name: string): Promise<number> {
  const { disk } = cluster.host(name);
  const folder = cluster.journalDirectory(name);
  let end = 0;
  for (const file of await disk.list(folder)) {
    const parsed = parseSegmentName(file);
    if (parsed === undefined || parsed.suffix !== undefined) continue;
    if (parsed.lastTxid === undefined && cluster.rot.files.has(`${name} ${file}`)) return Infinity;
    end = Math.max(end, parsed.lastTxid ?? (await readSegmentEnd(disk, `${folder}/${file}`, parsed.firstTxid)).lastTxId ?? 0);
  }
  return end;
}
