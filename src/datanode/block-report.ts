// A full block report's body: per storage, every replica as four varints (zigzag id, length, generation stamp, state),
// in pieces of 64 KiB. Answers to org.apache.hadoop.hdfs.protocol.BlockListAsLongs.
import { replicaState } from './replica-map.ts';
import type { ReplicaMap } from './replica-map.ts';

/** One storage's list as StorageBlockReportProto carries it. */
export interface BlockList {
  readonly count: number;
  readonly buffers: readonly Uint8Array[];
}

const pieceLength = 64 * 1024;
const entryLengthMax = 40;

/** The lists of all volumes of a pool, by volume index. Temporary replicas are nobody's business. */
export function encodeBlockLists(replicas: ReplicaMap, volumes: number): BlockList[] {
  const lists = Array.from({ length: volumes }, () => new ListWriter());
  replicas.forEach((low, high, genstamp, lengthBytes, state, volume) => {
    if (state !== replicaState.TEMPORARY) lists[volume]?.add(low, high, lengthBytes, genstamp, state);
  });
  return lists.map((list) => list.finish());
}

class ListWriter {
  #bytes = new Uint8Array(1024);
  #at = 0;
  #count = 0;

  add(low: number, high: number, lengthBytes: number, genstamp: number, state: number): void {
    if (this.#at + entryLengthMax > this.#bytes.length) {
      const grown = new Uint8Array(this.#bytes.length * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    const sign = high >> 31;
    this.#varint((low << 1) ^ sign, ((high << 1) | (low >>> 31)) ^ sign);
    this.#number(lengthBytes);
    this.#number(genstamp);
    this.#number(state);
    this.#count++;
  }

  finish(): BlockList {
    const buffers: Uint8Array[] = [];
    for (let at = 0; at < this.#at; at += pieceLength) buffers.push(this.#bytes.subarray(at, Math.min(at + pieceLength, this.#at)));
    return { count: this.#count, buffers: buffers.length === 0 ? [new Uint8Array(0)] : buffers };
  }

  #number(value: number): void {
    const high = Math.floor(value / 0x1_0000_0000);
    this.#varint((value - high * 0x1_0000_0000) | 0, high);
  }

  #varint(lowWord: number, highWord: number): void {
    let low = lowWord;
    let high = highWord;
    while (high !== 0 || low < 0 || low > 0x7f) {
      this.#bytes[this.#at++] = (low & 0x7f) | 0x80;
      low = (low >>> 7) | (high << 25);
      high >>>= 7;
    }
    this.#bytes[this.#at++] = low;
  }
}
