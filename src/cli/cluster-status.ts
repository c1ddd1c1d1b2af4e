// What the daemons of a cluster say of themselves, asked all at once: HA states over RPC, transactions over /jmx. A
// daemon that does not answer within a second is told by its process's state.
import { isElectorKind } from '../protocol/elector-kind.ts';
import type { ElectorKind } from '../protocol/elector-kind.ts';
import { daemonsOf } from '../cluster/cluster-layout.ts';
import type { DaemonLayout } from '../cluster/cluster-layout.ts';
import type { Env } from '../env/env.ts';
import { RpcClient } from '../rpc/rpc-client.ts';
import { ClientNamenodeProtocol, DatanodeReportTypeProto, SafeModeActionProto } from '../wire/client-namenode-protocol.ts';
import { HAServiceProtocol, HAServiceStateProto } from '../wire/ha-service-protocol.ts';
import type { LocalCluster } from './local-cluster.ts';

export interface DaemonStatus {
  readonly name: string;
  readonly role: string;
  readonly pid: number | undefined;
  readonly guardianPid?: number;
  /** NameNode: active, standby, starting, paused, down. Others: running, starting, paused, down. */
  readonly state: string;
  readonly rpc: string;
  readonly http: string;
  /** The last transaction written or applied. */
  readonly txid?: number;
  /** The list of JournalNodes that a JournalNode keeps, where it was changed. */
  readonly journalList?: JournalListStatus;
  /** How the NameNodes elect, as a JournalNode keeps it. */
  readonly elector?: ElectorKind;
  /** A NameNode's reads rest on fencing alone (HA.md 36). */
  readonly unleased?: boolean;
  /** Transactions and time behind the Active. */
  readonly lagTxns?: number;
  readonly lagMs?: number;
  /** Why the Active does not answer as it should. */
  readonly trouble?: string;
}

export interface JournalListStatus {
  readonly gen: number;
  readonly members: string;
  /** Empty when none is. */
  readonly pending: string;
  /** member, joining, retired. */
  readonly standing: string;
}

const askMs = 1000;

/** The status of every daemon, NameNodes first. */
export async function clusterStatus(env: Env, cluster: LocalCluster, user: string): Promise<DaemonStatus[]> {
  const [nameNodes, journalNodes, dataNodes] = await Promise.all([
    Promise.all(daemonsOf(cluster.layout, 'namenode').map((daemon) => nameNodeStatus(env, cluster, daemon, user))),
    Promise.all(daemonsOf(cluster.layout, 'journalnode').map((daemon) => otherStatus(env, cluster, daemon))),
    Promise.all(daemonsOf(cluster.layout, 'datanode').map((daemon) => otherStatus(env, cluster, daemon))),
  ]);
  const written = nameNodes.find((status) => status.state === 'active')?.txid;
  return [...nameNodes.map((status) => withLag(status, written)), ...journalNodes, ...dataNodes];
}

function withLag(status: DaemonStatus, written: number | undefined): DaemonStatus {
  if (status.txid === undefined || written === undefined) return status;
  const lagTxns = Math.max(0, written - status.txid);
  return { ...status, lagTxns, lagMs: lagTxns === 0 ? 0 : (status.lagMs ?? 0) };
}

async function nameNodeStatus(env: Env, cluster: LocalCluster, daemon: DaemonLayout, user: string): Promise<DaemonStatus> {
  const guardianPid = cluster.guardianPid(daemon.name);
  const base = { ...described(cluster, daemon), ...(guardianPid === undefined ? {} : { guardianPid }) };
  const process = cluster.state(daemon.name);
  if (process !== 'running') return { ...base, state: process };
  const [{ state, notReadyReason }, info, system, lease] = await Promise.all([
    haStatus(env, daemon, user),
    bean(env, daemon, 'Hadoop:service=NameNode,name=NameNodeInfo'),
    bean(env, daemon, 'Hadoop:service=NameNode,name=FSNamesystem'),
    bean(env, daemon, 'Quorate:service=NameNode,name=Lease'),
  ]);
  const txid = transactionOf(info);
  const since = system?.['MillisSinceLastLoadedEdits'];
  return {
    ...base, state: state ?? 'starting',
    ...(txid === undefined ? {} : { txid }),
    ...(lease?.['Unleased'] === true ? { unleased: true } : {}),
    ...(state === 'standby' && typeof since === 'number' ? { lagMs: since } : {}),
    ...(state === 'active' && notReadyReason !== undefined && notReadyReason !== '' ? { trouble: notReadyReason } : {}),
  };
}

/** 'active' or 'standby' as HAServiceProtocol says; undefined when it does not answer or is still loading. */
export async function nameNodeState(env: Env, daemon: DaemonLayout, user: string): Promise<string | undefined> {
  return (await haStatus(env, daemon, user)).state;
}

