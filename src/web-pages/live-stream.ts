// Server-sent events: one snapshot after the other to every page that is open, made once for all of them. Costs nothing while
// none is open: the timer begins with the first and ends with the last. A page that does not read misses snapshots instead
// of queueing them, and one that reads nothing for long is let go.
import type { Env, Timer } from '../env/env.ts';
import { pageHeaders } from './page-files.ts';

const everyMs = 1000;
/** While something happens that people watch. */
const hurriedMs = 100;
const queueBytesMax = 256 * 1024;
const missedMax = 60;
export const viewersMax = 64;

interface Viewer {
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
  missed: number;
}

export class LiveStream {
  readonly #env: Env;
  readonly #snapshot: () => Promise<unknown>;
  readonly #viewers = new Set<Viewer>();
  readonly #encoder = new TextEncoder();
  #timer: Timer | undefined;
  #making = false;
  #again = false;
  #hurriedUntilMs = 0;

  /** @param snapshot must not reject */
  constructor(env: Env, snapshot: () => Promise<unknown>) {
    this.#env = env;
    this.#snapshot = snapshot;
  }

  get viewers(): number {
    return this.#viewers.size;
  }

  /** A stream for one page; 503 when there are too many. */
  open(): Response {
    if (this.#viewers.size >= viewersMax) return new Response('too many pages are open\n', { status: 503, headers: { ...pageHeaders, 'Retry-After': '5' } });
    let viewer: Viewer | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        viewer = { controller, missed: 0 };
        this.#viewers.add(viewer);
        // Who comes back after a break asks again this soon.
        controller.enqueue(this.#encoder.encode('retry: 1000\n\n'));
        this.now();
      },
      cancel: () => {
        if (viewer !== undefined) this.#drop(viewer);
      },
    }, new ByteLengthQueuingStrategy({ highWaterMark: queueBytesMax }));
    return new Response(body, { headers: { ...pageHeaders, 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' } });
  }

  /** Sends a snapshot now: something has changed that nobody should wait a second for. */
  now(): void {
    if (this.#viewers.size === 0) return;
    if (this.#making) this.#again = true;
    else void this.#tick();
  }

  /** Ten snapshots a second for so long. */
  hurry(forMs: number): void {
    this.#hurriedUntilMs = this.#env.monotonicMs() + forMs;
    this.now();
  }

  /** Ends all streams. */
  close(): void {
    for (const viewer of [...this.#viewers]) {
      this.#drop(viewer);
      viewer.controller.close();
    }
  }

  async #tick(): Promise<void> {
    this.#timer?.cancel();
    this.#making = true;
    const bytes = this.#encoder.encode(`data: ${JSON.stringify(await this.#snapshot())}\n\n`);
    this.#making = false;
    for (const viewer of this.#viewers) this.#send(viewer, bytes);
    if (this.#viewers.size === 0) return;
    const delayMs = this.#again || this.#env.monotonicMs() < this.#hurriedUntilMs ? hurriedMs : everyMs;
    this.#again = false;
    this.#timer = this.#env.after(delayMs, () => void this.#tick());
  }

  #send(viewer: Viewer, bytes: Uint8Array): void {
    if ((viewer.controller.desiredSize ?? 0) > 0) {
      viewer.missed = 0;
      viewer.controller.enqueue(bytes);
    } else if (++viewer.missed > missedMax) {
      this.#drop(viewer);
      viewer.controller.error(new Error('the page does not read'));
    }
  }

  #drop(viewer: Viewer): void {
    this.#viewers.delete(viewer);
    if (this.#viewers.size > 0) return;
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
