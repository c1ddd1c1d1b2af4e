// The DataNode's web port: a page that says what it is, and /jmx with the beans that tools look for.
import { softwareVersion } from '../protocol/storage-info.ts';
import type { BPOfferService } from './bp-offer-service.ts';

/** The DataNode as its pages show it. */
export interface ShownDataNode {
  readonly datanodeUuid: string;
  readonly port: number;
  readonly ipcPort: number;
  readonly httpPort: number;
  readonly uptimeMs: number;
  readonly xceiverCount: number;
  readonly xmitsInProgress: number;
  readonly services: readonly BPOfferService[];
}

export function dataNodePages(node: ShownDataNode): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    if (url.pathname === '/jmx') return Response.json({ beans: beans(node).filter((bean) => matches(bean.name, url.searchParams.get('qry'))) });
    if (url.pathname !== '/' && url.pathname !== '/datanode.html' && url.pathname !== '/index.html') return new Response('Not found\n', { status: 404 });
    return new Response(page(node), { headers: { 'content-type': 'text/html; charset=utf-8' } });
  };
}

interface Bean {
  readonly name: string;
  readonly [attribute: string]: unknown;
}

function beans(node: ShownDataNode): Bean[] {
  const actors = node.services.flatMap((service) => service.actors.map((actor) => ({
    NamenodeAddress: actor.name, BlockPoolID: service.namespace?.blockPoolId ?? '', ActorState: actor.state.toUpperCase().replace('-', '_'),
    Active: service.active === actor,
  })));
  const pools = node.services.flatMap((service) => (service.pool === undefined ? [] : [service.pool]));
  const volumes = Object.fromEntries(pools.flatMap((pool) => pool.slices.map((slice) => [slice.directory.path, {
    usedSpace: slice.usedBytes, freeSpace: pool.availableBytes(slice), reservedSpace: 0, reservedSpaceForReplicas: slice.reservedBytes,
    storageType: slice.type, numBlocks: pool.size,
  }])));
  const total = (of: (pool: (typeof pools)[number], slice: (typeof pools)[number]['slices'][number]) => number): number =>
    pools.reduce((sum, pool) => sum + pool.slices.reduce((part, slice) => part + of(pool, slice), 0), 0);
  return [
    {
      name: 'Hadoop:service=DataNode,name=DataNodeInfo', Version: softwareVersion, SoftwareVersion: softwareVersion, DatanodeUuid: node.datanodeUuid,
      DataPort: String(node.port), RpcPort: String(node.ipcPort), HttpPort: String(node.httpPort), XceiverCount: node.xceiverCount,
      XmitsInProgress: node.xmitsInProgress, BPServiceActorInfo: JSON.stringify(actors), VolumeInfo: JSON.stringify(volumes),
    },
    {
      name: 'Hadoop:service=DataNode,name=FSDatasetState', Capacity: total((pool, slice) => pool.capacityBytes(slice)),
      DfsUsed: total((_pool, slice) => slice.usedBytes), Remaining: total((pool, slice) => pool.availableBytes(slice)), NumFailedVolumes: 0,
    },
  ];
}

function matches(name: string, query: string | null): boolean {
  if (query === null || query === '') return true;
  return new RegExp(`^${query.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`).test(name);
}

function page(node: ShownDataNode): string {
  const rows = node.services.flatMap((service) => service.actors.map((actor) =>
    `<tr><td>${actor.name}</td><td>${service.namespace?.blockPoolId ?? ''}</td><td>${actor.state}${service.active === actor ? ', obeyed' : ''}</td></tr>`));
  return `<!doctype html><title>DataNode</title><h1>DataNode ${node.datanodeUuid}</h1>
<p>Version ${softwareVersion}, data port ${node.port}, RPC port ${node.ipcPort}, up ${Math.floor(node.uptimeMs / 1000)} s.</p>
<table><tr><th>NameNode</th><th>Block pool</th><th>State</th></tr>${rows.join('')}</table>
<p><a href="/jmx">/jmx</a></p>
`;
}
