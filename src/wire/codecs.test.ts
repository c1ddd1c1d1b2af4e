// Every generated codec against protobufjs, byte for byte in both directions, over generated values; and against
// damaged bytes, which may only ever raise a WireError.

import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import fc from 'fast-check'
import protobuf from 'protobufjs'
import { rounds } from '../../scripts/effort.ts'
import { repositoryRoot } from '../../scripts/proto/generate.ts'
import { readSchema } from '../../scripts/proto/schema.ts'
import type { Field, Message } from '../../scripts/proto/schema.ts'
import type { Codec } from './codec.ts'
import { WireError } from './wire-error.ts'

type Plain = Record<string, unknown>
const SEED = 20251
const LONG_MAX = 2 ** 63

const directory = join(repositoryRoot(), 'proto')
const files = readSchema(directory)
const messages = new Map(files.flatMap((file) => file.messages).map((m) => [m.name, m]))
const enumNumbers = new Map(files.flatMap((file) => file.enums).map((e) => [e.name, e.values.map((v) => v.number)]))
const codecs = new Map<string, Codec<Plain>>()
const oracle = new protobuf.Root()

before(async () => {
  oracle.loadSync(
    readdirSync(directory)
      .filter((file) => file.endsWith('.proto'))
      .map((file) => join(directory, file)),
    { keepCase: true },
  )
  for (const file of files) {
    const module = (await import(`./${file.name}.js`)) as Record<string, Codec<Plain> | undefined>
    for (const value of Object.values(module)) if (typeof value?.decode === 'function') codecs.set(value.name, value)
  }
})

function codecOf(name: string): Codec<Plain> {
  const found = codecs.get(name)
  assert.ok(found, `no codec for ${name}`)
  return found
}

function scalar(f: Field): fc.Arbitrary<unknown> {
  switch (f.type) {
    case 'bool':
      return fc.boolean()
    case 'string':
      return fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ minLength: 30, maxLength: 150 }))
    case 'bytes':
      return fc.uint8Array({ maxLength: 60 })
    case 'double':
      return fc.double({ noNaN: true })
    case 'int32':
    case 'sint32':
    case 'sfixed32':
    case 'uint32':
    case 'fixed32':
      return fc.oneof(fc.nat(300), fc.integer())
    case 'enum':
      return fc.constantFrom(...(enumNumbers.get(f.typeName ?? '') ?? []))
    default:
      if (f.bigint) return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
      return fc.oneof(fc.nat(300), fc.maxSafeInteger(), fc.constantFrom(-1, LONG_MAX, -LONG_MAX, 2 ** 28, 2 ** 32, 2 ** 35))
  }
}

function arbitrary(m: Message): fc.Arbitrary<Plain> {
  const shape: Record<string, fc.Arbitrary<unknown>> = {}
  for (const f of m.fields) {
    const inner = f.type === 'message' ? messages.get(f.typeName ?? '') : undefined
    const one = inner === undefined ? scalar(f) : arbitrary(inner)
    if (f.label === 'repeated') shape[f.name] = fc.array(one, { maxLength: inner === undefined ? 5 : 2 })
    else if (f.label === 'optional') shape[f.name] = fc.option(one, { nil: undefined, freq: 2 })
    else shape[f.name] = one
  }
  return fc.record(shape)
}

function toLong(value: number | bigint, unsigned: boolean): unknown {
  const wide =
    typeof value === 'bigint' ? value : value >= LONG_MAX ? 2n ** 63n - 1n : value <= -LONG_MAX ? -(2n ** 63n) : BigInt(value)
  return (unsigned ? BigInt.asUintN(64, wide) : wide).toString()
}

