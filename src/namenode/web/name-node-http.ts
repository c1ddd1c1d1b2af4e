// The NameNode's web server: a plain table of paths. Answers to NameNodeHttpServer.

import type { Address } from '../../conf/keys.ts';
import type { Configuration } from '../../conf/configuration.ts';
import type { Env, HttpHandler, Listener } from '../../env/env.ts';
import type { MetricsSource } from '../../metrics/metrics-record.ts';
import { commonServlets } from '../../servlets/common-servlets.ts';
import type { Health } from '../../servlets/health-servlet.ts';
import { reasonPhrase } from '../../servlets/reason-phrase.ts';
import { crossOriginHeaders } from './cross-origin.ts';
import type { CrossOriginOptions } from './cross-origin.ts';
import { fsckServlet } from './fsck-servlet.ts';
import type { FsckHost } from './fsck-servlet.ts';
import { ImageServlet } from './image-servlet.ts';
import type { ImageServletHost } from './image-servlet.ts';
import { fsNamesystemRecord } from '../metrics/fs-namesystem-record.ts';
import { nameNodeBeans } from '../metrics/name-node-beans.ts';
import type { BeanSource } from '../metrics/name-node-beans.ts';

/** What the web server needs of the NameNode. */
export interface NameNodeView extends ImageServletHost, FsckHost {
  beanSource(): BeanSource;
  readonly crossOrigin?: CrossOriginOptions | undefined;
  /** Whether image and log are in memory. */
  readonly loaded?: boolean;
  readonly conf: Configuration | undefined;
  /** Metrics besides FSNamesystem's. */
  readonly sources: readonly MetricsSource[];
  health(): Health;
}

/** A path of its own; the longest prefix that ends at a slash or at the end wins. */
export type Route = (request: Request, remoteAddress: string, target: string) => Promise<Response> | Response;

/** Listens on `bind`; `routes` are paths of others, such as /webhdfs/v1. */
export function serveNameNode(env: Env, bind: Address, view: NameNodeView, routes: Readonly<Record<string, Route>> = {}): Promise<Listener> {
  const handle = nameNodeRouter(env, view, routes);
  return env.http.serve(bind.host, bind.port, handle);
}

/** What is answered while the NameNode still loads: pages, who it is, and WebHDFS, which waits, or asks the Active. */
const whileLoading = /^\/(?:index\.html|dfshealth\.html|explorer\.html|isActive|startupProgress)?$|^\/(?:assets|web|webhdfs)\//;

/** The handler itself, for those who have their own listener. */
export function nameNodeRouter(env: Env, view: NameNodeView, routes: Readonly<Record<string, Route>> = {}): HttpHandler {
  const images = new ImageServlet(env, view);
  const loaded = (): boolean => view.loaded !== false;
  const common = commonServlets(env, {
    daemon: 'NameNode', conf: view.conf, health: () => view.health(),
    beans: () => (loaded() ? nameNodeBeans(() => view.beanSource()) : []), sources: [() => (loaded() ? [fsNamesystemRecord(view.beanSource())] : []), ...view.sources],
  });
  const table: Readonly<Record<string, Route>> = {
    '/isActive': () => activity(view),
    '/fsck': (request, remoteAddress) => fsckServlet(env, view, request, remoteAddress),
    '/imagetransfer': (request) => images.handle(request),
    ...routes,
  };
  return async (request, remoteAddress, target) => {
    // As it was sent: '..' in a path is WebHDFS's business.
    const pathname = target.split('?', 1)[0] ?? '/';
    const answered = common(request);
    if (answered !== undefined) return answered;
    const route = table[pathname] ?? Object.entries(table).find(([path]) => path !== '/' && pathname.startsWith(`${path}/`))?.[1];
    if (view.loaded === false && !whileLoading.test(pathname)) return text(503, 'the NameNode is starting');
    if (route === undefined) return text(404, `${pathname}: there is nothing here`);
    try {
      const response = await route(request, remoteAddress, target);
      if (view.crossOrigin !== undefined) for (const [name, value] of Object.entries(crossOriginHeaders(view.crossOrigin, request.headers))) response.headers.set(name, value);
      return response;
    } catch (error) {
      env.log('error', 'a web request failed', { path: pathname, error });
      return text(500, error instanceof Error ? error.message : String(error));
    }
  };
}

/** IsNameNodeActiveServlet: for load balancers, and for Standbys that look for whom to send a checkpoint to. */
function activity(view: NameNodeView): Response {
  return view.serviceState === 'ACTIVE' ? text(200, 'I am Active!') : text(405, 'I am not Active!');
}

function text(status: number, message: string): Response {
  return new Response(message, { status, statusText: reasonPhrase(message), headers: { 'Content-Type': 'text/plain;charset=utf-8', 'Cache-Control': 'no-cache' } });
}
