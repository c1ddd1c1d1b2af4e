// Room for what a log is about to make: a NameNode that starts has it beforehand and grows in large steps, which costs less
// than to grow with each inode, as it does once it serves and must not pause.
import type { Namespace } from './namespace/namespace.ts';

/** Of a log's edits at least, mostly: an inode, its block's id and generation stamp, the block, the end of the file are five. */
const editsPerInode = 4;
/** To reserve more would stop the loop for too long. */
const inodesMax = 1 << 20;

/** For so many edits; of a log that is short beside the image nothing. */
export function makeRoom(namespace: Namespace, edits: number): void {
  const inodes = Math.floor(edits / editsPerInode);
  const { size } = namespace.inodes;
  if (inodes > size) namespace.reserve(Math.min(size + inodes, inodesMax));
}

/** See LinearHash.growsAtOnce. */
export function growAtOnce(namespace: Namespace, atOnce: boolean): void {
  namespace.inodes.growsAtOnce = atOnce;
  namespace.blocks.growsAtOnce = atOnce;
}
