// `quorate zkfc -formatZK`: makes the election's znode in ZooKeeper; Apache's options, words and exit codes
// (ZKFailoverController). There is nothing else to run: each NameNode of ours is its own failover controller.
import { loadConfiguration } from '../conf-dir.ts';
import { formatZooKeeper } from '../format-zookeeper.ts';

const usage = `Usage: quorate zkfc -formatZK [-force] [-nonInteractive]
\t-force: formats the znode if the znode exists.
\t-nonInteractive: formats the znode aborts if the znode exists,
\tunless -force option is specified.
`;

/** Runs it; resolves with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const { conf, rest } = loadConfiguration(args, process.env);
  const [operation, ...words] = rest;
  if (operation === '-help' || operation === '--help' || operation === '-h') {
    console.log(usage);
    return 0;
  }
  const unknown = operation !== undefined && operation !== '-formatZK' ? operation : words.find((word) => word !== '-force' && word !== '-nonInteractive');
  if (unknown !== undefined) {
    console.error(`${usage}\nBad argument: ${unknown}`);
    return 1;
  }
  if (operation === undefined) {
    console.error(`There is no failover controller to run: each of quorate's NameNodes is its own, and takes part in the election over ZooKeeper where ha.zookeeper.quorum is set.\n${usage}`);
    return 1;
  }
  return formatZooKeeper(conf, new Set(words));
}
