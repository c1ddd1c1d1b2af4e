// A daemon's life as a process: configuration, log, start, signals, stop. A bug (AssertionFailure) ends the
// process with a stack; a configuration or world error ends it with one sentence.
import { AssertionFailure } from '../base/assert.ts';
import { ConfError } from '../conf/configuration.ts';
import type { Configuration } from '../conf/configuration.ts';
import { WorldError } from '../env/env.ts';
import type { Env, Logging } from '../env/env.ts';
import { nodeEnv } from '../env/node/node-env.ts';
import { openTelemetry } from '../env/node/open-telemetry.ts';
import { logLevel, logSink } from './log.ts';

/** What runs until it is stopped. */
export interface Daemon {
  stop(): Promise<void>;
  /** Settles when it has stopped without us: with why, where nobody asked for that. */
  readonly stopped?: { readonly promise: Promise<Error | undefined> };
}

/** Starts a daemon and keeps the process until SIGTERM, SIGINT or the daemon's own end; resolves with the exit code. Rejects with why it ended. */
export async function runDaemon(name: string, start: (env: Env) => Promise<Daemon>): Promise<number> {
  const logging: Logging = { level: logLevel(process.env), audit: 'off' };
  const env = nodeEnv({ name, logging, tracer: await openTelemetry(), log: logSink(name, logging, process.stderr) });
  process.on('uncaughtException', (error) => dieOf(env, error));
  process.on('unhandledRejection', (error) => dieOf(env, error));
  // Pending timers of an Env do not keep the process; being a daemon does.
  const keepAlive = setInterval(() => {}, 0x7fff_ffff);
  const stopped = new Promise<NodeJS.Signals>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  try {
    // A start may wait for others for ever. Nobody has been told of anything yet: it is left as it is.
    const daemon = await Promise.race([start(env), stopped]);
    if (typeof daemon === 'string') {
      env.log('info', 'stopping amid the start', { signal: daemon });
      return 0;
    }
    const ended = daemon.stopped?.promise.then((reason) => {
      if (reason instanceof AssertionFailure) dieOf(env, reason);
      if (reason !== undefined) throw reason;
      return undefined;
    });
    const signal = await (ended === undefined ? stopped : Promise.race([stopped, ended]));
    if (signal === undefined) return 0;
    env.log('info', 'stopping', { signal });
    await daemon.stop();
    return 0;
  } finally {
    clearInterval(keepAlive);
  }
}

function dieOf(env: Env, error: unknown): void {
  env.log('error', 'a bug ends this process', { error });
  process.exit(error instanceof AssertionFailure ? 70 : 1);
}

/** What a user is told of a failure: one sentence for what they can mend, a stack for what only we can. */
export function explain(error: unknown): string {
  if (error instanceof ConfError || error instanceof WorldError) return error.message;
  if (error instanceof AssertionFailure) return error.stack ?? error.message;
  return error instanceof Error ? (process.env['QUORATE_LOG_LEVEL'] === 'debug' ? (error.stack ?? error.message) : error.message) : String(error);
}

export type DaemonStart = (env: Env, conf: Configuration, args: readonly string[]) => Promise<Daemon>;
