// A ZooKeeper session over the package node-zookeeper-client, with what that leaves to its users: calls that are lost with a
// connection are sent again, and a server that is silent is left for another one. Only ZooKeeper ends a session: where its servers
// were all down it lasts for its whole length from their return on, and the lock that it holds with it.
import { createClient, ACL, CreateMode, Exception, Id, Permission, State } from 'node-zookeeper-client';
import type { Client } from 'node-zookeeper-client';
import { parseAcls, parseAuths } from '../zookeeper/acl.ts';
import { ZooKeeperError } from '../zookeeper/zookeeper.ts';
import type { Znode, ZooKeeperOptions, ZooKeeperSession, ZooKeeperTicket } from '../zookeeper/zookeeper.ts';

/** What the package keeps to itself and has no call for. */
interface ConnectionManager {
  pendingBuffer: Buffer | null;
  readonly socket?: { readonly connecting: boolean; destroy(): void };
  onSocketData(data: Buffer): void;
}

const closeMs = 2000;
const reconnectMs = 200;

/** Opens a session, or goes on with the one of `ticket`. Throws with what is wrong with the options. */
export function openZooKeeper(options: ZooKeeperOptions, ticket?: ZooKeeperTicket): ZooKeeperSession {
  return new NodeZooKeeperSession(options, ticket);
}

class NodeZooKeeperSession implements ZooKeeperSession {
  readonly #client: Client;
  readonly #connection: ConnectionManager;
  readonly #acls: ACL[];
  readonly #timeoutMs: number;
  readonly #listeners: (() => void)[] = [];
  /** Calls that wait for an answer, to be told of the session's end. */
  readonly #waiting = new Set<(error: Error) => void>();
  readonly #watchdog: NodeJS.Timeout;
  #connected = false;
  /** The connection that had no session at the last look. */
  #unanswered: ConnectionManager['socket'];
  #over: ZooKeeperError | undefined;

