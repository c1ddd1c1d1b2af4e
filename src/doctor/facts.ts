// Everything that the doctor knows: gathered once (gather/), judged by pure checks (checks/). A field that is undefined
// was not told, for whatever reason; the checks judge only what is there.
import type { JournalList } from '../protocol/journal-list.ts';
import type { Configuration } from '../conf/configuration.ts';
import type { Address } from '../conf/keys.ts';
import type { Role } from '../cluster/cluster-layout.ts';
import type { Version } from '../storage/version-file.ts';

/**
 * How an address answered. refused: nobody listens; silent: no connection within the time; unreachable: the network said so;
 * unknown-host: the name has no address; hung: connects, and does not answer; foreign: answers, and not as Hadoop's RPC
 * does; other-daemon: Hadoop's RPC, of another kind of daemon.
 */
export type Reach = 'answers' | 'refused' | 'silent' | 'unreachable' | 'unknown-host' | 'hung' | 'foreign' | 'other-daemon';

export interface WebFacts {
  readonly address: Address;
  readonly reach: Reach;
  /** Its clock's distance to this machine's, ms, and how exactly that is known. */
  readonly clock: { readonly aheadMs: number; readonly exactMs: number } | undefined;
}

interface DaemonFacts {
  /** nn1, ns2.nn1, host:port: what people know it by. */
  readonly name: string;
  readonly role: Role;
  readonly address: Address;
  readonly reach: Reach;
  /** What more is known of an address that does not answer as it should. */
  readonly detail: string;
  /** Of a cluster of `quorate up`. */
  readonly process: 'running' | 'paused' | 'down' | undefined;
  readonly web: WebFacts | undefined;
}

/** What a NameNode says that it serves. */
export interface NamespaceFacts {
  readonly layoutVersion: number;
  readonly namespaceId: number;
  readonly clusterId: string;
  readonly blockPoolId: string;
  readonly cTime: number;
  readonly software: string;
  /** quorate's, not Apache's. */
  readonly ours: boolean;
}

export interface NameNodeFacts extends DaemonFacts {
  readonly id: string;
  readonly namespace: NamespaceFacts | undefined;
  /** Why it tells this user nothing that takes a superuser, or nothing at all, in its own words. */
  readonly denied: string | undefined;
  readonly state: 'active' | 'standby' | 'observer' | 'initializing' | undefined;
  /** Why it could not become Active. */
  readonly notReadyReason: string | undefined;
  /** Its reads rest on fencing alone (HA.md 36); of quorate's NameNodes only. */
  readonly unleased: boolean;
  /** What is wrong with its health, in its own words. */
  readonly ill: string | undefined;
  /** The last transaction written or applied, and the same a moment later where somebody seemed behind. */
  readonly txid: number | undefined;
  readonly laterTxid: number | undefined;
  readonly checkpointTxid: number | undefined;
  /** Unix ms, by its clock's distance put right. */
  readonly checkpointMs: number | undefined;
  /** Of a Standby: since it last read edits. */
  readonly sinceLoadedMs: number | undefined;
  readonly safeMode: boolean | undefined;
  /** What it waits for, in its own words. */
  readonly safeModeTip: string | undefined;
  readonly blocks: BlockFacts | undefined;
  /** DataNodes that it knows. */
  readonly reported: readonly ReportedDataNode[] | undefined;
}

export interface BlockFacts {
  readonly missing: number;
  readonly corrupt: number;
  readonly underReplicated: number;
  readonly capacity: number;
  readonly remaining: number;
}

/** A DataNode in a NameNode's words. */
export interface ReportedDataNode {
  readonly uuid: string;
  readonly ip: string;
  readonly host: string;
  readonly dataPort: number;
  readonly ipcPort: number;
  readonly webPort: number;
  readonly dead: boolean;
  /** 'normal', or what the operator ordered. */
  readonly leaving: boolean;
  /** Since its last heartbeat, ms; undefined when it never sent one. */
  readonly silentMs: number | undefined;
  readonly capacity: number;
  readonly remaining: number;
  readonly failedStorages: number;
  /** The fullest of its storages: bytes. */
  readonly tightest: { readonly capacity: number; readonly remaining: number } | undefined;
}

