// The pages' own files, as `scripts/bundle.mjs` left them in dist/web: a page for each daemon's role, and scripts and styles
// whose names hold their digests, compressed once and for all. Read when somebody asks, kept nowhere: the system's cache
// has them. Invariant: a name from a request never leaves that folder.
import type { Env } from '../env/env.ts';
import { WorldError } from '../env/env.ts';

export type PageRole = 'namenode' | 'journalnode' | 'datanode';

const types: Readonly<Record<string, string>> = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };

/**
 * Scripts and styles are this server's own, and nothing in a page runs or loads anything else. It may speak to other hosts:
 * files come from and go to DataNodes. `blob:` is an image out of a file.
 */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self' http: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** On everything that a page asks for. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff', 'X-Frame-Options': 'DENY', 'Referrer-Policy': 'no-referrer', 'Content-Security-Policy': policy,
};

export class PageFiles {
  readonly #env: Env;
  readonly #role: PageRole;

  constructor(env: Env, role: PageRole) {
    this.#env = env;
    this.#role = role;
  }

  /** The page itself, whose script draws whatever its address asks for. */
  async page(): Promise<Response> {
    const html = await this.#read(`${this.#role}.html`);
    const body = html ?? Buffer.from(`<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>${this.#role}</title><p>The pages are not built. <a href="/jmx">/jmx</a></p></html>\n`);
    return new Response(Uint8Array.from(body), { headers: { ...pageHeaders, 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' } });
  }

  /** GET /assets/NAME, NAME as in the page; whoever has it once need not ask again. */
  async asset(request: Request): Promise<Response> {
    const name = new URL(request.url).pathname.slice('/assets/'.length);
    const type = types[/^[\w-]+\.(js|css)$/.exec(name)?.[1] ?? ''];
    const compressed = type === undefined ? undefined : await this.#read(`${name}.gz`);
    if (type === undefined || compressed === undefined) return new Response('there is no such file\n', { status: 404, headers: pageHeaders });
    const headers = { ...pageHeaders, 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' };
    const body = Uint8Array.from(compressed);
    if (/\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')) return new Response(body, { headers: { ...headers, 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' } });
    return new Response(new Blob([body]).stream().pipeThrough(new DecompressionStream('gzip')), { headers });
  }

  async #read(name: string): Promise<Uint8Array | undefined> {
    const { programDirectory, disk } = this.#env;
    if (programDirectory === undefined) return undefined;
    try {
      return await disk.readFile(`${programDirectory}/web/${name}`);
    } catch (error) {
      if (error instanceof WorldError && error.code === 'not-found') return undefined;
      throw error;
    }
  }
}
