// ClientProtocol's calls about a file's contents: create, blocks, complete, leases, locations. The bytes themselves go
// between clients and DataNodes.
import type { ExtendedBlock } from '../../protocol/block.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import type { Call, Handlers } from '../../rpc/service.ts';
import type { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';
import { AddBlockFlagProto, CreateFlagProto } from '../../wire/client-namenode-protocol.ts';
import type { AddBlockRequestProto, CompleteRequestProto, CreateRequestProto } from '../../wire/client-namenode-protocol.ts';
import type { ExtendedBlockProto, HdfsFileStatusProto, LocatedBlockProto } from '../../wire/hdfs.ts';
import type { Storage } from '../blocks/datanode.ts';
import { withRecovery } from '../block-recovery.ts';
import type { FSNamesystem } from '../fs-namesystem.ts';
import { planTouch } from '../operations/attributes.ts';
import { planAddBlock, validateAddBlock } from '../operations/add-block.ts';
import { planComplete } from '../operations/complete.ts';
import { planCreate } from '../operations/create.ts';
import { getBlockLocations as getBlocks } from '../operations/get-block-locations.ts';
import { getPreferredBlockSize, isFileClosed } from '../operations/get-file-info.ts';
import type { OpContext, Plan } from '../operations/plan.ts';
import { answer } from '../operations/plan.ts';
import { planAbandonBlock, planFsync } from '../operations/update-blocks.ts';
import { fileStatusProto } from '../wire-views.ts';
import { blockViewOf } from './block-locations.ts';
import { keptStatus } from './replayed-payload.ts';

/** A client that is told to ask again sleeps for 400 ms; DataNodes report within a few. */
const storedWaitMs = 200;

export interface FileControl {
  monotonicMs(): number;
  /** Resolves when the block has the replicas its file needs to close, or after `limitMs`. */
  stored(row: number, limitMs: number): Promise<void>;
}

export function fileCalls(fsn: FSNamesystem, control: FileControl): Handlers<typeof ClientNamenodeProtocol> {
  const ns = (): FSNamesystem['namespace'] => fsn.namespace;
  return {
    create: async (request, call) => ({
      fs: await fsn.write(call, { safeModeText: `Cannot create file ${request.src}`, retry: keptStatus }, (ctx) => create(fsn, ctx, request)),
    }),
    addBlock: async (request, call) => ({ block: await addBlock(fsn, control, request, call) }),
    abandonBlock: async ({ b, src, holder, fileId = 0 }, call) => {
      await fsn.write(call, { safeModeText: `Cannot abandon block ${b.poolId}:blk_${b.blockId}_${b.generationStamp} for file ${src}` }, (ctx) =>
        planAbandonBlock(ns(), ctx, { src, clientName: holder, fileId, block: blockOf(b) }));
      return {};
    },
    complete: async (request, call) => ({ result: await complete(fsn, control, request, call) }),
    fsync: async ({ src, client, lastBlockLength = -1, fileId = 0 }, call) => {
      await fsn.write(call, { safeModeText: `Cannot fsync file ${src}` }, (ctx) => planFsync(ns(), ctx, { src, clientName: client, fileId, lastBlockLength }));
      return {};
    },
    renewLease: async ({ clientName }, call) => {
      await fsn.write(call, { safeModeText: `Cannot renew lease for ${clientName}` }, () => {
        ns().leases.renew(clientName);
        return answer(undefined);
      });
      return {};
    },
    getBlockLocations: ({ src, offset, length }, call) => getBlockLocations(fsn, call, src, offset, length),
    getPreferredBlockSize: ({ filename }, call) => fsn.read(call, (ctx) => ({ bsize: getPreferredBlockSize(ns(), ctx, filename) })),
    isFileClosed: ({ src }, call) => fsn.read(call, (ctx) => ({ result: isFileClosed(ns(), ctx, src) })),
    reportBadBlocks: ({ blocks }, call) => fsn.read(call, () => {
      fsn.blocks.intake.badBlocks(blocks, control.monotonicMs());
      return {};
    }),
  };
}

function blockOf(block: ExtendedBlockProto): ExtendedBlock {
  return { poolId: block.poolId, blockId: block.blockId, genstamp: block.generationStamp, numBytes: block.numBytes ?? 0 };
}

function create(fsn: FSNamesystem, ctx: OpContext, request: CreateRequestProto): Plan<HdfsFileStatusProto> {
  const flag = (bit: number): boolean => (request.createFlag & bit) !== 0;
  if (request.cryptoProtocolVersion.length > 0 && request.ecPolicyName !== undefined && request.ecPolicyName !== '') {
    throw new HdfsException('UnsupportedOperationException', 'create: quorate does not write erasure coded files yet');
  }
  const plan = planCreate(fsn.namespace, ctx, {
    src: request.src, mode: request.masked.perm, unmasked: request.unmasked?.perm, clientName: request.clientName,
    create: flag(CreateFlagProto.CREATE), overwrite: flag(CreateFlagProto.OVERWRITE), createParent: request.createParent,
    replication: request.replication & 0xffff, blockSize: request.blockSize, lazyPersist: flag(CreateFlagProto.LAZY_PERSIST),
    storagePolicy: request.storagePolicy, ecPolicyName: request.ecPolicyName,
  }, blockViewOf(fsn));
  return withRecovery(fsn, { ops: plan.ops, recovery: plan.recovery, result: () => fileStatusProto(plan.result()) });
}

/** False only after the last block had a moment to be reported. */
async function complete(fsn: FSNamesystem, control: FileControl, request: CompleteRequestProto, call: Call): Promise<boolean> {
  const { src, clientName, last, fileId = 0 } = request;
  const attempt = (): Promise<boolean> => fsn.write(call, { safeModeText: `Cannot complete file ${src}` }, (ctx) =>
    planComplete(fsn.namespace, ctx, { src, clientName, fileId, last: last === undefined ? undefined : blockOf(last) }, blockViewOf(fsn)));
  if (await attempt()) return true;
  const row = last === undefined ? -1 : fsn.namespace.blocks.find(last.blockId);
  if (row < 0) return false;
  await control.stored(row, storedWaitMs);
  return attempt();
}

/** Targets are chosen between the two looks at the file; all of it in one turn. */
async function addBlock(fsn: FSNamesystem, control: FileControl, request: AddBlockRequestProto, call: Call): Promise<LocatedBlockProto> {
  const { src, clientName, previous, excludeNodes, favoredNodes, flags, fileId = 0 } = request;
  return fsn.write(call, { safeModeText: `Cannot add block to ${src}` }, (ctx) => {
    const wanted = { src, clientName, fileId, previous: previous === undefined ? undefined : blockOf(previous) };
    const view = blockViewOf(fsn);
    const needs = validateAddBlock(fsn.namespace, ctx, wanted, view, fsn.blocks.blockPoolId);
    if (needs.kind === 'repeated') return answer(fsn.blocks.locateNew(needs.row, needs.offset, fsn.blocks.expectedLocations(needs.row)));
    const targets: readonly Storage[] = fsn.blocks.chooseTargets({
      src: needs.path, replicas: needs.replication, blockSize: needs.blockSizeBytes, storagePolicy: needs.storagePolicy,
      clientHost: flags.includes(AddBlockFlagProto.IGNORE_CLIENT_LOCALITY) ? undefined : needs.clientMachine,
      excluded: excludeNodes.map((node) => node.id), favored: favoredNodes, notLocal: flags.includes(AddBlockFlagProto.NO_LOCAL_WRITE),
    }, control.monotonicMs());
    const plan = planAddBlock(fsn.namespace, ctx, wanted, view, fsn.blocks.blockPoolId);
    return {
      ops: plan.ops,
      result: () => {
        const added = plan.result();
        fsn.blocks.allocated(added.row, targets);
        return fsn.blocks.locateNew(added.row, added.offset, targets);
      },
    };
  });
}

/** A read that may have to move the access time, which is an edit: one that safe mode refuses is left out. */
async function getBlockLocations(fsn: FSNamesystem, call: Call, src: string, offset: number, length: number) {
  const { locations, inodeId, touch } = await fsn.read(call, (ctx) => {
    const found = getBlocks(fsn.namespace, ctx, { src, offset, length });
    const located = fsn.blocks.locate({
      rows: found.blockRows, fileLength: found.fileLength, underConstruction: found.underConstruction, offset, length, clientHost: call.remoteAddress,
    });
    return { locations: located, inodeId: fsn.namespace.inodes.id(found.row), touch: found.updateAccessTime && !fsn.blocks.safeMode.on && fsn.open !== undefined };
  });
  if (touch) {
    await fsn.write(call, {}, (ctx) => {
      const row = fsn.namespace.findInode(inodeId);
      return row < 0 ? answer(undefined) : planTouch(fsn.namespace, ctx, row);
    });
  }
  return { locations };
}
