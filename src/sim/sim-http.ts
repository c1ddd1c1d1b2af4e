// HTTP in the simulator: the handler is called in the serving process's turn; bodies are read whole while time
// stands still, since web streams settle in turns of the real loop that virtual time does not own.
import { WorldError } from '../env/env.ts';
import type { Http, HttpHandler, HttpOptions, Listener } from '../env/env.ts';
import type { SimNetwork } from './sim-network.ts';
import type { SimProcess } from './sim-process.ts';

/** How often what a partition holds back is sent again, in ms. */
const againMs = 500;

export class SimHttp {
  readonly #network: SimNetwork;
  readonly #handlers = new Map<number, { owner: SimProcess; handler: HttpHandler }>();
  /** Requests that a process is at work on, and what to do when it dies. */
  readonly #pending = new Map<SimProcess, Set<() => void>>();

  constructor(network: SimNetwork) {
    this.#network = network;
  }

  of(process: SimProcess): Http {
    return {
      serve: async (host, port, handler) => this.#serve(process, host, port, handler),
      fetch: (url, options) => this.#fetch(process, url, options),
    };
  }

  /** Requests that a dead process was at work on end in a reset. */
  died(process: SimProcess): void {
    const pending = this.#pending.get(process);
    this.#pending.delete(process);
    for (const reset of pending ?? []) reset();
  }

  async #serve(owner: SimProcess, host: string, port: number, handler: HttpHandler): Promise<Listener> {
    const listener = await owner.env.net.listen(host, port, (socket) => socket.destroy());
    const entry = { owner, handler };
    this.#handlers.set(listener.port, entry);
    return {
      host,
      port: listener.port,
      close: async () => {
        if (this.#handlers.get(listener.port) === entry) this.#handlers.delete(listener.port);
        await listener.close();
      },
    };
  }

  #fetch(from: SimProcess, url: string, options: HttpOptions): Promise<Response> {
    const { port } = new URL(url);
    const { world } = this.#network;
    return new Promise((resolve, reject) => {
      let over = false;
      const timer = world.schedule(options.timeoutMs, from, () => {
        over = true;
        reject(new WorldError('timeout', `${url}: no answer within ${options.timeoutMs} ms`));
      });
      const end = (how: () => void): void => {
        if (over) return;
        over = true;
        timer.cancel();
        how();
      };
      const fail = (error: WorldError): void => end(() => reject(error));
      const ask = (): void => {
        if (over) return;
        const target = this.#handlers.get(Number(port));
        // What a partition holds back comes when it is healed, as TCP sends it again.
        if (target !== undefined && this.#network.isParted(from.name, target.owner.name)) {
          world.schedule(againMs, from, ask);
          return;
        }
        if (target === undefined || !target.owner.alive) {
          fail(new WorldError('refused', `${url}: connection refused`));
          return;
        }
        const { owner } = target;
        const lateMs = this.#network.lateness(from.name, owner.name);
        if (lateMs === undefined) {
          fail(new WorldError('reset', `${url}: connection reset`));
          return;
        }
        if (lateMs > 0) {
          world.schedule(lateMs, from, ask);
          return;
        }
        const reply = this.#replyTo(from, owner, () => fail(new WorldError('reset', `${url}: connection reset`)));
        world.schedule(0, owner, () => {
          void answer(target.handler, url, options, (work) => world.hold(work)).then(
            (response) => {
              // Whoever serves it dies, or sleeps, amid it.
              world.schedule(this.#network.transfer(from.name), owner, () => reply(() => end(() => resolve(response))));
            },
            (error: unknown) => reply(() => fail(new WorldError('io', `${url}: ${error instanceof Error ? error.message : String(error)}`))),
          );
        });
      };
      world.schedule(this.#network.delay(), from, ask);
    });
  }

  /** The way back of an answer: over a cut when it is healed; `reset` when the process dies before. */
  #replyTo(from: SimProcess, owner: SimProcess, reset: () => void): (arrive: () => void) => void {
    const { world } = this.#network;
    const bring = (arrive: () => void): void => {
      world.schedule(this.#network.delay(), from, () => {
        if (this.#network.isCut(owner.name, from.name)) world.schedule(againMs, from, () => bring(arrive));
        else arrive();
      });
    };
    const died = (): void => bring(reset);
    const pending = this.#pending.get(owner) ?? new Set();
    this.#pending.set(owner, pending);
    pending.add(died);
    return (arrive) => {
      if (pending.delete(died)) bring(arrive);
    };
  }
}

/** Calls the handler and takes the response whole. The handler itself may wait on virtual time. */
async function answer(handler: HttpHandler, url: string, options: HttpOptions, hold: (work: Promise<ArrayBuffer>) => Promise<ArrayBuffer>): Promise<Response> {
  const init: RequestInit & { duplex?: 'half' } = { method: options.method ?? 'GET' };
  if (options.headers !== undefined) init.headers = options.headers;
  if (options.body !== undefined) {
    init.body = options.body instanceof Uint8Array ? Uint8Array.from(options.body) : new Uint8Array(await hold(new Response(options.body).arrayBuffer()));
  }
  const response = await handler(new Request(url, init), '127.0.0.1', url.slice(new URL(url).origin.length));
  const body = new Uint8Array(await hold(response.arrayBuffer()));
  return inMemory(body, response);
}

/** A Response whose body readers settle at once. */
function inMemory(body: Uint8Array, head: Response): Response {
  const copy = (): ArrayBuffer => Uint8Array.from(body).buffer;
  const response = new Response(body.length === 0 ? null : Uint8Array.from(body), { status: head.status, headers: head.headers });
  return new Proxy(response, {
    get(target, name) {
      if (name === 'arrayBuffer') return () => Promise.resolve(copy());
      if (name === 'text') return () => Promise.resolve(Buffer.from(body).toString());
      if (name === 'json') return () => Promise.resolve(JSON.parse(Buffer.from(body).toString()) as unknown);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
