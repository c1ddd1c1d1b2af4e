// One NameNode: its HA state, what it serves, how far it is, what of its DataNodes and blocks it knows. All calls are of
// Hadoop's own protocols, so Apache's NameNodes are asked as well.
import type { Env } from '../../env/env.ts';
import { isException } from '../../protocol/exceptions.ts';
import { ClientNamenodeProtocol as Client, DatanodeReportTypeProto as Type, SafeModeActionProto as SafeMode } from '../../wire/client-namenode-protocol.ts';
import type { DatanodeStorageReportProto } from '../../wire/client-namenode-protocol.ts';
import { HAServiceProtocol, HAServiceStateProto as State } from '../../wire/ha-service-protocol.ts';
import { DatanodeInfoProto_AdminState as AdminState } from '../../wire/hdfs.ts';
import { NamenodeProtocol } from '../../wire/namenode-protocol.ts';
import type { NameNodeFacts, ReportedDataNode, WebFacts } from '../facts.ts';
import type { Machine } from '../machine.ts';
import type { DaemonSubject } from '../subject.ts';
import { Asker } from './ask.ts';
import { askWeb } from './web.ts';
import type { BeanAttributes } from './web.ts';

/** Asks one NameNode everything. */
export async function askNameNode(env: Env, machine: Machine, subject: DaemonSubject, user: string): Promise<NameNodeFacts> {
  const asker = new Asker(env, subject.rpc, user);
  try {
    const [ha, health, version, written, checkpoint, safeMode, blocks, live, dead, web, lease] = await Promise.all([
      asker.ask(HAServiceProtocol.methods.getServiceStatus, HAServiceProtocol, {}),
      asker.ask(HAServiceProtocol.methods.monitorHealth, HAServiceProtocol, {}),
      asker.ask(NamenodeProtocol.methods.versionRequest, NamenodeProtocol, {}),
      asker.ask(NamenodeProtocol.methods.getTransactionId, NamenodeProtocol, {}),
      asker.ask(NamenodeProtocol.methods.getMostRecentCheckpointTxId, NamenodeProtocol, {}),
      asker.ask(Client.methods.setSafeMode, Client, { action: SafeMode.SAFEMODE_GET, checked: false }),
      asker.ask(Client.methods.getFsStats, Client, {}),
      asker.ask(Client.methods.getDatanodeStorageReport, Client, { type: Type.LIVE }),
      asker.ask(Client.methods.getDatanodeStorageReport, Client, { type: Type.DEAD }),
      subject.http === undefined ? undefined : askWeb(env, subject.http, 'Hadoop:service=NameNode,name=FSNamesystem'),
      subject.http === undefined ? undefined : askWeb(env, subject.http, 'Quorate:service=NameNode,name=Lease'),
    ]);
    // Asked by itself: NameNodeInfo walks all DataNodes.
    const tip = safeMode.value?.result === true && subject.http !== undefined ? await askWeb(env, subject.http, 'Hadoop:service=NameNode,name=NameNodeInfo') : undefined;
    // One of these protocols is every NameNode's; an error of all of them is the address's.
    const { reach, detail } = ha.error === undefined || version.error === undefined ? { reach: 'answers' as const, detail: '' } : await asker.reach(version.error);
    const aheadMs = clockError(web?.web);
    const nowMs = env.wallMs() + aheadMs;
    return {
      name: subject.name, role: 'namenode', id: subject.id, address: subject.rpc, reach, detail, process: machine.processOf(subject.name), web: web?.web,
      denied: isException(version.error, 'AccessControlException') ? version.error.message : undefined,
      namespace: version.value === undefined ? undefined : {
        layoutVersion: version.value.info.storageInfo.layoutVersion, namespaceId: version.value.info.storageInfo.namespceID,
        clusterId: version.value.info.storageInfo.clusterID, blockPoolId: version.value.info.blockPoolID, cTime: version.value.info.storageInfo.cTime,
        software: version.value.info.softwareVersion, ours: version.value.info.buildVersion === 'quorate',
      },
      state: ha.value === undefined ? (isException(ha.error, 'ServiceFailedException') ? 'active' : undefined) : states[ha.value.state],
      notReadyReason: ha.value?.notReadyReason === '' ? undefined : ha.value?.notReadyReason,
      unleased: lease?.attributes['Unleased'] === true,
      ill: isException(health.error, 'HealthCheckFailedException') ? health.error.message : undefined,
      txid: written.value?.txId, laterTxid: undefined, checkpointTxid: checkpoint.value?.txId,
      checkpointMs: number(web?.attributes, 'LastCheckpointTime', (ms) => ms - aheadMs),
      sinceLoadedMs: number(web?.attributes, 'MillisSinceLastLoadedEdits'),
      safeMode: safeMode.value?.result, safeModeTip: text(tip?.attributes, 'Safemode') ?? (safeMode.value?.result === true ? ha.value?.notReadyReason : undefined),
      blocks: blocks.value === undefined ? undefined : {
        missing: blocks.value.missing_blocks, corrupt: blocks.value.corrupt_blocks, underReplicated: blocks.value.under_replicated,
        capacity: blocks.value.capacity, remaining: blocks.value.remaining,
      },
      reported: live.value === undefined || dead.value === undefined ? undefined : [
        ...live.value.datanodeStorageReports.map((report) => reported(report, false, nowMs)),
        ...dead.value.datanodeStorageReports.map((report) => reported(report, true, nowMs)),
      ],
    };
  } finally {
    asker.close();
  }
}

