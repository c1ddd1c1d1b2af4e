// DatanodeProtocol and DatanodeLifelineProtocol: one short method per RPC, over the block manager. Active and
// Standby answer alike, but only an Active under a valid lease gives orders and claims to be ACTIVE, always with a
// durable txid (HA.md rules 17 and 21). Answers to the DataNode methods of NameNodeRpcServer.

import type { Env } from '../env/env.ts';
import { inSlices } from '../env/slices.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { dataNodeRegistered } from '../metrics/event-names.ts';
import { softwareVersion } from '../protocol/storage-info.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import { service } from '../rpc/service.ts';
import type { Call, Service } from '../rpc/service.ts';
import { DatanodeLifelineProtocol } from '../wire/datanode-lifeline-protocol.ts';
import { DatanodeProtocol, ErrorReportRequestProto_ErrorCode } from '../wire/datanode-protocol.ts';
import type { BlockReportRequestProto, BlockReportResponseProto, CommitBlockSynchronizationRequestProto, DatanodeRegistrationProto, ErrorReportRequestProto } from '../wire/datanode-protocol.ts';
import { NNHAStatusHeartbeatProto_State } from '../wire/hdfs-server.ts';
import type { ExportedBlockKeysProto, NamespaceInfoProto } from '../wire/hdfs-server.ts';
import type { BlockManager } from './blocks/block-manager.ts';
import { finalizeCommand, registerCommand } from './blocks/datanode-commands.ts';

/** Replicas of a full report worked through between two looks at the clock. */
const replicasPerPiece = 250;
/** NamespaceInfo.Capability.STORAGE_BLOCK_REPORT_BUFFERS. */
const blockReportBuffers = 1;

/** What this NameNode says of itself in heartbeats; BPOfferService obeys the ACTIVE with the highest txid. */
export interface HaClaim {
  readonly state: 'active' | 'standby';
  /** Durable. */
  readonly txid: number;
}

/** What the protocol needs of the NameNode. */
export interface DatanodeProtocolHost {
  /** There is no state before an upgrade to go back to. */
  readonly upgradeFinalized: boolean;
  /** Replaced when the namespace is reloaded: asked anew in every call. */
  readonly blocks: BlockManager;
  readonly namespaceInfo: NamespaceInfo;
  /** ACTIVE only under a valid lease and after the segment's start is durable, by a clock read in this turn. */
  haClaim(): HaClaim;
  /** Whether orders may go out in this turn: the claim is ACTIVE. */
  mayOrder(): boolean;
  /** Throws StandbyException unless writes are taken here. */
  checkWrite(): void;
  commitBlockSynchronization(request: CommitBlockSynchronizationRequestProto, call: Call): Promise<void>;
  /** dfs.namenode.min.supported.datanode.version. */
  readonly datanodeVersionMin: string;
}

/** What the protocol needs of the world. */
export type DatanodeProtocolEnv = Pick<Env, 'monotonicMs' | 'wallMs' | 'turn' | 'log'>;

/** No block tokens (ExportedBlockKeys.DUMMY_KEYS). */
const noKeys: ExportedBlockKeysProto = {
  isBlockTokenEnabled: false,
  keyUpdateInterval: 0,
  tokenLifeTime: 0,
  currentKey: { keyId: 0, expiryDate: 0, keyBytes: new Uint8Array(0) },
  allKeys: [],
};

