// The pages' servers on virtual time: one NameNode tells of all, whoever is down, nobody is
// asked while no page is open, and a failover is started only where that was configured.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpResponse } from '../../src/env/env.ts';
import { SimCluster, simUser } from '../../src/sim/sim-cluster.ts';
import type { SimProcess } from '../../src/sim/sim-process.ts';
import { World } from '../../src/sim/world.ts';
import type { ClusterState } from '../../src/web-pages/web-state.ts';

class Stage {
  readonly world = new World(11);
  readonly cluster: SimCluster;
  #browser: SimProcess | undefined;

  constructor(properties: Readonly<Record<string, string>>) {
    this.cluster = new SimCluster(this.world, { size: { namenodes: 2, journalnodes: 3, datanodes: 1 }, properties });
  }

  async up(): Promise<void> {
    await this.cluster.up();
    this.#browser = this.cluster.addHost('browser').boot();
    await this.cluster.until('a DataNode', 10_000, () => [...this.cluster.nameNode(this.active)?.blocks.registry.nodes ?? []].length === 1);
  }

  get active(): string {
    const active = this.cluster.active();
    assert.ok(active);
    return active;
  }

  get standby(): string {
    return this.active === 'nn1' ? 'nn2' : 'nn1';
  }

  async ask(name: string, path: string, options: { readonly method?: 'GET' | 'POST'; readonly headers?: Readonly<Record<string, string>>; readonly body?: string } = {}): Promise<HttpResponse> {
    const address = this.cluster.layout.daemons.find((daemon) => daemon.name === name);
    assert.ok(address && this.#browser);
    const { body, ...rest } = options;
    const content = body === undefined ? {} : { body: Buffer.from(body) };
    return this.world.settle(`${name}${path}`, 20_000, this.#browser.env.http.fetch(`http://${address.host}:${address.httpPort}${path}`, { ...rest, ...content, timeoutMs: 15_000 }));
  }

  async state(name: string): Promise<ClusterState> {
    return this.world.settle('JSON', 1000, (await this.ask(name, '/web/state')).json() as Promise<ClusterState>);
  }

  failover(to: string, user: string, headers: Readonly<Record<string, string>> = { 'x-quorate-page': '1' }): Promise<HttpResponse> {
    const body = JSON.stringify({ to, user });
    return this.ask('nn1', '/web/failover', { method: 'POST', headers: { 'content-length': String(body.length), ...headers }, body });
  }
}

const summary = ({ nameNodes }: ClusterState): string[] => nameNodes.map(({ id, state, silent }) => `${id} ${silent === undefined ? (state?.haState ?? '') : 'silent'}`);

test('either NameNode tells of all, and of who is down', async () => {
  const stage = new Stage({});
  await stage.up();
  const { active, standby } = stage;
  for (const name of [active, standby]) {
    await stage.state(name);
    await stage.cluster.pass(200);
    const state = await stage.state(name);
    assert.deepEqual(summary(state), [`${active} Active`, `${standby} Standby`].sort());
    assert.deepEqual(state.journals.map(({ said, silent }) => [said?.promisedEpoch, silent]), [[1, undefined], [1, undefined], [1, undefined]]);
    assert.deepEqual(state.journals.map(({ view }) => view?.leasedTo), [[active], [active], [active]]);
  }
  stage.cluster.kill(standby);
  await stage.cluster.pass(1500);
  await stage.state(active);
  await stage.cluster.pass(1500);
  assert.ok(summary(await stage.state(active)).includes(`${standby} silent`));
});

test('on an address that is no loopback a failover is started only where that was configured, by superusers, from own pages', async () => {
  const everywhere = { 'dfs.namenode.http-bind-host': '0.0.0.0' };
  const closed = new Stage(everywhere);
  await closed.up();
  const refused = await closed.failover(closed.standby, simUser);
  assert.equal(refused.status, 403);
  assert.match((await closed.world.settle('JSON', 1000, refused.json()) as { error: string }).error, /quorate\.namenode\.web\.failover=true/);
  assert.equal((await closed.state('nn1')).user, 'dr.who');

  const open = new Stage({ ...everywhere, 'quorate.namenode.web.failover': 'true' });
  await open.up();
  const { standby } = open;
  assert.equal((await open.failover(standby, 'somebody')).status, 403);
  assert.equal((await open.failover(standby, simUser, {})).status, 403);
  assert.equal((await open.failover(standby, simUser, { 'x-quorate-page': '1', origin: 'http://example.org' })).status, 403);
  assert.equal((await open.failover('nn9', simUser)).status, 400);
  assert.notEqual(open.active, standby);
  assert.equal((await open.failover(standby, simUser)).status, 200);
  assert.equal(open.active, standby);
});
