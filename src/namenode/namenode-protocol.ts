// NamenodeProtocol: what other NameNodes, the balancer and bootstrapStandby ask of this one. Answers to the
// NamenodeProtocol methods of NameNodeRpcServer. Backup nodes do not exist: their calls are refused.
import type { EditLogManifest } from '../edit-log/journal-manager.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import { softwareVersion } from '../protocol/storage-info.ts';
import { service } from '../rpc/service.ts';
import type { Call, Service } from '../rpc/service.ts';
import type { NNHAStatusHeartbeatProto_State } from '../wire/hdfs-server.ts';
import { NamenodeProtocol } from '../wire/namenode-protocol.ts';
import type { FSNamesystem } from './fs-namesystem.ts';

/** What the protocol needs of the NameNode. */
export interface NamenodeProtocolHost {
  /** There is no state before an upgrade to go back to. */
  readonly upgradeFinalized: boolean;
  readonly namespaceInfo: NamespaceInfo;
  readonly haStateProto: NNHAStatusHeartbeatProto_State;
  readonly mostRecentCheckpointTxid: number;
  /** The last txid written (Active) or applied (Standby). */
  readonly lastTxid: number;
  /** Ends the segment and starts one; resolves with the new segment's first txid. */
  rollEditLog(): Promise<number>;
  getEditLogManifest(sinceTxid: number): Promise<EditLogManifest>;
  checkSuperuser(call: Call, operation: string): void;
}

/** NamenodeProtocol over `host`. */
export function namenodeProtocol(fsn: FSNamesystem, host: NamenodeProtocolHost): Service {
  const storageInfo = (): { layoutVersion: number; namespceID: number; clusterID: string; cTime: number } => {
    const { layoutVersion, namespaceId, clusterId, cTime } = host.namespaceInfo;
    return { layoutVersion, namespceID: namespaceId, clusterID: clusterId, cTime };
  };
  const noBackupNodes = (name: string) => (): never => {
    throw new HdfsException('UnsupportedOperationException', `${name}: quorate has no checkpoint or backup nodes; its Standbys checkpoint`);
  };
  return service(NamenodeProtocol, {
    versionRequest: (_request, call) => {
      host.checkSuperuser(call, 'versionRequest');
      return {
        info: {
          buildVersion: 'quorate', unused: 0, blockPoolID: host.namespaceInfo.blockPoolId, storageInfo: storageInfo(), softwareVersion,
          capabilities: 1, state: host.haStateProto,
        },
      };
    },
    getTransactionId: (_request, call) => {
      host.checkSuperuser(call, 'getTransactionID');
      return { txId: host.lastTxid };
    },
    getMostRecentCheckpointTxId: (_request, call) => {
      host.checkSuperuser(call, 'getMostRecentCheckpointTxId');
      return { txId: host.mostRecentCheckpointTxid };
    },
    rollEditLog: async (_request, call) => {
      host.checkSuperuser(call, 'rollEditLog');
      await fsn.read(call, () => fsn.blocks.checkNotInSafeMode('Log not rolled'), 'JOURNAL');
      const curSegmentTxId = await host.rollEditLog();
      return { signature: { blockPoolId: host.namespaceInfo.blockPoolId, mostRecentCheckpointTxId: host.mostRecentCheckpointTxid, curSegmentTxId, storageInfo: storageInfo() } };
    },
    getEditLogManifest: async ({ sinceTxId }, call) => {
      host.checkSuperuser(call, 'getEditLogManifest');
      const { segments, committedTxid } = await host.getEditLogManifest(sinceTxId);
      const logs = segments.filter((segment) => !segment.inProgress).map((segment) => ({ startTxId: segment.firstTxid, endTxId: segment.lastTxid ?? segment.firstTxid, isInProgress: false }));
      return { manifest: { logs, ...(committedTxid === undefined ? {} : { committedTxnId: committedTxid }) } };
    },
    isUpgradeFinalized: () => ({ isUpgradeFinalized: host.upgradeFinalized }),
    isRollingUpgrade: () => ({ isRollingUpgrade: false }),
    getBlockKeys: () => ({}),
    registerSubordinateNamenode: noBackupNodes('registerSubordinateNamenode'),
    startCheckpoint: noBackupNodes('startCheckpoint'),
    endCheckpoint: noBackupNodes('endCheckpoint'),
  });
}
