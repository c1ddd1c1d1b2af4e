// GET /jmx: beans by query, as JSON in the form that Hadoop's servlet gives it, its errors included. Answers to
// JMXJsonServlet.
import { JavaReal } from '../protocol/java-text.ts';
import type { MetricsRecord } from './metrics-record.ts';

export type BeanValue = string | number | boolean | null | JavaReal | readonly BeanValue[] | { readonly [name: string]: BeanValue };

/** A managed object; its attributes are read only when somebody asks for it. */
export interface Bean {
  /** Hadoop:service=NameNode,name=NameNodeStatus */
  readonly name: string;
  readonly modelerType: string;
  attributes(): Readonly<Record<string, BeanValue>>;
}

/** The bean of a record; undefined when it has none. */
export function beanOf(record: MetricsRecord): Bean | undefined {
  const { bean, tags, metrics } = record;
  if (bean === undefined) return undefined;
  return {
    name: bean, modelerType: bean.replace(/^.*?,name=/, ''),
    attributes: () => ({
      ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [`tag.${name}`, value])),
      ...Object.fromEntries(metrics.map(({ name, value }) => [name, value])),
    }),
  };
}

/** Answers `?qry=<pattern>` (all beans without it) and `?get=<bean>::<attribute>`. */
export function jmxServlet(beans: readonly Bean[], request: Request): Response {
  const parameters = new URL(request.url).searchParams;
  const get = parameters.get('get');
  if (get === null) {
    const pattern = parameters.get('qry') ?? '';
    const query = pattern === '' ? '*:*' : pattern;
    return json(isObjectName(query) ? listing(beans.filter((bean) => matches(query, bean.name)).map((bean) => objectOf(bean))) : {});
  }
  const [name = '', attribute, ...more] = get.split('::');
  if (attribute === undefined || more.length > 0) return json({ result: 'ERROR', message: 'query format is not as expected.' });
  if (!isObjectName(name)) return json({});
  const found: BeanValue[] = [];
  for (const bean of beans.filter((one) => matches(name, one.name))) {
    const value = bean.attributes()[attribute];
    const head = { name: bean.name, modelerType: bean.modelerType };
    found.push(value === undefined ? { ...head, result: 'ERROR', message: `No attribute with name ${attribute} was found.` } : { ...head, [attribute]: value });
    // The servlet ends at the first bean without it.
    if (value === undefined) break;
  }
  return json(listing(found));
}

function listing(beans: readonly BeanValue[]): BeanValue {
  return { beans };
}

function objectOf(bean: Bean): BeanValue {
  return { name: bean.name, modelerType: bean.modelerType, ...bean.attributes() };
}

/** Whether javax.management.ObjectName takes it: a domain, and properties of which none comes twice. */
function isObjectName(text: string): boolean {
  const [domain, properties] = cut(text, ':');
  if (domain === undefined || properties === undefined || properties === '') return false;
  const keys = properties.split(',').map((part) => (part === '*' ? part : part.includes('=') ? (cut(part, '=')[0] ?? '') : ''));
  return keys.every((key) => key !== '') && new Set(keys).size === keys.length;
}

/** javax.management.ObjectName patterns: '*' and '?' in the domain and in values, ',*' for further properties. */
export function matches(pattern: string, name: string): boolean {
  const [domain = '', wanted = '*'] = cut(pattern, ':');
  const [ownDomain = '', own = ''] = cut(name, ':');
  if (!globMatches(domain, ownDomain)) return false;
  const parts = wanted.split(',');
  const open = parts.includes('*');
  const properties = new Map(own.split(',').map((part) => cut(part, '=') as [string, string]));
  const asked = parts.filter((part) => part !== '*').map((part) => cut(part, '='));
  if (!open && asked.length !== properties.size) return false;
  return asked.every(([key = '', value = '']) => {
    const found = properties.get(key);
    return found !== undefined && globMatches(value, found);
  });
}

function cut(text: string, at: string): string[] {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

/**
 * Whether '*' for any characters and '?' for one make `text` of `pattern`. The pattern is anybody's: only the last '*' is ever tried
 * again, since what an earlier one could leave to it, it can take itself.
 */
function globMatches(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let taken = 0;
  for (let i = 0; i < text.length; ) {
    const wanted = pattern[at];
    if (wanted === '*') {
      star = at++;
      taken = i;
    } else if (wanted === '?' || wanted === text[i]) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++taken;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

function json(value: BeanValue): Response {
  return new Response(printed(value, ''), {
    headers: { 'Content-Type': 'application/json; charset=utf8', 'Access-Control-Allow-Methods': 'GET', 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' },
  });
}

/** Jackson's default pretty printer. */
function printed(value: BeanValue, indent: string): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value).toString() : String(value);
  if (value instanceof JavaReal) return Number.isFinite(value.value) ? String(value) : JSON.stringify(String(value));
  if (isList(value)) return value.length === 0 ? '[ ]' : `[ ${value.map((item) => printed(item, indent)).join(', ')} ]`;
  const entries = Object.entries(value);
  if (entries.length === 0) return '{ }';
  const inner = `${indent}  `;
  return `{\n${entries.map(([key, item]) => `${inner}${JSON.stringify(key)} : ${printed(item, inner)}`).join(',\n')}\n${indent}}`;
}

function isList(value: BeanValue): value is readonly BeanValue[] {
  return Array.isArray(value);
}
