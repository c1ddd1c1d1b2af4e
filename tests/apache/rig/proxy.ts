/**
 * A TCP proxy on loopback in front of one daemon, to do to connections what
 * networks do: cut them off, slow them down, and, as it reads Hadoop's RPC
 * frames, lose the reply of a call that was executed and reset the connection.
 *
 * Frames (IPC v9, SIMPLE or SASL without a layer): the client opens with the 7
 * bytes "hrpc", version, service class, auth protocol; from then on both
 * directions are a 4-byte big-endian length and that many bytes. A request
 * begins with a delimited RpcRequestHeaderProto (callId is field 3) and a
 * delimited RequestHeaderProto (method name is field 1), a response with a
 * delimited RpcResponseHeaderProto (callId is field 1).
 */
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** Which replies to lose. */
export interface Losses {
  /** Of the replies to calls that `methods` names, the share that is lost, 0 to 100. */
  readonly percent: number;
  /** Seed of the choice; the same seed and order of replies lose the same ones. */
  readonly seed: number;
  /** Methods whose replies may be lost; without it, of all but the handshake. */
  readonly methods?: readonly string[];
}

/** What the proxy saw and did; `lost` counts by method. */
export interface ProxyCounts {
  readonly connections: number;
  readonly calls: number;
  readonly lost: ReadonlyMap<string, number>;
}

/** One listening port and the port it stands before. */
export class Proxy {
  readonly #server: Server;
  readonly #target: number;
  readonly #links = new Set<Link>();
  #losses: Losses | undefined;
  #random: () => number = () => 1;
  #partitioned = false;
  #delayMs = 0;
  #connections = 0;
  #calls = 0;
  readonly #lost = new Map<string, number>();

