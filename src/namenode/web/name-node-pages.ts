// The NameNode's pages: their files, what they show as JSON, and the one thing that they may start, a planned failover. What a
// page asks of another NameNode (?node=nn2) goes through this one.
import type { Env } from '../../env/env.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { LiveStream } from '../../web-pages/live-stream.ts';
import { PageFiles } from '../../web-pages/page-files.ts';
import { errorAnswer, foreign, isLoopback, jsonAnswer } from '../../web-pages/page-request.ts';
import type { ConfiguredKey, FailoverRights, LogLine } from '../../web-pages/web-state.ts';
import type { NameNode } from '../name-node.ts';
import { ClusterWatch } from './cluster-watch.ts';
import type { Route } from './name-node-http.ts';
import { startupProgressServlet } from './startup-progress-servlet.ts';
import { dataNodeStates, metricsState, nameNodeState, nodeHistory } from './node-state.ts';

/** What the pages need besides the NameNode. */
export interface PageSources {
  configuration(): readonly ConfiguredKey[];
  logLines(afterId: number): readonly LogLine[];
  /** quorate.namenode.web.failover; undefined when it is not set. */
  readonly failoverWanted: boolean | undefined;
  /** hadoop.http.staticuser.user */
  readonly staticUser: string;
  /** Makes `to` the Active in good order, asked for by `user`. Rejects with why it did not. */
  failOver(to: string, user: string): Promise<void>;
}

export interface NameNodePages {
  readonly routes: Readonly<Record<string, Route>>;
  close(): void;
}

/** How long the pages look closely at a failover that one of them started. */
const watchMs = 15_000;
const bodyBytesMax = 4096;

/** @param startedMs Unix time of the process's start */
export function nameNodePages(env: Env, node: NameNode, sources: PageSources, startedMs: number): NameNodePages {
  const { self, user, httpBind, superusergroup } = node.options;
  const failover = rights(node, sources);
  // On loopback whoever is here could call himself anything; elsewhere nobody is more than Hadoop's web user.
  const watch = new ClusterWatch(env, node, { startedMs, failover, user: isLoopback(httpBind.host) ? user : sources.staticUser });
  const files = new PageFiles(env, 'namenode');
  const live = new LiveStream(env, () => watch.snapshot());
  const unwatch = node.metrics.events.watch(() => live.now());
  const page: Route = () => files.page();
  /** Of this NameNode, or of the one that ?node= names. */
  const shown = (answer: (parameters: URLSearchParams) => unknown): Route => async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const wanted = searchParams.get('node') ?? self.id;
    if (wanted === self.id) return jsonAnswer(answer(searchParams));
    searchParams.delete('node');
    try {
      const relayed = watch.relay(wanted, `${pathname}?${searchParams.toString()}`);
      return relayed === undefined ? errorAnswer(404, `there is no NameNode ${wanted}`) : jsonAnswer(await relayed);
    } catch (error) {
      return errorAnswer(502, `${wanted} does not answer: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const startFailover: Route = async (request) => {
    const why = foreign(request, [self.http.host, httpBind.host, env.hostName]);
    if (why !== undefined) return errorAnswer(403, why);
    if (!failover.allowed) return errorAnswer(403, failover.reason);
    const wish = await wishOf(request);
    if (wish === undefined) return errorAnswer(400, 'expected {"to":"<NameNode id>","user":"<name>"}');
    const { to } = wish;
    if (to !== self.id && !node.options.others.some((other) => other.id === to)) return errorAnswer(400, `there is no NameNode ${to}`);
    const begunMs = env.monotonicMs();
    try {
      node.groups.checkSuperuser(node.groups.caller(wish.user));
      env.log('info', 'a page asks for a failover', { to, user: wish.user });
      live.hurry(watchMs);
      await sources.failOver(to, wish.user);
      return jsonAnswer({ to, tookMs: Math.round(env.monotonicMs() - begunMs) });
    } catch (error) {
      const denied = error instanceof HdfsException && error.name === 'AccessControlException';
      const message = error instanceof Error ? error.message : String(error);
      return errorAnswer(denied ? 403 : 500, denied ? `${wish.user === '' ? 'Nobody' : wish.user} is no superuser: only the user that the NameNode runs as and members of ${superusergroup} may do this` : message);
    } finally {
      live.now();
    }
  };
  return {
    routes: {
      '/': page, '/index.html': page, '/dfshealth.html': page, '/explorer.html': page,
      '/assets': (request) => files.asset(request),
      '/startupProgress': (request) => startupProgressServlet(node, request, env.wallMs()),
      '/web/events': () => live.open(),
      '/web/viewers': () => jsonAnswer({ viewers: live.viewers }),
      '/web/state': async () => jsonAnswer(await watch.snapshot()),
      '/web/history': async () => jsonAnswer(await watch.history()),
      '/web/node': () => jsonAnswer(nameNodeState(node, env.wallMs(), startedMs)),
      '/web/node/history': () => jsonAnswer(nodeHistory(node)),
      '/web/datanodes': shown(() => dataNodeStates(node, env.wallMs())),
      '/web/metrics': shown(() => metricsState(node)),
      '/web/configuration': shown(() => sources.configuration()),
      '/web/logs': shown((parameters) => sources.logLines(Number(parameters.get('after') ?? 0))),
      '/web/failover': startFailover,
    },
    close: () => {
      unwatch();
      live.close();
    },
  };
}

function rights(node: NameNode, { failoverWanted }: PageSources): FailoverRights {
  if (!node.haEnabled) return { allowed: false, reason: 'This NameNode is alone: there is nobody to fail over to.' };
  if (failoverWanted === false) return { allowed: false, reason: 'quorate.namenode.web.failover is false.' };
  const { host } = node.options.httpBind;
  if (failoverWanted !== true && !isLoopback(host)) {
    return { allowed: false, reason: `This page is served on ${host}, to other machines: quorate.namenode.web.failover=true would allow it. \`quorate haadmin -failover\` does it from a shell.` };
  }
  return { allowed: true, reason: '' };
}

async function wishOf(request: Request): Promise<{ readonly to: string; readonly user: string } | undefined> {
  if (Number(request.headers.get('content-length') ?? Infinity) > bodyBytesMax) return undefined;
  try {
    const wish = await request.json() as { to?: unknown; user?: unknown };
    return typeof wish.to === 'string' && typeof wish.user === 'string' ? { to: wish.to, user: wish.user } : undefined;
  } catch {
    return undefined;
  }
}
