// Runs tests: `run-tests.js KIND [PART OF A PATH ...]`. Prints what failed and one line of counts. Files of the kinds
// that share a process are imported one behind the other; a file that cannot be imported is a failed test.
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { runCounted, saySuite } from './run-counted.ts';
import { isKind, separateKinds, testFiles } from './suites.ts';
import type { Kind } from './suites.ts';
import { progress } from './test-progress.ts';

/** Set for the process that imports the tests, by the one that watches it. */
export const importVariable = 'QUORATE_TESTS_IMPORT';

async function importAll(kind: Kind, wanted: readonly string[]): Promise<void> {
  for (const file of testFiles(kind, wanted)) {
    try {
      await import(pathToFileURL(path.resolve(file)).href);
    } catch (error) {
      test(`${file} can be loaded`, () => {
        throw error;
      });
    }
  }
  progress.allImported = true;
  // Behind all other listeners: Node's own clean-up of handles after them was seen to spin for ever when a child's pipe was left.
  const leave = (): void => process.exit();
  process.on('beforeExit', () => {
    process.off('exit', leave);
    process.on('exit', leave);
  });
}

async function main(args: readonly string[]): Promise<number> {
  const [kind = 'unit', ...wanted] = args;
  if (!isKind(kind)) {
    console.error(`run-tests: '${kind}' is no kind of test`);
    return 2;
  }
  if (process.env[importVariable] !== undefined) {
    await importAll(kind, wanted);
    return 0;
  }
  const files = testFiles(kind, wanted);
  if (files.length === 0) {
    console.error(`run-tests: no ${kind} test ${wanted.length === 0 ? 'is there' : `has ${wanted.join(' or ')} in its path`}`);
    return 2;
  }
  const separate = separateKinds.some((other) => other === kind);
  let failed = 0;
  for (const part of separate ? files.map((file) => [file]) : [wanted]) {
    const result = await runCounted(kind, part, { inherit: true });
    saySuite(separate ? (part[0] ?? kind) : kind, result);
    failed += result.counts.failed;
  }
  return failed > 0 ? 1 : 0;
}

const code = await main(process.argv.slice(2));
if (code !== 0) process.exitCode = code;