  private constructor(server: Server, target: number) {
    this.#server = server;
    this.#target = target;
    server.on('connection', (client) => this.#accept(client));
  }

  /** Listens on `port` (an ephemeral one by default) before 127.0.0.1:`target`. */
  static async start(target: number, port = 0): Promise<Proxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
    return new Proxy(server, target);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get counts(): ProxyCounts {
    return { connections: this.#connections, calls: this.#calls, lost: this.#lost };
  }

  /** Loses replies from now on; undefined stops that. */
  lose(losses: Losses | undefined): void {
    this.#losses = losses;
    if (losses) this.#random = randomFrom(losses.seed);
  }

  /** Bytes in both directions arrive this much later, from now on. */
  delay(ms: number): void {
    this.#delayMs = ms;
  }

  /** Nothing passes any more and nobody is told: connections stay open and silent, new ones are accepted and silent. */
  partition(): void {
    this.#partitioned = true;
    for (const link of this.#links) link.hold();
  }

  /** What was held back passes, as after a short loss of the network. */
  heal(): void {
    this.#partitioned = false;
    for (const link of this.#links) link.release();
  }

  /** Resets every connection; new ones are served. */
  reset(): void {
    for (const link of this.#links) link.reset();
  }

  /** Stops listening and resets what is open. */
  async stop(): Promise<void> {
    this.reset();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(client: Socket): void {
    this.#connections++;
    const server = connect({ port: this.#target, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
    const link = new Link(client, server, {
      delayMs: () => this.#delayMs,
      called: () => this.#calls++,
      loses: (method) => this.#loses(method),
      closed: () => this.#links.delete(link),
    });
    this.#links.add(link);
    if (this.#partitioned) link.hold();
  }

  #loses(method: string): boolean {
    const losses = this.#losses;
    if (!losses || method === '' || (losses.methods && !losses.methods.includes(method))) return false;
    if (this.#random() * 100 >= losses.percent) return false;
    this.#lost.set(method, (this.#lost.get(method) ?? 0) + 1);
    return true;
  }
}

interface LinkRules {
  readonly delayMs: () => number;
  readonly called: () => void;
  readonly loses: (method: string) => boolean;
  readonly closed: () => void;
}

/** One connection through the proxy. */
class Link {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #rules: LinkRules;
  readonly #requests = new Frames(7);
  readonly #replies = new Frames(0);
  readonly #methods = new Map<number, string>();
  #held: (() => void)[] | undefined;

  constructor(client: Socket, server: Socket, rules: LinkRules) {
    this.#client = client;
    this.#server = server;
    this.#rules = rules;
    client.on('data', (b) => this.#pass(() => this.#toServer(b)));
    server.on('data', (b) => this.#pass(() => this.#toClient(b)));
    client.on('end', () => this.#pass(() => server.end()));
    server.on('end', () => this.#pass(() => client.end()));
    // A refused target or a reset on one side is a reset on the other, unless the link is silent.
    client.on('error', () => this.#pass(() => this.reset()));
    server.on('error', () => this.#pass(() => this.reset()));
    client.on('close', () => this.#pass(() => this.#closed()));
    server.on('close', () => this.#pass(() => this.#closed()));
  }

  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const step of held) this.#pass(step);
  }

  reset(): void {
    this.#held = undefined;
    if (!this.#client.destroyed) this.#client.resetAndDestroy();
    if (!this.#server.destroyed) this.#server.resetAndDestroy();
    this.#rules.closed();
  }

  /** Every event of both sides goes through here, so that holding and delaying keep their order. */
  #pass(step: () => void): void {
    const delay = this.#rules.delayMs();
    if (this.#held) this.#held.push(step);
    else if (delay === 0) step();
    else setTimeout(() => (this.#held ? this.#held.push(step) : step()), delay);
  }

  #closed(): void {
    if (this.#client.destroyed && this.#server.destroyed) this.#rules.closed();
  }

  #toServer(bytes: Buffer): void {
    for (const frame of this.#requests.add(bytes)) {
      const call = readRequest(frame);
      if (!call || call.id < 0) continue; // handshake and ping
      this.#methods.set(call.id, call.method);
      this.#rules.called();
    }
    if (this.#server.writable) this.#server.write(bytes);
  }

  #toClient(bytes: Buffer): void {
    for (const frame of this.#replies.add(bytes)) {
      const id = readCallId(frame, 1);
      const method = id === undefined ? undefined : this.#methods.get(id);
      if (id !== undefined) this.#methods.delete(id);
      // Whatever else came in the same chunk is lost with it, as with a real reset.
      if (method !== undefined && this.#rules.loses(method)) return this.reset();
    }
    if (this.#client.writable) this.#client.write(bytes);
  }
}

/** Cuts a stream into its frames, behind a preface. */
class Frames {
  #rest: Buffer = Buffer.alloc(0);
  #preface: number;

  constructor(prefaceBytes: number) {
    this.#preface = prefaceBytes;
  }

  add(bytes: Buffer): Buffer[] {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    if (this.#rest.length < this.#preface) return [];
    let at = this.#preface;
    const frames: Buffer[] = [];
    while (at + 4 <= this.#rest.length) {
      const end = at + 4 + this.#rest.readInt32BE(at);
      if (end > this.#rest.length) break;
      frames.push(this.#rest.subarray(at + 4, Math.max(at + 4, end)));
      at = Math.max(at + 4, end); // a length of -1 is an old ping
    }
    this.#preface = 0;
    this.#rest = this.#rest.subarray(at);
    return frames;
  }
}

/** Call id and method of a request; undefined for what is not one. */
function readRequest(frame: Buffer): { readonly id: number; readonly method: string } | undefined {
  const id = readCallId(frame, 3);
  if (id === undefined) return undefined;
  if (id < 0) return { id, method: '' };
  const header = readVarint(frame, 0);
  const second = readVarint(frame, header.next + header.value);
  const name = findField(frame.subarray(second.next, second.next + second.value), 1);
  return { id, method: typeof name === 'object' ? name.toString() : '' };
}

/** The sint32 call id in field `field` of the delimited header that a frame begins with. */
function readCallId(frame: Buffer, field: number): number | undefined {
  const header = readVarint(frame, 0);
  const found = findField(frame.subarray(header.next, header.next + header.value), field);
  if (typeof found !== 'number') return undefined;
  // sint32 in requests (zigzag), uint32 in responses (two's complement).
  return field === 3 ? (found >>> 1) ^ -(found & 1) : found | 0;
}

function findField(message: Buffer, field: number): number | Buffer | undefined {
  for (let at = 0; at < message.length; ) {
    const tag = readVarint(message, at);
    at = tag.next;
    const wire = tag.value & 7;
    if (wire === 0 || wire === 2) {
      const value = readVarint(message, at);
      const end = wire === 0 ? value.next : value.next + value.value;
      if (tag.value >>> 3 === field) return wire === 0 ? value.value : message.subarray(value.next, end);
      at = end;
    } else at += wire === 5 ? 4 : 8;
  }
  return undefined;
}

/** The low 32 bits of a varint: enough for tags, lengths and call ids. */
function readVarint(bytes: Buffer, at: number): { readonly value: number; readonly next: number } {
  let value = 0;
  let next = at;
  for (let shift = 0; next < bytes.length; shift += 7) {
    const byte = bytes[next++] ?? 0;
    if (shift < 32) value |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return { value: value >>> 0, next };
}

/** mulberry32: numbers in [0, 1) from a seed. */
export function randomFrom(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
