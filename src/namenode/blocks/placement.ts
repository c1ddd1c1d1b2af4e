// Where replicas go, and which go first when there are too many: the writer's own node, then another rack, then
// a second node of that rack, then anywhere, at most so many a rack; on the types of storage that the file's policy
// names. Answers to BlockPlacementPolicyDefault.

import { excessTypes, storageType, typesToPlace } from '../namespace/storage-policies.ts';
import type { StorageType } from '../namespace/storage-policies.ts';
import type { Datanode, Storage } from './datanode.ts';
import type { DatanodeRegistry } from './datanode-registry.ts';

export interface PlacementOptions {
  /** dfs.namenode.redundancy.considerLoad: leave out nodes busier than `loadFactor` times the average. */
  readonly considerLoad: boolean;
  readonly loadFactor: number;
  /** dfs.namenode.avoid.write.stale.datanode and .write.stale.datanode.ratio. */
  readonly avoidStaleForWrite: boolean;
  readonly staleRatio: number;
  /** dfs.namenode.tolerate.heartbeat.multiplier. */
  readonly tolerateHeartbeats: number;
}

export const defaultPlacementOptions: PlacementOptions = { considerLoad: true, loadFactor: 2, avoidStaleForWrite: false, staleRatio: 0.5, tolerateHeartbeats: 4 };

export interface PlacementRequest {
  /** How many more are wanted. */
  readonly replicas: number;
  readonly blockSize: number;
  /** The id of the file's storage policy. */
  readonly storagePolicy: number;
  /** A DataNode on the writer's host, or the replica to copy from. */
  readonly writer: Datanode | undefined;
  /** Where the writer is if it is no DataNode. */
  readonly writerRack: string;
  /** Replicas there already are: none for a new block. */
  readonly chosen: readonly Storage[];
  /** Never chosen. Nodes that were tried are added. */
  readonly excluded: Set<Datanode>;
  readonly favored?: readonly Datanode[];
  /** AddBlockFlag.NO_LOCAL_WRITE. */
  readonly notLocal?: boolean;
}

/** Storage that others write to, and DataNodes only tell of. */
const neverChosen: ReadonlySet<StorageType> = new Set([storageType.PROVIDED]);

interface Attempt {
  readonly request: PlacementRequest;
  readonly results: Storage[];
  readonly excluded: Set<Datanode>;
  readonly perRackMax: number;
  readonly avoidStale: boolean;
  /** How many replicas are still wanted on each type of storage, in the order in which types are tried. */
  readonly types: Map<StorageType, number>;
  /** Busy nodes as well. */
  readonly anyLoad: boolean;
  readonly nowMs: number;
}

export class Placement {
  readonly #registry: DatanodeRegistry;
  readonly #options: PlacementOptions;
  readonly #random: () => number;
  #generation = -1;
  #all: Datanode[] = [];
  #byRack = new Map<string, Datanode[]>();
  #loadMs = -Infinity;
  #averageLoad = 0;

  /** @param random uniform in [0, 1) */
  constructor(registry: DatanodeRegistry, options: PlacementOptions, random: () => number) {
    this.#registry = registry;
    this.#options = options;
    this.#random = random;
  }

