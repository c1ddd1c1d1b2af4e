// The numbers that a namespace gives out, each the last one given. All of them are part of the image.
// Answers to INodeId, GenerationStamp, BlockIdManager and their limits.

import { lastReservedBlockId, lastReservedGenstamp, lastReservedInodeId, rootInodeId } from '../../protocol/block.ts';

export class IdCounters {
  /** At least {@link rootInodeId} once there is a root. */
  lastInodeId: number = Math.max(lastReservedInodeId, rootInodeId);
  /** Genstamps of random block ids, from before Hadoop 2.0 (legacyGenerationStamp). */
  genstampV1 = lastReservedGenstamp;
  /** Genstamps below this belong to random block ids (genstampV1Limit); 0: there are none. */
  genstampV1Limit = 0;
  /** The last genstamp given out; on a Standby what Apache calls impending. */
  genstampV2 = lastReservedGenstamp;
  /** The greatest genstamp that a block of the namespace has had: a replica above it is of the future (HDFS-14941). */
  genstampInBlocks = lastReservedGenstamp;
  lastBlockId = lastReservedBlockId;
  /** Of striped block groups: Long.MIN_VALUE and up. */
  lastBlockGroupId = -0x8000_0000_0000_0000n;

  sawInodeId(id: number): void {
    if (id > this.lastInodeId) this.lastInodeId = id;
  }

  sawBlockGenstamp(genstamp: number): void {
    if (genstamp > this.genstampInBlocks) this.genstampInBlocks = genstamp;
    if (genstamp > this.genstampV2 && genstamp >= this.genstampV1Limit) this.genstampV2 = genstamp;
  }
}
