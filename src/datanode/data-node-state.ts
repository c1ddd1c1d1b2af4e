// A DataNode as its page shows it.
import type { Env } from '../env/env.ts';
import { softwareVersion } from '../protocol/storage-info.ts';
import { shownEvents } from '../web-pages/shown-events.ts';
import type { DataNodeOwnState } from '../web-pages/web-state.ts';
import type { ShownDataNode } from './data-node-pages.ts';

export function dataNodeState(env: Env, node: ShownDataNode): DataNodeOwnState {
  return {
    role: 'datanode', uuid: node.datanodeUuid, address: `${env.hostName}:${node.port}`, nowMs: env.wallMs(), startedMs: Math.round(env.wallMs() - node.uptimeMs),
    version: softwareVersion, xceivers: node.xceiverCount, transfers: node.xmitsInProgress,
    replicas: node.services.reduce((sum, { pool }) => sum + (pool?.size ?? 0), 0),
    events: shownEvents(node.notes?.events.list()),
    nameNodes: node.services.flatMap((service) => service.actors.map((actor) => ({
      address: actor.name, blockPoolId: service.namespace?.blockPoolId ?? '', state: actor.state, obeyed: service.active === actor,
    }))),
    volumes: node.services.flatMap(({ pool }) => (pool === undefined ? [] : pool.slices.map((slice) => ({
      path: slice.directory.path, type: slice.type, capacityBytes: pool.capacityBytes(slice), usedBytes: slice.usedBytes, freeBytes: pool.availableBytes(slice),
    })))),
  };
}
