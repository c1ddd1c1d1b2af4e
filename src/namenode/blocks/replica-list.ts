// A full block report as it comes over the wire, walked without making an object per replica. Answers to
// BlockListAsLongs. Two forms:
//
//   blocksBuffers   per replica: sint64 id · varint length (48 bits) · varint genstamp · varint state (4 bits)
//   blocks (old)    finalized · others · {id, length, genstamp}* · {-1, -1, -1} · {id, length, genstamp, state}*
//
// The buffers are cut at any byte, also inside a varint.

import { ReplicaStateProto } from '../../wire/hdfs-server.ts';
import type { StorageBlockReportProto } from '../../wire/datanode-protocol.ts';
import { WireError } from '../../wire/wire-error.ts';

const twoTo32 = 4294967296;
const scratch64 = new BigInt64Array(1);
const scratch32 = new Uint32Array(scratch64.buffer);

/** A cursor over the replicas of one storage's report; its fields are those of the replica it stands on. */
export interface ReplicaList {
  /** Replicas in the whole list. */
  readonly count: number;
  readonly idLow: number;
  readonly idHigh: number;
  readonly numBytes: number;
  readonly genstamp: number;
  /** ReplicaStateProto's numbers: FINALIZED, RBW, RWR, RUR, TEMPORARY. */
  readonly state: ReplicaStateProto;
  /** Moves on; false at the end. Throws WireError when the bytes end early. */
  next(): boolean;
}

/** The replicas of a report, in whichever form it has. */
export function replicasOf(report: StorageBlockReportProto): ReplicaList {
  if (report.numberOfBlocks !== undefined) return new BufferList(report.numberOfBlocks, joined(report.blocksBuffers));
  return new LongsList(report.blocks);
}

/** Encodes replicas as a DataNode does, in one buffer: for tests and for our own DataNode. */
export function encodeReplicas(replicas: Iterable<{ readonly blockId: bigint; readonly numBytes: number; readonly genstamp: number; readonly state: ReplicaStateProto }>): { readonly count: number; readonly bytes: Uint8Array } {
  const bytes: number[] = [];
  let count = 0;
  for (const replica of replicas) {
    pushVarint(bytes, BigInt.asUintN(64, (replica.blockId << 1n) ^ (replica.blockId >> 63n)));
    pushVarint(bytes, BigInt(replica.numBytes));
    pushVarint(bytes, BigInt(replica.genstamp));
    bytes.push(replica.state);
    count++;
  }
  return { count, bytes: Uint8Array.from(bytes) };
}

function pushVarint(bytes: number[], value: bigint): void {
  let rest = value;
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
}

function joined(buffers: readonly Uint8Array[]): Uint8Array {
  return buffers.length === 1 ? (buffers[0] as Uint8Array) : Buffer.concat(buffers);
}

class BufferList implements ReplicaList {
  readonly count: number;
  idLow = 0;
  idHigh = 0;
  numBytes = 0;
  genstamp = 0;
  state: ReplicaStateProto = ReplicaStateProto.FINALIZED;
  readonly #bytes: Uint8Array;
  #at = 0;
  #left: number;
  #low = 0;
  #high = 0;

  constructor(count: number, bytes: Uint8Array) {
    this.count = count;
    this.#left = count;
    this.#bytes = bytes;
  }

  next(): boolean {
    if (this.#left === 0) return false;
    this.#left--;
    this.#varint();
    const sign = -(this.#low & 1);
    this.idLow = (((this.#low >>> 1) | (this.#high << 31)) ^ sign) >>> 0;
    this.idHigh = ((this.#high >>> 1) ^ sign) >>> 0;
    this.#varint();
    this.numBytes = (this.#high & 0xffff) * twoTo32 + this.#low;
    this.#varint();
    this.genstamp = this.#high * twoTo32 + this.#low;
    this.#varint();
    this.state = (this.#low & 15) as ReplicaStateProto;
    return true;
  }

  /** Reads up to ten bytes into two unsigned words. */
  #varint(): void {
    const bytes = this.#bytes;
    let at = this.#at;
    let low = 0;
    let shift = 0;
    let byte = 0x80;
    while (shift < 28) {
      byte = bytes[at++] as number;
      low |= (byte & 0x7f) << shift;
      shift += 7;
      if (byte < 0x80) break;
    }
    let high = 0;
    if (byte >= 0x80) {
      byte = bytes[at++] as number;
      low |= (byte & 0x7f) << 28;
      high = (byte & 0x7f) >>> 4;
      for (shift = 3; byte >= 0x80 && shift < 32; shift += 7) {
        byte = bytes[at++] as number;
        high |= (byte & 0x7f) << shift;
      }
    }
    if (at > bytes.length) throw new WireError(`block report ends inside a replica, at byte ${bytes.length}`);
    this.#at = at;
    this.#low = low >>> 0;
    this.#high = high >>> 0;
  }
}

class LongsList implements ReplicaList {
  readonly count: number;
  idLow = 0;
  idHigh = 0;
  numBytes = 0;
  genstamp = 0;
  state: ReplicaStateProto = ReplicaStateProto.FINALIZED;
  readonly #longs: readonly bigint[];
  readonly #finalized: number;
  #at = 2;
  #index = 0;

  constructor(longs: readonly bigint[]) {
    this.#longs = longs;
    this.#finalized = Number(longs[0] ?? 0n);
    this.count = this.#finalized + Number(longs[1] ?? 0n);
  }

  next(): boolean {
    if (this.#index === this.count) return false;
    if (this.#index === this.#finalized) {
      if (this.#long() !== -1n || this.#long() !== -1n || this.#long() !== -1n) throw new WireError('block report: no delimiter behind the finalized replicas');
    }
    scratch64[0] = this.#long();
    this.idLow = scratch32[0] as number;
    this.idHigh = scratch32[1] as number;
    this.numBytes = Number(this.#long());
    this.genstamp = Number(this.#long());
    this.state = this.#index < this.#finalized ? ReplicaStateProto.FINALIZED : (Number(this.#long()) as ReplicaStateProto);
    this.#index++;
    return true;
  }

  #long(): bigint {
    const value = this.#longs[this.#at++];
    if (value === undefined) throw new WireError('block report ends inside a replica');
    return value;
  }
}