  constructor({ quorum, sessionTimeoutMs, acl, auth }: ZooKeeperOptions, ticket: ZooKeeperTicket | undefined) {
    this.#timeoutMs = sessionTimeoutMs;
    this.#acls = parseAcls(acl).map(({ scheme, id, permission }) => new ACL(permission, new Id(scheme, id)));
    if (this.#acls.length === 0) this.#acls.push(new ACL(Permission.ALL, new Id('auth', '')));
    const known = ticket === undefined ? {} : { sessionId: Buffer.from(ticket.id, 'hex'), sessionPassword: Buffer.from(ticket.password, 'hex') };
    this.#client = createClient(quorum, { sessionTimeout: sessionTimeoutMs, spinDelay: reconnectMs, retries: 0, ...known });
    this.#connection = (this.#client as unknown as { readonly connectionManager: ConnectionManager }).connectionManager;
    this.#survive();
    for (const { scheme, auth: secret } of parseAuths(auth)) this.#client.addAuthInfo(scheme, Buffer.from(secret));
    this.#client.on('state', (state: State) => this.#stateIs(state));
    this.#client.connect();
    this.#watchdog = setInterval(() => this.#watch(), Math.max(100, sessionTimeoutMs / 3));
    this.#watchdog.unref();
  }

  get ticket(): ZooKeeperTicket | undefined {
    const id = this.#client.getSessionId();
    return id.every((byte) => byte === 0) ? undefined : { id: id.toString('hex'), password: this.#client.getSessionPassword().toString('hex') };
  }

  get connected(): boolean {
    return this.#connected;
  }

  get ended(): ZooKeeperError | undefined {
    return this.#over;
  }

  async create(path: string, data: Uint8Array, ephemeral: boolean): Promise<void> {
    const mode = ephemeral ? CreateMode.EPHEMERAL : CreateMode.PERSISTENT;
    await this.#again<string>((done) => this.#client.create(path, Buffer.from(data), this.#acls, mode, done));
  }

  async read(path: string, changed?: () => void): Promise<Znode | undefined> {
    // A watch on what is not there must be one on its being made.
    const watcher = changed === undefined ? undefined : once(changed);
    const stat = await this.#again<{ version: number; ephemeralOwner: Buffer } | null>((done) => (watcher === undefined ? this.#client.exists(path, done) : this.#client.exists(path, watcher, done)));
    if (stat === null || stat === undefined) return undefined;
    try {
      const data = await this.#again<Buffer>((done) => this.#client.getData(path, done));
      const owner = Buffer.from(stat.ephemeralOwner);
      return { data: data ?? Buffer.alloc(0), version: stat.version, owner: owner.every((byte) => byte === 0) ? '' : owner.toString('hex') };
    } catch (error) {
      if (error instanceof ZooKeeperError && error.code === 'NO_NODE') return undefined;
      throw error;
    }
  }

  async write(path: string, data: Uint8Array, version: number): Promise<void> {
    await this.#again((done) => this.#client.setData(path, Buffer.from(data), version, done));
  }

  async remove(path: string, version: number): Promise<void> {
    await this.#again<void>((done) => this.#client.remove(path, version, (error) => done(error ?? null, undefined)));
  }

  async setAcl(path: string): Promise<void> {
    await this.#again((done) => this.#client.setACL(path, this.#acls, done));
  }

  async children(path: string): Promise<readonly string[]> {
    return this.#again<string[]>((done) => this.#client.getChildren(path, done));
  }

  onState(changed: () => void): void {
    this.#listeners.push(changed);
  }

  async close(): Promise<void> {
    if (this.#over !== undefined) return;
    const ended = new Promise<void>((resolve) => {
      if (!this.#connected) {
        resolve();
        return;
      }
      const timer = setTimeout(resolve, closeMs);
      this.#client.once('disconnected', () => {
        clearTimeout(timer);
        resolve();
      });
    });
    const hadServer = this.#connected;
    this.#client.close();
    // The package goes on trying to reach a server, which would keep the process alive.
    if (!hadServer) for (const afterMs of [0, reconnectMs + 1]) setTimeout(() => this.#connection.socket?.destroy(), afterMs).unref();
    await ended;
    this.#end(new ZooKeeperError('SESSION_EXPIRED', 'the session was closed'));
  }

  /** Calls until there is an answer: what was lost with a connection is asked again over the next one. */
  async #again<T>(call: (done: (error: Error | Exception | null, result: T) => void) => void): Promise<T> {
    for (;;) {
      try {
        return await this.#once(call);
      } catch (error) {
        if (!(error instanceof ZooKeeperError) || error.code !== 'CONNECTION_LOSS' || this.#over !== undefined) throw error;
        await new Promise((resolve) => setTimeout(resolve, reconnectMs).unref());
      }
    }
  }

  #once<T>(call: (done: (error: Error | Exception | null, result: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#over !== undefined) {
        reject(this.#over);
        return;
      }
      this.#waiting.add(reject);
      call((error, result) => {
        this.#waiting.delete(reject);
        if (!error) resolve(result);
        else reject(errorOf(error));
      });
    });
  }

  #stateIs(state: State): void {
    this.#connected = state === State.SYNC_CONNECTED;
    // Half an answer of a broken connection is no beginning of the next one's.
    if (!this.#connected) this.#connection.pendingBuffer = null;
    if (state === State.EXPIRED) this.#end(new ZooKeeperError('SESSION_EXPIRED', 'ZooKeeper has ended the session'));
    else if (state === State.AUTH_FAILED) this.#end(new ZooKeeperError('AUTH_FAILED', 'ZooKeeper refuses ha.zookeeper.auth'));
    else this.#tell();
  }

  /** What the package cannot read (codes of newer servers, garbage) it throws into the event loop; here it ends the connection. */
  #survive(): void {
    const connection = this.#connection;
    const read = connection.onSocketData.bind(connection);
    connection.onSocketData = (data) => {
      try {
        read(data);
      } catch {
        connection.socket?.destroy();
      }
    };
  }

  /** Asks the server something that it has to answer; one that does not is left, as one that is silent from the beginning. */
  #watch(): void {
    const { socket } = this.#connection;
    if (!this.#connected) {
      if (socket === this.#unanswered && socket?.connecting === false) socket.destroy();
      this.#unanswered = socket;
      return;
    }
    this.#unanswered = undefined;
    const silent = setTimeout(() => socket?.destroy(), this.#timeoutMs / 3);
    silent.unref();
    this.#client.exists('/', () => clearTimeout(silent));
  }

  #end(error: ZooKeeperError): void {
    if (this.#over !== undefined) return;
    this.#over = error;
    this.#connected = false;
    clearInterval(this.#watchdog);
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const reject of waiting) reject(error);
    this.#tell();
  }

  #tell(): void {
    for (const changed of this.#listeners) changed();
  }
}

function once(changed: () => void): () => void {
  let told = false;
  return () => {
    if (told) return;
    told = true;
    changed();
  };
}

function errorOf(error: Error | Exception): Error {
  if (!(error instanceof Exception)) return error;
  return new ZooKeeperError(error.getName(), String(error));
}
