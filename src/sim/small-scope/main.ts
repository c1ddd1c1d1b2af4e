// `npm run sim:small-scope [-- CRASHES]`: every interleaving of two writers, three JournalNodes and three transactions, with so many
// crashes at most (0 by default). Says how many states there are; ends with 129 at the first that is broken.
import { explore } from './explore.ts';
import { exitCodes } from '../sim-failure.ts';

const crashes = Number(process.argv[2] ?? 0);
// Refusals are no errors here, and nobody looks at where they came from.
Error.stackTraceLimit = 0;
try {
  const { states, acknowledged } = explore({ epochs: [1, 2], crashes });
  process.stdout.write(`2 writers, 3 JournalNodes, 3 transactions, ${crashes} crashes: ${states} states; acknowledged in the end ${[...acknowledged].filter((word) => word.length === 3).sort().join(', ')}\n`);
} catch (error) {
  process.stdout.write(`${String(error)}\n`);
  process.exitCode = exitCodes.safety;
}
