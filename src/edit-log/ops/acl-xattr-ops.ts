// OP_SET_ACL, OP_SET_XATTR, OP_REMOVE_XATTR: the operations whose bodies are protobuf.
import { AclEditLogProto, XAttrEditLogProto } from '../../wire/edit-log.ts';
import type { OpCodec, RpcIds } from './op-codec.ts';
import type { AclEntry, XAttr } from './writables.ts';
import { ownXAttrs, readClientId, readDelimited, writeRpcIds } from './writables.ts';

export interface SetAclOp {
  readonly op: 'OP_SET_ACL';
  readonly src: string;
  /** The whole new ACL; empty: none. */
  readonly aclEntries: readonly AclEntry[];
}

export interface SetXAttrOp extends RpcIds {
  readonly op: 'OP_SET_XATTR';
  readonly src: string;
  readonly xAttrs: readonly XAttr[];
}

export interface RemoveXAttrOp extends RpcIds {
  readonly op: 'OP_REMOVE_XATTR';
  readonly src: string;
  readonly xAttrs: readonly XAttr[];
}

export const setAclOp: OpCodec<SetAclOp> = {
  name: 'OP_SET_ACL',
  code: 40,
  write: (w, op) => w.raw(AclEditLogProto.encodeDelimited({ src: op.src, entries: op.aclEntries })),
  read(r) {
    const proto = readDelimited(r, AclEditLogProto);
    return { op: 'OP_SET_ACL', src: proto.src, aclEntries: proto.entries };
  },
};

export const setXAttrOp: OpCodec<SetXAttrOp> = {
  name: 'OP_SET_XATTR',
  code: 43,
  write(w, op) {
    w.raw(XAttrEditLogProto.encodeDelimited(op));
    writeRpcIds(w, op);
  },
  read(r) {
    const proto = readDelimited(r, XAttrEditLogProto);
    return { op: 'OP_SET_XATTR', src: proto.src ?? '', xAttrs: ownXAttrs(proto.xAttrs), rpcClientId: readClientId(r), rpcCallId: r.i32() };
  },
};

export const removeXAttrOp: OpCodec<RemoveXAttrOp> = {
  name: 'OP_REMOVE_XATTR',
  code: 44,
  write(w, op) {
    w.raw(XAttrEditLogProto.encodeDelimited(op));
    writeRpcIds(w, op);
  },
  read(r) {
    const proto = readDelimited(r, XAttrEditLogProto);
    return { op: 'OP_REMOVE_XATTR', src: proto.src ?? '', xAttrs: ownXAttrs(proto.xAttrs), rpcClientId: readClientId(r), rpcCallId: r.i32() };
  },
};
