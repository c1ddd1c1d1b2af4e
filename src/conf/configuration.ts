// A Hadoop conf dir: core-site.xml, hdfs-site.xml. Answers to org.apache.hadoop.conf.Configuration:
// later files win unless final, ${name} expands, units on times and sizes. A malformed value is a
// ConfError that names key, value and file.
import { XMLParser } from 'fast-xml-parser';

/** A configuration that cannot be used; the message names the key, the value and where it stands. */
export class ConfError extends Error {
  override readonly name = 'ConfError';
}

interface Entry {
  readonly value: string;
  readonly source: string;
  readonly final: boolean;
}

/** One key that we read: its name, its default as Hadoop writes it, and what it means. */
export interface Key<T> {
  readonly name: string;
  readonly defaultText: string | undefined;
  readonly doc: string;
  /** Throws with the reason only; the caller adds key, value and file. */
  readonly parse: (text: string) => T;
}

/** Keys that others' defaults are made of, where they are not set themselves (core-default.xml). */
const variableDefaults: Readonly<Record<string, string>> = { 'hadoop.tmp.dir': '/tmp/hadoop-${user.name}' };

export class Configuration {
  readonly #entries = new Map<string, Entry>();

  /** Adds the properties of one XML resource; `source` names it in errors. */
  addXml(text: string, source: string): this {
    for (const property of parseProperties(text, source)) {
      const known = this.#entries.get(property.name);
      if (known?.final) continue;
      this.#entries.set(property.name, { value: property.value, source, final: property.final });
    }
    return this;
  }

  set(name: string, value: string, source = 'command line'): this {
    this.#entries.set(name, { value, source, final: false });
    return this;
  }

  /** The expanded text, or undefined. */
  text(name: string): string | undefined {
    const entry = this.#entries.get(name);
    return entry === undefined ? undefined : this.#expand(entry.value, 0);
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  names(): string[] {
    return [...this.#entries.keys()].sort();
  }

  /** All that is set: as it was written, and with variables replaced. */
  entries(): { readonly name: string; readonly raw: string; readonly value: string; readonly source: string; readonly final: boolean }[] {
    return [...this.#entries].map(([name, { value, source, final }]) => ({ name, raw: value, value: this.#expand(value, 0), source, final }));
  }

  /** `text` with variables replaced. */
  expanded(text: string): string {
    return this.#expand(text, 0);
  }

  sourceOf(name: string): string | undefined {
    return this.#entries.get(name)?.source;
  }

  /**
   * The value of `key`, with its default when unset. `suffixes` are tried from the most to the least
   * special: `get(rpcAddress, 'ns1.nn1', 'ns1')` reads key.ns1.nn1, then key.ns1, then key.
   */
  get<T>(key: Key<T>, ...suffixes: readonly string[]): T {
    for (const name of [...suffixes.map((suffix) => `${key.name}.${suffix}`), key.name]) {
      const text = this.text(name);
      if (text === undefined || text.trim() === '') continue;
      return this.#parse(key, name, text.trim(), this.sourceOf(name) ?? 'default');
    }
    if (key.defaultText === undefined) {
      throw new ConfError(`${key.name} is not set: ${key.doc}`);
    }
    return this.#parse(key, key.name, this.#expand(key.defaultText, 0), 'default');
  }

  /** As `get`, but undefined when it is not set (defaults are not consulted). */
  find<T>(key: Key<T>, ...suffixes: readonly string[]): T | undefined {
    const set = [...suffixes.map((suffix) => `${key.name}.${suffix}`), key.name].some((name) => (this.text(name) ?? '').trim() !== '');
    return set ? this.get(key, ...suffixes) : undefined;
  }

  copy(): Configuration {
    const copy = new Configuration();
    for (const [name, entry] of this.#entries) copy.#entries.set(name, entry);
    return copy;
  }

  #parse<T>(key: Key<T>, name: string, text: string, source: string): T {
    try {
      return key.parse(text);
    } catch (error) {
      throw new ConfError(`${name}: '${text}' in ${source}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #expand(text: string, depth: number): string {
    if (depth > 20) throw new ConfError(`'${text}': variables nest deeper than 20`);
    return text.replace(/\$\{([^}$ ]+)\}/g, (whole, name: string) => {
      const value = this.#entries.get(name)?.value ?? variableDefaults[name];
      return value === undefined ? whole : this.#expand(value, depth + 1);
    });
  }
}

interface Property {
  readonly name: string;
  readonly value: string;
  readonly final: boolean;
}

function parseProperties(text: string, source: string): Property[] {
  const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, trimValues: true, isArray: (name) => name === 'property' });
  let document: unknown;
  try {
    document = parser.parse(text, true);
  } catch (error) {
    throw new ConfError(`${source}: not well-formed XML: ${error instanceof Error ? error.message : String(error)}`);
  }
  const root = field(document, 'configuration');
  if (root === undefined) throw new ConfError(`${source}: no <configuration> element`);
  const list = field(root, 'property');
  if (!Array.isArray(list)) return [];
  return list.map((item: unknown) => {
    const name = textOf(field(item, 'name'));
    if (name === undefined || name === '') throw new ConfError(`${source}: a <property> has no <name>`);
    return { name, value: textOf(field(item, 'value')) ?? '', final: textOf(field(item, 'final')) === 'true' };
  });
}

function field(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined;
}

function textOf(node: unknown): string | undefined {
  return typeof node === 'string' ? node : undefined;
}
