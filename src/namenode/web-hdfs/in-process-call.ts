// A ClientProtocol call that no RPC connection brought: WebHDFS goes through the same handlers as the RPC server, and so
// through the same admission, permission checks, retry cache and durability.
import type { CallOptions, CallableMethod, Caller } from '../../rpc/rpc-client.ts';
import type { Call, Handler, RpcUser, Service, ServiceDescriptor } from '../../rpc/service.ts';
import { HdfsException } from '../../protocol/exceptions.ts';

/** Who asks over HTTP, and how a repetition of the call is known. */
export interface WebCaller {
  readonly user: RpcUser;
  readonly remoteAddress: string;
  readonly clientId: Uint8Array;
  readonly callId: number;
  /** Ends the wait of a call that is parked. */
  readonly signal: AbortSignal;
}

function callOf(caller: WebCaller, protocol: string, method: string): Call {
  const { signal } = caller;
  return {
    protocol, method, clientId: caller.clientId, callId: caller.callId, retryCount: 0, user: caller.user, remoteAddress: caller.remoteAddress, remotePort: 0,
    clientStateId: undefined,
    get connected() {
      return !signal.aborted;
    },
    onDisconnect: (run) => {
      if (signal.aborted) run();
      else signal.addEventListener('abort', run, { once: true });
    },
  };
}

/** Calls `service`'s handlers in this process, as `who`. */
export class InProcessCaller implements Caller {
  readonly #service: Service;
  readonly #who: WebCaller;

  constructor(service: Service, who: WebCaller) {
    this.#service = service;
    this.#who = who;
  }

  async call<Request, Response>(method: CallableMethod<Request, Response>, service: ServiceDescriptor, request: Request, _options?: CallOptions): Promise<Response> {
    const handler = this.#service.handlers[method.name] as Handler<Request, Response> | undefined;
    if (handler === undefined) throw new HdfsException('UnsupportedOperationException', `${method.name} is not supported by this server`);
    return handler(request, callOf(this.#who, service.protocol, method.name));
  }

  /** The call itself, for what is no method of the protocol. */
  get self(): Call {
    return callOf(this.#who, this.#service.descriptor.protocol, 'webhdfs');
  }
}
