// Virtual time. One queue of events for the whole simulated cluster, ordered by (time, number); one event runs, all of its
// promises settle, the next one runs. Nothing else makes time pass, so a seed decides everything. A process that is paused
// keeps its events; one that is dead loses them.
import { drainPromises } from './drain.ts';
import { Prng } from './prng.ts';

/** Who an event belongs to: it runs only while its owner lives and is not paused. */
export interface Owner {
  readonly name: string;
  readonly alive: boolean;
  readonly paused: boolean;
}

/** What an event comes from: a timer, or whatever keeps its events in order, as a connection does; undefined: nothing of that kind. */
export type Source = 'timer' | object | undefined;

/** In which order a process that slept finds what came due meanwhile: as it came due, or as the phases of Node's loop have it. */
export const wakings = ['as due', 'timers first', 'timers last'] as const;
export type Waking = (typeof wakings)[number];

const nothing = (): void => {};

class Event {
  at: number;
  number: number;
  readonly owner: Owner | undefined;
  run: () => void;
  readonly source: Source;
  cancelled = false;
  /** In the queue, and not kept for a paused process. */
  queued = true;
  readonly #onCancel: (event: Event) => void;

  constructor(at: number, number: number, owner: Owner | undefined, run: () => void, source: Source, onCancel: (event: Event) => void) {
    this.at = at;
    this.number = number;
    this.owner = owner;
    this.run = run;
    this.source = source;
    this.#onCancel = onCancel;
  }

  cancel(): void {
    if (this.cancelled) return;
    this.cancelled = true;
    this.run = nothing;
    this.#onCancel(this);
  }
}

/** Turns of the real loop that time stands still at most. */
const holdHopsMax = 1_000_000;
/** Cancelled events that are let lie. */
const cancelledMin = 256;
/** Events between two turns of the real loop. */
const eventsATurn = 2000;

export class World {
  readonly seed: number;
  /** Whether a bug that a process only logs ends the run; tests of how bugs are met say no. */
  bugsFail = true;
  /** True time in ms; process clocks differ from it by their own drift. */
  nowMs = 0;
  /** One line per thing worth telling, in order: equal for equal seeds. */
  readonly trace: string[] = [];
  events = 0;
  /** Called after each event of the process `who`, with all its promises settled: where checkers look. What they throw ends the run. */
  readonly watchers: ((who: string | undefined) => void)[] = [];
  /** Told of each line of the trace. */
  readonly listeners = new Set<(who: string, text: string) => void>();
  /** Whose event is running. */
  current: Owner | undefined;
  readonly #heap: Event[] = [];
  readonly #kept = new Map<Owner, Event[]>();
  #cancelled = 0;
  #number = 0;
  #holds = 0;
  #failure: unknown;
  #hashA = 0x811c9dc5;
  #hashB = 0x9e3779b9;

  constructor(seed: number) {
    this.seed = seed;
  }

  /** A random stream of its own for `name`. */
  stream(name: string): Prng {
    return new Prng(this.seed, name);
  }

  note(who: string, text: string): void {
    const line = `${this.nowMs.toFixed(3).padStart(12)} ${who.padEnd(10)} ${text}`;
    for (let i = 0; i < line.length; i++) this.#mix(line.charCodeAt(i));
    this.trace.push(line);
    for (const listen of this.listeners) listen(who, text);
  }

  /** A digest of every event and every line so far, in hex: equal runs have equal ones at every moment. */
  get digest(): string {
    return (this.#hashA >>> 0).toString(16).padStart(8, '0') + (this.#hashB >>> 0).toString(16).padStart(8, '0');
  }

  #mix(word: number): void {
    this.#hashA = Math.imul(this.#hashA ^ word, 0x01000193);
    this.#hashB = Math.imul((this.#hashB << 5) ^ (this.#hashB >>> 27) ^ word, 0x85ebca6b);
  }

