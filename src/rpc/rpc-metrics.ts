// What an RpcServer counts: plain numbers, read by JMX, metrics and tests, written by the server alone.
// Answers to org.apache.hadoop.ipc.metrics.RpcMetrics and RpcDetailedMetrics.

/** One method of one protocol. Times in milliseconds, from the arrival to the reply. */
export interface MethodMetrics {
  calls: number;
  /** Calls answered with an exception. */
  failures: number;
  totalMs: number;
  maxMs: number;
}

export interface RpcMetrics {
  calls: number;
  replies: number;
  failures: number;
  /** Calls whose connection went before their answer. */
  orphans: number;
  /** Calls taken and not answered: the length of the call queue. */
  callsInFlight: number;
  /** Connections not read because the call queue is full. */
  connectionsHeld: number;
  connectionsOpen: number;
  connectionsAccepted: number;
  /** Connections ended for a malformed preface, frame or header. */
  protocolErrors: number;
  authorizationFailures: number;
  receivedBytes: number;
  sentBytes: number;
  /** Writes handed to sockets; `replies / writes` is how well replies are coalesced. */
  writes: number;
  /** By `protocol.method`, the protocol being its descriptor's full name. */
  readonly methods: ReadonlyMap<string, MethodMetrics>;
  /** Calls that were answered with an exception, by its class without package. */
  readonly exceptions: Map<string, ExceptionMetrics>;
}

export interface ExceptionMetrics {
  calls: number;
  totalMs: number;
}

/** Counts a call that ended in an exception. */
export function countException(metrics: RpcMetrics, name: string, tookMs: number): void {
  let counted = metrics.exceptions.get(name);
  if (counted === undefined) metrics.exceptions.set(name, (counted = { calls: 0, totalMs: 0 }));
  counted.calls++;
  counted.totalMs += tookMs;
}

export function newRpcMetrics(methods: ReadonlyMap<string, MethodMetrics>): RpcMetrics {
  return {
    calls: 0, replies: 0, failures: 0, orphans: 0, callsInFlight: 0, connectionsHeld: 0, connectionsOpen: 0, connectionsAccepted: 0,
    protocolErrors: 0, authorizationFailures: 0, receivedBytes: 0, sentBytes: 0, writes: 0, methods, exceptions: new Map(),
  };
}

/** Methods of several servers of one process, added up. */
export function methodsOf(servers: readonly { readonly metrics: RpcMetrics }[]): ReadonlyMap<string, MethodMetrics> {
  const sums = new Map<string, MethodMetrics>();
  for (const { metrics } of servers) {
    for (const [name, method] of metrics.methods) {
      const before = sums.get(name);
      sums.set(name, before === undefined ? method : {
        calls: before.calls + method.calls, failures: before.failures + method.failures, totalMs: before.totalMs + method.totalMs, maxMs: Math.max(before.maxMs, method.maxMs),
      });
    }
  }
  return sums;
}
