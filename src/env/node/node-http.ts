// HTTP behind env.ts: @hono/node-server serves web-standard handlers, Node's own fetch asks.
import { WorldError } from '../env.ts';
import type { Http, HttpHandler, HttpOptions, Listener } from '../env.ts';

export class NodeHttp implements Http {
  async serve(host: string, port: number, handler: HttpHandler): Promise<Listener> {
    // Loading it replaces Node's Request and Response, which costs 20 ms: commands and guardians serve nothing.
    const { createAdaptorServer } = await import('@hono/node-server');
    const server = createAdaptorServer({ fetch: (request, { incoming }) => handler(request, addressOf(incoming)), hostname: host });
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
              if ('closeAllConnections' in server) server.closeAllConnections();
            }),
        });
      });
    });
  }

  async fetch(url: string, options: HttpOptions): Promise<Response> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), options.timeoutMs);
    try {
      return await fetch(url, {
        method: options.method ?? 'GET',
        signal: abort.signal,
        ...(options.headers === undefined ? {} : { headers: options.headers }),
        ...(options.body === undefined ? {} : { body: options.body, duplex: 'half' as const }),
      });
    } catch (error) {
      if (abort.signal.aborted) throw new WorldError('timeout', `${url}: no answer within ${options.timeoutMs} ms`, { cause: error });
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      const code = cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED' ? 'refused' : 'io';
      throw new WorldError(code, `${url}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
}

/** IPv4 as such, also where the socket is an IPv6 one. */
function addressOf(incoming: { readonly socket?: { readonly remoteAddress?: string | undefined } | undefined }): string {
  return (incoming.socket?.remoteAddress ?? '').replace(/^::ffff:/, '');
}
