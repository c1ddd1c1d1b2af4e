// A JournalNode as a program of its own (scripts/launcher.cjs), with nothing of the other commands in it.
import { run } from '../commands/journalnode.ts';
import { exitWith } from '../exit-with.ts';

exitWith(Promise.resolve(process.argv.slice(3)).then(run));
