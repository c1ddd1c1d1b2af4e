// Clocks that differ: of all daemons with a web port, and of this machine.
import { problem, warning } from '../finding.ts';
import type { Finding } from '../finding.ts';
import type { Facts } from '../facts.ts';
import { listed, time } from '../words.ts';

/** Less cannot be told from a second of a Date, and harms nobody. */
const warnMs = 2_000;
/** From here on times of files and of logs mislead, and Kerberos would refuse. */
const wrongMs = 60_000;

interface Clock {
  readonly name: string;
  readonly aheadMs: number;
  readonly exactMs: number;
}

export function checkClocks({ nameservices }: Facts): Finding[] {
  const clocks = nameservices.flatMap(({ nameNodes, journalNodes, dataNodes }) => [...nameNodes, ...journalNodes, ...dataNodes].flatMap(({ name, web }): Clock[] => (
    web?.clock === undefined ? [] : [{ name, ...web.clock }])));
  // What most of them say is right; this machine is one of them.
  const all: Clock[] = [{ name: 'this machine', aheadMs: 0, exactMs: 0 }, ...clocks];
  const right = median(all.map(({ aheadMs }) => aheadMs));
  const off = all.map((clock) => ({ ...clock, offMs: clock.aheadMs - right })).filter(({ offMs, exactMs }) => Math.abs(offMs) - exactMs > warnMs);
  if (off.length === 0) return [];
  const worst = Math.max(...off.map(({ offMs }) => Math.abs(offMs)));
  return [(worst > wrongMs ? problem : warning)('clock-skew', off.map(({ name }) => name).join(' '),
    `The clock of ${listed(off.map(({ name, offMs }) => `${name} is ${time(Math.abs(offMs))} ${offMs > 0 ? 'ahead of' : 'behind'}`))} the others: times of files, of logs and of the trash mislead.`,
    'Keep all hosts\' clocks right with chrony or another NTP client.')];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
