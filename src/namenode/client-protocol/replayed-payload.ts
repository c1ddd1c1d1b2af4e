// What a create that another NameNode executed answers when its client calls again here: the file's status, as the
// first answer had it. Answers to FSEditLogLoader's retry cache entries with payload.
import type { EditOp } from '../../edit-log/ops/edit-op.ts';
import type { HdfsFileStatusProto } from '../../wire/hdfs.ts';
import { HdfsFileStatusProto as statusCodec } from '../../wire/hdfs.ts';
import type { FSNamesystem } from '../fs-namesystem.ts';
import { fileStatusOf } from '../namespace/file-status.ts';
import { fileStatusProto } from '../wire-views.ts';

/** The bytes to keep for `op`, which was just applied; undefined where the answer is always the same. */
export function replayedPayload(fsn: FSNamesystem, op: EditOp): Uint8Array | undefined {
  if (op.op !== 'OP_ADD') return undefined;
  const row = fsn.namespace.findInode(op.inodeId);
  return row < 0 ? undefined : statusCodec.encode(fileStatusProto(fileStatusOf(fsn.namespace, row)));
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
