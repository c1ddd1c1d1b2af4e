// The work behind `haadmin -elector`: which kind of election the JournalNodes keep, and a change of it (HA.md 36). A majority must
// take it; those that are away hear of it from the others.
import type { Env } from '../env/env.ts';
import { electorKind, electorProto } from '../protocol/elector-kind.ts';
import type { ElectorKind } from '../protocol/elector-kind.ts';
import { isException } from '../protocol/exceptions.ts';
import { configuredList, decodeJournalList, everyMember, isBlocked, isQuorum, listsOf, memberAddress, newestOf } from '../protocol/journal-list.ts';
import type { JournalList } from '../protocol/journal-list.ts';
import { RpcClient, rpcProxy } from '../rpc/rpc-client.ts';
import type { RpcAddress } from '../rpc/rpc-client.ts';
import { QJournalProtocol } from '../wire/qjournal-protocol.ts';
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
  /** As configured: whom to ask first. */
  readonly journalNodes: readonly RpcAddress[];
  readonly journalId: string;
  readonly nameServiceId: string;
  readonly user: string;
}

const answerTimeoutMs = 5000;

async function ask<T>(env: Env, { user }: JournalOf, member: string, question: (client: RpcClient) => Promise<T>): Promise<T> {
  const client = new RpcClient(env, { address: memberAddress(member), user, connectTimeoutMs: answerTimeoutMs, rpcTimeoutMs: answerTimeoutMs });
  try {
    return await question(client);
  } finally {
    client.close();
  }
}

/** The newest list of JournalNodes that those who are configured know, and those whom they name (HA.md 33). */
async function newestList(env: Env, journal: JournalOf): Promise<JournalList> {
  const request = { jid: { identifier: journal.journalId }, nameServiceId: journal.nameServiceId };
  const asked = new Set<string>();
  for (let list = configuredList(journal.journalNodes); ;) {
    const members = everyMember(list).filter((member) => !asked.has(member));
    if (members.length === 0) return list;
    const told = await Promise.all(members.map((member) => {
      asked.add(member);
      return ask(env, journal, member, (client) => rpcProxy(client, QJournalProtocol).getJournalState(request)).then(({ config }) => decodeJournalList(config), () => undefined);
    }));
    list = newestOf([list, ...told]) ?? list;
  }
}

/** What every JournalNode of the newest list keeps; one of Apache's keeps nothing, and is told so. */
export async function keptElectors(env: Env, journal: JournalOf): Promise<ElectorWord[]> {
  return keptBy(env, journal, everyMember(await newestList(env, journal)));
}

function keptBy(env: Env, journal: JournalOf, members: readonly string[]): Promise<ElectorWord[]> {
  const { journalId: jid, nameServiceId } = journal;
  return Promise.all(members.map(async (journalNode) => {
    try {
      const { status } = await ask(env, journal, journalNode, (client) => rpcProxy(client, QuorateLeaseProtocol).status({ jid, nameServiceId }));
      return { journalNode, kind: electorKind(status.elector), change: status.electorChange ?? 0, failure: status.voter ? undefined : 'it has no vote' };
    } catch (error) {
      const failure = isException(error, 'RpcNoSuchProtocolException') ? 'it is one of Apache\'s' : error instanceof Error ? error.message : String(error);
      return { journalNode, kind: undefined, change: 0, failure };
    }
  }));
}

/**
 * Changes it at a majority at least of the newest list, and of the pending one; its members, and those that did. Rejects with
 * FailoverFailed, naming what each had against it.
 */
export async function setElector(env: Env, journal: JournalOf, kind: ElectorKind): Promise<{ readonly took: readonly string[]; readonly members: readonly string[] }> {
  const { journalId: jid, nameServiceId } = journal;
  const list = await newestList(env, journal);
  const members = everyMember(list);
  const words = await keptBy(env, journal, members);
  const silent = words.filter(({ failure }) => failure !== undefined);
  if (isBlocked(listsOf(list), (member) => silent.some(({ journalNode }) => journalNode === member))) {
    throw new FailoverFailed(`a majority of the JournalNodes must take it, and nothing was changed: ${silent.map(({ journalNode, failure }) => `${journalNode}: ${failure}`).join('; ')}`);
  }
  const change = 1 + Math.max(...words.map((word) => word.change));
  const refusals: string[] = [];
  const done = await Promise.all(members.map(async (member) => {
    try {
      await ask(env, journal, member, (client) => rpcProxy(client, QuorateLeaseProtocol).setElector({ jid, nameServiceId, elector: electorProto(kind), change }));
      return [member];
    } catch (error) {
      refusals.push(`${member}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  }));
  const took = done.flat();
  if (!isQuorum(listsOf(list), (member) => took.includes(member))) throw new FailoverFailed(`${took.length} of ${members.length} JournalNodes took it, and a majority must: ${refusals.join('; ')}`);
  return { took, members };
}
