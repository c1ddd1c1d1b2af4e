// Names of segment files: edits_N-M when final, edits_inprogress_N while written, with a suffix when set
// aside. Answers to NNStorage and to the patterns of FileJournalManager.

export interface SegmentName {
  readonly firstTxid: number;
  /** undefined: in progress. */
  readonly lastTxid: number | undefined;
  /** What it was set aside as, without the dot; undefined for a segment that counts. */
  readonly suffix: string | undefined;
}

function digits(txid: number): string {
  return String(txid).padStart(19, '0');
}

/** edits_0000000000000000001-0000000000000000042 */
export function finalizedName(firstTxid: number, lastTxid: number): string {
  return `edits_${digits(firstTxid)}-${digits(lastTxid)}`;
}

/** edits_inprogress_0000000000000000043 */
export function inProgressName(firstTxid: number): string {
  return `edits_inprogress_${digits(firstTxid)}`;
}

/**
 * What `name` says; undefined for anything but a segment. Suffixes: empty (no operation in it), corrupt,
 * trash (rolled back), stale (a final one is there as well), epoch=N (a JournalNode's download).
 */
export function parseSegmentName(name: string): SegmentName | undefined {
  const match = /^edits_(?:(\d+)-(\d+)|inprogress_(\d+))(?:\.(\S+))?$/.exec(name);
  if (match === null) return undefined;
  const suffix = match[4];
  if (match[3] !== undefined) return { firstTxid: Number(match[3]), lastTxid: undefined, suffix };
  return { firstTxid: Number(match[1]), lastTxid: Number(match[2]), suffix };
}
