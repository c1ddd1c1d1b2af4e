// `quorate haadmin`: Apache's options, output and exit codes (DFSHAAdmin), Apache's -1 being a shell's 255.
import { createInterface } from 'node:readline/promises';
import { ConfError } from '../../conf/configuration.ts';
import type { Configuration } from '../../conf/configuration.ts';
import { nameNodesOf, quorumJournalUri, suffixesOf } from '../../conf/nameservices.ts';
import type { Env } from '../../env/env.ts';
import { nodeEnv } from '../../env/node/node-env.ts';
import { keptElectors, setElector } from '../../failover/elector-admin.ts';
import type { JournalOf } from '../../failover/elector-admin.ts';
import { FailoverFailed, HaAdmin, nameOf } from '../../failover/ha-admin.ts';
import { changeJournalNodes, journalList, journalRequest } from '../../failover/journal-admin.ts';
import { electsOver, isElectorKind } from '../../protocol/elector-kind.ts';
import { isException } from '../../protocol/exceptions.ts';
import { clientConfDir, loadConfiguration, userName } from '../conf-dir.ts';

interface Usage {
  readonly args: string | undefined;
  readonly help: string;
}

/** Its commands. */
export const usages: Readonly<Record<string, Usage>> = {
  '-checkHealth': { args: '<serviceId>', help: 'Asks the NameNode to check its own health; the exit code is not 0 when it is ill.' },
  '-elector': { args: '[journal | zookeeper]', help: 'Tells how the NameNodes elect, as each JournalNode keeps it, or changes it while all NameNodes are stopped; quorate\'s own.' },
  '-failover': { args: '[--forcefence] [--forceactive] <serviceId> <serviceId>', help: 'Fails over from the first NameNode to the second.' },
  '-getAllServiceState': { args: undefined, help: 'Prints the state of every NameNode of the nameservice.' },
  '-getServiceState': { args: '<serviceId>', help: 'Prints the state of a NameNode.' },
  '-journal': { args: '<list | add HOST:PORT | remove HOST:PORT | replace OLD NEW | seal>', help: 'Lists the JournalNodes, or changes them while the cluster runs; quorate\'s own. seal lets Apache\'s NameNodes write to a changed list.' },
  '-help': { args: '<command>', help: 'Explains a command.' },
  '-transitionToActive': { args: '[--forceactive] <serviceId>', help: 'Makes a NameNode the Active.' },
  '-transitionToStandby': { args: '<serviceId>', help: 'Makes a NameNode a Standby.' },
};

/** What `-journal` does. */
export const journalKinds: Readonly<Record<string, string>> = {
  list: 'Prints the JournalNodes, and which of them write along.', add: 'Adds one, which may be blank.', remove: 'Removes one.', replace: 'Puts one in another\'s place.',
  seal: 'Lets NameNodes that tell no generation, such as Apache\'s, write to the changed list.',
};

/** What changes a state takes; any other option is refused before anything is done. */
const optionsOf: Readonly<Record<string, readonly string[]>> = {
  '-failover': ['forcefence', 'forceactive', 'forcemanual'], '-transitionToActive': ['forceactive', 'forcemanual'], '-transitionToStandby': ['forcemanual'],
};

function printUsage(say: (line: string) => void = console.error): void {
  say('Usage: haadmin [-ns <nameserviceId>]');
  for (const [name, { args }] of Object.entries(usages)) say(args === undefined ? `    [${name}]` : `    [${name} ${args}]`);
}

function printUsageOf(name: string): void {
  console.error(`Usage: haadmin [${[name, usages[name]?.args].filter((part) => part !== undefined).join(' ')}]`);
}

