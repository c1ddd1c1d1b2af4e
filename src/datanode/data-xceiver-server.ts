// Listens on the streaming port and serves every connection, up to a bound. Answers to
// org.apache.hadoop.hdfs.server.datanode.DataXceiverServer.
import type { Listener, Socket } from '../env/env.ts';
import { DataXceiver } from './data-xceiver.ts';
import type { XceiverHost } from './xceiver-host.ts';

export class DataXceiverServer {
  readonly #host: XceiverHost;
  readonly #connections = new Set<DataXceiver>();
  readonly #onBug: (error: unknown) => void;
  #listener: Listener | undefined;

  /** `onBug` is told of broken invariants; nothing else comes out of a connection. */
  constructor(host: XceiverHost, onBug: (error: unknown) => void) {
    this.#host = host;
    this.#onBug = onBug;
  }

  /**
   * The load by which NameNodes choose (xceiverCount), in Apache's threads: the listener, one for each operation,
   * and one more for the acks of a write. An idle DataNode counts 1, or else the only one that happens to be
   * writing at its heartbeat would be busier than twice the average of three, and be left out of new blocks.
   */
  get load(): number {
    let load = 1;
    for (const connection of this.#connections) load += (connection.serving ? 1 : 0) + (connection.writing ? 1 : 0);
    return load;
  }

  get port(): number {
    return this.#listener?.port ?? 0;
  }

  async start(host: string, port: number): Promise<void> {
    this.#listener = await this.#host.env.net.listen(host, port, (socket) => this.#accept(socket));
  }

  async stop(): Promise<void> {
    const closed = this.#listener?.close();
    for (const connection of this.#connections) connection.destroy();
    await closed;
  }

  /** Breaks the connections over which clients write, for a restart that is not to be delayed by them. */
  evictWriters(): void {
    for (const connection of this.#connections) if (connection.writing) connection.destroy();
  }

  #accept(socket: Socket): void {
    if (this.#connections.size >= this.#host.settings.connectionsMax) {
      this.#host.env.log('warn', 'too many connections', { from: socket.remoteAddress, connectionsMax: this.#host.settings.connectionsMax });
      socket.destroy();
      return;
    }
    const connection = new DataXceiver(this.#host, socket);
    this.#connections.add(connection);
    connection.run().catch(this.#onBug).finally(() => this.#connections.delete(connection));
  }
}
