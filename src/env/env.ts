// The only door to the world. Clock, timers, random numbers, network, disk, HTTP and the log come
// from one injected object, one per process (one per simulated process in the simulator). A method is here only
// because the real and the simulated world must differ in it. Faults arrive as WorldError.
import type { Spread } from '../base/quantiles.ts';

/** A pending call of `Env.after`; `cancel` is idempotent. */
export interface Timer {
  cancel(): void;
}

export type WorldErrorCode =
  | 'refused' | 'unreachable' | 'timeout' | 'reset' | 'closed' | 'address-in-use'
  | 'not-found' | 'exists' | 'not-empty' | 'no-space' | 'io' | 'denied' | 'locked';

/** What the world did to us: connection, time-out, disk. Never a bug, never a protocol answer. */
export class WorldError extends Error {
  override readonly name = 'WorldError';
  readonly code: WorldErrorCode;

  constructor(code: WorldErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Memory of the receiver's own that a socket's bytes come into, without a copy and without fresh memory for every read.
 */
export interface Landing {
  /** Where the next bytes may go: at least one byte. Asked for before each read, and asked again when nothing was read. */
  space(): Uint8Array;
  /** The first `length` bytes of the last `space` were filled. */
  landed(length: number): void;
}

/**
 * A stream connection. Handlers are plain fields, set by the owner in the same turn in which
 * it gets the socket; data that comes before is kept. `onClose` is called exactly once, and nothing after it.
 */
export interface Socket {
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** A chunk that the receiver may keep: its memory is not used again. */
  onData: (chunk: Uint8Array) => void;
  /**
   * Where bytes come to instead of `onData`, from the read after the next on; heeded by some implementations only. When it
   * is taken away or changed, what it gave last stays in use until the next read has come, to `onData`, or the socket is closed.
   */
  landing?: Landing | undefined;
  /** The other side will send no more (FIN). Default: `end()`. */
  onEnd: () => void;
  onClose: (error: WorldError | undefined) => void;
  /** Queues `bytes` (which must not change any more); false when more than the high-water mark is queued. */
  write(bytes: Uint8Array): boolean;
  /** Resolves when the queue is below the high-water mark again, or the socket is closed. */
  drained(): Promise<void>;
  /** Bytes queued and not yet handed to the kernel. */
  readonly queuedBytes: number;
  pause(): void;
  resume(): void;
  /** Sends what is queued, then FIN. */
  end(): void;
  /** Drops everything at once (RST where `reset`). */
  destroy(reset?: boolean): void;
  readonly destroyed: boolean;
}

export interface Listener {
  readonly host: string;
  readonly port: number;
  /** Stops listening; open connections stay. */
  close(): Promise<void>;
}

export interface Network {
  /** Listens on host:port (port 0: a free one). Rejects with `address-in-use` or `denied`. */
  listen(host: string, port: number, onConnection: (socket: Socket) => void): Promise<Listener>;
  /** Connects within `timeoutMs`, else rejects with `refused`, `timeout`, `unreachable`. */
  connect(host: string, port: number, timeoutMs: number): Promise<Socket>;
}

/** An open file. Positions and lengths in bytes. Errors: WorldError. */
export interface DiskFile {
  readonly path: string;
  /** Fills `into` from `position`; the count read, short only at the end of the file. */
  read(into: Uint8Array, position: number): Promise<number>;
  /** As `read`, and nothing else happens meanwhile: for bytes that lie in memory in all likelihood. Absent where that gains nothing. */
  readNow?(into: Uint8Array, position: number): number;
  /** Several pieces go behind each other. */
  write(bytes: Uint8Array | readonly Uint8Array[], position: number): Promise<void>;
  /** fdatasync: bytes and length are durable when it resolves. */
  datasync(): Promise<void>;
  /** `write`, and then the sync of these bytes alone, on one way to the disk and back: they are durable when it resolves. */
  writeDurably(bytes: Uint8Array, position: number): Promise<void>;
  truncate(length: number): Promise<void>;
  size(): Promise<number>;
  close(): Promise<void>;
}

export interface FileStat {
  readonly kind: 'file' | 'directory' | 'other';
  readonly lengthBytes: number;
  readonly modifiedMs: number;
}

/** read: must exist. update: must exist, read and write. create: must not exist. replace: created or emptied. */
export type OpenMode = 'read' | 'update' | 'create' | 'replace';

export interface DiskLock {
  release(): Promise<void>;
}

/** Paths are absolute. Creates, renames and deletes are durable only after `syncDirectory` of the parent. */
export interface Disk {
  open(path: string, mode: OpenMode): Promise<DiskFile>;
  readFile(path: string): Promise<Uint8Array>;
  /** MD5 of a whole file in lower-case hex; of a large one beside the loop, which goes on meanwhile. */
  md5(path: string): Promise<string>;
  stat(path: string): Promise<FileStat | undefined>;
  /** Names in a directory, sorted; `not-found` when it is not there. */
  list(path: string): Promise<string[]>;
  /** Makes the directory and its parents; fine when it is there. */
  makeDirectory(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** A second name for the same file. */
  link(existing: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Removes a tree; fine when it is not there. */
  removeTree(path: string): Promise<void>;
  syncDirectory(path: string): Promise<void>;
  /**
   * Takes the exclusive lock that `path` (an in_use.lock) stands for and writes `content` into it;
   * `locked`, with the holder in the message, when a live process (ours or Java's) has it.
   */
  lock(path: string, content: string): Promise<DiskLock>;
  space(path: string): Promise<{ readonly totalBytes: number; readonly freeBytes: number }>;
}

/** HTTP at the edge, in the terms of the web's own Request and Response (streams included). */
export interface Http {
  serve(host: string, port: number, handler: HttpHandler): Promise<Listener>;
  /** Rejects with WorldError when no response head came within `timeoutMs`; of a stream as the body, after its last piece was taken. */
  fetch(url: string, options: HttpOptions): Promise<HttpResponse>;
}

/** What is used of a web Response. The body comes once: as a stream, or by one of the methods. */
export type HttpResponse = Pick<Response, 'status' | 'statusText' | 'body' | 'arrayBuffer' | 'text' | 'json'> & { readonly headers: Pick<Headers, 'get'> };

/**
 * @param remoteAddress the client's IP address
 * @param target path and query as they were sent: a Request's url has no '..' left in it
 */
export type HttpHandler = (request: Request, remoteAddress: string, target: string) => Promise<Response>;

export interface HttpOptions {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | ReadableStream<Uint8Array>;
  readonly timeoutMs: number;
}

/** What the process takes up, and how late its loop is. */
export interface ProcessUsage {
  /** Unix time in ms. */
  readonly startedMs: number;
  readonly residentBytes: number;
  readonly heapUsedBytes: number;
  /** Heap that the process has got from the system. */
  readonly heapTotalBytes: number;
  readonly heapLimitBytes: number;
  /** Memory of buffers, outside of the heap. */
  readonly externalBytes: number;
  /** CPU time since the start. */
  readonly userMs: number;
  readonly systemMs: number;
  readonly openFiles: number;
  /** Garbage collections since the first look: how many, their time, the longest. */
  readonly collections: { readonly count: number; readonly ms: number; readonly longestMs: number };
  /** How late timers ran within the last minute, in ms: what the loop kept them waiting. */
  readonly loopDelay: Spread;
  /** The share of time that the loop was not idle, since the start; 0 to 1. */
  readonly loopUtilization: number;
  /** What runs it: Node.js v20.19.0. */
  readonly runtime: string;
  readonly system: {
    readonly name: string;
    readonly release: string;
    readonly arch: string;
    readonly processors: number;
    /** Of the last minute. */
    readonly load: number;
    readonly memoryBytes: number;
    readonly freeMemoryBytes: number;
  };
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export const logThresholds = ['debug', 'info', 'warn', 'error', 'off'] as const;
export type LogThreshold = (typeof logThresholds)[number];

/** A span of a trace, as OpenTelemetry has them. */
export interface Span {
  /** W3C's traceparent, for who continues the trace in another process. */
  readonly traceParent: string;
  set(name: string, value: string | number | boolean): void;
  /** Ends it, with the error that it ended in if it did. Once. */
  end(error?: unknown): void;
}

export interface SpanStart {
  /** server: a call that came; client: one that goes out. */
  readonly kind?: 'server' | 'client';
  /** A span of this process, or the traceparent of another's; none: a trace begins. */
  readonly parent?: Span | string | undefined;
  /** Without a parent: a part of what the program is doing, as its own spans say. */
  readonly inProgram?: boolean;
  /** Others that it stands for as well. */
  readonly links?: readonly Span[];
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
}

export interface Tracer {
  start(name: string, options: SpanStart): Span;
}

/** Below these nothing goes into the log and into the audit log; changed while the process runs. */
export interface Logging {
  level: LogThreshold;
  audit: LogThreshold;
}

export interface Env {
  /** The process's name in logs and traces: nn1, jn2, client-3. */
  readonly name: string;
  readonly hostName: string;
  readonly pid: number;
  /** Where the program's own files lie, those of the web pages among them; undefined where there are none. */
  readonly programDirectory?: string | undefined;
  /** Unix time in milliseconds: for what is stored and shown. May jump. */
  wallMs(): number;
  /** Milliseconds (with fraction) of a clock that never goes back: for every wait and every lease. */
  monotonicMs(): number;
  /** Runs `run` after `delayMs`. A pending timer of a daemon does not keep the process alive on its own. */
  after(delayMs: number, run: () => void): Timer;
  /** Resolves in a later turn of the loop, after pending I/O: for slicing long work. */
  turn(): Promise<void>;
  /** A uniform number in [0, 1). */
  random(): number;
  randomBytes(length: number): Uint8Array;
  /** Asked when somebody looks; costs nothing in between. */
  usage(): ProcessUsage;
  /** The latest timer of the last minute, in ms: of {@link usage} what may be asked every second. */
  loopDelayMs(): number;
  readonly net: Network;
  readonly disk: Disk;
  readonly http: Http;
  readonly logging: Logging;
  /** Absent where nobody collects traces: then nothing is done for any. */
  readonly tracer?: Tracer | undefined;
  /** One event, one line. `event` is a constant phrase; what varies goes into `fields`. */
  log(level: LogLevel, event: string, fields?: Readonly<Record<string, unknown>>): void;
}
