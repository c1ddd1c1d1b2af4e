// A whole cluster in one process, on any Env: for `quorate up --in-process`, for the simulator and for tests. Every daemon
// has an Env of its own, so that the simulator can kill, pause and cut each one off.
import type { Env } from '../env/env.ts';
import { until } from '../env/waiting.ts';
import type { DataNode } from '../datanode/data-node.ts';
import type { NameNode } from '../namenode/name-node.ts';
import type { JournalNode } from '../qjournal/server/journal-node.ts';
import type { ClusterLayout, DaemonLayout } from './cluster-layout.ts';
import { daemonConfiguration, daemonsOf, dataDir, elects } from './cluster-layout.ts';
import { formatCluster } from './format-cluster.ts';
import { startDataNode } from './start-data-node.ts';
import { startJournalNode } from './start-journal-node.ts';
import { startNameNode } from './start-name-node.ts';

type Running = NameNode | JournalNode | DataNode;

export class InProcessCluster {
  readonly layout: ClusterLayout;
  readonly #envOf: (name: string) => Env;
  readonly #user: string;
  readonly #nonceOf: (name: string, env: Env) => Uint8Array;
  readonly #running = new Map<string, Running>();

  /** `envOf` makes the Env of a daemon each time it starts, `nonceOf` the secret name of a NameNode's incarnation. */
  constructor(envOf: (name: string) => Env, layout: ClusterLayout, user: string, nonceOf = (_name: string, env: Env): Uint8Array => env.randomBytes(16)) {
    this.#envOf = envOf;
    this.#nonceOf = nonceOf;
    this.layout = layout;
    this.#user = user;
  }

  daemon(name: string): Running | undefined {
    return this.#running.get(name);
  }

  /** Starts one daemon by name. */
  async startDaemon(name: string): Promise<void> {
    const daemon = this.layout.daemons.find((each) => each.name === name);
    if (daemon === undefined) throw new Error(`no daemon ${name}`);
    this.#running.set(name, await this.#start(daemon, this.#envOf(name)));
  }

  async stopDaemon(name: string): Promise<void> {
    const running = this.#running.get(name);
    this.#running.delete(name);
    await running?.stop();
  }

  /** A daemon that was killed from outside: nothing of it is called any more. */
  forget(name: string): void {
    this.#running.delete(name);
  }

  /** Starts everything, formatting what is blank as a whole; resolves when a NameNode is Active and knows all DataNodes, at once where none is elected. */
  async start(): Promise<void> {
    await Promise.all(daemonsOf(this.layout, 'journalnode').map((daemon) => this.startDaemon(daemon.name)));
    if (await this.#isBlank()) await formatCluster(this.#envOf, this.layout, this.#user);
    await Promise.all(daemonsOf(this.layout, 'namenode').map((daemon) => this.startDaemon(daemon.name)));
    await Promise.all(daemonsOf(this.layout, 'datanode').map((daemon) => this.startDaemon(daemon.name)));
    if (!elects(this.layout)) return;
    const dataNodes = daemonsOf(this.layout, 'datanode').length;
    await until(this.#envOf('cluster'), 'an Active NameNode with all DataNodes', 60_000, 5, () => {
      const active = this.active();
      return active !== undefined && !active.blocks.safeMode.on && active.blocks.registry.liveCount >= dataNodes ? active : undefined;
    });
  }

  async #isBlank(): Promise<boolean> {
    const versions = daemonsOf(this.layout, 'namenode').map((daemon) => this.#envOf(daemon.name).disk.stat(`${dataDir(this.layout, daemon.name)}/current/VERSION`));
    return (await Promise.all(versions)).every((version) => version === undefined);
  }

  /** The Active NameNode, if there is one. */
  active(): NameNode | undefined {
    return this.nameNodes().find((nameNode) => nameNode.haState === 'Active');
  }

  nameNodes(): NameNode[] {
    return daemonsOf(this.layout, 'namenode').flatMap((daemon) => {
      const running = this.#running.get(daemon.name);
      return running === undefined ? [] : [running as NameNode];
    });
  }

  /** Stops everything, NameNodes first. */
  async stop(): Promise<void> {
    for (const role of ['namenode', 'datanode', 'journalnode'] as const) {
      await Promise.all(daemonsOf(this.layout, role).map((daemon) => this.stopDaemon(daemon.name)));
    }
  }

  #start(daemon: DaemonLayout, env: Env): Promise<Running> {
    const conf = daemonConfiguration(this.layout, daemon, this.#user);
    if (daemon.role === 'journalnode') return startJournalNode(env, conf);
    if (daemon.role === 'datanode') return startDataNode(env, conf, this.#user);
    return startNameNode(env, conf, { user: this.#user, isLocal: () => true, nonce: this.#nonceOf(daemon.name, env) });
  }
}