/** Asks again how far it is, and who it is. */
export async function askAgain(env: Env, node: NameNodeFacts, user: string): Promise<NameNodeFacts> {
  if (node.reach !== 'answers') return node;
  const asker = new Asker(env, node.address, user);
  try {
    const [ha, written] = await Promise.all([
      asker.ask(HAServiceProtocol.methods.getServiceStatus, HAServiceProtocol, {}),
      asker.ask(NamenodeProtocol.methods.getTransactionId, NamenodeProtocol, {}),
    ]);
    return { ...node, state: ha.value === undefined ? node.state : states[ha.value.state], laterTxid: written.value?.txId };
  } finally {
    asker.close();
  }
}

const states: Readonly<Record<number, NonNullable<NameNodeFacts['state']>>> = {
  [State.ACTIVE]: 'active', [State.STANDBY]: 'standby', [State.OBSERVER]: 'observer', [State.INITIALIZING]: 'initializing',
};

/** How far its clock is ahead of this machine's, as far as that is more than the measuring's error. */
function clockError(web: WebFacts | undefined): number {
  const clock = web?.clock;
  return clock === undefined || Math.abs(clock.aheadMs) <= clock.exactMs ? 0 : clock.aheadMs;
}

function reported({ datanodeInfo: node, storageReports }: DatanodeStorageReportProto, dead: boolean, nowMs: number): ReportedDataNode {
  const sizes = storageReports.filter(({ failed }) => failed !== true).map(({ capacity = 0, remaining = 0 }) => ({ capacity, remaining })).filter(({ capacity }) => capacity > 0);
  return {
    uuid: node.id.datanodeUuid, ip: node.id.ipAddr, host: node.id.hostName, dataPort: node.id.xferPort, ipcPort: node.id.ipcPort, webPort: node.id.infoPort, dead,
    leaving: (node.adminState ?? AdminState.NORMAL) !== AdminState.NORMAL,
    silentMs: node.lastUpdate === undefined || node.lastUpdate <= 0 ? undefined : Math.max(0, nowMs - node.lastUpdate),
    capacity: node.capacity ?? 0, remaining: node.remaining ?? 0, failedStorages: storageReports.filter(({ failed }) => failed === true).length,
    tightest: sizes.reduce<ReportedDataNode['tightest']>((least, one) => (least === undefined || one.remaining / one.capacity < least.remaining / least.capacity ? one : least), undefined),
  };
}

function number(attributes: BeanAttributes | undefined, name: string, put: (value: number) => number = (value) => value): number | undefined {
  const value = attributes?.[name];
  return typeof value === 'number' && value > 0 ? put(value) : undefined;
}

function text(attributes: BeanAttributes | undefined, name: string): string | undefined {
  const value = attributes?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
