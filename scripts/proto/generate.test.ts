import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repositoryRoot, staleModules } from './generate.ts'

test('src/wire is what proto/ yields', () => {
  assert.deepEqual(staleModules(repositoryRoot()), [])
})
