// `quorate datanode`: a DataNode until it is told to stop; with -rollback it goes back with a namespace that was rolled back.
import { startDataNode } from '../../cluster/start-data-node.ts';
import { ConfError } from '../../conf/configuration.ts';
import { userName } from '../conf-dir.ts';
import { daemonArguments, helped } from '../daemon-arguments.ts';
import { runDaemon } from '../run-daemon.ts';

const usage = `Usage: quorate datanode [--config DIR] [-D KEY=VALUE] [-regular | -rollback]

  -rollback      go back with a namespace that was rolled back, and run`;

export async function run(args: readonly string[]): Promise<number> {
  if (helped(args, usage)) return 0;
  const { conf, name, rest } = daemonArguments(args, 'datanode', true);
  const [option, more] = rest;
  if ((option !== undefined && option !== '-regular' && option !== '-rollback') || more !== undefined) throw new ConfError(`datanode: there is no option '${more ?? option}'`);
  return runDaemon(name, (env) => startDataNode(env, conf, userName(process.env), { rollback: option === '-rollback' }));
}
