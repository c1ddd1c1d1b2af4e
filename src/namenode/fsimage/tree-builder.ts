// Puts loaded inodes into their directories and counts on the way: first each directory's own files, then, from
// the deepest directories up, everything below. One look at each inode, where counting one by one would climb to the
// root from each.

import { blockState } from '../blocks/block-table.ts';
import { inodeKind } from '../namespace/inode-table.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { ImageCorrupt } from './image-errors.ts';
import type { Pace } from './pace.ts';

/** Sums are handed on before a double loses bytes. */
const exactMax = 2 ** 50;
const directoriesPerLook = 512;
/** Children that are listed in one go, some ms: larger directories come in pieces. */
const listedMax = 16_384;

export class TreeBuilder {
  readonly #ns: Namespace;
  /** Inodes that have their place. */
  linked = 0;
  #directory = -1;
  /** Children of the open directory that are placed and not listed yet. */
  readonly #placed = new Int32Array(listedMax);
  #placedCount = 0;
  #files = 0;
  #blocks = 0;
  #lengthBytes = 0;
  #spaceBytes = 0;

  constructor(ns: Namespace) {
    this.#ns = ns;
  }

  /** Begins the children of the directory with that id. Throws ImageCorrupt if it is none. */
  open(directoryId: number): void {
    this.close();
    const row = this.#ns.inodes.findId(directoryId);
    if (row < 0 || this.#ns.inodes.kind(row) !== inodeKind.directory) throw new ImageCorrupt(`inode ${directoryId} is no directory and has children`);
    this.#directory = row;
  }

  /** Adds a child to the open directory; fastest in name order. Throws ImageCorrupt for one that cannot be there. */
  add(id: number): void {
    const { inodes } = this.#ns;
    const row = inodes.findId(id);
    if (row < 0 || this.#directory < 0 || row === this.#ns.root || inodes.parent(row) >= 0) throw new ImageCorrupt(`inode ${id} cannot be placed`);
    inodes.place(row, this.#directory);
    this.#placed[this.#placedCount++] = row;
    if (this.#placedCount === listedMax) this.#list();
    this.linked++;
    const kind = inodes.kind(row);
    if (kind === inodeKind.directory) return;
    this.#files++;
    if (kind === inodeKind.file) this.#addBlocks(row);
    if (this.#lengthBytes > exactMax || this.#spaceBytes > exactMax) this.#hand();
  }

  /** Ends the open directory. */
  close(): void {
    this.#list();
    this.#hand();
    this.#directory = -1;
  }

  /** Adds every directory's totals to those above it, after the last {@link close}. */
  async rollUp(pace: Pace): Promise<void> {
    const ns = this.#ns;
    const order: number[] = [ns.root];
    for (let at = 0; at < order.length; at++) {
      const directory = order[at] as number;
      // A directory that has only files is not looked through.
      if (ns.childCount(directory) === ns.directories.totals(ns.inodes.first(directory)).files) continue;
      ns.visitChildren(directory, 0, Number.POSITIVE_INFINITY, (row) => {
        if (ns.inodes.kind(row) === inodeKind.directory) order.push(row);
      });
      if (at % directoriesPerLook === 0 && pace.due) await pace.rest();
    }
    for (let at = order.length - 1; at > 0; at--) {
      const directory = order[at] as number;
      const { files, directories, blocks, lengthBytes, spaceBytes } = ns.directories.totals(ns.inodes.first(directory));
      const parent = ns.inodes.first(ns.inodes.parent(directory));
      ns.directories.addInodes(parent, files, directories + 1);
      ns.directories.addContent(parent, blocks, lengthBytes, spaceBytes);
      if (at % directoriesPerLook === 0 && pace.due) await pace.rest();
    }
  }

  #list(): void {
    this.#ns.listPlaced(this.#placed, this.#placedCount, this.#directory);
    this.#placedCount = 0;
  }

  #addBlocks(row: number): void {
    const { inodes, blocks } = this.#ns;
    const replication = inodes.replication(row);
    for (let block = inodes.first(row); block >= 0; block = blocks.next(block)) {
      const bytes = blocks.numBytes(block);
      this.#blocks++;
      this.#lengthBytes += bytes;
      this.#spaceBytes += (blocks.state(block) === blockState.underConstruction ? inodes.blockSize(row) : bytes) * replication;
    }
  }

  #hand(): void {
    if (this.#directory < 0) return;
    const entry = this.#ns.inodes.first(this.#directory);
    this.#ns.directories.addInodes(entry, this.#files, 0);
    this.#ns.directories.addContent(entry, this.#blocks, this.#lengthBytes, this.#spaceBytes);
    this.#files = 0;
    this.#blocks = 0;
    this.#lengthBytes = 0;
    this.#spaceBytes = 0;
  }
}
