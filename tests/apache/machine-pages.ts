/** What machines read of a daemon, in a form in which Apache's and ours can be laid side by side. */

export type BeanTypes = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Ports, hosts, paths and ids out of a bean's name. */
export function plainBean(name: string): string {
  return name.replace(/ForPort\d+/, 'ForPortN').replace(/IPCLoggerChannel-[\d.]+-\d+/, 'IPCLoggerChannel-jn').replace(/DataNodeActivity-.*/, 'DataNodeActivity-dn')
    .replace(/FSDatasetState-.*/, 'FSDatasetState-uuid').replace(/HttpServer2-\d+/, 'HttpServer2').replace(/DataNodeVolume-.*/, 'DataNodeVolume');
}

/** By bean, by attribute: int, real, string, boolean, null, list or object. */
export function beanTypes(text: string): BeanTypes {
  const marked = text.replace(/( : |\[ |, )(-?\d+\.\d+(?:E-?\d+)?)(?=[,\n ])/g, '$1"%real%"');
  const { beans } = JSON.parse(marked) as { beans: Record<string, unknown>[] };
  const types = new Map<string, Map<string, string>>();
  for (const { name, ...attributes } of beans) {
    const plain = plainBean(String(name));
    // Servers of several ports, JournalNodes and the like: one that has all that any of them has.
    const known = types.get(plain) ?? new Map<string, string>();
    for (const [key, value] of Object.entries(attributes)) known.set(key, typeOf(value));
    types.set(plain, known);
  }
  return types;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === '%real%') return 'real';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'number' ? 'int' : typeof value;
}

export interface PromFamily {
  readonly type: string;
  readonly labels: readonly string[];
  readonly help: boolean;
}

/** By name. Throws for a line that is none of the format, and for a series that comes twice. */
export function promFamilies(text: string, options: { readonly unique?: boolean } = {}): Map<string, PromFamily> {
  const types = new Map<string, string>();
  const helped = new Set<string>();
  const labels = new Map<string, string[]>();
  const series = new Set<string>();
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const head = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
    if (head !== null) {
      if (head[1] === 'TYPE') types.set(head[2] ?? '', head[3] ?? '');
      else helped.add(head[2] ?? '');
      continue;
    }
    const sample = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (-?[0-9.]+(?:[eE][-+]?\d+)?|NaN|[-+]?Inf(?:inity)?)$/.exec(line);
    if (sample === null) throw new Error(`no line of the format: ${line}`);
    const id = `${sample[1]}{${sample[2] ?? ''}}`;
    if (options.unique !== false && series.has(id)) throw new Error(`twice: ${id}`);
    series.add(id);
    const name = sample[1] ?? '';
    const family = types.has(name) ? name : name.replace(/_(?:count|sum)$/, '');
    labels.set(family, [...(sample[2] ?? '').matchAll(/([a-z_]+)="/g)].map((match) => match[1] ?? ''));
  }
  return new Map([...labels].map(([name, names]) => [name, { type: types.get(name) ?? 'untyped', labels: names, help: helped.has(name) }]));
}
