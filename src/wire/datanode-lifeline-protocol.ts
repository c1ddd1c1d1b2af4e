// Generated from proto/datanode-lifeline-protocol.proto by scripts/proto/generate.ts; change those instead.
// A cheap sign of life for DataNodes whose heartbeats are stuck behind other work.
// Has the fields of a heartbeat and no orders in the reply.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'
import { HeartbeatRequestProto } from './datanode-protocol.ts'

export type LifelineResponseProto = Record<string, never>
export function writeLifelineResponseProto(_w: BackwardWriter, _m: LifelineResponseProto): void {
}
export function readLifelineResponseProto(r: ProtoReader, end: number): LifelineResponseProto {
  while (r.pos < end) {
    const tag = r.tag()
    r.skip(tag, "hadoop.hdfs.datanodelifeline.LifelineResponseProto", [])
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.datanodelifeline.LifelineResponseProto")
  return {  }
}
export const LifelineResponseProto: Codec<LifelineResponseProto> = /* @__PURE__ */ codec("hadoop.hdfs.datanodelifeline.LifelineResponseProto", writeLifelineResponseProto, readLifelineResponseProto)

export const DatanodeLifelineProtocol = {
  protocol: "org.apache.hadoop.hdfs.server.protocol.DatanodeLifelineProtocol",
  version: 1,
  methods: {
    sendLifeline: { name: "sendLifeline", request: HeartbeatRequestProto, response: LifelineResponseProto },
  },
} as const
