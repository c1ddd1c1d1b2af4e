// `quorate up`: from an empty directory to a cluster that serves, with a screen that says what there is and what to try.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { daemonConfiguration, daemonsOf, dataDir, elects, isHa } from '../../cluster/cluster-layout.ts';
import type { ClusterLayout, DaemonLayout } from '../../cluster/cluster-layout.ts';
import { ConfError } from '../../conf/configuration.ts';
import { zookeeperQuorum } from '../../conf/namenode-keys.ts';
import { ownNameservice, suffixesOf } from '../../conf/nameservices.ts';
import type { Env, Logging } from '../../env/env.ts';
import { nodeEnv } from '../../env/node/node-env.ts';
import { openTelemetry } from '../../env/node/open-telemetry.ts';
import { sleep } from '../../env/waiting.ts';
import { loadOrCreateLayout, optionNumber, writeConfiguration } from '../cluster-directory.ts';
import { answers, nameNodeState, serving } from '../cluster-status.ts';
import { defaultDirectory, userName } from '../conf-dir.ts';
import { formatCluster, formatStoppedCluster } from '../format-cluster.ts';
import { inProcessName, LocalCluster } from '../local-cluster.ts';
import { logSink } from '../log.ts';
import { ProcessTable } from '../process-table.ts';
import { programFile } from '../program-file.ts';

const readyMs = 60_000;
const pollMs = 15;

/** The command; `options` are as cac gives them. Resolves with the exit code. */
export async function up(options: Readonly<Record<string, unknown>>): Promise<number> {
  const env = nodeEnv({ name: 'up' });
  const started = env.monotonicMs();
  const { layout, created } = await loadOrCreateLayout({
    dir: String(options['dir'] ?? defaultDirectory),
    basePort: optionNumber('base-port', options['basePort']),
    namenodes: optionNumber('namenodes', options['namenodes']),
    journalnodes: optionNumber('journalnodes', options['journalnodes']),
    datanodes: optionNumber('datanodes', options['datanodes']),
    properties: properties(options['set']),
  });
  writeConfiguration(layout);
  if (options['inProcess'] === true) return inProcess(layout, started);
  const cluster = new LocalCluster(env, layout, programFile());
  cluster.refuseInProcess('start daemons beside it');
  const progress = new Progress(env, started);
  const running = layout.daemons.filter((daemon) => cluster.pid(daemon.name) !== undefined);
  if (running.length === layout.daemons.length) {
    progress.say('the cluster runs already');
    console.log(await welcome(env, layout, started));
    return 0;
  }
  // From the first daemon on: an interrupted start leaves nothing running either.
  const interruption = new Interruption();
  try {
    await Promise.race([bringUp(env, cluster, created, progress, interruption), interruption.comes]);
  } catch (error) {
    if (created || running.length === 0) await cluster.stopAll();
    throw error;
  }
  const detach = options['detach'] === true;
  if (!interruption.came) {
    console.log(await welcome(env, layout, started));
    if (detach) return 0;
    await interruption.comes;
  } else if (detach && running.length > 0) {
    return 130;
  }
  console.log('\nstopping');
  await cluster.stopAll();
  return 0;
}

async function bringUp(env: Env, cluster: LocalCluster, created: boolean, progress: Progress, interruption: Interruption): Promise<void> {
  const { layout } = cluster;
  const start = (role: DaemonLayout['role']): void => {
    if (interruption.came) return;
    for (const daemon of daemonsOf(layout, role)) cluster.start(daemon);
  };
  progress.say(created ? `a new cluster in ${layout.dir}` : `the cluster in ${layout.dir}`);
  const nameNodes = daemonsOf(layout, 'namenode');
  const blank = nameNodes.filter((daemon) => !existsSync(path.join(dataDir(layout, daemon.name), 'current', 'VERSION')));
  const allBlank = blank.length === nameNodes.length;
  // Formatted before anything runs, all can start at once: they wait for each other as they need.
  const formatted = allBlank && layout.daemons.every((daemon) => cluster.pid(daemon.name) === undefined) && (await formatStoppedCluster(env, layout));
  if (formatted) progress.say('formatted');
  if (allBlank) await formatElection(layout, progress);
  start('journalnode');
  const asksJournals = allBlank && !formatted;
  if (!asksJournals) start('namenode');
  start('datanode');
  if (asksJournals) {
    await allAnswer(env, cluster, daemonsOf(layout, 'journalnode'));
    await formatCluster(env, layout);
    progress.say('formatted');
    start('namenode');
  } else if (blank.length > 0 && !formatted) {
    progress.say(`${blank.map((daemon) => daemon.name).join(' ')} lost its data; bring it back with \`quorate namenode -bootstrapStandby\``);
  }
  await ready(env, cluster, progress);
}

