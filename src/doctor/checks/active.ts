// Who is Active: exactly one NameNode should be. Where there is none, why.
import { automaticFailover, notActiveInSafemode, zookeeperQuorum } from '../../conf/namenode-keys.ts';
import { problem, warning } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { Facts, NameserviceFacts } from '../facts.ts';
import { setting } from '../setting.ts';
import { counted, listed, time } from '../words.ts';
import { adminCommand, called, isUp } from './hints.ts';
import { majority } from './journals.ts';

export function checkActive(facts: Facts): Finding[] {
  return facts.nameservices.flatMap((service) => [...howManyActive(facts, service), ...unleased(service), ...health(service), ...trouble(service), ...alone(service)]);
}

function howManyActive(facts: Facts, service: NameserviceFacts): Finding[] {
  // One that tells nothing may well be Active.
  const up = service.nameNodes.filter((node) => isUp(node) && node.state !== undefined);
  const active = up.filter(({ state }) => state === 'active');
  if (active.length > 1) {
    return [problem('two-active', listed(active.map(({ name }) => name)),
      `${listed(active.map(called))} both say that they are Active. Only one can write to the journal; the other one answers reads with what may be old.`,
      `Find out which one the clients' writes arrive at, and make the other one a Standby: ${adminCommand(facts, `haadmin -transitionToStandby ${active[1]?.id ?? ''}`)}. If automatic failover is off, nothing keeps two from being Active but the operator.`)];
  }
  if (active.length === 1 || up.length === 0 || service.nameNodes.some((node) => isUp(node) && node.state === undefined)) return [];
  const { text, advice } = whyNobody(facts, service);
  return [problem('no-active', service.id === '' ? 'NameNode' : service.id, `No NameNode is Active: files can be neither read nor written. ${text}`, advice)];
}

/** Elections are ZooKeeper's there, and the JournalNodes' leases do not fence reads (HA.md 36). */
function unleased({ nameNodes, journalNodes }: NameserviceFacts): Finding[] {
  const foreign = journalNodes.filter((node) => isUp(node) && node.formatted !== false && node.lease === undefined).map(called);
  return nameNodes.filter((node) => isUp(node) && node.state === 'active' && node.unleased).map((node) => warning('unleased-reads', node.name,
    `Reads of ${called(node)} rest on the fencing of the last Active alone: ${foreign.length === 0 ? 'a JournalNode' : listed(foreign)} ${foreign.length > 1 ? 'grant' : 'grants'} no leases, as Apache's do.`,
    'See that dfs.ha.fencing.methods really ends a NameNode that does not answer (shell(true) does not), or replace Apache\'s JournalNodes by quorate\'s.'));
}

interface Reason {
  readonly text: string;
  readonly advice: string;
}

