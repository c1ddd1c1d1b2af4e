// Generated from proto/rpc-header.proto by scripts/proto/generate.ts; change those instead.
// Headers of one call and of one reply on a Hadoop RPC connection (IPC version 9), and the SASL
// conversation that may come before the first call.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export const RpcKindProto = {
  RPC_BUILTIN: 0,
  RPC_WRITABLE: 1,
  RPC_PROTOCOL_BUFFER: 2,
} as const
export type RpcKindProto = (typeof RpcKindProto)[keyof typeof RpcKindProto]

export const RpcRequestHeaderProto_OperationProto = {
  RPC_FINAL_PACKET: 0,
  RPC_CONTINUATION_PACKET: 1,
  RPC_CLOSE_CONNECTION: 2,
} as const
export type RpcRequestHeaderProto_OperationProto = (typeof RpcRequestHeaderProto_OperationProto)[keyof typeof RpcRequestHeaderProto_OperationProto]

export const RpcResponseHeaderProto_RpcStatusProto = {
  SUCCESS: 0,
  ERROR: 1,
  FATAL: 2,
} as const
export type RpcResponseHeaderProto_RpcStatusProto = (typeof RpcResponseHeaderProto_RpcStatusProto)[keyof typeof RpcResponseHeaderProto_RpcStatusProto]

export const RpcResponseHeaderProto_RpcErrorCodeProto = {
  ERROR_APPLICATION: 1,
  ERROR_NO_SUCH_METHOD: 2,
  ERROR_NO_SUCH_PROTOCOL: 3,
  ERROR_RPC_SERVER: 4,
  ERROR_SERIALIZING_RESPONSE: 5,
  ERROR_RPC_VERSION_MISMATCH: 6,
  FATAL_UNKNOWN: 10,
  FATAL_UNSUPPORTED_SERIALIZATION: 11,
  FATAL_INVALID_RPC_HEADER: 12,
  FATAL_DESERIALIZING_REQUEST: 13,
  FATAL_VERSION_MISMATCH: 14,
  FATAL_UNAUTHORIZED: 15,
} as const
export type RpcResponseHeaderProto_RpcErrorCodeProto = (typeof RpcResponseHeaderProto_RpcErrorCodeProto)[keyof typeof RpcResponseHeaderProto_RpcErrorCodeProto]

export const RpcSaslProto_SaslState = {
  SUCCESS: 0,
  NEGOTIATE: 1,
  INITIATE: 2,
  CHALLENGE: 3,
  RESPONSE: 4,
  WRAP: 5,
} as const
export type RpcSaslProto_SaslState = (typeof RpcSaslProto_SaslState)[keyof typeof RpcSaslProto_SaslState]

export interface RPCTraceInfoProto {
  readonly traceId?: number | undefined
  readonly parentId?: number | undefined
  readonly spanContext?: Uint8Array | undefined
}
export function writeRPCTraceInfoProto(w: BackwardWriter, m: RPCTraceInfoProto): void {
  if (m.spanContext !== undefined) { w.bytes(m.spanContext); w.tag(26) }
  if (m.parentId !== undefined) { w.int64(m.parentId); w.tag(16) }
  if (m.traceId !== undefined) { w.int64(m.traceId); w.tag(8) }
}
export function readRPCTraceInfoProto(r: ProtoReader, end: number): RPCTraceInfoProto {
  let $traceId: number | undefined
  let $parentId: number | undefined
  let $spanContext: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $traceId = r.int64(); break }
      case 16: { $parentId = r.int64(); break }
      case 26: { $spanContext = r.bytes(); break }
      default: r.skip(tag, "hadoop.common.RPCTraceInfoProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.RPCTraceInfoProto")
  return { traceId: $traceId, parentId: $parentId, spanContext: $spanContext }
}
export const RPCTraceInfoProto: Codec<RPCTraceInfoProto> = /* @__PURE__ */ codec("hadoop.common.RPCTraceInfoProto", writeRPCTraceInfoProto, readRPCTraceInfoProto)

