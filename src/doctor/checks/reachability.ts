// Daemons that do not answer, or that are not what the configuration says; and this user's right to ask.
import { problem, warning } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { DataNodeFacts, Facts, JournalNodeFacts, NameNodeFacts, NameserviceFacts } from '../facts.ts';
import { counted, listed } from '../words.ts';
import { addressText, adminCommand, called, clusterCommand, introduced, isUp, roleWord } from './hints.ts';

type Daemon = NameNodeFacts | JournalNodeFacts | DataNodeFacts;

export function checkReachability(facts: Facts): Finding[] {
  if (nothingRuns(facts)) return [problem('not-running', facts.place, 'The cluster does not run: none of its daemons has a process.', `Start it: ${clusterCommand(facts, 'up')}.`)];
  return facts.nameservices.flatMap((service) => {
    const { nameNodes, journalNodes, dataNodes } = service;
    // One that a NameNode counts as dead is told of there (checks/data-nodes.ts).
    const asked: Daemon[] = [...nameNodes, ...journalNodes, ...dataNodes.filter(({ reported }) => reported?.dead !== true)];
    return [
      // A name that nobody knows is told of by itself.
      ...asked.filter((daemon) => !isUp(daemon) && facts.hosts.get(daemon.address.host)?.addresses?.length !== 0).map((daemon) => unreachable(facts, service, daemon)),
      ...dataNodes.filter((node) => isUp(node) && node.dataReach !== 'answers').map((node) => problem('unreachable', node.name,
        `DataNode ${node.name} answers on its RPC port, but its data port ${addressText(node.dataAddress)} takes no connections: its blocks can be neither read nor written.`,
        'Look whether a firewall is in the way, and at the DataNode\'s log.')),
      ...[...nameNodes, ...journalNodes, ...dataNodes].flatMap((daemon) => webOf(daemon)),
      ...denied(facts, nameNodes),
    ];
  });
}

/** A cluster of `quorate up` whose processes are all gone: one sentence instead of one for each. */
export function nothingRuns({ nameservices }: Facts): boolean {
  const daemons = nameservices.flatMap(({ nameNodes, journalNodes, dataNodes }): Daemon[] => [...nameNodes, ...journalNodes, ...dataNodes]);
  return daemons.length > 0 && daemons.every(({ process }) => process === 'down');
}

function unreachable(facts: Facts, service: NameserviceFacts, daemon: Daemon): Finding {
  const who = introduced(daemon);
  const effect = effectOf(service, daemon);
  const found = (text: string, advice: string): Finding => problem('unreachable', daemon.name, `${text}${effect === '' ? '' : ` ${effect}`}`, advice);
  if (daemon.process === 'down') return found(`${who} does not run.`, `Start it: ${clusterCommand(facts, `start ${daemon.name}`) ?? ''}.`);
  if (daemon.process === 'paused') return found(`${who} is paused: its process is stopped and answers nobody.`, `Let it go on: ${clusterCommand(facts, `resume ${daemon.name}`) ?? ''}.`);
  if (daemon.process === 'running' && daemon.reach === 'refused') {
    return found(`${who} has a process, but does not listen on port ${daemon.address.port} yet.`, `It may still be starting; ${facts.place}/log/${daemon.name}.log tells.`);
  }
  const start = `Start it on its host: \`quorate ${daemon.role} --config DIR\`.`;
  switch (daemon.reach) {
    case 'refused':
      return found(`${who} does not run: its host is there, but nobody listens on port ${daemon.address.port}.`, `${start} If it runs, compare the port that its log names with the configuration.`);
    case 'unknown-host':
      return found(`${who} cannot be found: the name ${daemon.address.host} has no address on this machine.`, 'Correct the name, or give it an address in DNS or /etc/hosts, on every host of the cluster and of its clients.');
    case 'hung':
      return found(`${who} takes connections and does not answer.`, daemon.process === 'running'
        ? `It may still be loading, or hang: ${facts.place}/log/${daemon.name}.log tells.` : 'Its process may be paused, hang or be overloaded, or something else than Hadoop listens there: look at its log on its host.');
    case 'foreign':
      return problem('mismatched-service', daemon.name, `Something else than Hadoop RPC answers at ${addressText(daemon.address)}, where ${roleWord(daemon.role)} ${daemon.name} should be${daemon.detail === '' ? '' : `: ${daemon.detail}`}.`,
        daemon.detail === '' ? 'Correct the address in the configuration, or end what listens there.' : 'Perhaps the configuration names the web port in place of the RPC port: correct it, or end what listens there.');
    case 'other-daemon':
      return problem('mismatched-service', daemon.name, `At ${addressText(daemon.address)} answers another kind of Hadoop daemon than ${roleWord(daemon.role)} ${daemon.name}.`, 'Correct the address in the configuration: it names another daemon\'s port.');
    case 'unreachable':
      return found(`${who} cannot be reached: the network says that there is no way to ${daemon.address.host}.`, 'Look at the routes and firewalls between this machine and that host.');
    default:
      return found(`${who} is silent: no connection within a second.`, `Its host may be off, or a firewall drops what is sent to it. If the host is up, log in there and look whether port ${daemon.address.port} is open.`);
  }
}

