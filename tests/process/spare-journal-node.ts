/** JournalNodes beside those of a cluster's configuration, for what changes their list. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeConfDir } from '../apache/rig/apache.ts';
import { listening, waitFor } from '../apache/rig/ports.ts';
import { type RunningCommand, spawnQuorate } from './quorate-command.ts';

/** A JournalNode whose configuration knows no others. */
export class SpareJournalNode {
  readonly name: string;
  readonly editsDir: string;
  readonly #confDir: string;
  readonly #port: number;
  #running: RunningCommand | undefined;

  constructor(dir: string, base: number, index: number) {
    this.#port = base + 2 * index;
    this.name = `127.0.0.1:${this.#port}`;
    this.editsDir = join(dir, `spare${index}`);
    mkdirSync(this.editsDir, { recursive: true });
    this.#confDir = writeConfDir(join(dir, `spare${index}-conf`), {}, {
      'dfs.journalnode.rpc-address': this.name, 'dfs.journalnode.http-address': `127.0.0.1:${this.#port + 1}`, 'dfs.journalnode.edits.dir': this.editsDir,
    });
  }

  async start(): Promise<void> {
    const running = spawnQuorate(['journalnode', '--config', this.#confDir]);
    this.#running = running;
    await waitFor(`${this.name} to listen`, () => running.alive() && listening(this.#port));
  }

  kill(): void {
    this.#running?.child.kill('SIGKILL');
  }

  /** What it keeps of the list; undefined while it keeps nothing. */
  list(nameservice: string): { gen: number; members: string[]; pending?: string[]; standing: string } | undefined {
    try {
      return JSON.parse(readFileSync(join(this.editsDir, nameservice, 'current/quorate-config'), 'utf8'));
    } catch {
      return undefined;
    }
  }
}
