// What is known of blocks that are being written or recovered, beside their rows: where replicas are expected and
// in what state they were reported, and who leads a recovery. None of it is in the edit log: a new Active knows
// only what DataNodes told it while it was a Standby. Answers to BlockUnderConstructionFeature.

import { NumberMap } from '../../base/number-map.ts';
import { ReplicaStateProto } from '../../wire/hdfs-server.ts';
import type { Storage } from './datanode.ts';

export interface ExpectedReplica {
  readonly storage: Storage;
  genstamp: number;
  state: ReplicaStateProto;
  /** Already asked to lead the recovery, in this round through the replicas. */
  triedAsPrimary: boolean;
}

/** A recovery that a DataNode is to lead. */
export interface BlockRecovery {
  /** The genstamp that the block will have. */
  readonly recoveryId: number;
  /** Truncate: the length to cut to, and the block to write it to if it is another one. */
  readonly truncateTo?: { readonly blockId: bigint; readonly genstamp: number; readonly numBytes: number } | undefined;
}

/** When a recovery counts as lost, in ms: after its order, and after its leader's last word. */
export interface RecoveryLimits {
  readonly timeoutMs: number;
  readonly silenceMs: number;
}

/** A recovery on its way: to whom it was given, and when. */
interface Attempt {
  readonly recovery: BlockRecovery;
  readonly primary: Storage | undefined;
  readonly startedMs: number;
}

export class UnderConstruction {
  readonly #replicas = new NumberMap<ExpectedReplica[]>();
  readonly #recoveries = new NumberMap<Attempt>();

  /** Blocks with anything noted. */
  get size(): number {
    return this.#replicas.size;
  }

  /** Nothing is noted of any block. */
  get isEmpty(): boolean {
    return this.#replicas.size === 0 && this.#recoveries.size === 0;
  }

  /** Replaces what is expected: a pipeline was set up, at `genstamp`. */
  expect(row: number, storages: readonly Storage[], genstamp: number): void {
    this.#replicas.set(row, storages.map((storage) => ({ storage, genstamp, state: ReplicaStateProto.RBW, triedAsPrimary: false })));
  }

  has(row: number): boolean {
    return this.#replicas.has(row);
  }

  replicas(row: number): readonly ExpectedReplica[] {
    return this.#replicas.get(row) ?? [];
  }

  storages(row: number): Storage[] {
    return this.replicas(row).map((replica) => replica.storage);
  }

  /** A DataNode reported a replica of it; a node counts once, with its latest storage. */
  reported(row: number, storage: Storage, genstamp: number, state: ReplicaStateProto): void {
    const list = this.#replicas.get(row);
    const fresh: ExpectedReplica = { storage, genstamp, state, triedAsPrimary: false };
    if (list === undefined) {
      this.#replicas.set(row, [fresh]);
      return;
    }
    const known = list.findIndex((replica) => replica.storage.node === storage.node);
    if (known < 0) list.push(fresh);
    else if (list[known]?.storage === storage) {
      const replica = list[known] as ExpectedReplica;
      replica.genstamp = genstamp;
      replica.state = state;
    } else list[known] = fresh;
  }

  /** Replicas that are not at `genstamp`: the block was committed or recovered without them. They are forgotten. */
  dropStale(row: number, genstamp: number): Storage[] {
    const list = this.#replicas.get(row);
    if (list === undefined) return [];
    this.#replicas.set(row, list.filter((replica) => replica.genstamp === genstamp));
    return list.filter((replica) => replica.genstamp !== genstamp).map((replica) => replica.storage);
  }

  recovery(row: number): BlockRecovery | undefined {
    return this.#recoveries.get(row)?.recovery;
  }

  /**
   * Starts or restarts a recovery; returns the storage whose node shall lead it: of those alive and not yet tried in
   * this round the one heard of last. Undefined: nobody is there to do it.
   */
  startRecovery(row: number, recovery: BlockRecovery, nowMs: number): Storage | undefined {
    const alive = this.replicas(row).filter((replica) => replica.storage.node.alive);
    if (alive.every((replica) => replica.triedAsPrimary)) for (const replica of alive) replica.triedAsPrimary = false;
    let primary: ExpectedReplica | undefined;
    for (const replica of alive) {
      if (replica.triedAsPrimary) continue;
      if (primary === undefined || replica.storage.node.lastUpdateMs > primary.storage.node.lastUpdateMs) primary = replica;
    }
    if (primary !== undefined) primary.triedAsPrimary = true;
    this.#recoveries.set(row, { recovery, primary: primary?.storage, startedMs: nowMs });
    return primary?.storage;
  }

  /**
   * Whether another recovery may be ordered: none is on its way, it has had its time, or its leader is dead, silent, or
   * has begun a new life since (PendingRecoveryBlocks, which knows the time only).
   */
  mayRecover(row: number, nowMs: number, { timeoutMs, silenceMs }: RecoveryLimits): boolean {
    const attempt = this.#recoveries.get(row);
    if (attempt === undefined || nowMs - attempt.startedMs > timeoutMs) return true;
    const node = attempt.primary?.node;
    if (node === undefined) return this.storages(row).some((storage) => storage.node.alive);
    return !node.alive || nowMs - node.lastUpdateMs > silenceMs || node.registeredMs > attempt.startedMs;
  }

  /** Blocks whose recovery came to nothing. */
  lostRecoveries(nowMs: number, limits: RecoveryLimits): number[] {
    return [...this.#recoveries.keys()].filter((row) => this.mayRecover(row, nowMs, limits));
  }

  /** The term is over, and with it all that was ordered. */
  dropRecoveries(): void {
    this.#recoveries.clear();
    for (const list of this.#replicas.values()) for (const replica of list) replica.triedAsPrimary = false;
  }

  /** The recovery came to an end and the block is still being written, or will be recovered once more. */
  endRecovery(row: number): void {
    this.#recoveries.delete(row);
  }

  /** The block is complete, or gone. */
  remove(row: number): void {
    this.#replicas.delete(row);
    this.#recoveries.delete(row);
  }
}
