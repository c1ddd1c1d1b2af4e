// Plain inodes, which nearly all are, from an image's bytes into a batch, at a third of what InodeDecoder takes: no
// call an inode, no column touched outside of the processor's caches. It knows the fields of closed files and of
// directories without limits, in the usual lengths, and leaves every other message to InodeDecoder, damaged ones included:
// what a message means and what is wrong with it is said there alone. Answers to FSImageFormatPBINode.Loader.

import type { InodeBatch } from '../namespace/inode-batch.ts';

/**
 * Decodes whole INodeSection.INode messages of bytes[from..end), each behind its length, at most `most`, and adds them to the
 * batch. Returns how many it has dealt with; `position` is where it stopped: at a message that is cut off, or of 16 KiB or more.
 */
export interface BatchDecoder {
  begin(batch: InodeBatch): void;
  decode(bytes: Uint8Array, from: number, end: number, batch: InodeBatch, most: number): number;
  position: number;
}

/** A decoder. Fields of a message are expected in the order of their numbers, as everybody writes them. It rests on nothing outside of itself: its text is also the thread's program (inode-thread.ts). */
export function batchDecoder(rootId: number): BatchDecoder {
  const inodesMax = 4096;
  const blocksMax = 8192;
  const nameBytesMax = 256 * 1024;
  const fewMax = 256;
  /** Batch-wide numbers of owner and group, and of block sizes. */
  const pairIds = new Map<number, number>();
  const sizeIds = new Map<number, number>();
  /** Fields are looked at in their order, so that a message which is none is read beyond its end by less than this. */
  const overrunMax = 256;
  let low = 0;
  let high = 0;

  /** A varint of up to 48 bits at `from` into `high` and `low`; where it ends, beyond all bytes if it is longer. */
  function long(view: DataView, from: number): number {
    const word = view.getInt32(from, true);
    high = 0;
    low = word & 0x7f;
    if ((word & 0x80) === 0) return from + 1;
    low |= (word >>> 1) & 0x3f80;
    if ((word & 0x8000) === 0) return from + 2;
    low |= (word >>> 2) & 0x1fc000;
    if ((word & 0x800000) === 0) return from + 3;
    low |= (word >>> 3) & 0xfe00000;
    if (word >= 0) return from + 4;
    const more = view.getInt32(from + 4, true);
    low |= more << 28;
    let bits = more & 0x7f;
    high = bits >>> 4;
    if ((more & 0x80) === 0) return from + 5;
    bits |= (more >>> 1) & 0x3f80;
    high = bits >>> 4;
    if ((more & 0x8000) === 0) return from + 6;
    bits |= (more >>> 2) & 0x1fc000;
    high = bits >>> 4;
    return (more & 0x800000) === 0 && high < 0x10000 ? from + 7 : 0x7fff_ffff;
  }

  function pairId(batch: InodeBatch, permissionLow: number, permissionHigh: number): number {
    const key = permissionHigh * 65536 + (permissionLow >>> 16);
    let id = pairIds.get(key);
    if (id === undefined) {
      id = pairIds.size;
      if (id === fewMax) return -1;
      pairIds.set(key, id);
      batch.pairs[2 * id] = permissionLow;
      batch.pairs[2 * id + 1] = permissionHigh;
      batch.counts[3] = id + 1;
    }
    return id;
  }

  function sizeId(batch: InodeBatch, bytes: number): number {
    let id = sizeIds.get(bytes);
    if (id === undefined) {
      id = sizeIds.size;
      if (id === fewMax) return -1;
      sizeIds.set(bytes, id);
      batch.blockSizes[id] = bytes;
      batch.counts[4] = id + 1;
    }
    return id;
  }

  const decoder: BatchDecoder = {
    position: 0,

    begin(batch) {
      batch.counts.fill(0);
      batch.greatest.fill(0);
      pairIds.clear();
      sizeIds.clear();
    },

    decode(bytes, from, end, batch, most) {
      const { counts, idLow, idHigh, name, mtimeLow, atimeLow, timesHigh, permission, meta, first, last, blockSize } = batch;
      const { blockIdLow, blockIdHigh, genstampLow, lengthLow, highs, owner, next, blockMeta, directories, greatest, oddFrom, oddTo } = batch;
      const nameWords = new Int32Array(batch.names.buffer, batch.names.byteOffset, nameBytesMax >>> 2);
      let row = counts[0] as number;
      let block = counts[1] as number;
      let nameAt = (counts[2] as number) * 4;
      let odd = 0;
      let directory = counts[6] as number;
      let greatestId = greatest[0] as number;
      let greatestGenstamp = greatest[1] as number;
      // Neighbours are alike.
      let recentPermissionLow = -1;
      let recentPermissionHigh = -1;
      let recentPermission = -1;
      let recentSize = -1;
      let recentSizeId = -1;
      let at = from;
      let done = 0;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      for (; done < most; done++) {
        if (at + 2 > end) break;
        let p = at + 1;
        let length = bytes[at] as number;
        if (length > 0x7f) {
          const b = bytes[p++] as number;
          if (b > 0x7f) break;
          length = (length & 0x7f) | (b << 7);
        }
        const begin = p;
        const stop = p + length;
        if (stop > end) break;
        at = stop;
        // Taken for odd until the whole message was understood.
        oddFrom[odd] = begin;
        oddTo[odd++] = stop;
        if (stop + overrunMax > bytes.length || row === inodesMax) continue;
        // Type, id, name.
        const type = bytes[p + 1] as number;
        if (bytes[p] !== 8 || bytes[p + 2] !== 16 || type < 1 || type > 2) continue;
        p = long(view, p + 3);
        if (bytes[p] !== 26 || (high === 0 && (low === 0 || low === rootId))) continue;
        const idOfLow = low;
        const idOfHigh = high;
        const nameFrom = p + 1;
        const nameLength = bytes[nameFrom] as number;
        if (nameLength === 0 || nameLength > 0x7f || nameAt + 0x80 > nameBytesMax) continue;
        p = nameFrom + 1 + nameLength;
        // File or directory, as the last field.
        if (p >= stop || bytes[p] !== (type === 1 ? 34 : 42)) continue;
        let bodyLength = bytes[p + 1] as number;
        p += 2;
        if (bodyLength > 0x7f) bodyLength = (bodyLength & 0x7f) | ((bytes[p++] as number) << 7);
        if (p + bodyLength !== stop) continue;
        let replication = 0;
        let size = 0;
        let mtime = 0;
        let mtimeHigh = 0;
        let atime = 0;
        let atimeHigh = 0;
        let permissionLow = 0;
        let permissionHigh = 0;
        let blocks = block;
        if (type === 1) {
          if (bytes[p] === 8) {
            p = long(view, p + 1);
            replication = low;
            if (high !== 0 || low < 0 || low > 2047) continue;
          }
          if (bytes[p] === 16) {
            p = long(view, p + 1);
            mtime = low;
            mtimeHigh = high;
          }
          if (bytes[p] === 24) {
            p = long(view, p + 1);
            atime = low;
            atimeHigh = high;
          }
          if (bytes[p] === 32) {
            p = long(view, p + 1);
            size = high * 4294967296 + (low >>> 0);
          }
          if (bytes[p] === 41) {
            permissionLow = view.getInt32(p + 1, true);
            permissionHigh = view.getInt32(p + 5, true);
            p += 9;
          }
          while (p < stop && bytes[p] === 50 && blocks < blocksMax) {
            const to = p + 2 + (bytes[p + 1] as number);
            if (to > stop) break;
            p += 2;
            let genstampHigh = 0;
            blockIdLow[blocks] = 0;
            blockIdHigh[blocks] = 0;
            genstampLow[blocks] = 0;
            lengthLow[blocks] = 0;
            highs[blocks] = 0;
            if (bytes[p] === 8) {
              p = long(view, p + 1);
              blockIdLow[blocks] = low;
              blockIdHigh[blocks] = high;
            }
            if (bytes[p] === 16) {
              p = long(view, p + 1);
              genstampLow[blocks] = low;
              genstampHigh = high;
              highs[blocks] = high << 16;
            }
            if (bytes[p] === 24) {
              p = long(view, p + 1);
              lengthLow[blocks] = low;
              highs[blocks] = (genstampHigh << 16) | high;
            }
            if (p !== to) p = 0x7fff_ffff;
            blocks++;
          }
          // Storage policy, block type, erasure coding policy: only as none.
          if (bytes[p] === 80 && bytes[p + 1] === 0) p += 2;
          if (bytes[p] === 88 && bytes[p + 1] === 0) p += 2;
          if (bytes[p] === 96 && bytes[p + 1] === 0) p += 2;
        } else {
          if (bytes[p] === 8) {
            p = long(view, p + 1);
            mtime = low;
            mtimeHigh = high;
          }
          // Limits of names and of space: only -1, which is none.
          if (bytes[p] === 16 && view.getInt32(p + 1, true) === -1 && view.getInt32(p + 5, true) === -1 && view.getInt16(p + 9, true) === 0x1ff) p += 11;
          if (bytes[p] === 24 && view.getInt32(p + 1, true) === -1 && view.getInt32(p + 5, true) === -1 && view.getInt16(p + 9, true) === 0x1ff) p += 11;
          if (bytes[p] === 33) {
            permissionLow = view.getInt32(p + 1, true);
            permissionHigh = view.getInt32(p + 5, true);
            p += 9;
          }
        }
        if (p !== stop) continue;
        if (permissionLow !== recentPermissionLow || permissionHigh !== recentPermissionHigh || recentPermission < 0) {
          const pair = pairId(batch, permissionLow, permissionHigh);
          if (pair < 0) continue;
          recentPermissionLow = permissionLow;
          recentPermissionHigh = permissionHigh;
          recentPermission = (pair << 12) | (permissionLow & 0xfff);
        }
        if (type === 1 && size !== recentSize) {
          const id = sizeId(batch, size);
          if (id < 0) continue;
          recentSize = size;
          recentSizeId = id;
        }
        odd--;
        const id = idOfHigh * 4294967296 + (idOfLow >>> 0);
        if (id > greatestId) greatestId = id;
        if (type === 2) directories[directory++] = row;
        idLow[row] = idOfLow;
        idHigh[row] = idOfHigh;
        mtimeLow[row] = mtime;
        atimeLow[row] = atime;
        timesHigh[row] = (mtimeHigh << 16) | atimeHigh;
        permission[row] = recentPermission;
        meta[row] = type | (replication << 12);
        blockSize[row] = type === 1 ? recentSizeId : 0;
        first[row] = blocks > block ? block : -1;
        last[row] = blocks - 1 >= block ? blocks - 1 : -1;
        for (; block < blocks; block++) {
          const genstamp = ((highs[block] as number) >>> 16) * 4294967296 + (genstampLow[block] as number);
          if (genstamp > greatestGenstamp) greatestGenstamp = genstamp;
          owner[block] = row;
          next[block] = block + 1 < blocks ? block + 1 : -1;
          blockMeta[block] = replication << 16;
        }
        // The cell begins with the length, as the field does.
        const unit = nameAt >>> 2;
        const units = (nameLength + 4) >>> 2;
        for (let i = 0; i < units; i++) nameWords[unit + i] = view.getInt32(nameFrom + 4 * i, true);
        const used = (nameLength + 1) & 3;
        if (used !== 0) nameWords[unit + units - 1] = (nameWords[unit + units - 1] as number) & ((1 << (8 * used)) - 1);
        name[row++] = unit;
        nameAt += 4 * units;
      }
      counts[0] = row;
      counts[1] = block;
      counts[2] = nameAt >>> 2;
      counts[5] = odd;
      counts[6] = directory;
      greatest[0] = greatestId;
      greatest[1] = greatestGenstamp;
      decoder.position = at;
      return done;
    },
  };
  return decoder;
}
