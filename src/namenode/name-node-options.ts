// A NameNode's configuration as one plain object: what of core-site.xml and hdfs-site.xml it lives by.
import type { Configuration } from '../conf/configuration.ts';
import { ConfError } from '../conf/configuration.ts';
import type { Address } from '../conf/keys.ts';
import * as keys from '../conf/namenode-keys.ts';
import { httpBindHost, lifelineRpcAddress, nameNodesOf, ownNameNode, quorumJournalUri, rpcBindHost, serviceRpcBindHost, suffixesOf } from '../conf/nameservices.ts';
import type { NameNodeAddress, QuorumJournalUri } from '../conf/nameservices.ts';
import { staticMapping } from '../rpc/groups.ts';
import { ProxyUsers } from '../rpc/proxy-users.ts';
import type { FsServerDefaultsProto } from '../wire/hdfs.ts';
import type { AuditOptions } from './audit/audit-log.ts';
import type { BlockOptions } from './blocks/block-core.ts';
import { defaultBlockOptions } from './blocks/block-core.ts';
import type { RegistryOptions } from './blocks/datanode-registry.ts';
import { checksumTypeProto } from './client-protocol/admin-calls.ts';
import { writableCodec } from './fsimage/compression.ts';
import type { RetentionOptions } from './fsimage/image-retention.ts';
import type { OpOptions } from './operations/plan.ts';
import { defaultOpOptions } from './operations/plan.ts';
import { policyDefault } from './namespace/storage-policies.ts';
import type { TrashOptions } from './trash-emptier.ts';
import type { CrossOriginOptions } from './web/cross-origin.ts';
import type { WebHdfsOptions } from './web-hdfs/name-node-web-hdfs.ts';
import { aclDomain, domainOf } from '../web-hdfs/parameters.ts';

export interface NameNodeOptions {
  readonly self: NameNodeAddress;
  /** The other NameNodes of the nameservice. */
  readonly others: readonly NameNodeAddress[];
  readonly rpcBind: Address;
  /** The port of DataNodes, other NameNodes and haadmin, where it is one of its own (dfs.namenode.servicerpc-address). */
  readonly serviceBind: Address | undefined;
  /** A port for lifelines of DataNodes alone (dfs.namenode.lifeline.rpc-address); the RPC port takes them as well. */
  readonly lifelineBind: Address | undefined;
  readonly httpBind: Address;
  readonly zkfcPort: number;
  /** Of each other NameNode, in the order of `others`. */
  readonly othersZkfcPorts: readonly number[];
  readonly nameDirs: readonly string[];
  readonly editsDirs: readonly string[];
  /** The shared journal; without it the NameNode is alone and has a local log. */
  readonly journal: QuorumJournalUri | undefined;
  /** The user the process runs as: a superuser. */
  readonly user: string;
  readonly superusergroup: string;
  readonly staticGroups: string;
  readonly operations: OpOptions;
  readonly blocks: BlockOptions;
  readonly registry: RegistryOptions;
  readonly serverDefaults: FsServerDefaultsProto;
  readonly datanodeVersionMin: string;
  readonly leaseLimits: { readonly softMs: number; readonly hardMs: number };
  readonly automaticFailover: boolean;
  readonly zookeeperQuorum: string;
  readonly notActiveInSafemode: boolean;
  readonly allowStaleReads: boolean;
  readonly leaseTtlMs: number;
  readonly parkMaxMs: number;
  readonly parkedCallsMax: number;
  readonly syncWaitMaxMs: number;
  readonly unsyncedEditsMax: number;
  readonly queueCallsMax: number;
  readonly frameBytesMax: number;
  readonly retryExpiryMs: number;
  readonly checkpoint: { readonly periodMs: number; readonly txns: number; readonly checkMs: number };
  readonly retention: RetentionOptions;
  /** Java class of the codec that images are compressed with; empty: none. */
  readonly imageCodec: string;
  readonly imageTransferTimeoutMs: number;
  /** 0: no limit. */
  readonly imageBytesPerSecond: number;
  readonly logRollPeriodMs: number;
  readonly autoRollTxns: number;
  readonly autoRollCheckMs: number;
  readonly trash: TrashOptions;
  /** Files of DataNodes that may, and that may not, take part; '' for none. */
  readonly hosts: { readonly include: string; readonly exclude: string };
  readonly logDirectory: string;
  readonly audit: AuditOptions;
  /** Whether a storage directory that failed is taken up again. */
  readonly restoresNameDirs: boolean;
  readonly proxyUsers: ProxyUsers;
  readonly webHdfs: WebHdfsOptions;
  /** Undefined: pages of other origins get no word. */
  readonly crossOrigin: CrossOriginOptions | undefined;
}

