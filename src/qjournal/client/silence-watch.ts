// Calls to one JournalNode over one connection, which take as long as they take: one that is slow, stopped or away is waited for.
// Invariant: none waits on a connection that is gone without a word (a cable was out, the other host lost power, a firewall forgot
// it) for more than some seconds after the JournalNode could be reached by a new one. TCP notices after a quarter of an hour, or sends
// again when it is due, long after the network is back. So one that is silent while calls wait is asked whether it is there; and if it
// tells that over a new connection, and over the old one still does not, the old one is given up: its calls fail, and go over a new one.
import type { Env, Timer } from '../../env/env.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import type { CallOptions, CallableMethod, Caller } from '../../rpc/rpc-client.ts';
import { MaybeExecutedError, RemoteError } from '../../rpc/rpc-errors.ts';
import type { ServiceDescriptor } from '../../rpc/service.ts';

/** After so much silence, in ms, it is asked; and while it stays silent again after this. */
const silentMs = 1000;
const againMs = 200;
/** How long it may take to say that it is there; and when that is known by another connection, behind what is queued on this one. */
const answerMs = 500;
const lastAnswerMs = 1000;

export interface Watched {
  readonly client: Caller;
  /** Over the connection in question: something that is answered at once, whatever the JournalNode's disk is at. */
  readonly ask: (options: CallOptions) => Promise<unknown>;
  /** The same over a connection of its own. */
  readonly askAnew: (limitMs: number) => Promise<unknown>;
  /** Ends the connection, and calls `heard`. */
  readonly giveUp: () => void;
}

export class SilenceWatch implements Caller {
  readonly #env: Env;
  readonly #watched: Watched;
  /** Calls without an answer. */
  #waiting = 0;
  /** Something was not answered in its time, and nothing has been since. */
  #doubtful = false;
  /** Since when it has been silent, at the least. */
  #silentSinceMs = 0;
  #timer: Timer | undefined;
  #looking = false;
  #closed = false;

  constructor(env: Env, watched: Watched) {
    this.#env = env;
    this.#watched = watched;
  }

  call<Request, Response>(
    method: CallableMethod<Request, Response>, service: ServiceDescriptor, request: Request, options?: CallOptions,
  ): Promise<Response> {
    const askedMs = this.#env.monotonicMs();
    if (this.#waiting++ === 0 && !this.#doubtful) this.#silentSinceMs = askedMs;
    this.#lookIn(silentMs);
    const ended = (failure?: unknown): void => {
      this.#waiting--;
      if (isAnswer(failure)) this.heard();
      else if (failure instanceof MaybeExecutedError && this.#env.monotonicMs() - askedMs >= (options?.timeoutMs ?? Infinity)) this.#doubtful = true;
    };
    const answer = this.#watched.client.call(method, service, request, options);
    answer.then(() => ended(), ended);
    return answer;
  }

  /** It has said something, or its calls go over another connection from now on. */
  heard(): void {
    this.#doubtful = false;
    this.#silentSinceMs = this.#env.monotonicMs();
  }

  /** The calls are over. */
  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
  }

  #lookIn(delayMs: number): void {
    if (this.#closed || this.#looking) return;
    this.#timer ??= this.#env.after(delayMs, () => {
      this.#timer = undefined;
      void this.#look();
    });
  }

  async #look(): Promise<void> {
    if (this.#waiting === 0 && !this.#doubtful) return;
    const leftMs = this.#silentSinceMs + silentMs - this.#env.monotonicMs();
    if (leftMs <= 0) {
      this.#looking = true;
      await this.#listen();
      this.#looking = false;
    }
    if (this.#waiting > 0) this.#lookIn(Math.max(leftMs, againMs));
  }

  async #listen(): Promise<void> {
    const { ask, askAnew, giveUp } = this.#watched;
    if (!this.#doubtful && await answers(ask({ timeoutMs: answerMs }))) return this.heard();
    this.#doubtful = true;
    if (!await answers(askAnew(answerMs)) || !this.#doubtful) return;
    // It may have gone on in this moment, and whatever it answers counts.
    if (await answers(ask({ timeoutMs: lastAnswerMs }))) this.heard();
    else if (this.#doubtful) giveUp();
  }
}

function answers(question: Promise<unknown>): Promise<boolean> {
  return question.then(() => true, isAnswer);
}

function isAnswer(failure: unknown): boolean {
  return failure === undefined || failure instanceof HdfsException || failure instanceof RemoteError;
}
