// The DataNode: data directories, the streaming port, the RPC port, and an actor for every NameNode of every
// nameservice. It keeps what it was given and acknowledged through any crash of its own, obeys only the Active, and
// no client can bring it down. Answers to org.apache.hadoop.hdfs.server.datanode.DataNode.
import { AssertionFailure } from '../base/assert.ts';
import { Deferred } from '../base/async.ts';
import type { Env, HttpHandler, Listener } from '../env/env.ts';
import { WorldError } from '../env/env.ts';
import { until } from '../env/waiting.ts';
import { dataNodeStarted, directoryUnusable } from '../metrics/event-names.ts';
import type { ExtendedBlock } from '../protocol/block.ts';
import { HdfsException, isException } from '../protocol/exceptions.ts';
import { dataNodeLayoutVersion, softwareVersion } from '../protocol/storage-info.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import { Groups } from '../rpc/groups.ts';
import type { MetricsSource } from '../metrics/metrics-record.ts';
import { rpcRecords } from '../rpc/rpc-records.ts';
import { RpcServer } from '../rpc/rpc-server.ts';
import type { DatanodeRegistrationProto } from '../wire/datanode-protocol.ts';
import type { RecoveringBlockProto } from '../wire/hdfs-server.ts';
import type { DatanodeIDProto, DatanodeInfoProto } from '../wire/hdfs.ts';
import { blockText, BlockPool } from './block-pool.ts';
import { recoverBlock } from './block-recovery-worker.ts';
import type { CommitSynchronization } from './block-recovery-worker.ts';
import { transferReplica } from './block-transfer.ts';
import type { TransferOrder } from './block-transfer.ts';
import { BPOfferService } from './bp-offer-service.ts';
import { clientDatanodeProtocol } from './client-datanode-protocol.ts';
import { DataDirectory, uuid } from './data-directory.ts';
import type { DataNodeOptions } from './data-node-options.ts';
import { DataXceiverServer } from './data-xceiver-server.ts';
import { DataNodeMetrics } from './data-node-metrics.ts';
import { dataNodePages } from './data-node-pages.ts';
import { interDatanodeProtocol, localPeer, remotePeer } from './inter-datanode-protocol.ts';
import type { RecoveryPeer } from './inter-datanode-protocol.ts';
import { blockOf } from './xceiver-host.ts';
import type { XceiverHost } from './xceiver-host.ts';

/** What it needs of its WebHDFS (web-hdfs/data-node-web-hdfs.ts). */
export interface WebHdfs {
  handle(request: Request, target: string): Promise<Response>;
  close(): void;
}

export class DataNode {
  /** Settles when the DataNode has stopped: with why, where that was not `stop`. */
  readonly stopped = new Deferred<Error | undefined>();
  readonly metrics = new DataNodeMetrics();
  /** Data directories that could not be used. */
  readonly failedPaths: string[] = [];
  readonly rpcRecords: MetricsSource;
  readonly #env: Env;
  readonly #options: DataNodeOptions;
  readonly #makeWebHdfs: () => Promise<WebHdfs>;
  #webHdfs: Promise<WebHdfs> | undefined;
  readonly #xceivers: DataXceiverServer;
  readonly #host: XceiverHost;
  readonly #rpc: RpcServer;
  readonly #self: RecoveryPeer;
  readonly #groups: Groups;
  #services: BPOfferService[] = [];
  #directories: DataDirectory[] = [];
  #http: Listener | undefined;
  #datanodeUuid = '';
  #startMs = 0;
  #transfers = 0;
  #balancerBandwidth: number;
  #shuttingDown = false;
  #stopping: Promise<void> | undefined;