/** The options of this host's NameNode; `reread` gives the configuration as it is at another time. Throws ConfError. */
export function nameNodeOptions(conf: Configuration, user: string, isLocal: (host: string) => boolean, reread?: () => Configuration): NameNodeOptions {
  const self = ownNameNode(conf, isLocal);
  const suffixes = suffixesOf(self.nameservice, self.id);
  const others = nameNodesOf(conf, self.nameservice).filter((other) => other.id !== self.id);
  const nameDirs = conf.get(keys.nameDirs, ...suffixes);
  const editsDirs = conf.find(keys.editsDirs, ...suffixes) ?? nameDirs;
  const heartbeatIntervalMs = conf.get(keys.heartbeatInterval);
  return {
    self, others, nameDirs, editsDirs, user,
    serviceBind: self.service === self.rpc ? undefined : { host: conf.find(serviceRpcBindHost, ...suffixes) ?? self.service.host, port: self.service.port },
    lifelineBind: conf.find(lifelineRpcAddress, ...suffixes),
    rpcBind: { host: conf.find(rpcBindHost, ...suffixes) ?? self.rpc.host, port: self.rpc.port },
    httpBind: { host: conf.find(httpBindHost, ...suffixes) ?? self.http.host, port: self.http.port },
    zkfcPort: conf.get(keys.zkfcPort, ...suffixes),
    othersZkfcPorts: others.map((other) => conf.get(keys.zkfcPort, ...suffixesOf(other.nameservice, other.id))),
    journal: quorumJournalUri(conf, ...suffixes),
    superusergroup: conf.get(keys.superusergroup),
    staticGroups: staticMapping(conf),
    operations: operationOptions(conf),
    blocks: blockOptions(conf),
    registry: { heartbeatIntervalMs, recheckIntervalMs: conf.get(keys.heartbeatRecheck), staleIntervalMs: conf.get(keys.staleInterval) },
    serverDefaults: {
      blockSize: conf.get(keys.blockSize), bytesPerChecksum: conf.get(keys.bytesPerChecksum), writePacketSize: conf.get(keys.clientWritePacketSize),
      replication: conf.get(keys.replicationDefault), fileBufferSize: conf.get(keys.ioFileBufferSize), encryptDataTransfer: false,
      trashInterval: Math.round(conf.get(keys.trashInterval)), checksumType: checksumTypeProto(conf.get(keys.checksumType)),
      keyProviderUri: '', policyId: policyDefault, snapshotTrashRootEnabled: false,
    },
    datanodeVersionMin: conf.get(keys.minDatanodeVersion),
    leaseLimits: { softMs: conf.get(keys.softLeaseLimit), hardMs: conf.get(keys.leaseHardLimit) },
    automaticFailover: conf.get(keys.automaticFailover, ...suffixes),
    zookeeperQuorum: conf.get(keys.zookeeperQuorum, ...suffixes),
    notActiveInSafemode: conf.get(keys.notActiveInSafemode),
    allowStaleReads: conf.get(keys.allowStaleReads),
    leaseTtlMs: conf.get(keys.leaseTtl),
    parkMaxMs: conf.get(keys.parkMax), parkedCallsMax: conf.get(keys.parkedCallsMax),
    syncWaitMaxMs: conf.get(keys.syncWaitMax), unsyncedEditsMax: conf.get(keys.unsyncedEditsMax),
    queueCallsMax: conf.get(keys.handlerCount) * 1000,
    frameBytesMax: conf.get(keys.maximumDataLength),
    retryExpiryMs: conf.get(keys.retryCacheExpiry),
    checkpoint: { periodMs: conf.get(keys.checkpointPeriod), txns: conf.get(keys.checkpointTxns), checkMs: conf.get(keys.checkpointCheckPeriod) },
    retention: { images: conf.get(keys.checkpointsRetained), extraEdits: conf.get(keys.extraEditsRetained), extraSegmentsMax: conf.get(keys.maxExtraSegments) },
    imageCodec: conf.get(keys.imageCompress) ? codecOf(conf) : '',
    imageTransferTimeoutMs: conf.get(keys.imageTransferTimeout), imageBytesPerSecond: conf.get(keys.imageTransferBandwidth),
    logRollPeriodMs: conf.get(keys.logRollPeriod),
    autoRollTxns: Math.floor(conf.get(keys.checkpointTxns) * conf.get(keys.autoRollMultiplier)),
    autoRollCheckMs: conf.get(keys.autoRollCheckInterval),
    hosts: { include: conf.get(keys.hosts).trim(), exclude: conf.get(keys.hostsExclude).trim() },
    logDirectory: conf.get(keys.logDirectory),
    audit: auditOptions(conf),
    restoresNameDirs: conf.get(keys.restoreNameDirs),
    proxyUsers: new ProxyUsers(conf, reread),
    webHdfs: webHdfsOptions(conf),
    crossOrigin: crossOriginOptions(conf),
    trash: {
      deletionMs: Math.floor(conf.get(keys.trashInterval) * 60_000), checkpointMs: Math.floor(conf.get(keys.trashCheckpointInterval) * 60_000),
      cleansRoots: conf.get(keys.trashCleanRoot),
    },
  };
}

