// The whole cluster as one NameNode's pages show it. The others are asked here, not by the browser, so that a page tells all of
// it wherever it was opened and whatever is down. Nobody is asked while no page is open, and who does not answer holds nothing
// up: its last words stay, with the time since when it is silent.
import type { Env } from '../../env/env.ts';
import type { ClusterHistory, ClusterState, FailoverRights, JournalView, NameNodeState, NodeHistory, ShownJournal, ShownNameNode } from '../../web-pages/web-state.ts';
import { everyMember } from '../../protocol/journal-list.ts';
import type { NameNode } from '../name-node.ts';
import { nameNodeState, nodeHistory } from './node-state.ts';

/** A NameNode on the same machine answers within a few ms, one that is loading within a slice. */
const askMs = 1000;
/** A snapshot waits this long for others' words of now; later ones are in the next. */
const waitMs = 60;

/** Somebody who is asked again and again, one question at a time. */
class Watched<T> {
  readonly #env: Env;
  readonly #ask: () => Promise<T>;
  #asking: Promise<void> | undefined;
  said: T | undefined;
  silent: { readonly sinceMs: number; readonly reason: string } | undefined;

  constructor(env: Env, ask: () => Promise<T>) {
    this.#env = env;
    this.#ask = ask;
  }

  /** Resolves when an answer or a failure is in. */
  ask(): Promise<void> {
    this.#asking ??= this.#ask().then(
      (said) => {
        this.said = said;
        this.silent = undefined;
      },
      (error: unknown) => {
        this.silent = { sinceMs: this.silent?.sinceMs ?? this.#env.wallMs(), reason: error instanceof Error ? error.message : String(error) };
      },
    ).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }
}

type JournalWord = NonNullable<ShownJournal['said']>;

export interface WatchOptions {
  /** Unix time in ms. */
  readonly startedMs: number;
  readonly failover: FailoverRights;
  readonly user: string;
}

export class ClusterWatch {
  readonly #env: Env;
  readonly #node: NameNode;
  readonly #options: WatchOptions;
  readonly #others: ReadonlyMap<string, { readonly httpAddress: string; readonly watched: Watched<NameNodeState> }>;
  readonly #journalUrls = new Map<string, string>();
  readonly #journals = new Map<string, Watched<JournalWord>>();

  constructor(env: Env, node: NameNode, options: WatchOptions) {
    this.#env = env;
    this.#node = node;
    this.#options = options;
    this.#others = new Map(node.options.others.map(({ id, http }) => {
      const httpAddress = `${http.host}:${http.port}`;
      return [id, { httpAddress, watched: new Watched(env, () => this.#fetch<NameNodeState>(`http://${httpAddress}/web/node`)) }];
    }));
  }

  /** Never rejects. */
  async snapshot(): Promise<ClusterState> {
    const all = [...this.#others.values()].map(({ watched }) => watched.ask());
    for (const { name } of this.#node.journalStatus()) all.push(this.#journal(name).ask());
    await this.#atMost(waitMs, Promise.all(all));
    return this.#state();
  }

  /** Of all that answer. */
  async history(): Promise<ClusterHistory> {
    const own: [string, NodeHistory] = [this.#node.options.self.id, nodeHistory(this.#node)];
    const others = await Promise.all([...this.#others].map(async ([id, { httpAddress }]): Promise<[string, NodeHistory] | undefined> => {
      try {
        return [id, await this.#fetch<NodeHistory>(`http://${httpAddress}/web/node/history`)];
      } catch {
        return undefined;
      }
    }));
    return Object.fromEntries([own, ...others.filter((each) => each !== undefined)]);
  }

  /** What another NameNode answers to `path`. Rejects with WorldError when it does not answer; undefined when there is no such one. */
  relay(id: string, path: string): Promise<unknown> | undefined {
    const other = this.#others.get(id);
    return other === undefined ? undefined : this.#fetch(`http://${other.httpAddress}${path}`, 3000);
  }

  #state(): ClusterState {
    const { self } = this.#node.options;
    const own = nameNodeState(this.#node, this.#env.wallMs(), this.#options.startedMs);
    const nameNodes: ShownNameNode[] = [
      { id: self.id, httpAddress: own.httpAddress, state: own, silent: undefined },
      ...[...this.#others].map(([id, { httpAddress, watched }]) => ({ id, httpAddress, state: watched.said, silent: watched.silent })),
    ].sort((a, b) => (a.id < b.id ? -1 : 1));
    const active = nameNodes.find(({ state, silent }) => silent === undefined && state?.haState === 'Active')?.state;
    const list = this.#node.membership?.list;
    const views = new Map<string, JournalView>((active ?? own).journals.map((view) => [view.name, view]));
    return {
      role: 'namenode', self: self.id, nameservice: self.nameservice, nowMs: this.#env.wallMs(), nameNodes,
      journals: this.#node.journalStatus().map(({ name }): ShownJournal => {
        const { said, silent } = this.#journal(name);
        return { name, ...(list === undefined || everyMember(list).includes(name) ? {} : { joining: true }), httpUrl: this.#journalUrls.get(name), said, silent, view: views.get(name) };
      }),
      ...(list === undefined || list.gen === 0 ? {} : { journalList: { gen: list.gen, members: list.members, pending: list.pending } }),
      journalId: this.#node.options.journal?.journalId ?? '', failover: this.#options.failover, user: this.#options.user,
    };
  }

  #journal(name: string): Watched<JournalWord> {
    let watched = this.#journals.get(name);
    if (watched === undefined) {
      watched = new Watched(this.#env, () => this.#askJournal(name));
      this.#journals.set(name, watched);
    }
    return watched;
  }

  /** By its beans, which Apache's JournalNodes have as well. */
  async #askJournal(name: string): Promise<JournalWord> {
    let url = this.#journalUrls.get(name);
    if (url === undefined) {
      url = await this.#within(askMs, this.#node.journalUrl(name), `${name}: no answer`);
      this.#journalUrls.set(name, url);
    }
    // The journal's metrics, and of ours what is no metric.
    const pattern = `*:service=JournalNode,name=*-${this.#node.options.journal?.journalId ?? ''}`;
    const { beans } = await this.#fetch<{ beans?: readonly Record<string, unknown>[] }>(`${url}/jmx?qry=${encodeURIComponent(pattern)}`);
    const found: Record<string, unknown> = Object.assign({}, ...beans ?? []);
    if (!('LastPromisedEpoch' in found)) throw new Error(`${name} has no journal of this cluster`);
    const figure = (key: string): number => (typeof found[key] === 'number' ? found[key] : 0);
    return { promisedEpoch: figure('LastPromisedEpoch'), lastWriterEpoch: figure('LastWriterEpoch'), lastTxid: figure('LastWrittenTxId'), committedTxid: figure('CommittedTxId') };
  }

  async #fetch<T>(url: string, timeoutMs = askMs): Promise<T> {
    return this.#within(timeoutMs, (async () => {
      const response = await this.#env.http.fetch(url, { timeoutMs });
      if (response.status !== 200) {
        await response.body?.cancel();
        throw new Error(`${url} answers ${response.status}`);
      }
      return await response.json() as T;
    })(), `${url}: no answer within ${timeoutMs} ms`);
  }

  #within<T>(limitMs: number, work: Promise<T>, message: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = this.#env.after(limitMs, () => reject(new Error(message)));
      work.then(resolve, reject).finally(() => timer.cancel());
    });
  }

  #atMost(limitMs: number, work: Promise<unknown>): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#env.after(limitMs, resolve);
      void work.finally(() => {
        timer.cancel();
        resolve();
      });
    });
  }
}
