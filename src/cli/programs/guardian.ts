// What `quorate namenode` runs first (scripts/launcher.cjs), and little more than that, because the NameNode waits for it: where
// there is something to guard, the NameNode starts as its child; else this very process becomes the NameNode.
import { exitWith } from '../exit-with.ts';
import { guard } from '../guard.ts';

/** The launcher's: runs another program of dist/ in this process. */
declare const runProgram: (name: string) => void;

async function guardOrGoOn(args: readonly string[]): Promise<number> {
  const guarding = guard(args);
  if (guarding !== undefined) return guarding;
  runProgram('main');
  return new Promise(() => {});
}

exitWith(guardOrGoOn(process.argv.slice(3)));
