// `quorate journalnode`: a JournalNode until it is told to stop.
import { startJournalNode } from '../../cluster/start-journal-node.ts';
import { daemonArguments, helped } from '../daemon-arguments.ts';
import { runDaemon } from '../run-daemon.ts';

export async function run(args: readonly string[]): Promise<number> {
  if (helped(args, 'Usage: quorate journalnode [--config DIR] [-D KEY=VALUE]')) return 0;
  const { conf, name } = daemonArguments(args, 'journalnode');
  return runDaemon(name, (env) => startJournalNode(env, conf));
}
