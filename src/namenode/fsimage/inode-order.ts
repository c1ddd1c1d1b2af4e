// The order in which an image has its inodes: what a path leads to, by inode id. So two NameNodes at the same
// edit write the same bytes, whatever rows their inodes came to lie in.

import { inodeKind } from '../namespace/inode-table.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { Pace } from './pace.ts';

const rowsPerLook = 2048;
const digitBits = 11;
const digits = 1 << digitBits;

/** Rows of all inodes that a path leads to, by id. The namespace must not change meanwhile. */
export async function rowsById(ns: Namespace, pace: Pace): Promise<Uint32Array> {
  // Rows come in the order of ids where nothing was ever deleted, and nearly so elsewhere.
  const rows = ns.garbage.length === 0 ? await liveRows(ns, pace) : await reachableRows(ns, pace);
  return await sortById(ns, rows, pace);
}

/** All there are, in the order of rows: without garbage a path leads to each of them. */
async function liveRows(ns: Namespace, pace: Pace): Promise<Uint32Array> {
  const { inodes } = ns;
  const rows = new Uint32Array(inodes.size);
  let count = 0;
  for (let row = 0; row < inodes.rowEnd; row++) {
    if (inodes.isLive(row)) rows[count++] = row;
    if (row % rowsPerLook === 0 && pace.due) await pace.rest();
  }
  return rows;
}

/** From the root down, each directory before what is in it: rows of deleted trees are not met. */
async function reachableRows(ns: Namespace, pace: Pace): Promise<Uint32Array> {
  const { inodes } = ns;
  let rows: Uint32Array = new Uint32Array(ns.inodeCount);
  let count = 0;
  const put = (row: number): void => {
    if (count === rows.length) {
      const larger = new Uint32Array(rows.length * 2);
      larger.set(rows);
      rows = larger;
    }
    rows[count++] = row;
  };
  put(ns.root);
  for (let at = 0; at < count; at++) {
    const row = rows[at] as number;
    if (inodes.kind(row) !== inodeKind.directory) {
      if (at % rowsPerLook === 0 && pace.due) await pace.rest();
      continue;
    }
    const children = ns.childCount(row);
    for (let from = 0; from < children; from += rowsPerLook) {
      ns.visitChildren(row, from, rowsPerLook, put);
      if (pace.due) await pace.rest();
    }
  }
  return rows.subarray(0, count);
}

/** A radix sort from the low digit up, a slice at a time; digits above the highest id are spared. */
async function sortById(ns: Namespace, rows: Uint32Array, pace: Pace): Promise<Uint32Array> {
  const { inodes } = ns;
  const ids = new Float64Array(rows.length);
  let highest = 0;
  let inOrder = true;
  for (let i = 0; i < rows.length; i++) {
    const id = inodes.id(rows[i] as number);
    ids[i] = id;
    if (id < highest) inOrder = false;
    else highest = id;
    if (i % rowsPerLook === 0 && pace.due) await pace.rest();
  }
  if (inOrder) return rows;
  let fromRows: Uint32Array = rows;
  let fromIds = ids;
  let toRows: Uint32Array = new Uint32Array(rows.length);
  let toIds = new Float64Array(rows.length);
  for (let scale = 1; scale <= highest; scale *= digits) {
    const starts = new Uint32Array(digits + 1);
    for (let i = 0; i < fromIds.length; i++) {
      const digit = Math.floor((fromIds[i] as number) / scale) % digits;
      starts[digit + 1] = (starts[digit + 1] as number) + 1;
      if (i % rowsPerLook === 0 && pace.due) await pace.rest();
    }
    for (let digit = 0; digit < digits; digit++) starts[digit + 1] = (starts[digit + 1] as number) + (starts[digit] as number);
    for (let i = 0; i < fromIds.length; i++) {
      const id = fromIds[i] as number;
      const digit = Math.floor(id / scale) % digits;
      const to = starts[digit] as number;
      starts[digit] = to + 1;
      toRows[to] = fromRows[i] as number;
      toIds[to] = id;
      if (i % rowsPerLook === 0 && pace.due) await pace.rest();
    }
    [fromRows, toRows] = [toRows, fromRows];
    [fromIds, toIds] = [toIds, fromIds];
  }
  return fromRows;
}
