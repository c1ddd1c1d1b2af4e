// One nameservice that this DataNode serves: its block pool, an actor for each of its NameNodes, and which of them is
// obeyed. All NameNodes are told everything; commands are taken only from the one whose claim to be Active has the
// highest transaction id (a fenced Active that still claims it is not believed once a newer claim was heard).
// Answers to org.apache.hadoop.hdfs.server.datanode.BPOfferService.
import { SerialQueue } from '../base/async.ts';
import { present } from '../base/assert.ts';
import type { Env } from '../env/env.ts';
import { nameNodeObeyed, nameNodeUnobeyed } from '../metrics/event-names.ts';
import type { Block, ExtendedBlock } from '../protocol/block.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import {
  BlockCommandProto_Action as BlockAction, DatanodeCommandProto_Type as CommandType, ReceivedDeletedBlockInfoProto_BlockStatus as BlockStatus,
} from '../wire/datanode-protocol.ts';
import type { BlockCommandProto, CommitBlockSynchronizationRequestProto, DatanodeCommandProto, DatanodeRegistrationProto, StorageBlockReportProto } from '../wire/datanode-protocol.ts';
import { NNHAStatusHeartbeatProto_State as HaState } from '../wire/hdfs-server.ts';
import type { NamespaceInfoProto, NNHAStatusHeartbeatProto, RecoveringBlockProto } from '../wire/hdfs-server.ts';
import type { DatanodeInfoProto, StorageReportProto } from '../wire/hdfs.ts';
import type { BlockPool } from './block-pool.ts';
import type { CommitSynchronization } from './block-recovery-worker.ts';
import { BPServiceActor } from './bp-service-actor.ts';
import type { ActorSettings } from './bp-service-actor.ts';
import type { ServedNameNode } from './data-node-options.ts';
import { orderTransfers } from './transfer-orders.ts';
import type { TransferOrder } from './block-transfer.ts';
import { datanodeStorage, storageBlockReports, storageReports } from './storage-reports.ts';
import type { DataNodeMetrics } from './data-node-metrics.ts';

/** What a nameservice's part asks of the DataNode around it. */
export interface OfferServiceHost {
  /** Formats or checks the data directories and reads what they hold of a pool. */
  openPool(namespace: NamespaceInfo): Promise<BlockPool>;
  /** This DataNode's registration with a namespace. */
  registrationFor(namespace: NamespaceInfo): DatanodeRegistrationProto;
  readonly metrics: DataNodeMetrics;
  readonly xceiverCount: number;
  readonly xmitsInProgress: number;
  transfer(order: TransferOrder): void;
  /** Leads recoveries, and tells `commit` of each how it ended. */
  recover(blocks: readonly RecoveringBlockProto[], commit: CommitSynchronization): void;
  finalizeUpgrade(poolId: string): Promise<void>;
  /** What the Active lets balancing take of the network, bytes a second. */
  setBalancerBandwidth(bytesPerSecond: number): void;
  /** All NameNodes of a nameservice have refused us or been given up. */
  serviceEnded(service: BPOfferService): void;
}

export interface ServiceLoad {
  readonly reports: StorageReportProto[];
  readonly xmitsInProgress: number;
  readonly xceiverCount: number;
}

/** How often volumes are measured at most, and while nothing is written by us. */
const measureMs = 1000;
const measureIdleMs = 10_000;

export class BPOfferService {
  readonly nameserviceId: string;
  readonly actors: readonly BPServiceActor[];
  readonly #env: Env;
  readonly #host: OfferServiceHost;
  readonly #meetings = new SerialQueue();
  #namespace: NamespaceInfo | undefined;
  #pool: BlockPool | undefined;
  #active: BPServiceActor | undefined;
  #lastClaimTxId = -1;
  /** Who made that claim. */
  #lastClaimant: BPServiceActor | undefined;
  #measuredMs = Number.NEGATIVE_INFINITY;
  #measuredUsedBytes = 0;
  /** The measuring that is under way. */
  #measuring: Promise<unknown> | undefined;

  constructor(env: Env, host: OfferServiceHost, nameserviceId: string, nameNodes: readonly ServedNameNode[], settings: ActorSettings) {
    this.#env = env;
    this.#host = host;
    this.nameserviceId = nameserviceId;
    this.actors = nameNodes.map((address) => new BPServiceActor(env, address, settings, this));
  }

  get pool(): BlockPool | undefined {
    return this.#pool;
  }

  /** After the first handshake. */
  get poolId(): string {
    return present(this.#namespace, 'namespace').blockPoolId;
  }

  get namespace(): NamespaceInfo | undefined {
    return this.#namespace;
  }

  /** The actor whose NameNode is obeyed. */
  get active(): BPServiceActor | undefined {
    return this.#active;
  }

  get registered(): boolean {
    return this.actors.some((actor) => actor.registration !== undefined);
  }

  start(): void {
    for (const actor of this.actors) actor.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.actors.map((actor) => actor.stop()));
  }