/** The first reason that holds; the order is the one in which one of them stands in the way of the next. */
function whyNobody(facts: Facts, service: NameserviceFacts): Reason {
  const { nameNodes, journalNodes } = service;
  const candidates = nameNodes.filter(isUp);
  const first = candidates[0];
  const loading = candidates.filter(({ state }) => state === 'initializing');
  if (loading.length === candidates.length) return { text: `${listed(loading.map(called))} ${loading.length === 1 ? 'is' : 'are'} still starting.`, advice: 'Wait until the image is loaded; the log tells how far it is.' };
  const journalUp = journalNodes.filter(isUp);
  if (journalNodes.length > 0 && journalUp.length < majority(journalNodes.length)) {
    return { text: `A majority of the JournalNodes is missing (${journalUp.length} of ${journalNodes.length} answer), and without it nobody may be Active.`, advice: 'Bring JournalNodes back; an Active is elected by itself then, if automatic failover is on.' };
  }
  const usable = journalUp.filter(({ formatted, mismatch }) => formatted !== false && mismatch === undefined);
  if (journalNodes.length > 0 && usable.length < majority(journalNodes.length)) {
    return { text: `Only ${counted(usable.length, 'JournalNode')} of ${journalNodes.length} ${usable.length === 1 ? 'has' : 'have'} this file system's journal.`, advice: 'Mend the journals first: they are told of by themselves.' };
  }
  if (!setting(service, automaticFailover)) {
    return { text: 'Automatic failover is off (dfs.ha.automatic-failover.enabled), so an operator has to choose.', advice: `${adminCommand(facts, `haadmin -transitionToActive ${first?.id ?? ''}`)}, or set dfs.ha.automatic-failover.enabled to true for all NameNodes and restart them.` };
  }
  const ill = candidates.filter((node) => node.ill !== undefined);
  if (ill.length === candidates.length) return { text: `Each NameNode says that it is ill: ${listed(ill.map((node) => `${node.name}: ${node.ill}`))}.`, advice: 'Mend that on one of them.' };
  if (setting(service, notActiveInSafemode) && candidates.every(({ safeMode }) => safeMode === true)) {
    return { text: 'All are in safe mode, and dfs.ha.nn.not-become-active-in-safemode keeps such a NameNode from becoming Active.', advice: 'Start the DataNodes, so that safe mode ends; or set that key to false.' };
  }
  const zookeeper = setting(service, zookeeperQuorum);
  if (candidates.every(({ namespace }) => namespace?.ours === false)) {
    return { text: 'With Apache\'s NameNodes a failover controller (ZKFC) beside each of them elects, over ZooKeeper.', advice: `Look whether ZooKeeper${zookeeper === '' ? ' (ha.zookeeper.quorum is not set)' : ` (${zookeeper})`} and both failover controllers run, and at the controllers' logs.` };
  }
  if (zookeeper !== '') {
    return {
      text: `The NameNodes elect over ZooKeeper (${zookeeper}), and nobody holds the lock or could be promoted.`,
      advice: 'Look whether ZooKeeper runs, and at the NameNodes\' logs: a znode that is missing is made by `quorate zkfc -formatZK`, and a last Active that cannot be fenced is named there. Without ha.zookeeper.quorum the JournalNodes elect.',
    };
  }
  const granting = usable.filter(({ lease }) => lease !== undefined);
  if (granting.length < majority(journalNodes.length)) {
    return { text: `The JournalNodes elect, and that takes a majority of quorate's; only ${granting.length} of ${journalNodes.length} are.`, advice: 'Replace Apache\'s JournalNodes by quorate\'s, one at a time, on the same directories; or elect by hand with automatic failover off.' };
  }
  const holder = granting.flatMap(({ lease }) => lease?.holders ?? []).find(({ leftMs }) => leftMs > 0);
  if (holder !== undefined && !candidates.some(({ id }) => id === holder.nameNode)) {
    return { text: `NameNode ${holder.nameNode ?? '(unknown)'} still has its turn for ${time(holder.leftMs)} and does not answer here.`, advice: 'If it is lost, another one takes over when that time is over. If it goes on, it can be reached by the JournalNodes and not by this machine: look at the network.' };
  }
  const held = Math.max(0, ...granting.map(({ lease }) => lease?.holdMs ?? 0));
  if (held > 0) return { text: `JournalNodes have just been restarted and wait for ${time(held)} before they let anybody be Active.`, advice: 'Wait.' };
  const said = candidates.filter(({ notReadyReason }) => notReadyReason !== undefined);
  if (said.length > 0) return { text: listed(said.map((node) => `${node.name} says: ${node.notReadyReason}`)), advice: 'Look at the NameNodes\' logs.' };
  return { text: 'None of the usual reasons holds: the JournalNodes are there and would elect.', advice: 'Ask again in some seconds; if it stays so, look at the NameNodes\' logs.' };
}

/** NameNodes that say they are ill, while somebody is Active. */
function health({ nameNodes }: NameserviceFacts): Finding[] {
  return nameNodes.filter(({ ill }) => ill !== undefined).map((node) => problem('ill', node.name, `NameNode ${called(node)} says that it is ill: ${node.ill}`,
    /resources/.test(node.ill ?? '') ? 'Free space on the disks of its name directories, and look whether they can be written to.' : 'Look at its log.'));
}

/** An Active that says it does not answer as it should. Apache's says of any that it is not ready to become Active. */
function trouble({ nameNodes }: NameserviceFacts): Finding[] {
  return nameNodes.filter((node) => node.state === 'active' && node.namespace?.ours === true && node.notReadyReason !== undefined).map((node) => problem(
    'slow-quorum', node.name, `The Active NameNode ${called(node)} does not answer as it should: ${node.notReadyReason}`,
    'Look at the JournalNodes that it names: whether they run, their disks, and the network to them. It goes on by itself once a majority takes edits again.'));
}

function alone({ nameNodes, journalNodes }: NameserviceFacts): Finding[] {
  if (nameNodes.length > 1) return [];
  return [warning('one-namenode', nameNodes[0]?.name ?? 'NameNode', `There is only one NameNode: while it is away nothing of the file system can be used${journalNodes.length === 0 ? ', and if its disk is lost, so are all files' : ''}.`,
    'Use two NameNodes and three JournalNodes (docs/HA.md); or make copies of the name directory.')];
}
