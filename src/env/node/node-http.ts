// HTTP behind env.ts: @hono/node-server serves web-standard handlers, node:http asks. Nothing of it is loaded before it is
// needed, and Node's fetch never by asking: that is 30 ms and some megabytes in every process of a cluster.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { WorldError } from '../env.ts';
import type { Http, HttpHandler, HttpOptions, HttpResponse, Listener } from '../env.ts';

/** How much of a body is taken from the network before it is asked for. */
const aheadBytes = 256 * 1024;

export class NodeHttp implements Http {
  async serve(host: string, port: number, handler: HttpHandler): Promise<Listener> {
    const { createServer } = await import('node:http');
    // Loading it loads all of Node's fetch as well, 30 ms of a start: the first who asks waits for it.
    let listener: Promise<Listen> | undefined;
    const take = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
      listener ??= requestListener(host, handler);
      void listener.then((listen) => listen(incoming, outgoing));
    };
    // A path of HDFS may be 8,000 characters, each three when it is escaped; an upload takes what time it takes.
    const server = createServer({ maxHeaderSize: 64 * 1024, requestTimeout: 0 }, take);
    server.on('checkContinue', (incoming, outgoing) => {
      continueWhenRead(incoming, outgoing);
      take(incoming, outgoing);
    });
    return new Promise((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        const code = error.code === 'EADDRINUSE' ? 'address-in-use' : 'io';
        reject(new WorldError(code, `listening on ${host}:${port}: ${error.message}`, { cause: error }));
      });
      server.listen(port, host, () => {
        const address = server.address();
        const bound = typeof address === 'object' && address !== null ? address.port : port;
        resolve({
          host,
          port: bound,
          close: () =>
            new Promise((done) => {
              server.close(() => done());
              server.closeAllConnections();
            }),
        });
      });
    });
  }

  async fetch(url: string, options: HttpOptions): Promise<HttpResponse> {
    const [{ request }, { Readable, pipeline }] = await Promise.all([import('node:http'), import('node:stream')]);
    const { method = 'GET', headers = {}, body, timeoutMs } = options;
    const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
      const length = body instanceof Uint8Array ? { 'Content-Length': body.length } : {};
      const outgoing = request(url, { method, headers: { ...length, ...headers }, agent: false }, resolve);
      let over = false;
      const timer = setTimeout(() => {
        over = true;
        reject(new WorldError('timeout', `${url}: no answer within ${timeoutMs} ms`));
        outgoing.destroy();
      }, timeoutMs);
      const ended = (): void => {
        over = true;
        clearTimeout(timer);
      };
      outgoing.once('response', ended);
      // An answer may come, and the connection end, before everything was sent: what was said first counts.
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        ended();
        reject(new WorldError(error.code === 'ECONNREFUSED' ? 'refused' : 'io', `${url}: ${error.message}`, { cause: error }));
      });
      if (body instanceof ReadableStream) {
        const source = Readable.fromWeb(body as NodeReadableStream);
        pipeline(source, outgoing, () => {});
        // An upload takes what time it takes, as long as it is taken.
        const taken = (): void => {
          if (!over) timer.refresh();
        };
        source.on('data', taken).once('end', taken);
      } else outgoing.end(body);
    });
    // Without a strategy Node counts pieces, not bytes, and takes a whole image into memory.
    const strategy = new ByteLengthQueuingStrategy({ highWaterMark: aheadBytes });
    return responseOf(incoming, Readable.toWeb(incoming, { strategy }) as ReadableStream<Uint8Array>);
  }
}

function responseOf(incoming: IncomingMessage, body: ReadableStream<Uint8Array>): HttpResponse {
  const whole = async (): Promise<Uint8Array<ArrayBuffer>> => {
    const pieces: Uint8Array[] = [];
    for await (const piece of body) pieces.push(piece);
    return Uint8Array.from(Buffer.concat(pieces));
  };
  const text = async (): Promise<string> => Buffer.from(await whole()).toString();
  return {
    status: incoming.statusCode ?? 0,
    statusText: incoming.statusMessage ?? '',
    headers: { get: (name) => [incoming.headers[name.toLowerCase()] ?? []].flat().join(', ') || null },
    body,
    arrayBuffer: async () => (await whole()).buffer,
    text,
    json: async () => JSON.parse(await text()) as unknown,
  };
}

type Listen = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

async function requestListener(hostname: string, handler: HttpHandler): Promise<Listen> {
  const { getRequestListener } = await import('@hono/node-server');
  return getRequestListener(async (request, { incoming, outgoing }) => {
    const response = await handler(request, addressOf(incoming), incoming.url ?? '/');
    // The listener does not hand it on. Refusals alone have a reason of their own, and whoever is asked for it answers more slowly.
    if (response.status >= 400) outgoing.statusMessage = response.statusText;
    return response;
  }, { hostname });
}

/**
 * Asks for a body that a client holds back (`Expect: 100-continue`) only once somebody reads it: who is redirected keeps it
 * for the one that wants it. A connection whose body was never asked for is not used again: whether it still comes is open.
 */
function continueWhenRead(incoming: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.shouldKeepAlive = false;
  incoming.on('newListener', function asked(event) {
    if (event !== 'data' && event !== 'readable') return;
    incoming.removeListener('newListener', asked);
    // Once the answer is out, it is only being cleared away.
    if (outgoing.headersSent) return;
    outgoing.shouldKeepAlive = true;
    outgoing.writeContinue();
  });
}

/** IPv4 as such, also where the socket is an IPv6 one. */
function addressOf(incoming: { readonly socket?: { readonly remoteAddress?: string | undefined } | undefined }): string {
  return (incoming.socket?.remoteAddress ?? '').replace(/^::ffff:/, '');
}