/** DatanodeProtocol over `host`. */
export function datanodeProtocol(env: DatanodeProtocolEnv, host: DatanodeProtocolHost): Service {
  return service(DatanodeProtocol, {
    versionRequest: () => ({ info: namespaceInfoProto(host) }),

    registerDatanode: ({ registration }, call) => {
      verifyNamespace(host, registration);
      verifySoftwareVersion(env, host, registration);
      // The address that it speaks from is the one that others find it at.
      const id = { ...registration.datanodeID, ipAddr: call.remoteAddress };
      host.blocks.intake.register(id, registration.softwareVersion, env.monotonicMs(), env.wallMs());
      env.log('info', dataNodeRegistered, { datanode: `${id.ipAddr}:${id.xferPort}`, uuid: id.datanodeUuid, version: registration.softwareVersion });
      return { registration: { ...registration, datanodeID: id, keys: noKeys } };
    },

    sendHeartbeat: (request) => {
      verifyNamespace(host, request.registration);
      const claim = host.haClaim();
      const mayOrder = claim.state === 'active' && host.mayOrder();
      const { commands, reportLeaseId } = host.blocks.intake.heartbeat(request, mayOrder, env.monotonicMs(), env.wallMs());
      return { cmds: commands, haStatus: { state: haState(claim), txid: claim.txid }, fullBlockReportLeaseId: reportLeaseId, isSlownode: false };
    },

    blockReport: (request) => {
      verifyNamespace(host, request.registration);
      return fullReport(env, host, request);
    },

    blockReceivedAndDeleted: ({ registration, blocks }) => {
      verifyNamespace(host, registration);
      try {
        host.blocks.intake.incremental(registration.datanodeID, blocks, env.monotonicMs());
      } catch (error) {
        if (!(error instanceof HdfsException)) throw error;
        // Its next heartbeat tells it to register again, and then all is reported anew.
        env.log('warn', 'incremental block report refused', { datanode: nodeText(registration), error: error.message });
      }
      return {};
    },

    cacheReport: ({ registration }) => {
      verifyNamespace(host, registration);
      return {};
    },

    errorReport: (request) => {
      errorReport(env, host, request);
      return {};
    },

    reportBadBlocks: ({ blocks }) => {
      host.checkWrite();
      host.blocks.intake.badBlocks(blocks, env.monotonicMs());
      return {};
    },

    commitBlockSynchronization: async (request, call) => {
      await host.commitBlockSynchronization(request, call);
      return {};
    },
  });
}

/** DatanodeLifelineProtocol over `host`. */
export function datanodeLifelineProtocol(env: DatanodeProtocolEnv, host: DatanodeProtocolHost): Service {
  return service(DatanodeLifelineProtocol, {
    sendLifeline: (request) => {
      verifyNamespace(host, request.registration);
      host.blocks.intake.lifeline(request, env.monotonicMs(), env.wallMs());
      return {};
    },
  });
}

/** Works a full report through, a slice a turn; other calls run in between. */
async function fullReport(env: DatanodeProtocolEnv, host: DatanodeProtocolHost, { registration, reports, context }: BlockReportRequestProto): Promise<BlockReportResponseProto> {
  const { blocks } = host;
  const id = registration.datanodeID;
  const storages = blocks.intake.fullReports(id, reports, context, env.monotonicMs());
  if (storages === undefined) return { cmd: registerCommand };
  const startedMs = env.monotonicMs();
  let invalidated = 0;
  for (const start of storages) {
    const report = start();
    await inSlices(env, () => report.step(replicasPerPiece));
    invalidated += report.invalidated;
  }
  const settled = blocks.intake.fullReportDone(id, context, env.monotonicMs(), env.wallMs());
  env.log('info', 'full block report', { datanode: nodeText(registration), storages: reports.length, invalidated, ms: Math.round(env.monotonicMs() - startedMs) });
  return settled && host.upgradeFinalized && host.blocks === blocks && host.haClaim().state === 'active' && host.mayOrder() ? { cmd: finalizeCommand(blocks.blockPoolId) } : {};
}

