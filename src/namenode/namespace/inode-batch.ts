// Some thousand inodes of an image and their blocks, column by column as the tables keep them, so that a table takes them
// as a few copies of memory instead of a call an inode. Whoever decodes fills one, Namespace.addBatch takes it. The memory
// is shared, because the one may be another thread than the other (fsimage/inode-thread.ts).
//
// In a batch are only inodes that the columns alone describe: closed files and directories without limits. What needs more
// is left out (`oddFrom`, `oddTo`) and is added one by one.

/** Most inodes of a batch. */
export const batchInodes = 4096;

/** Rows count from 0 in each batch; `Namespace.addBatch` moves them to where they come to lie. */
export interface InodeBatch {
  readonly buffer: SharedArrayBuffer;
  /** How many there are of what: {@link batchCount}. */
  readonly counts: Int32Array;
  readonly idLow: Uint32Array;
  readonly idHigh: Uint16Array;
  /** Where the inode's name lies in `names`, in 4-byte units. */
  readonly name: Int32Array;
  readonly mtimeLow: Uint32Array;
  readonly atimeLow: Uint32Array;
  readonly timesHigh: Uint32Array;
  /** Index in `pairs` above 12 bits of mode. */
  readonly permission: Uint32Array;
  readonly meta: Uint32Array;
  /** First and last block of a file; -1 without. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Index in `blockSizes`. */
  readonly blockSize: Uint16Array;
  /** Cells as in NameArena. */
  readonly names: Uint8Array;
  /** Permissions as the image has them, low and high word, without the mode: one of each owner and group. */
  readonly pairs: Int32Array;
  readonly blockSizes: Float64Array;
  /** Rows of directories. */
  readonly directories: Int32Array;
  /** The greatest inode id, and the greatest genstamp of a block. */
  readonly greatest: Float64Array;
  readonly blockIdLow: Uint32Array;
  readonly blockIdHigh: Uint32Array;
  readonly genstampLow: Uint32Array;
  readonly lengthLow: Uint32Array;
  readonly highs: Uint32Array;
  readonly owner: Int32Array;
  readonly next: Int32Array;
  readonly blockMeta: Uint32Array;
  /** Messages that are left out: where they lie in the bytes decoded last. */
  readonly oddFrom: Int32Array;
  readonly oddTo: Int32Array;
}

/** Places in `counts`. */
export const batchCount = { inodes: 0, blocks: 1, nameUnits: 2, pairs: 3, blockSizes: 4, odd: 5, directories: 6 } as const;

/**
 * A batch in a buffer of another one, or in fresh memory. It rests on nothing outside of itself: its text is also the
 * thread's program.
 */
export function inodeBatch(shared?: SharedArrayBuffer): InodeBatch {
  const inodes = 4096;
  const blocks = 8192;
  const nameBytes = 256 * 1024;
  const few = 256;
  const buffer = shared ?? new SharedArrayBuffer(64 + inodes * (12 * 4 + 2 * 2) + blocks * 8 * 4 + nameBytes + few * 16 + 16);
  let at = 0;
  const take = (bytes: number): number => {
    const from = at;
    at += bytes;
    return from;
  };
  const u32 = (count: number): Uint32Array => new Uint32Array(buffer, take(count * 4), count);
  const i32 = (count: number): Int32Array => new Int32Array(buffer, take(count * 4), count);
  return {
    buffer,
    counts: i32(16),
    blockSizes: new Float64Array(buffer, take(few * 8), few),
    greatest: new Float64Array(buffer, take(16), 2),
    pairs: i32(few * 2),
    idLow: u32(inodes), name: i32(inodes), mtimeLow: u32(inodes), atimeLow: u32(inodes), timesHigh: u32(inodes), permission: u32(inodes), meta: u32(inodes),
    first: i32(inodes), last: i32(inodes), directories: i32(inodes), oddFrom: i32(inodes), oddTo: i32(inodes),
    blockIdLow: u32(blocks), blockIdHigh: u32(blocks), genstampLow: u32(blocks), lengthLow: u32(blocks), highs: u32(blocks), owner: i32(blocks), next: i32(blocks),
    blockMeta: u32(blocks),
    names: new Uint8Array(buffer, take(nameBytes), nameBytes),
    idHigh: new Uint16Array(buffer, take(inodes * 2), inodes),
    blockSize: new Uint16Array(buffer, take(inodes * 2), inodes),
  };
}
