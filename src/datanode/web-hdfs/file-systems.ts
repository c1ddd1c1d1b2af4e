// The clients through which a DataNode's WebHDFS reads and writes: one a file system and user, kept for a while behind its last
// request, so that many small files do not pay for a connection each. Answers to the DFSClient of Apache's WebHdfsHandler.
import type { ClientSettings } from '../../client/client-settings.ts';
import { DFSClient } from '../../client/dfs-client.ts';
import type { Env, Timer } from '../../env/env.ts';

/** Whose file system it is. */
export interface ClientKey {
  /** hdfs://ns1 or hdfs://host:port. */
  readonly uri: string;
  readonly user: string;
  readonly realUser: string | undefined;
}

interface Kept {
  readonly client: DFSClient;
  uses: number;
  idle: Timer | undefined;
}

/** How long a client that nobody uses is kept, in ms. */
const idleMs = 10_000;
/** Clients kept that nobody uses: user names could be any number. */
const idleMax = 100;

export class FileSystems {
  readonly #env: Env;
  readonly #settingsOf: (key: ClientKey) => ClientSettings;
  readonly #kept = new Map<string, Kept>();

  constructor(env: Env, settingsOf: (key: ClientKey) => ClientSettings) {
    this.#env = env;
    this.#settingsOf = settingsOf;
  }

  /** Calls `release` once the client is not needed any more. Throws ConfError for a URI that names no file system. */
  take(key: ClientKey): { readonly client: DFSClient; readonly release: () => void } {
    const name = JSON.stringify([key.uri, key.user, key.realUser]);
    const kept = this.#kept.get(name) ?? { client: new DFSClient(this.#env, this.#settingsOf(key)), uses: 0, idle: undefined };
    // Behind the others: the one that is unused for longest goes first.
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    kept.uses++;
    kept.idle?.cancel();
    let released = false;
    return {
      client: kept.client,
      release: () => {
        if (released) return;
        released = true;
        if (--kept.uses > 0) return;
        kept.idle = this.#env.after(idleMs, () => this.#drop(name, kept));
        this.#thin();
      },
    };
  }

  /** Ends all connections; files being written stay as they are. */
  close(): void {
    for (const [name, kept] of this.#kept) this.#drop(name, kept);
  }

  #thin(): void {
    const idle = [...this.#kept].filter(([, kept]) => kept.uses === 0);
    for (const [name, kept] of idle.slice(0, Math.max(0, idle.length - idleMax))) this.#drop(name, kept);
  }

  #drop(name: string, kept: Kept): void {
    kept.idle?.cancel();
    if (this.#kept.get(name) === kept) this.#kept.delete(name);
    kept.client.close().catch((error: unknown) => this.#env.log('warn', 'a WebHDFS client did not close in order', { error }));
  }
}
