// What is to be looked at: who the daemons are, which directories and ports of this machine are theirs. Pure: from a
// configuration for a whole cluster, or from the layout of one that `quorate up` made.
import { daemonsOf } from '../cluster/cluster-layout.ts';
import type { ClusterLayout, Role } from '../cluster/cluster-layout.ts';
import { ConfError } from '../conf/configuration.ts';
import type { Configuration, Key } from '../conf/configuration.ts';
import * as dataNodeKeys from '../conf/datanode-keys.ts';
import * as journalNodeKeys from '../conf/journalnode-keys.ts';
import type { Address } from '../conf/keys.ts';
import * as nameNodeKeys from '../conf/namenode-keys.ts';
import {
  defaultFs, defaultFsAddress, haNamenodeId, httpAddress, nameNodesOf, nameservices, quorumJournalUri, rpcAddress, rpcBindHost, serviceRpcAddress, sharedEditsDir, suffixesOf,
} from '../conf/nameservices.ts';
import type { AddressUse, ConfFacts } from './facts.ts';

export interface DaemonSubject {
  readonly name: string;
  readonly role: Role;
  readonly id: string;
  readonly rpc: Address;
  readonly http: Address | undefined;
  /** A DataNode's port for block data. */
  readonly data: Address | undefined;
}

export interface NameserviceSubject {
  readonly id: string;
  readonly conf: Configuration;
  readonly suffixes: readonly string[];
  readonly journalId: string | undefined;
  readonly nameNodes: readonly DaemonSubject[];
  readonly journalNodes: readonly DaemonSubject[];
  /** Those that are known before any NameNode has told of them. */
  readonly dataNodes: readonly DaemonSubject[];
}

export interface DirectorySubject {
  readonly path: string;
  readonly role: Role;
  readonly of: string;
  readonly nameservice: string;
  readonly key: string;
  readonly byDefault: boolean;
}

export interface Subject {
  readonly nameservices: readonly NameserviceSubject[];
  readonly directories: readonly DirectorySubject[];
  readonly addresses: readonly AddressUse[];
  /** What of the configuration names nobody that could be asked. */
  readonly errors: readonly string[];
}

/** A cluster of `quorate up`; `confOf` gives a daemon's configuration, and that of clients for 'conf'. */
export function subjectOfCluster(layout: ClusterLayout, client: Configuration, confOf: (name: string) => Configuration | undefined): Subject {
  const plan: Plan = { directories: [], addresses: [], errors: [] };
  const names = new Map(layout.daemons.map((daemon) => [`${daemon.host}:${daemon.rpcPort}`, daemon.name]));
  const found = nameservicesOf(client, plan, ({ host, port }) => names.get(`${host}:${port}`));
  const dataNodes = daemonsOf(layout, 'datanode').map((daemon): DaemonSubject => ({
    name: daemon.name, role: 'datanode', id: '', rpc: { host: daemon.host, port: daemon.rpcPort }, http: { host: daemon.host, port: daemon.httpPort },
    data: { host: daemon.host, port: daemon.extraPort },
  }));
  const nameservice = layout.nameservice;
  for (const daemon of layout.daemons) {
    const conf = confOf(daemon.name);
    if (conf === undefined) continue;
    if (daemon.role === 'namenode') addNameDirectories(plan, conf, daemon.name, nameservice, [`${nameservice}.${daemon.name}`, nameservice], found.some(({ journalId }) => journalId !== undefined));
    else if (daemon.role === 'journalnode') addJournalDirectory(plan, conf, daemon.name, nameservice, nameservice);
    else addDataDirectories(plan, conf, daemon.name, nameservice);
    const uses: readonly (readonly [what: string, port: number])[] = daemon.role === 'namenode'
      ? [['RPC', daemon.rpcPort], ['web', daemon.httpPort], ['failover', daemon.extraPort]]
      : [['RPC', daemon.rpcPort], ['web', daemon.httpPort], ['data', daemon.extraPort]];
    for (const [what, port] of uses) {
      if (port !== 0) plan.addresses.push({ what: `${daemon.name}'s ${what} port`, daemon: daemon.name, key: '', address: { host: daemon.host, port }, reached: false, here: true });
    }
  }
  return { nameservices: found.map((one) => ({ ...one, dataNodes })), ...plan };
}

