// WebHDFS on the DataNode: the bytes of files, which come and go here while a client of this process reads and writes them in
// the cluster. Nothing is held but what is under way: a slow client slows the pipeline, and the other way round. Answers to
// WebHdfsHandler, HdfsWriter and ParameterParser.
import type { ClientSettings } from '../../client/client-settings.ts';
import { FileSystemError } from '../../client/errors.ts';
import type { DFSClient } from '../../client/dfs-client.ts';
import type { OutputStream } from '../../client/file-system.ts';
import { ConfError } from '../../conf/configuration.ts';
import type { Env } from '../../env/env.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { RemoteError } from '../../rpc/rpc-errors.ts';
import { methodOf } from '../../web-hdfs/operations.ts';
import { Parameters, parseQuery } from '../../web-hdfs/parameters.ts';
import type { Domain } from '../../web-hdfs/parameters.ts';
import { remoteException, remoteExceptionJson } from '../../web-hdfs/remote-exception.ts';
import { encodePath, targetOf } from '../../web-hdfs/web-hdfs-path.ts';
import { CreateFlagProto } from '../../wire/client-namenode-protocol.ts';
import { FileSystems } from './file-systems.ts';
import type { ClientKey } from './file-systems.ts';

/** What Apache gives a file whose creator says nothing. */
const fileMode = 0o644;
/** Any page may read: who may at all is the NameNode's business. */
const anyOrigin = { 'access-control-allow-origin': '*' };

/** What a browser is told that asks whether a page of ours may upload. Apache lets such a page name no type of what it sends. */
const preflight = { ...anyOrigin, 'access-control-allow-headers': 'accept, content-type', 'access-control-allow-methods': 'PUT', 'access-control-max-age': '1728000' };

interface Asked {
  readonly op: 'OPEN' | 'GETFILECHECKSUM' | 'CREATE' | 'APPEND';
  readonly path: string;
  readonly parameters: Parameters;
  readonly key: ClientKey;
}

export interface DataNodeWebHdfsOptions {
  /** hadoop.http.staticuser.user. */
  readonly staticUser: string;
  readonly userDomain: Domain;
  /** Whether an Origin is that of a NameNode's pages, which alone may write. */
  readonly isOwnPage: (origin: string) => boolean;
  /** Settings of a client that applies no umask of its own. Throws ConfError. */
  readonly settingsOf: (key: ClientKey) => ClientSettings;
}

export class DataNodeWebHdfs {
  readonly #env: Env;
  readonly #options: DataNodeWebHdfsOptions;
  readonly #fileSystems: FileSystems;

  constructor(env: Env, options: DataNodeWebHdfsOptions) {
    this.#env = env;
    this.#options = options;
    this.#fileSystems = new FileSystems(env, options.settingsOf);
  }

  close(): void {
    this.#fileSystems.close();
  }

  async handle(request: Request, target: string): Promise<Response> {
    try {
      // Only browsers send it, and with every PUT and POST.
      const origin = request.headers.get('origin');
      const foreign = origin !== null && !this.#options.isOwnPage(origin);
      if (request.method === 'OPTIONS' && asksForCreate(target)) return preflightAnswer(foreign);
      // A POST of plain text is sent without a preflight.
      if (foreign && request.method !== 'GET' && request.method !== 'HEAD') throw new HdfsException('AccessControlException', `Pages of ${origin} may not write: they are no NameNode's`);
      const asked = this.#understand(request.method, target);
      const { client, release } = this.#fileSystems.take(asked.key);
      try {
        return await this.#execute(asked, request, client, release);
      } catch (error) {
        release();
        throw error;
      }
    } catch (error) {
      const answer = remoteException(asAnswer(error, target));
      if (!isExpected(error)) this.#env.log('warn', 'a WebHDFS request failed', { target: target.slice(0, 500), error });
      return json(answer.status, remoteExceptionJson(answer));
    }
  }

