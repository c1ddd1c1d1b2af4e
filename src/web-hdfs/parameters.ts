// The query parameters of WebHDFS: which a method takes, how each is read, and what is said of one that cannot be. Answers to
// org.apache.hadoop.hdfs.web.resources.Param and its subclasses; the texts are Apache's.
import { HdfsException } from '../protocol/exceptions.ts';

/** The methods that have operations. */
export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

type Spec =
  | { readonly kind: 'boolean'; readonly absent: boolean }
  | { readonly kind: 'number'; readonly type: 'short' | 'integer' | 'long'; readonly radix: 8 | 10; readonly min: bigint; readonly max: bigint; readonly absent: bigint | undefined }
  | { readonly kind: 'text'; readonly domain?: Domain; readonly check?: (text: string) => string | undefined }
  /** Names of a Java enum; `single` for one, else a list with commas. */
  | { readonly kind: 'names'; readonly javaEnum: string; readonly names: readonly string[] };

/** What a text must look like; `source` is the pattern as Apache prints it. */
export interface Domain {
  readonly source: string;
  readonly pattern: RegExp;
}

const longMax = 2n ** 63n - 1n;
const largest = { short: 2n ** 15n - 1n, integer: 2n ** 31n - 1n, long: longMax } as const;

function flag(absent: boolean): Spec {
  return { kind: 'boolean', absent };
}

function number(type: 'short' | 'integer' | 'long', min: number | undefined, absent?: bigint, radix: 8 | 10 = 10, max: bigint = largest[type]): Spec {
  return { kind: 'number', type, radix, min: min === undefined ? -largest[type] - 1n : BigInt(min), max, absent };
}

const text: Spec = { kind: 'text' };

/** dfs.webhdfs.user.provider.user.pattern. */
export const userDomain: Domain = domainOf('^[A-Za-z_][A-Za-z0-9._-]*[$]?$');

/** dfs.webhdfs.acl.provider.permission.pattern. */
export const aclDomain: Domain = {
  source: '^(default:)?(user|group|mask|other):[[A-Za-z_][A-Za-z0-9._-]]*:([rwx-]{3})?(,(default:)?(user|group|mask|other):[[A-Za-z_][A-Za-z0-9._-]]*:([rwx-]{3})?)*$',
  // A class within a class is Java's way of writing a union.
  pattern: /^(default:)?(user|group|mask|other):[A-Za-z0-9._-]*:([rwx-]{3})?(,(default:)?(user|group|mask|other):[A-Za-z0-9._-]*:([rwx-]{3})?)*$/,
};

/** A pattern that means the same in Java and here. Throws SyntaxError. */
export function domainOf(source: string): Domain {
  return { source, pattern: new RegExp(`^(?:${source})$`) };
}

const createFlags = ['CREATE', 'OVERWRITE', 'APPEND', 'SYNC_BLOCK', 'LAZY_PERSIST', 'NEW_BLOCK', 'NO_LOCAL_WRITE', 'SHOULD_REPLICATE', 'IGNORE_CLIENT_LOCALITY', 'NO_LOCAL_RACK'];
const quotaDontSet = longMax;

