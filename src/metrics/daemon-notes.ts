// What a daemon remembers of what it logged, for its pages: the last events that people ask about, and the last lines.
import type { Env } from '../env/env.ts';
import { LogTail } from './log-tail.ts';
import { RecentEvents, noting } from './recent-events.ts';

export class DaemonNotes {
  readonly events = new RecentEvents();
  readonly tail = new LogTail();

  /** `env`, with all that is logged through it noted here as well. */
  listening(env: Env): Env {
    return noting(env, this.events, this.tail);
  }
}
