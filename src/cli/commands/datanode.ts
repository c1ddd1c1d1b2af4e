// `quorate datanode`: a DataNode until it is told to stop.
import { startDataNode } from '../../cluster/start-data-node.ts';
import { userName } from '../conf-dir.ts';
import { daemonArguments } from '../daemon-arguments.ts';
import { runDaemon } from '../run-daemon.ts';

export function run(args: readonly string[]): Promise<number> {
  const { conf, name } = daemonArguments(args, 'datanode');
  return runDaemon(name, (env) => startDataNode(env, conf, userName(process.env)));
}