  #understand(httpMethod: string, target: string): Asked {
    const found = targetOf(target);
    if (found === undefined) throw new HdfsException('FileNotFoundException', `${target.slice(0, 500)} is not below /webhdfs/v1`);
    // Unlike on the NameNode, capitals count in names.
    const values = parseQuery(found.query, false);
    const name = values.get('op')?.[0];
    const op = operationOf(httpMethod, name);
    const method = methodOf(httpMethod) ?? 'GET';
    const parameters = new Parameters(values, method, op, { namesParameter: false, userDomain: this.#options.userDomain });
    const userName = parameters.text('user.name') || this.#options.staticUser;
    const doAs = parameters.text('doas');
    const isProxied = doAs !== '' && doAs !== userName;
    checkDots(op, found.path);
    const authority = values.get('namenoderpcaddress')?.[0] ?? '';
    if (authority === '') throw new HdfsException('IllegalArgumentException', 'java.net.UnknownHostException: null');
    return { op, path: found.path, parameters, key: { uri: `hdfs://${authority}`, user: isProxied ? doAs : userName, realUser: isProxied ? userName : undefined } };
  }

  async #execute(asked: Asked, request: Request, client: DFSClient, release: () => void): Promise<Response> {
    switch (asked.op) {
      case 'OPEN': return await this.#open(asked, request, client, release);
      case 'GETFILECHECKSUM': {
        const { algorithm, bytes } = await client.checksum(asked.path);
        release();
        // Apache tells the whole Java buffer of 32 that the MD5 and what stands before it lie in.
        const hex = `${Buffer.from(bytes).toString('hex')}${algorithm.startsWith('MD5') ? '00000000' : ''}`;
        return json(200, JSON.stringify({ FileChecksum: { algorithm, bytes: hex, length: bytes.length } }));
      }
      case 'CREATE': {
        await this.#receive(request, await create(asked, client));
        release();
        return new Response(null, { status: 201, headers: { location: locationOf(asked), 'content-length': '0', ...anyOrigin } });
      }
      case 'APPEND':
        await this.#receive(request, await client.append(asked.path));
        release();
        return new Response(null, { status: 200, headers: { 'content-length': '0' } });
    }
  }

  async #open({ path, parameters }: Asked, request: Request, client: DFSClient, release: () => void): Promise<Response> {
    const start = parameters.numberOr('offset', 0);
    const file = await client.open(path);
    if (start > file.length) throw new HdfsException('EOFException', 'Cannot seek after EOF');
    const length = Math.min(file.length - start, parameters.numberOr('length', Number.MAX_SAFE_INTEGER));
    const headers = { 'access-control-allow-methods': 'GET', ...anyOrigin, 'content-type': 'application/octet-stream', 'content-length': String(length) };
    if (request.method === 'HEAD' || length === 0) {
      release();
      return new Response(null, { status: 200, headers });
    }
    const chunks = file.chunks({ start, length })[Symbol.asyncIterator]();
    const body = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        try {
          const next = await chunks.next();
          if (next.done !== true) return controller.enqueue(next.value);
          release();
          controller.close();
        } catch (error) {
          // The head is out: a connection that ends too soon is all that can be said.
          this.#env.log('warn', 'a file could not be read to its end', { path, error });
          release();
          controller.error(error);
        }
      },
      cancel: async () => {
        await chunks.return?.();
        release();
      },
    }, { highWaterMark: 0 });
    return new Response(body, { status: 200, headers });
  }

  /** Writes the body, and completes the file; with what there was, where the sender goes away before the end, as Apache does. */
  async #receive(request: Request, file: OutputStream): Promise<void> {
    const reader = request.body?.getReader();
    for (;;) {
      const next = await reader?.read().catch((error: unknown) => {
        this.#env.log('info', 'an upload ended before its end', { path: file.path, lengthBytes: file.position, error: String(error) });
        return undefined;
      });
      if (next === undefined || next.done) break;
      try {
        await file.write(next.value);
      } catch (error) {
        file.abort();
        void reader?.cancel().catch(() => {});
        throw error;
      }
    }
    await file.close();
  }
}

