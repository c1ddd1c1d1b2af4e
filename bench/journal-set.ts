// Three JournalNodes alone, ours or Apache's, as processes on loopback, each with its own configuration.
import { join } from 'node:path';
import type { RpcAddress } from '../src/rpc/rpc-client.ts';
import { type Daemon, spawnDaemon, writeConfDir } from '../tests/apache/rig/apache.ts';
import { freePortBlock, listening, waitFor } from '../tests/apache/rig/ports.ts';
import { spawnOurs } from './our-cluster.ts';
import type { Side } from './sheet.ts';

const names = ['jn1', 'jn2', 'jn3'] as const;
export type JournalNodeName = (typeof names)[number];

export class JournalSet {
  readonly side: Side;
  readonly #dir: string;
  readonly #base: number;
  readonly #running = new Map<JournalNodeName, Pick<Daemon, 'kill' | 'alive'>>();

  private constructor(side: Side, dir: string, base: number) {
    this.side = side;
    this.#dir = dir;
    this.#base = base;
  }

  static async start(side: Side, dir: string): Promise<JournalSet> {
    const set = new JournalSet(side, dir, await freePortBlock(50));
    await Promise.all(names.map(async (name) => {
      set.spawn(name);
      await set.untilListening(name);
    }));
    return set;
  }

  get addresses(): RpcAddress[] {
    return names.map((name) => this.address(name));
  }

  address(name: JournalNodeName): RpcAddress {
    return { host: '127.0.0.1', port: this.#base + 3 * names.indexOf(name) };
  }

  /** Starts a JournalNode's process and does not wait for anything. */
  spawn(name: JournalNodeName): void {
    const { port } = this.address(name);
    const confDir = writeConfDir(join(this.#dir, 'conf', name), {}, {
      'dfs.journalnode.rpc-address': `127.0.0.1:${port}`, 'dfs.journalnode.http-address': `127.0.0.1:${port + 1}`, 'dfs.journalnode.edits.dir': join(this.#dir, 'data', name),
    });
    const logFile = this.#logFile(name);
    this.#running.set(name, this.side === 'apache' ? spawnDaemon('journalnode', confDir, { logFile, env: { RIG_JVM: 'stock' } }) : spawnOurs('journalnode', confDir, logFile));
  }

  async untilListening(name: JournalNodeName): Promise<void> {
    await waitFor(`${name} to listen, see ${this.#logFile(name)}`, () => listening(this.address(name).port), 60_000, 5);
  }

  /** SIGKILL; resolves when the process is gone. */
  async kill(name: JournalNodeName): Promise<void> {
    await this.#running.get(name)?.kill('SIGKILL');
  }

  async close(): Promise<void> {
    await Promise.all(names.map((name) => this.kill(name)));
  }

  #logFile(name: JournalNodeName): string {
    return join(this.#dir, 'conf', `${name}.log`);
  }
}