/** What it means that one of them is away. */
function effectOf({ nameNodes, journalNodes }: NameserviceFacts, daemon: Daemon): string {
  if (daemon.role === 'namenode') {
    const others = nameNodes.filter((node) => node.name !== daemon.name && isUp(node));
    return nameNodes.length === 1 ? 'Without it nothing of the file system can be used.' : others.length === 0 ? '' : `While it is away, ${others.length === 1 ? `there is nobody to take over from ${others[0]?.name}` : 'the others take over from each other'}.`;
  }
  if ('dataAddress' in daemon) return daemon.reported === undefined ? '' : 'Reads use the other copies of its blocks; when it has been silent for ten minutes, the NameNode makes new ones.';
  const up = journalNodes.filter(isUp);
  const needed = Math.floor(journalNodes.length / 2) + 1;
  if (up.length < needed) return '';
  const spare = up.length - needed;
  return `Writes go on with ${listed(up.map(({ name }) => name))}${spare === 0 ? '; if one more is lost, they stop' : ''}.`;
}

function webOf({ name, role, web, reach }: Daemon): Finding[] {
  if (reach !== 'answers' || web === undefined || web.reach === 'answers') return [];
  const effect = role === 'datanode' ? '' : role === 'namenode' ? ' Standbys send their checkpoints there.' : ' NameNodes read the journal from there when they catch up.';
  const what = web.reach === 'foreign' ? 'something else than a web server answers' : web.reach === 'hung' ? 'nothing was answered within a second' : web.reach === 'refused' ? 'nobody listens' : 'nobody answers';
  // The first who asks a JVM's web server waits for its classes.
  return [(role === 'datanode' || web.reach === 'hung' ? warning : problem)('web-unreachable', name, `${roleWord(role)} ${name} runs, but on its web address ${addressText(web.address)} ${what}.${effect}`,
    role === 'namenode' ? 'Compare dfs.namenode.http-address with what its log names, and look whether a firewall is in the way.' : 'Compare the address with what its log names, and look whether a firewall is in the way.')];
}

function denied(facts: Facts, nameNodes: readonly NameNodeFacts[]): Finding[] {
  const secure = nameNodes.filter((node) => /SIMPLE authentication is not enabled/.test(node.denied ?? ''));
  if (secure.length > 0) {
    return [problem('not-superuser', facts.user, `${listed(secure.map(called))} ${secure.length === 1 ? 'wants' : 'want'} clients to prove who they are with Kerberos, which quorate does not speak yet: doctor is told nothing there.`,
      'Use Apache Hadoop\'s own tools on this cluster.')];
  }
  const by = nameNodes.filter((node) => node.denied !== undefined);
  return by.length === 0 ? [] : [warning('not-superuser', facts.user,
    `${listed(by.map(called))} ${by.length === 1 ? 'tells' : 'tell'} user ${facts.user} nothing about namespace, transactions and checkpoints: that takes a superuser. ${counted(by.length, 'NameNode')} could not be examined fully.`,
    `Run it as the user that the NameNodes run as: HADOOP_USER_NAME=hdfs ${adminCommand(facts, 'doctor')}.`)];
}
