// What a client knows before it has spoken to anybody: whom to ask, and how. Read from a Configuration, or put together
// by hand. Answers to DfsClientConf and NameNodeProxiesClient.
import type { Configuration } from '../conf/configuration.ts';
import { ConfError } from '../conf/configuration.ts';
import * as keys from '../conf/client-keys.ts';
import type { Key } from '../conf/configuration.ts';
import { parseAddress } from '../conf/keys.ts';
import type { Address } from '../conf/keys.ts';
import { defaultFs, haNamenodes, nameNodesOf, nameservices } from '../conf/nameservices.ts';
import { DataChecksum } from '../data-transfer/data-checksum.ts';
import type { ChecksumType } from '../data-transfer/data-checksum.ts';

/** When a DataNode that failed in a pipeline is replaced (ReplaceDatanodeOnFailure). */
export interface ReplaceDatanodeSettings {
  readonly policy: 'DISABLE' | 'NEVER' | 'DEFAULT' | 'ALWAYS';
  readonly bestEffort: boolean;
  /** Without a replacement a write goes on with this many DataNodes; 0: it fails. */
  readonly minReplication: number;
}

export interface ClientSettings {
  /** hdfs://ns1 or hdfs://host:port. */
  readonly uri: string;
  readonly user: string;
  /** Who acts for `user`, as a proxy user; undefined: the user itself. */
  readonly realUser?: string | undefined;
  /** All NameNodes that may be Active. */
  readonly nameNodes: readonly Address[];
  /** The deadline of calls that give none; 0: none. */
  readonly callTimeoutMs: number;
  readonly connectTimeoutMs: number;
  /** How long a NameNode that is the only one may be unreachable before calls fail. */
  readonly unreachableMs: number;
  readonly failoverSleepMsMax: number;
  /** Bits that new files and directories do not get. */
  readonly umask: number;
  readonly blockSize: number;
  readonly replication: number;
  readonly checksum: DataChecksum;
  readonly combineMode: 'MD5MD5CRC' | 'COMPOSITE_CRC';
  readonly packetSize: number;
  readonly packetsInFlightMax: number;
  readonly socketTimeoutMs: number;
  readonly writeTimeoutMs: number;
  /** How long an idle connection to a DataNode is kept; 0: not at all. */
  readonly socketCacheMs: number;
  readonly useDatanodeHostname: boolean;
  readonly blockWriteRetries: number;
  readonly locateBlockRetries: number;
  readonly locateBlockDelayMs: number;
  readonly locateBlockDelayMsMax: number;
  readonly pipelineRecoveryRetries: number;
  readonly excludeNodesMs: number;
  readonly replaceDatanode: ReplaceDatanodeSettings;
  readonly blockAcquireFailures: number;
  readonly retryWindowMs: number;
  readonly lastBlockLengthRetries: number;
  readonly lastBlockLengthIntervalMs: number;
  /** Bytes whose locations are fetched at once; 0 for ten blocks. */
  readonly prefetchSize: number;
  /** Reads that may be under way beside others; 0: reads are not hedged. */
  readonly hedgedReadsMax: number;
  readonly hedgedReadThresholdMs: number;
}

/**
 * The settings for `uri` (fs.defaultFS when absent) and `user`. Throws ConfError, which names key, value and file, for
 * what cannot be used.
 */
