// Where a segment file ends, with the digest of all that is good in it.
import { Md5 } from '../../base/checksums.ts';
import type { Disk } from '../../env/env.ts';
import { readChunks } from '../../edit-log/read-chunks.ts';
import { scanSegment } from '../../edit-log/segment-scan.ts';
import type { SegmentDamage } from '../../edit-log/segment-scan.ts';

/** The good bytes of a segment: its header and operations with consecutive txids. */
export interface SegmentEnd {
  /** Undefined when it holds no transaction. */
  readonly lastTxId: number | undefined;
  readonly endBytes: number;
  /** MD5 of the first `endBytes` bytes. */
  readonly digest: Uint8Array;
}

export interface ReadEnd extends SegmentEnd {
  /** What its header says, which no checksum covers; undefined where there is none. */
  readonly layoutVersion: number | undefined;
  readonly fileBytes: number;
  /** What lies behind, if it is not padding. */
  readonly damage: SegmentDamage | undefined;
}

/** Reads the file at `path`, whose first operation must have `firstTxId`, twice. Throws WorldError only. */
export async function readSegmentEnd(disk: Pick<Disk, 'open' | 'stat'>, path: string, firstTxId: number): Promise<ReadEnd> {
  const scan = await scanSegment(disk, path, { firstTxid: firstTxId });
  const md5 = new Md5();
  let position = 0;
  for await (const chunk of readChunks(disk, path)) {
    md5.update(chunk.subarray(0, scan.validLength - position));
    position += chunk.length;
    if (position >= scan.validLength) break;
  }
  return { layoutVersion: scan.layoutVersion, lastTxId: scan.lastTxid, endBytes: scan.validLength, digest: md5.soFar(), fileBytes: scan.fileLength, damage: scan.damage };
}
