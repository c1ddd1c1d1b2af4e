// `npm start`: `quorate up`, built first when dist/ is missing or older than the sources. Plain JavaScript, because
// nothing may have been compiled yet.
import path from 'node:path';
import { bundle, isStale } from './bundle.mjs';

const program = path.join(import.meta.dirname, '../dist/quorate.cjs');
if (isStale()) {
  console.log('building');
  await bundle();
}
// The program starts daemons with the file it was itself started with.
process.argv.splice(1, process.argv.length - 1, program, 'up', ...process.argv.slice(2));
await import(program);
