// What a create or an append that another NameNode executed answers when its client calls again here: the file's status,
// and the block to go on with, as the first answer had them. Answers to FSEditLogLoader's retry cache entries with payload.
import { AppendResponseProto } from '../../wire/client-namenode-protocol.ts';
import type { HdfsFileStatusProto, LocatedBlockProto } from '../../wire/hdfs.ts';
import { HdfsFileStatusProto as statusCodec } from '../../wire/hdfs.ts';
import { blockState } from '../blocks/block-table.ts';
import type { FSNamesystem, ReplayedOp, RetryTraits } from '../fs-namesystem.ts';
import { fileStatusOf } from '../namespace/file-status.ts';
import type { Appended } from '../operations/append.ts';
import { appendedFile } from '../operations/append.ts';
import { fileStatusProto } from '../wire-views.ts';

/** A block without locations: LocatedBlock's offset is -1 then. */
const unknownOffset = -1;

/** The bytes to keep for `op`, which was just applied; undefined where the answer is always the same. */
export function replayedPayload(fsn: FSNamesystem, op: ReplayedOp): Uint8Array | undefined {
  const ns = fsn.namespace;
  if (op.op === 'OP_ADD') {
    const row = ns.findInode(op.inodeId);
    return row < 0 ? undefined : statusCodec.encode(fileStatusProto(fileStatusOf(ns, row)));
  }
  if (op.op !== 'OP_APPEND') return undefined;
  const row = ns.lookup(op.path);
  return row < 0 ? undefined : AppendResponseProto.encode(appendResponse(fsn, appendedFile(ns, row, op.newBlock), op.newBlock));
}

/** How the answer of a create is kept and found again. */
export const keptStatus = {
  keep: () => true,
  encode: (status: HdfsFileStatusProto): Uint8Array => statusCodec.encode(status),
  decode: (payload: Uint8Array | undefined): HdfsFileStatusProto => {
    if (payload === undefined) throw new Error('a create without its status in the retry cache');
    return statusCodec.decode(payload);
  },
};

/** LastBlockWithStatus: a block to write on comes with its DataNodes, the one before a new block without. */
export function appendResponse(fsn: FSNamesystem, { last, status }: Appended, newBlock: boolean): AppendResponseProto {
  const stat = fileStatusProto(status);
  if (last === undefined) return { stat };
  return { stat, block: newBlock ? fsn.blocks.locateNew(last.row, unknownOffset, []) : fsn.blocks.locateOne(last.row, last.offset, undefined) };
}

/** How the answer of an append is kept. The one that was read from the log may not have known all DataNodes yet: they are told anew. */
export function keptAppend(fsn: FSNamesystem): RetryTraits<AppendResponseProto> {
  return {
    keep: () => true,
    encode: (response) => AppendResponseProto.encode(response),
    decode: (payload) => {
      if (payload === undefined) throw new Error('an append without its answer in the retry cache');
      const response = AppendResponseProto.decode(payload);
      return response.block === undefined ? response : { ...response, block: relocated(fsn, response.block) };
    },
  };
}

function relocated(fsn: FSNamesystem, block: LocatedBlockProto): LocatedBlockProto {
  const { blocks } = fsn.namespace;
  const row = blocks.find(block.b.blockId);
  const isAsItWas = row >= 0 && blocks.state(row) === blockState.underConstruction && blocks.genstamp(row) === block.b.generationStamp;
  return isAsItWas && block.offset !== unknownOffset ? fsn.blocks.locateOne(row, block.offset, undefined) : block;
}
