// A simulated user: changes its own directory at random, one call after the other, and reads there and in its neighbours', some
// things at once.
// Every call is retried with the same client id and call id until it is answered, as HDFS clients do (some clients make a new one
// of a call that was refused), so every answer is known in advance: an operation lost, done twice, or a stale read is a wrong answer.
import { FailoverProxy } from '../../rpc/failover-proxy.ts';
import type { RpcAddress, RpcProxy } from '../../rpc/rpc-client.ts';
import { rpcProxy } from '../../rpc/rpc-client.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { sleep } from '../../env/waiting.ts';
import { ClientNamenodeProtocol, CreateFlagProto } from '../../wire/client-namenode-protocol.ts';
import { HdfsFileStatusProto_FileType } from '../../wire/hdfs.ts';
import type { HdfsFileStatusProto } from '../../wire/hdfs.ts';
import type { Prng } from '../prng.ts';
import { SimFailure } from '../sim-failure.ts';
import type { SimProcess } from '../sim-process.ts';
import { RenewingCaller } from './renewing-caller.ts';
import { childrenOf, dirMode, fileMode, parentOf } from './subtree-model.ts';
import type { Entry, Expected, SubtreeModel, Tree, WriteOp } from './subtree-model.ts';

export interface NamespaceClientOptions {
  readonly nameNodes: readonly RpcAddress[];
  readonly user: string;
  /** Its own directory's model, and those that it also reads. */
  readonly own: SubtreeModel;
  readonly others: readonly SubtreeModel[];
  readonly random: Prng;
  readonly thinkMs: readonly [number, number];
  /** How often it changes something, of one: else it reads. */
  readonly writes: number;
  /** A call that was refused is made again as a new one, not with its old id. */
  readonly renews: boolean;
  readonly note: (text: string) => void;
}

/** What was seen of one path. */
type Seen = { readonly kind: Entry['kind']; readonly mode: number; readonly id: number | undefined } | undefined;

/** What a path that leads through a file is answered with. */
const throughFile = Symbol('through a file');

const names = ['a', 'b', 'c', 'd'];
const depthMax = 3;
/** How often, of one, it changes what it has just changed: whoever did that before once more would be seen. */
const changesAgain = 0.3;
/** Entries that are read back at a time. */
const verifiedAtOnce = 16;

export class NamespaceClient {
  readonly own: SubtreeModel;
  /** Calls answered. */
  answered = 0;
  /** True time of the last answer, ms. */
  lastAnswerMs = 0;
  /** The longest that a call took, ms of true time. */
  longestMs = 0;
  /** Between two calls, in ms: drawn between these. */
  thinkMs: readonly [number, number];
  /** Calls begin at multiples of this, in ms, so that those of several clients share a batch of edits; 0: at any time. */
  togetherMs = 0;
  /** Up to so many reads at a time. */
  readsMax = 3;
  readonly #process: SimProcess;
  readonly #options: NamespaceClientOptions;
  readonly #random: Prng;
  readonly #rpc: RpcProxy<typeof ClientNamenodeProtocol>;
  readonly #now: () => number;
  #stopping = false;
  #created = 0;
  /** What it has changed last. */
  #changed: string | undefined;

  constructor(process: SimProcess, now: () => number, options: NamespaceClientOptions) {
    this.#process = process;
    this.#options = options;
    this.own = options.own;
    this.thinkMs = options.thinkMs;
    this.#random = options.random;
    this.#now = now;
    const connection = {
      addresses: options.nameNodes, user: options.user, connectTimeoutMs: 2000, rpcTimeoutMs: options.random.pick([800, 2000, 5000, 20_000]), idleCloseMs: 0, pingIntervalMs: 4000,
    };
    const caller = options.renews
      ? new RenewingCaller(process.env, connection)
      : new FailoverProxy(process.env, { ...connection, failoversMax: Infinity, retriesMax: Infinity, sleepBaseMs: 20, sleepMsMax: 300 });
    this.#rpc = rpcProxy(caller, ClientNamenodeProtocol);
  }

  get idle(): boolean {
    return this.#idle;
  }

