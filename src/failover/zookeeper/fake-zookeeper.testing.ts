// A ZooKeeper in memory for tests of the election: sessions, ephemeral znodes, watches that fire once.
import { ZooKeeperError } from './zookeeper.ts';
import type { Znode, ZooKeeperSession, ZooKeeperTicket } from './zookeeper.ts';

interface Node {
  data: Uint8Array;
  version: number;
  readonly owner: string;
}

export class FakeZooKeeper {
  readonly nodes = new Map<string, Node>();
  readonly sessions = new Map<string, FakeSession>();
  /** False: nobody answers, as long as a session lasts. */
  reachable = true;
  readonly #watches = new Map<string, Set<() => void>>();
  #next = 1;

  open(): FakeSession {
    const session = new FakeSession(this, String(this.#next++).padStart(16, '0'));
    this.sessions.set(session.ticket.id, session);
    return session;
  }

  /** All its servers stop; the sessions that it had go on with `back`. */
  unreachable(): void {
    this.reachable = false;
    for (const session of this.sessions.values()) session.connect(false);
  }

  back(): void {
    this.reachable = true;
    for (const session of this.sessions.values()) session.connect(true);
  }

  /** Ends a session behind its holder's back. */
  expire(id: string): void {
    this.sessions.get(id)?.end(new ZooKeeperError('SESSION_EXPIRED', 'expired'));
    this.drop(id);
  }

  drop(id: string): void {
    this.sessions.delete(id);
    for (const [path, node] of this.nodes) if (node.owner === id) this.remove(path);
  }

  remove(path: string): void {
    if (this.nodes.delete(path)) this.moved(path);
  }

  watch(path: string, changed: () => void): void {
    const watches = this.#watches.get(path) ?? new Set();
    this.#watches.set(path, watches.add(changed));
  }

  moved(path: string): void {
    const watches = this.#watches.get(path) ?? [];
    this.#watches.delete(path);
    for (const changed of watches) changed();
  }
}

export class FakeSession implements ZooKeeperSession {
  readonly ticket: ZooKeeperTicket;
  connected = true;
  ended: ZooKeeperError | undefined;
  readonly #waiting = new Set<(error: Error) => void>();
  readonly #server: FakeZooKeeper;
  readonly #listeners: (() => void)[] = [];

  constructor(server: FakeZooKeeper, id: string) {
    this.#server = server;
    this.connected = server.reachable;
    this.ticket = { id, password: 'secret' };
  }

  connect(connected: boolean): void {
    this.connected = connected;
    for (const changed of this.#listeners) changed();
  }

  end(error: ZooKeeperError): void {
    this.ended = error;
    this.connected = false;
    for (const reject of this.#waiting) reject(error);
    for (const changed of this.#listeners) changed();
  }

  /** As the real one: a call is lost with its connection, and asked again until there is another. */
  async #answered(): Promise<void> {
    if (!this.#server.reachable && this.ended === undefined) await new Promise((_, reject) => this.#waiting.add(reject));
    this.#check();
  }

  async create(path: string, data: Uint8Array, ephemeral: boolean): Promise<void> {
    await this.#answered();
    const { nodes } = this.#server;
    const parent = path.slice(0, path.lastIndexOf('/'));
    if (parent !== '' && !nodes.has(parent)) throw new ZooKeeperError('NO_NODE', parent);
    if (nodes.has(path)) throw new ZooKeeperError('NODE_EXISTS', path);
    nodes.set(path, { data, version: 0, owner: ephemeral ? this.ticket.id : '' });
    this.#server.moved(path);
  }

  async read(path: string, changed?: () => void): Promise<Znode | undefined> {
    await this.#answered();
    if (changed !== undefined) this.#server.watch(path, changed);
    const node = this.#server.nodes.get(path);
    return node === undefined ? undefined : { ...node };
  }

  async write(path: string, data: Uint8Array, version: number): Promise<void> {
    const node = this.#found(path, version);
    node.data = data;
    node.version++;
    this.#server.moved(path);
  }

  async remove(path: string, version: number): Promise<void> {
    this.#found(path, version);
    this.#server.remove(path);
  }

  async setAcl(path: string): Promise<void> {
    this.#found(path, -1);
  }

  async children(path: string): Promise<readonly string[]> {
    this.#found(path, -1);
    return [...this.#server.nodes.keys()].filter((name) => name.startsWith(`${path}/`) && !name.slice(path.length + 1).includes('/')).map((name) => name.slice(path.length + 1));
  }

  onState(changed: () => void): void {
    this.#listeners.push(changed);
    changed();
  }

  async close(): Promise<void> {
    if (this.ended !== undefined) return;
    this.end(new ZooKeeperError('SESSION_EXPIRED', 'closed'));
    this.#server.drop(this.ticket.id);
  }

  #check(): void {
    if (this.ended !== undefined) throw this.ended;
  }

  #found(path: string, version: number): Node {
    this.#check();
    const node = this.#server.nodes.get(path);
    if (node === undefined) throw new ZooKeeperError('NO_NODE', path);
    if (version !== -1 && version !== node.version) throw new ZooKeeperError('BAD_VERSION', path);
    return node;
  }
}
