// The real world behind env.ts: one per process (several in one process for tests and `--in-process`).
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Env, Logging, LogLevel, Timer, Tracer } from '../env.ts';
import { NodeDisk } from './node-disk.ts';
import { NodeHttp } from './node-http.ts';
import { NodeNetwork } from './node-network.ts';
import { UsageMeter } from './process-usage.ts';

export type LogSink = (level: LogLevel, event: string, fields: Readonly<Record<string, unknown>> | undefined) => void;

export interface NodeEnvOptions {
  readonly name: string;
  /** Where log lines go; nowhere when absent. */
  readonly log?: LogSink;
  /** Thresholds that `log` heeds. */
  readonly logging?: Logging;
  readonly tracer?: Tracer | undefined;
}

/** In dist/, whose programs and entries all lie beside each other. */
const programDirectory = path.dirname(fileURLToPath(import.meta.url));

/** The real Env of a process called `name`. */
export function nodeEnv(options: NodeEnvOptions): Env {
  const sink = options.log;
  const meter = new UsageMeter();
  return {
    name: options.name,
    hostName: os.hostname(),
    pid: process.pid,
    programDirectory,
    wallMs: Date.now,
    monotonicMs: () => performance.now(),
    after: (delayMs, run): Timer => {
      // setTimeout fires at once for delays beyond 2^31-1.
      const waitMs = Math.min(Math.max(delayMs, 1), 0x7fff_ffff);
      const dueMs = performance.now() + waitMs;
      const timer = setTimeout(() => {
        meter.ran(dueMs, performance.now());
        run();
      }, waitMs);
      timer.unref();
      return {
        cancel: () => {
          // Node keeps the list that an unreferenced timer was the last of, and wakes the process for it when its time comes.
          timer.ref();
          clearTimeout(timer);
        },
      };
    },
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    random: Math.random,
    randomBytes: (length) => randomBytes(length),
    usage: () => meter.usage(),
    loopDelayMs: () => meter.loopDelayMs(),
    net: new NodeNetwork(),
    disk: new NodeDisk(),
    http: new NodeHttp(),
    logging: options.logging ?? { level: 'info', audit: 'off' },
    tracer: options.tracer,
    log: (level, event, fields) => sink?.(level, event, fields),
  };
}
