// The first seven bytes that a client sends, and what is answered to those that are no Hadoop client of
// our version: each in the layout that its sender understands. Pure.
// Answers to Server.Connection.setupBadVersionResponse and setupHttpRequestOnIpcPortResponse.
import { ByteWriter } from '../base/bytes.ts';
import { writeBackward } from '../wire/codec.ts';
import { RpcResponseHeaderProto_RpcErrorCodeProto as ErrorCode } from '../wire/rpc-header.ts';
import { exceptionTable } from '../protocol/exceptions.ts';
import { authNone, authSasl, ipcVersion, refusedCallId } from './frames.ts';
import { replyToConnection, writeError } from './replies.ts';
import type { ErrorReply } from './replies.ts';

export type PrefaceVerdict =
  | { readonly accepted: true; readonly sasl: boolean }
  | { readonly accepted: false; readonly reason: string; readonly answer: Uint8Array | undefined };

const httpAnswer = 'HTTP/1.1 404 Not Found\r\n' +
  'Content-type: text/plain\r\n\r\n' +
  'It looks like you are making an HTTP request to a Hadoop IPC port. ' +
  'This is not the correct port for the web interface on this daemon.\r\n';

/** Judges a preface of exactly seven bytes. */
export function judgePreface(preface: Buffer): PrefaceVerdict {
  const magic = preface.toString('latin1', 0, 4);
  const version = preface.readInt8(4);
  if (magic === 'GET ') return { accepted: false, reason: 'an HTTP request on an IPC port', answer: Buffer.from(httpAnswer, 'latin1') };
  if (magic !== 'hrpc') return { accepted: false, reason: `no RPC header: ${preface.toString('hex')}`, answer: badVersionAnswer(version) };
  if (version !== ipcVersion) return { accepted: false, reason: `IPC version ${version}, not ${ipcVersion}`, answer: badVersionAnswer(version) };
  const auth = preface.readInt8(6);
  if (auth === authNone || auth === authSasl) return { accepted: true, sasl: auth === authSasl };
  const error = {
    fatal: true, javaClass: 'org.apache.hadoop.ipc.IpcException', message: `Unknown auth protocol:${auth}`, detail: ErrorCode.FATAL_UNAUTHORIZED,
  };
  return { accepted: false, reason: error.message, answer: connectionError(error) };
}

function connectionError(error: ErrorReply): Uint8Array {
  return writeBackward((w) => writeError(w, replyToConnection(refusedCallId), error, undefined));
}

/** A version mismatch as a client of `version` can read it; nothing for those that read none. */
function badVersionAnswer(version: number): Uint8Array | undefined {
  const javaClass = exceptionTable.VersionMismatch.javaClass;
  const message = `Server IPC version ${ipcVersion} cannot communicate with client version ${version}`;
  if (version >= 9) return connectionError({ fatal: true, javaClass, message, detail: ErrorCode.FATAL_VERSION_MISMATCH });
  const writer = new ByteWriter();
  if (version >= 3) {
    writer.i32(refusedCallId);
    writer.i32(-1);
  } else if (version === 2) {
    writer.i32(0);
    writer.bool(true);
  } else {
    return undefined;
  }
  for (const text of [javaClass, message]) {
    writer.i32(text.length);
    writer.raw(Buffer.from(text, 'latin1'));
  }
  return writer.take();
}
