// A broken pipeline, or that of a block which is appended to, is set up: without the DataNodes that failed, with a new one
// where the policy wants it, under a new generation stamp, so that replicas left behind are known to be old.
// Answers to DataStreamer.setupPipelineForAppendOrRecovery, addDatanode2ExistingPipeline and ReplaceDatanodeOnFailure.
import { encodeOp } from '../data-transfer/op-codes.ts';
import { BlockOpResponseProto, OpTransferBlockProto, OpWriteBlockProto_BlockConstructionStage as Stage, Status } from '../wire/data-transfer.ts';
import type { ExtendedBlockProto } from '../wire/hdfs.ts';
import type { TokenProto } from '../wire/security.ts';
import { pipelineNodes } from './block-in-pipeline.ts';
import type { BlockInPipeline, OpenFile, PipelineNode } from './block-in-pipeline.ts';
import type { ClientContext } from './client-context.ts';
import type { ReplaceDatanodeSettings } from './client-settings.ts';
import type { DataNodeConnections } from './data-node-connections.ts';
import { FileSystemError } from './errors.ts';
import { Pipeline, PipelineError, transferAddress } from './pipeline.ts';
import type { PipelineOwner } from './pipeline.ts';

export interface RecoveryCause {
  readonly stage: 'appending' | 'streaming' | 'closing';
  /** What broke; undefined for the first set-up of an append. */
  readonly bad: PipelineError | undefined;
  readonly hflushed: boolean;
}

const transferTries = 3;

/** Whether a pipeline that is left with `nodes` of `replication` DataNodes gets a new one. */
export function wantsReplacement(settings: ReplaceDatanodeSettings, replication: number, nodes: number, isAppend: boolean, isHflushed: boolean): boolean {
  if (nodes === 0 || nodes >= replication) return false;
  if (settings.policy === 'ALWAYS') return true;
  if (settings.policy !== 'DEFAULT' || replication < 3) return false;
  return nodes <= Math.floor(replication / 2) || isAppend || isHflushed;
}

/** Sets the pipeline up and updates `state`. Rejects with FileSystemError when no DataNode is left, and with what the NameNode answers. */
export async function recoverPipeline(
  context: ClientContext, connections: DataNodeConnections, file: OpenFile, state: BlockInPipeline, cause: RecoveryCause, owner: PipelineOwner, signal: AbortSignal,
): Promise<Pipeline> {
  const { nameNode, clientName, settings } = context;
  let { bad } = cause;
  if (state.nodes.length === 0) {
    throw new FileSystemError('EIO', `Could not get block locations. Source file "${file.path}" - Aborting...`, { path: file.path });
  }
  for (;;) {
    if (bad !== undefined) removeBad(state, bad, file.path);
    if (state.failed.length > 0 && cause.stage !== 'closing') await replaceFailed(context, connections, file, state, cause, signal);
    const { block: located } = await nameNode.updateBlockForPipeline({ block: state.block, clientName }, { signal });
    const newGenstamp = located.b.generationStamp;
    state.token = located.blockToken;
    try {
      const pipeline = await Pipeline.open(context, connections, {
        block: { ...state.block, numBytes: state.acked }, token: state.token, nodes: state.nodes, stage: stageOf(cause.stage, bad !== undefined), newGenstamp,
        minBytes: state.acked, maxBytes: state.sent, checksum: settings.checksum, blockSize: file.blockSize,
      }, owner, signal);
      const newBlock = { ...state.block, generationStamp: newGenstamp, numBytes: state.acked };
      try {
        await nameNode.updatePipeline({
          clientName, oldBlock: { ...state.block, numBytes: state.acked }, newBlock,
          newNodes: state.nodes.map(({ node }) => node.id), storageIDs: state.nodes.map(({ storageId }) => storageId),
        }, { signal });
      } catch (error) {
        pipeline.close();
        throw error;
      }
      state.block = newBlock;
      return pipeline;
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error;
      context.env.log('warn', 'pipeline not set up again', { path: file.path, block: String(state.block.blockId), error: error.message });
      bad = error;
    }
  }
}

function stageOf(stage: RecoveryCause['stage'], isRecovery: boolean): Stage {
  if (stage === 'closing') return Stage.PIPELINE_CLOSE_RECOVERY;
  if (stage === 'streaming') return Stage.PIPELINE_SETUP_STREAMING_RECOVERY;
  return isRecovery ? Stage.PIPELINE_SETUP_APPEND_RECOVERY : Stage.PIPELINE_SETUP_APPEND;
}

