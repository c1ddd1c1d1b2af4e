// A cluster directory: cluster.json (what it consists of), conf/ (clients), etc/NAME (daemons), data/NAME,
// log/NAME.log, run/NAME.pid.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { clientProperties, consecutivePorts, coreProperties, daemonProperties, daemonsOf, hadoopPorts, largestCluster, portsOf, siteXml } from '../cluster/cluster-layout.ts';
import type { ClusterLayout, ClusterSize, DaemonLayout } from '../cluster/cluster-layout.ts';
import { ConfError } from '../conf/configuration.ts';

export const defaultDirectory = 'quorate-data';

export interface ClusterWish extends ClusterSize {
  readonly dir: string;
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

/** The cluster in DIR, made as wished when there is none yet. Ports are chosen once and kept. */
export async function loadOrCreateLayout(wish: ClusterWish): Promise<{ layout: ClusterLayout; created: boolean }> {
  const dir = path.resolve(wish.dir);
  const known = loadLayout(dir);
  if (known !== undefined) return { layout: { ...known, properties: { ...known.properties, ...wish.properties } }, created: false };
  for (const key of ['namenodes', 'journalnodes', 'datanodes'] as const) {
    const least = key === 'datanodes' ? 0 : 1;
    if (!Number.isInteger(wish[key]) || wish[key] < least || wish[key] > largestCluster[key]) {
      throw new ConfError(`--${key} ${wish[key]}: expected a number from ${least} to ${largestCluster[key]}`);
    }
  }
  const layout: ClusterLayout = { nameservice: 'ns1', dir, daemons: await choosePorts(wish), properties: wish.properties };
  mkdirSync(dir, { recursive: true });
  const file = path.join(dir, 'cluster.json');
  writeFileSync(`${file}.tmp`, `${JSON.stringify({ ...layout, dir: undefined }, null, 1)}\n`);
  renameSync(`${file}.tmp`, file);
  return { layout, created: true };
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

async function choosePorts(wish: ClusterWish): Promise<DaemonLayout[]> {
  if (wish.basePort !== undefined) {
    if (!Number.isInteger(wish.basePort) || wish.basePort < 1024 || wish.basePort > 65486) throw new ConfError(`--base-port ${wish.basePort}: expected a number from 1024 to 65486`);
    const daemons = consecutivePorts(wish.basePort, wish);
    const taken = await firstTaken(portsOf(daemons));
    if (taken !== undefined) throw new ConfError(`--base-port ${wish.basePort}: port ${taken} is in use; all of ${wish.basePort}..${wish.basePort + 49} must be free`);
    return daemons;
  }
  const usual = hadoopPorts(wish);
  if ((await firstTaken(portsOf(usual))) === undefined) return usual;
  for (let base = 20_000; base < 60_000; base += 50) {
    const daemons = consecutivePorts(base, wish);
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
