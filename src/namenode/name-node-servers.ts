// The NameNode's RPC ports: one for clients that takes everything, and, where they are configured, one of the same for DataNodes, other
// NameNodes and haadmin, one for lifelines, and that of the failover controller. Answers to NameNodeRpcServer.
import type { Env } from '../env/env.ts';
import { impersonation } from '../rpc/proxy-users.ts';
import { RpcServer } from '../rpc/rpc-server.ts';
import type { RpcServerOptions } from '../rpc/rpc-server.ts';
import type { Call } from '../rpc/service.ts';
import { audited } from './audit/audited.ts';
import { clientProtocol } from './client-protocol.ts';
import { datanodeLifelineProtocol, datanodeProtocol } from './datanode-protocol.ts';
import { haServiceProtocol, zkfcProtocol } from './ha-service-protocol.ts';
import type { NameNode } from './name-node.ts';
import { namenodeProtocol } from './namenode-protocol.ts';
import { quorateHaProtocol } from './quorate-ha-protocol.ts';
import { userMappings } from './user-mappings.ts';

/** Starts them in order, the clients' first, each in `servers` once it listens. Rejects with WorldError for a port that is taken. */
export async function startRpcServers(env: Env, node: NameNode, servers: RpcServer[]): Promise<void> {
  const { options, fsn, groups } = node;
  const start = async (server: RpcServerOptions): Promise<void> => {
    const started = new RpcServer(env, server);
    await started.start();
    servers.push(started);
  };
  const checkSuperuser = (call: Call, operation: string): void => node.checkSuperuser(call, operation);
  const log = (event: string, fields: Record<string, unknown>): void => env.log('warn', event, fields);
  const everything = {
    impersonate: impersonation(options.proxyUsers, groups), queueCallsMax: options.queueCallsMax, frameBytesMax: options.frameBytesMax,
    services: [
      audited(clientProtocol(fsn, node), node.audit, fsn), datanodeProtocol(env, node), datanodeLifelineProtocol(env, node), namenodeProtocol(fsn, node),
      haServiceProtocol(node, log), quorateHaProtocol(node), ...userMappings(groups, options.proxyUsers, checkSuperuser),
    ],
  };
  await start({ ...everything, ...options.rpcBind });
  if (options.serviceBind !== undefined) await start({ ...everything, ...options.serviceBind });
  if (options.lifelineBind !== undefined) await start({ ...options.lifelineBind, services: [datanodeLifelineProtocol(env, node)] });
  if (node.automaticFailover) await start({ host: options.rpcBind.host, port: options.zkfcPort, services: [zkfcProtocol(node)] });
}
