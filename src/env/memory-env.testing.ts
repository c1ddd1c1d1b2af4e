// An Env for unit tests: a memory disk, a clock that a test moves by hand, seeded random numbers, no network.
import { WorldError } from './env.ts';
import type { Disk, Env, Http, Logging, LogLevel, Network, ProcessUsage, Timer } from './env.ts';
import { noUsage } from './no-usage.ts';
import { MemoryDisk } from './memory-disk.ts';

export interface LogLine {
  readonly level: LogLevel;
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export class MemoryEnv implements Env {
  readonly name: string;
  readonly hostName = 'host';
  readonly pid = 42;
  readonly disk: Disk;
  /** What was logged, for tests that ask. */
  readonly lines: LogLine[] = [];
  readonly logging: Logging = { level: 'info', audit: 'off' };
  #nowMs = 1_700_000_000_000;
  #random = 1;
  #timers: { readonly atMs: number; readonly run: () => void }[] = [];

  constructor(disk: Disk = new MemoryDisk(), name = 'test') {
    this.disk = disk;
    this.name = name;
  }

  wallMs(): number {
    return this.#nowMs;
  }

  monotonicMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): Timer {
    const timer = { atMs: this.#nowMs + delayMs, run };
    this.#timers.push(timer);
    return {
      cancel: () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
      },
    };
  }

  /** Moves the clock and runs the timers that come due, in order; resolves when the loop has turned after the last. */
  async advance(ms: number): Promise<void> {
    const until = this.#nowMs + ms;
    for (;;) {
      const due = this.#timers.filter((timer) => timer.atMs <= until).sort((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#nowMs = Math.max(this.#nowMs, due.atMs);
      due.run();
      await this.turn();
    }
    this.#nowMs = until;
    await this.turn();
  }

  turn(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  random(): number {
    this.#random = (Math.imul(this.#random, 1664525) + 1013904223) >>> 0;
    return this.#random / 2 ** 32;
  }

  randomBytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => Math.floor(this.random() * 256));
  }

  loopDelayMs(): number {
    return 0;
  }

  usage(): ProcessUsage {
    return noUsage;
  }

  get net(): Network {
    throw new WorldError('unreachable', 'a MemoryEnv has no network');
  }

  get http(): Http {
    throw new WorldError('unreachable', 'a MemoryEnv has no network');
  }

  log(level: LogLevel, event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    this.lines.push({ level, event, fields });
  }
}
