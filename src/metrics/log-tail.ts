// The last lines of a daemon's log, in memory and bounded, for its page.
import type { LogLevel } from '../env/env.ts';
import type { LogNotes } from './recent-events.ts';

export interface TailLine {
  /** Rises by one with each line. */
  readonly id: number;
  /** Unix time in ms. */
  readonly timeMs: number;
  readonly level: LogLevel;
  readonly event: string;
  /** ` key=value` of each field. */
  readonly details: string;
}

const linesMax = 500;
const detailsMax = 2000;

export class LogTail implements LogNotes {
  readonly #lines: TailLine[] = [];
  #nextId = 1;

  /** Oldest first; those after `afterId`. */
  list(afterId = 0): readonly TailLine[] {
    return this.#lines.filter((line) => line.id > afterId);
  }

  add(timeMs: number, level: LogLevel, event: string, fields: Readonly<Record<string, unknown>>): void {
    // Debug lines are many, and few would be left of the others.
    if (level === 'debug') return;
    const details = Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}=${value instanceof Error ? value.message : String(value)}`]));
    this.#lines.push({ id: this.#nextId++, timeMs, level, event, details: details.join('').slice(0, detailsMax) });
    if (this.#lines.length > linesMax) this.#lines.shift();
  }
}
