#!/usr/bin/env node
// The command `quorate`. It is there before anything is built, so that npm links it in a fresh clone, too.
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
const program = path.join(root, 'dist/quorate.js');
if (existsSync(program)) {
  // The program starts daemons with the file it was itself started with.
  process.argv[1] = program;
  await import(program);
} else {
  console.error(`quorate is not built yet: run \`npm install\` in ${root}`);
  process.exitCode = 1;
}
