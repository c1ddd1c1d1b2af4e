// Connections to the streaming ports of DataNodes, kept for a while after a read for the next one.
// Answers to org.apache.hadoop.hdfs.PeerCache.
import { SocketReader } from '../data-transfer/socket-reader.ts';
import type { Env, Timer } from '../env/env.ts';
import type { DatanodeInfoProto } from '../wire/hdfs.ts';
import type { ClientSettings } from './client-settings.ts';
import { unlessAborted } from './call-scope.ts';
import { Hedges } from './hedged-read.ts';

/** Kept connections in all. */
const idleMax = 16;

interface Idle {
  readonly key: string;
  readonly reader: SocketReader;
  readonly timer: Timer;
}

/** Where a DataNode is reached: its address, or its name where dfs.client.use.datanode.hostname says so. */
export function dataNodeHost(node: DatanodeInfoProto, settings: Pick<ClientSettings, 'useDatanodeHostname'>): string {
  return settings.useDatanodeHostname ? node.id.hostName : node.id.ipAddr;
}

export class DataNodeConnections {
  /** Of all streams that read over these. */
  readonly hedges: Hedges;
  readonly #env: Env;
  readonly #settings: ClientSettings;
  readonly #open = new Set<SocketReader>();
  #idle: Idle[] = [];

  constructor(env: Env, settings: ClientSettings) {
    this.#env = env;
    this.#settings = settings;
    this.hedges = new Hedges(settings.hedgedReadsMax);
  }

  /** A kept connection to `node`, or undefined. */
  kept(node: DatanodeInfoProto): SocketReader | undefined {
    const key = this.#key(node);
    for (let i = this.#idle.length - 1; i >= 0; i--) {
      const idle = this.#idle[i];
      if (idle?.key !== key) continue;
      this.#idle.splice(i, 1);
      idle.timer.cancel();
      if (idle.reader.ended || idle.reader.available > 0) idle.reader.destroy();
      else return idle.reader;
    }
    return undefined;
  }

  /** A new connection to `node`. Rejects with WorldError. */
  async connect(node: DatanodeInfoProto, signal: AbortSignal | undefined): Promise<SocketReader> {
    const connecting = this.#env.net.connect(dataNodeHost(node, this.#settings), node.id.xferPort, this.#settings.socketTimeoutMs).then((socket) => {
      if (signal?.aborted === true) {
        socket.destroy();
        throw signal.reason;
      }
      const reader = new SocketReader(this.#env, socket);
      reader.idleLimitMs = this.#settings.socketTimeoutMs;
      this.#open.add(reader);
      reader.onClosed = () => this.#open.delete(reader);
      return reader;
    });
    connecting.catch(() => {});
    return unlessAborted(signal, connecting);
  }

  /** Keeps a connection whose operation is over for the next one. */
  keep(node: DatanodeInfoProto, reader: SocketReader): void {
    const { socketCacheMs } = this.#settings;
    if (socketCacheMs <= 0 || reader.ended || reader.available > 0) {
      reader.destroy();
      return;
    }
    const timer = this.#env.after(socketCacheMs, () => {
      this.#idle = this.#idle.filter((idle) => idle.reader !== reader);
      reader.destroy();
    });
    this.#idle.push({ key: this.#key(node), reader, timer });
    const oldest = this.#idle.length > idleMax ? this.#idle.shift() : undefined;
    oldest?.timer.cancel();
    oldest?.reader.destroy();
  }

  /** Closes all connections, those in use included. */
  close(): void {
    for (const idle of this.#idle) idle.timer.cancel();
    this.#idle = [];
    for (const reader of this.#open) reader.destroy();
  }

  #key(node: DatanodeInfoProto): string {
    return `${dataNodeHost(node, this.#settings)}:${node.id.xferPort}`;
  }
}
