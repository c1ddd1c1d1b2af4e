// Runs test files with node:test in one process each kind: `run-tests.js unit|scenarios|process|apache [substring ...]`.
// Unit tests and scenarios share one process, which is what keeps `npm run check` short.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const roots: Readonly<Record<string, readonly string[]>> = {
  unit: ['build/src', 'build/scripts'],
  scenarios: ['build/tests/scenarios', 'build/tests/golden'],
  process: ['build/tests/process'],
  apache: ['build/tests/apache'],
  long: ['build/tests/long'],
};

function testsBelow(folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const name = path.join(folder, entry.name);
    return entry.isDirectory() ? testsBelow(name) : name.endsWith('.test.js') ? [name] : [];
  });
}

const [kind = 'unit', ...wanted] = process.argv.slice(2);
const folders = roots[kind];
if (folders === undefined) {
  console.error(`run-tests: '${kind}' is none of ${Object.keys(roots).join(', ')}`);
  process.exit(2);
}
const files = folders.flatMap(testsBelow).filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part))).sort();
if (files.length === 0) {
  console.error(`run-tests: no ${kind} tests found`);
  process.exit(2);
}
for (const file of files) await import(pathToFileURL(path.resolve(file)).href);