export interface RPCCallerContextProto {
  readonly context: string
  readonly signature?: Uint8Array | undefined
}
export function writeRPCCallerContextProto(w: BackwardWriter, m: RPCCallerContextProto): void {
  if (m.signature !== undefined) { w.bytes(m.signature); w.tag(18) }
  w.string(m.context); w.tag(10)
}
export function readRPCCallerContextProto(r: ProtoReader, end: number): RPCCallerContextProto {
  let $context: string | undefined
  let $signature: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $context = r.string(); break }
      case 18: { $signature = r.bytes(); break }
      default: r.skip(tag, "hadoop.common.RPCCallerContextProto", [1, 2])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.RPCCallerContextProto")
  if ($context === undefined) throw missing("hadoop.common.RPCCallerContextProto", "context")
  return { context: $context, signature: $signature }
}
export const RPCCallerContextProto: Codec<RPCCallerContextProto> = /* @__PURE__ */ codec("hadoop.common.RPCCallerContextProto", writeRPCCallerContextProto, readRPCCallerContextProto)

export interface RpcRequestHeaderProto {
  readonly rpcKind?: RpcKindProto | undefined
  readonly rpcOp?: RpcRequestHeaderProto_OperationProto | undefined
  readonly callId: number
  readonly clientId: Uint8Array
  readonly retryCount?: number | undefined
  readonly traceInfo?: RPCTraceInfoProto | undefined
  readonly callerContext?: RPCCallerContextProto | undefined
  readonly stateId?: bigint | undefined
  readonly routerFederatedState?: Uint8Array | undefined
}
export function writeRpcRequestHeaderProto(w: BackwardWriter, m: RpcRequestHeaderProto): void {
  if (m.routerFederatedState !== undefined) { w.bytes(m.routerFederatedState); w.tag(74) }
  if (m.stateId !== undefined) { w.int64Big(m.stateId); w.tag(64) }
  if (m.callerContext !== undefined) { const before = w.size; writeRPCCallerContextProto(w, m.callerContext); w.varint32(w.size - before); w.tag(58) }
  if (m.traceInfo !== undefined) { const before = w.size; writeRPCTraceInfoProto(w, m.traceInfo); w.varint32(w.size - before); w.tag(50) }
  if (m.retryCount !== undefined) { w.sint32(m.retryCount); w.tag(40) }
  w.bytes(m.clientId); w.tag(34)
  w.sint32(m.callId); w.tag(24)
  if (m.rpcOp !== undefined) { w.int32(m.rpcOp); w.tag(16) }
  if (m.rpcKind !== undefined) { w.int32(m.rpcKind); w.tag(8) }
}
export function readRpcRequestHeaderProto(r: ProtoReader, end: number): RpcRequestHeaderProto {
  let $rpcKind: RpcKindProto | undefined
  let $rpcOp: RpcRequestHeaderProto_OperationProto | undefined
  let $callId: number | undefined
  let $clientId: Uint8Array | undefined
  let $retryCount: number = -1
  let $traceInfo: RPCTraceInfoProto | undefined
  let $callerContext: RPCCallerContextProto | undefined
  let $stateId: bigint | undefined
  let $routerFederatedState: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { const v = r.int32(); if (v >= 0 && v <= 2) $rpcKind = v as RpcKindProto; break }
      case 16: { const v = r.int32(); if (v >= 0 && v <= 2) $rpcOp = v as RpcRequestHeaderProto_OperationProto; break }
      case 24: { $callId = r.sint32(); break }
      case 34: { $clientId = r.bytes(); break }
      case 40: { $retryCount = r.sint32(); break }
      case 50: { const to = r.lengthEnd(); $traceInfo = readRPCTraceInfoProto(r, to); break }
      case 58: { const to = r.lengthEnd(); $callerContext = readRPCCallerContextProto(r, to); break }
      case 64: { $stateId = r.int64Big(); break }
      case 74: { $routerFederatedState = r.bytes(); break }
      default: r.skip(tag, "hadoop.common.RpcRequestHeaderProto", [1, 2, 3, 4, 5, 6, 7, 8, 9])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.RpcRequestHeaderProto")
  if ($callId === undefined) throw missing("hadoop.common.RpcRequestHeaderProto", "callId")
  if ($clientId === undefined) throw missing("hadoop.common.RpcRequestHeaderProto", "clientId")
  return { rpcKind: $rpcKind, rpcOp: $rpcOp, callId: $callId, clientId: $clientId, retryCount: $retryCount, traceInfo: $traceInfo, callerContext: $callerContext, stateId: $stateId, routerFederatedState: $routerFederatedState }
}
export const RpcRequestHeaderProto: Codec<RpcRequestHeaderProto> = /* @__PURE__ */ codec("hadoop.common.RpcRequestHeaderProto", writeRpcRequestHeaderProto, readRpcRequestHeaderProto)