/** All that one configuration directory tells; `isLocal` says which addresses are this machine's. */
export function subjectOfConfiguration({ conf }: ConfFacts, isLocal: (host: string) => boolean): Subject {
  const plan: Plan = { directories: [], addresses: [], errors: [] };
  const found = nameservicesOf(conf, plan, () => undefined);
  for (const service of found) {
    const mine = attempt(plan, () => conf.find(haNamenodeId, service.id));
    const here = service.nameNodes.filter(({ id, rpc }) => (mine === undefined ? isLocal(rpc.host) : id === mine));
    // Several NameNodes of one machine have a configuration each: one for all says nothing of their directories.
    const [only] = here;
    if (only !== undefined && here.length === 1) {
      const suffixes = suffixesOf(service.id, only.id);
      addNameDirectories(plan, conf, only.name, service.id, suffixes, service.journalId !== undefined);
      markHere(plan, only.name);
      bound(plan, conf, rpcBindHost, only.name, only.rpc.port, suffixes);
    }
    // Of several JournalNodes of one machine it is the one whose port this configuration has.
    const port = attempt(plan, () => conf.find(journalNodeKeys.journalRpcAddress))?.port;
    const locals = service.journalNodes.filter(({ rpc }) => isLocal(rpc.host));
    const journals = locals.length < 2 ? locals : locals.filter(({ rpc }) => rpc.port === port);
    const [journal] = journals;
    if (journal !== undefined && journals.length === 1) {
      addJournalDirectory(plan, conf, journal.name, service.id, service.journalId ?? service.id);
      for (const [key, what] of [[journalNodeKeys.journalRpcAddress, 'RPC'], [journalNodeKeys.journalHttpAddress, 'web']] as const) {
        own(plan, conf, key, `the JournalNode's ${what} port`, journal.name);
      }
    }
  }
  if (conf.has(dataNodeKeys.dataDirs.name)) {
    addDataDirectories(plan, conf, 'the DataNode', found[0]?.id ?? '');
    for (const [key, what] of [[dataNodeKeys.datanodeAddress, 'data'], [dataNodeKeys.datanodeIpcAddress, 'RPC'], [dataNodeKeys.datanodeHttpAddress, 'web']] as const) {
      own(plan, conf, key, `the DataNode's ${what} port`, undefined);
    }
  }
  return { nameservices: found, ...plan };
}

interface Plan {
  readonly directories: DirectorySubject[];
  readonly addresses: AddressUse[];
  readonly errors: string[];
}

/** Everybody in a configuration; `nameOf` knows better names than the configuration's. */
function nameservicesOf(conf: Configuration, plan: Plan, nameOf: (address: Address) => string | undefined): NameserviceSubject[] {
  const ids = attempt(plan, () => conf.get(nameservices)) ?? [];
  const several = ids.length > 1;
  return (ids.length === 0 ? [''] : ids).flatMap((id) => {
    const nameNodes = attempt(plan, () => nameNodesOf(conf, id)) ?? [];
    if (nameNodes.length === 0) return [];
    const suffixes = suffixesOf(id, '');
    const named = nameNodes.map((node): DaemonSubject => {
      const name = nameOf(node.rpc) ?? (node.id === '' ? `${node.rpc.host}:${node.rpc.port}` : several ? `${id}.${node.id}` : node.id);
      const [suffix] = suffixesOf(id, node.id);
      const under = (key: string): string => (suffix === undefined ? key : `${key}.${suffix}`);
      plan.addresses.push({ what: `${name}'s RPC port`, daemon: name, key: conf.find(rpcAddress, ...suffixesOf(id, node.id)) === undefined ? defaultFs.name : under(rpcAddress.name), address: node.rpc, reached: true, here: false });
      if (node.service !== node.rpc) plan.addresses.push({ what: `${name}'s RPC port for DataNodes`, daemon: name, key: under(serviceRpcAddress.name), address: node.service, reached: true, here: false });
      if (conf.find(httpAddress, ...suffixesOf(id, node.id)) !== undefined) plan.addresses.push({ what: `${name}'s web port`, daemon: name, key: under(httpAddress.name), address: node.http, reached: true, here: false });
      // A web address of 0.0.0.0 is that of the RPC port, as Hadoop has it. TLS is not spoken here.
      const http = conf.text('dfs.http.policy')?.trim().toUpperCase() === 'HTTPS_ONLY' ? undefined : isWildcard(node.http.host) ? { host: node.rpc.host, port: node.http.port } : node.http;
      return { name, role: 'namenode', id: node.id, rpc: node.rpc, http, data: undefined };
    });
    const journal = attempt(plan, () => quorumJournalUri(conf, ...suffixesOf(id, nameNodes[0]?.id ?? ''), ...suffixes));
    const journalNodes = (journal?.journalNodes ?? []).map((rpc): DaemonSubject => {
      const known = nameOf(rpc);
      const name = known ?? `${rpc.host}:${rpc.port}`;
      plan.addresses.push({ what: `${known ?? `JournalNode ${name}`}'s RPC port`, daemon: name, key: sharedEditsDir.name, address: rpc, reached: true, here: false });
      return { name, role: 'journalnode', id: '', rpc, http: undefined, data: undefined };
    });
    const alone = attempt(plan, () => defaultFsAddress(conf));
    if (alone !== undefined && id !== '') plan.addresses.push({ what: 'the default file system', daemon: undefined, key: defaultFs.name, address: alone, reached: true, here: false });
    return [{ id, conf, suffixes, journalId: journal?.journalId, nameNodes: named, journalNodes, dataNodes: [] }];
  });
}

