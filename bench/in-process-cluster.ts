// A program: a whole cluster of ours in its process, in the directory and on the ports that it is given. Prints the
// milliseconds that the start took, and ends with its stdin.
import { consecutivePorts } from '../src/cluster/cluster-layout.ts';
import { InProcessCluster } from '../src/cluster/in-process-cluster.ts';
import { nodeEnv } from '../src/env/node/node-env.ts';
import { superuser } from './mutation-load.ts';

const [, , dir = '', basePort = ''] = process.argv;
const daemons = consecutivePorts(Number(basePort), { namenodes: 2, journalnodes: 3, datanodes: 3 });
const began = performance.now();
const cluster = new InProcessCluster((name) => nodeEnv({ name }), { nameservice: 'ns1', dir, daemons, properties: {} }, superuser());
await cluster.start();
console.log(JSON.stringify({ event: 'up', ms: performance.now() - began }));
process.stdin.resume().once('end', () => process.exit(0));
