// An RpcServer's metrics as Hadoop's records: RpcActivityForPortN and RpcDetailedActivityForPortN. A call is measured from the
// arrival of its bytes to its reply, all of which counts as processing: there are no handler threads to queue for. Answers to
// org.apache.hadoop.ipc.metrics.RpcMetrics and RpcDetailedMetrics.
import type { Env } from '../env/env.ts';
import { RecentMeans, absent, counters, gauges, rate } from '../metrics/metrics-record.ts';
import type { Metric, MetricsRecord, MetricsSource } from '../metrics/metrics-record.ts';
import type { RpcServer } from './rpc-server.ts';

export interface RpcRecordsOptions {
  /** NameNode, JournalNode, DataNode: of the bean's name. */
  readonly daemon: string;
  /** tag.serverName: the class of the first protocol that Hadoop's server of this kind speaks. */
  readonly serverName: string;
}

/** Requests a second are of so long a time at least. */
const rateMs = 1000;

export function rpcRecords(env: Env, server: RpcServer, options: RpcRecordsOptions): MetricsSource {
  const means = new RecentMeans();
  let seen = { calls: 0, atMs: env.monotonicMs(), perSecond: 0 };
  const perSecond = (calls: number): number => {
    const nowMs = env.monotonicMs();
    if (nowMs - seen.atMs >= rateMs) seen = { calls, atMs: nowMs, perSecond: Math.round(((calls - seen.calls) * 1000) / (nowMs - seen.atMs)) };
    return seen.perSecond;
  };
  return () => [activity(env, server, options, means, perSecond(server.metrics.calls)), detailed(env, server, options, means)];
}

function activity(env: Env, server: RpcServer, { daemon, serverName }: RpcRecordsOptions, means: RecentMeans, perSecond: number): MetricsRecord {
  const { metrics, port } = server;
  const totalMs = [...metrics.methods.values()].reduce((sum, method) => sum + method.totalMs, 0);
  return {
    bean: `Hadoop:service=${daemon},name=RpcActivityForPort${port}`,
    record: 'rpc',
    tags: {
      port: String(port), serverName, Context: 'rpc', NumOpenConnectionsPerUser: JSON.stringify(server.connectionsByUser()), Hostname: env.hostName,
    },
    metrics: [
      ...rate('DeferredRpcProcessingTime', 0, 0, 'calls that were answered by another thread'),
      ...counters([
        ['ReceivedBytes', metrics.receivedBytes, 'Bytes received.'],
        ['RpcAuthenticationFailures', 0, 'Connections that could not say who they are.'],
        ['RpcAuthenticationSuccesses', 0, 'Connections that proved who they are.'],
        ['RpcAuthorizationFailures', metrics.authorizationFailures, 'Connections whose user may not speak the protocol.'],
        ['RpcAuthorizationSuccesses', Math.max(0, metrics.connectionsAccepted - metrics.authorizationFailures), 'Connections whose user may.'],
        ['RpcCallSuccesses', metrics.calls - metrics.failures, 'Calls that were answered without an exception.'],
      ]),
      ...absent('counter', 'RpcClientBackoff RpcClientBackoffDisconnected'),
      ...rate('RpcEnQueueTime', metrics.calls, 0, 'calls on their way into the queue'),
      ...rate('RpcLockWaitTime', metrics.calls, 0, 'calls waiting for the lock of the namespace'),
      ...rate('RpcProcessingTime', metrics.calls, means.mean('', metrics.calls, totalMs, env.monotonicMs()), 'calls, from arrival to reply'),
      ...rate('RpcQueueTime', metrics.calls, 0, 'calls in the queue'),
      ...absent('counter', 'RpcRequeueCalls'),
      ...rate('RpcResponseTime', metrics.replies, 0, 'replies on their way out'),
      ...absent('counter', 'RpcSlowCalls'),
      ...counters([['SentBytes', metrics.sentBytes, 'Bytes sent.']]),
      ...gauges([
        ['NumInProcessHandler', metrics.callsInFlight, 'Calls taken and not answered.'],
        ['TotalRequests', metrics.calls, 'Calls since the start.'],
        ['TotalRequestsPerSecond', perSecond, 'Calls a second since the last look.'],
        ['NumOpenConnections', metrics.connectionsOpen, 'Open connections.'],
        ['CallQueueLength', metrics.connectionsHeld, 'Connections that are not read because too many calls wait for their answers.'],
        ['NumDroppedConnections', metrics.protocolErrors, 'Connections ended for what came over them.'],
      ]),
    ],
  };
}

function detailed(env: Env, { metrics, port }: RpcServer, { daemon }: RpcRecordsOptions, means: RecentMeans): MetricsRecord {
  const nowMs = env.monotonicMs();
  const names = new Map<string, { calls: number; totalMs: number }>();
  for (const [name, { calls, totalMs }] of [...metrics.methods, ...metrics.exceptions]) {
    // Protocols of one server may have methods of one name, which Hadoop counts together.
    const method = capital(name.slice(name.lastIndexOf('.') + 1));
    const sum = names.get(method) ?? { calls: 0, totalMs: 0 };
    names.set(method, { calls: sum.calls + calls, totalMs: sum.totalMs + totalMs });
  }
  const of = (name: string, { calls, totalMs }: { readonly calls: number; readonly totalMs: number }): Metric[] => {
    const mean = means.mean(name, calls, totalMs, nowMs);
    return [...rate(name, calls, mean, `calls of ${name}`), ...rate(`Overall${name}`, calls, mean, `calls of ${name}, from arrival to reply`)];
  };
  return {
    bean: `Hadoop:service=${daemon},name=RpcDetailedActivityForPort${port}`,
    record: 'rpcdetailed',
    tags: { port: String(port), Context: 'rpcdetailed', Hostname: env.hostName },
    metrics: [...names].flatMap(([name, counted]) => of(name, counted)),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
