// The work behind `haadmin -elector`: which kind of election the JournalNodes keep, and a change of it (HA.md 36). A majority must
// take it; those that are away hear of it from the others.
import type { Env } from '../env/env.ts';
import { electorKind, electorProto } from '../protocol/elector-kind.ts';
import type { ElectorKind } from '../protocol/elector-kind.ts';
import { isException } from '../protocol/exceptions.ts';
import { majorityOf } from '../protocol/journal-list.ts';
import { RpcClient, rpcProxy } from '../rpc/rpc-client.ts';
import type { RpcAddress } from '../rpc/rpc-client.ts';
import { QuorateLeaseProtocol } from '../wire/quorate-lease.ts';
import { FailoverFailed } from './ha-admin.ts';

/** What one JournalNode says. */
export interface ElectorWord {
  /** host:port */
  readonly journalNode: string;
  /** Undefined while it keeps none, and when it does not answer. */
  readonly kind: ElectorKind | undefined;
  readonly change: number;
  /** Why it does not say. */
  readonly failure: string | undefined;
}

export interface JournalOf {
  readonly journalNodes: readonly RpcAddress[];
  readonly journalId: string;
  readonly nameServiceId: string;
  readonly user: string;
}

const answerTimeoutMs = 5000;

async function eachOf<T>(env: Env, { journalNodes, user }: JournalOf, ask: (rpc: ReturnType<typeof rpcProxy<typeof QuorateLeaseProtocol>>, name: string) => Promise<T>): Promise<T[]> {
  return Promise.all(journalNodes.map(async (address) => {
    const client = new RpcClient(env, { address, user, connectTimeoutMs: answerTimeoutMs, rpcTimeoutMs: answerTimeoutMs });
    try {
      return await ask(rpcProxy(client, QuorateLeaseProtocol), `${address.host}:${address.port}`);
    } finally {
      client.close();
    }
  }));
}

/** What every JournalNode keeps; one of Apache's keeps nothing, and is told so. */
export function keptElectors(env: Env, journal: JournalOf): Promise<ElectorWord[]> {
  const { journalId: jid, nameServiceId } = journal;
  return eachOf(env, journal, async (rpc, journalNode) => {
    try {
      const { status } = await rpc.status({ jid, nameServiceId });
      return { journalNode, kind: electorKind(status.elector), change: status.electorChange ?? 0, failure: status.voter ? undefined : 'it has no vote' };
    } catch (error) {
      const failure = isException(error, 'RpcNoSuchProtocolException') ? 'it is one of Apache\'s' : error instanceof Error ? error.message : String(error);
      return { journalNode, kind: undefined, change: 0, failure };
    }
  });
}

/** Changes it at a majority at least; those that did. Rejects with FailoverFailed, naming what each had against it. */
export async function setElector(env: Env, journal: JournalOf, kind: ElectorKind): Promise<string[]> {
  const { journalId: jid, nameServiceId, journalNodes } = journal;
  const words = await keptElectors(env, journal);
  const needed = majorityOf(journalNodes.length);
  const silent = words.filter(({ failure }) => failure !== undefined);
  if (words.length - silent.length < needed) {
    throw new FailoverFailed(`a majority of the JournalNodes must take it, and nothing was changed: ${silent.map(({ journalNode, failure }) => `${journalNode}: ${failure}`).join('; ')}`);
  }
  const change = 1 + Math.max(...words.map((word) => word.change));
  const refusals: string[] = [];
  const done = await eachOf(env, journal, async (rpc, name) => {
    try {
      await rpc.setElector({ jid, nameServiceId, elector: electorProto(kind), change });
      return [name];
    } catch (error) {
      refusals.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  });
  const took = done.flat();
  if (took.length < needed) throw new FailoverFailed(`${took.length} of ${journalNodes.length} JournalNodes took it, and a majority must: ${refusals.join('; ')}`);
  return took;
}
