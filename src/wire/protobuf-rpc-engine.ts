// Generated from proto/protobuf-rpc-engine.proto by scripts/proto/generate.ts; change those instead.
// The header between the RPC header and the request body: the method called and its protocol.
// The older ProtobufRpcEngine's header is the same on the wire.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export interface RequestHeaderProto {
  readonly methodName: string
  readonly declaringClassProtocolName: string
  readonly clientProtocolVersion: number
}
export function writeRequestHeaderProto(w: BackwardWriter, m: RequestHeaderProto): void {
  w.int64(m.clientProtocolVersion); w.tag(24)
  w.string(m.declaringClassProtocolName); w.tag(18)
  w.string(m.methodName); w.tag(10)
}
export function readRequestHeaderProto(r: ProtoReader, end: number): RequestHeaderProto {
  let $methodName: string | undefined
  let $declaringClassProtocolName: string | undefined
  let $clientProtocolVersion: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $methodName = r.string(); break }
      case 18: { $declaringClassProtocolName = r.string(); break }
      case 24: { $clientProtocolVersion = r.int64(); break }
      default: r.skip(tag, "hadoop.common.RequestHeaderProto", [1, 2, 3])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.common.RequestHeaderProto")
  if ($methodName === undefined) throw missing("hadoop.common.RequestHeaderProto", "methodName")
  if ($declaringClassProtocolName === undefined) throw missing("hadoop.common.RequestHeaderProto", "declaringClassProtocolName")
  if ($clientProtocolVersion === undefined) throw missing("hadoop.common.RequestHeaderProto", "clientProtocolVersion")
  return { methodName: $methodName, declaringClassProtocolName: $declaringClassProtocolName, clientProtocolVersion: $clientProtocolVersion }
}
export const RequestHeaderProto: Codec<RequestHeaderProto> = /* @__PURE__ */ codec("hadoop.common.RequestHeaderProto", writeRequestHeaderProto, readRequestHeaderProto)
