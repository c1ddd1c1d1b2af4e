// The architecture as data. A file may import its own folder and every folder in `below` of its rule, with what lies
// inside them; a folder that is `world` must be named itself. scripts/check-layers.ts holds the tree to it. Change this
// file only together with docs/ARCHITECTURE.md.

export interface Layer {
  /** Longest prefix wins. */
  readonly folder: string;
  /** Folders this one may import, besides itself. */
  readonly below: readonly string[];
  /** Synchronous and deterministic: no Env, no clock, no random, no promises, nothing of Node. */
  readonly pure?: boolean;
  /** May import node:* modules and packages, and touch the process, its clock and its timers. */
  readonly world?: boolean;
}

const ground = ['src/base', 'src/env', 'src/protocol', 'src/conf', 'src/wire', 'src/metrics'];
const middle = [...ground, 'src/web-pages', 'src/servlets', 'src/storage', 'src/rpc', 'src/edit-log', 'src/data-transfer'];
const daemons = [...middle, 'src/web-hdfs', 'src/qjournal', 'src/namenode', 'src/datanode', 'src/failover', 'src/client'];
const namenodePure = ['src/base', 'src/protocol', 'src/wire', 'src/edit-log/ops', 'src/namenode/namespace', 'src/namenode/blocks', 'src/namenode/operations'];

export const layers: readonly Layer[] = [
  { folder: 'src/base', below: [], pure: true },
  { folder: 'src/env', below: ['src/base'] },
  { folder: 'src/env/node', below: ['src/base', 'src/env'], world: true },
  { folder: 'src/protocol', below: ['src/base'], pure: true },
  { folder: 'src/conf', below: ['src/base', 'src/protocol'] },
  { folder: 'src/wire', below: ['src/base'], pure: true },
  { folder: 'src/servlets', below: ground },
  { folder: 'src/metrics', below: ['src/base', 'src/env', 'src/protocol'] },
  { folder: 'src/web-pages', below: ['src/base', 'src/env'] },
  // For browsers: bundled by itself, with the browser's types (src/web/tsconfig.json); of the servers it knows their words.
  { folder: 'src/web', below: ['src/web-pages'], world: true },
  { folder: 'src/storage', below: ground },
  { folder: 'src/rpc', below: ground },
  { folder: 'src/edit-log', below: [...ground, 'src/storage'] },
  { folder: 'src/edit-log/ops', below: ['src/base', 'src/protocol', 'src/wire'], pure: true },
  { folder: 'src/data-transfer', below: [...ground, 'src/storage'] },
  { folder: 'src/qjournal/client', below: middle },
  { folder: 'src/qjournal/server', below: middle },
  { folder: 'src/web-hdfs', below: [...ground, 'src/rpc'] },
  { folder: 'src/namenode', below: [...middle, 'src/qjournal/client', 'src/web-hdfs'] },
  { folder: 'src/namenode/namespace', below: namenodePure, pure: true },
  { folder: 'src/namenode/operations', below: namenodePure, pure: true },
  { folder: 'src/namenode/blocks', below: namenodePure, pure: true },
  { folder: 'src/datanode', below: middle },
  // Its WebHDFS writes and reads the cluster as a client does.
  { folder: 'src/datanode/web-hdfs', below: [...middle, 'src/web-hdfs', 'src/client'] },
  { folder: 'src/failover', below: [...middle, 'src/qjournal/client'] },
  // What an election over ZooKeeper needs of the world: its client, and programs that fence.
  { folder: 'src/failover/node', below: [...middle, 'src/failover'], world: true },
  { folder: 'src/client', below: middle },
  { folder: 'src/cluster', below: daemons },
  { folder: 'src/doctor', below: [...middle, 'src/cluster'] },
  { folder: 'src/sim', below: [...daemons, 'src/cluster'] },
  // The package's entries: composition roots for programs, as src/cli is for people.
  { folder: 'src/api', below: [...middle, 'src/client', 'src/env/node'], world: true },
  { folder: 'src/testing', below: [...daemons, 'src/cluster', 'src/api', 'src/env/node'], world: true },
  { folder: 'src/cli', below: [...daemons, 'src/cluster', 'src/api', 'src/doctor', 'src/env/node', 'src/failover/node'], world: true },
];

/** Packages and node: modules that one folder may import although it is not `world`. */
export const allowedPackages: Readonly<Record<string, readonly string[]>> = {
  'src/base': ['node:zlib', 'node:crypto', 'node:buffer'],
  'src/conf': ['fast-xml-parser'],
  // Whole runs in threads.
  'src/sim': ['node:events', 'node:worker_threads'],
};

/** Words that a file may use although its layer bans them, each with its reason. */
export const allowedWords: Readonly<Record<string, readonly string[]>> = {
  // The shapes of promises for everybody else.
  'src/base/async.ts': ['async', 'await', 'Promise', 'queueMicrotask'],
  // Virtual time is driven by turns of the real loop.
  'src/sim/world.ts': ['setImmediate'],
  // Between two events all promises settle, without a turn of the loop.
  'src/sim/drain.ts': ['process'],
  // The simulator's own command line, and its watch on errors that nobody caught.
  'src/sim/main.ts': ['process.', 'performance'],
  'src/sim/small-scope/main.ts': ['process.'],
  'src/sim/crash-watch.ts': ['process.'],
  // A run that spins is ended by real time.
  'src/sim/seed-runner.ts': ['setInterval', 'process.'],
};
