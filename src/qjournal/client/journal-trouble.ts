// Why a JournalNode is not written to, in a person's words: what JournalNodes answer in Java's, and what the network says.
import { HdfsException } from '../../protocol/exceptions.ts';
import { MaybeExecutedError, NotSentError, RemoteError } from '../../rpc/rpc-errors.ts';
import { promisedEpochIn } from './quorum-call.ts';

/** The end of a sentence, without a full stop. */
export function journalTrouble(failure: unknown): string {
  if (failure instanceof NotSentError || failure instanceof MaybeExecutedError) return `it does not answer (${causeIn(failure.message)})`;
  const promised = promisedEpochIn(failure);
  if (promised !== undefined) return `it has promised epoch ${promised} to a newer writer`;
  if (failure instanceof HdfsException && failure.name === 'JournalOutOfSyncException') {
    if (failure.message.includes('no segment open')) return 'it was started anew, or lost its place, and has no segment open';
    const next = /expecting nextTxId=(\d+)/.exec(failure.message)?.[1];
    return next === undefined ? `it is not where the writer is: ${failure.message}` : `it misses edits from txid ${next} on`;
  }
  if (failure instanceof HdfsException || failure instanceof RemoteError) return `it says: ${failure.message}`;
  return failure instanceof Error ? failure.message : String(failure);
}

/** 'connection refused' of 'journal to 127.0.0.1:8485: not sent: connection refused'. */
function causeIn(message: string): string {
  return message.split(': ').at(-1) ?? message;
}
