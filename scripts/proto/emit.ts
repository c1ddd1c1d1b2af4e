// Turns the schema into TypeScript: one module a .proto file, two functions and a codec a message. The code is straight
// line: no reflection, no tables, direct calls between codecs, objects with one hidden class each.

import type { EnumType, Field, Message, ProtoFile, Service } from './schema.ts'

/** Generates the modules of all files; the keys are file names. */
export function emitAll(files: readonly ProtoFile[]): Map<string, string> {
  const owners = new Map<string, ProtoFile>()
  const enums = new Map<string, EnumType>()
  for (const file of files) {
    for (const m of file.messages) owners.set(m.name, file)
    for (const e of file.enums) {
      owners.set(e.name, file)
      enums.set(e.name, e)
    }
  }
  refuseRecursion(files.flatMap((file) => file.messages))
  return new Map(files.map((file) => [`${file.name}.ts`, new Emitter(file, owners, enums).emit()]))
}

/** No message of HDFS contains itself, so the codecs need no depth limit; this keeps it so. */
function refuseRecursion(messages: readonly Message[]): void {
  const byName = new Map(messages.map((m) => [m.name, m]))
  const done = new Set<string>()
  const visit = (m: Message, path: readonly string[]): void => {
    if (path.includes(m.name)) throw new Error(`recursive message ${[...path, m.name].join(' > ')}`)
    if (done.has(m.name)) return
    for (const f of m.fields) {
      const inner = f.type === 'message' ? byName.get(f.typeName ?? '') : undefined
      if (inner !== undefined) visit(inner, [...path, m.name])
    }
    done.add(m.name)
  }
  for (const m of messages) visit(m, [])
}

const READERS: Readonly<Record<string, string>> = {
  int32: 'int32',
  uint32: 'int32',
  sint32: 'sint32',
  fixed32: 'fixed32',
  sfixed32: 'fixed32',
  int64: 'int64',
  uint64: 'int64',
  sint64: 'sint64',
  fixed64: 'fixed64',
  sfixed64: 'fixed64',
  double: 'double',
  bool: 'bool',
  string: 'string',
  bytes: 'bytes',
  enum: 'int32',
}

const WRITERS: Readonly<Record<string, string>> = { ...READERS, uint32: 'uint32' }

const WIRE_TYPES: Readonly<Record<string, number>> = {
  fixed32: 5,
  sfixed32: 5,
  fixed64: 1,
  sfixed64: 1,
  double: 1,
  string: 2,
  bytes: 2,
  message: 2,
}

function wireType(f: Field): number {
  return WIRE_TYPES[f.type] ?? 0
}

function method(table: Readonly<Record<string, string>>, f: Field): string {
  const name = table[f.type]
  if (name === undefined) throw new Error(`${f.name}: type ${f.type} is not supported`)
  return f.bigint ? `${name}Big` : name
}

class Emitter {
  readonly #file: ProtoFile
  readonly #owners: ReadonlyMap<string, ProtoFile>
  readonly #enums: ReadonlyMap<string, EnumType>
  readonly #imports = new Map<string, Set<string>>()
  readonly #runtime = new Set<string>()

  constructor(file: ProtoFile, owners: ReadonlyMap<string, ProtoFile>, enums: ReadonlyMap<string, EnumType>) {
    this.#file = file
    this.#owners = owners
    this.#enums = enums
  }

  emit(): string {
    const body = [
      ...this.#file.enums.map((e) => this.#enum(e)),
      ...this.#file.messages.map((m) => this.#message(m)),
      ...this.#file.services.map((s) => this.#service(s)),
    ].join('\n')
    const head = [
      `// Generated from proto/${this.#file.name}.proto by scripts/proto/generate.ts; change those instead.`,
      ...this.#file.head,
      '',
    ]
    if (this.#file.messages.length > 0) {
      head.push(`import type { BackwardWriter } from './backward-writer.ts'`)
      head.push(`import type { Codec } from './codec.ts'`)
      head.push(`import { ${['codec', ...this.#runtime].sort().join(', ')} } from './codec.ts'`)
      head.push(`import type { ProtoReader } from './proto-reader.ts'`)
    }
    for (const [file, names] of [...this.#imports].sort()) {
      const types = [...names].filter((name) => name.startsWith('type ')).map((name) => name.slice(5)).sort()
      const values = [...names].filter((name) => !name.startsWith('type ')).sort()
      const pureTypes = types.filter((name) => !values.includes(name))
      if (pureTypes.length > 0) head.push(`import type { ${pureTypes.join(', ')} } from './${file}.ts'`)
      if (values.length > 0) head.push(`import { ${values.join(', ')} } from './${file}.ts'`)
    }
    return `${head.join('\n')}\n\n${body}`
  }

  /** The TypeScript name of a message or enum, imported if need be; `prefix` names a function of its codec. */
  #ref(fullName: string, kind: 'type' | 'value', prefix = ''): string {
    const owner = this.#owners.get(fullName)
    if (owner === undefined) throw new Error(`unknown type ${fullName}`)
    const name = prefix + fullName.slice(owner.package.length + 1).replaceAll('.', '_')
    if (owner !== this.#file) {
      const names = this.#imports.get(owner.name) ?? new Set()
      names.add(kind === 'type' ? `type ${name}` : name)
      this.#imports.set(owner.name, names)
    }
    return name
  }

