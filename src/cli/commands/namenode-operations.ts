// `quorate namenode -format | -bootstrapStandby | -initializeSharedEdits | -upgrade | -upgradeOnly | -rollback`: Apache's options,
// words and exit codes. -upgrade is the upgrade alone: the NameNode is started by whoever runs this.
import { createInterface } from 'node:readline/promises';
import { fileJournal, quorumJournal, upgradedJournal } from '../../cluster/start-name-node.ts';
import { ConfError } from '../../conf/configuration.ts';
import type { Env } from '../../env/env.ts';
import { nodeEnv } from '../../env/node/node-env.ts';
import { bootstrapStandby } from '../../namenode/bootstrap-standby.ts';
import { formatNameNode } from '../../namenode/format.ts';
import type { FormatConsent } from '../../namenode/format.ts';
import { rollBackNameNode, upgradeNameNode } from '../../namenode/upgrade.ts';
import type { UpgradeOptions } from '../../namenode/upgrade.ts';
import { initializeSharedEdits } from '../../namenode/initialize-shared-edits.ts';
import { nameNodeOptions } from '../../namenode/name-node-options.ts';
import type { NameNodeOptions } from '../../namenode/name-node-options.ts';
import type { NamespaceInfo } from '../../protocol/storage-info.ts';
import { userName } from '../conf-dir.ts';
import type { DaemonArguments } from '../daemon-arguments.ts';
import { logLevel, logSink } from '../log.ts';
import { isLocal } from '../is-local.ts';

const rpcTimeoutMs = 20_000;

/** Runs the operation in `given.rest`; resolves with the exit code. */
export async function runOperation(given: DaemonArguments): Promise<number> {
  const [operation = '', ...words] = given.rest;
  const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  // A wrong word is told whatever the configuration says.
  if (run === undefined) throw new ConfError(`namenode${absent[operation] ?? `: there is no option '${operation}'; there are -format, -bootstrapStandby, -initializeSharedEdits, -upgrade, -upgradeOnly and -rollback`}`);
  const env = nodeEnv({ name: given.name, log: logSink(given.name, { level: logLevel(process.env), audit: 'off' }, process.stderr) });
  return run(env, nameNodeOptions(given.conf, userName(process.env), isLocal), words);
}

const operations: Readonly<Record<string, (env: Env, options: NameNodeOptions, words: readonly string[]) => Promise<number>>> = {
  '-format': format,
  '-bootstrapStandby': bootstrap,
  '-initializeSharedEdits': initialize,
  '-upgrade': (env, options, words) => upgrade(env, options, '-upgrade', words),
  '-upgradeOnly': (env, options, words) => upgrade(env, options, '-upgradeOnly', words),
  '-rollback': rollBack,
};

/** Those of Apache's that are not there, and why. */
const absent: Readonly<Record<string, string>> = {
  '-rollingUpgrade': ' -rollingUpgrade: quorate has no rolling upgrade yet. Between its own releases NameNodes are restarted one after the other; -upgrade keeps the state before',
  '-finalize': ' -finalize: an upgrade is finalized while the NameNodes run, by dfsadmin -finalizeUpgrade',
  '-recover': ' -recover: not there yet',
  '-importCheckpoint': ' -importCheckpoint: not there yet',
};

async function format(env: Env, options: NameNodeOptions, words: readonly string[]): Promise<number> {
  const { consent, rest } = consentOf(words);
  let clusterId: string | undefined;
  for (let i = 0; i < rest.length; i++) {
    if (rest[i]?.toLowerCase() !== '-clusterid') throw new ConfError(`namenode -format: there is no option '${rest[i]}'`);
    clusterId = rest[++i];
    if (clusterId === undefined || clusterId.startsWith('-')) throw new ConfError('namenode -format -clusterid wants an id behind it');
  }
  // The journal does not know the namespace yet: its identity comes with the format.
  const unborn: NamespaceInfo = { layoutVersion: 0, namespaceId: 0, clusterId: '', cTime: 0, blockPoolId: '' };
  const journals = options.journal === undefined ? [] : [quorumJournal(env, options, unborn)];
  try {
    const info = await formatNameNode(env, {
      directories: options.nameDirs, journals, clusterId, address: options.self.rpc.host, root: { owner: options.user, group: options.superusergroup, mode: 0o755 },
    }, consent);
    return info === undefined ? 1 : 0;
  } finally {
    for (const journal of journals) await journal.close();
  }
}