function webHdfsOptions(conf: Configuration): WebHdfsOptions {
  const pattern = conf.get(keys.aclPattern);
  return {
    relays: conf.get(keys.standbyRelay), activeWaitMaxMs: conf.get(keys.activeWaitMax), staticUser: conf.get(keys.staticUser),
    userDomain: conf.get({ ...keys.userPattern, parse: domainOf }),
    aclDomain: pattern === '' ? aclDomain : conf.get({ ...keys.aclPattern, parse: domainOf }),
  };
}

function crossOriginOptions(conf: Configuration): CrossOriginOptions | undefined {
  const isFiltered = conf.get(keys.httpFilters).some((name) => name.endsWith('.HttpCrossOriginFilterInitializer'));
  if (!isFiltered || !conf.get(keys.crossOriginEnabled)) return undefined;
  return {
    origins: conf.get(keys.crossOrigins), methods: conf.get(keys.crossOriginMethods), headers: conf.get(keys.crossOriginHeaders), maxAgeSeconds: conf.get(keys.crossOriginMaxAge),
  };
}

function auditOptions(conf: Configuration): AuditOptions {
  const to = conf.get(keys.auditLogTo).trim();
  if (to !== 'off' && to !== 'log' && !to.startsWith('/')) throw new ConfError(`${keys.auditLogTo.name}: '${to}': expected off, log, or an absolute path`);
  return {
    to, debugCommands: new Set(conf.get(keys.auditDebugCommands).map((command) => command.toLowerCase())),
    callerContextMax: conf.get(keys.callerContextEnabled) ? conf.get(keys.callerContextMax) : 0,
  };
}

function codecOf(conf: Configuration): string {
  const name = conf.get(keys.imageCompressionCodec);
  const codec = writableCodec(name);
  if (codec === undefined) throw new ConfError(`${keys.imageCompressionCodec.name}: '${name}': Not a supported codec; there are DefaultCodec and GzipCodec`);
  return codec;
}

function operationOptions(conf: Configuration): OpOptions {
  return {
    ...defaultOpOptions,
    permissionsEnabled: conf.get(keys.permissionsEnabled),
    superusergroup: conf.get(keys.superusergroup),
    maxComponentLength: conf.get(keys.maxComponentLength),
    maxDirectoryItems: conf.get(keys.maxDirectoryItems),
    maxBlocksPerFile: conf.get(keys.maxBlocksPerFile),
    minBlockSizeBytes: conf.get(keys.minBlockSize),
    replicationMin: conf.get(keys.replicationMin),
    replicationMax: conf.get(keys.replicationMax),
    listLimit: conf.get(keys.listLimit),
    accessTimePrecisionMs: conf.get(keys.accessTimePrecision),
  };
}

function blockOptions(conf: Configuration): BlockOptions {
  return {
    ...defaultBlockOptions,
    safeMode: { threshold: conf.get(keys.safemodeThreshold), extensionMs: conf.get(keys.safemodeExtension), datanodesMin: conf.get(keys.safemodeMinDatanodes) },
    replicationMin: conf.get(keys.replicationMin),
    safeReplication: conf.get(keys.replicationMin),
    replicationDefault: conf.get(keys.replicationDefault),
    streamsMax: conf.get(keys.maxStreams),
    streamsHardMax: conf.get(keys.maxStreamsHard),
    workMultiplier: conf.get(keys.workMultiplier),
    invalidateLimit: conf.get(keys.invalidateLimit),
    copyTimeoutMs: conf.get(keys.reconstructionTimeout),
    redundancyIntervalMs: conf.get(keys.redundancyInterval),
  };
}
