// namenode -bootstrapStandby: makes this NameNode's directories a copy of another one's: identity by RPC, image by HTTP,
// and a look whether the shared log has what follows. The other one may be Apache's and may be a Standby. Answers to
// BootstrapStandby; texts and exit codes are its own.

import type { JournalManager } from '../edit-log/journal-manager.ts';
import type { Env } from '../env/env.ts';
import type { NameNodeAddress } from '../conf/nameservices.ts';
import { nameNodeLayoutVersion } from '../protocol/storage-info.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import { RpcClient } from '../rpc/rpc-client.ts';
import { NameNodeStorage } from '../storage/name-node-storage.ts';
import { finishUpgradeDirectory, preUpgradeDirectory } from '../storage/storage-upgrade.ts';
import { readVersion } from '../storage/version-file.ts';
import { NamenodeProtocol } from '../wire/namenode-protocol.ts';
import { confirmFormat, storageItems } from './format.ts';
import type { FormatConsent } from './format.ts';
import { downloadImage } from './fsimage/transfer-image.ts';

/** BootstrapStandby's exit codes. */
export const bootstrapExit = { done: 0, failedConnect: 2, invalidVersion: 3, alreadyFormatted: 5, logsUnavailable: 6 } as const;
export type BootstrapExit = (typeof bootstrapExit)[keyof typeof bootstrapExit];

export interface BootstrapOptions {
  readonly self: NameNodeAddress;
  /** The other NameNodes, in the order in which they are asked. */
  readonly others: readonly NameNodeAddress[];
  /** Absolute paths of dfs.namenode.name.dir. */
  readonly directories: readonly string[];
  /** Opens the shared journal for reading. */
  readonly openShared: (info: NamespaceInfo) => JournalManager;
  /** For messages: dfs.namenode.shared.edits.dir. */
  readonly sharedEditsText: string;
  /** -skipSharedEditsCheck. */
  readonly skipSharedEditsCheck: boolean;
  /** The user the calls are made as. */
  readonly user: string;
  /** For each call, and for the image's first byte, in ms. */
  readonly timeoutMs: number;
}

interface Source {
  readonly address: NameNodeAddress;
  readonly info: NamespaceInfo;
  readonly isUpgradeFinalized: boolean;
  readonly isRollingUpgrade: boolean;
  readonly imageTxid: number;
  readonly lastTxid: number;
}

/** Runs it; `consent.say` gets what Apache prints. */
export async function bootstrapStandby(env: Env, options: BootstrapOptions, consent: FormatConsent): Promise<BootstrapExit> {
  const source = await findSource(env, options, consent);
  if (source === undefined) {
    consent.say(`Unable to fetch namespace information from any remote NN. Possible NameNodes: [${options.others.map((other) => `${other.service.host}:${other.service.port}`).join(', ')}]`);
    return bootstrapExit.failedConnect;
  }
  const { address, info } = source;
  if (info.layoutVersion !== nameNodeLayoutVersion) {
    consent.say(`Layout version on remote node (${info.layoutVersion}) does not match this node's service layout version (${nameNodeLayoutVersion})`);
    return bootstrapExit.invalidVersion;
  }
  if (source.isRollingUpgrade) {
    consent.say(`The NameNode ${address.id} is in a rolling upgrade, which this NameNode does not have; finalize it first.`);
    return bootstrapExit.invalidVersion;
  }
  consent.say(banner(options.self, source));
  const storage = new NameNodeStorage(env, options.directories);
  try {
    if (!(await confirmFormat(storageItems(storage), consent))) return bootstrapExit.alreadyFormatted;
    if (!options.skipSharedEditsCheck && !(await hasLogs(env, options, source, consent))) return bootstrapExit.logsUnavailable;
    const kept = source.isUpgradeFinalized ? [] : await keepPrevious(env, storage, source, consent);
    await storage.format(info);
    await downloadImage(env, `http://${address.http.host}:${address.http.port}`, source.imageTxid, info, storage, options.timeoutMs);
    await storage.writeSeenTxid(source.imageTxid);
    for (const root of kept) await finishUpgradeDirectory(env.disk, root);
    return bootstrapExit.done;
  } finally {
    await storage.close();
  }
}

