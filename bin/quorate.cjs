#!/usr/bin/env node
// The command `quorate`. It is there before anything is built, so that npm links it in a fresh clone, too. CommonJS, as what it
// starts: Node need not load what it loads modules with.
'use strict';
const { existsSync } = require('node:fs');
const path = require('node:path');

const root = path.dirname(__dirname);
const program = path.join(root, 'dist/quorate.cjs');
if (existsSync(program)) {
  // The program starts daemons with the file it was itself started with.
  process.argv[1] = program;
  require(program);
} else {
  console.error(`quorate is not built yet: run \`npm install\` in ${root}`);
  process.exitCode = 1;
}