export interface JournalNodeFacts extends DaemonFacts {
  readonly formatted: boolean | undefined;
  /** The epoch it has promised to take no writer below. */
  readonly promised: number | undefined;
  /** The last transaction it has, and a moment later where it seemed behind. */
  readonly txid: number | undefined;
  readonly laterTxid: number | undefined;
  /** Finished and open segments: first and last transaction. */
  readonly segments: readonly { readonly first: number; readonly last: number; readonly open: boolean }[] | undefined;
  /** Of quorate's JournalNodes only. */
  readonly lease: LeaseFacts | undefined;
  /** It serves another namespace: which one, '' when it does not say. */
  readonly mismatch: string | undefined;
  /** Of quorate's: what is wrong with it, in its own words, and whether it is on its way to a vote. */
  readonly trouble: string | undefined;
  readonly learns: boolean;
  /** The list of JournalNodes that it keeps, where it was changed. */
  readonly list: JournalList | undefined;
}

export interface LeaseFacts {
  readonly holders: readonly { readonly nameNode: string | undefined; readonly leftMs: number; readonly connected: boolean }[];
  /** After a restart it promises nothing for so long. */
  readonly holdMs: number;
}

export interface DataNodeFacts extends DaemonFacts {
  readonly dataAddress: Address;
  /** Whether its port for block data takes connections. */
  readonly dataReach: Reach;
  readonly reported: ReportedDataNode | undefined;
  /** NameNodes that answer and do not know it, or count it as dead. */
  readonly unknownTo: readonly string[];
}

export interface NameserviceFacts {
  /** '' without dfs.nameservices. */
  readonly id: string;
  readonly conf: Configuration;
  /** Suffixes of its keys, without a NameNode's. */
  readonly suffixes: readonly string[];
  readonly journalId: string | undefined;
  readonly nameNodes: readonly NameNodeFacts[];
  /** Those of the newest list, whom edits are counted on. */
  readonly journalNodes: readonly JournalNodeFacts[];
  /** host:port, as dfs.namenode.shared.edits.dir has them. */
  readonly configuredJournalNodes: readonly string[];
  readonly dataNodes: readonly DataNodeFacts[];
  /** DataNodes that were not asked, because there are too many. */
  readonly dataNodesLeft: number;
}

/** A storage directory of this machine. */
export interface DirectoryFacts {
  readonly path: string;
  readonly role: Role;
  /** The daemon it belongs to. */
  readonly of: string;
  readonly nameservice: string;
  readonly key: string;
  /** Nobody set the key: it lies where Hadoop's default says. */
  readonly byDefault: boolean;
  readonly exists: boolean;
  readonly version: Version | undefined;
  readonly versionError: string | undefined;
  readonly space: { readonly totalBytes: number; readonly freeBytes: number } | undefined;
  readonly sync: SyncFacts | undefined;
  /** Why it could not be looked at or written to. */
  readonly error: string | undefined;
}

/** Small writes with fdatasync, as the journal does them. */
export interface SyncFacts {
  readonly samples: number;
  readonly medianMs: number;
  readonly worstMs: number;
}

/** One configuration directory. */
export interface ConfFacts {
  readonly label: string;
  readonly conf: Configuration;
}

/** An address of the configuration and what it is for. */
export interface AddressUse {
  /** 'nn1's RPC port' */
  readonly what: string;
  /** Whose it is, by name, where that is known. */
  readonly daemon: string | undefined;
  readonly key: string;
  readonly address: Address;
  /** Whether others reach the daemon at this address; else it is only bound. */
  readonly reached: boolean;
  /** A daemon of this machine is to listen there. */
  readonly here: boolean;
}

export interface HostFacts {
  /** Empty: the name has no address; undefined: nobody said within the time. */
  readonly addresses: readonly string[] | undefined;
  readonly local: boolean;
}

/** Somebody who listens where a daemon of this machine should. */
export interface TakenPort {
  readonly use: AddressUse;
  /** 'python3, pid 12' where that can be seen. */
  readonly by: string | undefined;
}

export interface Facts {
  /** Where it was looked: a directory. */
  readonly place: string;
  /** What `quorate COMMAND` needs to be about this cluster: '', ' --dir X'; undefined for a conf dir. */
  readonly clusterOption: string | undefined;
  readonly user: string;
  readonly confs: readonly ConfFacts[];
  /** A configuration that could not be read at all. */
  readonly confErrors: readonly string[];
  readonly nameservices: readonly NameserviceFacts[];
  readonly directories: readonly DirectoryFacts[];
  readonly addresses: readonly AddressUse[];
  readonly hosts: ReadonlyMap<string, HostFacts>;
  readonly taken: readonly TakenPort[];
}