/** The first NameNode that answers. */
async function findSource(env: Env, options: BootstrapOptions, consent: FormatConsent): Promise<Source | undefined> {
  for (const address of options.others) {
    const client = new RpcClient(env, { address: { host: address.service.host, port: address.service.port }, user: options.user, rpcTimeoutMs: options.timeoutMs });
    const { versionRequest, isUpgradeFinalized, isRollingUpgrade, getMostRecentCheckpointTxId, getTransactionId } = NamenodeProtocol.methods;
    try {
      const { info } = await client.call(versionRequest, NamenodeProtocol, {});
      const { layoutVersion, namespceID, clusterID, cTime } = info.storageInfo;
      // The image's txid is read before the log's end, so that the end is not below it.
      return {
        address,
        info: { layoutVersion, namespaceId: namespceID, clusterId: clusterID, cTime, blockPoolId: info.blockPoolID },
        isUpgradeFinalized: (await client.call(isUpgradeFinalized, NamenodeProtocol, {})).isUpgradeFinalized,
        isRollingUpgrade: (await client.call(isRollingUpgrade, NamenodeProtocol, {})).isRollingUpgrade,
        imageTxid: (await client.call(getMostRecentCheckpointTxId, NamenodeProtocol, {})).txId,
        lastTxid: (await client.call(getTransactionId, NamenodeProtocol, {})).txId,
      };
    } catch (error) {
      consent.say(`Unable to fetch namespace information from remote NN at ${address.service.host}:${address.service.port}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      client.close();
    }
  }
  return undefined;
}

/**
 * The other NameNode is in an upgrade: what is here becomes the state to go back to, if it is that of the same namespace before it
 * (BootstrapStandby.doPreUpgrade). The directories in which it does.
 */
async function keepPrevious(env: Env, storage: NameNodeStorage, { info }: Source, consent: FormatConsent): Promise<string[]> {
  consent.say('The active NameNode is in Upgrade. Prepare the upgrade for the standby NameNode as well.');
  const kept: string[] = [];
  for (const directory of storage.directories) {
    const version = await readVersion(env.disk, directory.root);
    if (version?.namespaceId !== info.namespaceId || version.cTime >= info.cTime || (await directory.hasPrevious())) continue;
    await directory.lock();
    await preUpgradeDirectory(env.disk, directory.root);
    kept.push(directory.root);
  }
  return kept;
}

/** Whether the shared log has the edits between the image and where the other NameNode is. */
async function hasLogs(env: Env, options: BootstrapOptions, source: Source, consent: FormatConsent): Promise<boolean> {
  const { imageTxid, lastTxid } = source;
  // Just formatted as HA and never Active: there is no log at all yet.
  if (imageTxid === lastTxid) return true;
  const journal = options.openShared(source.info);
  try {
    let next = imageTxid + 1;
    for (const stream of await journal.selectInputStreams(next, { inProgressOk: true, onlyDurable: false })) {
      if (stream.firstTxid <= next) next = Math.max(next, (stream.lastTxid ?? lastTxid) + 1);
      await stream.close();
    }
    if (next > lastTxid) return true;
    throw new Error(`the log ends at txid ${next - 1}`);
  } catch (error) {
    consent.say(`Unable to read transaction ids ${imageTxid + 1}-${lastTxid} from the configured shared edits storage ${options.sharedEditsText}. `
      + 'Please copy these logs into the shared edits storage or call saveNamespace on the active node.\n'
      + `Error: ${error instanceof Error ? error.message : String(error)}`);
    env.log('error', 'the shared log lacks edits', { imageTxid, lastTxid, error });
    return false;
  } finally {
    await journal.close();
  }
}

function banner(self: NameNodeAddress, { address, info, isUpgradeFinalized, isRollingUpgrade }: Source): string {
  const line = '=====================================================';
  return [
    line,
    `About to bootstrap Standby ID ${self.id} from:`,
    `           Nameservice ID: ${self.nameservice}`,
    `        Other Namenode ID: ${address.id}`,
    `  Other NN's HTTP address: http://${address.http.host}:${address.http.port}`,
    `  Other NN's IPC  address: ${address.service.host}/${address.service.host}:${address.service.port}`,
    `             Namespace ID: ${info.namespaceId}`,
    `            Block pool ID: ${info.blockPoolId}`,
    `               Cluster ID: ${info.clusterId}`,
    `           Layout version: ${info.layoutVersion}`,
    `   Service Layout version: ${nameNodeLayoutVersion}`,
    `       isUpgradeFinalized: ${isUpgradeFinalized}`,
    `         isRollingUpgrade: ${isRollingUpgrade}`,
    line,
  ].join('\n');
}
