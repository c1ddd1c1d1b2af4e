// One JournalNode: what it has promised, what it has. QJournalProtocol, which Apache's know as well, and two
// protocols of quorate's own.
import { decodeJournalList, everyMember, memberAddress, newestOf } from '../../protocol/journal-list.ts';
import type { Env } from '../../env/env.ts';
import { QJournalProtocol } from '../../wire/qjournal-protocol.ts';
import type { GetEditLogManifestResponseProto } from '../../wire/qjournal-protocol.ts';
import { LearnerStateProto, QuorateJournalProtocol } from '../../wire/quorate-journal.ts';
import { QuorateLeaseProtocol } from '../../wire/quorate-lease.ts';
import type { JournalNodeFacts, NamespaceFacts } from '../facts.ts';
import type { Machine } from '../machine.ts';
import type { DaemonSubject } from '../subject.ts';
import { Asker, bracketed } from './ask.ts';
import { askText, askWeb } from './web.ts';

export interface JournalName {
  readonly journalId: string;
  readonly nameservice: string;
}

/** host:port, as lists of JournalNodes have it. */
export function memberOf({ rpc }: DaemonSubject): string {
  return `${rpc.host}:${rpc.port}`;
}

/**
 * Asks all JournalNodes of the newest list that any of them tells: those that are configured, and whom they name (HA.md 33). What
 * the others say, who left it, is of no account.
 */
export async function askJournalNodes(env: Env, machine: Machine, configured: readonly DaemonSubject[], journal: JournalName, user: string): Promise<JournalNodeFacts[]> {
  const told = new Map<string, JournalNodeFacts>();
  let subjects = configured;
  for (;;) {
    const answers = await Promise.all(subjects.filter((subject) => !told.has(memberOf(subject))).map(async (subject) => [memberOf(subject), await askJournalNode(env, machine, subject, journal, user)] as const));
    if (answers.length === 0) return subjects.flatMap((subject) => told.get(memberOf(subject)) ?? []);
    for (const [member, facts] of answers) told.set(member, facts);
    const list = newestOf([...told.values()].map((node) => node.list));
    if (list !== undefined) {
      subjects = everyMember(list).map((member) => configured.find((subject) => memberOf(subject) === member)
        ?? { name: member, role: 'journalnode', id: '', rpc: memberAddress(member), http: undefined, data: undefined });
    }
  }
}

/** Asks one JournalNode everything. */
async function askJournalNode(env: Env, machine: Machine, subject: DaemonSubject, journal: JournalName, user: string): Promise<JournalNodeFacts> {
  const asker = new Asker(env, subject.rpc, user);
  try {
    const jid = { identifier: journal.journalId };
    const nameServiceId = journal.nameservice === '' ? undefined : journal.nameservice;
    const [formatted, state, manifest, lease, memory] = await Promise.all([
      asker.ask(QJournalProtocol.methods.isFormatted, QJournalProtocol, { jid, nameServiceId }),
      asker.ask(QJournalProtocol.methods.getJournalState, QJournalProtocol, { jid, nameServiceId }),
      asker.ask(QJournalProtocol.methods.getEditLogManifest, QJournalProtocol, { jid, sinceTxId: 0, inProgressOk: true, nameServiceId }),
      asker.ask(QuorateLeaseProtocol.methods.status, QuorateLeaseProtocol, { jid: journal.journalId, nameServiceId }),
      asker.ask(QuorateJournalProtocol.methods.memory, QuorateJournalProtocol, { jid: journal.journalId, nameServiceId }),
    ]);
    const { reach, detail } = formatted.error === undefined ? { reach: 'answers' as const, detail: '' } : await asker.reach(formatted.error);
    const webPort = state.value?.httpPort ?? subject.http?.port;
    const web = webPort === undefined ? undefined : await askWeb(env, { host: subject.rpc.host, port: webPort }, 'Hadoop:service=JournalNode,name=JournalNodeInfo');
    return {
      name: subject.name, role: 'journalnode', address: subject.rpc, reach, detail, process: machine.processOf(subject.name), web: web?.web,
      formatted: formatted.value?.isFormatted, promised: state.value?.lastPromisedEpoch, txid: lastOf(manifest.value), laterTxid: undefined,
      segments: manifest.value?.manifest.logs.map(({ startTxId, endTxId, isInProgress }) => ({ first: startTxId, last: endTxId, open: isInProgress === true })),
      lease: lease.value === undefined ? undefined : {
        holders: lease.value.status.leases.map(({ nameNodeId, leftMs, connected }) => ({ nameNode: nameNodeId, leftMs, connected })), holdMs: lease.value.status.holdMs,
      },
      mismatch: undefined, trouble: memory.value?.trouble, learns: memory.value?.learner !== undefined && memory.value.learner !== LearnerStateProto.ASKING,
      list: decodeJournalList(memory.value?.config),
    };
  } finally {
    asker.close();
  }
}

/** Asks again what it has. */
export async function askJournalAgain(env: Env, node: JournalNodeFacts, journal: JournalName, user: string): Promise<JournalNodeFacts> {
  if (node.reach !== 'answers') return node;
  const asker = new Asker(env, node.address, user);
  try {
    const request = { jid: { identifier: journal.journalId }, sinceTxId: 0, inProgressOk: true, nameServiceId: journal.nameservice === '' ? undefined : journal.nameservice };
    return { ...node, laterTxid: lastOf((await asker.ask(QJournalProtocol.methods.getEditLogManifest, QJournalProtocol, request)).value) };
  } finally {
    asker.close();
  }
}

/**
 * Whether it serves the NameNodes' namespace. A segment that no journal has is asked for: /getJournal looks at whose the
 * asker is first, and answers 403 to somebody else's.
 */
export async function askWhose(env: Env, node: JournalNodeFacts, { journalId }: JournalName, namespace: NamespaceFacts): Promise<JournalNodeFacts> {
  if (node.web?.reach !== 'answers' || node.formatted !== true) return node;
  const { host, port } = node.web.address;
  const { layoutVersion, namespaceId, cTime, clusterId } = namespace;
  const storageInfo = encodeURIComponent(`${layoutVersion}:${namespaceId}:${cTime}:${clusterId}`);
  const answer = await askText(env, `http://${bracketed(host)}:${port}/getJournal?jid=${journalId}&segmentTxId=${Number.MAX_SAFE_INTEGER}&storageInfo=${storageInfo}`);
  if (answer?.status !== 403) return node;
  const [, theirNamespace, theirCluster] = /has namespaceId '?(-?\d+)'? and clusterId '([^']*)'/.exec(answer.text.replace(/&#39;|&apos;/g, '\'')) ?? [];
  return { ...node, mismatch: theirCluster === undefined ? '' : `clusterID ${theirCluster}, namespaceID ${theirNamespace}` };
}

function lastOf(response: GetEditLogManifestResponseProto | undefined): number | undefined {
  const last = response?.manifest.logs.reduce((most, { startTxId, endTxId }) => Math.max(most, endTxId, startTxId - 1), 0);
  return last;
}
