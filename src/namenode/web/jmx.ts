// GET /jmx: beans by query, as JSON in the form that Hadoop's servlet gives it. Answers to JMXJsonServlet.

import { doubleText, floatText } from '../../protocol/java-text.ts';

/** A Java float or double: printed with a point. */
export class JavaReal {
  readonly value: number;
  readonly single: boolean;

  constructor(value: number, single = false) {
    this.value = value;
    this.single = single;
  }
}

export type BeanValue = string | number | boolean | null | JavaReal | readonly BeanValue[] | { readonly [name: string]: BeanValue };

/** A managed object; its attributes are read only when somebody asks for it. */
export interface Bean {
  /** Hadoop:service=NameNode,name=NameNodeStatus */
  readonly name: string;
  readonly modelerType: string;
  attributes(): Readonly<Record<string, BeanValue>>;
}

/** Answers `?qry=<pattern>` (all beans without it) and `?get=<bean>::<attribute>`. */
export function jmxServlet(beans: readonly Bean[], request: Request): Response {
  const parameters = new URL(request.url).searchParams;
  const get = parameters.get('get');
  if (get === null) return json(listing(beans.filter((bean) => matches(parameters.get('qry') ?? '*:*', bean.name)).map((bean) => objectOf(bean))));
  const [name = '', attribute, ...more] = get.split('::');
  if (attribute === undefined || more.length > 0) return json({ result: 'ERROR', message: 'query format is not as expected.' });
  const bean = beans.find((one) => one.name === name);
  if (bean === undefined) return json(listing([]));
  const value = bean.attributes()[attribute];
  if (value === undefined) return json({ result: 'ERROR', message: `No attribute with name ${attribute} was found.` }, 404);
  return json(listing([{ name: bean.name, modelerType: bean.modelerType, [attribute]: value }]));
}

function listing(beans: readonly BeanValue[]): BeanValue {
  return { beans };
}

function objectOf(bean: Bean): BeanValue {
  return { name: bean.name, modelerType: bean.modelerType, ...bean.attributes() };
}

/** javax.management.ObjectName patterns: '*' and '?' in the domain and in values, ',*' for further properties. */
export function matches(pattern: string, name: string): boolean {
  const [domain = '', wanted = '*'] = cut(pattern, ':');
  const [ownDomain = '', own = ''] = cut(name, ':');
  if (!globbed(domain).test(ownDomain)) return false;
  const parts = wanted.split(',');
  const open = parts.includes('*');
  const properties = new Map(own.split(',').map((part) => cut(part, '=') as [string, string]));
  const asked = parts.filter((part) => part !== '*').map((part) => cut(part, '='));
  if (!open && asked.length !== properties.size) return false;
  return asked.every(([key = '', value = '']) => {
    const found = properties.get(key);
    return found !== undefined && globbed(value).test(found);
  });
}

function cut(text: string, at: string): string[] {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

function globbed(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/[.*+?^${}()|[\]\\]/g, (c) => (c === '*' ? '.*' : c === '?' ? '.' : `\\${c}`))}$`, 's');
}

function json(value: BeanValue, status = 200): Response {
  return new Response(print(value, ''), {
    status, headers: { 'Content-Type': 'application/json; charset=utf8', 'Access-Control-Allow-Methods': 'GET', 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' },
  });
}

/** Jackson's default pretty printer. */
function print(value: BeanValue, indent: string): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value).toString() : String(value);
  if (value instanceof JavaReal) {
    const text = value.single ? floatText(value.value) : doubleText(value.value);
    return Number.isFinite(value.value) ? text : JSON.stringify(text);
  }
  if (isList(value)) return value.length === 0 ? '[ ]' : `[ ${value.map((item) => print(item, indent)).join(', ')} ]`;
  const entries = Object.entries(value);
  if (entries.length === 0) return '{ }';
  const inner = `${indent}  `;
  return `{\n${entries.map(([key, item]) => `${inner}${JSON.stringify(key)} : ${print(item, inner)}`).join(',\n')}\n${indent}}`;
}

function isList(value: BeanValue): value is readonly BeanValue[] {
  return Array.isArray(value);
}
