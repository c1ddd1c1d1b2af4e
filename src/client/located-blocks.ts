// The blocks of one open file and where they are, fetched as reads come to them. The last block of a file that is being
// written has the length that its DataNodes say readers may see. Answers to DFSInputStream's locatedBlocks and
// fetchLocatedBlocksAndGetLastBlockLength.
import type { Env } from '../env/env.ts';
import { sleep } from '../env/waiting.ts';
import { blockName } from '../protocol/block.ts';
import { isException } from '../protocol/exceptions.ts';
import { RpcClient, rpcProxy } from '../rpc/rpc-client.ts';
import { ClientDatanodeProtocol } from '../wire/client-datanode-protocol.ts';
import type { DatanodeInfoProto, LocatedBlockProto, LocatedBlocksProto } from '../wire/hdfs.ts';
import type { ClientContext } from './client-context.ts';
import { dataNodeHost } from './data-node-connections.ts';
import { FileSystemError } from './errors.ts';

export class LocatedBlocks {
  readonly path: string;
  /** Of the file, in bytes. */
  readonly length: number;
  readonly #context: ClientContext;
  /** In the order of their offsets, without gaps from the file's beginning only as far as they were fetched. */
  #blocks: LocatedBlockProto[];
  /** The last one while it is being written, with its visible length. */
  #unfinished: LocatedBlockProto | undefined;

  private constructor(context: ClientContext, path: string, length: number, blocks: readonly LocatedBlockProto[], unfinished: LocatedBlockProto | undefined) {
    this.#context = context;
    this.path = path;
    this.length = length;
    this.#blocks = [...blocks];
    this.#unfinished = unfinished;
  }

  /** Rejects with ENOENT and whatever getBlockLocations answers; ENOTSUP for files of a kind that this client cannot read. */
  static async open(context: ClientContext, path: string, signal: AbortSignal): Promise<LocatedBlocks> {
    const { settings } = context;
    for (let retries = settings.lastBlockLengthRetries; ; retries--) {
      const located = await fetchBlocks(context, path, 0, settings.prefetchSize > 0 ? settings.prefetchSize : 10 * settings.blockSize, signal);
      const { lastBlock } = located;
      if (!located.underConstruction || located.isLastBlockComplete || lastBlock === undefined) {
        return new LocatedBlocks(context, path, located.fileLength, located.blocks, undefined);
      }
      const visible = await visibleLength(context, lastBlock, signal);
      if (visible !== undefined) {
        const unfinished = { ...lastBlock, b: { ...lastBlock.b, numBytes: visible } };
        return new LocatedBlocks(context, path, located.fileLength + visible, located.blocks, unfinished);
      }
      if (retries <= 0) {
        const what = lastBlock.locs.length === 0 ? `Could not obtain the last block locations of ${path}.` : `Cannot obtain block length for ${nameOf(lastBlock)} of ${path}`;
        throw new FileSystemError('EIO', what, { path });
      }
      await sleep(context.env, settings.lastBlockLengthIntervalMs, signal);
    }
  }

  /** The block that holds `position`, which lies before `length`. */
  async at(position: number, signal: AbortSignal): Promise<LocatedBlockProto> {
    return this.#find(position) ?? (await this.refetch(position, signal));
  }

  /** As `at`, with locations that were asked for now. */
  async refetch(position: number, signal: AbortSignal): Promise<LocatedBlockProto> {
    const unfinished = this.#unfinished;
    const { blockSize, prefetchSize } = this.#context.settings;
    const { blocks, lastBlock, isLastBlockComplete } = await fetchBlocks(this.#context, this.path, position, prefetchSize > 0 ? prefetchSize : 10 * blockSize, signal);
    if (unfinished !== undefined && position >= unfinished.offset) {
      // It may be finished by now, and longer; what was opened stays as long as it was.
      const now = lastBlock?.b.blockId === unfinished.b.blockId ? lastBlock : blocks.find((block) => block.b.blockId === unfinished.b.blockId);
      if (now === undefined) throw this.#changed();
      this.#unfinished = { ...now, b: { ...now.b, numBytes: unfinished.b.numBytes } };
      if (isLastBlockComplete) this.#context.env.log('debug', 'last block is complete now', { path: this.path });
      return this.#unfinished;
    }
    for (const block of blocks) this.#put(block);
    const found = this.#find(position);
    if (found === undefined) throw this.#changed();
    return found;
  }

  #changed(): FileSystemError {
    return new FileSystemError('EIO', `Blocklist for ${this.path} has changed!`, { path: this.path });
  }