/** Parameters whose name says no more than what they are are plain text. */
const specs: Readonly<Record<string, Spec>> = {
  'user.name': { kind: 'text', domain: userDomain },
  'aclspec': { kind: 'text', domain: aclDomain },
  'fsaction': { kind: 'text', domain: { source: '[r-][w-][x-]', pattern: /^[r-][w-][x-]$/ } },
  'destination': { kind: 'text', check: (value) => (value.startsWith('/') ? undefined : `Invalid parameter value: destination = "${value}" is not an absolute path.`) },
  'noredirect': flag(false), 'overwrite': flag(false), 'recursive': flag(false), 'createparent': flag(true), 'allusers': flag(false),
  'offset': number('long', 0, 0n), 'length': number('long', 0), 'buffersize': number('integer', 1), 'replication': number('short', 1), 'blocksize': number('long', 1),
  'permission': number('short', 0, undefined, 8, 0o1777n), 'unmaskedpermission': number('short', 0, undefined, 8, 0o1777n),
  'modificationtime': number('long', -1, -1n), 'accesstime': number('long', -1, -1n), 'newlength': number('long', 0), 'snapshotdiffindex': number('integer', undefined, -1n),
  'namespacequota': number('long', -1, quotaDontSet), 'storagespacequota': number('long', -1, quotaDontSet),
  'encoding': { kind: 'names', javaEnum: 'org.apache.hadoop.fs.XAttrCodec', names: ['TEXT', 'HEX', 'BASE64'] },
  'flag': { kind: 'names', javaEnum: 'org.apache.hadoop.fs.XAttrSetFlag', names: ['CREATE', 'REPLACE'] },
  'createflag': { kind: 'names', javaEnum: 'org.apache.hadoop.fs.CreateFlag', names: createFlags },
  'renameoptions': { kind: 'names', javaEnum: 'org.apache.hadoop.fs.Options.Rename', names: ['NONE', 'OVERWRITE', 'TO_TRASH'] },
};

/** What each method reads; others are ignored, however they look. */
const ofMethod: Readonly<Record<Method, readonly string[]>> = {
  GET: [
    'user.name', 'doas', 'offset', 'length', 'renewer', 'buffersize', 'xattr.name', 'encoding', 'excludedatanodes', 'fsaction', 'snapshotname', 'oldsnapshotname',
    'snapshotdiffstartpath', 'snapshotdiffindex', 'kind', 'service', 'noredirect', 'startafter', 'allusers',
  ],
  PUT: [
    'user.name', 'doas', 'destination', 'owner', 'group', 'permission', 'unmaskedpermission', 'overwrite', 'buffersize', 'replication', 'blocksize', 'modificationtime',
    'accesstime', 'renameoptions', 'createparent', 'token', 'aclspec', 'xattr.name', 'xattr.value', 'flag', 'snapshotname', 'oldsnapshotname', 'excludedatanodes',
    'createflag', 'noredirect', 'storagepolicy', 'ecpolicy', 'namespacequota', 'storagespacequota', 'storagetype',
  ],
  POST: ['user.name', 'doas', 'sources', 'buffersize', 'excludedatanodes', 'newlength', 'noredirect'],
  DELETE: ['user.name', 'doas', 'recursive', 'snapshotname'],
};

/** A query, its names in lower case where `lowers`. Throws URIError for a malformed escape. */
export function parseQuery(query: string, lowers = true): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const part of query.split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const spelt = decode(at < 0 ? part : part.slice(0, at));
    const name = lowers ? spelt.toLowerCase() : spelt;
    const value = at < 0 ? '' : decode(part.slice(at + 1));
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  return values;
}

function decode(part: string): string {
  return decodeURIComponent(part.replaceAll('+', ' '));
}

/** How the two servers differ in reading. */
export interface Reading {
  /** The NameNode names the parameter in front of what is wrong with it. */
  readonly namesParameter: boolean;
  readonly userDomain?: Domain | undefined;
  readonly aclDomain?: Domain | undefined;
}

/** The parameters of one request, each checked. */
export class Parameters {
  readonly #values: ReadonlyMap<string, readonly string[]>;
  readonly #op: string;

  /** Throws IllegalArgumentException for the first that is malformed. */
  constructor(values: ReadonlyMap<string, readonly string[]>, method: Method, op: string, reading: Reading) {
    this.#values = values;
    this.#op = op;
    for (const name of ofMethod[method]) {
      const value = values.get(name)?.[0] ?? '';
      const wrong = value === '' ? undefined : complaint(name, value, reading);
      if (wrong !== undefined) throw new HdfsException('IllegalArgumentException', reading.namesParameter ? `Invalid value for webhdfs parameter "${name}": ${wrong}` : wrong);
    }
  }

  has(name: string): boolean {
    return this.text(name) !== '';
  }

