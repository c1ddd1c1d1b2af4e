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

/** A decoder. It rests on nothing outside of itself: its text is also the thread's program (inode-thread.ts). */
export function batchDecoder(rootId: number): BatchDecoder {
  const inodesMax = 4096;
  const blocksMax = 8192;
  const nameBytesMax = 256 * 1024;
  const fewMax = 256;
  /** Batch-wide numbers of owner and group, and of block sizes. */
  const pairIds = new Map<number, number>();
  const sizeIds = new Map<number, number>();
  let low = 0;
  let high = 0;

  /** A varint of up to 49 bits at `from` into `high` and `low`; where it ends, beyond all bytes if it is longer. */
  function long(bytes: Uint8Array, from: number): number {
    let b = bytes[from] as number;
    high = 0;
    low = b & 0x7f;
    if (b < 0x80) return from + 1;
    b = bytes[from + 1] as number;
    low |= (b & 0x7f) << 7;
    if (b < 0x80) return from + 2;
    b = bytes[from + 2] as number;
    low |= (b & 0x7f) << 14;
    if (b < 0x80) return from + 3;
    b = bytes[from + 3] as number;
    low |= (b & 0x7f) << 21;
    if (b < 0x80) return from + 4;
    b = bytes[from + 4] as number;
    low |= b << 28;
    high = (b & 0x7f) >>> 4;
    if (b < 0x80) return from + 5;
    b = bytes[from + 5] as number;
    high |= (b & 0x7f) << 3;
    if (b < 0x80) return from + 6;
    b = bytes[from + 6] as number;
    high |= (b & 0x7f) << 10;
    return b < 0x80 && high < 0x10000 ? from + 7 : 0x7fff_ffff;
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
      pairIds.clear();
      sizeIds.clear();
    },

    decode(bytes, from, end, batch, most) {
      const { counts, idLow, idHigh, name, mtimeLow, atimeLow, timesHigh, permission, meta, first, last, blockSize, names } = batch;
      const { blockIdLow, blockIdHigh, genstampLow, lengthLow, highs, owner, next, blockMeta, oddFrom, oddTo } = batch;
      let row = counts[0] as number;
      let block = counts[1] as number;
      let nameAt = (counts[2] as number) * 4;
      let odd = 0;
      // Neighbours are alike.
      let recentPermissionLow = -1;
      let recentPermissionHigh = -1;
      let recentPermission = -1;
      let recentSize = -1;
      let recentSizeId = -1;
      let at = from;
      let done = 0;
      messages: for (; done < most; done++) {
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
        // Type, id, name, body: as everybody writes them.
        const type = bytes[p + 1] as number;
        if (bytes[p] !== 8 || bytes[p + 2] !== 16 || type < 1 || type > 2 || row === inodesMax) continue;
        p = long(bytes, p + 3);
        if (bytes[p] !== 26 || (high === 0 && (low === 0 || low === rootId))) continue;
        const idOfLow = low;
        const idOfHigh = high;
        const nameLength = bytes[p + 1] as number;
        const nameFrom = p + 2;
        if (nameLength === 0 || nameLength > 0x7f || nameAt + nameLength >= nameBytesMax) continue;
        p = nameFrom + nameLength;
        if (bytes[p] !== (type === 1 ? 34 : 42)) continue;
        let bodyLength = bytes[p + 1] as number;
        p += 2;
        if (bodyLength > 0x7f) bodyLength = (bodyLength & 0x7f) | ((bytes[p++] as number) << 7);
        if (p + bodyLength !== stop) continue;
        let replication = 0;
        let permissionLow = 0;
        let permissionHigh = 0;
        let size = 0;
        let mtime = 0;
        let mtimeHigh = 0;
        let atime = 0;
        let atimeHigh = 0;
        let blocks = block;
        if (type === 1) {
          while (p < stop) {
            switch (bytes[p++]) {
              case 8: p = long(bytes, p); replication = low; if (low > 2047 || low < 0 || high !== 0) continue messages; break;
              case 16: p = long(bytes, p); mtime = low; mtimeHigh = high; break;
              case 24: p = long(bytes, p); atime = low; atimeHigh = high; break;
              case 32: p = long(bytes, p); size = high * 4294967296 + (low >>> 0); break;
              case 41:
                permissionLow = (bytes[p] as number) | ((bytes[p + 1] as number) << 8) | ((bytes[p + 2] as number) << 16) | ((bytes[p + 3] as number) << 24);
                permissionHigh = (bytes[p + 4] as number) | ((bytes[p + 5] as number) << 8) | ((bytes[p + 6] as number) << 16) | ((bytes[p + 7] as number) << 24);
                p += 8;
                break;
              case 50: {
                const to = p + 1 + (bytes[p] as number);
                if ((bytes[p++] as number) > 0x7f || blocks === blocksMax) continue messages;
                blockIdLow[blocks] = 0;
                blockIdHigh[blocks] = 0;
                genstampLow[blocks] = 0;
                lengthLow[blocks] = 0;
                highs[blocks] = 0;
                while (p < to) {
                  const field = bytes[p];
                  p = long(bytes, p + 1);
                  if (field === 8) {
                    blockIdLow[blocks] = low;
                    blockIdHigh[blocks] = high;
                  } else if (field === 16) {
                    genstampLow[blocks] = low;
                    highs[blocks] = (high << 16) | ((highs[blocks] as number) & 0xffff);
                  } else if (field === 24) {
                    lengthLow[blocks] = low;
                    highs[blocks] = ((highs[blocks] as number) & 0xffff0000) | high;
                  } else continue messages;
                }
                if (p !== to) continue messages;
                blocks++;
                break;
              }
              // A storage policy, a striped block type, an erasure coding policy: only as none.
              case 80: case 88: case 96: if (bytes[p++] !== 0) continue messages; break;
              default: continue messages;
            }
          }
        } else {
          while (p < stop) {
            switch (bytes[p++]) {
              case 8: p = long(bytes, p); mtime = low; mtimeHigh = high; break;
              // Limits of names and of space: only -1, which is none.
              case 16: case 24:
                for (let i = 0; i < 9; i++) if (bytes[p++] !== 0xff) continue messages;
                if (bytes[p++] !== 1) continue messages;
                break;
              case 33:
                permissionLow = (bytes[p] as number) | ((bytes[p + 1] as number) << 8) | ((bytes[p + 2] as number) << 16) | ((bytes[p + 3] as number) << 24);
                permissionHigh = (bytes[p + 4] as number) | ((bytes[p + 5] as number) << 8) | ((bytes[p + 6] as number) << 16) | ((bytes[p + 7] as number) << 24);
                p += 8;
                break;
              default: continue messages;
            }
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
          owner[block] = row;
          next[block] = block + 1 < blocks ? block + 1 : -1;
          blockMeta[block] = replication << 16;
        }
        name[row++] = nameAt >>> 2;
        names[nameAt++] = nameLength;
        for (let i = nameFrom, to = nameFrom + nameLength; i < to; i++) names[nameAt++] = bytes[i] as number;
        while ((nameAt & 3) !== 0) names[nameAt++] = 0;
      }
      counts[0] = row;
      counts[1] = block;
      counts[2] = nameAt >>> 2;
      counts[5] = odd;
      decoder.position = at;
      return done;
    },
  };
  return decoder;
}