  #put(block: LocatedBlockProto): void {
    const at = this.#blocks.findIndex((known) => known.offset >= block.offset);
    if (at < 0) this.#blocks.push(block);
    else this.#blocks.splice(at, this.#blocks[at]?.offset === block.offset ? 1 : 0, block);
  }

  #find(position: number): LocatedBlockProto | undefined {
    const unfinished = this.#unfinished;
    if (unfinished !== undefined && position >= unfinished.offset) return unfinished;
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const block = this.#blocks[middle];
      if (block === undefined || position < block.offset) high = middle - 1;
      else if (position >= block.offset + (block.b.numBytes ?? 0)) low = middle + 1;
      else return block;
    }
    return undefined;
  }
}

/** getBlockLocations, as it is answered for a file that can be read. */
export async function fetchBlocks(context: ClientContext, path: string, offset: number, length: number, signal: AbortSignal): Promise<LocatedBlocksProto> {
  const { locations } = await context.nameNode.getBlockLocations({ src: path, offset, length }, { signal });
  if (locations === undefined) throw new FileSystemError('ENOENT', `File does not exist: ${path}`, { path });
  if (locations.fileEncryptionInfo !== undefined) throw new FileSystemError('ENOTSUP', `${path} is encrypted; this client cannot decrypt`, { path });
  if (locations.ecPolicy !== undefined) throw new FileSystemError('ENOTSUP', `${path} is erasure-coded; this client cannot read striped blocks`, { path });
  return locations;
}

/** What readers may see of a block in a pipeline; undefined when no DataNode that should know can tell. */
async function visibleLength(context: ClientContext, block: LocatedBlockProto, signal: AbortSignal): Promise<number | undefined> {
  // Bytes on DataNodes that have not reported yet, after a start of the NameNode.
  if (block.locs.length === 0 && (block.b.numBytes ?? 0) > 0) return undefined;
  let without = 0;
  for (const node of block.locs) {
    try {
      const length = await replicaVisibleLength(context.env, context, node, block, signal);
      // Negative: of a replica that waits to be recovered, nobody knows how much is valid.
      if (length >= 0) return length;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      // A DataNode that has no replica yet: nothing was written to it.
      if (isException(error, 'ReplicaNotFoundException')) without++;
      context.env.log('info', 'length of a block being written not told', { block: nameOf(block), error: String(error) });
    }
  }
  // No DataNode knows of it, or it has none yet.
  return without === block.locs.length ? 0 : undefined;
}

async function replicaVisibleLength(env: Env, { settings }: ClientContext, node: DatanodeInfoProto, block: LocatedBlockProto, signal: AbortSignal): Promise<number> {
  const client = new RpcClient(env, {
    address: { host: dataNodeHost(node, settings), port: node.id.ipcPort }, user: settings.user,
    connectTimeoutMs: settings.socketTimeoutMs, rpcTimeoutMs: settings.socketTimeoutMs,
  });
  try {
    const { length } = await rpcProxy(client, ClientDatanodeProtocol).getReplicaVisibleLength({ block: block.b }, { signal });
    return length;
  } finally {
    client.close();
  }
}

function nameOf({ b }: LocatedBlockProto): string {
  return blockName({ blockId: b.blockId, genstamp: b.generationStamp });
}
