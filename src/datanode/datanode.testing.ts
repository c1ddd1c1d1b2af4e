// A DataNode's storage and streaming port without NameNodes, on a memory disk and loopback, and a client that speaks
// the streaming protocol by hand: for unit tests of pipelines and reads.
import { DataChecksum } from '../data-transfer/data-checksum.ts';
import { encodeOp } from '../data-transfer/op-codes.ts';
import { encodePacket, readPacket } from '../data-transfer/packet.ts';
import { repliesOf } from '../data-transfer/pipeline-ack.ts';
import { SocketReader } from '../data-transfer/socket-reader.ts';
import type { Disk, Env, Listener } from '../env/env.ts';
import { MemoryDisk } from '../env/memory-disk.ts';
import { nodeEnv } from '../env/node/node-env.ts';
import type { ExtendedBlock } from '../protocol/block.ts';
import {
  BlockOpResponseProto, ClientReadStatusProto, OpReadBlockProto, OpWriteBlockProto, OpWriteBlockProto_BlockConstructionStage as Stage, PipelineAckProto, Status,
} from '../wire/data-transfer.ts';
import { StorageTypeProto } from '../wire/hdfs.ts';
import type { DatanodeInfoProto } from '../wire/hdfs.ts';
import { BlockPool } from './block-pool.ts';
import { DataDirectory } from './data-directory.ts';
import { DataXceiverServer } from './data-xceiver-server.ts';
import { protoOf } from './xceiver-host.ts';
import type { TransferSettings, XceiverHost } from './xceiver-host.ts';
import { DataNodeMetrics } from './data-node-metrics.ts';

export const testNamespace = { layoutVersion: -67, namespaceId: 17, clusterId: 'CID-test', cTime: 1000, blockPoolId: 'BP-1-127.0.0.1-1' };
const poolId = testNamespace.blockPoolId;

export function testBlock(id: number, genstamp = 1001, numBytes = 0): ExtendedBlock {
  return { poolId, blockId: BigInt(id), genstamp, numBytes };
}

/** Bytes that differ from place to place. */
export function pattern(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i++) bytes[i] = (i * 7 + (i >> 8)) & 0xff;
  return bytes;
}

/** Directories opened and formatted, and the pool in them. */
export async function openStorage(env: Env, paths: readonly string[]): Promise<{ pool: BlockPool; directories: DataDirectory[]; close: () => Promise<void> }> {
  const directories: DataDirectory[] = [];
  for (const path of paths) {
    const directory = await DataDirectory.open(env, { path, type: 'DISK' });
    await directory.join(testNamespace, 'uuid-of-datanode');
    await directory.openPool(testNamespace);
    directories.push(directory);
  }
  const pool = await BlockPool.open(env, poolId, directories, 0);
  return {
    pool, directories,
    close: async () => {
      await pool.close();
      for (const directory of directories) await directory.close();
    },
  };
}

export interface StreamingNode {
  readonly env: Env;
  readonly disk: Disk;
  readonly pool: BlockPool;
  readonly info: DatanodeInfoProto;
  /** What NameNodes would have been told, in order: 'received 1_1001 700'. */
  readonly told: string[];
  readonly bugs: unknown[];
  stop(): Promise<void>;
}

/** Starts the streaming port of a DataNode on a free port. */
export async function startStreamingNode(settings: Partial<TransferSettings> = {}): Promise<StreamingNode> {
  const disk = new MemoryDisk();
  const env: Env = { ...nodeEnv({ name: 'dn' }), disk };
  const storage = await openStorage(env, ['/data']);
  const told: string[] = [];
  const bugs: unknown[] = [];
  const tell = (what: string) => (block: ExtendedBlock): void => {
    told.push(`${what} ${block.blockId}_${block.genstamp} ${block.numBytes}`);
  };
  const host: XceiverHost = {
    env,
    settings: {
      socketTimeoutMs: 5000, writeTimeoutMs: 5000, keepaliveMs: 1000, connectionsMax: 50, syncOnClose: false, blockSize: 1024 * 1024, poolReadyTimeoutMs: 50,
      ...settings,
    },
    metrics: new DataNodeMetrics(),
    self: () => info,
    pool: async (wanted) => {
      if (wanted !== poolId) throw new Error(`no pool ${wanted}`);
      return storage.pool;
    },
    receiving: tell('receiving'), received: tell('received'), missing: tell('missing'),
    reportRemoteBad: (_source, block) => tell('remote-bad')(block),
    transferBegan: () => {}, transferEnded: () => {},
  };
  const server = new DataXceiverServer(host, (error) => bugs.push(error));
  await server.start('127.0.0.1', 0);
  const info = nodeInfo(server.port);
  return {
    env, disk, pool: storage.pool, info, told, bugs,
    stop: async () => {
      await server.stop();
      await storage.close();
    },
  };
}

export function nodeInfo(port: number): DatanodeInfoProto {
  return { id: { ipAddr: '127.0.0.1', hostName: 'localhost', datanodeUuid: 'u', xferPort: port, infoPort: 0, ipcPort: 0 } };
}

/** Listens and closes again: a port where nobody is. */
export async function deadPort(env: Env): Promise<number> {
  const listener: Listener = await env.net.listen('127.0.0.1', 0, () => {});
  await listener.close();
  return listener.port;
}

const token = { identifier: new Uint8Array(0), password: new Uint8Array(0), kind: '', service: '' };

export async function connectTo(env: Env, node: DatanodeInfoProto): Promise<SocketReader> {
  const reader = new SocketReader(env, await env.net.connect(node.id.ipAddr, node.id.xferPort, 1000));
  reader.idleLimitMs = 5000;
  return reader;
}

