// The NameNode's HTTP port: a path, a handler. Answers to NameNodeHttpServer.
import type { Address } from '../../conf/keys.ts';
import type { Env, Listener } from '../../env/env.ts';
import type { NameNode } from '../name-node.ts';
import { jmxBeans } from './jmx-beans.ts';

type Page = (url: URL, request: Request) => Promise<Response> | Response;

/** Serves the NameNode's pages; rejects with WorldError when the address is taken. */
export function serveNameNode(env: Env, bind: Address, node: NameNode): Promise<Listener> {
  const pages: Readonly<Record<string, Page>> = {
    '/': () => Response.redirect(`http://${node.options.self.http.host}:${node.options.self.http.port}/jmx`, 302),
    '/jmx': (url) => jmx(env, node, url),
    '/isActive': () => new Response(null, { status: node.haState === 'Active' ? 200 : 405 }),
  };
  return env.http.serve(bind.host, bind.port, async (request) => {
    const url = new URL(request.url);
    const page = pages[url.pathname];
    if (page === undefined) return new Response(`There is no ${url.pathname} here.\n`, { status: 404 });
    try {
      return await page(url, request);
    } catch (error) {
      env.log('warn', 'a page failed', { path: url.pathname, error });
      return new Response(`${error instanceof Error ? error.message : String(error)}\n`, { status: 500 });
    }
  });
}

/** JMXJsonServlet: all beans, those of ?qry=, or one attribute of one by ?get=bean::attribute. */
function jmx(env: Env, node: NameNode, url: URL): Response {
  const beans = jmxBeans(node, env.wallMs(), env.monotonicMs());
  const get = url.searchParams.get('get');
  if (get !== null) {
    const [name, attribute = ''] = get.split('::');
    const bean = beans.find((each) => each.name === name);
    if (bean === undefined || !(attribute in bean)) return Response.json({ result: 'ERROR', message: `No attribute with name ${attribute} was found.` }, { status: 404 });
    return Response.json({ beans: [{ name: bean.name, modelerType: bean['modelerType'], [attribute]: bean[attribute] }] });
  }
  const query = url.searchParams.get('qry');
  return Response.json({ beans: beans.filter((bean) => query === null || query === '*:*' || matches(bean.name, query)) });
}

/** A pattern with * as in JMX's object names. */
function matches(name: string, query: string): boolean {
  return new RegExp(`^${query.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`).test(name);
}
