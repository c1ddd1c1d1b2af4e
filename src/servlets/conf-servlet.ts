// GET /conf: the configuration that the daemon runs with, as XML or, for who accepts application/json, as JSON; one property
// by ?name=. Secrets are not told. Defaults are those of the keys that quorate reads. Answers to ConfServlet, Configuration's
// writeXml and dumpConfiguration.
import type { Configuration } from '../conf/configuration.ts';
import { knownKeys } from '../conf/known-keys.ts';
import { secretNames } from '../conf/secret-keys.ts';
import { reasonPhrase } from './reason-phrase.ts';

interface Property {
  readonly name: string;
  /** As it was written, and with variables replaced. */
  readonly raw: string;
  readonly value: string;
  readonly final: boolean;
  readonly source: string;
}

const redacted = '<redacted>';

export function confServlet(conf: Configuration): (request: Request) => Response {
  return (request) => {
    const parameters = new URL(request.url).searchParams;
    const asJson = (request.headers.get('accept') ?? '').includes('application/json');
    const type = asJson ? 'application/json;charset=utf-8' : 'text/xml;charset=utf-8';
    const headers = { 'Content-Type': type, 'Cache-Control': 'no-cache' };
    const properties = propertiesOf(conf);
    const name = parameters.get('name') ?? '';
    if (name === '') return new Response(asJson ? JSON.stringify({ properties: properties.map(jsonOf) }) : xmlOf(properties), { headers });
    const property = properties.find((each) => each.name === name);
    // As Apache's: no body, and the reason on the first line.
    if (property === undefined) return new Response(null, { status: 404, headers, statusText: reasonPhrase(`Property ${name} not found`) });
    return new Response(asJson ? JSON.stringify({ property: jsonOf(property) }) : xmlOf([property]), { headers });
  };
}

/** All that is set, and the defaults of what is not, secrets masked, by name. */
export function propertiesOf(conf: Configuration): Property[] {
  const secret = secretNames(conf);
  const masked = ({ name, ...rest }: Property): Property => (secret.test(name) ? { name, ...rest, raw: redacted, value: redacted } : { name, ...rest });
  const set = conf.entries().map(({ name, raw, value, final, source }) => ({ name, raw, value, final, source: source.replace(/^.*\//, '') }));
  const names = new Set(set.map(({ name }) => name));
  const defaults = knownKeys().flatMap(({ name, defaultText }) => (defaultText === undefined || names.has(name) ? [] : [{
    name, raw: defaultText, value: conf.expanded(defaultText), final: false, source: name.startsWith('quorate.') ? 'quorate' : name.startsWith('dfs.') ? 'hdfs-default.xml' : 'core-default.xml',
  }]));
  return [...set, ...defaults].map(masked).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function jsonOf({ name, value, final, source }: Property): Readonly<Record<string, unknown>> {
  return { key: name, value, isFinal: final, resource: source };
}

function xmlOf(properties: readonly Property[]): string {
  const tag = (name: string, text: string): string => `<${name}>${text.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'))}</${name}>`;
  const lines = properties.map(({ name, raw, final, source }) => `<property>${tag('name', name)}${tag('value', raw)}${tag('final', String(final))}${tag('source', source)}</property>\n`);
  return `<?xml version="1.0" encoding="UTF-8" standalone="no"?><configuration>\n${lines.join('')}</configuration>`;
}
