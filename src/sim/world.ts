// Virtual time. One queue of events for the whole simulated cluster, ordered by (time, number); one event runs, its
// promises settle (one hop of the real loop drains them), the next one runs. Nothing else makes time pass,
// so a seed decides everything. A process that is paused keeps its events; one that is dead loses them.
import { Prng } from './prng.ts';

/** Who an event belongs to: it runs only while its owner lives and is not paused. */
export interface Owner {
  readonly name: string;
  readonly alive: boolean;
  readonly paused: boolean;
}

interface Event {
  readonly at: number;
  readonly number: number;
  readonly owner: Owner | undefined;
  readonly run: () => void;
  cancelled: boolean;
}

export class World {
  readonly seed: number;
  /** True time in ms; process clocks differ from it by their own drift. */
  nowMs = 0;
  /** One line per thing worth telling, in order: equal for equal seeds. */
  readonly trace: string[] = [];
  events = 0;
  readonly #heap: Event[] = [];
  readonly #kept = new Map<Owner, Event[]>();
  #number = 0;
  #holds = 0;
  #failure: unknown;

  constructor(seed: number) {
    this.seed = seed;
  }

  /** A random stream of its own for `name`. */
  stream(name: string): Prng {
    return new Prng(this.seed, name);
  }

  note(who: string, text: string): void {
    this.trace.push(`${this.nowMs.toFixed(3).padStart(12)} ${who.padEnd(10)} ${text}`);
  }

  schedule(delayMs: number, owner: Owner | undefined, run: () => void): { cancel(): void } {
    const event: Event = { at: this.nowMs + Math.max(0, delayMs), number: this.#number++, owner, run, cancelled: false };
    this.#push(event);
    return {
      cancel: () => {
        event.cancelled = true;
      },
    };
  }

  /** Gives a resumed process the events that came due while it was paused, in their order. */
  resumed(owner: Owner): void {
    const kept = this.#kept.get(owner) ?? [];
    this.#kept.delete(owner);
    for (const event of kept) this.#push({ ...event, at: this.nowMs });
  }

  /** Time stands still until `work` has settled: for what really waits outside (web streams). */
  async hold<T>(work: Promise<T>): Promise<T> {
    this.#holds++;
    try {
      return await work;
    } finally {
      this.#holds--;
    }
  }

  /** Ends the run with `error`: an assertion that failed inside a process, a checker that found something. */
  fail(error: unknown): void {
    this.#failure ??= error;
  }

  /** Runs all events up to `untilMs`, or until `done` says so. Rejects with what `fail` was given. */
  async run(untilMs: number, done: () => boolean = () => false): Promise<void> {
    await hop();
    while (!done()) {
      if (this.#failure !== undefined) throw this.#failure;
      const next = this.#heap[0];
      if (next === undefined || next.at > untilMs) break;
      this.#pop();
      if (next.cancelled || next.owner?.alive === false) continue;
      this.nowMs = Math.max(this.nowMs, next.at);
      if (next.owner?.paused === true) {
        const kept = this.#kept.get(next.owner);
        if (kept === undefined) this.#kept.set(next.owner, [next]);
        else kept.push(next);
        continue;
      }
      this.events++;
      next.run();
      await hop();
      while (this.#holds > 0) await hop();
    }
    if (this.#failure !== undefined) throw this.#failure;
    if (!done()) this.nowMs = Math.max(this.nowMs, untilMs);
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(event);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up];
      if (parent === undefined || before(parent, event)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      if (left === undefined) break;
      const right = heap[2 * at + 2];
      const [child, childAt] = right !== undefined && before(right, left) ? [right, 2 * at + 2] : [left, 2 * at + 1];
      if (before(last, child)) break;
      heap[at] = child;
      at = childAt;
    }
    heap[at] = last;
  }
}

function before(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.number < b.number);
}

/** One turn of the real loop: every promise that can settle has settled. */
function hop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
