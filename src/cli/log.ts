// The daemons' log: JSON lines by pino, or one readable line an event on a terminal. Levels may change while it is open.
import pino from 'pino';
import { logThresholds } from '../env/env.ts';
import type { Logging, LogLevel } from '../env/env.ts';
import type { LogSink } from '../env/node/node-env.ts';

function shown(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Error) return value.stack ?? String(value);
  return value;
}

/** The level that QUORATE_LOG_LEVEL asks for. */
export function logLevel(environment: NodeJS.ProcessEnv): LogLevel {
  const wanted = environment['QUORATE_LOG_LEVEL'];
  return wanted === 'debug' || wanted === 'warn' || wanted === 'error' ? wanted : 'info';
}

/** A sink for a daemon called `name`; what is below `logging.level` is dropped ('debug' shows all). */
export function logSink(name: string, logging: Logging, stream: NodeJS.WriteStream): LogSink {
  const sink = stream.isTTY ? terminalSink(name, stream) : jsonSink(name, stream);
  return (at, event, fields) => {
    if (logThresholds.indexOf(at) >= logThresholds.indexOf(logging.level)) sink(at, event, fields);
  };
}

function jsonSink(name: string, stream: NodeJS.WriteStream): LogSink {
  const logger = pino({ base: { name, pid: process.pid }, level: 'debug', timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: stream === process.stdout ? 1 : 2, sync: true }));
  return (at, event, fields) => {
    const plain = Object.fromEntries(Object.entries(fields ?? {}).map(([key, value]) => [key, shown(value)]));
    logger[at](plain, event);
  };
}

function terminalSink(name: string, stream: NodeJS.WriteStream): LogSink {
  return (at, event, fields) => {
    const details = Object.entries(fields ?? {}).map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : String(shown(value))}`);
    stream.write(`${new Date().toISOString().slice(11, 23)} ${at.padEnd(5)} ${name} ${event}${details.join('')}\n`);
  };
}