/** A new cluster that elects over ZooKeeper has a znode there; one that is there already is left as it is. */
async function formatElection(layout: ClusterLayout, progress: Progress): Promise<void> {
  const [first] = daemonsOf(layout, 'namenode');
  if (first === undefined || !isHa(layout)) return;
  const conf = daemonConfiguration(layout, first, userName(process.env));
  const quorum = conf.get(zookeeperQuorum, ...suffixesOf(ownNameservice(conf), first.name));
  if (quorum === '') return;
  const { formatZooKeeper } = await import('../format-zookeeper.ts');
  const made = await formatZooKeeper(conf, new Set(['-nonInteractive']));
  if (made !== 0 && made !== 2) throw new ConfError(`ZooKeeper at ${quorum} was not made ready`);
  progress.say(`elects over ZooKeeper at ${quorum}`);
}

async function allAnswer(env: Env, cluster: LocalCluster, daemons: readonly DaemonLayout[]): Promise<void> {
  const deadline = env.monotonicMs() + readyMs;
  await Promise.all(daemons.map(async (daemon) => {
    while (!(await answers(env, daemon))) {
      if (cluster.pid(daemon.name) === undefined) throw new ConfError(`${daemon.name} did not come up; see ${logOf(cluster.layout, daemon.name)}`);
      if (env.monotonicMs() > deadline) throw new ConfError(`${daemon.name} does not answer; see ${logOf(cluster.layout, daemon.name)}`);
      await sleep(env, pollMs);
    }
  }));
}

/** Waits for an Active out of safe mode that knows all DataNodes; where none is elected, for all NameNodes to serve. */
async function ready(env: Env, cluster: LocalCluster, progress: Progress): Promise<void> {
  const { layout } = cluster;
  const user = userName(process.env);
  const nameNodes = daemonsOf(layout, 'namenode');
  const dataNodes = daemonsOf(layout, 'datanode').length;
  const deadline = env.monotonicMs() + readyMs;
  const elected = elects(layout);
  let active: DaemonLayout | undefined;
  for (;;) {
    const died = layout.daemons.find((daemon) => cluster.state(daemon.name) === 'down' && cluster.guardianPid(daemon.name) === undefined);
    if (died !== undefined) throw new ConfError(`${died.name} ended; see ${logOf(layout, died.name)}`);
    if (active === undefined) {
      const states = await Promise.all(nameNodes.map((daemon) => nameNodeState(env, daemon, user)));
      active = nameNodes[states.indexOf('active')];
      if (active !== undefined) progress.say(`${active.name} is active`);
      else if (!elected && !states.includes(undefined)) return progress.say('automatic failover is off: nobody is active until you say so');
    }
    if (active !== undefined) {
      const serves = await serving(env, active, user);
      if (serves !== undefined && !serves.safeMode && serves.liveDataNodes >= dataNodes) return;
    }
    if (env.monotonicMs() > deadline) throw new ConfError(`the cluster is not ready after ${readyMs / 1000} s; see ${path.join(layout.dir, 'log')}`);
    await sleep(env, pollMs);
  }
}

