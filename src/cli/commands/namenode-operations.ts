// `quorate namenode -format | -bootstrapStandby | -initializeSharedEdits`: Apache's options, words and exit codes.
import { createInterface } from 'node:readline/promises';
import { fileJournal, quorumJournal } from '../../cluster/start-name-node.ts';
import { ConfError } from '../../conf/configuration.ts';
import type { Env } from '../../env/env.ts';
import { nodeEnv } from '../../env/node/node-env.ts';
import { bootstrapStandby } from '../../namenode/bootstrap-standby.ts';
import { formatNameNode } from '../../namenode/format.ts';
import type { FormatConsent } from '../../namenode/format.ts';
import { initializeSharedEdits } from '../../namenode/initialize-shared-edits.ts';
import { nameNodeOptions } from '../../namenode/name-node-options.ts';
import type { NameNodeOptions } from '../../namenode/name-node-options.ts';
import type { NamespaceInfo } from '../../protocol/storage-info.ts';
import { userName } from '../conf-dir.ts';
import type { DaemonArguments } from '../daemon-arguments.ts';
import { logSink } from '../log.ts';
import { isLocal } from '../is-local.ts';

const rpcTimeoutMs = 20_000;

/** Runs the operation in `given.rest`; resolves with the exit code. */
export async function runOperation(given: DaemonArguments): Promise<number> {
  const env = nodeEnv({ name: given.name, log: logSink(given.name, { level: 'info', audit: 'off' }, process.stderr) });
  const options = nameNodeOptions(given.conf, userName(process.env), isLocal);
  const [operation, ...words] = given.rest;
  switch (operation) {
    case '-format':
      return format(env, options, words);
    case '-bootstrapStandby':
      return bootstrap(env, options, words);
    case '-initializeSharedEdits':
      return initialize(env, options, words);
    default:
      throw new ConfError(`namenode: there is no option '${operation}'; there are -format, -bootstrapStandby and -initializeSharedEdits`);
  }
}

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
