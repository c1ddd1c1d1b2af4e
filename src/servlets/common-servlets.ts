// What the HTTP port of every daemon answers besides its own pages: /jmx, /prom, /conf, /logLevel and /health; and that /stacks
// and /prof have nothing to show. Nothing is computed before somebody asks. Answers to the servlets that HttpServer2 adds to each server.
import type { Configuration } from '../conf/configuration.ts';
import type { Env } from '../env/env.ts';
import { beanOf, jmxServlet } from '../metrics/jmx.ts';
import type { Bean } from '../metrics/jmx.ts';
import type { MetricsSource } from '../metrics/metrics-record.ts';
import { javaBeans, processRecords } from '../metrics/process-beans.ts';
import { promServlet } from '../metrics/prometheus.ts';
import { confServlet } from './conf-servlet.ts';
import { healthServlet } from './health-servlet.ts';
import type { Health } from './health-servlet.ts';
import { logLevelServlet } from './log-level-servlet.ts';

export interface Observed {
  /** NameNode, JournalNode, DataNode. */
  readonly daemon: string;
  readonly sources: readonly MetricsSource[];
  /** Beans that are no metrics. */
  readonly beans: () => readonly Bean[];
  readonly health: () => Health;
  /** What the daemon was started with; /conf is not there without. */
  readonly conf: Configuration | undefined;
}

const noThreads = 'There are no threads whose stacks could say what this daemon waits for: one event loop does everything, and none of it blocks.\n'
  + 'How long it was held up: quorate_event_loop_delay_seconds at /prom; how many calls are under way: rpc_num_in_process_handler there.\n';
const noProfiler = 'There is no profiler in here. Start the daemon with NODE_OPTIONS=--cpu-prof for a profile of its whole run, or with --inspect to profile while it runs.\n';

/** Answers the paths above; undefined for every other. */
export function commonServlets(env: Env, observed: Observed): (request: Request) => Response | undefined {
  const { daemon } = observed;
  const records = () => [...observed.sources.flatMap((source) => source()), ...processRecords(env, daemon)];
  const beans = (): readonly Bean[] => [...observed.beans(), ...records().flatMap((record) => beanOf(record) ?? []), ...javaBeans(env)];
  const servlets: Readonly<Record<string, (request: Request) => Response>> = {
    '/jmx': (request) => jmxServlet(beans(), request),
    '/prom': () => promServlet(records()),
    '/logLevel': (request) => logLevelServlet(env, request),
    '/stacks': () => plain(501, noThreads),
    '/prof': () => plain(500, noProfiler),
    ...(observed.conf === undefined ? {} : { '/conf': confServlet(observed.conf) }),
  };
  return (request) => {
    const { pathname } = new URL(request.url);
    const health = /^\/health(?:\/(live|ready|active))?$/.exec(pathname);
    const servlet = health === null ? servlets[pathname] : () => healthServlet(observed.health(), health[1]);
    if (servlet === undefined) return undefined;
    // `hadoop daemonlog` asks so before it asks.
    if (request.method === 'OPTIONS') return new Response(null, { headers: { 'Content-Type': 'text/plain;charset=utf-8', Allow: 'GET, HEAD, TRACE, OPTIONS' } });
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, `HTTP method ${request.method} is not supported by this URL`);
    return servlet(request);
  };
}

function plain(status: number, message: string): Response {
  return new Response(message, { status, headers: { 'Content-Type': 'text/plain;charset=utf-8', ...(status === 405 ? { Allow: 'GET, HEAD' } : {}) } });
}