  /** A handshake's first half: the NameNode belongs to the namespace that we serve. Returns what to register with. */
  meet(actor: BPServiceActor, proto: NamespaceInfoProto): Promise<DatanodeRegistrationProto> {
    const namespace = namespaceOf(proto);
    return this.#meetings.run(async () => {
      const known = this.#namespace;
      if (known === undefined) {
        this.#pool = await this.#host.openPool(namespace);
        this.#namespace = namespace;
      } else {
        checkSame('Blockpool ID', known.blockPoolId, namespace.blockPoolId);
        checkSame('Namespace ID', known.namespaceId, namespace.namespaceId);
        checkSame('Cluster ID', known.clusterId, namespace.clusterId);
      }
      if (proto.state === HaState.ACTIVE && this.#active === undefined) {
        this.#env.log('info', nameNodeObeyed, { nameNode: actor.name });
        this.#active = actor;
      }
      return this.#host.registrationFor(namespace);
    });
  }

  /** A handshake's second half. */
  checkRegistration(registration: DatanodeRegistrationProto): void {
    const namespace = present(this.#namespace, 'namespace');
    const ours = this.#host.registrationFor(namespace).datanodeID.datanodeUuid;
    const theirs = registration.datanodeID.datanodeUuid;
    if (ours !== theirs) throw new HdfsException('IOException', `Inconsistent Datanode IDs. Name-node returned ${theirs}. Expecting ${ours}`);
  }

  /** Whether a failed initialization is tried again: while the pool is served through another NameNode, or may still come to be. */
  mayRetryInitialization(): boolean {
    return this.#pool !== undefined || this.actors.some((actor) => actor.alive);
  }

  actorEnded(actor: BPServiceActor): void {
    if (this.#active === actor) this.#active = undefined;
    if (!this.actors.some((other) => other.alive || other.state === 'init-failed')) this.#host.serviceEnded(this);
  }

  /** What a heartbeat carries besides the registration. Volumes are measured once a second at most, seldom while nothing is written. */
  async load(): Promise<ServiceLoad> {
    const pool = present(this.#pool, 'block pool');
    const now = this.#env.monotonicMs();
    const usedBytes = pool.slices.reduce((sum, slice) => sum + slice.usedBytes, 0);
    if (now - this.#measuredMs >= (usedBytes === this.#measuredUsedBytes ? measureIdleMs : measureMs)) {
      this.#measuredMs = now;
      this.#measuredUsedBytes = usedBytes;
      this.#measuring = Promise.all(pool.slices.map((slice) => slice.measure())).finally(() => {
        this.#measuring = undefined;
      });
    }
    await this.#measuring;
    return { reports: storageReports(pool), xmitsInProgress: this.#host.xmitsInProgress, xceiverCount: this.#host.xceiverCount };
  }

  fullReport(): StorageBlockReportProto[] {
    return storageBlockReports(present(this.#pool, 'block pool'));
  }

  receiving(block: Block, storageId: string): void {
    this.#tell(block, storageId, BlockStatus.RECEIVING);
  }

  received(block: Block, storageId: string): void {
    this.#tell(block, storageId, BlockStatus.RECEIVED);
  }

  get metrics(): DataNodeMetrics {
    return this.#host.metrics;
  }

  deleted(block: Block, storageId: string): void {
    this.#host.metrics.blocksRemoved++;
    this.#tell(block, storageId, BlockStatus.DELETED);
  }

  /** Tells every NameNode that a replica is corrupt: ours on the storage `storageId`, or that of another DataNode. */
  reportBad(block: ExtendedBlock, where: DatanodeInfoProto | string): void {
    const storage = this.#pool?.slices.find((slice) => slice.storageId === where);
    for (const actor of this.actors) {
      actor.tell((nameNode, registration) => nameNode.reportBadBlocks({
        blocks: [{
          b: { poolId: block.poolId, blockId: block.blockId, generationStamp: block.genstamp, numBytes: block.numBytes },
          offset: 0, locs: [typeof where === 'string' ? { id: registration.datanodeID } : where], corrupt: false,
          blockToken: { identifier: new Uint8Array(0), password: new Uint8Array(0), kind: '', service: '' },
          isCached: [], blockTokens: [],
          storageIDs: storage === undefined ? [] : [storage.storageId],
          storageTypes: storage === undefined ? [] : [datanodeStorage(storage).storageType],
        }],
      }));
    }
  }

  /** DatanodeProtocol.errorReport to every NameNode. */
  reportError(errorCode: number, msg: string): void {
    for (const actor of this.actors) actor.tell((nameNode, registartion) => nameNode.errorReport({ registartion, errorCode, msg }));
  }

  /** Decides by a heartbeat's answer whom to obey. */
  updateActorStates(actor: BPServiceActor, status: NNHAStatusHeartbeatProto): void {
    const claims = status.state === HaState.ACTIVE;
    const believed = this.#active === actor;
    if (claims && !believed) {
      // Whoever made the last claim may make it again: its lease had lapsed, it resumes in the same epoch (HA.md 15), and nothing was written
      // meanwhile. Another NameNode's reign would have begun with an edit of its own.
      const again = actor === this.#lastClaimant && status.txid === this.#lastClaimTxId;
      if (status.txid <= this.#lastClaimTxId && !again) {
        this.#env.log('warn', 'an older claim to be Active is ignored', { nameNode: actor.name, txid: status.txid, newerTxid: this.#lastClaimTxId });
        return;
      }
      this.#env.log('info', nameNodeObeyed, { nameNode: actor.name, txid: status.txid, before: this.#active?.name });
      this.#active = actor;
    } else if (!claims && believed) {
      this.#env.log('info', nameNodeUnobeyed, { nameNode: actor.name, txid: status.txid });
      this.#active = undefined;
    }
    if (this.#active !== actor) return;
    this.#lastClaimTxId = status.txid;
    this.#lastClaimant = actor;
  }

  isRegister(command: DatanodeCommandProto): boolean {
    return command.cmdType === CommandType.RegisterCommand;
  }

  /** Carries out a command of `actor`'s NameNode, if that is the one to obey. */
  async obey(command: DatanodeCommandProto, actor: BPServiceActor): Promise<void> {
    if (command.cmdType === CommandType.NullDatanodeCommand || command.cmdType === CommandType.KeyUpdateCommand) return;
    if (actor !== this.#active) {
      this.#env.log('warn', 'command of a Standby is ignored', { nameNode: actor.name, type: command.cmdType });
      return;
    }
    if (command.cmdType === CommandType.BlockCommand && command.blkCmd !== undefined) {
      await this.#obeyBlocks(command.blkCmd);
    } else if (command.cmdType === CommandType.BlockRecoveryCommand && command.recoveryCmd !== undefined) {
      this.#host.recover(command.recoveryCmd.blocks, (request) => this.#commitSynchronization(request));
    } else if (command.cmdType === CommandType.FinalizeCommand) {
      await this.#host.finalizeUpgrade(this.poolId);
    } else if (command.cmdType === CommandType.BalancerBandwidthCommand && command.balancerCmd !== undefined) {
      this.#host.setBalancerBandwidth(command.balancerCmd.bandwidth);
    } else {
      this.#env.log('warn', 'command is not supported', { nameNode: actor.name, type: command.cmdType });
    }
  }

  /** Goes to whoever is Active then: a later one has not ordered the recovery and refuses, and orders its own. */
  #commitSynchronization(request: CommitBlockSynchronizationRequestProto): Promise<unknown> {
    const active = this.#active;
    if (active === undefined) throw new HdfsException('IOException', `Block pool ${this.poolId} has not recognized an active NN`);
    return active.commitBlockSynchronization(request);
  }

  async #obeyBlocks(command: BlockCommandProto): Promise<void> {
    const pool = present(this.#pool, 'block pool');
    if (command.blockPoolId !== pool.poolId) throw new HdfsException('IOException', `command for block pool ${command.blockPoolId}, which is not ${pool.poolId}`);
    if (command.action === BlockAction.INVALIDATE) {
      const blocks = command.blocks.map((block) => ({ blockId: block.blockId, genstamp: block.genStamp, numBytes: block.numBytes ?? 0 }));
      await pool.invalidate(blocks, (block, storageId) => this.deleted(block, storageId));
    } else if (command.action === BlockAction.TRANSFER) {
      for (const order of orderTransfers(pool, command, this)) this.#host.transfer(order);
    } else {
      this.#env.log('warn', 'DNA_SHUTDOWN is ignored, as in Apache\'s DataNode', {});
    }
  }

  #tell(block: Block, storageId: string, status: BlockStatus): void {
    const slice = this.#pool?.slices.find((candidate) => candidate.storageId === storageId);
    if (slice === undefined) return;
    const news = { block: { blockId: block.blockId, genstamp: block.genstamp, numBytes: block.numBytes }, status, storage: datanodeStorage(slice) };
    for (const actor of this.actors) {
      actor.reports.add(news);
      actor.wakeReports();
    }
  }
}

function namespaceOf(proto: NamespaceInfoProto): NamespaceInfo {
  const { layoutVersion, namespceID, clusterID, cTime } = proto.storageInfo;
  return { layoutVersion, namespaceId: namespceID, clusterId: clusterID, cTime, blockPoolId: proto.blockPoolID };
}

function checkSame(what: string, ours: string | number, theirs: string | number): void {
  if (ours !== theirs) throw new HdfsException('IOException', `${what} mismatch: previously connected to ${what} ${ours} but now connected to ${what} ${theirs}`);
}
