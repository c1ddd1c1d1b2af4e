// `quorate journalnode`: a JournalNode until it is told to stop.
import { startJournalNode } from '../../cluster/start-journal-node.ts';
import { daemonArguments } from '../daemon-arguments.ts';
import { runDaemon } from '../run-daemon.ts';

export function run(args: readonly string[]): Promise<number> {
  const { conf, name } = daemonArguments(args, 'journalnode');
  return runDaemon(name, (env) => startJournalNode(env, conf));
}
