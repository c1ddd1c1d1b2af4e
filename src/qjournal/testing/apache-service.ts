// A JournalNode of ours behind what one of Apache's would answer, for tests: one call at a time, whatever it waits for, no lists, no
// epochs, no rejoining, no held questions, and a segment that was begun and has no edits is not begun again.
import { SerialQueue } from '../../base/async.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { service } from '../../rpc/service.ts';
import type { Call, Handlers, RequestOf, Service } from '../../rpc/service.ts';
import { QJournalProtocol } from '../../wire/qjournal-protocol.ts';
import { journalNodeServices } from '../server/journal-node-rpc.ts';
import type { JournalHost } from '../server/journal-node-rpc.ts';

export interface ApacheOptions {
  /** Hears of each call that is carried out before it is, and may hold it or refuse it. */
  readonly asked: (method: string, request: unknown) => Promise<void> | void;
  /** dfs.ha.tail-edits.in-progress */
  readonly servesEdits?: boolean;
}

export function apacheService(host: JournalHost, { asked, servesEdits = false }: ApacheOptions): Service {
  const ours = journalNodeServices(host).find(({ descriptor }) => descriptor === QJournalProtocol)?.handlers as Handlers<typeof QJournalProtocol>;
  const synchronized = new SerialQueue();
  let blank: number | undefined;
  const handlers: Record<string, (request: unknown, call: Call) => Promise<unknown>> = {};
  for (const [method, handler] of Object.entries(ours) as [string, (request: unknown, call: Call) => unknown][]) {
    handlers[method] = (request, call) => synchronized.run(async () => {
      await asked(method, request);
      if (method === 'startLogSegment') {
        const { txid } = request as { readonly txid: number };
        if (txid === blank) throw new HdfsException('IllegalStateException', `The log file edits_inprogress_${txid} seems to contain valid transactions ; journal id: ns1`);
        blank = txid;
      }
      const answer = await handler(request, call);
      if (method === 'journal' && (request as { readonly numTxns: number }).numTxns > 0) blank = undefined;
      return { ...answer as object, config: undefined, digest: undefined };
    });
  }
  handlers['getJournaledEdits'] = async (request, call) => {
    if (!servesEdits) throw new HdfsException('IOException', 'The journal edits cache is not enabled, which is a requirement to fetch journaled edits via RPC.');
    const answer = await ours.getJournaledEdits?.({ ...request as RequestOf<typeof QJournalProtocol, 'getJournaledEdits'>, waitMs: 0 }, call);
    return { ...answer, lastWriterEpoch: undefined, segmentTxId: undefined, finalized: undefined };
  };
  return service(QJournalProtocol, handlers as Handlers<typeof QJournalProtocol>);
}