/** The value as protobufjs wants it. */
function forOracle(m: Message, value: Plain): Plain {
  const convert = (f: Field, v: unknown): unknown => {
    const inner = f.type === 'message' ? messages.get(f.typeName ?? '') : undefined
    if (inner !== undefined) return forOracle(inner, v as Plain)
    if (f.type.endsWith('64')) return toLong(v as number | bigint, f.type === 'uint64' || f.type === 'fixed64')
    if (f.type === 'uint32' || f.type === 'fixed32') return (v as number) >>> 0
    return v
  }
  const result: Plain = {}
  for (const f of m.fields) {
    const v = value[f.name]
    if (v === undefined) continue
    result[f.name] = Array.isArray(v) ? v.map((x) => convert(f, x)) : convert(f, v)
  }
  return result
}

/** What decoding yields: the value with the defaults of absent fields filled in. */
function decoded(m: Message, value: Plain): Plain {
  const result: Plain = {}
  for (const f of m.fields) {
    const v = value[f.name]
    const inner = f.type === 'message' ? messages.get(f.typeName ?? '') : undefined
    if (v === undefined) result[f.name] = defaultOf(f)
    else if (inner === undefined) result[f.name] = v
    else result[f.name] = Array.isArray(v) ? v.map((x) => decoded(inner, x as Plain)) : decoded(inner, v as Plain)
  }
  return result
}

function defaultOf(f: Field): unknown {
  if (f.default === undefined) return undefined
  if (f.type === 'string') return f.default
  if (f.type === 'bool') return f.default === 'true'
  if (f.type === 'enum') {
    const type = files.flatMap((file) => file.enums).find((e) => e.name === f.typeName)
    return type?.values.find((v) => v.name === f.default)?.number
  }
  return f.bigint ? BigInt(f.default) : Number(f.default)
}

describe('codecs', () => {
  test('every message of proto/ has a codec of its name', () => {
    assert.deepEqual([...codecs.keys()].sort(), [...messages.keys()].sort())
  })

  test('encode the same bytes as protobufjs and decode them to the same value', () => {
    for (const [name, m] of messages) {
      const codec = codecOf(name)
      const type = oracle.lookupType(name)
      fc.assert(
        fc.property(arbitrary(m), (value) => {
          const bytes = codec.encode(value)
          const expected = type.encode(type.fromObject(forOracle(m, value))).finish()
          assert.equal(Buffer.from(bytes).toString('hex'), Buffer.from(expected).toString('hex'), name)
          assert.deepEqual(codec.decode(bytes), decoded(m, value), name)
          const delimited = codec.encodeDelimited(value)
          assert.deepEqual(codec.decode(delimited, delimited.length - bytes.length), decoded(m, value), name)
        }),
        { seed: SEED, numRuns: rounds(8, 2) },
      )
    }
  })

  test('raise nothing but WireError on random bytes and on damaged messages', () => {
    for (const [name, m] of messages) {
      const codec = codecOf(name)
      const harmless = (bytes: Uint8Array): void => {
        try {
          codec.decode(bytes)
        } catch (error) {
          if (!(error instanceof WireError)) throw error
        }
      }
      const damage = fc.tuple(arbitrary(m), fc.nat(), fc.nat(255), fc.nat())
      fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), harmless), { seed: SEED, numRuns: rounds(30, 10) })
      fc.assert(
        fc.property(damage, ([value, where, byte, cut]) => {
          const bytes = codec.encode(value).slice()
          if (bytes.length === 0) return
          bytes[where % bytes.length] = byte
          harmless(bytes)
          harmless(bytes.subarray(0, cut % bytes.length))
        }),
        { seed: SEED, numRuns: rounds(10, 3) },
      )
    }
  })

  test('refuse every true prefix of a message with required fields, or decode it to a shorter one', () => {
    const codec = codecOf('hadoop.hdfs.LocatedBlockProto')
    const m = messages.get('hadoop.hdfs.LocatedBlockProto')
    assert.ok(m)
    const [value] = fc.sample(arbitrary(m), { seed: SEED, numRuns: 1 })
    assert.ok(value)
    const bytes = codec.encode(value)
    for (let end = 0; end < bytes.length; end++) {
      try {
        assert.ok(codec.encode(codec.decode(bytes, 0, end)).length <= bytes.length + 20)
      } catch (error) {
        assert.ok(error instanceof WireError, String(error))
      }
    }
  })
})
