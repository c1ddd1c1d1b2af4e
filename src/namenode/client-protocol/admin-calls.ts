// ClientProtocol's calls about the cluster rather than a path: statistics, DataNode reports, safe mode, images, rolls.
// A Standby answers those that Apache leaves unchecked, since dfsadmin asks every NameNode.
import { HdfsException } from '../../protocol/exceptions.ts';
import type { Call, Handlers } from '../../rpc/service.ts';
import type { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';
import { SafeModeActionProto } from '../../wire/client-namenode-protocol.ts';
import { ChecksumTypeProto } from '../../wire/hdfs.ts';
import type { FsServerDefaultsProto } from '../../wire/hdfs.ts';
import { HAServiceStateProto } from '../../wire/ha-service-protocol.ts';
import type { FSNamesystem } from '../fs-namesystem.ts';
import type { HaState } from '../ha/ha-state.ts';
import { serviceState } from '../ha/ha-state.ts';
import { corruptFileBlocks } from './corrupt-files.ts';

/** What these calls need of the NameNode beside its namesystem. */
export interface AdminControl {
  /** There is no state before an upgrade to go back to. */
  readonly upgradeFinalized: boolean;
  /** Forgets it. */
  finalizeUpgrade(): Promise<void>;
  readonly serverDefaults: FsServerDefaultsProto;
  readonly haState: HaState;
  monotonicMs(): number;
  checkSuperuser(call: Call, operation: string): void;
  /** Ends the segment and starts one; resolves with the new segment's first txid. */
  rollEditLog(): Promise<number>;
  /** Writes an image of the namespace as it is; the caller saw to safe mode. False when the last one is new enough. */
  saveNamespace(timeWindowMs: number, txGap: number): Promise<boolean>;
  /** restoreFailedStorage: 'true' and 'false' say whether failed directories are taken up again; what holds now. */
  restoreFailedStorage(arg: string): boolean;
  /** Writes a text into a file of the log directory. Throws IOException. */
  writeLogFile(name: string, text: string): Promise<void>;
  wallMs(): number;
  /** Reads dfs.hosts and dfs.hosts.exclude anew. */
  refreshNodes(): Promise<void>;
}

/** DFS_STORAGE of FsServerDefaults on the wire. */
export function checksumTypeProto(name: string): ChecksumTypeProto {
  if (name === 'CRC32') return ChecksumTypeProto.CHECKSUM_CRC32;
  return name === 'NULL' ? ChecksumTypeProto.CHECKSUM_NULL : ChecksumTypeProto.CHECKSUM_CRC32C;
}

export function adminCalls(fsn: FSNamesystem, control: AdminControl): Handlers<typeof ClientNamenodeProtocol> {
  const now = (): number => control.monotonicMs();
  return {
    getServerDefaults: (_request, call) => fsn.read(call, () => ({ serverDefaults: control.serverDefaults })),
    getFsStats: (_request, call) => fsn.read(call, () => fsn.blocks.fsStats(now())),
    getFsReplicatedBlockStats: (_request, call) => fsn.read(call, () => {
      const stats = fsn.blocks.stats();
      return {
        low_redundancy: stats.underReplicated, corrupt_blocks: stats.corrupt, missing_blocks: stats.missing, missing_repl_one_blocks: stats.missingOfOne,
        blocks_in_future: stats.bytesInFuture, pending_deletion_blocks: stats.pendingDeletion, highest_prio_low_redundancy_blocks: stats.highestPriority,
      };
    }),
    getFsECBlockGroupStats: (_request, call) => fsn.read(call, () => ({
      low_redundancy: 0, corrupt_blocks: 0, missing_blocks: 0, blocks_in_future: 0, pending_deletion_blocks: 0, highest_prio_low_redundancy_blocks: 0,
    })),
    getDatanodeReport: ({ type }, call) => {
      control.checkSuperuser(call, 'datanodeReport');
      return { di: fsn.blocks.datanodeReport(type, now()) };
    },
    getDatanodeStorageReport: ({ type }, call) => {
      control.checkSuperuser(call, 'getDatanodeStorageReport');
      return { datanodeStorageReports: fsn.blocks.datanodeStorageReport(type, now()) };
    },
    setSafeMode: ({ action, checked }, call) => setSafeMode(fsn, control, action, checked === true, call),
    saveNamespace: async ({ timeWindow = 0, txGap = 0 }, call) => {
      control.checkSuperuser(call, 'saveNamespace');
      if (!fsn.blocks.safeMode.on) throw new HdfsException('IOException', 'Safe mode should be turned ON in order to create namespace image.');
      return { saved: await control.saveNamespace(timeWindow * 1000, txGap) };
    },
    rollEdits: async (_request, call) => {
      control.checkSuperuser(call, 'rollEditLog');
      await fsn.read(call, () => fsn.blocks.checkNotInSafeMode('Log not rolled'), 'JOURNAL');
      return { newSegmentTxId: await control.rollEditLog() };
    },
    refreshNodes: async (_request, call) => {
      control.checkSuperuser(call, 'refreshNodes');
      await control.refreshNodes();
      return {};
    },
    finalizeUpgrade: async (_request, call) => {
      control.checkSuperuser(call, 'finalizeUpgrade');
      await control.finalizeUpgrade();
      return {};
    },
    upgradeStatus: (_request, call) => {
      control.checkSuperuser(call, 'upgradeStatus');
      return { upgradeFinalized: control.upgradeFinalized };
    },
    setBalancerBandwidth: ({ bandwidth }, call) => fsn.read(call, () => {
      control.checkSuperuser(call, 'setBalancerBandwidth');
      fsn.blocks.setBalancerBandwidth(bandwidth);
      return {};
    }),
    restoreFailedStorage: ({ arg }, call) => {
      control.checkSuperuser(call, 'restoreFailedStorage');
      return { result: control.restoreFailedStorage(arg) };
    },
    metaSave: async ({ filename }, call) => {
      control.checkSuperuser(call, 'metaSave');
      await control.writeLogFile(filename, await fsn.read(call, () => metaSaveText(fsn, now(), control.wallMs())));
      return {};
    },
    getHAServiceState: () => ({ state: HAServiceStateProto[serviceState(control.haState)] }),
    msync: (_request, call) => fsn.read(call, () => ({})),
    listCorruptFileBlocks: ({ path, cookie }, call) => fsn.read(call, () => {
      control.checkSuperuser(call, 'listCorruptFileBlocks');
      return { corrupt: corruptFileBlocks(fsn, path, cookie) };
    }),
  };
}

function metaSaveText(fsn: FSNamesystem, nowMs: number, wallMs: number): string {
  const { namespace, blocks } = fsn;
  const total = blocks.stats().completeBlocks;
  const fileOf = (row: number): string => {
    const file = namespace.blocks.owner(row);
    return file < 0 ? '[orphaned]' : namespace.fullPath(file);
  };
  const { inodeCount } = namespace;
  const lines = [`${inodeCount} files and directories, ${total} blocks = ${inodeCount + total} total filesystem objects`, ...blocks.metaSave(fileOf, nowMs, wallMs)];
  return `${lines.join('\n')}\n`;
}

/** `checked` calls go to the Active only; GET never needs to be one. */
async function setSafeMode(fsn: FSNamesystem, control: AdminControl, action: SafeModeActionProto, checked: boolean, call: Call): Promise<{ result: boolean }> {
  if (action !== SafeModeActionProto.SAFEMODE_GET) control.checkSuperuser(call, 'safemode');
  const act = (): { result: boolean } => {
    const { safeMode } = fsn.blocks;
    if (action === SafeModeActionProto.SAFEMODE_LEAVE) safeMode.leave(false, control.monotonicMs());
    else if (action === SafeModeActionProto.SAFEMODE_FORCE_EXIT) safeMode.leave(true, control.monotonicMs());
    else if (action === SafeModeActionProto.SAFEMODE_ENTER) safeMode.enterManually();
    return { result: safeMode.on };
  };
  return checked ? fsn.read(call, act) : act();
}
