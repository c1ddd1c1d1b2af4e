// Generated from proto/ha-zk-info.proto by scripts/proto/generate.ts; change those instead.
// Content of the election's znodes: which NameNode holds or held the active role.
// Byte-compatible with the failover controller of Hadoop.

import type { BackwardWriter } from './backward-writer.ts'
import type { Codec } from './codec.ts'
import { codec, missing, overrun } from './codec.ts'
import type { ProtoReader } from './proto-reader.ts'

export interface ActiveNodeInfo {
  readonly nameserviceId: string
  readonly namenodeId: string
  readonly hostname: string
  readonly port: number
  readonly zkfcPort: number
}
export function writeActiveNodeInfo(w: BackwardWriter, m: ActiveNodeInfo): void {
  w.int32(m.zkfcPort); w.tag(40)
  w.int32(m.port); w.tag(32)
  w.string(m.hostname); w.tag(26)
  w.string(m.namenodeId); w.tag(18)
  w.string(m.nameserviceId); w.tag(10)
}
export function readActiveNodeInfo(r: ProtoReader, end: number): ActiveNodeInfo {
  let $nameserviceId: string | undefined
  let $namenodeId: string | undefined
  let $hostname: string | undefined
  let $port: number | undefined
  let $zkfcPort: number | undefined
  while (r.pos < end) {
    const tag = r.tag()
    switch (tag) {
      case 10: { $nameserviceId = r.string(); break }
      case 18: { $namenodeId = r.string(); break }
      case 26: { $hostname = r.string(); break }
      case 32: { $port = r.int32(); break }
      case 40: { $zkfcPort = r.int32(); break }
      default: r.skip(tag, "hadoop.hdfs.ActiveNodeInfo", [1, 2, 3, 4, 5])
    }
  }
  if (r.pos !== end) throw overrun("hadoop.hdfs.ActiveNodeInfo")
  if ($nameserviceId === undefined) throw missing("hadoop.hdfs.ActiveNodeInfo", "nameserviceId")
  if ($namenodeId === undefined) throw missing("hadoop.hdfs.ActiveNodeInfo", "namenodeId")
  if ($hostname === undefined) throw missing("hadoop.hdfs.ActiveNodeInfo", "hostname")
  if ($port === undefined) throw missing("hadoop.hdfs.ActiveNodeInfo", "port")
  if ($zkfcPort === undefined) throw missing("hadoop.hdfs.ActiveNodeInfo", "zkfcPort")
  return { nameserviceId: $nameserviceId, namenodeId: $namenodeId, hostname: $hostname, port: $port, zkfcPort: $zkfcPort }
}
export const ActiveNodeInfo: Codec<ActiveNodeInfo> = /* @__PURE__ */ codec("hadoop.hdfs.ActiveNodeInfo", writeActiveNodeInfo, readActiveNodeInfo)
