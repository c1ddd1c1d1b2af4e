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
      ...alike(asked.filter((daemon) => !isUp(daemon) && facts.hosts.get(daemon.address.host)?.addresses?.length !== 0)).map((daemons) => unreachable(facts, service, daemons)),
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

/** Daemons of one role that are away in the same way: one sentence is enough for them. */
function alike(daemons: readonly Daemon[]): (readonly [Daemon, ...Daemon[]])[] {
  const groups = new Map<string, [Daemon, ...Daemon[]]>();
  for (const daemon of daemons) {
    const key = ['foreign', 'other-daemon'].includes(daemon.reach) ? daemon.name : `${daemon.role} ${daemon.reach} ${daemon.process ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [daemon]);
    else group.push(daemon);
  }
  return [...groups.values()];
}

function unreachable(facts: Facts, service: NameserviceFacts, daemons: readonly [Daemon, ...Daemon[]]): Finding {
  const [daemon] = daemons;
  const { role, reach, process, address, detail } = daemon;
  const names = daemons.map(({ name }) => name);
  const several = daemons.length > 1;
  const who = several ? `${roleWord(role)}s ${listed(daemons.map(called))}` : introduced(daemon);
  const [does, is, they, them] = several ? ['do', 'are', 'they', 'them'] : ['does', 'is', 'it', 'it'];
  const effect = effectOf(service, daemons);
  const found = (text: string, advice: string): Finding => problem('unreachable', names.join(' '), `${who} ${text}${effect === '' ? '' : ` ${effect}`}`, advice);
  const each = (command: string): string => listed(names.map((name) => clusterCommand(facts, `${command} ${name}`) ?? ''));
  if (process === 'down') return found(`${does} not run.`, `Start ${them}: ${each('start')}.`);
  if (process === 'paused') return found(several ? 'are paused: their processes are stopped and answer nobody.' : 'is paused: its process is stopped and answers nobody.', `Let ${them} go on: ${each('resume')}.`);
  const logs = listed(names.map((name) => `${facts.place}/log/${name}.log`));
  if (process === 'running' && reach === 'refused') return found(`${several ? 'have processes' : 'has a process'}, but ${does} not listen yet.`, `${several ? 'They' : 'It'} may still be starting; see ${logs}.`);
  const host = several ? 'their hosts' : 'its host';
  switch (reach) {
    case 'refused':
      return found(`${does} not run: ${several ? 'their hosts are' : 'its host is'} there, but nobody listens ${several ? 'on these ports' : `on port ${address.port}`}.`,
        `Start ${them} on ${host}: \`quorate ${role} --config DIR\`. If ${they} ${several ? 'run' : 'runs'}, compare the ${several ? 'ports that their logs name' : 'port that its log names'} with the configuration.`);
    case 'unknown-host':
      return found(`cannot be found: the ${several ? 'names have' : `name ${address.host} has`} no address on this machine.`, 'Correct the name, or give it an address in DNS or /etc/hosts, on every host of the cluster and of its clients.');
    case 'hung':
      return found(`${several ? 'take' : 'takes'} connections and ${does} not answer.`, process === 'running'
        ? `${several ? 'They' : 'It'} may still be loading, or hang: see ${logs}.` : 'A process may be paused, hang or be overloaded, or something else than Hadoop listens there: look at the log on its host.');
    case 'foreign':
      return problem('mismatched-service', daemon.name, `Something else than Hadoop RPC answers at ${addressText(address)}, where ${roleWord(role)} ${daemon.name} should be${detail === '' ? '' : `: ${detail}`}.`,
        detail === '' ? 'Correct the address in the configuration, or end what listens there.' : 'Perhaps the configuration names the web port in place of the RPC port: correct it, or end what listens there.');
    case 'other-daemon':
      return problem('mismatched-service', daemon.name, `At ${addressText(address)} answers another kind of Hadoop daemon than ${roleWord(role)} ${daemon.name}.`, 'Correct the address in the configuration: it names another daemon\'s port.');
    case 'unreachable':
      return found(`cannot be reached: the network says that there is no way to ${several ? 'their hosts' : address.host}.`, 'Look at the routes and firewalls between this machine and there.');
    default:
      return found(`${is} silent: no connection within a second.`, `${several ? 'The hosts' : 'The host'} may be off, or a firewall drops what is sent there. If a host is up, log in there and look whether ${several ? 'its port' : `port ${address.port}`} is open.`);
  }
}

/** What it means that they are away. */
function effectOf({ nameNodes, journalNodes }: NameserviceFacts, daemons: readonly [Daemon, ...Daemon[]]): string {
  const [{ role }] = daemons;
  if (role === 'datanode') {
    if (!daemons.some((daemon) => 'dataAddress' in daemon && daemon.reported !== undefined)) return '';
    return `Reads use the other copies of ${daemons.length > 1 ? 'their' : 'its'} blocks; after ten silent minutes the NameNode makes new ones.`;
  }
  if (role === 'namenode') {
    const left = nameNodes.filter(isUp);
    if (nameNodes.length === 1) return 'Without it nothing of the file system can be used.';
    return left.length === 0 ? '' : `Meanwhile ${left.length === 1 ? `there is nobody to take over from ${left[0]?.name}` : 'the others take over from each other'}.`;
  }
  const up = journalNodes.filter(isUp);
  const spare = up.length - Math.floor(journalNodes.length / 2) - 1;
  return spare < 0 ? '' : `Writes go on with ${listed(up.map(({ name }) => name))}${spare === 0 ? '; if one more is lost, they stop' : ''}.`;
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
