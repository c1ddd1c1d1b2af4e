// Pages of other origins that ask the NameNode (CORS): which may, and what they are told. Answers to CrossOriginFilter.

export interface CrossOriginOptions {
  /** '*', 'http://*.example.com', 'regex:...', or an origin. */
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly maxAgeSeconds: number;
}

/** The headers for a request that may be answered to its origin; none for others, which are answered all the same. */
export function crossOriginHeaders(options: CrossOriginOptions, asked: Pick<Headers, 'get'>): Record<string, string> {
  const origin = asked.get('origin')?.replace(/[\r\n]/g, '') ?? '';
  const method = asked.get('access-control-request-method');
  const headers = asked.get('access-control-request-headers');
  const isAllowed = origin !== '' && origin.split(' ').some((each) => options.origins.some((allowed) => matches(allowed, each)))
    && (method === null || options.methods.includes(method))
    && (headers === null || headers.split(',').every((name) => options.headers.includes(name.trim())));
  if (!isAllowed) return {};
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Allow-Methods': options.methods.join(','),
    'Access-Control-Allow-Headers': options.headers.join(','),
    'Access-Control-Max-Age': String(options.maxAgeSeconds),
  };
}

function matches(allowed: string, origin: string): boolean {
  if (allowed === '*') return true;
  if (allowed.startsWith('regex:')) return pattern(allowed.slice('regex:'.length)).test(origin);
  if (!allowed.includes('*')) return allowed === origin;
  return pattern(allowed.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')).test(origin);
}

function pattern(source: string): RegExp {
  try {
    return new RegExp(`^(?:${source})$`);
  } catch {
    // A pattern that only Java understands allows nobody.
    return /(?!)/;
  }
}
