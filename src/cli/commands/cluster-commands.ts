// up, down, status, doctor, kill, stop, start, restart, wipe, pause, resume: a whole cluster on this machine, for people who watch a
// failover and tests that drive one.
import { rm } from 'node:fs/promises';
import type { CAC } from 'cac';
import { dataDir } from '../../cluster/cluster-layout.ts';
import { ConfError } from '../../conf/configuration.ts';
import { nodeEnv } from '../../env/node/node-env.ts';
import { electsOver } from '../../protocol/elector-kind.ts';
import { defaultSize, requireDaemon, requireLayout } from '../cluster-directory.ts';
import { clusterStatus } from '../cluster-status.ts';
import type { DaemonStatus } from '../cluster-status.ts';
import { defaultDirectory, userName } from '../conf-dir.ts';
import { LocalCluster } from '../local-cluster.ts';
import { programFile } from '../program-file.ts';
import type { DoctorOptions } from './doctor.ts';

interface VictimOptions {
  readonly guardian?: boolean;
}

/** Adds the commands to `cli`; `done` gets each one's exit code. */
export function register(cli: CAC, done: (code: number) => void): void {
  const dirGiven = (): string => written(cli.rawArgs, 'dir') ?? defaultDirectory;
  const dirOption = ['--dir <dir>', 'The cluster\'s directory', { default: defaultDirectory }] as const;
  cli
    .command('up', 'Start a cluster of processes on this machine')
    .option(...dirOption)
    .option('--base-port <port>', 'All ports lie in this one and the 49 behind it')
    .option('--namenodes <n>', `How many NameNodes (${defaultSize.namenodes} in a new cluster)`)
    .option('--journalnodes <n>', `How many JournalNodes (${defaultSize.journalnodes} in a new cluster)`)
    .option('--datanodes <n>', `How many DataNodes (${defaultSize.datanodes} in a new cluster)`)
    .option('--set <key=value>', 'A configuration property for all daemons (repeatable)')
    .option('--detach', 'Return when the cluster is ready, and leave it running')
    .option('--in-process', 'All daemons in this one process')
    .action(async (options: Record<string, unknown>) => done(await (await import('./up.ts')).up({ ...options, dir: dirGiven() })));
  cli
    .command('down', 'Stop the cluster; its data stays')
    .option(...dirOption)
    .action(async () => done(await down(dirGiven())));
  cli
    .command('status', 'Show every daemon and its state')
    .option(...dirOption)
    .option('--json', 'For programs')
    .action(async ({ json }: { json?: boolean }) => done(await status(dirGiven(), json === true)));
  cli
    .command('doctor', 'Tell what is wrong with a cluster or a configuration, and what to do')
    .option('--dir <dir>', `The directory of a cluster of \`quorate up\` (${defaultDirectory})`)
    .option('--config <dir>', 'A Hadoop configuration directory, in place of a cluster (HADOOP_CONF_DIR)')
    .option('--json', 'For programs')
    .action(async ({ json }: DoctorOptions) => done(await (await import('./doctor.ts')).doctor({ dir: written(cli.rawArgs, 'dir'), config: written(cli.rawArgs, 'config'), json })));
  const victim = (name: string, text: string, act: (cluster: LocalCluster, daemon: string, options: VictimOptions) => Promise<string> | string): void => {
    const command = cli.command(`${name} <daemon>`, text).option(...dirOption);
    if (name === 'kill' || name === 'pause') command.option('--guardian', 'The NameNode\'s guardian, too');
    command.action(async (daemon: string, options: VictimOptions) => {
      const cluster = open(dirGiven());
      requireDaemon(cluster.layout, daemon);
      cluster.refuseInProcess(`${name} ${daemon} alone`);
      console.log(`${daemon}: ${await act(cluster, daemon, options)}`);
      done(0);
    });
  };
  victim('kill', 'SIGKILL a daemon', (cluster, name, { guardian }) => said(cluster.kill(name, guardian === true), 'killed'));
  victim('pause', 'SIGSTOP a daemon', (cluster, name, { guardian }) => said(cluster.pause(name, guardian === true), 'paused'));
  victim('resume', 'SIGCONT a daemon', (cluster, name) => said(cluster.resume(name), 'resumed'));
  victim('stop', 'Stop a daemon in good order', async (cluster, name) => said(await cluster.stop(name), 'stopped'));
  victim('start', 'Start a daemon', (cluster, name) => (cluster.start(requireDaemon(cluster.layout, name)) ? 'started' : 'runs already'));
  victim('restart', 'Stop and start a daemon', async (cluster, name) => {
    await cluster.stop(name);
    cluster.start(requireDaemon(cluster.layout, name));
    return 'restarted';
  });
  victim('wipe', 'Take a JournalNode\'s directory away and start it with nothing', async (cluster, name) => {
    const daemon = requireDaemon(cluster.layout, name);
    if (daemon.role !== 'journalnode') throw new ConfError(`only a JournalNode can lose its directory and go on; ${name} is a ${daemon.role}`);
    await cluster.stop(name);
    await rm(dataDir(cluster.layout, name), { recursive: true, force: true });
    cluster.start(daemon);
    return 'wiped and started';
  });
}

