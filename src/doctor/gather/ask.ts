// One daemon asked over Hadoop's RPC with short time-outs, and what it means when no answer comes.
import type { Address } from '../../conf/keys.ts';
import { WorldError } from '../../env/env.ts';
import type { Env } from '../../env/env.ts';
import { within } from '../../env/waiting.ts';
import { HdfsException, isException } from '../../protocol/exceptions.ts';
import { RpcClient } from '../../rpc/rpc-client.ts';
import type { CallableMethod } from '../../rpc/rpc-client.ts';
import { NotSentError, RemoteError } from '../../rpc/rpc-errors.ts';
import type { ServiceDescriptor } from '../../rpc/service.ts';
import type { Reach } from '../facts.ts';

/** How long a connection, and then an answer, may take. */
export const connectMs = 700;
export const answerMs = 800;

export type Answer<T> = { readonly value: T; readonly error?: undefined } | { readonly value?: undefined; readonly error: unknown };

/** An RPC client whose calls settle soon, and never reject. */
export class Asker {
  readonly #env: Env;
  readonly #client: RpcClient;
  readonly #address: Address;

  constructor(env: Env, address: Address, user: string) {
    this.#env = env;
    this.#address = address;
    this.#client = new RpcClient(env, { address, user, connectTimeoutMs: connectMs, rpcTimeoutMs: answerMs });
  }

  async ask<Request, Response>(method: CallableMethod<Request, Response>, service: ServiceDescriptor, request: Request): Promise<Answer<Response>> {
    try {
      return { value: await this.#client.call(method, service, request) };
    } catch (error) {
      return { error };
    }
  }

  /** What an error of the first call says of the address. */
  async reach(error: unknown): Promise<{ readonly reach: Reach; readonly detail: string }> {
    if (isException(error, 'RpcNoSuchProtocolException')) return { reach: 'other-daemon', detail: '' };
    if (error instanceof HdfsException || error instanceof RemoteError) return { reach: 'answers', detail: '' };
    const text = error instanceof Error ? error.message : String(error);
    if (error instanceof NotSentError) return { reach: reachOf(error.cause), detail: text };
    if (/no answer within|silent for/.test(text)) return { reach: 'hung', detail: text };
    return { reach: 'foreign', detail: (await speaksHttp(this.#env, this.#address)) ? 'a web server answers there' : '' };
  }

  close(): void {
    this.#client.close();
  }
}

/** What an error of connecting says. */
export function reachOf(error: unknown): Reach {
  if (!(error instanceof WorldError)) return 'silent';
  if (error.code === 'refused') return 'refused';
  if (error.code === 'unreachable') return /unknown host|EAI_AGAIN|ENOTFOUND/.test(error.message) ? 'unknown-host' : 'unreachable';
  return 'silent';
}

/** Whether a port takes connections. */
export async function connects(env: Env, { host, port }: Address): Promise<Reach> {
  try {
    (await env.net.connect(host, port, connectMs)).destroy();
    return 'answers';
  } catch (error) {
    return reachOf(error);
  }
}

async function speaksHttp(env: Env, { host, port }: Address): Promise<boolean> {
  try {
    const answer = await within(env, 300, 'a look at the port', env.http.fetch(`http://${bracketed(host)}:${port}/`, { timeoutMs: 300 }));
    await answer.body?.cancel();
    return answer.status > 0;
  } catch {
    return false;
  }
}

/** A host as it stands in a URL. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
