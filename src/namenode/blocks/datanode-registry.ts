// The DataNodes that have registered, by uuid and address, with their storages under dense indexes (what the
// block table stores), racks, liveness and capacity. It knows nothing of blocks: what a node's end means
// for them is the block manager's. Answers to DatanodeManager, HeartbeatManager, Host2NodesMap, NetworkTopology.

import { assert } from '../../base/assert.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { DatanodeStorageProto_StorageState, StorageTypeProto } from '../../wire/hdfs.ts';
import type { DatanodeIDProto, DatanodeInfoProto, DatanodeStorageProto, StorageReportProto } from '../../wire/hdfs.ts';
import { DatanodeReportTypeProto } from '../../wire/client-namenode-protocol.ts';
import type { DatanodeStorageReportProto } from '../../wire/client-namenode-protocol.ts';
import { storagesMax } from './block-table.ts';
import type { StorageIndex } from './block-table.ts';
import { Datanode, Storage, nonDfsUsedOf } from './datanode.ts';
import type { HeartbeatLoad } from './datanode.ts';
import { HostList } from './host-list.ts';

export interface RegistryOptions {
  /** dfs.heartbeat.interval, ms. */
  readonly heartbeatIntervalMs: number;
  /** dfs.namenode.heartbeat.recheck-interval, ms. */
  readonly recheckIntervalMs: number;
  /** dfs.namenode.stale.datanode.interval, ms. */
  readonly staleIntervalMs: number;
  /** The rack of an address; default: everything on /default-rack. */
  readonly rackOf?: ((ipAddr: string, hostName: string) => string) | undefined;
}

export const defaultRack = '/default-rack';

/** What `register` did. */
export interface Registered {
  readonly node: Datanode;
  /** Another node that had its address and is now gone: its replicas must be forgotten. */
  readonly replaced: Datanode | undefined;
  /** The first time, or the first after it was given up for dead. */
  readonly joined: boolean;
}

export interface ClusterStats {
  readonly capacity: number;
  readonly dfsUsed: number;
  readonly nonDfsUsed: number;
  readonly remaining: number;
  readonly blockPoolUsed: number;
  readonly cacheCapacity: number;
  readonly cacheUsed: number;
  readonly xceivers: number;
  readonly live: number;
  readonly dead: number;
  readonly stale: number;
  readonly decommissioning: number;
  readonly failedVolumes: number;
  readonly expiredHeartbeats: number;
}

export class DatanodeRegistry {
  readonly options: RegistryOptions;
  /** 2 * recheck + 10 * heartbeat: silence after which a node is dead. */
  readonly expiryMs: number;
  readonly #nodes = new Map<string, Datanode>();
  readonly #byAddress = new Map<string, Datanode>();
  readonly #byIp = new Map<string, Datanode[]>();
  readonly #racks = new Map<string, Set<Datanode>>();
  readonly #storages: (Storage | undefined)[] = [];
  readonly #freeIndexes: StorageIndex[] = [];
  #hosts = new HostList([], []);
  #everMultiRack = false;
  #expired = 0;
  /** Changes with every join, end and decommission: placement caches by it. */
  generation = 0;

  constructor(options: RegistryOptions) {
    this.options = options;
    this.expiryMs = 2 * options.recheckIntervalMs + 10 * options.heartbeatIntervalMs;
  }

  /** All that ever registered and were not replaced, live or dead. */
  get nodes(): Iterable<Datanode> {
    return this.#nodes.values();
  }

  get size(): number {
    return this.#nodes.size;
  }