  schedule(delayMs: number, owner: Owner | undefined, run: () => void, source?: Source): { cancel(): void } {
    const event = new Event(this.nowMs + Math.max(0, delayMs), this.#number++, owner, run, source, this.#onCancel);
    this.#push(event);
    return event;
  }

  readonly #onCancel = (event: Event): void => {
    if (event.queued && ++this.#cancelled > cancelledMin && this.#cancelled > this.#heap.length >> 1) this.#sweep();
  };

  /** Gives a resumed process the events that came due while it was paused. */
  resumed(owner: Owner, waking: Waking): void {
    const kept = this.#kept.get(owner) ?? [];
    this.#kept.delete(owner);
    for (const event of waking === 'as due' ? kept : byPhase(kept, waking)) {
      if (event.cancelled) continue;
      event.at = this.nowMs;
      event.number = this.#number++;
      event.queued = true;
      this.#push(event);
    }
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

  /** Runs until `work` has settled, and gives its outcome; throws when it has not within `limitMs` of virtual time. */
  async settle<T>(what: string, limitMs: number, work: Promise<T>): Promise<T> {
    let settled = false;
    const mark = (): void => {
      settled = true;
    };
    work.then(mark, mark);
    await this.run(this.nowMs + limitMs, () => settled);
    if (!settled) throw new Error(`${what}: not within ${limitMs} ms of virtual time`);
    return work;
  }

  /** Runs all events up to `untilMs`, or until `done` says so. Rejects with what `fail` was given. */
  run(untilMs: number, done: () => boolean = () => false): Promise<void> {
    return new Promise((resolve, reject) => {
      let holdHops = 0;
      const go = (): void => {
        try {
          // What waits outside of virtual time needs the real loop; so does everything else now and then.
          for (let left = eventsATurn; left > 0; left--) {
            if (this.#holds > 0) {
              if (holdHops++ > holdHopsMax) throw new Error('what time stands still for does not settle');
              break;
            }
            if (holdHops > 0) this.#settled(undefined);
            holdHops = 0;
            if (this.#runNext(untilMs, done)) continue;
            this.current = undefined;
            if (this.#failure !== undefined) throw this.#failure;
            resolve();
            return;
          }
          setImmediate(go);
        } catch (error) {
          this.current = undefined;
          reject(error);
        }
      };
      setImmediate(go);
    });
  }

  /** Runs one event; false when there is none to be run any more. */
  #runNext(untilMs: number, done: () => boolean): boolean {
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      if (done()) return false;
      const next = this.#heap[0];
      if (next === undefined || next.at > untilMs) {
        this.nowMs = Math.max(this.nowMs, untilMs);
        return false;
      }
      this.#pop();
      next.queued = false;
      if (next.cancelled) this.#cancelled--;
      if (next.cancelled || next.owner?.alive === false) continue;
      this.nowMs = Math.max(this.nowMs, next.at);
      if (next.owner?.paused === true) {
        const kept = this.#kept.get(next.owner);
        if (kept === undefined) this.#kept.set(next.owner, [next]);
        else kept.push(next);
        continue;
      }
      this.events++;
      this.#mix(next.number);
      this.#mix(Math.round(this.nowMs * 1e6) | 0);
      this.current = next.owner;
      next.run();
      drainPromises();
      if (this.#holds === 0) this.#settled(next.owner?.name);
      return true;
    }
  }

  #settled(who: string | undefined): void {
    for (const watch of this.watchers) watch(who);
  }

  /** Time-outs of calls that were answered are most of the queue; they would keep all that they know of for as long. */
  #sweep(): void {
    const left = this.#heap.filter((event) => !event.cancelled);
    this.#heap.length = 0;
    this.#cancelled = 0;
    for (const event of left) this.#push(event);
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
      const toRight = right !== undefined && before(right, left);
      const child = toRight ? right : left;
      if (before(last, child)) break;
      heap[at] = child;
      at = toRight ? 2 * at + 2 : 2 * at + 1;
    }
    heap[at] = last;
  }
}

/** Timers on the one side; on the other each connection with all that came for it, in the order in which they were first heard of. */
function byPhase(events: readonly Event[], waking: Waking): Event[] {
  const timers = events.filter(({ source }) => source === 'timer');
  const arrived = new Map<unknown, Event[]>();
  for (const event of events) {
    if (event.source === 'timer') continue;
    const source = event.source ?? event;
    const same = arrived.get(source);
    if (same === undefined) arrived.set(source, [event]);
    else same.push(event);
  }
  const others = [...arrived.values()].flat();
  return waking === 'timers first' ? [...timers, ...others] : [...others, ...timers];
}

function before(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.number < b.number);
}
