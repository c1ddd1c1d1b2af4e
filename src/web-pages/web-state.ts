// What the pages are told, as JSON: the words that the servers of this folder's users say and the browser (src/web)
// reads. Times are Unix ms, lengths bytes, unless a name says otherwise.

/** A state of a NameNode (namenode/ha/ha-state.ts), or what others say of one that does not answer. */
export type ShownState = 'Loading' | 'Standby' | 'Recovering' | 'CatchingUp' | 'Opening' | 'Active' | 'Draining' | 'Fenced' | 'Stopped';

/** A step of a start; `endMs` is absent while it runs. */
export interface StartupStep {
  readonly name: string;
  readonly beganMs: number;
  readonly endMs?: number | undefined;
  /** What it did, or what it waits for. */
  readonly detail: string;
}

export interface SafeModeState {
  readonly on: boolean;
  /** Turned on by an operator: nothing ends it but an operator. */
  readonly manual: boolean;
  /** Blocks with enough replicas, how many of them are needed, and all. */
  readonly safeBlocks: number;
  readonly neededBlocks: number;
  readonly totalBlocks: number;
  readonly liveDataNodes: number;
  readonly neededDataNodes: number;
  /** Of the extension, once the thresholds are met, ms; undefined before. */
  readonly leftMs: number | undefined;
}

