// Which requests may change something: only those that a page of this very server made. A page of somebody else's cannot
// set the header without asking first, and is never allowed to; a foreign name that was made to resolve to this address
// (DNS rebinding) is in no list of names of ours.
import { pageHeaders } from './page-files.ts';

/** A page's requests that change something carry it. */
export const pageHeader = 'x-quorate-page';

/** 127.0.0.0/8, ::1, localhost. */
export function isLoopback(host: string): boolean {
  return /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/i.test(host.replace(/^\[|\]$/g, ''));
}

/** Undefined when the request may change something; else why not. `names` are those that this server is known by. */
export function foreign(request: Request, names: readonly string[]): string | undefined {
  const { host, hostname, origin } = new URL(request.url);
  const { headers } = request;
  if (request.method !== 'POST') return 'POST is wanted';
  if (headers.get(pageHeader) === null) return `the header ${pageHeader} is missing`;
  const from = headers.get('origin');
  if (from !== null && from !== origin) return `a page of ${from} may not ask this of ${origin}`;
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return `a request from another site (${site})`;
  const bare = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (!isLoopback(bare) && !/^[\d.]+$|:/.test(bare) && !names.some((name) => name.toLowerCase() === bare)) return `${host} is no name of this server`;
  return undefined;
}

/** JSON that nobody may keep. */
export function jsonAnswer(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { ...pageHeaders, 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' } });
}

/** `{ error }`, with the sentence to show. */
export function errorAnswer(status: number, error: string): Response {
  return jsonAnswer({ error }, status);
}
