// Compares proto/ with the descriptors compiled into Hadoop's own jars: every message, field, enum and method that we
// have must be Hadoop's, and no message that we have may lack one of Hadoop's fields. APACHE_CLASSPATH is Hadoop's
// class path; without it there is nothing to compare with.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { repositoryRoot } from '../../../scripts/proto/generate.ts'
import { readSchema } from '../../../scripts/proto/schema.ts'
import type { Field } from '../../../scripts/proto/schema.ts'

/** From this field number on the fields of Hadoop's messages are additions of ours. */
const OWN_FIELDS_FROM = 50001
const OWN_PACKAGE = 'quorate'

interface DumpedField {
  readonly name: string
  readonly number: number
  readonly label: string
  readonly type: string
  readonly typeName?: string
  readonly default?: string
  readonly packed?: boolean
}

interface DumpedFile {
  readonly messages: readonly { readonly name: string; readonly fields: readonly DumpedField[] }[]
  readonly enums: readonly { readonly name: string; readonly values: readonly { name: string; number: number }[] }[]
  readonly services: readonly {
    readonly name: string
    readonly methods: readonly { readonly name: string; readonly input: string; readonly output: string }[]
  }[]
}

const classPath = process.env['APACHE_CLASSPATH']

function line(f: Field | DumpedField): string {
  const options = [f.default === undefined ? '' : `default ${f.default}`, f.packed === true ? 'packed' : '']
  return `${f.number} ${f.label} ${f.typeName ?? f.type} ${f.name} ${options.join(' ')}`.trim()
}

describe('our schema and the one in the jars of Hadoop', { skip: classPath === undefined && 'APACHE_CLASSPATH is not set' }, () => {
  const root = repositoryRoot()
  const ours = readSchema(join(root, 'proto')).filter((file) => file.package !== OWN_PACKAGE)
  let theirs: readonly DumpedFile[] = []

  before(() => {
    const program = join(root, 'tests', 'apache', 'descriptors', 'DumpDescriptors.java')
    const dump = execFileSync('java', ['-cp', classPath ?? '', program], { maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' })
    theirs = JSON.parse(dump) as DumpedFile[]
  })

  test('agree on every field: number, label, type, name, default, packing', () => {
    const known = new Map(theirs.flatMap((file) => file.messages).map((m) => [m.name, m.fields.map(line).sort()]))
    assert.ok(known.size > 500, `only ${known.size} messages found in the jars`)
    for (const m of ours.flatMap((file) => file.messages)) {
      const fields = m.fields.filter((f) => f.number < OWN_FIELDS_FROM)
      assert.deepEqual(fields.map(line).sort(), known.get(m.name), m.name)
    }
  })

  test('agree on every enum', () => {
    const known = new Map(theirs.flatMap((file) => file.enums).map((e) => [e.name, e.values]))
    for (const e of ours.flatMap((file) => file.enums)) assert.deepEqual(e.values, known.get(e.name), e.name)
  })

  test('agree on every method of every service', () => {
    const known = new Map(theirs.flatMap((file) => file.services).map((s) => [s.name, s.methods]))
    for (const s of ours.flatMap((file) => file.services)) assert.deepEqual(s.methods, known.get(s.name), s.name)
  })

  test('our own fields are optional or repeated, so that others may skip them', () => {
    for (const m of ours.flatMap((file) => file.messages)) {
      for (const f of m.fields) assert.ok(f.number < OWN_FIELDS_FROM || f.label !== 'required', `${m.name}.${f.name}`)
    }
  })
})