/** The text behind an option, of which cac makes a number where it looks like one. Throws ConfError when there are two. */
export function written(args: readonly string[], name: string): string | undefined {
  const [text, ...more] = args.flatMap((word, i) => (word === `--${name}` ? [args[i + 1] ?? ''] : word.startsWith(`--${name}=`) ? [word.slice(name.length + 3)] : []));
  if (more.length > 0) throw new ConfError(`--${name} is given ${more.length + 1} times`);
  return text;
}

function open(dir: string): LocalCluster {
  return new LocalCluster(nodeEnv({ name: 'quorate' }), requireLayout(dir), programFile());
}

/** What happened, or a ConfError: acting on a daemon that does not run is a mistake worth an exit code. */
function said(done: boolean, what: string): string {
  if (!done) throw new ConfError('it does not run');
  return what;
}

async function down(dir: string): Promise<number> {
  const stopped = await open(dir).stopAll();
  console.log(stopped.length === 0 ? 'nothing was running' : `stopped ${stopped.join(' ')}`);
  return 0;
}

async function status(dir: string, json: boolean): Promise<number> {
  const env = nodeEnv({ name: 'quorate' });
  const daemons = await clusterStatus(env, open(dir), userName(process.env));
  if (json) console.log(JSON.stringify({ daemons }));
  else console.log(`${statusTable(daemons)}${troubleLine(daemons)}${electorLine(daemons)}${unleasedLine(daemons)}${journalListLine(daemons)}${isWell(daemons) ? '' : '\n\n`quorate doctor` says what is wrong, and what to do about it.'}`);
  return 0;
}

function isWell(daemons: readonly DaemonStatus[]): boolean {
  return daemons.every(({ state, trouble }) => ['active', 'standby', 'running'].includes(state) && trouble === undefined) && daemons.some(({ state }) => state === 'active');
}

/** Why an Active does not answer as it should. */
function troubleLine(daemons: readonly DaemonStatus[]): string {
  return daemons.flatMap(({ name, trouble }) => (trouble === undefined ? [] : [`\n\n${name}: ${trouble}`])).join('');
}

/** The newest list of JournalNodes that any of them keeps; nothing while it is the configured one. */
function journalListLine(daemons: readonly DaemonStatus[]): string {
  const [newest] = daemons.flatMap(({ journalList }) => journalList ?? []).sort((a, b) => b.gen - a.gen);
  if (newest === undefined) return '';
  const retired = daemons.filter(({ journalList }) => journalList?.standing === 'retired').map(({ name }) => name);
  return `\n\nthe JournalNodes are ${newest.members} (generation ${newest.gen})${newest.pending === '' ? '' : `, to be ${newest.pending}`}${retired.length === 0 ? '' : `; ${retired.join(', ')} removed`}`;
}

/** How the NameNodes elect, as the JournalNodes keep it. */
function electorLine(daemons: readonly DaemonStatus[]): string {
  const keepers = daemons.filter(({ elector }) => elector !== undefined);
  const kinds = [...new Set(keepers.flatMap(({ elector }) => elector ?? []))];
  if (kinds.length < 2) return kinds.map((kind) => `\n\nelects ${electsOver(kind)}`).join('');
  return `\n\n${kinds.map((kind) => `elects ${electsOver(kind)} by ${keepers.filter(({ elector }) => elector === kind).map(({ name }) => name).join(', ')}`).join('; ')}`;
}

/** Where a JournalNode grants no leases, an Active's reads rest on the fencing of the last one. */
function unleasedLine(daemons: readonly DaemonStatus[]): string {
  return daemons.filter(({ state, unleased }) => state === 'active' && unleased === true).map(({ name }) => `\n\nreads of ${name} are unleased: a JournalNode grants no leases, and fencing alone keeps an old Active from answering`).join('');
}

/** The status for people. */
export function statusTable(daemons: readonly DaemonStatus[]): string {
  const rows = daemons.map((daemon) => [
    daemon.name, daemon.state, daemon.rpc, `http://${daemon.http}`, daemon.pid === undefined ? '-' : String(daemon.pid),
    daemon.txid === undefined ? '' : `txid ${daemon.txid}`, (daemon.lagTxns ?? 0) === 0 ? '' : `${daemon.lagTxns} behind`,
  ]);
  const table = [['NAME', 'STATE', 'RPC', 'WEB', 'PID', '', ''], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}