/** Runs one haadmin command; resolves with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { conf, rest } = loadConfiguration(args, process.env, clientConfDir(process.env));
  let words = [...rest];
  let nameservice: string | undefined;
  if (words[0] === '-ns') {
    nameservice = words[1];
    if (nameservice === undefined || words[2] === undefined) {
      console.error(nameservice === undefined ? 'Missing nameservice ID' : 'Missing command');
      printUsage();
      return 255;
    }
    words = words.slice(2);
  }
  const [name, ...operands] = words;
  if (name === undefined) {
    printUsage();
    return 255;
  }
  if (!name.startsWith('-')) {
    console.error(`Bad command '${name}': expected command starting with '-'`);
    printUsage();
    return 255;
  }
  if (usages[name] === undefined) {
    console.error(`${name.slice(1)}: Unknown command`);
    printUsage();
    return 255;
  }
  if (name === '-help') return help(operands);
  const env = nodeEnv({ name: 'haadmin' });
  try {
    const admin = new HaAdmin(env, conf, userName(process.env), nameservice);
    try {
      if (name === '-journal') return await journalNodes(env, admin, operands);
      if (name === '-elector') return await elector(env, journalOf(conf, admin.nameservice), operands);
      return await execute(admin, name, operands);
    } finally {
      admin.close();
    }
  } catch (error) {
    if (error instanceof ConfError) console.error(`Illegal argument: ${error.message}`);
    else if (error instanceof FailoverFailed) console.error(`Failover failed: ${error.message}`);
    else console.error(`Operation failed: ${error instanceof Error ? error.message : String(error)}`);
    return 255;
  }
}

async function execute(admin: HaAdmin, name: string, operands: readonly string[]): Promise<number> {
  const flags = new Set(operands.filter((word) => word.startsWith('-')).map((word) => word.replace(/^-+/, '')));
  const ids = operands.filter((word) => !word.startsWith('-'));
  const [first, second] = ids;
  if ([...flags].some((flag) => optionsOf[name]?.includes(flag) !== true)) return wrongNumber(name, 'incorrect arguments');
  switch (name) {
    case '-getAllServiceState':
      return printAll(admin);
    case '-failover':
      if (first === undefined || second === undefined || ids.length !== 2) return wrongNumber(name, 'incorrect arguments');
      if (flags.has('forcemanual') && !(await confirmed())) return 255;
      return failover(admin, first, second, flags);
    default:
      if (first === undefined || ids.length !== 1) return wrongNumber(name, 'incorrect number of arguments');
      return single(admin, name, first, flags);
  }
}

function journalOf(conf: Configuration, nameservice: string): JournalOf {
  const uri = nameNodesOf(conf, nameservice).map(({ id }) => quorumJournalUri(conf, ...suffixesOf(nameservice, id))).find((each) => each !== undefined);
  if (uri === undefined) throw new ConfError(`dfs.namenode.shared.edits.dir is not set for ${nameservice}: there are no JournalNodes to elect over`);
  return { journalNodes: uri.journalNodes, journalId: uri.journalId, nameServiceId: nameservice, user: userName(process.env) };
}

async function elector(env: Env, journal: JournalOf, [kind, ...more]: readonly string[]): Promise<number> {
  if (more.length > 0) return wrongNumber('-elector', 'incorrect number of arguments');
  if (kind === undefined) {
    for (const word of await keptElectors(env, journal)) console.log(`${word.journalNode.padEnd(40)} ${word.failure ?? word.kind ?? 'none yet'}`);
    return 0;
  }
  if (!isElectorKind(kind)) return wrongNumber('-elector', `'${kind}' is neither journal nor zookeeper`);
  const { took, members } = await setElector(env, journal, kind);
  console.log(`The NameNodes elect ${electsOver(kind)} from now on, as ${took.length} of ${members.length} JournalNodes keep it.`);
  return 0;
}

async function journalNodes(env: Env, admin: HaAdmin, [kind = '', ...operands]: readonly string[]): Promise<number> {
  if (kind === '') return wrongNumber('-journal', 'incorrect number of arguments');
  if (kind === 'list') {
    const { nameNode, list } = await journalList(admin);
    console.log(`generation ${list.gen}${list.gen === 0 ? ' (as configured)' : ''}${list.sealed ? ', sealed' : ''}${list.changing ? ', a change is pending' : ''}, as ${nameNode} knows it`);
    for (const { name, member, pending, writesAlong, ours, trouble } of list.members) {
      const standing = !member && !pending ? 'joining' : list.changing && member !== pending ? (pending ? 'arriving' : 'leaving') : 'member';
      const state = writesAlong === undefined ? '' : writesAlong ? 'writes along' : `does not write along${trouble === undefined ? '' : `: ${trouble}`}`;
      console.log(`${name.padEnd(40)} ${standing.padEnd(9)}${ours === false ? " Apache's" : ''} ${state}`.trimEnd());
    }
    return 0;
  }
  const list = await changeJournalNodes(env, admin, journalRequest(kind, operands), (text) => console.error(`waiting: ${text}`));
  const members = list.members.filter(({ member }) => member).map(({ name }) => name);
  console.log(`The JournalNodes are ${members.join(', ')} (generation ${list.gen}${list.sealed ? ', sealed' : ''}).`);
  console.error(`For what asks the configuration: dfs.namenode.shared.edits.dir is qjournal://${members.join(';')}/... from now on.`);
  return 0;
}

async function single(admin: HaAdmin, name: string, id: string, flags: ReadonlySet<string>): Promise<number> {
  if (name === '-getServiceState') {
    console.log(await admin.state(id));
    return 0;
  }
  if (name === '-checkHealth') {
    try {
      await admin.checkHealth(id);
      return 0;
    } catch (error) {
      if (!isException(error, 'HealthCheckFailedException')) throw error;
      console.error(`Health check failed: ${error.message}`);
      return 255;
    }
  }
  const forced = flags.has('forcemanual');
  if (forced && !(await confirmed())) return 255;
  if (name === '-transitionToActive' && !flags.has('forceactive') && (await otherIsActive(admin, id, forced))) return 255;
  if (!manualAllowed(admin, id, forced)) return 255;
  if (name === '-transitionToActive') await admin.transitionToActive(id, forced ? 'forced' : 'user');
  else await admin.transitionToStandby(id, forced ? 'forced' : 'user');
  return 0;
}

async function failover(admin: HaAdmin, from: string, to: string, flags: ReadonlySet<string>): Promise<number> {
  admin.target(from);
  if (!admin.automatic(to)) {
    await admin.failover(from, to, flags.has('forcemanual') ? 'forced' : 'user', flags.has('forceactive'));
    console.log(`Failover from ${from} to ${to} successful`);
    return 0;
  }
  if (flags.has('forcefence') || flags.has('forceactive')) {
    console.error('forcefence and forceactive flags not supported with auto-failover enabled.');
    return 255;
  }
  try {
    await admin.gracefulFailover(to);
  } catch (error) {
    if (!isException(error, 'ServiceFailedException')) throw error;
    throw new FailoverFailed(error.message, { cause: error });
  }
  console.log(`Failover to ${admin.describe(to)} successful`);
  return 0;
}

async function printAll(admin: HaAdmin): Promise<number> {
  for (const target of admin.targets()) {
    const address = `${nameOf(target.service.host)}:${target.service.port}`;
    let state: string;
    try {
      state = await admin.state(target.id);
    } catch (error) {
      state = `Failed to connect: ${error instanceof Error ? error.message : String(error)}`;
    }
    console.log(`${address.padEnd(50)} ${state.padEnd(10)}`);
  }
  return 0;
}

async function otherIsActive(admin: HaAdmin, id: string, forced: boolean): Promise<boolean> {
  for (const other of admin.targets().filter((target) => target.id !== id)) {
    if (!manualAllowed(admin, other.id, forced)) return true;
    try {
      if ((await admin.state(other.id, 5000)) === 'active') {
        console.error(`transitionToActive: Node ${other.id} is already active`);
        printUsageOf('-transitionToActive');
        return true;
      }
    } catch (error) {
      console.error(`Unexpected error occurred  ${error instanceof Error ? error.message : String(error)}`);
      printUsageOf('-transitionToActive');
      return true;
    }
  }
  return false;
}

function manualAllowed(admin: HaAdmin, id: string, forced: boolean): boolean {
  if (forced || !admin.automatic(id)) return true;
  console.error(`Automatic failover is enabled for ${admin.describe(id, false)}\nRefusing to manually manage HA state, since it may cause\na split-brain scenario or other incorrect state.\nIf you are very sure you know what you are doing, please \nspecify the --forcemanual flag.`);
  return false;
}

async function confirmed(): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  console.error('You have specified the --forcemanual flag. Failover is automatic in this cluster; taking it over by hand is for emergencies.');
  const answer = await lines.question('Continue? (Y or N) ');
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}

function help([word, ...more]: readonly string[]): number {
  if (word === undefined) {
    printUsage(console.log);
    return 0;
  }
  if (more.length > 0) {
    printUsageOf('-help');
    return 255;
  }
  const name = word.startsWith('-') ? word : `-${word}`;
  const usage = usages[name];
  if (usage === undefined) {
    console.error(`${name}: Unknown command`);
    printUsage();
    return 255;
  }
  console.log(`${name}${usage.args === undefined ? '' : ` [${usage.args}]`}: ${usage.help}`);
  return 0;
}

function wrongNumber(name: string, what: string): number {
  console.error(`${name.slice(1)}: ${what}`);
  printUsageOf(name);
  return 255;
}