/** A figure's spread, in its own unit. */
export interface SpreadState {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** A JournalNode as one NameNode sees it. */
export interface JournalView {
  /** host:port of its RPC. */
  readonly name: string;
  readonly healthy: boolean;
  readonly outOfSync: boolean;
  readonly ackedTxid: number;
  readonly lagTxns: number;
  readonly lagMs: number;
  readonly writeMs: SpreadState;
  readonly promisedEpoch: number | undefined;
  readonly lastWriterEpoch: number | undefined;
  /** NameNodes whose leases it holds to be alive. */
  readonly leasedTo: readonly string[];
  readonly failure: string | undefined;
}

export interface FileSystemState {
  readonly inodes: number;
  readonly blocks: number;
  readonly underReplicated: number;
  readonly missing: number;
  readonly corrupt: number;
  readonly pendingReplication: number;
  readonly pendingDeletion: number;
  readonly filesUnderConstruction: number;
  readonly capacityBytes: number;
  readonly usedBytes: number;
  readonly nonDfsUsedBytes: number;
  readonly remainingBytes: number;
  readonly liveDataNodes: number;
  readonly deadDataNodes: number;
  readonly staleDataNodes: number;
  readonly decommissioningDataNodes: number;
  readonly failedVolumes: number;
}

/** One second of a NameNode's life (namenode/metrics/name-node-metrics.ts). */
export interface SampleState {
  readonly timeMs: number;
  readonly readsPerSecond: number;
  readonly writesPerSecond: number;
  readonly callsPerSecond: number;
  readonly editP50Ms: number;
  readonly editP99Ms: number;
  readonly lagMs: number;
  readonly loopDelayMs: number;
}

/** What one NameNode says of itself. */
export interface NameNodeState {
  /** '' of one that is alone. */
  readonly id: string;
  readonly rpcAddress: string;
  readonly httpAddress: string;
  readonly haState: ShownState;
  readonly epoch: number;
  readonly lastTxid: number;
  readonly durableTxid: number;
  readonly lagMs: number;
  readonly nowMs: number;
  readonly startedMs: number;
  readonly lastTransitionMs: number;
  readonly checkpointTxid: number;
  readonly checkpointMs: number;
  readonly version: string;
  readonly residentBytes: number;
  readonly parkedCalls: number;
  /** How much of the active lease is left; undefined where it holds none. */
  readonly leaseLeftMs: number | undefined;
  readonly clusterId: string;
  readonly blockPoolId: string;
  readonly safeMode: SafeModeState;
  readonly fileSystem: FileSystemState;
  readonly journals: readonly JournalView[];
  readonly startup: readonly StartupStep[];
  readonly failedDirectories: readonly string[];
  readonly sample: SampleState | undefined;
  readonly lastEventId: number;
}

/** A NameNode as the one whose page is open sees it. */
export interface ShownNameNode {
  readonly id: string;
  readonly httpAddress: string;
  /** Its last words; undefined when it has not said any since the page was opened. */
  readonly state: NameNodeState | undefined;
  /** Why it does not answer, since when; undefined when it does. */
  readonly silent: { readonly sinceMs: number; readonly reason: string } | undefined;
}

/** A JournalNode's own word, with what the writer measures of it. */
export interface ShownJournal {
  readonly name: string;
  /** It is to be added to the list: written to, and nobody counts on it. */
  readonly joining?: boolean;
  readonly httpUrl: string | undefined;
  /** Undefined while it does not answer. */
  readonly said: {
    readonly promisedEpoch: number;
    readonly lastWriterEpoch: number;
    readonly lastTxid: number;
    readonly committedTxid: number;
  } | undefined;
  readonly silent: { readonly sinceMs: number; readonly reason: string } | undefined;
  /** The Active's, or without one this NameNode's. */
  readonly view: JournalView | undefined;
}

export interface FailoverRights {
  readonly allowed: boolean;
  /** Why not. */
  readonly reason: string;
}

/** What is sent to the pages again and again. */
export interface ClusterState {
  readonly role: 'namenode';
  /** Of the NameNode that sends it. */
  readonly self: string;
  readonly nameservice: string;
  readonly nowMs: number;
  readonly nameNodes: readonly ShownNameNode[];
  readonly journals: readonly ShownJournal[];
  /** The list of JournalNodes; absent while it is the configured one. */
  readonly journalList?: { readonly gen: number; readonly members: readonly string[]; readonly pending: readonly string[] | undefined };
  readonly journalId: string;
  readonly failover: FailoverRights;
  /** Who a page acts as until its user says otherwise. */
  readonly user: string;
}

export interface EventState {
  readonly id: number;
  readonly timeMs: number;
  readonly level: string;
  readonly name: string;
  readonly text: string;
  readonly fields: Readonly<Record<string, string | number | boolean>>;
}

export interface NodeHistory {
  readonly events: readonly EventState[];
  readonly samples: readonly SampleState[];
}

/** By NameNode id; those that answer. */
export type ClusterHistory = Readonly<Record<string, NodeHistory>>;

export interface DataNodeState {
  readonly uuid: string;
  readonly hostName: string;
  /** ip:port of transfers. */
  readonly address: string;
  readonly httpUrl: string;
  readonly rack: string;
  readonly state: 'live' | 'stale' | 'dead' | 'decommissioning' | 'decommissioned';
  readonly capacityBytes: number;
  readonly usedBytes: number;
  readonly nonDfsUsedBytes: number;
  readonly remainingBytes: number;
  readonly blocks: number;
  readonly xceivers: number;
  readonly failedVolumes: number;
  readonly storages: readonly { readonly uuid: string; readonly type: string; readonly capacityBytes: number; readonly usedBytes: number; readonly failed: boolean }[];
  readonly lastContactMs: number;
  readonly lastReportMs: number;
  readonly version: string;
}

export interface ConfiguredKey {
  readonly name: string;
  readonly value: string;
  readonly defaultValue: string | undefined;
  /** 'default', or where it is set. */
  readonly source: string;
  /** What it means, of keys that quorate reads. */
  readonly doc: string;
  readonly masked: boolean;
}

export interface LogLine {
  readonly id: number;
  readonly timeMs: number;
  readonly level: string;
  readonly event: string;
  readonly details: string;
}

export interface OperationState {
  readonly name: string;
  readonly calls: number;
  readonly failures: number;
  readonly perSecond: number;
  readonly meanMs: number;
  readonly maxMs: number;
}

export interface MetricsState {
  readonly operations: readonly OperationState[];
  readonly spreads: readonly { readonly name: string; readonly unit: 'ms' | 'count'; readonly doc: string; readonly spread: SpreadState }[];
  readonly figures: readonly { readonly name: string; readonly value: number; readonly unit: 'bytes' | 'ms' | 'count' | 'share'; readonly doc: string }[];
}

/** A JournalNode's own page. */
export interface JournalNodeState {
  readonly role: 'journalnode';
  readonly rpcAddress: string;
  readonly nowMs: number;
  readonly startedMs: number;
  readonly version: string;
  readonly editsDir: string;
  /** The newest, newest first. */
  readonly events: readonly EventState[];
  readonly spaceBytes: { readonly total: number; readonly free: number } | undefined;
  readonly journals: readonly {
    readonly id: string;
    readonly formatted: boolean;
    readonly promisedEpoch: number;
    readonly lastWriterEpoch: number;
    readonly lastTxid: number;
    readonly committedTxid: number;
    readonly batches: number;
    readonly syncs: number;
    readonly meanSyncMs: number;
    readonly cacheBytes: number;
    readonly leases: readonly { readonly nameNode: string; readonly leftMs: number; readonly connected: boolean }[];
  }[];
}

/** A DataNode's own page. */
export interface DataNodeOwnState {
  readonly role: 'datanode';
  readonly uuid: string;
  readonly address: string;
  readonly nowMs: number;
  readonly startedMs: number;
  readonly version: string;
  readonly xceivers: number;
  readonly transfers: number;
  readonly replicas: number;
  /** The newest, newest first. */
  readonly events: readonly EventState[];
  readonly nameNodes: readonly { readonly address: string; readonly blockPoolId: string; readonly state: string; readonly obeyed: boolean }[];
  readonly volumes: readonly { readonly path: string; readonly type: string; readonly capacityBytes: number; readonly usedBytes: number; readonly freeBytes: number }[];
}
