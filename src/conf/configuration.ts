// A Hadoop conf dir: core-site.xml, hdfs-site.xml. Answers to org.apache.hadoop.conf.Configuration:
// later files win unless final, names of old stand for those of today, ${name} expands, units on times and sizes. A malformed value is a
// ConfError that names key, value and file.
import { XMLParser } from 'fast-xml-parser';
import { deprecatedKeys } from './deprecated-keys.ts';

/** A configuration that cannot be used; the message names the key, the value and where it stands. */
export class ConfError extends Error {
  override readonly name = 'ConfError';
}

/** What variables name besides keys: Java's system properties, which go first, and the environment's variables as `env.NAME`. */
export interface Surroundings {
  readonly properties: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
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
  /** By the names of today. */
  readonly #entries = new Map<string, Entry>();
  /** Names as they were written, and where last. */
  readonly #written = new Map<string, string>();
  readonly #surroundings: Surroundings;

  /** Without surroundings variables are keys. */
  constructor(surroundings: Surroundings = { properties: {}, environment: {} }) {
    this.#surroundings = surroundings;
  }

  /** Adds the properties of one XML resource; `source` names it in errors. */
  addXml(text: string, source: string): this {
    for (const property of parseProperties(text, source)) {
      const name = today(property.name);
      this.#written.set(property.name, source);
      if (this.#entries.get(name)?.final) continue;
      this.#entries.set(name, { value: property.value, source, final: property.final });
    }
    return this;
  }

  set(name: string, value: string, source = 'command line'): this {
    this.#written.set(name, source);
    this.#entries.set(today(name), { value, source, final: false });
    return this;
  }

  /** The expanded text, or undefined. */
  text(name: string): string | undefined {
    const entry = this.#entries.get(today(name));
    return entry === undefined ? undefined : this.#expand(entry.value, 0);
  }

  has(name: string): boolean {
    return this.#entries.has(today(name));
  }

  names(): string[] {
    return [...this.#entries.keys()].sort();
  }

  /** Names of old that were written, with those that they stand for: `both` where that one was written as well. */
  renamed(): { readonly name: string; readonly now: string; readonly source: string; readonly both: boolean }[] {
    return [...this.#written].flatMap(([name, source]) => (today(name) === name ? [] : [{ name, now: today(name), source, both: this.#written.has(today(name)) }]));
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
    return this.#entries.get(today(name))?.source;
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
    const copy = new Configuration(this.#surroundings);
    for (const [name, entry] of this.#entries) copy.#entries.set(name, entry);
    for (const [name, source] of this.#written) copy.#written.set(name, source);
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
    const replaced = text.replace(/\$\{([^}$ ]+)\}/g, (whole, name: string) => {
      const value = this.#valueOf(name);
      return value === undefined ? whole : this.#expand(value, depth + 1);
    });
    // What stood around a variable is perhaps one itself: ${env.A-${b}}.
    return replaced === text ? text : this.#expand(replaced, depth + 1);
  }

  #valueOf(name: string): string | undefined {
    const { properties, environment } = this.#surroundings;
    // env.NAME, with -TEXT behind it for one that is not set, with :-TEXT for one that is empty as well.
    const [, variable, colon, otherwise] = /^env\.(.+?)(?:(:?)-(.*))?$/s.exec(name) ?? [];
    if (variable === undefined) return (Object.hasOwn(properties, name) ? properties[name] : undefined) ?? this.#entries.get(today(name))?.value ?? variableDefaults[name];
    const value = environment[variable];
    return value === undefined || (value === '' && colon === ':') ? (otherwise ?? value ?? this.#entries.get(name)?.value) : value;
  }
}

/** The key that a name is of. A name of old sets that key, and whichever of the two is written last counts. */
function today(name: string): string {
  return deprecatedKeys.get(name) ?? name;
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
