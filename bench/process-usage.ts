// What processes use, from /proc.
import { readFileSync } from 'node:fs';

const msPerTick = 10;

/** User and system time of all threads so far, in ms, in steps of 10 (/proc/PID/stat, fields 14 and 15). */
export function cpuMs(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return sum + msPerTick * (Number(fields[11]) + Number(fields[12]));
  }, 0);
}

/** Proportional set size in bytes: what is shared is divided among those who share it. */
export function pssBytes(pid: number): number {
  return 1024 * Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]);
}

/** Resident set size in bytes. */
export function residentBytes(pid: number): number {
  return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
