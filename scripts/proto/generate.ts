// Writes src/wire/*.ts from proto/*.proto. With --check it writes nothing and fails if a module is out of date, absent
// or left over.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { emitAll } from './emit.ts'
import { readSchema } from './schema.ts'

const GENERATED_HEAD = '// Generated from proto/'

/** The directory that holds proto/, upward from this file: source and build output lie at different depths. */
export function repositoryRoot(): string {
  let directory = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(directory, 'proto', 'hdfs.proto'))) {
    const parent = dirname(directory)
    if (parent === directory) throw new Error('no proto/ above this script')
    directory = parent
  }
  return directory
}

/** Names of the modules that differ from what proto/ yields, left-over ones included. */
export function staleModules(root: string): string[] {
  const wire = join(root, 'src', 'wire')
  const modules = emitAll(readSchema(join(root, 'proto')))
  const current = (file: string): string | undefined =>
    existsSync(join(wire, file)) ? readFileSync(join(wire, file), 'utf8') : undefined
  const changed = [...modules].filter(([file, text]) => current(file) !== text).map(([file]) => file)
  const leftOver = readdirSync(wire).filter((file) => !modules.has(file) && current(file)?.startsWith(GENERATED_HEAD))
  return [...changed, ...leftOver]
}

function main(args: readonly string[]): void {
  const root = repositoryRoot()
  if (args.includes('--check')) {
    const stale = staleModules(root)
    if (stale.length > 0) {
      console.error(`src/wire is not what proto/ yields: ${stale.join(', ')}; run node build/scripts/proto/generate.js`)
      process.exitCode = 1
    }
    return
  }
  for (const [file, text] of emitAll(readSchema(join(root, 'proto')))) writeFileSync(join(root, 'src', 'wire', file), text)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2))
