// What a DataNode is started with, and how it follows from a Hadoop configuration.
import { ConfError } from '../conf/configuration.ts';
import type { Configuration } from '../conf/configuration.ts';
import type { DaemonNotes } from '../metrics/daemon-notes.ts';
import * as keys from '../conf/datanode-keys.ts';
import type { Address } from '../conf/keys.ts';
import { allNameNodes, lifelineRpcAddress, suffixesOf } from '../conf/nameservices.ts';
import { staticMapping } from '../rpc/groups.ts';
import type { ActorSettings } from './bp-service-actor.ts';
import { storageTypes } from './data-directory.ts';
import type { DataLocation } from './data-directory.ts';
import type { TransferSettings } from './xceiver-host.ts';

/** A NameNode's port for DataNodes, and the one for lifelines if it has one. */
export interface ServedNameNode extends Address {
  readonly lifeline?: Address | undefined;
  /** nameservice-id, as metrics name it; host-port when absent. */
  readonly label?: string;
}

/** A nameservice to serve. */
export interface ServedNameservice {
  /** '' without dfs.nameservices. */
  readonly id: string;
  readonly nameNodes: readonly ServedNameNode[];
}

export interface DataNodeOptions {
  /** -rollback: a namespace that was rolled back finds its blocks as they were before the upgrade. */
  readonly rollback?: boolean;
  readonly dataLocations: readonly DataLocation[];
  /** Ports of 0 are free ones. */
  readonly address: Address;
  readonly ipcAddress: Address;
  /** No web server when undefined. */
  readonly httpAddress: Address | undefined;
  /** The host name to register with; the Env's when undefined. */
  readonly hostName: string | undefined;
  readonly nameservices: readonly ServedNameservice[];
  readonly actor: ActorSettings;
  readonly transfer: TransferSettings;
  /** dfs.datanode.du.reserved, for each data directory. */
  readonly reservedBytes: number;
  readonly failedVolumesTolerated: number;
  /** What balancing may take of the network, bytes a second. */
  readonly balanceBandwidth: number;
  /** Whether only superusers may administer it: whom it runs as, and the members of a group. */
  readonly permissionsEnabled: boolean;
  readonly superusergroup: string;
  readonly staticGroups: string;
  /** All of the configuration, for /conf. */
  readonly conf?: Configuration;
  /** What was logged lately, for its page. */
  readonly notes?: DaemonNotes;
}

/** Options of a configuration; `user` is whom the DataNode runs as. Throws ConfError. */
export function dataNodeOptions(conf: Configuration, user: string): DataNodeOptions {
  const hostName = conf.get(keys.datanodeHostName);
  const heartbeatIntervalMs = conf.get(keys.datanodeHeartbeatInterval);
  const lifelineMs = conf.get(keys.lifelineInterval);
  return {
    conf, dataLocations: dataLocations(conf),
    address: conf.get(keys.datanodeAddress),
    ipcAddress: conf.get(keys.datanodeIpcAddress),
    httpAddress: conf.get(keys.datanodeHttpAddress),
    hostName: hostName === '' ? undefined : hostName,
    nameservices: allNameNodes(conf).map((nameNodes) => ({
      id: nameNodes[0]?.nameservice ?? '',
      nameNodes: nameNodes.map((node) => {
        const suffixes = suffixesOf(node.nameservice, node.id);
        return { ...node.service, lifeline: conf.find(lifelineRpcAddress, ...suffixes), ...(node.id === '' ? {} : { label: `${node.nameservice}-${node.id}` }) };
      }),
    })),
    actor: {
      user,
      heartbeatIntervalMs,
      lifelineIntervalMs: lifelineMs > heartbeatIntervalMs ? lifelineMs : 3 * heartbeatIntervalMs,
      blockReportIntervalMs: conf.get(keys.datanodeBlockReportInterval),
      blockReportInitialDelayMs: conf.get(keys.blockReportInitialDelay),
      blockReportSplitThreshold: conf.get(keys.blockReportSplitThreshold),
      incrementalIntervalMs: conf.get(keys.incrementalReportInterval),
      rpcTimeoutMs: 60_000,
    },
    transfer: {
      socketTimeoutMs: conf.get(keys.dataSocketTimeout),
      writeTimeoutMs: conf.get(keys.dataWriteTimeout),
      keepaliveMs: conf.get(keys.socketReuseKeepalive),
      connectionsMax: conf.get(keys.maxTransferThreads),
      syncOnClose: conf.get(keys.syncOnClose),
      blockSize: conf.get(keys.datanodeBlockSize),
      poolReadyTimeoutMs: conf.get(keys.bpReadyTimeout),
    },
    reservedBytes: conf.get(keys.reservedSpace),
    failedVolumesTolerated: conf.get(keys.failedVolumesTolerated),
    balanceBandwidth: conf.get(keys.balanceBandwidth),
    permissionsEnabled: conf.get(keys.datanodePermissions),
    superusergroup: conf.get(keys.datanodeSupergroup),
    staticGroups: staticMapping(conf),
  };
}

/** The entries of dfs.datanode.data.dir: '[SSD]file:///a', '/b'. As for StorageLocation, no character of them stands for another. */
function dataLocations(conf: Configuration): DataLocation[] {
  const listed = conf.get(keys.dataDirs);
  const source = conf.sourceOf(keys.dataDirs.name) ?? 'default';
  if (listed.length === 0) throw new ConfError(`${keys.dataDirs.name}: no directory in ${source}`);
  return listed.map((entry) => {
    const match = /^(?:\[([A-Za-z_]+)\])?\s*(?:file:(?:\/\/[^/]*)?)?(\/.*)$/.exec(entry);
    const type = storageTypes.find((name) => name === (match?.[1] ?? 'DISK').toUpperCase());
    if (match === null || type === undefined) {
      throw new ConfError(`${keys.dataDirs.name}: '${entry}' in ${source}: expected an absolute directory, with one of ${storageTypes.map((name) => `[${name}]`).join(' ')} before it or none`);
    }
    return { type, path: (match[2] ?? '').replace(/(?<=.)\/+$/, '') };
  });
}
