// WebHDFS on the NameNode: who asks, what for, and where it is done. The Active does it, through ClientProtocol's own
// handlers; a Standby has it done by the Active. While nobody is Active a request waits, and gets an answer that says so.
// Answers to NamenodeWebHdfsMethods.
import { AssertionFailure } from '../../base/assert.ts';
import type { Env } from '../../env/env.ts';
import { sleep } from '../../env/waiting.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { CloseConnection } from '../../rpc/close-connection.ts';
import { rpcProxy } from '../../rpc/rpc-client.ts';
import { RemoteError } from '../../rpc/rpc-errors.ts';
import type { RpcUser, Service } from '../../rpc/service.ts';
import { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';
import { methodOf, operationOf } from '../../web-hdfs/operations.ts';
import type { Op } from '../../web-hdfs/operations.ts';
import { Parameters, parseQuery } from '../../web-hdfs/parameters.ts';
import type { Domain } from '../../web-hdfs/parameters.ts';
import { remoteException, remoteExceptionJson } from '../../web-hdfs/remote-exception.ts';
import type { RemoteException } from '../../web-hdfs/remote-exception.ts';
import { targetOf } from '../../web-hdfs/web-hdfs-path.ts';
import { ClientGone } from '../ha/admission.ts';
import { changeOperations } from './change-operations.ts';
import { getOperations } from './get-operations.ts';
import { InProcessCaller } from './in-process-call.ts';
import type { WebCaller } from './in-process-call.ts';
import type { Answer, DataNodeChoice, Operation } from './operation.ts';
import { StandbyRelay, clientHeader, relayHeader } from './standby-relay.ts';
import type { RelayHost, RelayedRequest } from './standby-relay.ts';
import { noCacheHeaders } from './web-hdfs-response.ts';

export interface WebHdfsOptions {
  /** Whether a Standby asks the Active (quorate.webhdfs.standby.relay); else it answers StandbyException. */
  readonly relays: boolean;
  /** How long a request waits while nobody is Active. */
  readonly activeWaitMaxMs: number;
  /** Who asks without a name (hadoop.http.staticuser.user). */
  readonly staticUser: string;
  readonly userDomain: Domain;
  readonly aclDomain: Domain;
}

/** What WebHDFS needs of the NameNode. */
export interface WebHdfsHost extends RelayHost {
  readonly haEnabled: boolean;
  /** ClientProtocol. */
  readonly protocol: Service;
  /** hdfs://THIS is the file system, for DataNodes. */
  readonly rpcAddress: string;
  readonly replicationDefault: number;
  /** `asStandby`: also while this NameNode is not Active. */
  dataNodes(who: InProcessCaller, asStandby: boolean): DataNodeChoice;
  /** Throws AuthorizationException. */
  checkImpersonation(realUser: string, user: string, remoteAddress: string): void;
}

/** Requests that wait for an Active, or for its answer; further ones are told to come again. */
const waitingMax = 10_000;
/** How long to wait before the Active is looked for again. */
const againMs = 50;
const operations: { readonly [O in Op]: (operation: Operation) => Promise<Answer> } = { ...getOperations, ...changeOperations };
/** What rests on nothing but the user's name. */
const anywhere: readonly Op[] = ['GETHOMEDIRECTORY'];

/** A request that is understood. */
interface Asked {
  readonly op: Op;
  readonly path: string;
  readonly parameters: Parameters;
  readonly user: RpcUser;
}

export class NameNodeWebHdfs {
  readonly #env: Env;
  readonly #host: WebHdfsHost;
  readonly #options: WebHdfsOptions;
  readonly #relay: StandbyRelay;
  #waiting = 0;

  constructor(env: Env, host: WebHdfsHost, options: WebHdfsOptions) {
    this.#env = env;
    this.#host = host;
    this.#options = options;
    this.#relay = new StandbyRelay(env, host);
  }

  async handle(request: Request, remoteAddress: string, target: string): Promise<Response> {
    if (request.method === 'OPTIONS') return this.#respond(200, null, { Allow: 'OPTIONS,HEAD,DELETE,POST,GET,PUT', 'Content-Length': '0' });
    try {
      const address = (request.headers.has(relayHeader) ? request.headers.get(clientHeader) : undefined) ?? remoteAddress;
      const asked = this.#understand(request.method, address, target);
      if (asked instanceof Response) return asked;
      return await this.#answer(asked, request, address, target);
    } catch (error) {
      if (error instanceof URIError) return this.#respond(400, 'Bad Request\n', { 'Content-Type': 'text/plain;charset=utf-8' });
      if (isUnknownOutcome(error)) return this.#retriable('what came of the call is not known');
      if (error instanceof AssertionFailure) crash(error);
      const isAnswer = error instanceof HdfsException || error instanceof RemoteError;
      if (!isAnswer) this.#env.log('error', 'a WebHDFS request failed', { target: target.slice(0, 500), error });
      return this.#refuse(remoteException(error));
    }
  }

  /** Throws what is wrong with the request. */
  #understand(httpMethod: string, remoteAddress: string, target: string): Asked | Response {
    const method = methodOf(httpMethod);
    const found = targetOf(target);
    if (method === undefined) return this.#refuse({ status: 500, javaClass: 'javax.ws.rs.WebApplicationException', message: null });
    if (found === undefined) throw new HdfsException('FileNotFoundException', `${target.slice(0, 500)} is not below /webhdfs/v1`);
    const values = parseQuery(found.query);
    const user = this.#userOf(values, remoteAddress);
    if (user instanceof Response) return user;
    const op = operationOf(method, values.get('op')?.[0] ?? '');
    const { userDomain, aclDomain } = this.#options;
    return { op, path: found.path, parameters: new Parameters(values, method, op, { namesParameter: true, userDomain, aclDomain }), user };
  }

  /** user.name, or whom it acts for by doas. Apache refuses the latter in a filter of its own, in other words. */
  #userOf(values: ReadonlyMap<string, readonly string[]>, remoteAddress: string): RpcUser | Response {
    const given = values.get('user.name')?.[0] ?? '';
    const name = given === '' ? this.#options.staticUser : given;
    const doAs = values.get('doas')?.[0] ?? '';
    if (doAs === '' || doAs === name) return { user: name };
    try {
      this.#host.checkImpersonation(name, doAs, remoteAddress);
      return { user: doAs, realUser: name };
    } catch (error) {
      if (!(error instanceof HdfsException)) throw error;
      const { status, javaClass, message } = remoteException(error);
      if (given === '') return this.#refuse({ status, javaClass: 'java.lang.SecurityException', message: `Failed to obtain user group information: ${javaClass}: ${message}` });
      const body = `{\n  "RemoteException" : {\n    "message" : ${JSON.stringify(message)},\n    "exception" : "${error.name}",\n    "javaClassName" : "${javaClass}"\n  }\n}`;
      return this.#respond(status, body, { 'Content-Type': 'application/json' });
    }
  }

  /** Here or at the Active, again and again while there is none, until the time is over. */
  async #answer(asked: Asked, request: Request, remoteAddress: string, target: string): Promise<Response> {
    const { activeWaitMaxMs } = this.#options;
    if (this.#waiting >= waitingMax) return this.#retriable(`${waitingMax} requests wait already`);
    this.#waiting++;
    const deadlineMs = this.#env.monotonicMs() + activeWaitMaxMs;
    const ended = new AbortController();
    const timer = this.#env.after(activeWaitMaxMs, () => ended.abort());
    const ids = idsOf(request.headers.get(relayHeader)) ?? { clientId: this.#env.randomBytes(16), callId: 0 };
    const callId = `${Buffer.from(ids.clientId).toString('hex')}:${ids.callId}`;
    const who: WebCaller = { user: asked.user, remoteAddress, ...ids, signal: ended.signal };
    const relays = this.#host.haEnabled && this.#options.relays && !request.headers.has(relayHeader) && !anywhere.includes(asked.op);
    try {
      for (;;) {
        const leftMs = deadlineMs - this.#env.monotonicMs();
        if (relays && leftMs <= 0) return this.#retriable(`no NameNode was Active within ${activeWaitMaxMs} ms`);
        const answer = relays && !this.#host.isActive
          ? await this.#relayed({ method: request.method, target, callId, clientAddress: remoteAddress, timeoutMs: leftMs })
          : await this.#unlessMoved(relays, this.#execute(asked, who));
        if (answer !== undefined) return answer;
        await sleep(this.#env, againMs);
      }
    } finally {
      this.#waiting--;
      timer.cancel();
    }
  }

  async #execute(asked: Asked, who: WebCaller): Promise<Response> {
    const { op, path, parameters, user } = asked;
    const caller = new InProcessCaller(this.#host.protocol, who);
    const answer = await operations[op]({
      op, path, parameters, user: user.user, realUser: user.realUser, nameNode: rpcProxy(caller, ClientNamenodeProtocol), dataNodes: this.#host.dataNodes(caller, this.#host.haEnabled && !this.#options.relays),
      rpcAddress: this.#host.rpcAddress, replicationDefault: this.#host.replicationDefault, env: this.#env,
    });
    switch (answer.kind) {
      case 'json': return this.#respond(200, answer.body, { 'Content-Type': 'application/json' });
      case 'empty': return this.#respond(200, null, { 'Content-Type': answer.contentType, 'Content-Length': '0' });
      case 'redirect': return this.#respond(307, null, { Location: answer.location, 'Content-Type': 'application/octet-stream', 'Content-Length': '0' });
    }
  }

  /** Undefined where another NameNode is to be asked: this one is not Active any more, or does not know what came of the call. */
  async #unlessMoved(relays: boolean, executing: Promise<Response>): Promise<Response | undefined> {
    try {
      return await executing;
    } catch (error) {
      if (relays && (isUnknownOutcome(error) || (error instanceof HdfsException && error.name === 'StandbyException'))) return undefined;
      throw error;
    }
  }

  async #relayed(request: RelayedRequest): Promise<Response | undefined> {
    const answer = await this.#relay.ask(request);
    if (answer === undefined) return undefined;
    return this.#respond(answer.status, answer.body, {
      ...(answer.location === undefined ? {} : { Location: answer.location }), ...(answer.contentType === undefined ? {} : { 'Content-Type': answer.contentType }),
      ...(answer.body === null ? { 'Content-Length': '0' } : {}),
    });
  }

  /** 503: curl and other HTTP clients try again, and so do Hadoop's for the exception. */
  #retriable(message: string): Response {
    const { javaClass } = remoteException(new HdfsException('RetriableException', ''));
    return this.#respond(503, remoteExceptionJson({ status: 503, javaClass, message }), { 'Content-Type': 'application/json', 'Retry-After': '1' });
  }

  #refuse(exception: RemoteException): Response {
    return this.#respond(exception.status, remoteExceptionJson(exception), { 'Content-Type': 'application/json' });
  }

  #respond(status: number, body: string | ReadableStream<Uint8Array> | null, headers: Readonly<Record<string, string>>): Response {
    return new Response(body, { status, headers: { ...noCacheHeaders(this.#env.wallMs()), ...headers } });
  }
}

/** Neither a yes nor a no may be said: the same call is to be made again. */
function isUnknownOutcome(error: unknown): boolean {
  return error instanceof CloseConnection || error instanceof ClientGone;
}

/** A broken invariant ends the process, as it does in the RPC server, whatever brought it to light. */
function crash(error: AssertionFailure): void {
  queueMicrotask(() => {
    throw error;
  });
}

/** 'hex of 16 bytes:call id' of a relayed request. */
function idsOf(header: string | null): { clientId: Uint8Array; callId: number } | undefined {
  const match = /^([0-9a-f]{32}):(\d{1,9})$/.exec(header ?? '');
  return match?.[1] === undefined ? undefined : { clientId: Buffer.from(match[1], 'hex'), callId: Number(match[2]) };
}
