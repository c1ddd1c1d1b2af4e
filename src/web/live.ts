// What the page knows: the stream of snapshots that the server sends, and the events and samples behind it. The stream is open
// while somebody looks; a hidden tab costs the cluster nothing. When the server is gone the last snapshot stays on the screen,
// marked as old.
import { useEffect, useState } from 'preact/hooks';
import type { ClusterHistory, ClusterState, EventState, SampleState } from '../web-pages/web-state.ts';

export interface NodeEvent extends EventState {
  readonly node: string;
}

/** Who was in what state at one moment, as this page saw it. */
export interface Moment {
  readonly atMs: number;
  readonly states: Readonly<Record<string, string>>;
}

export interface Live {
  readonly state: ClusterState | undefined;
  /** Since when the server does not answer; undefined while it does. */
  readonly lostMs: number | undefined;
  /** Newest first, of all NameNodes. */
  readonly events: readonly NodeEvent[];
  readonly samples: Readonly<Record<string, readonly SampleState[]>>;
  readonly moments: readonly Moment[];
}

const samplesMax = 300;
const momentsMax = 900;

export class LiveCluster {
  live: Live = { state: undefined, lostMs: undefined, events: [], samples: {}, moments: [] };
  readonly #watchers = new Set<() => void>();
  #source: EventSource | undefined;
  #history: ClusterHistory = {};
  #lastEvents = '';
  #asking = false;

  start(): void {
    document.addEventListener('visibilitychange', () => (document.hidden ? this.#close() : this.#open()));
    addEventListener('pagehide', () => this.#close());
    addEventListener('pageshow', () => this.#open());
    this.#open();
  }

  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => void this.#watchers.delete(changed);
  }

  #open(): void {
    if (this.#source !== undefined || document.hidden) return;
    const source = new EventSource('web/events');
    this.#source = source;
    source.addEventListener('message', (message: MessageEvent<string>) => this.#said(JSON.parse(message.data) as ClusterState));
    source.addEventListener('error', () => {
      this.#set({ lostMs: this.live.lostMs ?? Date.now() });
      // After a refusal (503, a proxy's error) the browser gives up for good.
      if (source.readyState === EventSource.CLOSED) {
        this.#close();
        setTimeout(() => this.#open(), 2000);
      }
    });
  }

  #close(): void {
    this.#source?.close();
    this.#source = undefined;
  }

  #said(state: ClusterState): void {
    const samples: Record<string, readonly SampleState[]> = { ...this.live.samples };
    const states: Record<string, string> = {};
    for (const { id, state: node, silent } of state.nameNodes) {
      states[id] = silent === undefined ? (node?.haState ?? '') : '';
      const known = samples[id] ?? [];
      if (node?.sample !== undefined && node.sample.timeMs > (known.at(-1)?.timeMs ?? 0)) samples[id] = [...known, node.sample].slice(-samplesMax);
    }
    const moments = [...this.live.moments, { atMs: performance.now(), states }].slice(-momentsMax);
    this.#set({ state, lostMs: undefined, samples, moments });
    const lastEvents = state.nameNodes.map(({ id, state: node }) => `${id} ${node?.startedMs} ${node?.lastEventId}`).join();
    if (lastEvents !== this.#lastEvents) void this.#ask(lastEvents);
  }

  /** Events are fetched when there are new ones, samples with them. */
  async #ask(lastEvents: string): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      const history = await (await fetch('web/history')).json() as ClusterHistory;
      // Of a NameNode that is down the last that was heard stays.
      this.#history = { ...this.#history, ...history };
      this.#lastEvents = lastEvents;
      const events = Object.entries(this.#history).flatMap(([node, { events: own }]) => own.map((event): NodeEvent => ({ ...event, node })));
      const samples = Object.fromEntries(Object.entries(this.#history).map(([node, each]) => {
        const last = each.samples.at(-1)?.timeMs ?? 0;
        return [node, [...each.samples, ...(this.live.samples[node] ?? []).filter(({ timeMs }) => timeMs > last)].slice(-samplesMax)];
      }));
      this.#set({ events: events.sort((a, b) => b.timeMs - a.timeMs || b.id - a.id), samples });
    } catch {
      // The next snapshot asks again.
    } finally {
      this.#asking = false;
    }
  }

  #set(change: Partial<Live>): void {
    this.live = { ...this.live, ...change };
    for (const watcher of this.#watchers) watcher();
  }
}

export const cluster = new LiveCluster();

/** Draws again with every snapshot. */
export function useLive(): Live {
  const [live, setLive] = useState(cluster.live);
  useEffect(() => cluster.watch(() => setLive(cluster.live)), []);
  return live;
}

/** JSON of this server, whose words are web-state.ts, asked every `everyMs` while the page is looked at; 0: once. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function usePolled<T>(url: string, everyMs: number): { readonly value: T | undefined; readonly error: string | undefined; readonly again: () => void } {
  const [answer, setAnswer] = useState<{ readonly url: string; readonly value: T | undefined; readonly error: string | undefined }>({ url, value: undefined, error: undefined });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let over = false;
    const ask = async (): Promise<void> => {
      if (document.hidden) return;
      try {
        const value = await getJson<T>(url);
        if (!over) setAnswer({ url, value, error: undefined });
      } catch (error) {
        if (!over) setAnswer((before) => ({ url, value: before.url === url ? before.value : undefined, error: error instanceof Error ? error.message : String(error) }));
      }
    };
    void ask();
    const timer = everyMs === 0 ? undefined : setInterval(() => void ask(), everyMs);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [url, everyMs, round]);
  const current = answer.url === url;
  return { value: current ? answer.value : undefined, error: current ? answer.error : undefined, again: () => setRound((before) => before + 1) };
}

/** What the server says, whose words are web-state.ts. Rejects with a sentence for people. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export async function getJson<T>(url: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    throw new Error('This server does not answer.', { cause: error });
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new Error((answer as { readonly error?: string } | undefined)?.error ?? `The server answers ${response.status}.`);
  return answer as T;
}