  #enum(e: EnumType): string {
    const name = this.#ref(e.name, 'type')
    const values = e.values.map((v) => `  ${v.name}: ${v.number},`).join('\n')
    return `export const ${name} = {\n${values}\n} as const\nexport type ${name} = (typeof ${name})[keyof typeof ${name}]\n`
  }

  #type(f: Field): string {
    if (f.typeName !== undefined) return this.#ref(f.typeName, 'type')
    if (f.type === 'string') return 'string'
    if (f.type === 'bool') return 'boolean'
    if (f.type === 'bytes') return 'Uint8Array'
    return f.bigint ? 'bigint' : 'number'
  }

  #default(f: Field): string | undefined {
    if (f.default === undefined) return undefined
    if (f.type === 'enum' && f.typeName !== undefined) {
      const value = this.#enums.get(f.typeName)?.values.find((v) => v.name === f.default)
      if (value === undefined) throw new Error(`${f.name}: no enum value ${f.default}`)
      return String(value.number)
    }
    if (f.type === 'string') return JSON.stringify(f.default)
    if (f.type === 'bytes') throw new Error(`${f.name}: defaults of bytes are not supported`)
    return f.bigint ? `${f.default}n` : f.default
  }

  #message(m: Message): string {
    const name = this.#ref(m.name, 'type')
    const full = JSON.stringify(m.name)
    const fields = [...m.fields].sort((a, b) => a.number - b.number)
    const properties = fields.map((f) => {
      const type = this.#type(f)
      if (f.label === 'repeated') return `  readonly ${f.name}: readonly ${type}[]`
      const optional = f.label === 'optional'
      return `  readonly ${f.name}${optional ? '?' : ''}: ${type}${optional ? ' | undefined' : ''}`
    })
    const shape =
      fields.length === 0
        ? `export type ${name} = Record<string, never>`
        : `export interface ${name} {\n${properties.join('\n')}\n}`
    const writes = fields.toReversed().flatMap((f) => this.#write(f))
    const noFields = fields.length === 0
    return [
      shape,
      `export function write${name}(${noFields ? '_w' : 'w'}: BackwardWriter, ${noFields ? '_m' : 'm'}: ${name}): void {`,
      ...writes.map((line) => `  ${line}`),
      `}`,
      `export function read${name}(r: ProtoReader, end: number): ${name} {`,
      ...this.#read(m, fields).map((line) => `  ${line}`),
      `}`,
      `export const ${name}: Codec<${name}> = /* @__PURE__ */ codec(${full}, write${name}, read${name})`,
      '',
    ].join('\n')
  }

  #tag(number: number, wire: number): string {
    const tag = number * 8 + wire
    return tag < 128 ? `w.tag(${tag})` : `w.varint32(${tag})`
  }

  /** Statements that write a value and its tag; the value's own length goes between them if it is a message. */
  #writeValue(f: Field, value: string): string {
    const tag = this.#tag(f.number, wireType(f))
    if (f.type !== 'message' || f.typeName === undefined) return `w.${method(WRITERS, f)}(${value}); ${tag}`
    return `const before = w.size; ${this.#ref(f.typeName, 'value', 'write')}(w, ${value}); w.varint32(w.size - before); ${tag}`
  }

  #write(f: Field): string[] {
    const access = `m.${f.name}`
    if (f.label === 'repeated' && f.packed) {
      return [
        `if (${access}.length > 0) {`,
        `  const values = ${access}, before = w.size`,
        `  for (let i = values.length - 1; i >= 0; i--) w.${method(WRITERS, f)}(values[i] as ${this.#type(f)})`,
        `  w.varint32(w.size - before); ${this.#tag(f.number, 2)}`,
        `}`,
      ]
    }
    if (f.label === 'repeated') {
      const body = this.#writeValue(f, `values[i] as ${this.#type(f)}`)
      return [`for (let values = ${access}, i = values.length - 1; i >= 0; i--) { ${body} }`]
    }
    const body = this.#writeValue(f, access)
    if (f.label === 'optional') return [`if (${access} !== undefined) { ${body} }`]
    return [f.type === 'message' ? `{ ${body} }` : body]
  }

  /** A condition on variable `v` that holds for the numbers of an enum. */
  #enumCondition(typeName: string): string {
    const numbers = [...new Set(this.#enums.get(typeName)?.values.map((v) => v.number))].sort((a, b) => a - b)
    const min = numbers[0] ?? 0
    const max = numbers[numbers.length - 1] ?? 0
    if (max - min === numbers.length - 1) return `v >= ${min} && v <= ${max}`
    return numbers.map((n) => `v === ${n}`).join(' || ')
  }

  #readCase(f: Field, variable: string): string[] {
    const store = (value: string): string => (f.label === 'repeated' ? `${variable}.push(${value})` : `${variable} = ${value}`)
    const element =
      f.type === 'message' && f.typeName !== undefined
        ? `const to = r.lengthEnd(); ${store(`${this.#ref(f.typeName, 'value', 'read')}(r, to)`)}`
        : f.type === 'enum' && f.typeName !== undefined
          ? `const v = r.int32(); if (${this.#enumCondition(f.typeName)}) ${store(`v as ${this.#type(f)}`)}`
          : store(`r.${method(READERS, f)}()`)
    const lines = [`case ${f.number * 8 + wireType(f)}: { ${element}; break }`]
    if (f.label === 'repeated' && wireType(f) !== 2) {
      // Scalars may come packed or one by one, whatever is declared.
      const loop = `const to = r.lengthEnd(); while (r.pos < to) { ${element} }`
      lines.push(`case ${f.number * 8 + 2}: { ${loop} if (r.pos !== to) throw overrun(NAME); break }`)
    }
    return lines
  }

  #read(m: Message, fields: readonly Field[]): string[] {
    const full = JSON.stringify(m.name)
    this.#runtime.add('overrun')
    const variable = (f: Field): string => `$${f.name}`
    const known = `[${fields.map((f) => f.number).join(', ')}]`
    const lines: string[] = []
    for (const f of fields) {
      const type = this.#type(f)
      if (f.label === 'repeated') lines.push(`const ${variable(f)}: ${type}[] = []`)
      else if (f.default !== undefined && f.label === 'optional') lines.push(`let ${variable(f)}: ${type} = ${this.#default(f)}`)
      else lines.push(`let ${variable(f)}: ${type} | undefined`)
    }
    lines.push(`while (r.pos < end) {`, `  const tag = r.tag()`)
    if (fields.length === 0) lines.push(`  r.skip(tag, ${full}, [])`)
    else {
      lines.push(`  switch (tag) {`)
      for (const f of fields) lines.push(...this.#readCase(f, variable(f)).map((line) => `    ${line.replace('NAME', full)}`))
      lines.push(`    default: r.skip(tag, ${full}, ${known})`, `  }`)
    }
    lines.push(`}`, `if (r.pos !== end) throw overrun(${full})`)
    for (const f of fields) {
      if (f.label !== 'required') continue
      this.#runtime.add('missing')
      lines.push(`if (${variable(f)} === undefined) throw missing(${full}, ${JSON.stringify(f.name)})`)
    }
    lines.push(`return { ${fields.map((f) => `${f.name}: ${variable(f)}`).join(', ')} }`)
    return lines
  }

  #service(s: Service): string {
    const name = s.name.slice(this.#file.package.length + 1).replace(/Service$/, '')
    const methods = s.methods.map(
      (m) =>
        `    ${m.name}: { name: ${JSON.stringify(m.name)}, request: ${this.#ref(m.input, 'value')}, response: ${this.#ref(m.output, 'value')} },`,
    )
    return [
      `export const ${name} = {`,
      `  protocol: ${JSON.stringify(s.protocol)},`,
      `  version: ${s.version},`,
      `  methods: {`,
      ...methods,
      `  },`,
      `} as const`,
      '',
    ].join('\n')
  }
}