  #idle = true;

  /** Calls until `stop`; rejects with SimFailure. */
  async run(): Promise<void> {
    this.#idle = false;
    this.#stopping = false;
    if (this.own.tree.size === 0) await this.#write({ kind: 'mkdirs', path: this.own.home });
    while (!this.#stopping) {
      await this.#step();
      await sleep(this.#process.env, this.#pauseMs());
    }
    this.#idle = true;
  }

  #pauseMs(): number {
    const ms = this.#random.between(...this.thinkMs);
    const { togetherMs } = this;
    if (togetherMs === 0) return ms;
    return Math.ceil((this.#now() + ms) / togetherMs) * togetherMs - this.#now();
  }

  /** Lets the call that is under way be the last one. */
  stop(): void {
    this.#stopping = true;
  }

  /** Reads the whole directory and compares it with the model. */
  async verify(): Promise<void> {
    this.#idle = false;
    const all = [...this.own.tree];
    for (let at = 0; at < all.length; at += verifiedAtOnce) {
      await Promise.all(all.slice(at, at + verifiedAtOnce).map(async ([path, entry]) => {
        await Promise.all([this.#info(this.own, path), ...(entry.kind === 'dir' ? [this.#list(this.own, path)] : [])]);
      }));
    }
    this.#idle = true;
  }

  async #step(): Promise<void> {
    const random = this.#random;
    if (random.chance(this.#options.writes)) await this.#write(this.#randomOp());
    else await Promise.all(Array.from({ length: 1 + random.below(this.readsMax) }, () => this.#read()));
  }

  #read(): Promise<void> {
    const random = this.#random;
    // What is about to change is looked at most: who saw a change must see it ever after.
    const hot = random.chance(0.5) ? this.#options.others.filter(({ underWay }) => underWay !== undefined) : [];
    const model = hot.length > 0 ? random.pick(hot) : random.chance(0.5) ? this.own : random.pick([this.own, ...this.#options.others]);
    const path = (hot.length > 0 ? model.underWay : undefined) ?? this.#path(model.tree, model.home);
    if (random.chance(0.15)) return this.#probe(model, path);
    return random.chance(0.7) ? this.#info(model, path) : this.#list(model, parentOf(path));
  }

  /** A path below `home` without a file on the way to it. */
  #path(tree: Tree, home: string): string {
    const depth = 1 + this.#random.below(depthMax);
    let path = home;
    for (let i = 0; i < depth; i++) {
      path = `${path}/${this.#random.pick(names)}`;
      if (tree.get(path)?.kind === 'file') break;
    }
    return path;
  }

  #randomOp(): WriteOp {
    const random = this.#random;
    const { tree, home } = this.own;
    const again = this.#changed !== undefined && random.chance(changesAgain) ? this.#changed : undefined;
    const path = again ?? this.#path(tree, home);
    if (again !== undefined && tree.has(path)) return random.chance(0.5) ? { kind: 'delete', path, recursive: true } : { kind: 'setPermission', path, mode: 0o700 | random.below(0o77) };
    const die = random.below(100);
    if (die < 20) return { kind: 'mkdirs', path };
    if (die < 50) return { kind: 'create', path, overwrite: random.chance(0.5) };
    if (die < 65) return { kind: 'delete', path, recursive: random.chance(0.7) };
    if (die < 75) return { kind: 'setPermission', path, mode: 0o700 | random.below(0o77) };
    const dst = this.#path(tree, home);
    if (dst === path || dst.startsWith(`${path}/`) || path.startsWith(`${dst}/`)) return { kind: 'mkdirs', path };
    if (die < 88) return { kind: 'rename', src: path, dst };
    const overwrite = random.chance(0.5) && tree.get(path)?.kind === 'file' && tree.get(dst)?.kind !== 'dir';
    return { kind: 'rename2', src: path, dst, overwrite };
  }

  async #write(op: WriteOp): Promise<void> {
    const expected = this.own.begin(op);
    const startedMs = this.#now();
    const said = JSON.stringify(op);
    const got = await this.#outcome(said, () => this.#call(op));
    this.#took(startedMs);
    this.#options.note(`${said} = ${JSON.stringify(got)}`);
    if (!same(got, expected)) this.#wrong('exactly-once', `${said}: answered ${JSON.stringify(got)}, must be ${JSON.stringify(expected)}`);
    this.#changed = this.own.underWay ?? this.#changed;
    this.own.acknowledge();
  }

  async #call(op: WriteOp): Promise<boolean | 'file'> {
    const rpc = this.#rpc;
    switch (op.kind) {
      case 'mkdirs':
        return (await rpc.mkdirs({ src: op.path, masked: { perm: dirMode }, createParent: true, unmasked: { perm: dirMode } })).result;
      case 'create':
        await this.#create(op.path, op.overwrite);
        return 'file';
      case 'rename':
        return (await rpc.rename({ src: op.src, dst: op.dst })).result;
      case 'rename2':
        await rpc.rename2({ src: op.src, dst: op.dst, overwriteDest: op.overwrite });
        return true;
      case 'delete':
        return (await rpc.delete({ src: op.path, recursive: op.recursive })).result;
      case 'setPermission':
        await rpc.setPermission({ src: op.path, permission: { perm: op.mode } });
        return true;
    }
  }

  /** An empty file, created and completed. */
  async #create(path: string, overwrite: boolean): Promise<void> {
    const clientName = `DFSClient_${this.#process.name}_${this.#created++}`;
    const { fs } = await this.#rpc.create({
      src: path, masked: { perm: fileMode }, clientName, createFlag: CreateFlagProto.CREATE | (overwrite ? CreateFlagProto.OVERWRITE : 0),
      createParent: true, replication: 1, blockSize: 1_048_576, cryptoProtocolVersion: [],
    });
    const identity = this.own.tree.get(path)?.identity;
    if (fs === undefined || identity === undefined) throw new Error(`create of ${path} answered without a file`);
    if (identity.id !== undefined && identity.id !== fs.fileId) this.#wrong('exactly-once', `create of ${path}: answered inode ${fs.fileId}, but ${identity.id} was seen`);
    identity.id = fs.fileId;
    const { result } = await this.#rpc.complete({ src: path, clientName, fileId: fs.fileId });
    if (!result) this.#wrong('exactly-once', `complete of ${path}: answered false`);
  }

  async #info(model: SubtreeModel, path: string): Promise<void> {
    const oldest = model.oldestVisible;
    const startedMs = this.#now();
    const answer = await this.#ask(`getFileInfo ${path}`, () => this.#rpc.getFileInfo({ src: path }));
    this.#took(startedMs);
    if (answer === throughFile) {
      this.#sawThroughFile(model, oldest, path);
      return;
    }
    const seen = seenIn(answer.fs);
    this.#options.note(`getFileInfo ${path} = ${JSON.stringify(seen)}`);
    const found = model.seen(oldest, (tree) => matches(seen, tree.get(path)));
    if (found.length > 0) {
      const identities = new Set(found.map((tree) => tree.get(path)?.identity));
      const [identity] = identities;
      // An inode's id is learned when there is no doubt which entry was seen.
      if (identities.size === 1 && identity !== undefined) identity.id = seen?.id;
    } else {
      const may = model.versionsFrom(oldest).map((tree) => JSON.stringify(tree.get(path)) ?? 'nothing');
      this.#wrong('linearizable', `getFileInfo ${path}: saw ${JSON.stringify(seen) ?? 'nothing'}, may be ${[...new Set(may)].join(' or ')}`);
    }
  }