export interface WriteOptions {
  readonly stage?: Stage;
  readonly clientName?: string;
  readonly newGenstamp?: number;
  readonly minBytes?: number;
  readonly maxBytes?: number;
  readonly checksum?: DataChecksum;
}

/** A pipeline's client end: setup, packets, acknowledgements. */
export class PipelineClient {
  readonly reader: SocketReader;
  readonly checksum: DataChecksum;
  #seqno = 0;
  offset = 0;

  private constructor(reader: SocketReader, checksum: DataChecksum) {
    this.reader = reader;
    this.checksum = checksum;
  }

  /** Connects to the first node and sets the pipeline up. */
  static async open(env: Env, nodes: readonly DatanodeInfoProto[], block: ExtendedBlock, options: WriteOptions = {}): Promise<PipelineClient> {
    const checksum = options.checksum ?? new DataChecksum('CRC32C', 512);
    const client = new PipelineClient(await connectTo(env, nodes[0] as DatanodeInfoProto), checksum);
    client.reader.socket.write(encodeOp('WRITE_BLOCK', OpWriteBlockProto, {
      header: { baseHeader: { block: protoOf(block), token }, clientName: options.clientName ?? 'client' },
      targets: nodes.slice(1), stage: options.stage ?? Stage.PIPELINE_SETUP_CREATE, pipelineSize: nodes.length,
      minBytesRcvd: options.minBytes ?? 0, maxBytesRcvd: options.maxBytes ?? 0, latestGenerationStamp: options.newGenstamp ?? 0,
      requestedChecksum: { type: checksum.typeId, bytesPerChecksum: checksum.bytesPerChecksum },
      targetStorageTypes: nodes.slice(1).map(() => StorageTypeProto.DISK), targetPinnings: [], targetStorageIds: [],
    }));
    return client;
  }

  /** The answer to the setup. */
  setupAnswer(): Promise<BlockOpResponseProto> {
    return this.reader.readDelimited(BlockOpResponseProto);
  }

  /** Sends a packet at `offset`; `sums` where they are to be wrong. */
  send(data: Uint8Array, options: { readonly last?: boolean; readonly sync?: boolean; readonly at?: number; readonly sums?: Uint8Array } = {}): number {
    const offsetInBlock = options.at ?? this.offset;
    this.reader.socket.write(encodePacket({
      offsetInBlock, seqno: this.#seqno, lastPacketInBlock: options.last === true, syncBlock: options.sync === true,
      sums: options.sums ?? this.checksum.compute(data), data,
    }));
    this.offset = offsetInBlock + data.length;
    return this.#seqno++;
  }

  async ack(): Promise<{ seqno: number; replies: Status[] }> {
    const ack = await this.reader.readDelimited(PipelineAckProto);
    return { seqno: ack.seqno, replies: repliesOf(ack) };
  }
}

/** Writes a whole block through `nodes` in packets of `packetLength`; resolves when the last acknowledgement has come. */
export async function writeBlockTo(
  env: Env, nodes: readonly DatanodeInfoProto[], block: ExtendedBlock, data: Buffer, packetLength = 65024, options: WriteOptions = {},
): Promise<void> {
  const client = await PipelineClient.open(env, nodes, block, options);
  if (options.clientName !== '') {
    const answer = await client.setupAnswer();
    if (answer.status !== Status.SUCCESS) throw new Error(`setup: ${answer.status}`);
  }
  let packets = 0;
  for (let at = 0; at < data.length; at += packetLength, packets++) client.send(data.subarray(at, at + packetLength));
  client.send(Buffer.alloc(0), { last: true });
  if (options.clientName !== '') {
    for (let i = 0; i <= packets; i++) {
      const ack = await client.ack();
      if (ack.seqno !== i || ack.replies.length !== nodes.length || ack.replies.some((status) => status !== Status.SUCCESS)) {
        throw new Error(`acknowledgement ${i}: ${JSON.stringify(ack)}`);
      }
    }
  }
  client.reader.socket.end();
  await client.reader.wait(1).catch(() => {});
  client.reader.destroy();
}

export interface ReadResult {
  readonly status: Status;
  readonly message: string;
  /** Where the packets start. */
  readonly start: number;
  readonly data: Buffer;
  /** Sums of every packet were right. */
  readonly verified: boolean;
}

/** One READ_BLOCK on an open connection; leaves it usable where the DataNode does. */
export async function readBlockFrom(reader: SocketReader, block: ExtendedBlock, offset: number, len: number, sendChecksums = true): Promise<ReadResult> {
  reader.socket.write(encodeOp('READ_BLOCK', OpReadBlockProto, { header: { baseHeader: { block: protoOf(block), token }, clientName: 'client' }, offset, len, sendChecksums }));
  const answer = await reader.readDelimited(BlockOpResponseProto);
  const info = answer.readOpChecksumInfo;
  if (answer.status !== Status.SUCCESS || info === undefined) return { status: answer.status, message: answer.message ?? '', start: 0, data: Buffer.alloc(0), verified: false };
  const checksum = DataChecksum.of(info.checksum.type, info.checksum.bytesPerChecksum);
  const pieces: Buffer[] = [];
  let verified = true;
  for (let seqno = 0; ; seqno++) {
    const packet = await readPacket(reader);
    if (packet.seqno !== seqno) throw new Error(`packet ${packet.seqno} where ${seqno} was due`);
    if (packet.lastPacketInBlock) break;
    verified &&= packet.sums.length === checksum.sumsLength(packet.data.length) && checksum.firstMismatch(packet.data, packet.sums) < 0;
    pieces.push(Buffer.from(packet.data));
  }
  reader.socket.write(ClientReadStatusProto.encodeDelimited({ status: Status.CHECKSUM_OK }));
  return { status: answer.status, message: '', start: info.chunkOffset, data: Buffer.concat(pieces), verified };
}