export function clientSettings(conf: Configuration, user: string, uri?: string): ClientSettings {
  const { authority, nameNodes } = nameNodesOfUri(conf, uri);
  return {
    uri: `hdfs://${authority}`, user, nameNodes,
    callTimeoutMs: conf.get(keys.rpcTimeout),
    connectTimeoutMs: conf.get(keys.connectTimeout),
    unreachableMs: conf.get(keys.connectRetries) * conf.get(keys.connectRetryInterval),
    failoverSleepMsMax: conf.get(keys.failoverSleepMax),
    umask: parsed(conf, keys.umaskMode, parseUmask),
    blockSize: conf.get(keys.clientBlockSize),
    replication: conf.get(keys.clientReplication),
    checksum: new DataChecksum(oneOf<ChecksumType>(conf, keys.clientChecksumType, ['CRC32C', 'CRC32', 'NULL']), conf.get(keys.clientBytesPerChecksum)),
    combineMode: oneOf(conf, keys.checksumCombineMode, ['MD5MD5CRC', 'COMPOSITE_CRC']),
    packetSize: conf.get(keys.writePacketSize),
    packetsInFlightMax: conf.get(keys.maxPacketsInFlight),
    socketTimeoutMs: conf.get(keys.clientSocketTimeout),
    writeTimeoutMs: conf.get(keys.clientWriteTimeout),
    socketCacheMs: conf.get(keys.socketCacheExpiry),
    useDatanodeHostname: conf.get(keys.useDatanodeHostname),
    blockWriteRetries: conf.get(keys.blockWriteRetries),
    locateBlockRetries: conf.get(keys.locateFollowingBlockRetries),
    locateBlockDelayMs: conf.get(keys.locateFollowingBlockDelay),
    locateBlockDelayMsMax: conf.get(keys.locateFollowingBlockDelayMax),
    pipelineRecoveryRetries: conf.get(keys.pipelineRecoveryRetries),
    excludeNodesMs: conf.get(keys.excludeNodesExpiry),
    replaceDatanode: {
      policy: conf.get(keys.replaceDatanodeEnable) ? oneOf(conf, keys.replaceDatanodePolicy, ['DEFAULT', 'ALWAYS', 'NEVER']) : 'DISABLE',
      bestEffort: conf.get(keys.replaceDatanodeBestEffort),
      minReplication: conf.get(keys.replaceDatanodeMinReplication),
    },
    blockAcquireFailures: conf.get(keys.blockAcquireFailures),
    retryWindowMs: conf.get(keys.retryWindowBase),
    lastBlockLengthRetries: conf.get(keys.lastBlockLengthRetries),
    lastBlockLengthIntervalMs: conf.get(keys.lastBlockLengthInterval),
    prefetchSize: conf.get(keys.readPrefetchSize),
    hedgedReadsMax: conf.get(keys.hedgedReadThreads),
    hedgedReadThresholdMs: conf.get(keys.hedgedReadThreshold),
  };
}

/** The NameNodes of hdfs://nameservice, hdfs://host:port or hdfs://host (port 8020). */
function nameNodesOfUri(conf: Configuration, given: string | undefined): { authority: string; nameNodes: Address[] } {
  const uri = given ?? conf.get(defaultFs);
  const where = given === undefined ? `${defaultFs.name}: '${uri}' in ${conf.sourceOf(defaultFs.name) ?? 'default'}` : `uri: '${uri}'`;
  const authority = /^hdfs:\/\/([^/]+)\/?$/.exec(uri)?.[1];
  if (authority === undefined) {
    throw new ConfError(`${where}: expected hdfs://nameservice or hdfs://host:port${given === undefined && !conf.has(defaultFs.name) ? ' (is HADOOP_CONF_DIR set?)' : ''}`);
  }
  if (conf.get(nameservices).includes(authority) || conf.find(haNamenodes, authority) !== undefined) {
    return { authority, nameNodes: nameNodesOf(conf, authority).map((nameNode) => nameNode.rpc) };
  }
  try {
    return { authority, nameNodes: [parseAddress(authority.includes(':') ? authority : `${authority}:8020`)] };
  } catch (error) {
    throw new ConfError(`${where}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A key whose text `parse` understands; what it throws names key, value and file. */
function parsed<T>(conf: Configuration, key: Key<string>, parse: (text: string) => T): T {
  return conf.get({ ...key, parse });
}

function oneOf<T extends string>(conf: Configuration, key: Key<string>, values: readonly T[]): T {
  return parsed(conf, key, (text) => {
    const found = values.find((value) => value === text.toUpperCase());
    if (found === undefined) throw new Error(`expected ${values.join(' or ')}`);
    return found;
  });
}

const whoBits: Readonly<Record<string, number>> = { u: 0o700, g: 0o070, o: 0o007, a: 0o777 };
const whatBits: Readonly<Record<string, number>> = { r: 0o444, w: 0o222, x: 0o111 };

/** '022', or what is left to each ('u=rwx,g=rx,o=', UmaskParser). */
function parseUmask(text: string): number {
  if (/^[0-7]{1,4}$/.test(text)) return Number.parseInt(text, 8) & 0o777;
  let allowed = 0;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]+)=([rwx]*)$/.exec(clause.trim());
    if (match === null) throw new Error('expected an octal number, or symbols like u=rwx,g=rx,o=');
    const who = (match[1] ?? '').split('').reduce((bits, each) => bits | (whoBits[each] ?? 0), 0);
    const what = (match[2] ?? '').split('').reduce((bits, each) => bits | (whatBits[each] ?? 0), 0);
    allowed |= who & what;
  }
  return 0o777 & ~allowed;
}
