// `quorate doctor`: what is wrong with a cluster or its configuration, or will be, and what to do about it.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { styleText } from 'node:util';
import { ConfError } from '../../conf/configuration.ts';
import type { Configuration } from '../../conf/configuration.ts';
import { examine } from '../../doctor/examine.ts';
import type { ConfFacts } from '../../doctor/facts.ts';
import { gather } from '../../doctor/gather/gather.ts';
import { reportOf, textOf } from '../../doctor/report.ts';
import type { Report } from '../../doctor/report.ts';
import { subjectOfCluster, subjectOfConfiguration } from '../../doctor/subject.ts';
import type { Subject } from '../../doctor/subject.ts';
import { nodeEnv } from '../../env/node/node-env.ts';
import { daemonConfDir, loadLayout } from '../cluster-directory.ts';
import { defaultDirectory, readConfiguration, userName } from '../conf-dir.ts';
import { machineOf } from '../doctor-machine.ts';
import { LocalCluster } from '../local-cluster.ts';
import { programFile } from '../program-file.ts';
import { suggestion } from '../suggestion.ts';

export interface DoctorOptions {
  readonly dir?: string | undefined;
  readonly config?: string | undefined;
  readonly json?: boolean | undefined;
}

const columnsMost = 110;
const columnsLeast = 40;

/** A terminal without a size says 0. */
function columns(): number {
  const own = process.stdout.columns ?? 0;
  return own < columnsLeast ? columnsMost : Math.min(own, columnsMost);
}

/** Runs it; resolves with 0 for healthy, 1 for not, 2 for a command line that names nothing. */
export async function doctor(options: DoctorOptions): Promise<number> {
  // Names that nobody answers for keep threads of Node's pool busy, and disks are looked at by the same ones.
  process.env['UV_THREADPOOL_SIZE'] ??= '32';
  try {
    const { report, place } = await diagnose(options);
    if (options.json === true) console.log(JSON.stringify(report, undefined, 1));
    else process.stdout.write(coloured(textOf(nearby(report), place, columns())));
    return report.healthy ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ConfError)) throw error;
    console.error(`quorate doctor: ${error.message}`);
    return 2;
  }
}

/** Paths below the working directory without it. */
function nearby(report: Report): Report {
  const here = `${process.cwd()}/`;
  const short = (text: string): string => (here === '//' ? text : text.replaceAll(here, ''));
  return { ...report, findings: report.findings.map((finding) => ({ ...finding, text: short(finding.text), advice: short(finding.advice) })) };
}

/** On a terminal severities stand out. */
function coloured(text: string): string {
  if (!process.stdout.isTTY || (process.env['NO_COLOR'] ?? '') !== '') return text;
  return text.replace(/^PROBLEM/gm, styleText(['bold', 'red'], 'PROBLEM')).replace(/^warning/gm, styleText('yellow', 'warning'));
}

/** What there is to say of a place, which is named for people. Throws ConfError where there is nothing to look at. */
export async function diagnose(options: Omit<DoctorOptions, 'json'>): Promise<{ readonly report: Report; readonly place: string }> {
  const startMs = performance.now();
  const where = placeOf(options);
  const env = nodeEnv({ name: 'doctor' });
  const reader = new ConfReader();
  const { subject, machine, place, clusterOption } = where.kind === 'cluster' ? openCluster(where.dir, reader) : openConfiguration(where.dir, reader);
  const facts = await gather(env, machine, subject, { place, clusterOption, user: userName(process.env), confs: reader.confs, confErrors: reader.errors });
  const findings = examine(facts, { nowMs: env.wallMs(), suggest: suggestion });
  return { report: reportOf(facts, findings, performance.now() - startMs), place };
}

type Place = { readonly kind: 'cluster' | 'configuration'; readonly dir: string };

/** Which directory is meant; ConfError where none is. */
function placeOf({ dir, config }: DoctorOptions): Place {
  if (dir !== undefined && config !== undefined) throw new ConfError('--dir and --config exclude each other: one names a cluster of `quorate up`, the other a Hadoop configuration');
  if (dir !== undefined) return { kind: 'cluster', dir };
  const named = config ?? process.env['HADOOP_CONF_DIR'] ?? '';
  if (named === '') {
    if (existsSync(path.join(defaultDirectory, 'cluster.json'))) return { kind: 'cluster', dir: defaultDirectory };
    throw new ConfError(`there is no cluster in ${path.resolve(defaultDirectory)}; name one with --dir DIR, or a Hadoop configuration with --config DIR or HADOOP_CONF_DIR`);
  }
  if (!existsSync(named)) throw new ConfError(`${named} is not there`);
  if (!['core-site.xml', 'hdfs-site.xml'].some((file) => existsSync(path.join(named, file)))) throw new ConfError(`${named} has neither core-site.xml nor hdfs-site.xml`);
  // What clients of a cluster of `quorate up` are given tells less than its directory.
  const above = path.dirname(path.resolve(named));
  return path.basename(path.resolve(named)) === 'conf' && existsSync(path.join(above, 'cluster.json')) ? { kind: 'cluster', dir: above } : { kind: 'configuration', dir: named };
}

interface Opened {
  readonly subject: Subject;
  readonly machine: ReturnType<typeof machineOf>;
  readonly place: string;
  readonly clusterOption: string | undefined;
}

function openCluster(dir: string, reader: ConfReader): Opened {
  const layout = loadLayout(dir);
  if (layout === undefined) throw new ConfError(`no cluster in ${path.resolve(dir)}; \`quorate up --dir ${dir}\` makes one`);
  const processes = new LocalCluster(nodeEnv({ name: 'doctor' }), layout, programFile());
  const client = reader.read('conf', path.join(layout.dir, 'conf'));
  const confs = new Map(layout.daemons.map(({ name }) => [name, reader.read(name, daemonConfDir(layout, name))]));
  return {
    subject: subjectOfCluster(layout, client, (name) => confs.get(name)), machine: machineOf((name) => (layout.daemons.some((daemon) => daemon.name === name) ? processes.state(name) : undefined)),
    place: dir, clusterOption: path.resolve(dir) === path.resolve(defaultDirectory) ? '' : ` --dir ${dir}`,
  };
}

function openConfiguration(dir: string, reader: ConfReader): Opened {
  const conf = reader.read(dir, dir);
  const machine = machineOf(() => undefined);
  return { subject: subjectOfConfiguration({ label: dir, conf }, (host) => machine.isLocal(host)), machine, place: dir, clusterOption: undefined };
}

/** Reads configurations; one that cannot be read is told of, and counts as empty. */
class ConfReader {
  readonly confs: ConfFacts[] = [];
  readonly errors: string[] = [];

  read(label: string, dir: string): Configuration {
    try {
      const conf = readConfiguration({ confDir: dir, definitions: [], environment: process.env });
      this.confs.push({ label, conf });
      return conf;
    } catch (error) {
      if (!(error instanceof ConfError)) throw error;
      this.errors.push(error.message);
      return readConfiguration({ confDir: undefined, definitions: [], environment: process.env });
    }
  }
}
