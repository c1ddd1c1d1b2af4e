/** One HTTP request as it is written, dots and escapes and all, and its answer as it came. */
import http from 'node:http';

export interface HttpAnswer {
  readonly status: number;
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface AskOptions {
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** The request is repeated where a 307 points to; the body goes there alone. */
  readonly follow?: boolean;
}

/** Rejects when the connection fails before the answer is whole. `path` is sent as it is. */
export function ask(method: string, origin: string, path: string, options: AskOptions = {}): Promise<HttpAnswer> {
  const { hostname, port } = new URL(origin);
  const isChunked = options.headers?.['Transfer-Encoding'] !== undefined;
  const length = options.body === undefined || isChunked ? {} : { 'Content-Length': Buffer.byteLength(options.body) };
  return new Promise((resolve, reject) => {
    const request = http.request({ host: hostname, port, method, path, headers: { ...length, ...options.headers }, agent: false }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part));
      incoming.once('error', reject);
      incoming.once('end', () => {
        const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, [value ?? []].flat().join(', ')]));
        resolve({ status: incoming.statusCode ?? 0, reason: incoming.statusMessage ?? '', headers, body: Buffer.concat(parts) });
      });
    });
    request.once('error', reject);
    request.end(options.body);
  });
}

/** As `ask`, and on to the DataNode that a 307 names: the body goes there alone, as Hadoop's clients send it. */
export async function askThrough(method: string, origin: string, path: string, options: AskOptions = {}): Promise<readonly HttpAnswer[]> {
  const { body: _body, ...bodiless } = options;
  const first = await ask(method, origin, path, bodiless);
  const { location } = first.headers;
  if (first.status !== 307 || location === undefined) return [first];
  const to = new URL(location).origin;
  return [first, await ask(method, to, location.slice(to.length), options)];
}
