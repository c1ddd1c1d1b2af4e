// Traces through OpenTelemetry's API, if the program has registered an SDK for it (node --import ./tracing.mjs): otherwise not even
// the API is loaded. What is collected, sampled and sent is the SDK's business.
import type { Span, SpanStart, Tracer } from '../env.ts';

type Api = typeof import('@opentelemetry/api');
type OtelSpan = ReturnType<ReturnType<Api['trace']['getTracer']>['startSpan']>;

/** Where every copy of the API's first major version keeps what is registered. */
const registry: unique symbol = Symbol.for('opentelemetry.js.api.1');

interface Registered {
  readonly [registry]?: { readonly trace?: unknown };
}

/** The tracer of the SDK that is registered now, as soon as the API is loaded; undefined when none is. */
export function openTelemetry(): Promise<Tracer> | undefined {
  return (globalThis as Registered)[registry]?.trace === undefined ? undefined : load();
}

async function load(): Promise<Tracer> {
  // A CommonJS package: bundled, it is all in its default export.
  const loaded: Api & { readonly default?: Api } = await import('@opentelemetry/api');
  return tracerOf(loaded.default ?? loaded);
}

function tracerOf(api: Api): Tracer {
  const tracer = api.trace.getTracer('quorate');
  const kinds = { server: api.SpanKind.SERVER, client: api.SpanKind.CLIENT } as const;
  const contextOf = (parent: Span | string | undefined, inProgram: boolean) => {
    if (parent === undefined && inProgram) return api.context.active();
    if (parent instanceof ApiSpan) return api.trace.setSpan(api.ROOT_CONTEXT, parent.span);
    const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(typeof parent === 'string' ? parent : '') ?? [];
    if (traceId === undefined || spanId === undefined) return api.ROOT_CONTEXT;
    return api.trace.setSpanContext(api.ROOT_CONTEXT, { traceId, spanId, traceFlags: Number.parseInt(flags ?? '0', 16), isRemote: true });
  };
  return {
    start: (name: string, { kind, parent, inProgram = false, links = [], attributes = {} }: SpanStart) => new ApiSpan(api, tracer.startSpan(name, {
      kind: kind === undefined ? api.SpanKind.INTERNAL : kinds[kind], attributes: { ...attributes },
      links: links.flatMap((link) => (link instanceof ApiSpan ? [{ context: link.span.spanContext() }] : [])),
    }, contextOf(parent, inProgram))),
  };
}

class ApiSpan implements Span {
  readonly span: OtelSpan;
  readonly #api: Api;

  constructor(api: Api, span: OtelSpan) {
    this.#api = api;
    this.span = span;
  }

  get traceParent(): string {
    const { traceId, spanId, traceFlags } = this.span.spanContext();
    return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
  }

  set(name: string, value: string | number | boolean): void {
    this.span.setAttribute(name, value);
  }

  end(error?: unknown): void {
    if (error !== undefined) {
      this.span.recordException(error instanceof Error ? error : String(error));
      this.span.setStatus({ code: this.#api.SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) });
    }
    this.span.end();
  }
}