function errorReport(env: DatanodeProtocolEnv, host: DatanodeProtocolHost, { registartion: registration, errorCode, msg }: ErrorReportRequestProto): void {
  env.log(errorCode === ErrorReportRequestProto_ErrorCode.NOTIFY ? 'info' : 'warn', 'datanode reports an error', { datanode: nodeText(registration), errorCode, message: msg });
  if (errorCode === ErrorReportRequestProto_ErrorCode.NOTIFY) return;
  verifyNamespace(host, registration);
  if (errorCode !== ErrorReportRequestProto_ErrorCode.FATAL_DISK_ERROR) return;
  const node = host.blocks.registry.find(registration.datanodeID);
  if (node !== undefined) host.blocks.intake.endNode(node);
}

function namespaceInfoProto(host: DatanodeProtocolHost): NamespaceInfoProto {
  const info = host.namespaceInfo;
  return {
    buildVersion: 'quorate',
    unused: 0,
    blockPoolID: info.blockPoolId,
    storageInfo: { layoutVersion: info.layoutVersion, namespceID: info.namespaceId, clusterID: info.clusterId, cTime: info.cTime },
    softwareVersion,
    capabilities: blockReportBuffers,
    state: haState(host.haClaim()),
  };
}

function haState(claim: HaClaim): NNHAStatusHeartbeatProto_State {
  return claim.state === 'active' ? NNHAStatusHeartbeatProto_State.ACTIVE : NNHAStatusHeartbeatProto_State.STANDBY;
}

/** NameNodeRpcServer.verifyRequest: a DataNode of another namespace must give up. */
function verifyNamespace(host: DatanodeProtocolHost, registration: DatanodeRegistrationProto): void {
  const ours = host.namespaceInfo;
  const theirs = registration.storageInfo;
  if (theirs.namespceID === ours.namespaceId && theirs.clusterID === ours.clusterId && theirs.cTime === ours.cTime) return;
  throw new HdfsException('UnregisteredNodeException', `Unregistered server: ${registrationText(registration)}`);
}

function verifySoftwareVersion(env: DatanodeProtocolEnv, host: DatanodeProtocolHost, registration: DatanodeRegistrationProto): void {
  const theirs = registration.softwareVersion;
  if (compareVersions(theirs, host.datanodeVersionMin) < 0) {
    throw new HdfsException('IncorrectVersionException', `The reported DataNode version is too low to communicate with this NameNode. DataNode version: '${theirs}' Minimum DataNode version: '${host.datanodeVersionMin}'`);
  }
  if (theirs !== softwareVersion) env.log('info', 'datanode of another version', { datanode: nodeText(registration), version: theirs });
}

/** Numbers by value, the rest by letter; a version with a suffix (3.0.0-beta) is older than one without. */
export function compareVersions(a: string, b: string): number {
  const split = (version: string): readonly [readonly number[], string] => {
    const [numbers = '', ...suffix] = version.split('-');
    return [numbers.split('.').map((part) => Number.parseInt(part, 10) || 0), suffix.join('-')];
  };
  const [numbersA, suffixA] = split(a);
  const [numbersB, suffixB] = split(b);
  for (let i = 0; i < Math.max(numbersA.length, numbersB.length); i++) {
    const difference = (numbersA[i] ?? 0) - (numbersB[i] ?? 0);
    if (difference !== 0) return difference;
  }
  if (suffixA === suffixB) return 0;
  if (suffixA === '') return 1;
  if (suffixB === '') return -1;
  return suffixA < suffixB ? -1 : 1;
}

function nodeText({ datanodeID }: DatanodeRegistrationProto): string {
  return `${datanodeID.ipAddr}:${datanodeID.xferPort}`;
}

/** DatanodeRegistration.toString. */
function registrationText(registration: DatanodeRegistrationProto): string {
  const id = registration.datanodeID;
  const info = registration.storageInfo;
  return `DatanodeRegistration(${nodeText(registration)}, datanodeUuid=${id.datanodeUuid}, infoPort=${id.infoPort}, infoSecurePort=${id.infoSecurePort ?? 0}, ipcPort=${id.ipcPort}, storageInfo=lv=${info.layoutVersion};cid=${info.clusterID};nsid=${info.namespceID};c=${info.cTime})`;
}
