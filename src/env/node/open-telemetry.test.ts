// Traces of a real cluster in this process, collected by a provider of the test's own through OpenTelemetry's API.
import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { test } from 'node:test';
import * as api from '@opentelemetry/api';
import type { Attributes, Link, Span, SpanContext, SpanOptions } from '@opentelemetry/api';
import { startCluster } from '../../testing/start-cluster.ts';
import { openTelemetry } from './open-telemetry.ts';

interface Collected {
  readonly name: string;
  readonly kind: api.SpanKind;
  readonly context: SpanContext;
  readonly parentId: string | undefined;
  readonly links: readonly Link[];
  readonly attributes: Attributes;
  error: boolean;
}

/** What has ended, in that order. */
function collect(): Collected[] {
  const ended: Collected[] = [];
  let next = 1;
  const startSpan = (name: string, options: SpanOptions = {}, context = api.ROOT_CONTEXT): Span => {
    const parent = api.trace.getSpanContext(context);
    const spanId = (next++).toString(16).padStart(16, '0');
    const collected: Collected = {
      name, kind: options.kind ?? api.SpanKind.INTERNAL, parentId: parent?.spanId, links: options.links ?? [], attributes: { ...options.attributes }, error: false,
      context: { traceId: parent?.traceId ?? spanId.padStart(32, '0'), spanId, traceFlags: 1 },
    };
    const span: Span = {
      spanContext: () => collected.context, setAttribute: (key, value) => (Object.assign(collected.attributes, { [key]: value }), span), setAttributes: () => span, addEvent: () => span,
      setStatus: ({ code }) => ((collected.error = code === api.SpanStatusCode.ERROR), span), updateName: () => span, isRecording: () => true, recordException: () => {},
      end: () => void ended.push(collected),
    };
    return span;
  };
  api.trace.setGlobalTracerProvider({ getTracer: () => ({ startSpan, startActiveSpan: () => assert.fail('not used') }) });
  return ended;
}

test('without an SDK there is no tracer', () => {
  assert.equal(openTelemetry(), undefined);
});

test('a call, its edit, its batch and its journals are one trace; what others share links to it', async () => {
  const ended = collect();
  try {
    await using cluster = await startCluster({ datanodes: 0, journalnodes: 3 });
    const client = cluster.client();
    await client.mkdirs('/a');
    await client.stat('/a');
    await assert.rejects(client.readFile('/none'));
    const find = (name: RegExp): Collected[] => ended.filter((span) => name.test(span.name));
    const [call, asked] = find(/^ClientProtocol\/mkdirs$/);
    assert.ok(call !== undefined && asked !== undefined);
    assert.deepEqual([asked.kind, asked.parentId, asked.attributes['rpc.method'], asked.error], [api.SpanKind.CLIENT, undefined, 'mkdirs', false]);
    assert.deepEqual([call.kind, call.parentId, call.attributes['rpc.method'], call.error], [api.SpanKind.SERVER, asked.context.spanId, 'mkdirs', false]);
    const [edit] = find(/^edit OP_MKDIR$/);
    assert.equal(edit?.parentId, call.context.spanId);
    assert.ok(Number(edit?.attributes['hdfs.txid']) > 0);
    const [batch] = find(/^batch$/);
    assert.equal(batch?.parentId, edit?.context.spanId);
    assert.equal(batch?.attributes['hdfs.edits'], 1);
    await cluster.untilActive(cluster.active());
    const journals = find(/^journal /).filter((span) => span.parentId === batch?.context.spanId);
    assert.ok(journals.length >= 2, String(journals.length));
    const served = find(/^QJournalProtocol\/journal$/).filter((span) => journals.some((journal) => journal.context.spanId === span.parentId));
    assert.ok(served.length >= 2, String(served.length));
    assert.equal(new Set([asked, call, edit, batch, ...journals, ...served].map((span) => span?.context.traceId)).size, 1);
    assert.equal(find(/^ClientProtocol\/getFileInfo$/).length > 0, true);
    assert.ok(find(/^ClientProtocol\/getBlockLocations$/).some((span) => span.error));
    // A Standby's questions and heartbeats are nobody's trace.
    assert.deepEqual(ended.filter((span) => /getJournaledEdits|sendHeartbeat|renew|getHAServiceState/.test(span.name)), []);

    await Promise.all(Array.from({ length: 20 }, (_, i) => client.mkdirs(`/many/${i}`)));
    const edits = new Map(find(/^edit OP_MKDIR$/).map((span) => [span.context.spanId, span]));
    const shared = find(/^batch$/).filter((span) => span.links.length > 0);
    assert.ok(shared.length > 0);
    for (const span of shared) for (const { context } of span.links) assert.ok(edits.has(context.spanId));
  } finally {
    api.trace.disable();
  }
});

test('a client\'s call is a part of what its program does, with all its tries, and ends as it ends', async () => {
  const ended = collect();
  const storage = new AsyncLocalStorage<api.Context>();
  const manager: api.ContextManager = {
    active: () => storage.getStore() ?? api.ROOT_CONTEXT, with: (context, run, self, ...args) => storage.run(context, () => run.call(self as ThisParameterType<typeof run>, ...args)),
    bind: (_context, target) => target, enable: () => manager, disable: () => manager,
  };
  api.context.setGlobalContextManager(manager);
  try {
    await using cluster = await startCluster({ datanodes: 0, journalnodes: 3 });
    const client = cluster.client();
    const traceId = 'feed'.repeat(8);
    const during = <T>(run: () => Promise<T>): Promise<T> => api.context.with(api.trace.setSpanContext(api.ROOT_CONTEXT, { traceId, spanId: 'beef'.repeat(4), traceFlags: 1 }), run);
    const [first, second] = await Promise.allSettled([during(() => client.mkdirs('/a')), during(() => client.setPermission('/none', 0o700))]);
    assert.deepEqual([first.status, second.status], ['fulfilled', 'rejected']);
    // The same call at another NameNode is no other call.
    await cluster.failover();
    await during(() => client.mkdirs('/b'));
    const spans = ended.filter((span) => span.context.traceId === traceId);
    const calls = spans.filter((span) => span.kind === api.SpanKind.CLIENT && span.name.startsWith('ClientProtocol/'));
    assert.deepEqual(calls.map(({ name, parentId, error }) => `${name} ${parentId} ${error}`).sort(), ['mkdirs beefbeefbeefbeef false', 'mkdirs beefbeefbeefbeef false', 'setPermission beefbeefbeefbeef true'].map((line) => `ClientProtocol/${line}`));
    for (const { name, context } of calls) assert.ok(spans.some((span) => span.kind === api.SpanKind.SERVER && span.name === name && span.parentId === context.spanId), name);
  } finally {
    api.trace.disable();
    api.context.disable();
  }
});
