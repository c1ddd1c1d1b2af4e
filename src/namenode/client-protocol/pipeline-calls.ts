// ClientProtocol's calls of a writer that lost a DataNode of its pipeline: a new generation stamp, by which the replica
// left behind is known as stale, further DataNodes, and the pipeline it goes on with. Answers to
// FSNamesystem.{bumpBlockGenerationStamp, updatePipeline, getAdditionalDatanode}.
import { blockName } from '../../protocol/block.ts';
import type { ExtendedBlock } from '../../protocol/block.ts';
import type { Handlers } from '../../rpc/service.ts';
import type { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';
import type { ExtendedBlockProto, LocatedBlockProto } from '../../wire/hdfs.ts';
import type { Storage } from '../blocks/datanode.ts';
import type { FSNamesystem } from '../fs-namesystem.ts';
import { checkLease } from '../operations/file-lease.ts';
import { answer } from '../operations/plan.ts';
import { resolveOpenFile } from '../operations/resolve.ts';
import { planUpdateBlockForPipeline, planUpdatePipeline } from '../operations/update-blocks.ts';
import { blockViewOf } from './block-locations.ts';

/** A block whose place in its file nobody asked for: LocatedBlock's -1. */
const unknownOffset = -1;

export function pipelineCalls(fsn: FSNamesystem, control: { monotonicMs(): number }): Handlers<typeof ClientNamenodeProtocol> {
  return {
    updateBlockForPipeline: async ({ block, clientName }, call) => ({
      block: await fsn.write(call, { safeModeText: `Cannot get a new generation stamp and an access token for block ${text(block)}` }, () => {
        const plan = planUpdateBlockForPipeline(fsn.namespace, { block: blockOf(block), clientName }, blockViewOf(fsn));
        return {
          ops: plan.ops,
          result: (): LocatedBlockProto => {
            const { genstamp, row } = plan.result();
            return { ...fsn.blocks.locateNew(row, unknownOffset, []), b: { ...block, generationStamp: genstamp } };
          },
        };
      }),
    }),
    updatePipeline: async ({ clientName, oldBlock, newBlock, newNodes, storageIDs }, call) => {
      await fsn.write(call, { safeModeText: 'Pipeline not updated', retry: { keep: () => true, encode: () => undefined, decode: () => {} } }, (ctx) => {
        const storages = known(fsn.blocks.storagesOf(newNodes, storageIDs));
        const plan = planUpdatePipeline(fsn.namespace, ctx, { clientName, oldBlock: blockOf(oldBlock), newBlock: blockOf(newBlock) }, blockViewOf(fsn));
        return { ops: plan.ops, result: () => fsn.blocks.setExpectedLocations(plan.result().row, storages) };
      });
      return {};
    },
    getAdditionalDatanode: async ({ src, blk, existings, excludes, numAdditionalNodes, clientName, existingStorageUuids, fileId = 0 }, call) => ({
      block: await fsn.write(call, { safeModeText: `Cannot add datanode; src=${src}, blk=${text(blk)}` }, (ctx) => {
        const file = checkLease(fsn.namespace, resolveOpenFile(fsn.namespace, ctx, src, fileId), clientName, fileId);
        const existing = known(fsn.blocks.storagesOf(existings.map(({ id }) => id), existingStorageUuids));
        const added = fsn.blocks.chooseAdditional({
          count: numAdditionalNodes,
          blockSize: fsn.namespace.inodes.blockSize(file),
          storagePolicy: fsn.namespace.effectiveStoragePolicy(file),
          clientHost: fsn.namespace.writer(file)?.clientMachine ?? '',
          existing,
          excluded: excludes.map(({ id }) => id),
        }, control.monotonicMs());
        const row = fsn.namespace.blocks.find(blk.blockId);
        // The client looks for the one that it does not know among all of them.
        return answer({ ...fsn.blocks.locateNew(row, unknownOffset, [...existing, ...added]), b: blk });
      }),
    }),
  };
}

function known(storages: readonly (Storage | undefined)[]): Storage[] {
  return storages.filter((storage) => storage !== undefined);
}

function blockOf(block: ExtendedBlockProto): ExtendedBlock {
  return { poolId: block.poolId, blockId: block.blockId, genstamp: block.generationStamp, numBytes: block.numBytes ?? 0 };
}

function text(block: ExtendedBlockProto): string {
  return `${block.poolId}:${blockName(blockOf(block))}`;
}
