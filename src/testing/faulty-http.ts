// HTTP as one daemon of a test cluster has it: a dead one answers and asks nothing, a paused one later, and who is cut off
// from a server gets no answer from it. A body that is being read while a cable is cut is read to its end.
import type { Env, Http, HttpHandler, HttpOptions, HttpResponse, Listener } from '../env/env.ts';
import type { Cables } from './cables.ts';
import { ownedListener, passable } from './faulty-network.ts';
import type { Life } from './life.ts';

export class FaultyHttp implements Http {
  readonly #env: Env;
  readonly #life: Life;
  readonly #cables: Cables;
  readonly #self: string;

  /** `env` is the real one; `self` the daemon's name. */
  constructor(env: Env, life: Life, cables: Cables, self: string) {
    this.#env = env;
    this.#life = life;
    this.#cables = cables;
    this.#self = self;
  }

  async serve(host: string, port: number, handler: HttpHandler): Promise<Listener> {
    const answer: HttpHandler = async (request, remoteAddress, target) => {
      await new Promise<void>((resolve) => this.#life.run(resolve));
      return handler(request, remoteAddress, target);
    };
    const listener = await this.#life.do(() => this.#env.http.serve(host, port, answer), (late) => late.close());
    return ownedListener(this.#life, listener);
  }

  async fetch(url: string, options: HttpOptions): Promise<HttpResponse> {
    const { host, port } = new URL(url);
    await this.#life.see(passable(this.#env, this.#cables, this.#self, this.#cables.server(Number(port)), host, options.timeoutMs));
    if (this.#life.dead) return new Promise(() => {});
    return this.#life.see(this.#env.http.fetch(url, options));
  }
}
