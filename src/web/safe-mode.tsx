// Safe mode with what it waits for.
import type { JSX } from 'preact';
import type { SafeModeState } from '../web-pages/web-state.ts';
import { count, counted, long, percent } from './format.ts';
import { Bar, Card } from './parts.tsx';

/** What it waits for, in a sentence. */
export function waitsFor({ on, manual, safeBlocks, neededBlocks, totalBlocks, liveDataNodes, neededDataNodes, leftMs }: SafeModeState): string {
  if (!on) return 'Off: files can be changed.';
  if (manual) return 'An operator turned it on. `quorate dfsadmin -safemode leave` ends it.';
  const parts = [
    ...(safeBlocks < neededBlocks ? [`${counted(neededBlocks - safeBlocks, 'more block')} to be reported (${count(safeBlocks)} of ${count(totalBlocks)} are, ${count(neededBlocks)} are needed)`] : []),
    ...(liveDataNodes < neededDataNodes ? [counted(neededDataNodes - liveDataNodes, 'more DataNode')] : []),
  ];
  if (parts.length > 0) return `It waits for ${parts.join(' and ')}.`;
  return leftMs === undefined ? 'All that it waited for is there.' : `Enough is reported; it ends in ${long(leftMs)} if that stays so.`;
}

export function SafeModeCard({ safeMode }: { readonly safeMode: SafeModeState }): JSX.Element {
  const { safeBlocks, neededBlocks, manual } = safeMode;
  return (
    <Card title="Safe mode" wide>
      <p>{waitsFor(safeMode)}</p>
      {!manual && neededBlocks > 0 && <Bar label="Blocks reported" total={neededBlocks} parts={[{ name: 'reported', value: Math.min(safeBlocks, neededBlocks), shown: percent(Math.min(1, safeBlocks / neededBlocks)), tone: safeBlocks < neededBlocks ? 'warn' : 'good' }]} />}
    </Card>
  );
}
