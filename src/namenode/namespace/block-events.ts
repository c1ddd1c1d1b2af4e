// What the block management hears of the namespace's changes. Rows are the BlockTable's. Called from within
// `apply`, in both Active and Standby, so nothing may throw, order a DataNode or touch the namespace from here.

export interface BlockEvents {
  /** A block was added to a file, under construction unless an image or an old log brought it complete. */
  blockAdded(row: number): void;
  /** A block left its file for good; the row is freed when this returns. */
  blockRemoved(row: number): void;
  /** The writer is done with the block: its length and genstamp are final. State is committed, not complete. */
  blockCommitted(row: number): void;
  /** The block's file was closed: state is complete. */
  blockCompleted(row: number): void;
  /** A block of a closed file is written again (append, truncate): state is under construction. */
  blockReopened(row: number): void;
  /** The file's replication changed; the table has the new number. */
  replicationChanged(row: number, before: number): void;
  /** A pipeline recovery or block recovery gave the block another genstamp; the table has the new one. */
  genstampChanged(row: number, before: number): void;
}

const nothing = (): void => {};

/** Hears nothing: for replay without block management, and for tests. */
export const noBlockEvents: BlockEvents = {
  blockAdded: nothing,
  blockRemoved: nothing,
  blockCommitted: nothing,
  blockCompleted: nothing,
  blockReopened: nothing,
  replicationChanged: nothing,
  genstampChanged: nothing,
};
