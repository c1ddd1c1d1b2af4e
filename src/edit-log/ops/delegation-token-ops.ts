// Delegation tokens and the keys that sign them. Answers to AbstractDelegationTokenIdentifier and
// DelegationKey for what lies inside the operations.
import type { ByteReader, ByteWriter } from '../../base/bytes.ts';
import type { OpCodec } from './op-codec.ts';
import { MalformedOp } from './op-codec.ts';
import { readText, readVLong, writeText, writeVLong } from './writables.ts';

export interface DelegationTokenIdentifier {
  readonly owner: string;
  readonly renewer: string;
  readonly realUser: string;
  readonly issueDate: number;
  readonly maxDate: number;
  readonly sequenceNumber: number;
  readonly masterKeyId: number;
}

export interface DelegationKey {
  readonly keyId: number;
  readonly expiryDate: number;
  readonly keyBytes: Uint8Array | undefined;
}

export interface GetDelegationTokenOp {
  readonly op: 'OP_GET_DELEGATION_TOKEN';
  readonly token: DelegationTokenIdentifier;
  readonly expiryTime: number;
}

export interface RenewDelegationTokenOp {
  readonly op: 'OP_RENEW_DELEGATION_TOKEN';
  readonly token: DelegationTokenIdentifier;
  readonly expiryTime: number;
}

export interface CancelDelegationTokenOp {
  readonly op: 'OP_CANCEL_DELEGATION_TOKEN';
  readonly token: DelegationTokenIdentifier;
}

export interface UpdateMasterKeyOp {
  readonly op: 'OP_UPDATE_MASTER_KEY';
  readonly key: DelegationKey;
}

const tokenVersion = 0;

function writeToken(w: ByteWriter, token: DelegationTokenIdentifier): void {
  w.u8(tokenVersion);
  writeText(w, token.owner);
  writeText(w, token.renewer);
  writeText(w, token.realUser);
  writeVLong(w, token.issueDate);
  writeVLong(w, token.maxDate);
  writeVLong(w, token.sequenceNumber);
  writeVLong(w, token.masterKeyId);
}

function readToken(r: ByteReader): DelegationTokenIdentifier {
  const version = r.u8();
  if (version !== tokenVersion) throw new MalformedOp(`Unknown version of delegation token ${version}`);
  return {
    owner: readText(r), renewer: readText(r), realUser: readText(r), issueDate: readVLong(r), maxDate: readVLong(r),
    sequenceNumber: readVLong(r), masterKeyId: readVLong(r),
  };
}

export const getDelegationTokenOp: OpCodec<GetDelegationTokenOp> = {
  name: 'OP_GET_DELEGATION_TOKEN',
  code: 18,
  write(w, op) {
    writeToken(w, op.token);
    w.long(op.expiryTime);
  },
  read: (r) => ({ op: 'OP_GET_DELEGATION_TOKEN', token: readToken(r), expiryTime: r.long() }),
};

export const renewDelegationTokenOp: OpCodec<RenewDelegationTokenOp> = {
  name: 'OP_RENEW_DELEGATION_TOKEN',
  code: 19,
  write(w, op) {
    writeToken(w, op.token);
    w.long(op.expiryTime);
  },
  read: (r) => ({ op: 'OP_RENEW_DELEGATION_TOKEN', token: readToken(r), expiryTime: r.long() }),
};

export const cancelDelegationTokenOp: OpCodec<CancelDelegationTokenOp> = {
  name: 'OP_CANCEL_DELEGATION_TOKEN',
  code: 20,
  write: (w, op) => writeToken(w, op.token),
  read: (r) => ({ op: 'OP_CANCEL_DELEGATION_TOKEN', token: readToken(r) }),
};

export const updateMasterKeyOp: OpCodec<UpdateMasterKeyOp> = {
  name: 'OP_UPDATE_MASTER_KEY',
  code: 21,
  write(w, op) {
    writeVLong(w, op.key.keyId);
    writeVLong(w, op.key.expiryDate);
    writeVLong(w, op.key.keyBytes?.length ?? -1);
    if (op.key.keyBytes !== undefined) w.raw(op.key.keyBytes);
  },
  read(r) {
    const keyId = readVLong(r);
    const expiryDate = readVLong(r);
    const length = readVLong(r);
    const keyBytes = length === -1 ? undefined : new Uint8Array(r.slice(length));
    return { op: 'OP_UPDATE_MASTER_KEY', key: { keyId, expiryDate, keyBytes } };
  },
};