  /** One of several, or undefined of none. */
  oneOf<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#random() * list.length)];
  }

  /** Up to `replicas` further storages, in pipeline order; fewer if the cluster has no more to offer. */
  choose(request: PlacementRequest, nowMs: number): Storage[] {
    this.#refresh(nowMs);
    const wanted = Math.min(request.replicas, this.#all.length - request.chosen.length);
    if (wanted <= 0) return [];
    for (const storage of request.chosen) request.excluded.add(storage.node);
    const results = [...request.chosen];
    const total = request.chosen.length + wanted;
    const perRackMax = this.#perRackMax(total);
    const avoidStale = this.#avoidStale(nowMs);
    const before = new Set(request.excluded);
    const attempt = (excluded: Set<Datanode>, avoid: boolean, unavailable: ReadonlySet<StorageType>, anyLoad = false): Attempt => {
      const types = counted(typesToPlace(request.storagePolicy, total, results.map((storage) => storage.kind), unavailable, request.chosen.length === 0));
      return { request, results, excluded, perRackMax, avoidStale: avoid, types, anyLoad, nowMs };
    };
    const { favored = [] } = request;
    if (favored.length > 0) this.#favored(attempt(request.excluded, avoidStale, neverChosen), favored, total);
    if (request.notLocal === true && request.writer !== undefined && !request.excluded.has(request.writer)) {
      this.#inOrder(attempt(new Set([...request.excluded, request.writer]), avoidStale, neverChosen), total - results.length);
    }
    // First as wished; then stale nodes too; then the policy's fallbacks; then all that with busy nodes. Apache would
    // rather write too few replicas than use a busy node; of three nodes, one that is in the middle of a burst then is
    // missing from pipelines that cannot spare it.
    let { excluded } = request;
    for (const anyLoad of [false, true]) {
      const unavailable = new Set(neverChosen);
      for (let avoid = avoidStale && !anyLoad; results.length < total;) {
        const next = attempt(excluded, avoid, unavailable, anyLoad);
        if (next.types.size === 0) break;
        this.#inOrder(next, total - results.length);
        excluded = new Set([...before, ...results.map((storage) => storage.node)]);
        if (avoid) avoid = false;
        else if (next.types.size === 0) break;
        else for (const type of next.types.keys()) unavailable.add(type);
      }
    }
    return this.#pipeline(request.writer, results.slice(request.chosen.length));
  }

  /**
   * Which of `replicas` (one per node) to delete so that `keep` remain: the hint if racks allow it, then nodes long
   * not heard of, then those with the least space, without giving up a rack; only on types of which the storage policy
   * wants fewer.
   */
  chooseExcess(replicas: readonly Storage[], keep: number, storagePolicy: number, added: Datanode | undefined, hint: Datanode | undefined, nowMs: number): Storage[] {
    const racks = new Map<string, Storage[]>();
    for (const storage of replicas) {
      const list = racks.get(storage.node.rack);
      if (list === undefined) racks.set(storage.node.rack, [storage]);
      else list.push(storage);
    }
    const left = new Set(replicas);
    const types = excessTypes(storagePolicy, keep, replicas.map((storage) => storage.kind));
    const shares = (storage: Storage): boolean => (racks.get(storage.node.rack)?.length ?? 0) > 1;
    const excess: Storage[] = [];
    const hinted = hint === undefined ? undefined : replicas.find((storage) => storage.node === hint);
    const addedStorage = added === undefined ? undefined : replicas.find((storage) => storage.node === added);
    while (left.size > keep) {
      const useHint = excess.length === 0 && hinted !== undefined && types.includes(hinted.kind) && (shares(hinted) || (addedStorage !== undefined && !shares(addedStorage)));
      const chosen = useHint ? hinted : this.#leastWanted(left, racks, types, nowMs);
      if (chosen === undefined) break;
      left.delete(chosen);
      types.splice(types.indexOf(chosen.kind), 1);
      const list = racks.get(chosen.node.rack) ?? [];
      const remaining = list.filter((storage) => storage !== chosen);
      if (remaining.length === 0) racks.delete(chosen.node.rack);
      else racks.set(chosen.node.rack, remaining);
      excess.push(chosen);
    }
    return excess;
  }

  /** How many replicas on further racks a block on these racks needs; 0 if it lies well. */
  racksMissing(racks: ReadonlySet<string>, replication: number): number {
    if (!this.#registry.everMultiRack) return 0;
    const required = Math.min(2, replication);
    return required <= racks.size || racks.size >= this.#registry.rackCount ? 0 : required - racks.size;
  }

  #leastWanted(left: ReadonlySet<Storage>, racks: ReadonlyMap<string, readonly Storage[]>, types: readonly StorageType[], nowMs: number): Storage | undefined {
    // Of two racks only the fuller may lose one, so that both keep a replica.
    let from: Iterable<Storage> = left;
    if (racks.size === 2) {
      const shared = [...racks.values()].filter((list) => list.length >= 2).flat();
      if (shared.length > 0) from = shared;
    }
    let oldestMs = nowMs - this.#registry.options.heartbeatIntervalMs * this.#options.tolerateHeartbeats;
    let silent: Storage | undefined;
    let fullest: Storage | undefined;
    for (const storage of from) {
      if (!types.includes(storage.kind)) continue;
      if (storage.node.lastUpdateMs < oldestMs) {
        oldestMs = storage.node.lastUpdateMs;
        silent = storage;
      }
      if (fullest === undefined || storage.remaining < fullest.remaining) fullest = storage;
    }
    return silent ?? fullest;
  }

  #refresh(nowMs: number): void {
    if (this.#generation !== this.#registry.generation) {
      this.#generation = this.#registry.generation;
      this.#all = [...this.#registry.live()];
      this.#byRack = new Map();
      for (const node of this.#all) {
        const list = this.#byRack.get(node.rack);
        if (list === undefined) this.#byRack.set(node.rack, [node]);
        else list.push(node);
      }
      this.#loadMs = -Infinity;
    }
    if (nowMs - this.#loadMs < 1000) return;
    this.#loadMs = nowMs;
    let load = 0, inService = 0;
    for (const node of this.#all) {
      if (!node.inService) continue;
      load += node.xceiverCount;
      inService++;
    }
    this.#averageLoad = inService === 0 ? 0 : load / inService;
  }

  #perRackMax(total: number): number {
    const racks = this.#byRack.size;
    if (racks <= 1 || total <= 1) return total;
    const most = Math.floor((total - 1) / racks) + 2;
    return most === total ? most - 1 : most;
  }

  #avoidStale(nowMs: number): boolean {
    if (!this.#options.avoidStaleForWrite) return false;
    let stale = 0;
    for (const node of this.#all) if (this.#registry.isStale(node, nowMs)) stale++;
    return stale > 0 && stale <= this.#all.length * this.#options.staleRatio;
  }

  #favored(attempt: Attempt, favored: readonly Datanode[], total: number): void {
    for (const node of favored) {
      if (attempt.results.length >= total) return;
      this.#take(node, attempt, false);
    }
  }

  /** Adds up to `count` to the results; stops where there is no further place. */
  #inOrder(attempt: Attempt, count: number): boolean {
    const { results, request } = attempt;
    const had = results.length;
    const newBlock = request.chosen.length === 0;
    let left = count;
    if (had === 0) {
      if (!this.#local(attempt)) return false;
      if (--left === 0) return true;
    }
    const first = (results[0] as Storage).node;
    if (had <= 1) {
      if (!this.#remoteRack(first, attempt)) return false;
      if (--left === 0) return true;
    }
    if (had <= 2) {
      const second = (results[1] as Storage).node;
      const placed = second.rack === first.rack ? this.#remoteRack(first, attempt) : this.#localRack(newBlock ? second : (request.writer ?? first), attempt);
      if (!placed) return false;
      if (--left === 0) return true;
    }
    for (; left > 0; left--) if (this.#anywhere(attempt) === undefined) return false;
    return true;
  }

  #local(attempt: Attempt): boolean {
    const { writer, writerRack } = attempt.request;
    // A busy local node is still the best: load is not looked at.
    if (writer !== undefined && !attempt.excluded.has(writer) && this.#take(writer, attempt, false) !== undefined) return true;
    return (this.#pick(this.#byRack.get(writer?.rack ?? writerRack), undefined, attempt) ?? this.#anywhere(attempt)) !== undefined;
  }

  #remoteRack(from: Datanode, attempt: Attempt): boolean {
    return (this.#pick(this.#all, from.rack, attempt) ?? this.#pick(this.#byRack.get(from.rack), undefined, attempt)) !== undefined;
  }

  #localRack(near: Datanode, attempt: Attempt): boolean {
    const here = this.#pick(this.#byRack.get(near.rack), undefined, attempt);
    if (here !== undefined) return true;
    const other = attempt.results.find((storage) => storage.node !== near)?.node;
    const there = other === undefined ? undefined : this.#pick(this.#byRack.get(other.rack), undefined, attempt);
    return (there ?? this.#anywhere(attempt)) !== undefined;
  }

  #anywhere(attempt: Attempt): Storage | undefined {
    return this.#pick(this.#all, undefined, attempt);
  }

  /** A random good node of `scope` that is not on `notRack`, for the first type that is wanted and to be had. */
  #pick(scope: readonly Datanode[] | undefined, notRack: string | undefined, attempt: Attempt): Storage | undefined {
    if (scope === undefined || scope.length === 0) return undefined;
    for (const type of attempt.types.keys()) {
      const storage = this.#pickOfType(type, scope, notRack, attempt);
      if (storage !== undefined) return storage;
    }
    return undefined;
  }

  #pickOfType(type: StorageType, scope: readonly Datanode[], notRack: string | undefined, attempt: Attempt): Storage | undefined {
    // A few throws of the dice usually do; then everyone is asked in turn, from a random start.
    for (let tries = 0; tries < 4; tries++) {
      const node = scope[Math.floor(this.#random() * scope.length)] as Datanode;
      if (node.rack === notRack || attempt.excluded.has(node) || !node.hasType(type)) continue;
      const storage = this.#take(node, attempt, true, [type]);
      if (storage !== undefined) return storage;
    }
    const start = Math.floor(this.#random() * scope.length);
    for (let i = 0; i < scope.length; i++) {
      const node = scope[(start + i) % scope.length] as Datanode;
      if (node.rack === notRack || attempt.excluded.has(node) || !node.hasType(type)) continue;
      const storage = this.#take(node, attempt, true, [type]);
      if (storage !== undefined) return storage;
    }
    return undefined;
  }

  /** Adds the node's storage to the results if it is good; either way it is not tried again. */
  #take(node: Datanode, attempt: Attempt, considerLoad: boolean, types: Iterable<StorageType> = attempt.types.keys()): Storage | undefined {
    if (attempt.excluded.has(node)) return undefined;
    attempt.excluded.add(node);
    if (!this.#isGood(node, attempt, considerLoad)) return undefined;
    for (const type of types) {
      const storage = node.storageFor(attempt.request.blockSize, type);
      if (storage === undefined) continue;
      attempt.results.push(storage);
      const left = (attempt.types.get(type) ?? 0) - 1;
      if (left > 0) attempt.types.set(type, left);
      else attempt.types.delete(type);
      return storage;
    }
    return undefined;
  }

  #isGood(node: Datanode, attempt: Attempt, considerLoad: boolean): boolean {
    if (!node.registered || !node.inService || node.disallowed) return false;
    if (attempt.avoidStale && this.#registry.isStale(node, attempt.nowMs)) return false;
    if (considerLoad && !attempt.anyLoad && this.#options.considerLoad) {
      const most = this.#options.loadFactor * this.#averageLoad;
      if (most > 0 && node.xceiverCount > most) return false;
    }
    let onRack = 1;
    for (const storage of attempt.results) if (storage.node.rack === node.rack) onRack++;
    return onRack <= attempt.perRackMax;
  }

  /** Each next node is the one nearest to the one before. */
  #pipeline(writer: Datanode | undefined, storages: readonly Storage[]): Storage[] {
    const left = [...storages];
    const ordered: Storage[] = [];
    let from = writer?.alive === true ? writer : left[0]?.node;
    while (left.length > 0 && from !== undefined) {
      let nearest = 0;
      for (let i = 1; i < left.length; i++) if (distance(from, (left[i] as Storage).node) < distance(from, (left[nearest] as Storage).node)) nearest = i;
      const [next] = left.splice(nearest, 1) as [Storage];
      ordered.push(next);
      from = next.node;
    }
    return ordered;
  }
}

/** How many of each, in the order of StorageType. */
function counted(types: readonly StorageType[]): Map<StorageType, number> {
  const counts = new Map<StorageType, number>();
  for (const type of [...types].sort((a, b) => a - b)) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

/** NetworkTopology.getDistance in a tree of racks: 0 itself, 2 on its rack, 4 beyond. */
export function distance(a: Datanode, b: Datanode): number {
  return a === b ? 0 : a.rack === b.rack ? 2 : 4;
}
