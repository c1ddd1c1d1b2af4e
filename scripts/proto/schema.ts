// Reads proto/*.proto into a plain model: what the generator and the comparison with Hadoop's descriptors work on.
// Parsing is protobufjs's; our own marks are comments: `// bigint` behind a 64-bit field, and above a service
// `// protocol: <Java interface that goes over the wire> version <n>`.

import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import protobuf from 'protobufjs'

export type Label = 'required' | 'optional' | 'repeated'

export interface Field {
  readonly name: string
  readonly number: number
  readonly label: Label
  /** A scalar's name, or 'message' or 'enum'. */
  readonly type: string
  /** Full name of the message or enum. */
  readonly typeName: string | undefined
  /** Explicit default as its proto text. */
  readonly default: string | undefined
  readonly packed: boolean
  readonly bigint: boolean
}

export interface Message {
  readonly name: string
  readonly fields: readonly Field[]
}

export interface EnumType {
  readonly name: string
  readonly values: readonly { readonly name: string; readonly number: number }[]
}

export interface Service {
  readonly name: string
  readonly protocol: string
  readonly version: number
  readonly methods: readonly { readonly name: string; readonly input: string; readonly output: string }[]
}

export interface ProtoFile {
  /** File name without `.proto`. */
  readonly name: string
  readonly package: string
  /** The comment at the head of the file. */
  readonly head: readonly string[]
  /** Nested ones stand before the message that holds them. */
  readonly messages: readonly Message[]
  readonly enums: readonly EnumType[]
  readonly services: readonly Service[]
}

/** Parses every .proto of a directory and resolves all type names. Throws on any mistake in them. */
export function readSchema(directory: string): ProtoFile[] {
  const root = new protobuf.Root()
  const parsed = readdirSync(directory)
    .filter((file) => file.endsWith('.proto'))
    .sort()
    .map((file) => {
      const text = readFileSync(join(directory, file), 'utf8')
      const before = new Set(allObjects(root))
      const result = protobuf.parse(text, root, { keepCase: true, alternateCommentMode: true, preferTrailingComment: true })
      const objects = allObjects(root).filter((object) => !before.has(object))
      return { file, text, package: result.package ?? '', objects }
    })
  root.resolveAll()
  return parsed.map(({ file, text, package: packageName, objects }) => ({
    name: basename(file, '.proto'),
    package: packageName,
    head: headOf(text),
    messages: objects.filter((object) => object instanceof protobuf.Type).map(message),
    enums: objects.filter((object) => object instanceof protobuf.Enum).map(enumType),
    services: objects.filter((object) => object instanceof protobuf.Service).map(service),
  }))
}

function headOf(text: string): string[] {
  const lines = text.split('\n')
  const end = lines.findIndex((line) => !line.startsWith('//'))
  return lines.slice(0, end)
}

function allObjects(namespace: protobuf.NamespaceBase): protobuf.ReflectionObject[] {
  return namespace.nestedArray.flatMap((object) => {
    const inner = object instanceof protobuf.Namespace ? allObjects(object) : []
    return [...inner, object]
  })
}

function fullName(object: protobuf.ReflectionObject): string {
  return object.fullName.slice(1)
}

function message(type: protobuf.Type): Message {
  return { name: fullName(type), fields: type.fieldsArray.map(field) }
}

function field(f: protobuf.Field): Field {
  const resolved = f.resolvedType
  const defaultText: unknown = f.options?.['default']
  const bigint = f.comment === 'bigint'
  if (bigint && !f.type.includes('64')) throw new Error(`${f.fullName}: only 64-bit integers can be bigint`)
  return {
    name: f.name,
    number: f.id,
    label: f.repeated ? 'repeated' : f.required ? 'required' : 'optional',
    type: resolved === null ? f.type : resolved instanceof protobuf.Enum ? 'enum' : 'message',
    typeName: resolved === null ? undefined : fullName(resolved),
    default: defaultText === undefined ? undefined : String(defaultText),
    packed: f.options?.['packed'] === true,
    bigint,
  }
}

function enumType(type: protobuf.Enum): EnumType {
  return {
    name: fullName(type),
    values: Object.entries(type.values).map(([name, number]) => ({ name, number })),
  }
}

function service(s: protobuf.Service): Service {
  const mark = /^protocol: (\S+) version (\d+)$/m.exec(s.comment ?? '')
  if (mark === null) throw new Error(`${s.fullName}: no "// protocol: ... version ..." above it`)
  return {
    name: fullName(s),
    protocol: String(mark[1]),
    version: Number(mark[2]),
    methods: s.methodsArray.map((method) => ({
      name: method.name,
      input: fullName(method.resolvedRequestType ?? method),
      output: fullName(method.resolvedResponseType ?? method),
    })),
  }
}
