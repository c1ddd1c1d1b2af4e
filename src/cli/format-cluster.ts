// Formats a cluster that `quorate up` has just laid out, as the user that runs it.
import type { ClusterLayout } from '../cluster/cluster-layout.ts';
import { formatCluster as format, formatStoppedCluster as formatStopped } from '../cluster/format-cluster.ts';
import type { Env } from '../env/env.ts';
import { userName } from './conf-dir.ts';

/** The JournalNodes must answer. Rejects, with nothing lost, when any of them holds a journal already. */
export function formatCluster(env: Env, layout: ClusterLayout): Promise<void> {
  return format(() => env, layout, userName(process.env));
}

/** Before anything runs; false, and nothing was done, when a JournalNode has to be asked first. */
export function formatStoppedCluster(env: Env, layout: ClusterLayout): Promise<boolean> {
  return formatStopped(() => env, layout, userName(process.env));
}
