// Gathers all facts, everything at once where nothing waits for something else:
//
//   directories ────────────────────────────────────────────┐
//   host names ──────────┐                                  │
//   NameNodes ───────────┼─→ DataNodes, whose the journals  ├─→ facts
//   JournalNodes ────────┘    are, ports that are taken ────┘
//
// Where somebody seems behind, or not exactly one is Active, the same is asked once more a moment later: what was only late by then
// is not worth a sentence.
import type { Env } from '../../env/env.ts';
import { sleep } from '../../env/waiting.ts';
import { automaticFailover } from '../../conf/namenode-keys.ts';
import type { ConfFacts, Facts, NameserviceFacts } from '../facts.ts';
import type { Machine } from '../machine.ts';
import { setting } from '../setting.ts';
import type { NameserviceSubject, Subject } from '../subject.ts';
import { askDataNode, askedMost, dataNodesOf } from './data-node.ts';
import { lookAtDirectories } from './directory.ts';
import { lookUp, takenPorts } from './hosts.ts';
import { askJournalAgain, askJournalNodes, askWhose, memberOf } from './journal-node.ts';
import { askAgain, askNameNode } from './name-node.ts';

/** In this time a Standby and a JournalNode that are well have what the others had before it. */
const momentMs = 200;
/** An election that runs takes less. */
const electionMs = 700;

export interface GatherOptions {
  readonly place: string;
  readonly clusterOption: string | undefined;
  readonly user: string;
  readonly confs: readonly ConfFacts[];
  readonly confErrors: readonly string[];
}

/** All facts about `subject`. */
export async function gather(env: Env, machine: Machine, subject: Subject, options: GatherOptions): Promise<Facts> {
  const directories = lookAtDirectories(env, subject.directories);
  const hosts = lookUp(env, machine, subject.addresses);
  const nameservices = await Promise.all(subject.nameservices.map((service) => askNameservice(env, machine, service, options.user)));
  const taken = await takenPorts(env, machine, subject.addresses, nameservices);
  return {
    ...options, confErrors: [...options.confErrors, ...subject.errors], nameservices, directories: await directories, addresses: subject.addresses, hosts: await hosts, taken,
  };
}

async function askNameservice(env: Env, machine: Machine, service: NameserviceSubject, user: string): Promise<NameserviceFacts> {
  const journal = { journalId: service.journalId ?? service.id, nameservice: service.id };
  const first = await Promise.all([
    Promise.all(service.nameNodes.map((node) => askNameNode(env, machine, node, user))),
    askJournalNodes(env, machine, service.journalNodes, journal, user),
  ]);
  let [nameNodes, journalNodes] = first;
  const found = dataNodesOf(service.dataNodes, nameNodes);
  const namespace = (nameNodes.find(({ state }) => state === 'active') ?? nameNodes.find((node) => node.namespace !== undefined))?.namespace;
  const dataNodes = Promise.all(found.slice(0, askedMost).map((node) => askDataNode(env, machine, node, user)));
  if (namespace !== undefined) journalNodes = await Promise.all(journalNodes.map((node) => askWhose(env, node, journal, namespace)));

  const nobody = nameNodes.some(({ reach }) => reach === 'answers') && !nameNodes.some(({ state }) => state === 'active') && setting(service, automaticFailover);
  const several = nameNodes.filter(({ state }) => state === 'active').length > 1;
  const behind = isUneven(nameNodes.map(({ txid }) => txid)) || isUneven(journalNodes.map(({ txid }) => txid));
  if (nobody || several || behind) {
    await sleep(env, nobody ? electionMs : momentMs);
    [nameNodes, journalNodes] = await Promise.all([
      Promise.all(nameNodes.map((node) => askAgain(env, node, user))),
      Promise.all(journalNodes.map((node) => askJournalAgain(env, node, journal, user))),
    ]);
  }
  const { id, conf, suffixes, journalId } = service;
  const configuredJournalNodes = service.journalNodes.map(memberOf);
  return { id, conf, suffixes, journalId, nameNodes, journalNodes, configuredJournalNodes, dataNodes: await dataNodes, dataNodesLeft: Math.max(0, found.length - askedMost) };
}

function isUneven(txids: readonly (number | undefined)[]): boolean {
  return new Set(txids.filter((txid) => txid !== undefined)).size > 1;
}
