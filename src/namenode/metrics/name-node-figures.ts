// A NameNode in figures, at the moment of asking: what its pages, its beans and its Prometheus page are made of.
import { noSpread } from '../../base/quantiles.ts';
import type { Spread } from '../../base/quantiles.ts';
import type { ProcessUsage } from '../../env/env.ts';
import type { LoggerStatus } from '../../qjournal/client/ipc-logger-channel.ts';
import type { LeaseWord } from '../../qjournal/client/lease-client.ts';
import { methodsOf } from '../../rpc/rpc-metrics.ts';
import type { HaState } from '../ha/ha-state.ts';
import { quorumTrouble } from '../ha/quorum-trouble.ts';
import type { NameNode } from '../name-node.ts';

/** The active lease as its holder sees it; of a Standby the last one that it held, long over. */
export interface LeaseFigures {
  /** Since a majority last renewed it, in ms. */
  readonly ageMs: number;
  /** How long it is trusted from now on, in ms; below zero: no more. */
  readonly validMs: number;
  /** How long it is granted for. */
  readonly ttlMs: number;
  /** A JournalNode grants none: reads rest on the fencing of the last Active, and not on this (HA.md 36). */
  readonly unleased: boolean;
}

/** One JournalNode as this NameNode sees it: as a writer, and by its word on the active lease. */
export interface JournalFigures extends LoggerStatus {
  /** Whether it answers: its last call succeeded, or a word of it is fresh. */
  readonly healthy: boolean;
  /** The epoch that it has promised; undefined when it has not said. */
  readonly promisedEpoch: number | undefined;
  readonly lastWriterEpoch: number | undefined;
  /** NameNode ids whose leases it holds to be alive. */
  readonly leasedTo: readonly string[];
  /** Since its last word, in ms. */
  readonly silentMs: number | undefined;
}

export interface NameNodeFigures {
  readonly state: HaState;
  /** Of the reign; 0 of a Standby. */
  readonly epoch: number;
  readonly lastTxid: number;
  readonly durableTxid: number;
  /** Calls by `protocol.method`: since the start, and a second over the last ten. */
  readonly operations: ReadonlyMap<string, { readonly calls: number; readonly failures: number; readonly totalMs: number; readonly maxMs: number }>;
  readonly operationsPerSecond: ReadonlyMap<string, number>;
  readonly reads: number;
  readonly writes: number;
  /** From append to majority; of the last minute, in ms. */
  readonly editMs: Spread;
  /** A batch's way to a majority and back. */
  readonly quorumMs: Spread;
  readonly batchEdits: Spread;
  /** Edits that are not durable yet. */
  readonly unsyncedEdits: number;
  /** How far behind the durable end memory is; 0 of an Active. */
  readonly standbyLagMs: number;
  /** From the news that edits are durable until they were applied here. */
  readonly applyMs: Spread;
  readonly parkedCalls: number;
  readonly parkedMs: Spread;
  readonly lease: LeaseFigures | undefined;
  readonly journals: readonly JournalFigures[];
  readonly lastPromotionMs: number | undefined;
  readonly usage: ProcessUsage;
}

const healthyWordMs = 15_000;

export function nameNodeFigures(node: NameNode): NameNodeFigures {
  const nowMs = node.monotonicMs();
  const { metrics, ha, fsn, tailer } = node;
  return {
    state: node.haState, epoch: ha.epoch, lastTxid: node.lastTxid, durableTxid: fsn.open?.edits.durableTxid ?? node.lastTxid,
    operations: methodsOf(node.rpcServers), operationsPerSecond: metrics.rates(), reads: fsn.calls.reads, writes: fsn.calls.writes,
    editMs: metrics.edits.editMs.over(nowMs), quorumMs: metrics.edits.quorumMs.over(nowMs), batchEdits: metrics.edits.batchEdits.over(nowMs),
    unsyncedEdits: ha.log?.unsyncedEdits ?? 0,
    standbyLagMs: node.haState === 'Standby' ? (tailer?.lagMs ?? 0) : 0, applyMs: tailer?.applyMs.over(nowMs) ?? noSpread,
    parkedCalls: node.parkedCalls, parkedMs: node.parkedMs.over(nowMs), lease: node.lease(), journals: journalFigures(node, nowMs),
    lastPromotionMs: ha.lastPromotionMs, usage: node.usage(),
  };
}

/** Why it does not serve, or only reads, and would not if it were elected; undefined when it does or would. */
export function unreadyReason(node: NameNode): string | undefined {
  const { ha, tailer } = node;
  if (ha.state === 'Active') return activeTrouble(node);
  if (ha.state !== 'Standby') return `its state is ${ha.state}`;
  const mismatch = node.electorMismatch();
  if (mismatch !== undefined) return mismatch;
  return tailer?.failure === undefined ? undefined : 'it cannot read edits';
}

/** What keeps an Active from answering as it should, and which JournalNodes it is for; undefined when nothing does. */
export function activeTrouble(node: NameNode): string | undefined {
  const nowMs = node.monotonicMs();
  const { log } = node.ha;
  return quorumTrouble({
    failure: log?.failure, waitedMs: log?.waitedMs ?? 0, leased: isLeased(node), ttlMs: node.lease()?.ttlMs ?? 0, journals: journalFigures(node, nowMs),
  });
}

/** Whether it is the Active, with its lease. */
export function isLeased(node: NameNode): boolean {
  return node.ha.state === 'Active' && node.fsn.open?.term.mayRead(node.monotonicMs()) === true;
}

function journalFigures(node: NameNode, nowMs: number): JournalFigures[] {
  const words = new Map(node.leaseWords().map((word) => [word.journalNode, word]));
  return node.journalStatus().map((logger) => {
    const word: LeaseWord | undefined = words.get(logger.name);
    const silentMs = word === undefined ? undefined : nowMs - word.receivedMs;
    return {
      ...logger,
      // A writer goes by its own calls; whoever only watches, by the words that are renewed every few seconds at least.
      healthy: logger.failure === undefined && !logger.outOfSync && (silentMs === undefined ? logger.writes > 0 || node.lease() === undefined : silentMs < healthyWordMs),
      promisedEpoch: word?.status.promised, lastWriterEpoch: word?.status.lastWriterEpoch, silentMs,
      leasedTo: word?.status.leases.filter((lease) => lease.leftMs > (silentMs ?? 0)).flatMap((lease) => (lease.nameNodeId === undefined ? [] : [lease.nameNodeId])) ?? [],
    };
  });
}