async function bootstrap(env: Env, options: NameNodeOptions, words: readonly string[]): Promise<number> {
  const { consent, rest } = consentOf(words);
  const skipSharedEditsCheck = rest.includes('-skipSharedEditsCheck');
  const unknown = rest.find((word) => word !== '-skipSharedEditsCheck');
  if (unknown !== undefined) throw new ConfError(`namenode -bootstrapStandby: there is no option '${unknown}'`);
  if (options.journal === undefined) throw new ConfError('namenode -bootstrapStandby: dfs.namenode.shared.edits.dir is not set');
  return bootstrapStandby(env, {
    self: options.self, others: options.others, directories: options.nameDirs, openShared: (info) => quorumJournal(env, options, info),
    sharedEditsText: options.journal.text, skipSharedEditsCheck, user: options.user, timeoutMs: rpcTimeoutMs,
  }, consent);
}

async function initialize(env: Env, options: NameNodeOptions, words: readonly string[]): Promise<number> {
  const { consent, rest } = consentOf(words);
  if (rest[0] !== undefined) throw new ConfError(`namenode -initializeSharedEdits: there is no option '${rest[0]}'`);
  if (options.journal === undefined) throw new ConfError('namenode -initializeSharedEdits: dfs.namenode.shared.edits.dir is not set');
  const last = await initializeSharedEdits(env, {
    directories: options.nameDirs, openLocal: () => fileJournal(env, options), openShared: (info) => quorumJournal(env, options, info),
  }, consent);
  return last === undefined ? 1 : 0;
}

function upgradeOptions(env: Env, options: NameNodeOptions): UpgradeOptions {
  return {
    directories: options.nameDirs, editsDirectories: options.journal === undefined ? options.editsDirs : [], openJournal: (info) => upgradedJournal(env, options, info),
  };
}

async function upgrade(env: Env, options: NameNodeOptions, operation: string, words: readonly string[]): Promise<number> {
  // The cluster's id was for layouts that had none; Apache takes it, and leaves one that is there as it is.
  const rest = words.filter((word, i) => word.toLowerCase() !== '-clusterid' && words[i - 1]?.toLowerCase() !== '-clusterid');
  if (rest[0]?.startsWith('-renameReserved') === true) throw new ConfError(`namenode ${operation} -renameReserved: quorate upgrades no layout that allows reserved names`);
  if (rest[0] !== undefined) throw new ConfError(`namenode ${operation}: there is no option '${rest[0]}'`);
  await upgradeNameNode(env, upgradeOptions(env, options));
  return 0;
}

async function rollBack(env: Env, options: NameNodeOptions, words: readonly string[]): Promise<number> {
  const { consent, rest } = consentOf(words);
  if (rest[0] !== undefined) throw new ConfError(`namenode -rollback: there is no option '${rest[0]}'`);
  return (await rollBackNameNode(env, upgradeOptions(env, options), consent)) ? 0 : 1;
}

/** -force, -nonInteractive, and whom to ask otherwise. */
function consentOf(words: readonly string[]): { consent: FormatConsent; rest: string[] } {
  const force = words.includes('-force');
  const silent = words.includes('-nonInteractive') || words.includes('-noninteractive');
  const consent: FormatConsent = { force, ask: silent ? undefined : ask, say: (line) => console.error(line) };
  return { consent, rest: words.filter((word) => !['-force', '-nonInteractive', '-noninteractive'].includes(word)) };
}

async function ask(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} (Y or N) `)).trim());
  } finally {
    lines.close();
  }
}
