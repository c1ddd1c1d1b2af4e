// A Standby's way to the Active for WebHDFS: it asks the Active in the client's stead and passes the answer on, a redirect to a
// DataNode as it is, so that a client that knows one address survives a failover. The call's id goes along: what is asked
// again, of the next Active, is executed once.
import type { Env, HttpResponse } from '../../env/env.ts';
import { sleep } from '../../env/waiting.ts';

/** A NameNode of the nameservice that may be Active. */
export interface RelayTarget {
  readonly id: string;
  readonly http: { readonly host: string; readonly port: number };
}

export interface RelayHost {
  /** Whether this NameNode is Active itself by now. */
  readonly isActive: boolean;
  /** Which of the others says that it is Active; undefined after `limitMs`. */
  whoIsActive(limitMs: number): Promise<RelayTarget | undefined>;
}

export interface RelayedRequest {
  readonly method: string;
  /** Path and query, as they came. */
  readonly target: string;
  /** The call's id, for the Active's retry cache. */
  readonly callId: string;
  /** Whom the Standby asks for: blocks are placed near them, and proxy users allowed from there. */
  readonly clientAddress: string;
  /** How long the Active has. */
  readonly timeoutMs: number;
}

/** What is passed on of an answer. */
export interface RelayedAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly location: string | undefined;
  readonly body: ReadableStream<Uint8Array> | string | null;
}

/** Tells the Active that a Standby asks, and as which call: whoever gets it never relays it again. */
export const relayHeader = 'X-Quorate-Call';
/** Heeded beside it only. Without Kerberos an address is no better a proof than the user's name, and no worse. */
export const clientHeader = 'X-Quorate-Client';

const lookMs = 500;
/** How often a request under way looks whether this NameNode became Active. */
const watchMs = 50;
/** An Active that is silent for so long is looked for anew. */
const silenceMs = 1000;

export class StandbyRelay {
  readonly #env: Env;
  readonly #host: RelayHost;
  #active: RelayTarget | undefined;

  constructor(env: Env, host: RelayHost) {
    this.#env = env;
    this.#host = host;
  }

  /** The Active's answer; undefined when there is none, or the one that was asked is none any more. */
  async ask(request: RelayedRequest): Promise<RelayedAnswer | undefined> {
    const target = this.#active ?? (await this.#host.whoIsActive(Math.min(lookMs, request.timeoutMs)));
    if (target === undefined) return undefined;
    this.#active = target;
    const response = await this.#unlessMoved(target, this.#fetch(target, request));
    // An Active that dies between head and body has not answered.
    const answer = response === undefined ? undefined : await answerOf(response).catch(() => undefined);
    if (answer === undefined) this.#forget(target);
    return answer;
  }

  async #fetch({ id, http }: RelayTarget, { method, target, callId, clientAddress, timeoutMs }: RelayedRequest): Promise<HttpResponse | undefined> {
    const host = http.host.includes(':') ? `[${http.host}]` : http.host;
    try {
      return await this.#env.http.fetch(`http://${host}:${http.port}${target}`, { method: methodOf(method), headers: { [relayHeader]: callId, [clientHeader]: clientAddress }, timeoutMs });
    } catch (error) {
      this.#env.log('info', 'the active did not answer a relayed request', { active: id, error });
      return undefined;
    }
  }

  /** The answer, or undefined as soon as somebody else is Active. */
  async #unlessMoved(target: RelayTarget, answer: Promise<HttpResponse | undefined>): Promise<HttpResponse | undefined> {
    let answered = false;
    const moved = async (): Promise<undefined> => {
      let lookedMs = this.#env.monotonicMs();
      while (!answered && !this.#host.isActive) {
        await sleep(this.#env, watchMs);
        if (this.#env.monotonicMs() - lookedMs < silenceMs) continue;
        const active = await this.#host.whoIsActive(lookMs);
        if (active !== undefined && active.id !== target.id) break;
        lookedMs = this.#env.monotonicMs();
      }
      return undefined;
    };
    const first = await Promise.race([answer, moved()]);
    answered = true;
    // An answer that comes when nobody waits for it any more.
    if (first === undefined) void answer.then((late) => late?.body?.cancel()).catch(() => {});
    return first;
  }

  #forget(target: RelayTarget): void {
    if (this.#active === target) this.#active = undefined;
  }
}

/** Undefined for the words of one that is not Active, or does not know what came of the call. */
async function answerOf(response: HttpResponse): Promise<RelayedAnswer | undefined> {
  const { status, headers } = response;
  const answer = { status, contentType: headers.get('content-type') ?? undefined, location: headers.get('location') ?? undefined };
  const length = headers.get('content-length');
  // Listings in several parts, whose length nobody knows before, go through as they come.
  if (length === null && status !== 403 && status !== 503) return { ...answer, body: response.body };
  const text = await response.text();
  if (length === '0') return { ...answer, body: null };
  // Any other status' text may have the name in it: a file may be called so.
  const isStandby = status === 403 && text.includes('"org.apache.hadoop.ipc.StandbyException"');
  return status === 503 || isStandby ? undefined : { ...answer, body: text };
}

function methodOf(method: string): 'GET' | 'PUT' | 'POST' | 'DELETE' {
  return method === 'PUT' || method === 'POST' || method === 'DELETE' ? method : 'GET';
}
