// Blocks as values. A block id uses all 64 bits and is a bigint everywhere; genstamps, lengths
// and counts fit a number. Names and fields are those of org.apache.hadoop.hdfs.protocol.Block.

export interface Block {
  readonly blockId: bigint;
  readonly genstamp: number;
  readonly numBytes: number;
}

/** A block of a block pool (ExtendedBlock). */
export interface ExtendedBlock extends Block {
  readonly poolId: string;
}

/** blk_1073741825_1001 */
export function blockName(block: { readonly blockId: bigint; readonly genstamp: number }): string {
  return `blk_${block.blockId}_${block.genstamp}`;
}

/** The replica length that says "no length" (Block.NUM_BYTES: BlockCommand.NO_ACK). */
export const noAck = 9223372036854775807;

/** GenerationStamp.LAST_RESERVED_STAMP: the first genstamp given out is 1001. */
export const lastReservedGenstamp = 1000;
/** SequentialBlockIdGenerator.LAST_RESERVED_BLOCK_ID: 2^30; the first id given out is 1073741825. */
export const lastReservedBlockId = 1073741824n;
/** INodeId.LAST_RESERVED_ID; ROOT_INODE_ID is the next one. */
export const lastReservedInodeId = 16384;
export const rootInodeId = 16385;