  /** Whether there is anything at `path`, asked by a call that would change something if it could: a rename to itself. */
  async #probe(model: SubtreeModel, path: string): Promise<void> {
    const oldest = model.oldestVisible;
    const startedMs = this.#now();
    const outcome = await this.#outcome(`rename2 ${path} to itself`, async () => {
      await this.#rpc.rename2({ src: path, dst: path, overwriteDest: false });
      return true;
    });
    this.#took(startedMs);
    const answer = 'refusal' in outcome ? outcome.refusal : 'done';
    this.#options.note(`rename2 ${path} to itself = ${answer}`);
    if (answer === 'AccessControlException' || answer === 'ParentNotDirectoryException') {
      this.#sawThroughFile(model, oldest, path);
      return;
    }
    const isThere = answer === 'FileAlreadyExistsException';
    if ((!isThere && answer !== 'FileNotFoundException') || model.seen(oldest, (tree) => tree.has(path) === isThere).length === 0) {
      this.#wrong('linearizable', `rename2 ${path} to itself: answered ${answer}, which no version of the directory says`);
    }
  }

  async #list(model: SubtreeModel, path: string): Promise<void> {
    const oldest = model.oldestVisible;
    const startedMs = this.#now();
    const answer = await this.#ask(`getListing ${path}`, () => this.#rpc.getListing({ src: path, startAfter: new Uint8Array(0), needLocation: false }));
    this.#took(startedMs);
    if (answer === throughFile) {
      this.#sawThroughFile(model, oldest, path);
      return;
    }
    const seen = answer.dirList?.partialListing.map((status) => Buffer.from(status.path).toString()).sort().join(' ');
    this.#options.note(`getListing ${path} = ${seen ?? 'nothing'}`);
    const listed = (tree: Tree): string | undefined => (tree.get(path)?.kind === 'dir' ? childrenOf(tree, path).join(' ') : tree.has(path) ? '' : undefined);
    if (model.seen(oldest, (tree) => listed(tree) === seen).length === 0) {
      const may = model.versionsFrom(oldest).map((tree) => listed(tree) ?? 'nothing');
      this.#wrong('linearizable', `getListing ${path}: saw '${seen ?? 'nothing'}', may be '${[...new Set(may)].join('\' or \'')}'`);
    }
  }

  /** Only another one's directory may hold a file where this path has a directory. */
  #sawThroughFile(model: SubtreeModel, oldest: number, path: string): void {
    const above: string[] = [];
    for (let at = parentOf(path); at.length > model.home.length; at = parentOf(at)) above.push(at);
    this.#options.note(`${path}: through a file`);
    if (model.seen(oldest, (tree) => above.some((at) => tree.get(at)?.kind === 'file')).length > 0) return;
    this.#wrong('linearizable', `${path}: answered that it leads through a file, which it never did`);
  }

  #took(startedMs: number): void {
    this.answered++;
    this.lastAnswerMs = this.#now();
    this.longestMs = Math.max(this.longestMs, this.lastAnswerMs - startedMs);
  }

  async #outcome(what: string, call: () => Promise<boolean | 'file'>): Promise<Expected> {
    try {
      return { value: await call() };
    } catch (error) {
      if (error instanceof HdfsException) return { refusal: error.name };
      throw unanswered(what, error);
    }
  }

  async #ask<T>(what: string, call: () => Promise<T>): Promise<T | typeof throughFile> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof HdfsException && error.name === 'AccessControlException' && error.message.includes('is not a directory')) return throughFile;
      throw unanswered(what, error);
    }
  }

  #wrong(checker: string, message: string): never {
    throw new SimFailure('safety', checker, `${this.#process.name}: ${message}`);
  }
}

function unanswered(what: string, error: unknown): Error {
  if (error instanceof SimFailure) return error;
  return new SimFailure('safety', 'exactly-once', `${what}: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`, { cause: error });
}

function same(got: Expected, expected: Expected): boolean {
  return 'refusal' in expected ? 'refusal' in got && got.refusal === expected.refusal : 'value' in got && got.value === expected.value;
}

function seenIn(status: HdfsFileStatusProto | undefined): Seen {
  if (status === undefined) return undefined;
  return { kind: status.fileType === HdfsFileStatusProto_FileType.IS_DIR ? 'dir' : 'file', mode: status.permission.perm, id: status.fileId };
}

/** Whether the entry is what was seen. */
function matches(seen: Seen, entry: Entry | undefined): boolean {
  if (seen === undefined || entry === undefined) return seen === entry;
  if (seen.kind !== entry.kind || seen.mode !== entry.mode) return false;
  return entry.identity.id === undefined || entry.identity.id === seen.id;
}
