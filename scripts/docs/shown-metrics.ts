// What the daemons of a cluster show on /prom, asked of a simulated one: the same code, in a second and without a port.
import { SimCluster, simUser } from '../../src/sim/sim-cluster.ts';
import { World } from '../../src/sim/world.ts';
import { FailoverProxy } from '../../src/rpc/failover-proxy.ts';
import { rpcProxy } from '../../src/rpc/rpc-client.ts';
import { ClientNamenodeProtocol } from '../../src/wire/client-namenode-protocol.ts';

export interface ShownMetric {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly labels: readonly string[];
}

export type Shower = 'NameNode' | 'JournalNode' | 'DataNode';

/** By daemon, in the order of their pages. */
export async function shownMetrics(): Promise<ReadonlyMap<Shower, readonly ShownMetric[]>> {
  const world = new World(1);
  const cluster = new SimCluster(world, { size: { namenodes: 2, journalnodes: 3, datanodes: 1 } });
  await cluster.up();
  const { env } = cluster.addHost('client').boot();
  const client = rpcProxy(new FailoverProxy(env, { addresses: cluster.nameNodeAddresses, user: simUser, failoversMax: 10 }), ClientNamenodeProtocol);
  await world.settle('a directory', 20_000, client.mkdirs({ src: '/d', masked: { perm: 0o755 }, createParent: true }));
  await cluster.pass(10_000);
  const page = async (name: string): Promise<ShownMetric[]> => {
    const daemon = cluster.layout.daemons.find((each) => each.name === name);
    if (daemon === undefined) throw new Error(`no daemon ${name}`);
    let text = '';
    await world.settle(`${name}'s page`, 20_000, env.http.fetch(`http://${daemon.host}:${daemon.httpPort}/prom`, { timeoutMs: 10_000 }).then(async (response) => {
      text = await response.text();
    }));
    return parsed(text);
  };
  return new Map([['NameNode', await page(cluster.active() ?? 'nn1')], ['JournalNode', await page('jn1')], ['DataNode', await page('dn1')]]);
}

function parsed(text: string): ShownMetric[] {
  const metrics: ShownMetric[] = [];
  let help = '';
  let head: { readonly name: string; readonly type: string } | undefined;
  for (const line of text.split('\n')) {
    const [, what, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (what === 'HELP') help = rest;
    else if (what === 'TYPE') head = { name, type: rest };
    else if (head !== undefined && line !== '') {
      metrics.push({ ...head, help, labels: [...line.matchAll(/([a-z_]+)="/g)].map((match) => match[1] ?? '') });
      head = undefined;
    }
  }
  return metrics;
}
