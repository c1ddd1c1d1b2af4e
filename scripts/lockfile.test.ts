import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
}

// npm leaves out what the registry in use does not have, and then `npm ci` refuses the file on every machine.
test('package-lock.json names the binaries of every platform, so that npm ci takes it', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
  const missing = Object.entries(packages).flatMap(([at, { optionalDependencies }]) => Object.keys(optionalDependencies ?? {}).filter((name) => packages[`node_modules/${name}`] === undefined).map((name) => `${at}: ${name}`));
  assert.deepEqual(missing, []);
});

test('package.json pins exact versions', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) assert.match(version, /^\d+\.\d+\.\d+$/, name);
});
