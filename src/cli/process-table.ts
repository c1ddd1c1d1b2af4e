// The processes of a cluster directory: DIR/run/NAME.pid holds "pid start-time", so that a reused pid is never
// mistaken for a daemon and never signalled. Linux's /proc tells start times and states.
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks since boot at its start (/proc/PID/stat, field 22). */
  readonly born: string;
}

interface ProcStat {
  readonly state: string;
  readonly born: string;
}

function procStat(pid: number): ProcStat | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The command name, in parentheses, may contain anything; fields are counted behind it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', born: fields[19] ?? '' };
}

/** The identity of a live process; undefined when there is none (a zombie counts as none). */
export function identify(pid: number): ProcessIdentity | undefined {
  const stat = procStat(pid);
  return stat === undefined || stat.state === 'Z' ? undefined : { pid, born: stat.born };
}

/** Whether the process is stopped (SIGSTOP). */
export function isPaused(pid: number): boolean {
  const state = procStat(pid)?.state;
  return state === 'T' || state === 't';
}

/** The pid files of one cluster directory. */
export class ProcessTable {
  readonly #dir: string;

  constructor(clusterDir: string) {
    this.#dir = path.join(clusterDir, 'run');
    mkdirSync(this.#dir, { recursive: true });
  }

  /** Records that `name` runs as `pid`. */
  record(name: string, pid: number): void {
    const identity = identify(pid);
    if (identity === undefined) return;
    const file = path.join(this.#dir, `${name}.pid`);
    writeFileSync(`${file}.tmp`, `${identity.pid} ${identity.born}\n`);
    renameSync(`${file}.tmp`, file);
  }

  /** The pid of `name` while that very process lives. */
  pid(name: string): number | undefined {
    let text: string;
    try {
      text = readFileSync(path.join(this.#dir, `${name}.pid`), 'utf8');
    } catch {
      return undefined;
    }
    const [pid, born] = text.trim().split(' ');
    const identity = identify(Number(pid));
    return identity !== undefined && identity.born === born ? identity.pid : undefined;
  }

  forget(name: string): void {
    rmSync(path.join(this.#dir, `${name}.pid`), { force: true });
  }

  /** Every name with a live process. */
  running(): string[] {
    return readdirSync(this.#dir).filter((file) => file.endsWith('.pid')).map((file) => file.slice(0, -4)).filter((name) => this.pid(name) !== undefined);
  }

  /** Sends a signal to `name`; false when it does not run. */
  signal(name: string, signal: NodeJS.Signals): boolean {
    const pid = this.pid(name);
    if (pid === undefined) return false;
    try {
      process.kill(pid, signal);
      return true;
    } catch {
      return false;
    }
  }
}
