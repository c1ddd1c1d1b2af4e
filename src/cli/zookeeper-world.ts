// What an election over ZooKeeper needs of the world, for those processes that take part in one.
import type { ZooKeeperWorld } from '../cluster/electors.ts';
import { openZooKeeper } from '../failover/node/zookeeper-session.ts';
import { runProgram } from '../failover/node/run-program.ts';
import { readSecret } from './read-secret.ts';

/** Loaded by nobody else: most clusters elect over their JournalNodes. */
export function zooKeeperWorld(): ZooKeeperWorld {
  return { open: openZooKeeper, run: runProgram, readText: readSecret };
}
