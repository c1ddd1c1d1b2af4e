// The package's declarations, dist/types: what tsc says of src/, but only the files that the entries reach, with specifiers
// that every moduleResolution takes. Runs before the package is packed; inside the repository nobody needs it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const made = path.join(root, 'build/types');
const types = path.join(root, 'dist/types');
const entries = ['api/index.d.ts', 'testing/index.d.ts'];
const specifier = /((?:from|import)\s*\(?\s*['"])(\.{1,2}\/[^'"]+)\.ts(?=['"])/g;

rmSync(made, { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', path.join(root, 'tsconfig.declarations.json')], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

const reached = new Set(entries);
let bytes = 0;
rmSync(types, { recursive: true, force: true });
for (const file of reached) {
  const text = readFileSync(path.join(made, file), 'utf8');
  for (const [, , target] of text.matchAll(specifier)) reached.add(path.posix.join(path.posix.dirname(file), `${target}.d.ts`));
  const out = path.join(types, file);
  mkdirSync(path.dirname(out), { recursive: true });
  const rewritten = text.replace(specifier, '$1$2.js');
  writeFileSync(out, rewritten);
  bytes += rewritten.length;
}
console.log(`dist/types: ${reached.size} files, ${Math.round(bytes / 1024)} KiB`);