/** The screen at the end. */
async function welcome(env: Env, layout: ClusterLayout, startedMs: number, inOneProcess = false): Promise<string> {
  const user = userName(process.env);
  const nameNodes = daemonsOf(layout, 'namenode');
  const states = await Promise.all(nameNodes.map((daemon) => nameNodeState(env, daemon, user)));
  const active = nameNodes[states.indexOf('active')]?.name ?? nameNodes[0]?.name ?? 'nn1';
  const standby = nameNodes.find((daemon) => daemon.name !== active)?.name ?? '';
  const conf = path.join(layout.dir, 'conf');
  const found = path.resolve(defaultDirectory) === layout.dir;
  const dirFlag = found ? '' : ` --dir ${layout.dir}`;
  const configFlag = found ? '' : ` --config ${conf}`;
  const seconds = ((env.monotonicMs() - startedMs) / 1000).toFixed(1);
  const failover = inOneProcess
    ? `  npx quorate haadmin${configFlag} -failover ${active} ${standby}      and ask for the status again`
    : `  npx quorate kill ${active}${dirFlag}      and ask for the status again`;
  const promotion = `  npx quorate haadmin${configFlag} -transitionToActive ${active}      first: nobody is active until you say so`;
  const waits = !elects(layout) && !states.includes('active');
  const line = (daemon: DaemonLayout, state: string): string => `  ${daemon.name.padEnd(4)} ${state.padEnd(8)} rpc ${daemon.host}:${daemon.rpcPort}  http://${daemon.host}:${daemon.httpPort}`;
  return [
    '',
    `HDFS is up, in ${seconds} s.`,
    '',
    ...nameNodes.map((daemon, i) => line(daemon, states[i] ?? 'starting')),
    ...daemonsOf(layout, 'journalnode').map((daemon) => line(daemon, '')),
    ...daemonsOf(layout, 'datanode').map((daemon) => line(daemon, '')),
    '',
    `  file system    hdfs://${layout.nameservice}`,
    `  client conf    ${conf}      (HADOOP_CONF_DIR for any Hadoop client)`,
    `  data           ${path.join(layout.dir, 'data')}`,
    '',
    'Try:',
    ...(waits ? [promotion] : []),
    `  npx quorate dfs${configFlag} -put README.md /      and everything else that \`hdfs dfs\` does`,
    `  npx quorate status${dirFlag}`,
    ...(waits ? [] : [failover]),
    '',
  ].join('\n');
}

function logOf(layout: ClusterLayout, name: string): string {
  return path.join(layout.dir, 'log', `${name}.log`);
}

function properties(given: unknown): Record<string, string> {
  const list = given === undefined ? [] : Array.isArray(given) ? given : [given];
  return Object.fromEntries(list.map((item: unknown) => {
    const text = String(item);
    const at = text.indexOf('=');
    if (at <= 0) throw new ConfError(`--set ${text}: expected key=value`);
    return [text.slice(0, at), text.slice(at + 1)];
  }));
}

/** Ctrl-C, SIGTERM, or the terminal's end; from its making on, none of them ends this process by itself. */
class Interruption {
  came = false;
  readonly comes: Promise<void>;

  constructor() {
    // A process that only waits for a signal has nothing else to live on.
    const keepAlive = setInterval(() => {}, 0x7fff_ffff);
    this.comes = new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        process.on(signal, () => {
          clearInterval(keepAlive);
          this.came = true;
          resolve();
        });
      }
    });
  }
}

async function inProcess(layout: ClusterLayout, startedMs: number): Promise<number> {
  const { InProcessCluster } = await import('../../cluster/in-process-cluster.ts');
  const table = new ProcessTable(layout.dir);
  const running = [inProcessName, ...layout.daemons.map((daemon) => daemon.name)].filter((name) => table.pid(name) !== undefined);
  if (running.length > 0) throw new ConfError(`the cluster in ${layout.dir} runs already (${running.join(' ')})`);
  const tracer = await openTelemetry();
  const makeEnv = (name: string): Env => {
    const logging: Logging = { level: 'warn', audit: 'off' };
    return nodeEnv({ name, logging, tracer, log: logSink(name, logging, process.stderr) });
  };
  const cluster = new InProcessCluster(makeEnv, layout, userName(process.env));
  const interruption = new Interruption();
  await Promise.race([cluster.start(), interruption.comes]);
  table.record(inProcessName, process.pid);
  if (!interruption.came) console.log(await welcome(makeEnv('up'), layout, startedMs, true));
  await interruption.comes;
  await cluster.stop();
  table.forget(inProcessName);
  return 0;
}

/** One line a step, with the time since the start. */
class Progress {
  readonly #env: Env;
  readonly #startedMs: number;

  constructor(env: Env, startedMs: number) {
    this.#env = env;
    this.#startedMs = startedMs;
  }

  say(text: string): void {
    const seconds = ((this.#env.monotonicMs() - this.#startedMs) / 1000).toFixed(2);
    console.log(`${seconds.padStart(6)} s  ${text}`);
  }
}
