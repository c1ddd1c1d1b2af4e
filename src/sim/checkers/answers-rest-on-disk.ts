// What a JournalNode answers in a recovery, a power cut in the same moment would not take back (HA.md 26): the log that it says it has,
// the accept that it tells of, and, of a segment that it has accepted, its final name or the record of the accept.
import { finalizedName, inProgressName } from '../../edit-log/segment-name.ts';
import type { SimCluster } from '../sim-cluster.ts';
import { SimFailure } from '../sim-failure.ts';
import type { Checker } from './checker.ts';

const prepared = /^recovery prepared .*"segment":(\d+),"end":(\d+),"inProgress":(true|false)(?:,"accepted":(\d+))?/;
const accepted = /^segment accepted .*"segment":(\d+)/;
const recovered = /^segment recovered .*"segment":(\d+),"lastTxid":(\d+)/;

export function answersRestOnDisk(cluster: SimCluster): Checker {
  /** JournalNodes that have accepted each segment, by its first txid. */
  const accepters = new Map<number, Set<string>>();
  const isDurable = (name: string, file: string): boolean => cluster.host(name).disk.isDurable(`${cluster.journalDirectory(name)}/${file}`);
  const fail = (what: string): void => {
    cluster.world.fail(new SimFailure('safety', 'answers-rest-on-disk', what));
  };

  cluster.world.listeners.add((who, text) => {
    const [, segment, end, inProgress, acceptedIn] = prepared.exec(text) ?? [];
    if (segment !== undefined) {
      const file = inProgress === 'true' ? inProgressName(Number(segment)) : finalizedName(Number(segment), Number(end));
      // One that has only accepted what is final elsewhere may have it under either name.
      if (!isDurable(who, file) && !(inProgress === 'false' && isDurable(who, inProgressName(Number(segment))))) fail(`${who} answers that its segment ${segment} ends at ${end}, and a power cut would take that back`);
      if (acceptedIn !== undefined && !isDurable(who, `paxos/${segment}`)) fail(`${who} answers that it accepted the segment ${segment} in epoch ${acceptedIn}, and a power cut would take that back`);
    }
    const [, taken] = accepted.exec(text) ?? [];
    if (taken !== undefined) accepters.set(Number(taken), (accepters.get(Number(taken)) ?? new Set<string>()).add(who));
    const [, first, last] = recovered.exec(text) ?? [];
    if (first === undefined) return;
    for (const name of accepters.get(Number(first)) ?? []) {
      const final = finalizedName(Number(first), Number(last));
      const { disk } = cluster.host(name);
      if (disk.has(`${cluster.journalDirectory(name)}/${final}`) && !isDurable(name, final) && !isDurable(name, `paxos/${first}`)) fail(`${name} has given the segment ${first} its final name and dropped the record of its accept, and a power cut would take the name back`);
    }
  });
  return {};
}