  /** Nodes that may be written to as far as liveness goes: NetworkTopology.getNumOfLeaves. */
  get liveCount(): number {
    let live = 0;
    for (const rack of this.#racks.values()) live += rack.size;
    return live;
  }

  /** Racks with at least one live node. */
  get rackCount(): number {
    return this.#racks.size;
  }

  /** Once two racks were seen, blocks on a single rack count as badly placed. */
  get everMultiRack(): boolean {
    return this.#everMultiRack;
  }

  get(uuid: string): Datanode | undefined {
    return this.#nodes.get(uuid);
  }

  /** The node of an id, or undefined. Throws UnregisteredNodeException when it registered under another address. */
  find(id: DatanodeIDProto): Datanode | undefined {
    const node = this.#nodes.get(id.datanodeUuid);
    if (node !== undefined && (node.id.ipAddr !== id.ipAddr || node.id.xferPort !== id.xferPort)) {
      throw new HdfsException('UnregisteredNodeException', `Data node ${id.ipAddr}:${id.xferPort} is attempting to report storage ID ${id.datanodeUuid}. Node ${node.xferAddress} is expected to serve this storage.`);
    }
    return node;
  }

  byAddress(ipAddr: string, xferPort: number): Datanode | undefined {
    return this.#byAddress.get(`${ipAddr}:${xferPort}`);
  }

  /** Live nodes on a host given by its address. */
  onHost(ipAddr: string): readonly Datanode[] {
    return (this.#byIp.get(ipAddr) ?? []).filter((node) => node.alive);
  }

  rackOfHost(ipAddr: string): string {
    return this.options.rackOf?.(ipAddr, ipAddr) ?? defaultRack;
  }

  /** Live nodes of a rack. */
  inRack(rack: string): Iterable<Datanode> {
    return this.#racks.get(rack) ?? [];
  }

  *live(): Iterable<Datanode> {
    for (const rack of this.#racks.values()) yield* rack;
  }

  storageAt(index: StorageIndex): Storage {
    const storage = this.#storages[index];
    assert(storage !== undefined, 'storage index is in use');
    return storage;
  }

  /** Replaces the include and exclude lists (dfs.hosts, dfs.hosts.exclude) and applies them to what is registered. */
  setHosts(include: readonly string[], exclude: readonly string[]): void {
    this.#hosts = new HostList(include, exclude);
    for (const node of this.#nodes.values()) this.applyHosts(node);
  }

  /** Admission and decommission by the host lists; true if the node's service changed. */
  applyHosts(node: Datanode): boolean {
    const before = node.adminState;
    node.disallowed = !this.#hosts.isIncluded(node.id);
    if (!node.disallowed) {
      if (this.#hosts.isExcluded(node.id)) {
        if (node.adminState === 'normal') node.adminState = node.alive ? 'decommissioning' : 'decommissioned';
      } else node.adminState = 'normal';
    }
    if (before === node.adminState) return false;
    node.changed();
    this.generation++;
    return true;
  }

  /**
   * Takes a registration. A known uuid at a new address keeps its storages; another node at the same address is
   * gone. Throws DisallowedDatanodeException.
   */
  register(id: DatanodeIDProto, softwareVersion: string, nowMs: number, wallMs: number): Registered {
    if (!this.#hosts.isIncluded(id)) {
      throw new HdfsException('DisallowedDatanodeException', `Datanode denied communication with namenode because the host is not in the include-list: ${id.ipAddr}:${id.xferPort}`);
    }
    const known = this.#nodes.get(id.datanodeUuid);
    const atAddress = this.byAddress(id.ipAddr, id.xferPort);
    const replaced = atAddress !== known ? atAddress : undefined;
    if (replaced !== undefined) this.#forget(replaced);
    const node = known ?? new Datanode(id, defaultRack, softwareVersion);
    const joined = !node.alive;
    if (known !== undefined) this.#unindex(known);
    node.id = id;
    node.softwareVersion = softwareVersion;
    node.rack = this.options.rackOf?.(id.ipAddr, id.hostName) ?? defaultRack;
    node.disallowed = false;
    node.forceRegistration = false;
    node.heartbeatedSinceRegistration = false;
    for (const storage of node.storages.values()) storage.reports = 0;
    node.alive = true;
    // A node that registers and never beats is given up like any other.
    node.lastUpdateMs = nowMs;
    node.lastUpdateWallMs = wallMs;
    node.registeredMs = nowMs;
    node.changed();
    this.#nodes.set(node.uuid, node);
    this.#index(node);
    this.applyHosts(node);
    this.generation++;
    return { node, replaced, joined };
  }

  /** The storage of a node by uuid, made known if it is new; its type and state as reported. */
  updateStorage(node: Datanode, told: DatanodeStorageProto): Storage {
    let storage = node.storages.get(told.storageUuid);
    if (storage === undefined) {
      const index = this.#freeIndexes.pop() ?? this.#storages.length;
      assert(index < storagesMax, `at most ${storagesMax} storages`);
      storage = new Storage(index, told.storageUuid, node, told.storageType ?? StorageTypeProto.DISK);
      this.#storages[index] = storage;
      node.storages.set(told.storageUuid, storage);
      return storage;
    }
    if (told.storageType !== undefined) storage.type = told.storageType;
    if (storage.state !== 'failed') storage.state = told.state === DatanodeStorageProto_StorageState.READ_ONLY_SHARED ? 'read-only' : 'normal';
    return storage;
  }

  /**
   * Books a heartbeat or lifeline; returns storages that turned out to have failed. Storages that are no longer
   * reported are dropped once they hold no replica (`storageIsEmpty`).
   */
  heartbeat(node: Datanode, reports: readonly StorageReportProto[], load: HeartbeatLoad, nowMs: number, wallMs: number, storageIsEmpty: (storage: Storage) => boolean): Storage[] {
    const summary = load.volumeFailureSummary;
    const known = node.volumeFailureSummary;
    const lookForFailed = summary !== undefined && known !== undefined
      ? summary.lastVolumeFailureDate > known.lastVolumeFailureDate
      : load.failedVolumes > node.failedVolumes || !node.heartbeatedSinceRegistration;
    const missing = new Set(node.storages.values());
    for (const report of reports) {
      const storage = this.updateStorage(node, report.storage ?? { storageUuid: report.storageUuid });
      missing.delete(storage);
      // A volume that failed and is reported again was repaired.
      if (storage.state === 'failed' && report.failed !== true) storage.state = 'normal';
      storage.capacity = report.capacity ?? 0;
      storage.dfsUsed = report.dfsUsed ?? 0;
      storage.nonDfsUsed = nonDfsUsedOf(report);
      storage.remaining = report.remaining ?? 0;
      storage.blockPoolUsed = report.blockPoolUsed ?? 0;
      storage.heartbeatedSinceFailover = true;
    }
    const failed: Storage[] = [];
    for (const storage of missing) {
      if (storageIsEmpty(storage)) this.#dropStorage(storage);
      else if (lookForFailed && storage.state !== 'failed') {
        storage.state = 'failed';
        failed.push(storage);
      }
    }
    node.heard(load, reports, nowMs, wallMs);
    node.heartbeatedSinceRegistration = true;
    return failed;
  }

  isDead(node: Datanode, nowMs: number): boolean {
    return !node.alive || node.lastUpdateMs < nowMs - this.expiryMs;
  }

  isStale(node: Datanode, nowMs: number): boolean {
    return nowMs - node.lastUpdateMs >= this.options.staleIntervalMs;
  }

  /** Live nodes that have been silent for too long. Each must be given to `end`. */
  expired(nowMs: number): Datanode[] {
    const dead: Datanode[] = [];
    for (const node of this.live()) if (this.isDead(node, nowMs)) dead.push(node);
    this.#expired += dead.length;
    return dead;
  }

  /** Takes a node out of service: it stays known, as dead, until it registers again. */
  end(node: Datanode): void {
    if (!node.alive) return;
    this.#racks.get(node.rack)?.delete(node);
    if (this.#racks.get(node.rack)?.size === 0) this.#racks.delete(node.rack);
    node.alive = false;
    node.clearOrders();
    for (const storage of node.storages.values()) storage.markStale();
    node.xceiverCount = 0;
    node.failedVolumes = 0;
    node.changed();
    this.generation++;
  }

  /** Frees the indexes of a dead node's storage whose replicas are all forgotten. */
  releaseStorage(storage: Storage): void {
    if (this.#storages[storage.index] === storage) this.#dropStorage(storage);
  }

  markAllStale(): void {
    for (const node of this.#nodes.values()) for (const storage of node.storages.values()) storage.markStale();
  }

  stats(nowMs: number): ClusterStats {
    let capacity = 0, dfsUsed = 0, nonDfsUsed = 0, remaining = 0, blockPoolUsed = 0, cacheCapacity = 0, cacheUsed = 0;
    let xceivers = 0, live = 0, dead = 0, stale = 0, decommissioning = 0, failedVolumes = 0;
    for (const node of this.#nodes.values()) {
      if (node.adminState === 'decommissioning') decommissioning++;
      if (this.isDead(node, nowMs)) {
        dead++;
        continue;
      }
      live++;
      if (this.isStale(node, nowMs)) stale++;
      // Capacity of nodes that leave counts as used up, as in DatanodeStats.
      dfsUsed += node.dfsUsed;
      blockPoolUsed += node.blockPoolUsed;
      xceivers += node.xceiverCount;
      failedVolumes += node.failedVolumes;
      nonDfsUsed += node.nonDfsUsed;
      if (node.inService) {
        capacity += node.capacity;
        remaining += node.remaining;
      } else capacity += node.dfsUsed;
      cacheCapacity += node.cacheCapacity;
      cacheUsed += node.cacheUsed;
    }
    return {
      capacity, dfsUsed, nonDfsUsed, remaining, blockPoolUsed, cacheCapacity, cacheUsed, xceivers,
      live, dead, stale, decommissioning, failedVolumes, expiredHeartbeats: this.#expired,
    };
  }

  /** Nodes of a dfsadmin report, by address. */
  list(type: DatanodeReportTypeProto, nowMs: number): Datanode[] {
    const nodes: Datanode[] = [];
    for (const node of this.#nodes.values()) {
      const dead = this.isDead(node, nowMs);
      const wanted = type === DatanodeReportTypeProto.ALL
        || (type === DatanodeReportTypeProto.LIVE && !dead)
        || (type === DatanodeReportTypeProto.DEAD && dead)
        || (type === DatanodeReportTypeProto.DECOMMISSIONING && node.adminState === 'decommissioning');
      if (wanted && !node.disallowed) nodes.push(node);
    }
    return nodes.sort((a, b) => (a.xferAddress < b.xferAddress ? -1 : a.xferAddress > b.xferAddress ? 1 : 0));
  }

  /** DatanodeInfos of a report; `numBlocks` counts a node's replicas. */
  report(type: DatanodeReportTypeProto, nowMs: number, numBlocks: (node: Datanode) => number): DatanodeInfoProto[] {
    return this.list(type, nowMs).map((node) => ({ ...node.info(), numBlocks: numBlocks(node) }));
  }

  storageReport(type: DatanodeReportTypeProto, nowMs: number): DatanodeStorageReportProto[] {
    return this.list(type, nowMs).map((node) => ({
      datanodeInfo: node.info(),
      storageReports: [...node.storages.values()].map((storage) => storage.toReport()),
    }));
  }

  #index(node: Datanode): void {
    this.#byAddress.set(node.xferAddress, node);
    const onHost = this.#byIp.get(node.id.ipAddr);
    if (onHost === undefined) this.#byIp.set(node.id.ipAddr, [node]);
    else onHost.push(node);
    const rack = this.#racks.get(node.rack) ?? new Set();
    rack.add(node);
    this.#racks.set(node.rack, rack);
    if (this.#racks.size > 1) this.#everMultiRack = true;
  }

  #unindex(node: Datanode): void {
    if (this.#byAddress.get(node.xferAddress) === node) this.#byAddress.delete(node.xferAddress);
    const others = (this.#byIp.get(node.id.ipAddr) ?? []).filter((other) => other !== node);
    if (others.length === 0) this.#byIp.delete(node.id.ipAddr);
    else this.#byIp.set(node.id.ipAddr, others);
    const rack = this.#racks.get(node.rack);
    if (rack === undefined) return;
    rack.delete(node);
    if (rack.size === 0) this.#racks.delete(node.rack);
  }

  #forget(node: Datanode): void {
    this.end(node);
    this.#unindex(node);
    this.#nodes.delete(node.uuid);
  }

  #dropStorage(storage: Storage): void {
    storage.node.storages.delete(storage.uuid);
    this.#storages[storage.index] = undefined;
    this.#freeIndexes.push(storage.index);
  }
}