  /** '' when it is absent. */
  text(name: string): string {
    return this.#values.get(name)?.[0] ?? '';
  }

  /** All values of one that may come several times. */
  texts(name: string): readonly string[] {
    return (this.#values.get(name) ?? []).filter((value) => value !== '');
  }

  /** Throws IllegalArgumentException when it is absent. */
  required(name: string): string {
    const value = this.text(name);
    if (value === '') throw new HdfsException('IllegalArgumentException', `Required param ${name} for op: ${this.#op} is null or empty`);
    return value;
  }

  flag(name: string): boolean {
    const spec = specs[name];
    const value = this.text(name);
    if (value === '') return spec?.kind === 'boolean' && spec.absent;
    return value.toLowerCase() === 'true';
  }

  /** Undefined when it is absent and has no default. */
  number(name: string): number | undefined {
    const spec = specs[name];
    if (spec?.kind !== 'number') throw new Error(`${name} is no number`);
    const value = this.text(name);
    const found = value === '' ? spec.absent : parseWhole(value, spec.radix);
    return found === undefined ? undefined : Number(found);
  }

  /** A number with a default. */
  numberOr(name: string, absent: number): number {
    return this.number(name) ?? absent;
  }

  /** The names of a list, in the order of the enum. */
  names(name: string): readonly string[] {
    const spec = specs[name];
    if (spec?.kind !== 'names') throw new Error(`${name} is no list of names`);
    const given = namesIn(this.text(name));
    return spec.names.filter((each) => given.includes(each));
  }
}

/** What is wrong with a value that is there; undefined when nothing is. */
function complaint(name: string, value: string, reading: Reading): string | undefined {
  const spec = specs[name] ?? text;
  switch (spec.kind) {
    case 'boolean': return /^(true|false)$/i.test(value) ? undefined : `Failed to parse "${value}" to Boolean.`;
    case 'number': return numberComplaint(name, value, spec);
    case 'text': {
      const domain = (name === 'user.name' ? reading.userDomain : name === 'aclspec' ? reading.aclDomain : undefined) ?? spec.domain;
      if (domain !== undefined && !domain.pattern.test(value)) return `Invalid value: "${value}" does not belong to the domain ${domain.source}`;
      return spec.check?.(value);
    }
    case 'names': {
      const unknown = namesIn(value).find((each) => !spec.names.includes(each));
      return unknown === undefined ? undefined : `No enum constant ${spec.javaEnum}.${unknown}`;
    }
  }
}

function numberComplaint(name: string, value: string, spec: Extract<Spec, { kind: 'number' }>): string | undefined {
  const parsed = parseWhole(value, spec.radix);
  if (parsed === undefined || parsed > largest[spec.type] || parsed < -largest[spec.type] - 1n) {
    return `Failed to parse "${value}" as a radix-${spec.radix} ${spec.type === 'integer' ? '' : `${spec.type} `}integer.`;
  }
  if (parsed < spec.min) return `Invalid parameter range: ${name} = ${parsed.toString(spec.radix)} < ${spec.min.toString(spec.radix)}`;
  return parsed > spec.max ? `Invalid parameter range: ${name} = ${parsed.toString(spec.radix)} > ${spec.max.toString(spec.radix)}` : undefined;
}

/** Long.parseLong; undefined for what is no number of the radix. */
function parseWhole(value: string, radix: 8 | 10): bigint | undefined {
  const match = (radix === 8 ? /^([+-]?)([0-7]+)$/ : /^([+-]?)([0-9]+)$/).exec(value);
  // No number of Java's is longer; a text of a megabyte shall not be multiplied out.
  if (match?.[2] === undefined || match[2].length > 64) return undefined;
  const size = BigInt(radix === 8 ? `0o${match[2]}` : match[2]);
  return match[1] === '-' ? -size : size;
}

/** The commas may be escaped once more than they need: Apache's NameNode does that in its redirects. */
function namesIn(list: string): string[] {
  return list.split(/,|%2C/i).map((each) => each.trim().toUpperCase()).filter((each) => each !== '');
}
