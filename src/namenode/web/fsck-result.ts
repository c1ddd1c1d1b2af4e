// What a check of the tree adds up to, and the summary in the words of Apache's NamenodeFsck, to the letter: people
// and scripts compare it. Answers to NamenodeFsck.Result, ReplicationResult and ErasureCodingResult.

import { floatText } from '../../protocol/java-text.ts';

/** Sums over files and their blocks. */
export class FsckResult {
  readonly missingIds: string[] = [];
  missingSize = 0;
  corruptFiles = 0;
  corruptBlocks = 0;
  corruptSize = 0;
  excessiveReplicas = 0;
  missingReplicas = 0;
  decommissionedReplicas = 0;
  decommissioningReplicas = 0;
  underMinReplicated = 0;
  overReplicated = 0;
  underReplicated = 0;
  misReplicated = 0;
  minReplicated = 0;
  totalBlocks = 0;
  expectedReplicas = 0;
  openFilesBlocks = 0;
  totalFiles = 0;
  openFiles = 0;
  totalSize = 0;
  openFilesSize = 0;
  totalReplicas = 0;

  get isHealthy(): boolean {
    return this.missingIds.length === 0 && this.corruptBlocks === 0;
  }
}

/** Where the two kinds of summary differ in words. */
interface Words {
  readonly blocks: string;
  readonly block: string;
  readonly underMin: string;
  readonly missing: string;
  readonly corrupt: string;
  readonly minimally: string;
  readonly over: string;
  readonly under: string;
  readonly misplaced: string;
  readonly missingBlocks: string;
  readonly corruptBlocks: string;
  readonly missingReplicas: string;
  readonly decommissioned: string;
  readonly decommissioning: string;
}

const replicated: Words = {
  blocks: 'blocks', block: 'block', underMin: "UNDER MIN REPL'D BLOCKS:\t", missing: 'MISSING BLOCKS:\t', corrupt: 'CORRUPT BLOCKS: \t',
  minimally: 'Minimally replicated blocks:\t', over: 'Over-replicated blocks:\t', under: 'Under-replicated blocks:\t', misplaced: 'Mis-replicated blocks:\t\t',
  missingBlocks: 'Missing blocks:\t\t', corruptBlocks: 'Corrupt blocks:\t\t', missingReplicas: 'Missing replicas:\t\t',
  decommissioned: 'DecommissionedReplicas:\t', decommissioning: 'DecommissioningReplicas:\t',
};

const erasureCoded: Words = {
  blocks: 'block groups', block: 'block group', underMin: 'UNRECOVERABLE BLOCK GROUPS:\t', missing: 'MISSING BLOCK GROUPS:\t', corrupt: 'CORRUPT BLOCK GROUPS: \t',
  minimally: 'Minimally erasure-coded block groups:\t', over: 'Over-erasure-coded block groups:\t', under: 'Under-erasure-coded block groups:\t',
  misplaced: 'Unsatisfactory placement block groups:\t', missingBlocks: 'Missing block groups:\t\t', corruptBlocks: 'Corrupt block groups:\t\t',
  missingReplicas: 'Missing internal blocks:\t', decommissioned: 'Decommissioned internal blocks:\t', decommissioning: 'Decommissioning internal blocks:\t',
};

const stars = '  ********************************';

/** The summary of replicated files, without a line break at its end. */
export function replicationSummary(sums: FsckResult, replicationDefault: number, replicationMin: number): string {
  return summary(sums, replicated, [`  MINIMAL BLOCK REPLICATION:\t${replicationMin}`], [` Default replication factor:\t${replicationDefault}`, ` Average block replication:\t${average(sums)}`]);
}

/** The summary of erasure coded files. */
export function erasureCodingSummary(sums: FsckResult): string {
  return summary(sums, erasureCoded, [], [` Average block group size:\t${average(sums)}`]);
}

function average(sums: FsckResult): string {
  return sums.totalBlocks === 0 ? '0.0' : floatText(Math.fround(sums.totalReplicas) / Math.fround(sums.totalBlocks));
}

function percent(part: number, whole: number): string {
  return ` (${floatText(Math.fround(part * 100) / Math.fround(whole))} %)`;
}

function summary(sums: FsckResult, words: Words, underMinLines: readonly string[], averages: readonly string[]): string {
  const ofBlocks = (part: number): string => `${part}${sums.totalBlocks > 0 ? percent(part, sums.totalBlocks) : ''}`;
  const lines = [
    ` Total size:\t${sums.totalSize} B${sums.openFilesSize === 0 ? '' : ` (Total open files size: ${sums.openFilesSize} B)`}`,
    ` Total files:\t${sums.totalFiles}${sums.openFiles === 0 ? '' : ` (Files currently being written: ${sums.openFiles})`}`,
    ` Total ${words.blocks} (validated):\t${sums.totalBlocks}`
      + (sums.totalBlocks > 0 ? ` (avg. ${words.block} size ${Math.floor(sums.totalSize / sums.totalBlocks)} B)` : '')
      + (sums.openFilesBlocks === 0 ? '' : ` (Total open file ${words.blocks} (not validated): ${sums.openFilesBlocks})`),
  ];
  if (sums.corruptFiles > 0 || sums.underMinReplicated > 0) {
    lines.push(stars);
    if (sums.underMinReplicated > 0) lines.push(`  ${words.underMin}${ofBlocks(sums.underMinReplicated)}`, ...underMinLines);
    if (sums.corruptFiles > 0) {
      lines.push(`  CORRUPT FILES:\t${sums.corruptFiles}`);
      if (sums.missingSize > 0) lines.push(`  ${words.missing}${sums.missingIds.length}`, `  MISSING SIZE:\t\t${sums.missingSize} B`);
      if (sums.corruptBlocks > 0) lines.push(`  ${words.corrupt}${sums.corruptBlocks}`, `  CORRUPT SIZE:\t\t${sums.corruptSize} B`);
    }
    lines.push(stars);
  }
  lines.push(
    ` ${words.minimally}${ofBlocks(sums.minReplicated)}`, ` ${words.over}${ofBlocks(sums.overReplicated)}`, ` ${words.under}${ofBlocks(sums.underReplicated)}`,
    ` ${words.misplaced}${ofBlocks(sums.misReplicated)}`, ...averages, ` ${words.missingBlocks}${sums.missingIds.length}`, ` ${words.corruptBlocks}${sums.corruptBlocks}`,
    ` ${words.missingReplicas}${sums.missingReplicas}${sums.totalReplicas > 0 ? percent(sums.missingReplicas, sums.expectedReplicas) : ''}`,
  );
  if (sums.decommissionedReplicas > 0) lines.push(` ${words.decommissioned}${sums.decommissionedReplicas}`);
  if (sums.decommissioningReplicas > 0) lines.push(` ${words.decommissioning}${sums.decommissioningReplicas}`);
  lines.push(' Blocks queued for replication:\t0');
  return lines.join('\n');
}