export interface RpcResponseHeaderProto {
  readonly callId: number
  readonly status: RpcResponseHeaderProto_RpcStatusProto
  readonly serverIpcVersionNum?: number | undefined
  readonly exceptionClassName?: string | undefined
  readonly errorMsg?: string | undefined
  readonly errorDetail?: RpcResponseHeaderProto_RpcErrorCodeProto | undefined
  readonly clientId?: Uint8Array | undefined
  readonly retryCount?: number | undefined
  readonly stateId?: bigint | undefined
  readonly routerFederatedState?: Uint8Array | undefined
}
export function writeRpcResponseHeaderProto(w: BackwardWriter, m: RpcResponseHeaderProto): void {
  if (m.routerFederatedState !== undefined) { w.bytes(m.routerFederatedState); w.tag(82) }
  if (m.stateId !== undefined) { w.int64Big(m.stateId); w.tag(72) }
  if (m.retryCount !== undefined) { w.sint32(m.retryCount); w.tag(64) }
  if (m.clientId !== undefined) { w.bytes(m.clientId); w.tag(58) }
  if (m.errorDetail !== undefined) { w.int32(m.errorDetail); w.tag(48) }
  if (m.errorMsg !== undefined) { w.string(m.errorMsg); w.tag(42) }
  if (m.exceptionClassName !== undefined) { w.string(m.exceptionClassName); w.tag(34) }
  if (m.serverIpcVersionNum !== undefined) { w.uint32(m.serverIpcVersionNum); w.tag(24) }
  w.int32(m.status); w.tag(16)
  w.uint32(m.callId); w.tag(8)
}
export function readRpcResponseHeaderProto(r: ProtoReader, end: number): RpcResponseHeaderProto {
  let $callId: number | undefined
  let $status: RpcResponseHeaderProto_RpcStatusProto | undefined
  let $serverIpcVersionNum: number | undefined
  let $exceptionClassName: string | undefined
  let $errorMsg: string | undefined
  let $errorDetail: RpcResponseHeaderProto_RpcErrorCodeProto | undefined
  let $clientId: Uint8Array | undefined
  let $retryCount: number = -1
  let $stateId: bigint | undefined
  let $routerFederatedState: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $callId = r.int32(); break }
      case 16: { const v = r.int32(); if (v >= 0 && v <= 2) $status = v as RpcResponseHeaderProto_RpcStatusProto; break }
      case 24: { $serverIpcVersionNum = r.int32(); break }
      case 34: { $exceptionClassName = r.string(); break }
      case 42: { $errorMsg = r.string(); break }
      case 48: { const v = r.int32(); if (v === 1 || v === 2 || v === 3 || v === 4 || v === 5 || v === 6 || v === 10 || v === 11 || v === 12 || v === 13 || v === 14 || v === 15) $errorDetail = v as RpcResponseHeaderProto_RpcErrorCodeProto; break }
      case 58: { $clientId = r.bytes(); break }
      case 64: { $retryCount = r.sint32(); break }
      case 72: { $stateId = r.int64Big(); break }
      case 82: { $routerFederatedState = r.bytes(); break }
      default: r.skip(tag, "hadoop.common.RpcResponseHeaderProto", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.RpcResponseHeaderProto")
  if ($callId === undefined) throw missing("hadoop.common.RpcResponseHeaderProto", "callId")
  if ($status === undefined) throw missing("hadoop.common.RpcResponseHeaderProto", "status")
  return { callId: $callId, status: $status, serverIpcVersionNum: $serverIpcVersionNum, exceptionClassName: $exceptionClassName, errorMsg: $errorMsg, errorDetail: $errorDetail, clientId: $clientId, retryCount: $retryCount, stateId: $stateId, routerFederatedState: $routerFederatedState }
}
export const RpcResponseHeaderProto: Codec<RpcResponseHeaderProto> = /* @__PURE__ */ codec("hadoop.common.RpcResponseHeaderProto", writeRpcResponseHeaderProto, readRpcResponseHeaderProto)

