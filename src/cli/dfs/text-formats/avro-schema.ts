// An Avro schema (JSON) as a tree whose named types refer to each other. Answers to org.apache.avro.Schema.Parser.
import { Damaged } from './damaged.ts';

export const primitives = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'] as const;

export type AvroSchema =
  | { readonly type: (typeof primitives)[number] }
  | { readonly type: 'array' | 'map'; readonly of: AvroSchema }
  | { readonly type: 'union'; readonly branches: readonly AvroSchema[] }
  | { readonly type: 'enum'; readonly name: string; readonly symbols: readonly string[] }
  | { readonly type: 'fixed'; readonly name: string; readonly size: number }
  | AvroRecord;

export interface AvroRecord {
  readonly type: 'record';
  /** With its namespace. */
  readonly name: string;
  /** Filled when all of it is read: a record may contain itself. */
  readonly fields: { readonly name: string; readonly schema: AvroSchema }[];
}

/** Throws Damaged. */
export function parseAvroSchema(json: string): AvroSchema {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw new Damaged('its schema is no JSON', { cause: error });
  }
  return new Parser().schema(parsed, '');
}

/** What stands in front of a union's value. */
export function branchName(schema: AvroSchema): string {
  return 'name' in schema ? schema.name : schema.type;
}

class Parser {
  readonly #named = new Map<string, AvroSchema>();

  schema(json: unknown, namespace: string): AvroSchema {
    if (typeof json === 'string') return this.#reference(json, namespace);
    if (Array.isArray(json)) return { type: 'union', branches: json.map((branch: unknown) => this.schema(branch, namespace)) };
    if (!isObject(json)) throw new Damaged('its schema has a type that is none');
    switch (json['type']) {
      case 'array': return { type: 'array', of: this.schema(json['items'], namespace) };
      case 'map': return { type: 'map', of: this.schema(json['values'], namespace) };
      case 'enum': return this.#define(json, namespace, (name) => ({ type: 'enum', name, symbols: list(json['symbols']).map(String) }));
      case 'fixed': return this.#define(json, namespace, (name) => ({ type: 'fixed', name, size: Number(json['size']) }));
      case 'record':
      case 'error': return this.#record(json, namespace);
      default: return this.schema(json['type'], namespace);
    }
  }

  #record(json: Readonly<Record<string, unknown>>, namespace: string): AvroSchema {
    const fields: { name: string; schema: AvroSchema }[] = [];
    const record = this.#define(json, namespace, (name) => ({ type: 'record', name, fields }));
    const inner = branchName(record).split('.').slice(0, -1).join('.');
    for (const field of list(json['fields'])) {
      if (!isObject(field)) throw new Damaged('its schema has a field that is none');
      fields.push({ name: String(field['name']), schema: this.schema(field['type'], inner) });
    }
    return record;
  }

  #define(json: Readonly<Record<string, unknown>>, namespace: string, make: (name: string) => AvroSchema): AvroSchema {
    const name = String(json['name']);
    const space = typeof json['namespace'] === 'string' ? json['namespace'] : namespace;
    const full = name.includes('.') || space === '' ? name : `${space}.${name}`;
    const schema = make(full);
    this.#named.set(full, schema);
    return schema;
  }

  #reference(name: string, namespace: string): AvroSchema {
    const primitive = primitives.find((each) => each === name);
    if (primitive !== undefined) return { type: primitive };
    const found = (name.includes('.') ? undefined : this.#named.get(`${namespace}.${name}`)) ?? this.#named.get(name);
    if (found === undefined) throw new Damaged(`its schema has no type ${name}`);
    return found;
  }
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function list(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json : [];
}
