// DataNodes that exist on the wire only: they register, report what they are told to, heartbeat, and obey deletions by
// saying so. They give a NameNode, ours or Apache's, the replicas of a million files without a million files.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Env } from '../src/env/env.ts';
import { dataNodeLayoutVersion, softwareVersion } from '../src/protocol/storage-info.ts';
import { RpcClient, rpcProxy } from '../src/rpc/rpc-client.ts';
import type { RpcProxy } from '../src/rpc/rpc-client.ts';
import { DatanodeProtocol, ReceivedDeletedBlockInfoProto_BlockStatus as BlockStatus } from '../src/wire/datanode-protocol.ts';
import type { DatanodeRegistrationProto, ReceivedDeletedBlockInfoProto } from '../src/wire/datanode-protocol.ts';
import { DatanodeStorageProto_StorageState as StorageState, StorageTypeProto } from '../src/wire/hdfs.ts';
import type { BlockProto, DatanodeStorageProto } from '../src/wire/hdfs.ts';

/** Blocks numbered in a row, as filled-namespace.ts makes them. */
export interface BlockRow {
  readonly firstId: number;
  readonly firstGenstamp: number;
  readonly count: number;
  readonly lengthBytes: number;
}

export class FakeDataNode {
  readonly #rpc: RpcClient;
  readonly #nameNode: RpcProxy<typeof DatanodeProtocol>;
  readonly #storage: DatanodeStorageProto;
  readonly #index: number;
  #registration: DatanodeRegistrationProto | undefined;
  #poolId = '';
  #news: ReceivedDeletedBlockInfoProto[] = [];
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(env: Env, index: number, port: number) {
    this.#index = index;
    this.#rpc = new RpcClient(env, { address: { host: '127.0.0.1', port }, user: 'hdfs', idleCloseMs: 0, rpcTimeoutMs: 300_000 });
    this.#nameNode = rpcProxy(this.#rpc, DatanodeProtocol);
    this.#storage = { storageUuid: `DS-00000000-0000-0000-0000-00000000000${index}`, state: StorageState.NORMAL, storageType: StorageTypeProto.DISK };
  }

  async register(): Promise<void> {
    const { info } = await this.#nameNode.versionRequest({});
    this.#poolId = info.blockPoolID;
    const port = 1000 + 10 * this.#index;
    const { registration } = await this.#nameNode.registerDatanode({
      registration: {
        datanodeID: { ipAddr: '127.0.0.1', hostName: 'localhost', datanodeUuid: `00000000-0000-0000-0000-00000000000${this.#index}`, xferPort: port, infoPort: port + 1, ipcPort: port + 2 },
        storageInfo: { layoutVersion: dataNodeLayoutVersion, namespceID: info.storageInfo.namespceID, clusterID: info.storageInfo.clusterID, cTime: info.storageInfo.cTime },
        keys: { isBlockTokenEnabled: false, keyUpdateInterval: 0, tokenLifeTime: 0, currentKey: { keyId: 0, expiryDate: 0 }, allKeys: [] },
        softwareVersion,
      },
    });
    this.#registration = registration;
    await this.#heartbeat(registration);
  }

  /** A full report in one call; resolves with the time it took. */
  async report(row: BlockRow): Promise<number> {
    const registration = this.#registered();
    const blocksBuffers = encodeRow(row);
    const began = performance.now();
    await this.#nameNode.blockReport({
      registration, blockPoolId: this.#poolId, reports: [{ storage: this.#storage, blocks: [], numberOfBlocks: row.count, blocksBuffers }],
      context: { totalRpcs: 1, curRpc: 0, id: BigInt(this.#index + 1), leaseId: 0n },
    });
    return performance.now() - began;
  }

  /** Heartbeats every second and incremental reports at once, until stopped. */
  start(): void {
    const registration = this.#registered();
    const reports = async (): Promise<void> => {
      while (!this.#stopped) {
        const blocks = this.#news;
        if (blocks.length === 0) {
          await sleep(1);
          continue;
        }
        this.#news = [];
        await this.#nameNode.blockReceivedAndDeleted({ registration, blockPoolId: this.#poolId, blocks: [{ storageUuid: this.#storage.storageUuid, storage: this.#storage, blocks }] });
      }
    };
    const heartbeats = async (): Promise<void> => {
      while (!this.#stopped) {
        for (const block of await this.#heartbeat(registration)) this.#news.push({ block, status: BlockStatus.DELETED });
        for (let i = 0; i < 20 && !this.#stopped; i++) await sleep(50);
      }
    };
    this.#running = Promise.all([reports(), heartbeats()]).then(() => {}, (error: unknown) => {
      if (!this.#stopped) console.error('a fake DataNode gave up', error);
    });
  }

  /** It has a replica, and will say so. */
  received(block: BlockProto): void {
    this.#news.push({ block, status: BlockStatus.RECEIVED });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
    this.#rpc.close();
  }

  /** The blocks that the NameNode wants deleted. */
  async #heartbeat(registration: DatanodeRegistrationProto): Promise<BlockProto[]> {
    const capacity = 1e13;
    const { cmds } = await this.#nameNode.sendHeartbeat({
      registration, reports: [{ storageUuid: this.#storage.storageUuid, storage: this.#storage, failed: false, capacity, dfsUsed: 1e9, remaining: 9e12, blockPoolUsed: 1e9, nonDfsUsed: 0 }],
      xmitsInProgress: 0, xceiverCount: 1, failedVolumes: 0, cacheCapacity: 0, cacheUsed: 0, requestFullBlockReportLease: false, slowPeers: [], slowDisks: [],
    });
    return cmds.flatMap(({ blkCmd }) => (blkCmd?.action === 2 ? [...blkCmd.blocks] : []));
  }

  #registered(): DatanodeRegistrationProto {
    if (this.#registration === undefined) throw new Error('not registered');
    return this.#registration;
  }
}

/** As BlockListAsLongs: four varints a replica, the id in zigzag. */
function encodeRow({ firstId, firstGenstamp, count, lengthBytes }: BlockRow): Uint8Array[] {
  const bytes = new Uint8Array(count * 24);
  let at = 0;
  const varint = (value: number): void => {
    while (value > 0x7f) {
      bytes[at++] = (value % 128) + 128;
      value = Math.floor(value / 128);
    }
    bytes[at++] = value;
  };
  for (let i = 0; i < count; i++) {
    varint(2 * (firstId + i));
    varint(lengthBytes);
    varint(firstGenstamp + i);
    varint(0);
  }
  const buffers: Uint8Array[] = [];
  for (let from = 0; from < at; from += 65_536) buffers.push(bytes.subarray(from, Math.min(at, from + 65_536)));
  return buffers;
}