function removeBad(state: BlockInPipeline, bad: PipelineError, path: string): void {
  const index = Math.max(0, bad.badIndex);
  const failed = state.nodes[index];
  if (failed === undefined) return;
  state.failed.push(failed.node);
  if (state.nodes.length === 1) {
    throw new FileSystemError('EIO', `All datanodes [${state.failed.map(transferAddress).join(', ')}] are bad. Aborting...`, { path, cause: bad });
  }
  state.nodes = state.nodes.filter((_node, i) => i !== index);
}

async function replaceFailed(
  context: ClientContext, connections: DataNodeConnections, file: OpenFile, state: BlockInPipeline, cause: RecoveryCause, signal: AbortSignal,
): Promise<void> {
  const { replaceDatanode } = context.settings;
  const { length } = state.nodes;
  if (!wantsReplacement(replaceDatanode, file.replication, length, state.appended, cause.hflushed)) return;
  try {
    await addDatanode(context, connections, file, state, signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const goesOn = replaceDatanode.bestEffort || (replaceDatanode.minReplication > 0 && length >= replaceDatanode.minReplication);
    if (!goesOn) {
      throw new FileSystemError('EIO', `Failed to replace a bad datanode on the existing pipeline due to no more good datanodes being available to try. (Nodes: current=[${state.nodes.map(({ node }) => transferAddress(node)).join(', ')}]). The current failed datanode replacement policy is ${replaceDatanode.policy}, and a client may configure this via 'dfs.client.block.write.replace-datanode-on-failure.policy' in its configuration.`, { path: file.path, cause: error });
    }
    context.env.log('warn', 'write goes on without a replacement', { path: file.path, datanodes: length, error: String(error) });
  }
}

/** Takes one more DataNode in, and has one of the others copy to it what is there already. */
async function addDatanode(context: ClientContext, connections: DataNodeConnections, file: OpenFile, state: BlockInPipeline, signal: AbortSignal): Promise<void> {
  const { nameNode, clientName, env } = context;
  const excludes = [...state.failed];
  let failure: unknown;
  for (let tries = 0; tries < transferTries; tries++) {
    const { block: located } = await nameNode.getAdditionalDatanode({
      src: file.path, blk: { ...state.block, numBytes: state.acked }, fileId: file.fileId, clientName, numAdditionalNodes: 1,
      existings: state.nodes.map(({ node }) => node), existingStorageUuids: state.nodes.map(({ storageId }) => storageId), excludes,
    }, { signal });
    const nodes = pipelineNodes(located);
    const at = nodes.findIndex(({ node }) => !state.nodes.some((known) => known.node.id.datanodeUuid === node.id.datanodeUuid));
    const added = nodes[at];
    const source = nodes[at === 0 ? 1 : at - 1];
    if (added === undefined || source === undefined) throw new FileSystemError('EIO', `${file.path}: the NameNode named no further DataNode`, { path: file.path });
    try {
      await transfer(context, connections, { ...state.block, numBytes: state.acked }, located.blockToken, source, added, signal);
      state.nodes = nodes;
      return;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      env.log('warn', 'block not copied to a new DataNode', { path: file.path, from: transferAddress(source.node), to: transferAddress(added.node), error: String(error) });
      failure = error;
      excludes.push(added.node);
    }
  }
  throw failure;
}

/** TRANSFER_BLOCK: `source` sends its replica, which is being written, to `target`. */
async function transfer(
  context: ClientContext, connections: DataNodeConnections, block: ExtendedBlockProto, token: TokenProto, source: PipelineNode, target: PipelineNode, signal: AbortSignal,
): Promise<void> {
  const reader = await connections.connect(source.node, signal);
  const onAbort = (): void => reader.destroy();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    // A copy takes as long as it takes: two blocks' worth of time-outs, as Apache's.
    reader.idleLimitMs = context.settings.socketTimeoutMs * 2;
    reader.socket.write(encodeOp('TRANSFER_BLOCK', OpTransferBlockProto, {
      header: { baseHeader: { block, token }, clientName: context.clientName },
      targets: [target.node], targetStorageTypes: [target.storageType], targetStorageIds: [target.storageId],
    }));
    const response = await reader.readDelimited(BlockOpResponseProto);
    if (response.status !== Status.SUCCESS) throw new PipelineError(0, `${transferAddress(source.node)} does not copy the block: status ${response.status} ${response.message ?? ''}`);
  } finally {
    signal.removeEventListener('abort', onAbort);
    reader.destroy();
  }
}
