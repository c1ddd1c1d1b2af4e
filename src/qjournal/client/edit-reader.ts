// One JournalNode as a reader of edits over RPC sees it: calls that ours hold until there is something.
import type { Env } from '../../env/env.ts';
import { MaybeExecutedError } from '../../rpc/rpc-errors.ts';
import { RpcClient, rpcProxy } from '../../rpc/rpc-client.ts';
import type { RpcAddress, RpcProxy } from '../../rpc/rpc-client.ts';
import { QJournalProtocol } from '../../wire/qjournal-protocol.ts';
import type { GetJournaledEditsResponseProto } from '../../wire/qjournal-protocol.ts';

export interface EditReaderOptions {
  readonly address: RpcAddress;
  readonly journalId: string;
  readonly nameServiceId?: string | undefined;
  readonly user: string;
  /** Generation of the list of JournalNodes that the reader goes by. */
  readonly gen?: () => number;
}

/** dfs.ha.tail-edits.qjm.rpc.max-txns */
const maxTxns = 5000;
/**
 * A connection can be gone without a word: behind a network that was away for longer than the other end tries, or a machine that lost
 * its power. A Standby whose question is held would hear nothing for as long as it is; a ping is answered with a reset.
 */
const pingIntervalMs = 2000;
/** On top of the time that the JournalNode may hold a call. A ping that is lost as well tells nothing: then the connection is given up. */
const answerTimeoutMs = 5_000;

export class EditReader {
  /** host:port */
  readonly name: string;
  readonly #options: EditReaderOptions;
  readonly #client: RpcClient;
  readonly #rpc: RpcProxy<typeof QJournalProtocol>;

  constructor(env: Env, options: EditReaderOptions) {
    this.#options = options;
    this.name = `${options.address.host}:${options.address.port}`;
    this.#client = new RpcClient(env, { address: options.address, user: options.user, connectTimeoutMs: 5_000, pingIntervalMs, idleCloseMs: 0 });
    this.#rpc = rpcProxy(this.#client, QJournalProtocol);
  }

  /**
   * Edits from `fromTxid` on; one of ours waits up to `waitMs` for the first. Rejects with NewerTxnIdException or
   * CacheMissException (an answer), or when the JournalNode cannot be reached.
   */
  async edits(fromTxid: number, waitMs: number, signal?: AbortSignal): Promise<GetJournaledEditsResponseProto> {
    const { journalId, nameServiceId } = this.#options;
    try {
      return await this.#rpc.getJournaledEdits(
        { jid: { identifier: journalId }, nameServiceId, sinceTxId: fromTxid, maxTxns, waitMs, gen: this.#options.gen?.() ?? 0 },
        { timeoutMs: waitMs + answerTimeoutMs, ...(signal === undefined ? {} : { signal }) },
      );
    } catch (error) {
      if (error instanceof MaybeExecutedError) this.#client.disconnect(error);
      throw error;
    }
  }

  close(): void {
    this.#client.close();
  }
}
