// Whose pages may write through this DataNode from a browser: the NameNodes' own. Any other site that somebody happens to
// look at must not put files into a cluster that his machine can reach. Apache's DataNodes let every page do so.
import type { NameNodeAddress } from '../../conf/nameservices.ts';

/** Whether `origin` ('http://nn1:9870') is the web server of one of `nameNodes`, by the name that is configured or on loopback. */
export function isNameNodePage(origin: string, nameNodes: readonly NameNodeAddress[]): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname, port } = new URL(origin);
  const host = bare(hostname);
  return protocol === 'http:' && nameNodes.some(({ rpc, http }) => {
    if (http.port !== Number(port === '' ? 80 : port)) return false;
    const known = [http.host, rpc.host].map(bare);
    return known.includes(host) || (isLoopback(host) && known.some((each) => isLoopback(each) || isAny(each)));
  });
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '').toLowerCase();
}

function isLoopback(host: string): boolean {
  return /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/.test(host);
}

function isAny(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
