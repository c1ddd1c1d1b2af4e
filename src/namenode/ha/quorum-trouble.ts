// Why an Active's edits or reads get no majority of the JournalNodes, as people are told it. A slow or lost quorum never makes a
// NameNode ill (HA.md 14), so this is where it shows besides the metrics: /health/ready, getServiceStatus, doctor, status.

/** How long edits may wait for a majority before that is said, in ms. */
const slowMs = 2000;

/** The Active's log and lease at this moment. */
export interface QuorumState {
  /** Why the log does not move. */
  readonly failure: Error | undefined;
  /** How long the oldest edit that is not durable has waited, in ms. */
  readonly waitedMs: number;
  /** Whether reads may be answered. */
  readonly leased: boolean;
  /** How long the lease is granted for, in ms; 0 where nobody grants any. */
  readonly ttlMs: number;
  readonly journals: readonly JournalNodeState[];
}

/** One JournalNode, as its writer sees it. */
export interface JournalNodeState {
  readonly name: string;
  readonly failure: string | undefined;
  readonly outOfSync: boolean;
  readonly lagMs: number;
  /** Since its last word on the lease, in ms. */
  readonly silentMs: number | undefined;
}

/** What is wrong, and with whom; undefined when nothing is. */
export function quorumTrouble({ failure, waitedMs, leased, ttlMs, journals }: QuorumState): string | undefined {
  const what = failure !== undefined ? 'its log has lost the quorum'
    : waitedMs > slowMs ? `edits have waited ${seconds(waitedMs)} for the quorum`
      : leased ? undefined : 'it is Active without a lease';
  if (what === undefined) return undefined;
  const who = journals.flatMap((journal) => troubleOf(journal, slowMs + ttlMs) ?? []).join(', ') || failure?.message;
  return who === undefined ? what : `${what}: ${who}`;
}

function troubleOf({ name, failure, outOfSync, lagMs, silentMs }: JournalNodeState, silentMaxMs: number): string | undefined {
  if (failure !== undefined) return `${name} fails (${failure})`;
  if (silentMs !== undefined && silentMs > silentMaxMs) return `${name} has been silent for ${seconds(silentMs)}`;
  if (lagMs > slowMs) return `${name} has not taken edits for ${seconds(lagMs)}`;
  return outOfSync ? `${name} has missed edits` : undefined;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
