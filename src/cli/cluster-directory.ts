// A cluster directory: cluster.json (what it consists of), conf/ (clients), etc/NAME (daemons), data/NAME,
// log/NAME.log, run/NAME.pid.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { clientProperties, consecutivePorts, coreProperties, daemonProperties, daemonsOf, hadoopPorts, largestCluster, portsOf, siteXml } from '../cluster/cluster-layout.ts';
import type { ClusterLayout, ClusterSize, DaemonLayout } from '../cluster/cluster-layout.ts';
import { ConfError } from '../conf/configuration.ts';

export const defaultSize: ClusterSize = { namenodes: 2, journalnodes: 3, datanodes: 3 };

/** What a user asked for, numbers by {@link optionNumber}; undefined is whatever there is, or the default of a new cluster. */
export interface ClusterWish {
  readonly dir: string;
  readonly namenodes: number | undefined;
  readonly journalnodes: number | undefined;
  readonly datanodes: number | undefined;
  readonly basePort: number | undefined;
  readonly properties: Readonly<Record<string, string>>;
}

/** The layout in DIR/cluster.json; undefined when there is none. Throws ConfError for a damaged file. */
export function loadLayout(dir: string): ClusterLayout | undefined {
  const file = path.join(dir, 'cluster.json');
  if (!existsSync(file)) return undefined;
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as ClusterLayout;
    if (!Array.isArray(read.daemons) || typeof read.nameservice !== 'string') throw new Error('it does not describe a cluster');
    return { ...read, dir: path.resolve(dir) };
  } catch (error) {
    throw new ConfError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** As `loadLayout`; a ConfError that says how to make one when there is none. */
export function requireLayout(dir: string): ClusterLayout {
  const layout = loadLayout(dir);
  if (layout === undefined) throw new ConfError(`no cluster in ${path.resolve(dir)}; \`quorate up --dir ${dir}\` makes one`);
  return layout;
}

/** Options of `up` that are numbers, with the least and the largest that is taken. The ports lie in N..N+49. */
const ranges = {
  namenodes: [1, largestCluster.namenodes], journalnodes: [1, largestCluster.journalnodes], datanodes: [0, largestCluster.datanodes], 'base-port': [1024, 65486],
} as const;

/** The number that an option of `up` was given; undefined without one. Throws ConfError with the range for anything else. */
export function optionNumber(name: keyof typeof ranges, given: unknown): number | undefined {
  if (given === undefined) return undefined;
  const [least, most] = ranges[name];
  const number = /^\d+$/.test(String(given)) ? Number(given) : NaN;
  if (number >= least && number <= most) return number;
  throw new ConfError(`--${name} ${String(given)}: expected a number from ${least} to ${most}`);
}

const counted = { namenodes: 'namenode', journalnodes: 'journalnode', datanodes: 'datanode' } as const;

/**
 * The cluster in DIR, made as wished when there is none yet. Size and ports are chosen once and kept: a later wish for
 * others is a ConfError rather than a cluster other than the one asked for.
 */
export async function loadOrCreateLayout(wish: ClusterWish): Promise<{ layout: ClusterLayout; created: boolean }> {
  const dir = path.resolve(wish.dir);
  const known = loadLayout(dir);
  if (known !== undefined) {
    refuseOther(known, wish);
    return { layout: { ...known, properties: { ...known.properties, ...wish.properties } }, created: false };
  }
  const size: ClusterSize = { namenodes: wish.namenodes ?? defaultSize.namenodes, journalnodes: wish.journalnodes ?? defaultSize.journalnodes, datanodes: wish.datanodes ?? defaultSize.datanodes };
  const layout: ClusterLayout = { nameservice: 'ns1', dir, daemons: await choosePorts(size, wish.basePort), properties: wish.properties };
  mkdirSync(dir, { recursive: true });
  const file = path.join(dir, 'cluster.json');
  writeFileSync(`${file}.tmp`, `${JSON.stringify({ ...layout, dir: undefined }, null, 1)}\n`);
  renameSync(`${file}.tmp`, file);
  return { layout, created: true };
}

function refuseOther(known: ClusterLayout, wish: ClusterWish): void {
  const refuse = (option: string, has: string): never => {
    throw new ConfError(`${option}: the cluster in ${known.dir} has ${has}, chosen when it was made; another one wants another --dir`);
  };
  for (const key of ['namenodes', 'journalnodes', 'datanodes'] as const) {
    const count = wish[key];
    const has = daemonsOf(known, counted[key]).length;
    if (count !== undefined && count !== has) refuse(`--${key} ${count}`, `${has} of them`);
  }
  if (wish.basePort === undefined) return;
  const ports = portsOf(known.daemons);
  if (ports.some((port) => port < Number(wish.basePort) || port >= Number(wish.basePort) + 50)) refuse(`--base-port ${wish.basePort}`, `ports from ${Math.min(...ports)} on`);
}

/** Writes conf/ and etc/NAME; they are made anew at each start. */
export function writeConfiguration(layout: ClusterLayout): void {
  const write = (dir: string, hdfs: Readonly<Record<string, string>>): void => {
    mkdirSync(dir, { recursive: true });
    writeFileSync(path.join(dir, 'core-site.xml'), siteXml(coreProperties(layout)));
    writeFileSync(path.join(dir, 'hdfs-site.xml'), siteXml(hdfs));
  };
  write(path.join(layout.dir, 'conf'), clientProperties(layout));
  for (const daemon of layout.daemons) write(daemonConfDir(layout, daemon.name), daemonProperties(layout, daemon));
  mkdirSync(path.join(layout.dir, 'log'), { recursive: true });
}

export function daemonConfDir(layout: ClusterLayout, name: string): string {
  return path.join(layout.dir, 'etc', name);
}

/** A daemon of the layout by its name; a ConfError that lists them otherwise. */
export function requireDaemon(layout: ClusterLayout, name: string): DaemonLayout {
  const daemon = layout.daemons.find((candidate) => candidate.name === name);
  if (daemon === undefined) throw new ConfError(`'${name}' is none of this cluster's daemons: ${layout.daemons.map((each) => each.name).join(', ')}`);
  return daemon;
}

export function hasNameNodes(layout: ClusterLayout): boolean {
  return daemonsOf(layout, 'namenode').length > 0;
}

async function choosePorts(size: ClusterSize, basePort: number | undefined): Promise<DaemonLayout[]> {
  if (basePort !== undefined) {
    const daemons = consecutivePorts(basePort, size);
    const taken = await firstTaken(portsOf(daemons));
    if (taken !== undefined) throw new ConfError(`--base-port ${basePort}: port ${taken} is in use; all of ${basePort}..${basePort + 49} must be free`);
    return daemons;
  }
  const usual = hadoopPorts(size);
  if ((await firstTaken(portsOf(usual))) === undefined) return usual;
  for (let base = 20_000; base < 60_000; base += 50) {
    const daemons = consecutivePorts(base, size);
    if ((await firstTaken(portsOf(daemons))) === undefined) return daemons;
  }
  throw new ConfError('no 50 free ports in a row between 20000 and 60000; choose some with --base-port');
}

/** The first of `ports` that somebody listens on. */
export async function firstTaken(ports: readonly number[]): Promise<number | undefined> {
  const results = await Promise.all(ports.map(async (port) => ((await isFree(port)) ? undefined : port)));
  return results.find((port) => port !== undefined);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
