/**
 * JournalNodes for MiniJournalCluster.java, all in this process: each line on standard input
 * is an order, {"order":"start","properties":{...}} or {"order":"stop","id":n}, and is
 * answered by a line, {"id","rpc","http"}, {} or {"error"}. It ends with its input.
 */
import os from 'node:os';
import { createInterface } from 'node:readline';
import { startJournalNode } from '../../../src/cluster/start-journal-node.ts';
import { Configuration } from '../../../src/conf/configuration.ts';
import { nodeEnv } from '../../../src/env/node/node-env.ts';
import type { JournalNode } from '../../../src/qjournal/server/journal-node.ts';

type Order = { readonly order: 'start'; readonly properties: Readonly<Record<string, string>> } | { readonly order: 'stop'; readonly id: number };

const running = new Map<number, JournalNode>();
let last = 0;

async function obey(order: Order): Promise<object> {
  if (order.order === 'stop') {
    const node = running.get(order.id);
    running.delete(order.id);
    await node?.stop();
    return {};
  }
  const conf = new Configuration().set('user.name', os.userInfo().username);
  for (const [name, value] of Object.entries(order.properties)) conf.set(name, value, 'the test');
  const id = ++last;
  const node = await startJournalNode(nodeEnv({ name: `jn${id}` }), conf);
  running.set(id, node);
  return { id, rpc: node.rpcPort, http: node.httpPort };
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await obey(JSON.parse(line) as Order).catch((error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
process.exit(0);
