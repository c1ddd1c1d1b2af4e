// A JournalNode as its page shows it.
import type { Env } from '../../env/env.ts';
import type { DaemonNotes } from '../../metrics/daemon-notes.ts';
import { softwareVersion } from '../../protocol/storage-info.ts';
import { shownEvents } from '../../web-pages/shown-events.ts';
import type { JournalNodeState } from '../../web-pages/web-state.ts';
import type { Journal } from './journal.ts';

export interface ShownJournalNode {
  readonly journals: ReadonlyMap<string, Journal>;
  readonly startedMs: number;
  /** host:port */
  readonly rpcAddress: string;
  readonly editsDir: string;
  readonly notes: DaemonNotes | undefined;
}

export async function journalNodeState(env: Env, node: ShownJournalNode): Promise<JournalNodeState> {
  const space = await env.disk.space(node.editsDir).catch(() => undefined);
  return {
    role: 'journalnode', rpcAddress: node.rpcAddress, nowMs: env.wallMs(), startedMs: node.startedMs, version: softwareVersion, editsDir: node.editsDir,
    spaceBytes: space === undefined ? undefined : { total: space.totalBytes, free: space.freeBytes },
    events: shownEvents(node.notes?.events.list()),
    journals: [...node.journals].map(([id, journal]) => {
      const status = journal.status();
      return {
        id, formatted: status.formatted, promisedEpoch: status.promisedEpoch, lastWriterEpoch: status.lastWriterEpoch, lastTxid: status.highestWrittenTxId,
        committedTxid: status.committedTxId, batches: status.batchesWritten, syncs: status.syncs, meanSyncMs: status.syncs === 0 ? 0 : status.syncMs / status.syncs,
        cacheBytes: status.cacheBytes,
        leases: journal.leases.status().leases.map(({ nameNodeId, leftMs, connected }) => ({ nameNode: nameNodeId ?? '', leftMs, connected })),
      };
    }),
  };
}
