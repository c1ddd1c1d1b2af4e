// Generated from proto/refresh-call-queue-protocol.proto by scripts/proto/generate.ts; change those instead.
// Makes a NameNode rebuild its call queue from the current configuration.
// Spoken by dfsadmin -refreshCallQueue.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export type RefreshCallQueueRequestProto = Record<string, never>
export function writeRefreshCallQueueRequestProto(_w: BackwardWriter, _m: RefreshCallQueueRequestProto): void {
}
export function readRefreshCallQueueRequestProto(r: ProtoReader, end: number): RefreshCallQueueRequestProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.RefreshCallQueueRequestProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.RefreshCallQueueRequestProto")
  return {  }
}
export const RefreshCallQueueRequestProto: Codec<RefreshCallQueueRequestProto> = /* @__PURE__ */ codec("hadoop.common.RefreshCallQueueRequestProto", writeRefreshCallQueueRequestProto, readRefreshCallQueueRequestProto)

export type RefreshCallQueueResponseProto = Record<string, never>
export function writeRefreshCallQueueResponseProto(_w: BackwardWriter, _m: RefreshCallQueueResponseProto): void {
}
export function readRefreshCallQueueResponseProto(r: ProtoReader, end: number): RefreshCallQueueResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.common.RefreshCallQueueResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.common.RefreshCallQueueResponseProto")
  return {  }
}
export const RefreshCallQueueResponseProto: Codec<RefreshCallQueueResponseProto> = /* @__PURE__ */ codec("hadoop.common.RefreshCallQueueResponseProto", writeRefreshCallQueueResponseProto, readRefreshCallQueueResponseProto)

export const RefreshCallQueueProtocol = {
  protocol: "org.apache.hadoop.ipc.RefreshCallQueueProtocol",
  version: 1,
  methods: {
    refreshCallQueue: { name: "refreshCallQueue", request: RefreshCallQueueRequestProto, response: RefreshCallQueueResponseProto },
  },
} as const
