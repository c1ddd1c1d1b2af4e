// Replies as bytes: a response header, then the response message or nothing. Also the table that
// turns whatever a handler threw into a header. Answers to Server.setupResponse and
// RpcCall.populateResponseParamsOnError; we send no stack trace, so that messages are what they say.
import type { BackwardWriter } from '../wire/backward-writer.ts';
import type { Codec } from '../wire/codec.ts';
import { WireError } from '../wire/wire-error.ts';
import {
  RpcResponseHeaderProto, RpcResponseHeaderProto_RpcErrorCodeProto as ErrorCode, RpcResponseHeaderProto_RpcStatusProto as Status,
} from '../wire/rpc-header.ts';
import { HdfsException, exceptionTable } from '../protocol/exceptions.ts';
import type { ExceptionName } from '../protocol/exceptions.ts';
import { ipcVersion } from './frames.ts';
import { RemoteError } from './rpc-errors.ts';

export type ErrorDetail = (typeof ErrorCode)[keyof typeof ErrorCode];

/** The caller's own fields, returned to it with every reply. */
export interface ReplyTo {
  readonly callId: number;
  readonly clientId: Uint8Array;
  readonly retryCount: number;
}

export interface ErrorReply {
  readonly fatal: boolean;
  readonly javaClass: string;
  readonly message: string;
  readonly detail: ErrorDetail;
}

/** An error after which the server ends the connection: the peer does not speak the protocol, or may not. */
export class FatalReply extends Error {
  override readonly name = 'FatalReply';
  readonly reply: ErrorReply;

  constructor(detail: ErrorDetail, message: string, javaClass: string = exceptionTable.RpcServerException.javaClass) {
    super(message);
    this.reply = { fatal: true, javaClass, message, detail };
  }
}

const noClientId = new Uint8Array(0);

/** To whom a reply goes that answers no call of a method: handshakes and refusals. */
export function replyToConnection(callId: number): ReplyTo {
  return { callId, clientId: noClientId, retryCount: -1 };
}

/** Writes one frame with a success. Throws WireError when the message cannot be encoded. */
export function writeSuccess<T>(w: BackwardWriter, to: ReplyTo, codec: Codec<T>, message: T, stateId: bigint | undefined): void {
  w.reset();
  codec.writeDelimited(w, message);
  RpcResponseHeaderProto.writeDelimited(w, {
    callId: to.callId, status: Status.SUCCESS, serverIpcVersionNum: ipcVersion, clientId: to.clientId, retryCount: to.retryCount, stateId,
  });
  w.uint32be(w.size);
}

/** Writes one frame with an error. */
export function writeError(w: BackwardWriter, to: ReplyTo, error: ErrorReply, stateId: bigint | undefined): void {
  w.reset();
  RpcResponseHeaderProto.writeDelimited(w, {
    callId: to.callId, status: error.fatal ? Status.FATAL : Status.ERROR, serverIpcVersionNum: ipcVersion,
    exceptionClassName: error.javaClass, errorMsg: error.message, errorDetail: error.detail,
    clientId: to.clientId, retryCount: to.retryCount, stateId,
  });
  w.uint32be(w.size);
}

/** The RpcServerException family tells more than that the application failed. */
const details: Partial<Record<ExceptionName, ErrorDetail>> = {
  RpcServerException: ErrorCode.ERROR_RPC_SERVER,
  RpcNoSuchMethodException: ErrorCode.ERROR_NO_SUCH_METHOD,
  RpcNoSuchProtocolException: ErrorCode.ERROR_NO_SUCH_PROTOCOL,
  VersionMismatch: ErrorCode.ERROR_RPC_VERSION_MISMATCH,
};

/** What a handler's exception becomes on the wire; an error that is no answer becomes an IOException with its text. */
export function errorReply(error: unknown): ErrorReply {
  if (error instanceof HdfsException) {
    return { fatal: false, javaClass: error.javaClass, message: error.message, detail: details[error.name] ?? ErrorCode.ERROR_APPLICATION };
  }
  if (error instanceof RemoteError) {
    return { fatal: false, javaClass: error.javaClass, message: error.message, detail: ErrorCode.ERROR_APPLICATION };
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { fatal: false, javaClass: exceptionTable.IOException.javaClass, message, detail: ErrorCode.ERROR_APPLICATION };
}

/** Whether `error` was meant as an answer. */
export function isAnswer(error: unknown): boolean {
  return error instanceof HdfsException || error instanceof RemoteError;
}

/** A message of a call that could not be decoded: the call fails, the connection goes on. */
export function undecodable(what: string, error: unknown): RemoteError {
  if (!(error instanceof WireError)) throw error;
  return new RemoteError('org.apache.hadoop.thirdparty.protobuf.InvalidProtocolBufferException', `Error decoding ${what}: ${error.message}`);
}

/** A response that could not be encoded: a bug of a handler's, told to the caller as Apache tells it. */
export function unserializable(method: string, error: unknown): ErrorReply {
  const text = error instanceof Error ? error.message : String(error);
  return {
    fatal: false, javaClass: exceptionTable.IOException.javaClass, message: `response of ${method}: ${text}`,
    detail: ErrorCode.ERROR_SERIALIZING_RESPONSE,
  };
}