export interface RpcSaslProto_SaslAuth {
  readonly method: string
  readonly mechanism: string
  readonly protocol?: string | undefined
  readonly serverId?: string | undefined
  readonly challenge?: Uint8Array | undefined
}
export function writeRpcSaslProto_SaslAuth(w: BackwardWriter, m: RpcSaslProto_SaslAuth): void {
  if (m.challenge !== undefined) { w.bytes(m.challenge); w.tag(42) }
  if (m.serverId !== undefined) { w.string(m.serverId); w.tag(34) }
  if (m.protocol !== undefined) { w.string(m.protocol); w.tag(26) }
  w.string(m.mechanism); w.tag(18)
  w.string(m.method); w.tag(10)
}
export function readRpcSaslProto_SaslAuth(r: ProtoReader, end: number): RpcSaslProto_SaslAuth {
  let $method: string | undefined
  let $mechanism: string | undefined
  let $protocol: string | undefined
  let $serverId: string | undefined
  let $challenge: Uint8Array | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $method = r.string(); break }
      case 18: { $mechanism = r.string(); break }
      case 26: { $protocol = r.string(); break }
      case 34: { $serverId = r.string(); break }
      case 42: { $challenge = r.bytes(); break }
      default: r.skip(tag, "hadoop.common.RpcSaslProto.SaslAuth", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.RpcSaslProto.SaslAuth")
  if ($method === undefined) throw missing("hadoop.common.RpcSaslProto.SaslAuth", "method")
  if ($mechanism === undefined) throw missing("hadoop.common.RpcSaslProto.SaslAuth", "mechanism")
  return { method: $method, mechanism: $mechanism, protocol: $protocol, serverId: $serverId, challenge: $challenge }
}
export const RpcSaslProto_SaslAuth: Codec<RpcSaslProto_SaslAuth> = /* @__PURE__ */ codec("hadoop.common.RpcSaslProto.SaslAuth", writeRpcSaslProto_SaslAuth, readRpcSaslProto_SaslAuth)

export interface RpcSaslProto {
  readonly version?: number | undefined
  readonly state: RpcSaslProto_SaslState
  readonly token?: Uint8Array | undefined
  readonly auths: readonly RpcSaslProto_SaslAuth[]
}
export function writeRpcSaslProto(w: BackwardWriter, m: RpcSaslProto): void {
  for (let values = m.auths, i = values.length - 1; i >= 0; i--) { const before = w.size; writeRpcSaslProto_SaslAuth(w, values[i] as RpcSaslProto_SaslAuth); w.varint32(w.size - before); w.tag(34) }
  if (m.token !== undefined) { w.bytes(m.token); w.tag(26) }
  w.int32(m.state); w.tag(16)
  if (m.version !== undefined) { w.uint32(m.version); w.tag(8) }
}
export function readRpcSaslProto(r: ProtoReader, end: number): RpcSaslProto {
  let $version: number | undefined
  let $state: RpcSaslProto_SaslState | undefined
  let $token: Uint8Array | undefined
  const $auths: RpcSaslProto_SaslAuth[] = []
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 8: { $version = r.int32(); break }
      case 16: { const v = r.int32(); if (v >= 0 && v <= 5) $state = v as RpcSaslProto_SaslState; break }
      case 26: { $token = r.bytes(); break }
      case 34: { const to = r.lengthEnd(); $auths.push(readRpcSaslProto_SaslAuth(r, to)); break }
      default: r.skip(tag, "hadoop.common.RpcSaslProto", [1, 2, 3, 4])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.RpcSaslProto")
  if ($state === undefined) throw missing("hadoop.common.RpcSaslProto", "state")
  return { version: $version, state: $state, token: $token, auths: $auths }
}
export const RpcSaslProto: Codec<RpcSaslProto> = /* @__PURE__ */ codec("hadoop.common.RpcSaslProto", writeRpcSaslProto, readRpcSaslProto)
