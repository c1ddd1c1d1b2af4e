// The last events of a daemon that people ask about (event-names.ts), in memory and bounded: filled by what is logged, so
// that log and page never tell different stories.
import type { Env, LogLevel } from '../env/env.ts';
import { notableEvents } from './event-names.ts';

export interface RecentEvent {
  /** Rises by one with each event of this process. */
  readonly id: number;
  /** Unix time in ms. */
  readonly timeMs: number;
  readonly level: LogLevel;
  /** A constant of event-names.ts. */
  readonly name: string;
  /** A sentence. */
  readonly text: string;
  /** What varies, as it was logged; errors by their message. */
  readonly fields: Readonly<Record<string, string | number | boolean>>;
}

const eventsMax = 256;

export class RecentEvents {
  readonly #max: number;
  readonly #events: RecentEvent[] = [];
  readonly #watchers = new Set<(event: RecentEvent) => void>();
  #nextId = 1;

  constructor(max = eventsMax) {
    this.#max = max;
  }

  /** Oldest first; those after `afterId`. */
  list(afterId = 0): readonly RecentEvent[] {
    return this.#events.filter((event) => event.id > afterId);
  }

  /** Notes it when it is one of the table. */
  add(timeMs: number, level: LogLevel, name: string, fields: Readonly<Record<string, unknown>>): void {
    const say = notableEvents[name];
    if (say === undefined) return;
    const event: RecentEvent = { id: this.#nextId++, timeMs, level, name, text: say(fields), fields: plain(fields) };
    this.#events.push(event);
    if (this.#events.length > this.#max) this.#events.shift();
    for (const watcher of this.#watchers) watcher(event);
  }

  /** Calls `seen` with each event from now on, until the returned function is called. */
  watch(seen: (event: RecentEvent) => void): () => void {
    this.#watchers.add(seen);
    return () => void this.#watchers.delete(seen);
  }
}

/** What is told of everything that is logged. */
export interface LogNotes {
  add(timeMs: number, level: LogLevel, event: string, fields: Readonly<Record<string, unknown>>): void;
}

/** `env`, with what is logged through it told to each of `notes` as well. */
export function noting(env: Env, ...notes: readonly LogNotes[]): Env {
  return {
    name: env.name, hostName: env.hostName, pid: env.pid, programDirectory: env.programDirectory, logging: env.logging, tracer: env.tracer,
    // Functions of the Env itself: a clock is read several times in every call.
    wallMs: env.wallMs.bind(env), monotonicMs: env.monotonicMs.bind(env), after: env.after.bind(env), turn: env.turn.bind(env),
    random: env.random.bind(env), randomBytes: env.randomBytes.bind(env), usage: env.usage.bind(env), loopDelayMs: env.loopDelayMs.bind(env),
    get net() {
      return env.net;
    },
    get disk() {
      return env.disk;
    },
    get http() {
      return env.http;
    },
    log: (level, event, fields = {}) => {
      for (const note of notes) note.add(env.wallMs(), level, event, fields);
      env.log(level, event, fields);
    },
  };
}

function plain(fields: Readonly<Record<string, unknown>>): Record<string, string | number | boolean> {
  return Object.fromEntries(Object.entries(fields).flatMap(([key, value]): [string, string | number | boolean][] => {
    if (value === undefined || value === null) return [];
    if (typeof value === 'number' || typeof value === 'boolean') return [[key, value]];
    return [[key, value instanceof Error ? value.message : String(value)]];
  }));
}