async function haStatus(env: Env, daemon: DaemonLayout, user: string): Promise<{ readonly state: string | undefined; readonly notReadyReason?: string | undefined }> {
  const client = new RpcClient(env, { address: { host: daemon.host, port: daemon.rpcPort }, user, connectTimeoutMs: askMs, rpcTimeoutMs: askMs });
  try {
    const { state, notReadyReason } = await client.call(HAServiceProtocol.methods.getServiceStatus, HAServiceProtocol, {});
    return { state: state === HAServiceStateProto.ACTIVE ? 'active' : state === HAServiceStateProto.STANDBY ? 'standby' : undefined, notReadyReason };
  } catch {
    return { state: undefined };
  } finally {
    client.close();
  }
}

/**
 * What a client meets at a NameNode; undefined when it does not answer. Over RPC, which a NameNode serves from the start: the
 * first who asks its web port waits until all of that is loaded.
 */
export async function serving(env: Env, daemon: DaemonLayout, user: string): Promise<{ readonly safeMode: boolean; readonly liveDataNodes: number } | undefined> {
  const client = new RpcClient(env, { address: { host: daemon.host, port: daemon.rpcPort }, user, connectTimeoutMs: askMs, rpcTimeoutMs: askMs });
  const { setSafeMode, getDatanodeReport } = ClientNamenodeProtocol.methods;
  try {
    const [{ result: safeMode }, { di: live }] = await Promise.all([
      client.call(setSafeMode, ClientNamenodeProtocol, { action: SafeModeActionProto.SAFEMODE_GET }),
      client.call(getDatanodeReport, ClientNamenodeProtocol, { type: DatanodeReportTypeProto.LIVE }),
    ]);
    return { safeMode, liveDataNodes: live.length };
  } catch {
    return undefined;
  } finally {
    client.close();
  }
}

async function otherStatus(env: Env, cluster: LocalCluster, daemon: DaemonLayout): Promise<DaemonStatus> {
  const base = described(cluster, daemon);
  const process = cluster.state(daemon.name);
  if (process !== 'running') return { ...base, state: process };
  const up = await answers(env, daemon);
  if (daemon.role !== 'journalnode' || !up) return { ...base, state: up ? 'running' : 'starting' };
  const [journal, leases] = await Promise.all([
    bean(env, daemon, `Hadoop:service=JournalNode,name=Journal-${cluster.layout.nameservice}`),
    bean(env, daemon, `Quorate:service=JournalNode,name=Leases-${cluster.layout.nameservice}`),
  ]);
  const txid = journal?.['LastWrittenTxId'];
  const elector = leases?.['Elector'];
  const journalList = journalListOf(leases);
  return { ...base, state: 'running', ...(typeof txid === 'number' ? { txid } : {}), ...(typeof elector === 'string' && isElectorKind(elector) ? { elector } : {}), ...(journalList === undefined ? {} : { journalList }) };
}

function journalListOf(leases: Record<string, unknown> | undefined): JournalListStatus | undefined {
  const gen = leases?.['ListGeneration'];
  if (typeof gen !== 'number' || gen === 0) return undefined;
  return { gen, members: String(leases?.['ListMembers']), pending: String(leases?.['ListPending'] ?? ''), standing: String(leases?.['ListStanding'] ?? '') };
}

/** Whether the daemon's RPC port takes connections. */
export async function answers(env: Env, daemon: DaemonLayout): Promise<boolean> {
  try {
    (await env.net.connect(daemon.host, daemon.rpcPort, askMs)).destroy();
    return true;
  } catch {
    return false;
  }
}

function described(cluster: LocalCluster, daemon: DaemonLayout): Pick<DaemonStatus, 'name' | 'role' | 'pid' | 'rpc' | 'http'> {
  return {
    name: daemon.name, role: daemon.role, pid: cluster.pid(daemon.name) ?? cluster.inProcessPid,
    rpc: `${daemon.host}:${daemon.rpcPort}`, http: `${daemon.host}:${daemon.httpPort}`,
  };
}

/** One bean of a daemon's /jmx; undefined when there is none. */
export async function bean(env: Env, daemon: DaemonLayout, name: string): Promise<Record<string, unknown> | undefined> {
  try {
    const response = await env.http.fetch(`http://${daemon.host}:${daemon.httpPort}/jmx?qry=${encodeURIComponent(name)}`, { timeoutMs: askMs });
    const { beans } = (await response.json()) as { beans?: Record<string, unknown>[] };
    return beans?.[0];
  } catch {
    return undefined;
  }
}

function transactionOf(info: Record<string, unknown> | undefined): number | undefined {
  const text = info?.['JournalTransactionInfo'];
  if (typeof text !== 'string') return undefined;
  const { LastAppliedOrWrittenTxId: txid } = JSON.parse(text) as { LastAppliedOrWrittenTxId?: string | number };
  return txid === undefined ? undefined : Number(txid);
}
