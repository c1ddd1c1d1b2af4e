// Checksums of block data: one sum for every `bytesPerChecksum` bytes, big-endian, on the wire in every packet and on
// disk in the .meta file. Answers to org.apache.hadoop.util.DataChecksum.
import { asBuffer } from '../base/bytes.ts';
import { firstWrongSum, firstWrongSumOfParts, putSums } from './chunk-sums.ts';
import type { CrcName } from './crc.ts';

export type ChecksumType = 'NULL' | CrcName;

/** DataChecksum.Type ids; those of ChecksumTypeProto are the same. */
export const checksumTypeId: Readonly<Record<ChecksumType, 0 | 1 | 2>> = { NULL: 0, CRC32: 1, CRC32C: 2 };

const typeOfId: readonly (ChecksumType | undefined)[] = ['NULL', 'CRC32', 'CRC32C'];

/** A type id, or bytes per checksum, that no DataChecksum has. */
export class InvalidChecksumError extends Error {
  override readonly name = 'InvalidChecksumError';
}

/** How a replica or a stream is summed; a value, without running state. */
export class DataChecksum {
  readonly type: ChecksumType;
  readonly bytesPerChecksum: number;
  /** Bytes of one sum: 4, or 0 for NULL. */
  readonly size: number;

  constructor(type: ChecksumType, bytesPerChecksum: number) {
    if (!Number.isSafeInteger(bytesPerChecksum) || bytesPerChecksum <= 0 || bytesPerChecksum > 0x7fff_ffff) {
      throw new InvalidChecksumError(`Invalid bytesPerChecksum ${bytesPerChecksum} of checksum type ${type}`);
    }
    this.type = type;
    this.bytesPerChecksum = bytesPerChecksum;
    this.size = type === 'NULL' ? 0 : 4;
  }

  /** From the ids of ChecksumProto or a .meta header; throws InvalidChecksumError for what is not one. */
  static of(typeId: number, bytesPerChecksum: number): DataChecksum {
    const type = typeOfId[typeId];
    if (type === undefined) throw new InvalidChecksumError(`Could not create DataChecksum of type ${typeId}`);
    return new DataChecksum(type, bytesPerChecksum);
  }

  get typeId(): 0 | 1 | 2 {
    return checksumTypeId[this.type];
  }

  equals(other: DataChecksum): boolean {
    return this.type === other.type && this.bytesPerChecksum === other.bytesPerChecksum;
  }

  /** Chunks that `dataLength` bytes are summed in. */
  chunks(dataLength: number): number {
    return Math.ceil(dataLength / this.bytesPerChecksum);
  }

  /** Bytes of sums that `dataLength` bytes need. */
  sumsLength(dataLength: number): number {
    return this.chunks(dataLength) * this.size;
  }

  /** The sums of `data`, whose first byte starts a chunk. */
  compute(data: Uint8Array): Buffer {
    const sums = Buffer.allocUnsafe(this.sumsLength(data.length));
    this.put(data, sums);
    return sums;
  }

  /** As `compute`, into `sums`, which is `sumsLength` long. */
  put(data: Uint8Array, sums: Buffer): void {
    if (this.type !== 'NULL') putSums(this.type, data, this.bytesPerChecksum, sums);
  }

  /** The offset in `data` of the first chunk that its sum does not fit; -1 when all fit. */
  firstMismatch(data: Uint8Array, sums: Uint8Array): number {
    return this.type === 'NULL' ? -1 : firstWrongSum(this.type, data, this.bytesPerChecksum, asBuffer(sums));
  }

  /** As `firstMismatch`, of data in several pieces, the first of which starts a chunk. */
  firstMismatchOfParts(parts: readonly Uint8Array[], sums: Uint8Array): number {
    return this.type === 'NULL' ? -1 : firstWrongSumOfParts(this.type, parts, this.bytesPerChecksum, asBuffer(sums));
  }
}

/** DataChecksum.getChecksumHeaderSize plus the version: what stands before the sums in a .meta file. */
export const metaHeaderLength = 7;
/** BlockMetadataHeader.VERSION. */
const metaVersion = 1;

/** The head of a .meta file: version (short), checksum type (byte), bytes per checksum (int). */
export function encodeMetaHeader(checksum: DataChecksum): Buffer {
  const header = Buffer.allocUnsafe(metaHeaderLength);
  header.writeInt16BE(metaVersion, 0);
  header.writeUInt8(checksum.typeId, 2);
  header.writeInt32BE(checksum.bytesPerChecksum, 3);
  return header;
}

/** The checksum that a .meta file's head tells; InvalidChecksumError when it is too short or is none. */
export function decodeMetaHeader(header: Uint8Array): DataChecksum {
  if (header.length < metaHeaderLength) {
    throw new InvalidChecksumError(`The meta file length ${header.length} is less than the expected length ${metaHeaderLength}`);
  }
  const view = Buffer.from(header.buffer, header.byteOffset, header.byteLength);
  return DataChecksum.of(view.readInt8(2), view.readInt32BE(3));
}
