// What plans ask the block management about replicas. Rows are the BlockTable's. Read-only: whatever follows from
// an answer is done by operations, or by the caller after them.

export interface BlockView {
  /** Whether so many replicas of the row's genstamp are stored that the block may be complete (minReplication). */
  hasMinStorage(row: number): boolean;
  /** Datanodes that the writer of a block under construction sends to, or that have it; 0 if none are known. */
  expectedLocations(row: number): number;
  /** Whether a recovery of the block was started and is not over. */
  isUnderRecovery(row: number): boolean;
  /** Whether a recovery may be ordered now: none is on its way, or the last one has had its time (addBlockRecoveryAttempt). */
  mayRecover(row: number): boolean;
  /** Whether every DataNode has said in this term what it has: a block that nobody named until then has no replica. */
  allReported(): boolean;
  /** Whether the block has as many replicas as the file wants, or at least minReplication (isSufficientlyReplicated). */
  isSufficientlyReplicated(row: number): boolean;
}