function create({ path, parameters }: Asked, client: DFSClient): Promise<OutputStream> {
  const masked = parameters.numberOr('permission', fileMode);
  const blockSize = parameters.number('blocksize');
  const replication = parameters.number('replication');
  return client.create(path, {
    createFlag: createFlagOf(parameters), createParents: parameters.flag('createparent'), maskedPermission: masked, permission: parameters.numberOr('unmaskedpermission', masked),
    ...(blockSize === undefined ? {} : { blockSize }), ...(replication === undefined ? {} : { replication }),
  });
}

/** WebHdfsHandler.allowCORSOnCreate, but not for every page: somebody may be looking at any. */
function preflightAnswer(foreign: boolean): Response {
  if (foreign) return new Response(null, { status: 403, headers: { 'content-length': '0' } });
  return new Response(null, { status: 200, headers: { ...preflight, 'content-length': '0' } });
}

function asksForCreate(target: string): boolean {
  return parseQuery(targetOf(target)?.query ?? '', false).get('op')?.[0]?.toUpperCase() === 'CREATE';
}

/** The flags that are named, or CREATE; and OVERWRITE where that is asked for besides. */
function createFlagOf(parameters: Parameters): number {
  const names = parameters.names('createflag');
  const bits: Readonly<Record<string, number>> = CreateFlagProto;
  return (names.length === 0 ? CreateFlagProto.CREATE : names.reduce((flags, name) => flags | (bits[name] ?? 0), 0)) | (parameters.flag('overwrite') ? CreateFlagProto.OVERWRITE : 0);
}

/** The file as an HDFS URI. As Apache writes it into a header: bytes of Latin-1, and '?' for what that has not. */
function locationOf({ key, path }: Asked): string {
  const characters = Array.from(path, (character) => (character < '\x80' ? encodePath(character) : character <= '\xff' ? character : '?'));
  return `${key.uri}${characters.join('')}`;
}

/** The client would follow dots; a NameNode has no such names. */
function checkDots(op: Asked['op'], path: string): void {
  if (!path.split('/').some((part) => part === '.' || part === '..')) return;
  if (op === 'CREATE') throw new HdfsException('InvalidPathException', `Invalid path name Invalid file name: ${path}`);
  throw new HdfsException('FileNotFoundException', `File does not exist: ${path}`);
}

/** Throws what a DataNode says of what it does not do. */
function operationOf(method: string, name: string | undefined): Asked['op'] {
  const op = name?.toUpperCase();
  if ((method === 'GET' || method === 'HEAD') && (op === 'OPEN' || op === 'GETFILECHECKSUM')) return op;
  if (method === 'PUT' && op === 'CREATE') return op;
  if (method === 'POST' && op === 'APPEND') return op;
  throw new HdfsException('IllegalArgumentException', `Invalid operation ${name ?? 'null'}`);
}

/** Whatever went wrong as an answer of Java's. */
function asAnswer(error: unknown, target: string): unknown {
  if (error instanceof URIError) return new HdfsException('IllegalArgumentException', malformedEscape(target));
  if (error instanceof ConfError) return new HdfsException('IllegalArgumentException', `java.net.UnknownHostException: ${error.message}`);
  if (!(error instanceof FileSystemError)) return error;
  if (error.javaClass !== undefined) return new RemoteError(error.javaClass, error.message);
  return error.code === 'ECONNREFUSED' ? new RemoteError('java.net.ConnectException', error.message) : error;
}

function isExpected(error: unknown): boolean {
  return error instanceof HdfsException || error instanceof FileSystemError || error instanceof ConfError || error instanceof URIError;
}

function malformedEscape(target: string): string {
  const at = target.search(/%(?![0-9a-fA-F]{2})/);
  if (at < 0) return `invalid escape in '${target}'`;
  return `invalid hex byte '${target.slice(at + 1, at + 3)}' at index ${at + 1} of '${target}'`;
}

function json(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': String(Buffer.byteLength(text)), ...anyOrigin } });
}