export function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::' || host === '0:0:0:0:0:0:0:0';
}

/** Images, and the log where NameNodes share none. */
function addNameDirectories(plan: Plan, conf: Configuration, of: string, nameservice: string, suffixes: readonly string[], isShared: boolean): void {
  addDirectories(plan, conf, nameNodeKeys.nameDirs, 'namenode', of, nameservice, suffixes);
  if (!isShared && attempt(plan, () => conf.find(nameNodeKeys.editsDirs, ...suffixes)) !== undefined) addDirectories(plan, conf, nameNodeKeys.editsDirs, 'namenode', of, nameservice, suffixes);
}

function addJournalDirectory(plan: Plan, conf: Configuration, of: string, nameservice: string, journalId: string): void {
  const root = attempt(plan, () => conf.get(journalNodeKeys.journalEditsDir, nameservice));
  if (root === undefined) return;
  const { name } = journalNodeKeys.journalEditsDir;
  plan.directories.push({ path: `${pathOf(root)}/${journalId}`, role: 'journalnode', of, nameservice, key: name, byDefault: !conf.has(name) && !conf.has(`${name}.${nameservice}`) });
}

function addDataDirectories(plan: Plan, conf: Configuration, of: string, nameservice: string): void {
  addDirectories(plan, conf, dataNodeKeys.dataDirs, 'datanode', of, nameservice, []);
}

function addDirectories(plan: Plan, conf: Configuration, key: Key<readonly string[]>, role: Role, of: string, nameservice: string, suffixes: readonly string[]): void {
  const byDefault = attempt(plan, () => conf.find(key, ...suffixes)) === undefined;
  for (const text of attempt(plan, () => conf.get(key, ...suffixes)) ?? []) {
    plan.directories.push({ path: pathOf(text), role, of, nameservice, key: key.name, byDefault });
  }
}

/** '[SSD]file:///a/' is /a. */
function pathOf(text: string): string {
  const path = text.replace(/^\[[A-Za-z_]+\]\s*/, '').replace(/^file:(?:\/\/[^/]*)?/, '');
  return path.length > 1 ? path.replace(/\/+$/, '') : path;
}

function markHere(plan: Plan, name: string): void {
  plan.addresses.forEach((use, index) => {
    if (use.daemon === name) plan.addresses[index] = { ...use, here: true };
  });
}

/** An address that a daemon of this machine listens at, where it is set. */
function own(plan: Plan, conf: Configuration, key: Key<Address>, what: string, daemon: string | undefined): void {
  const address = attempt(plan, () => conf.find(key));
  if (address !== undefined) plan.addresses.push({ what, daemon, key: key.name, address, reached: false, here: true });
}

function bound(plan: Plan, conf: Configuration, key: Key<string>, daemon: string, port: number, suffixes: readonly string[]): void {
  const host = conf.find(key, ...suffixes);
  if (host !== undefined) plan.addresses.push({ what: `${daemon}'s RPC port`, daemon, key: key.name, address: { host, port }, reached: false, here: true });
}

/** What the configuration does not give is told once, with the key in the message. */
function attempt<T>(plan: Plan, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfError)) throw error;
    if (!plan.errors.includes(error.message)) plan.errors.push(error.message);
    return undefined;
  }
}