  /** `makeWebHdfs` is called at the first request below /webhdfs/v1. */
  constructor(env: Env, options: DataNodeOptions, makeWebHdfs: () => Promise<WebHdfs>) {
    this.#env = env;
    this.#options = options;
    this.#makeWebHdfs = makeWebHdfs;
    this.#balancerBandwidth = options.balanceBandwidth;
    this.#groups = new Groups(env, { staticMapping: options.staticGroups, superusergroup: options.superusergroup, owner: options.actor.user });
    this.#host = this.#xceiverHost();
    this.#xceivers = new DataXceiverServer(this.#host, (error) => this.#bug(error));
    this.#self = localPeer({
      recoveryPool: (poolId) => this.#registeredPool(poolId),
      received: (block, storageId) => this.#service(block.poolId)?.received(block, storageId),
    });
    this.#rpc = new RpcServer(env, {
      host: options.ipcAddress.host, port: options.ipcAddress.port, onBug: (error) => this.#bug(error),
      services: [clientDatanodeProtocol(this.#clientProtocolHost()), interDatanodeProtocol(this.#self)],
    });
    this.rpcRecords = rpcRecords(env, this.#rpc, { daemon: 'DataNode', serverName: 'ClientDatanodeProtocolService' });
  }

  get hostName(): string {
    return this.#options.hostName ?? this.#env.hostName;
  }

  get conf(): DataNodeOptions['conf'] {
    return this.#options.conf;
  }

  get notes(): DataNodeOptions['notes'] {
    return this.#options.notes;
  }

  get datanodeUuid(): string {
    return this.#datanodeUuid;
  }

  /** The streaming port; after `start`. */
  get port(): number {
    return this.#xceivers.port;
  }

  get ipcPort(): number {
    return this.#rpc.port;
  }

  get httpPort(): number {
    return this.#http?.port ?? 0;
  }

  get services(): readonly BPOfferService[] {
    return this.#services;
  }

  get uptimeMs(): number {
    return this.#env.monotonicMs() - this.#startMs;
  }

  get xceiverCount(): number {
    return this.#xceivers.load;
  }

  get xmitsInProgress(): number {
    return this.#transfers;
  }

  /** Locks the data directories and listens; the NameNodes are met from then on. Rejects with WorldError or HdfsException. */
  async start(): Promise<void> {
    const { address, httpAddress, nameservices, actor } = this.#options;
    this.#startMs = this.#env.monotonicMs();
    await this.#groups.load();
    try {
      await this.#openDirectories();
      await this.#xceivers.start(address.host, address.port);
      await this.#rpc.start();
      if (httpAddress !== undefined) this.#http = await this.#env.http.serve(httpAddress.host, httpAddress.port, this.#pages());
    } catch (error) {
      await this.#close();
      throw error;
    }
    this.#services = nameservices.map((nameservice) => new BPOfferService(this.#env, this.#offerHost(), nameservice.id, nameservice.nameNodes, actor));
    for (const service of this.#services) service.start();
    this.#env.log('info', dataNodeStarted, { uuid: this.#datanodeUuid, port: this.port, ipcPort: this.ipcPort, httpPort: this.httpPort });
  }

  #pages(): HttpHandler {
    const pages = dataNodePages(this.#env, this);
    return async (request, _remoteAddress, target) => {
      if (!/^\/webhdfs\/v1(?=[/?]|$)/.test(target)) return pages(request);
      this.#webHdfs ??= this.#makeWebHdfs();
      return (await this.#webHdfs).handle(request, target);
    };
  }

  /** Resolves when everything is closed and the directories are free. */
  stop(): Promise<void> {
    return this.#stop(undefined);
  }

  #stop(reason: Error | undefined): Promise<void> {
    this.#stopping ??= (async () => {
      await Promise.all(this.#services.map((service) => service.stop()));
      await this.#close();
      this.#env.log(reason === undefined ? 'info' : 'error', 'DataNode stopped', { reason: reason?.message });
      this.stopped.resolve(reason);
    })();
    return this.#stopping;
  }

  async #close(): Promise<void> {
    await this.#http?.close();
    (await this.#webHdfs)?.close();
    await this.#rpc.stop();
    await this.#xceivers.stop();
    for (const pool of this.#pools()) await pool.close();
    for (const directory of this.#directories) await directory.close();
  }

  async #openDirectories(): Promise<void> {
    const failures: unknown[] = [];
    for (const location of this.#options.dataLocations) {
      try {
        this.#directories.push(await DataDirectory.open(this.#env, location));
      } catch (error) {
        if (error instanceof AssertionFailure) throw error;
        this.#env.log('error', directoryUnusable, { path: location.path, error: String(error) });
        failures.push(error);
        this.failedPaths.push(location.path);
      }
    }
    const tolerated = this.#options.failedVolumesTolerated < 0 ? this.#options.dataLocations.length - 1 : this.#options.failedVolumesTolerated;
    if (failures.length > tolerated || this.#directories.length === 0) throw failures[0];
    const uuids = [...new Set(this.#directories.map((directory) => directory.datanodeUuid).filter((id) => id !== undefined))];
    if (uuids.length > 1) {
      throw new HdfsException('InconsistentFSStateException', `Root ${this.#directories[1]?.path ?? ''}: DatanodeUuid=${uuids[1]}, does not match ${uuids[0]} from other StorageDirectory.`);
    }
    this.#datanodeUuid = uuids[0] ?? uuid(this.#env);
  }

  async #openPool(namespace: NamespaceInfo): Promise<BlockPool> {
    for (const directory of this.#directories) {
      await directory.join(namespace, this.#datanodeUuid);
      await directory.openPool(namespace, this.#options.rollback === true);
    }
    return BlockPool.open(this.#env, namespace.blockPoolId, this.#directories, this.#options.reservedBytes);
  }

  #pools(): BlockPool[] {
    return this.#services.flatMap((service) => (service.pool === undefined ? [] : [service.pool]));
  }

  #service(poolId: string): BPOfferService | undefined {
    return this.#services.find((service) => service.namespace?.blockPoolId === poolId);
  }

  #id(): DatanodeIDProto {
    const { host } = this.#options.address;
    return {
      // The NameNode puts the address in that it sees us come from.
      ipAddr: host, hostName: this.hostName, datanodeUuid: this.#datanodeUuid,
      xferPort: this.port, infoPort: this.httpPort, ipcPort: this.ipcPort, infoSecurePort: 0,
    };
  }

  #registration(namespace: NamespaceInfo): DatanodeRegistrationProto {
    return {
      datanodeID: this.#id(),
      storageInfo: { layoutVersion: dataNodeLayoutVersion, namespceID: namespace.namespaceId, clusterID: namespace.clusterId, cTime: namespace.cTime },
      keys: { isBlockTokenEnabled: false, keyUpdateInterval: 0, tokenLifeTime: 0, currentKey: { keyId: 0, expiryDate: 0 }, allKeys: [] },
      softwareVersion,
    };
  }

  #xceiverHost(): XceiverHost {
    const self = (poolId: string): DatanodeInfoProto => {
      const registered = this.#service(poolId)?.actors.find((actor) => actor.registration !== undefined);
      return { id: registered?.registration?.datanodeID ?? this.#id() };
    };
    return {
      env: this.#env,
      settings: this.#options.transfer,
      metrics: this.metrics,
      self,
      pool: (poolId) => this.#readyPool(poolId),
      receiving: (block, storageId) => this.#service(block.poolId)?.receiving(block, storageId),
      received: (block, storageId) => this.#service(block.poolId)?.received(block, storageId),
      missing: (block) => this.#missing(block),
      reportRemoteBad: (source, block) => this.#service(block.poolId)?.reportBad(block, source),
      transferBegan: () => {
        this.#transfers++;
      },
      transferEnded: () => {
        this.#transfers--;
      },
    };
  }

  #offerHost(): ConstructorParameters<typeof BPOfferService>[1] {
    const node = this;
    return {
      openPool: (namespace) => this.#openPool(namespace),
      registrationFor: (namespace) => this.#registration(namespace),
      metrics: this.metrics,
      get xceiverCount() {
        return node.xceiverCount;
      },
      get xmitsInProgress() {
        return node.xmitsInProgress;
      },
      transfer: (order) => this.#transfer(order),
      recover: (blocks, commit) => this.#recover(blocks, commit),
      finalizeUpgrade: async (poolId) => {
        for (const directory of this.#directories) await directory.finalizeUpgrade(poolId);
      },
      setBalancerBandwidth: (bytesPerSecond) => {
        this.#env.log('info', 'balancer bandwidth', { bytesPerSecond, before: this.#balancerBandwidth });
        this.#balancerBandwidth = bytesPerSecond;
      },
      serviceEnded: (service) => {
        if (this.#stopping !== undefined) return;
        this.#env.log('error', 'nameservice given up', { nameservice: service.nameserviceId });
        if (this.#services.some((other) => other.actors.some((actor) => actor.alive))) return;
        void this.#stop(new Error('no NameNode is left that this DataNode can serve'));
      },
    };
  }

  #clientProtocolHost(): Parameters<typeof clientDatanodeProtocol>[0] {
    const node = this;
    return {
      get uptimeMs() {
        return node.uptimeMs;
      },
      get balancerBandwidth() {
        return node.#balancerBandwidth;
      },
      get pools() {
        return node.#pools();
      },
      registeredPool: (poolId) => this.#findPool(poolId),
      checkSuperuser: (user) => {
        if (this.#options.permissionsEnabled && !this.#groups.caller(user).superuser) throw new HdfsException('AccessControlException', 'Permission denied.');
      },
      deleteBlockPool: (poolId, force) => this.#deleteBlockPool(poolId, force),
      triggerReport: (incremental, nameNode) => {
        const actors = this.#services.flatMap((service) => service.actors).filter((actor) => nameNode === undefined || actor.name === nameNode);
        for (const actor of actors) actor.triggerReport(incremental);
      },
      refreshNameNodes: () => {
        throw new HdfsException('UnsupportedOperationException', 'refreshNamenodes: restart the DataNode to change its nameservices');
      },
      shutDown: (forUpgrade) => {
        if (this.#shuttingDown) throw new HdfsException('IOException', 'Shutdown already in progress.');
        this.#shuttingDown = true;
        this.#env.log('info', 'shutdown asked for', { forUpgrade });
        this.#env.after(100, () => void this.stop());
      },
      evictWriters: () => this.#xceivers.evictWriters(),
    };
  }

  /** FsDatasetImpl.deleteBlockPool, of a nameservice that is not served any more. */
  async #deleteBlockPool(poolId: string, force: boolean): Promise<void> {
    if (this.#service(poolId) !== undefined) throw new HdfsException('IOException', 'The block pool is still running. First do a refreshNamenodes to shutdown the block pool service');
    for (const directory of this.#directories) await directory.deletePool(poolId, force);
  }

  /** Block recoveries of one order, one after the other; what cannot be recovered now is ordered again. */
  #recover(blocks: readonly RecoveringBlockProto[], commit: CommitSynchronization): void {
    const { user, rpcTimeoutMs } = this.#options.actor;
    const host = {
      env: this.#env,
      recoveryPeer: (id: DatanodeIDProto) => (id.datanodeUuid === this.#datanodeUuid ? this.#self : remotePeer(this.#env, id, user, rpcTimeoutMs)),
    };
    void (async () => {
      for (const recovering of blocks) {
        try {
          await recoverBlock(host, recovering, commit);
        } catch (error) {
          if (error instanceof AssertionFailure) this.#bug(error);
          this.#env.log('warn', 'block not recovered', { block: blockText(blockOf(recovering.block.b)), recoveryId: recovering.newGenStamp, error: String(error) });
        }
      }
    })();
  }

  #findPool(poolId: string): BlockPool | undefined {
    const service = this.#service(poolId);
    return service?.registered === true ? service.pool : undefined;
  }

  #registeredPool(poolId: string): BlockPool {
    const pool = this.#findPool(poolId);
    if (pool === undefined) throw new HdfsException('IOException', `Not ready to serve the block pool, ${poolId}.`);
    return pool;
  }

  #transfer(order: TransferOrder): void {
    transferReplica(this.#host, order).catch((error: unknown) => {
      if (error instanceof AssertionFailure) {
        this.#bug(error);
        return;
      }
      this.#env.log('warn', 'block not transmitted', { block: blockText(order.block), error: String(error) });
      if (isException(error, 'FileNotFoundException')) this.#missing(order.block);
    });
  }

  #missing(block: ExtendedBlock): void {
    const service = this.#service(block.poolId);
    service?.pool?.invalidateMissing(block.blockId, (gone, storageId) => service.deleted(gone, storageId)).catch((error: unknown) => {
      if (error instanceof WorldError) this.#env.log('warn', 'a missing replica stays', { block: blockText(block), error: String(error) });
      else this.#bug(error);
    });
  }

  /** The pool, when its first handshake is done; operations may come before that after a restart. */
  async #readyPool(poolId: string): Promise<BlockPool> {
    const ready = (): BlockPool | undefined => {
      const service = this.#service(poolId);
      return service?.registered === true ? service.pool : undefined;
    };
    const pool = ready();
    if (pool !== undefined) return pool;
    try {
      return await until(this.#env, `block pool ${poolId}`, this.#options.transfer.poolReadyTimeoutMs, 100, ready);
    } catch (error) {
      if (error instanceof WorldError && error.code === 'timeout') throw new HdfsException('IOException', `Not ready to serve the block pool, ${poolId}.`);
      throw error;
    }
  }

  /** A broken invariant: the process must not go on. */
  #bug(error: unknown): void {
    this.#env.log('error', 'bug', { error: error instanceof Error ? error.stack : String(error) });
    void this.#stop(error instanceof Error ? error : new Error(String(error)));
  }
}
