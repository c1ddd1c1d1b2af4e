// Holds the tree to scripts/layers.ts and to the rules of scripts/source-rules.ts. Prints each problem on a line and
// exits with 1 when there is one.
import { readFileSync } from 'node:fs';
import { filesBelow } from './files-below.ts';
import { problemsOf } from './source-rules.ts';

const files = ['src', 'scripts', 'tests', 'bench'].flatMap((folder) => [...filesBelow(folder, '.ts'), ...filesBelow(folder, '.tsx')]);
const problems = files.flatMap((file) => problemsOf(file, readFileSync(file, 'utf8')));
for (const problem of problems) console.error(problem);
console.log(`${files.length} files, ${problems.length} problems`);
if (problems.length > 0) process.exitCode = 1;
