// From a request header's bytes to the handler. A client sends the same header bytes with every call
// of a method, so a route is found by the bytes themselves and decoded once.
// Answers to ProtobufRpcEngine2.Server.ProtoBufRpcInvoker.
import { HdfsException } from '../protocol/exceptions.ts';
import { RequestHeaderProto } from '../wire/protobuf-rpc-engine.ts';
import type { MethodMetrics } from './rpc-metrics.ts';
import { undecodable } from './replies.ts';
import type { Handler, MethodDescriptor, Service } from './service.ts';

/** Header spellings remembered; beyond, all are forgotten and learned anew. */
const spellingsMax = 4096;
/** A client's header takes about 100 bytes. What is longer has been blown up, and is decoded each time. */
const spellingLengthMax = 512;

export interface Route {
  readonly protocol: string;
  readonly method: MethodDescriptor;
  readonly handler: Handler<unknown, unknown>;
  readonly urgent: boolean;
  readonly traced: 'always' | 'continued' | undefined;
  readonly metrics: MethodMetrics;
}

interface Protocol {
  readonly version: number;
  readonly routes: ReadonlyMap<string, Route>;
}

export class Router {
  readonly #protocols = new Map<string, Protocol>();
  readonly #spellings = new Map<string, Route>();
  /** Live, by `protocol.method`: every method that has a handler, called or not. */
  readonly metrics = new Map<string, MethodMetrics>();

  constructor(services: readonly Service[]) {
    for (const service of services) this.#add(service);
  }

  #add(service: Service): void {
    const { protocol, version, methods } = service.descriptor;
    if (this.#protocols.has(protocol)) throw new Error(`two services of ${protocol}`);
    const routes = new Map<string, Route>();
    for (const method of Object.values(methods)) {
      const metrics: MethodMetrics = { calls: 0, failures: 0, totalMs: 0, maxMs: 0 };
      this.metrics.set(`${protocol}.${method.name}`, metrics);
      const handler = (service.handlers[method.name] as Handler<unknown, unknown> | undefined) ?? unsupported(method.name);
      routes.set(method.name, { protocol, method, handler, urgent: service.urgent === true, traced: service.untraced?.includes(method.name) === true ? 'continued' : service.traced, metrics });
    }
    this.#protocols.set(protocol, { version, routes });
  }

  /**
   * The route of the RequestHeaderProto in `bytes` from `start` to `end`, sent on a connection opened
   * for `connectionProtocol`. Throws the answer that Apache gives to a header that leads nowhere.
   */
  find(bytes: Buffer, start: number, end: number, connectionProtocol: string | undefined): Route {
    if (end - start > spellingLengthMax) return this.#decode(bytes, start, end, connectionProtocol);
    const spelling = bytes.toString('latin1', start, end);
    const known = this.#spellings.get(spelling);
    if (known !== undefined) return known;
    const route = this.#decode(bytes, start, end, connectionProtocol);
    if (this.#spellings.size >= spellingsMax) this.#spellings.clear();
    this.#spellings.set(spelling, route);
    return route;
  }

  #decode(bytes: Buffer, start: number, end: number, connectionProtocol: string | undefined): Route {
    let header: RequestHeaderProto;
    try {
      header = RequestHeaderProto.decode(bytes, start, end);
    } catch (error) {
      throw undecodable('RequestHeaderProto', error);
    }
    const name = header.declaringClassProtocolName;
    const protocol = this.#protocols.get(name);
    if (protocol === undefined) throw new HdfsException('RpcNoSuchProtocolException', `Unknown protocol: ${name}`);
    if (header.clientProtocolVersion !== protocol.version) {
      throw new HdfsException(
        'VersionMismatch',
        `Protocol ${name} version mismatch. (client = ${header.clientProtocolVersion}, server = ${protocol.version})`,
      );
    }
    const route = protocol.routes.get(header.methodName);
    if (route !== undefined) return route;
    throw new HdfsException('RpcNoSuchMethodException', `Unknown method ${header.methodName} called on ${connectionProtocol} protocol.`);
  }
}

function unsupported(method: string): Handler<unknown, unknown> {
  return () => {
    throw new HdfsException('UnsupportedOperationException', `${method} is not supported by this server`);
  };
}
