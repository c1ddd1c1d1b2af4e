// The daemons' log: JSON lines by pino, or one readable line an event on a terminal.
import pino from 'pino';
import type { LogLevel } from '../env/env.ts';
import type { LogSink } from '../env/node/node-env.ts';

function shown(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Error) return value.stack ?? String(value);
  return value;
}

/** A sink for a daemon called `name`; `level` and below it is dropped ('debug' shows all). */
export function logSink(name: string, level: LogLevel, stream: NodeJS.WriteStream): LogSink {
  if (stream.isTTY) return terminalSink(name, level, stream);
  const logger = pino({ base: { name, pid: process.pid }, level, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: stream === process.stdout ? 1 : 2, sync: true }));
  return (at, event, fields) => {
    const plain = Object.fromEntries(Object.entries(fields ?? {}).map(([key, value]) => [key, shown(value)]));
    logger[at](plain, event);
  };
}

const ranks: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

function terminalSink(name: string, level: LogLevel, stream: NodeJS.WriteStream): LogSink {
  return (at, event, fields) => {
    if (ranks[at] < ranks[level]) return;
    const details = Object.entries(fields ?? {}).map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : String(shown(value))}`);
    stream.write(`${new Date().toISOString().slice(11, 23)} ${at.padEnd(5)} ${name} ${event}${details.join('')}\n`);
  };
}
