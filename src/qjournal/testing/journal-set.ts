// JournalNodes and NameNodes' journal clients on virtual time, for tests: hosts with disks that lose what was not
// synced, a network that can be cut, processes that die, pause and start again.
import { MemoryDisk } from '../../env/memory-disk.ts';
import type { AttachedDisk } from '../../env/memory-disk.ts';
import type { Disk, Env, Network } from '../../env/env.ts';
import { ByteWriter } from '../../base/bytes.ts';
import { encodeOp } from '../../edit-log/ops/op-frame.ts';
import type { JournalBatch } from '../../edit-log/journal-manager.ts';
import type { EditOp } from '../../edit-log/ops/edit-op.ts';
import { nameNodeLayoutVersion } from '../../protocol/storage-info.ts';
import type { ElectorKind } from '../../protocol/elector-kind.ts';
import type { NamespaceInfo } from '../../protocol/storage-info.ts';
import { SimHttp } from '../../sim/sim-http.ts';
import { SimNetwork } from '../../sim/sim-network.ts';
import { SimProcess } from '../../sim/sim-process.ts';
import { World } from '../../sim/world.ts';
import { KnownList } from '../client/known-list.ts';
import { LeaseClient } from '../client/lease-client.ts';
import { QuorumJournalManager } from '../client/quorum-journal-manager.ts';
import type { QuorumJournalManagerOptions } from '../client/quorum-journal-manager.ts';
import type { RpcAddress } from '../../rpc/rpc-client.ts';
import { RpcServer } from '../../rpc/rpc-server.ts';
import type { JournalSyncOptions } from '../server/journal-sync.ts';
import { JournalNode } from '../server/journal-node.ts';
import { apacheService } from './apache-service.ts';
import type { ApacheOptions } from './apache-service.ts';

export const namespace: NamespaceInfo = {
  layoutVersion: nameNodeLayoutVersion, namespaceId: 4711, clusterId: 'CID-test', cTime: 1_700_000_000_000, blockPoolId: 'BP-1-10.0.0.1-1',
};

export const editsDir = '/jn';

/** A machine: its disk outlives the processes on it. */
export class JournalHost {
  readonly name: string;
  readonly rpcPort: number;
  readonly httpPort: number;
  readonly disk: MemoryDisk;
  process: SimProcess | undefined;
  node: JournalNode | undefined;
  /** What lies over the disk: faults, observers. */
  wrap: (disk: Disk) => Disk = (disk) => disk;
  /** It answers as one of Apache's does. */
  apache: ApacheOptions | undefined;
  /** The same for its network. */
  wrapNet: (net: Network) => Network = (net) => net;
  #attached: AttachedDisk | undefined;
  readonly #set: JournalSet;

  constructor(set: JournalSet, index: number) {
    this.#set = set;
    this.name = `jn${index + 1}`;
    this.rpcPort = 8485 + 10 * index;
    this.httpPort = 8480 + 10 * index;
    this.disk = new MemoryDisk();
  }

  async start(): Promise<void> {
    await this.#set.settle(this.begin());
  }

  /** Starts, for those that run inside virtual time. */
  async begin(): Promise<void> {
    this.#attached = this.disk.attach(() => new Promise((resolve) => process.env.after(this.#set.syncMs(), resolve)));
    const process = this.#set.spawn(this.name, this.wrap(this.#attached));
    this.process = process;
    const { apache } = this;
    const node = new JournalNode({ ...process.env, net: this.wrapNet(process.env.net) }, {
      rpcAddress: { host: this.name, port: apache === undefined ? this.rpcPort : 0 }, httpAddress: { host: this.name, port: this.httpPort }, editsDir, fetchTimeoutMs: 5000,
      peers: this.#set.peers, sync: this.#set.sync,
    });
    this.node = node;
    await node.start();
    if (apache !== undefined) await new RpcServer(process.env, { host: this.name, port: this.rpcPort, services: [apacheService(node, apache)] }).start();
  }

  /** kill -9 */
  kill(): void {
    this.process?.kill();
    this.#attached?.detach();
    this.process = undefined;
    this.node = undefined;
  }

  /** The machine loses power; with `random`, some of what was not synced stays. */
  powerCut(random?: () => number): void {
    this.kill();
    this.disk.powerCut(random);
  }

  /** The journal's directory is lost, while nothing runs. */
  async wipe(): Promise<void> {
    this.kill();
    const disk = this.disk.attach();
    await disk.removeTree(`${editsDir}/ns1`);
    await disk.syncDirectory(editsDir);
  }

  /** The journal's directory as it lies there now, by path. */
  async snapshot(): Promise<ReadonlyMap<string, Uint8Array>> {
    const disk = this.disk.attach();
    const files = new Map<string, Uint8Array>();
    const walk = async (folder: string): Promise<void> => {
      for (const name of await disk.list(folder)) {
        const path = `${folder}/${name}`;
        if ((await disk.stat(path))?.kind === 'directory') await walk(path);
        else if (name !== 'in_use.lock') files.set(path, await disk.readFile(path));
      }
    };
    await walk(`${editsDir}/ns1`);
    return files;
  }

  /** Puts a snapshot, its own or another's, in place of the journal's directory, while nothing runs. */
  async restore(files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    await this.wipe();
    const disk = this.disk.attach();
    for (const [path, content] of files) {
      await disk.makeDirectory(path.slice(0, path.lastIndexOf('/')));
      const file = await disk.open(path, 'replace');
      await file.write(content, 0);
      await file.close();
    }
  }

  async restart(): Promise<void> {
    this.kill();
    await this.start();
  }

  /** Names in the journal's current directory. */
  files(): Promise<string[]> {
    return this.disk.list(`${editsDir}/ns1/current`);
  }

  read(name: string): Promise<Uint8Array> {
    return this.disk.readFile(`${editsDir}/ns1/current/${name}`);
  }
}

export class JournalSet {
  readonly world: World;
  readonly network: SimNetwork;
  readonly http: SimHttp;
  readonly hosts: readonly JournalHost[];
  /** So many of them are in dfs.namenode.shared.edits.dir. */
  configured: number;
  /** What the JournalNodes know of one another. */
  peers: ReadonlyMap<string, readonly RpcAddress[]>;
  sync: Partial<JournalSyncOptions> = {};
  /** Virtual time that a sync takes, in ms. */
  syncMs: () => number = () => 0.1;
  /** How fast a process's clock runs against true time. */
  clockRate: () => number = () => 1;
  #pid = 100;

  constructor(seed: number, size = 3) {
    this.world = new World(seed);
    this.network = new SimNetwork(this.world);
    this.http = new SimHttp(this.network);
    this.hosts = Array.from({ length: size }, (_, index) => new JournalHost(this, index));
    this.configured = size;
    this.peers = new Map([['ns1', this.hosts.map((host) => ({ host: host.name, port: host.rpcPort }))]]);
  }

  spawn(name: string, disk: Disk): SimProcess {
    return new SimProcess(this.world, this.network, this.http, name, this.#pid++, disk, this.clockRate());
  }

  /** Lets time pass until `work` has settled; fails when it has not within `limitMs` of virtual time. */
  async settle<T>(work: Promise<T>, limitMs = 60_000): Promise<T> {
    let settled = false;
    const mark = (): void => {
      settled = true;
    };
    work.then(mark, mark);
    await this.world.run(this.world.nowMs + limitMs, () => settled);
    if (!settled) throw new Error(`not settled within ${limitMs} ms of virtual time\n${this.world.trace.slice(-40).join('\n')}`);
    return work;
  }

  /** Lets `ms` of virtual time pass. */
  pass(ms: number): Promise<void> {
    return this.world.run(this.world.nowMs + ms);
  }

  /** All JournalNodes started and formatted. */
  async up(): Promise<void> {
    for (const host of this.hosts) await host.start();
    const nameNode = this.nameNode('nn0');
    await this.settle(nameNode.journal.format(namespace));
    nameNode.process.kill();
  }

  nameNode(name: string, options: TestNameNodeOptions = {}): TestNameNode {
    return new TestNameNode(this, name, options);
  }
}

export interface TestNameNodeOptions extends Pick<QuorumJournalManagerOptions, 'keptBytesMax' | 'queueBytesMax'> {
  readonly leased?: boolean;
  readonly ttlMs?: number;
  readonly namespace?: NamespaceInfo;
  /** Who elects it; an operator when absent. */
  readonly elector?: ElectorKind;
}

/** A NameNode's journal side. */
export class TestNameNode {
  readonly process: SimProcess;
  readonly env: Env;
  readonly journal: QuorumJournalManager;
  readonly leases: LeaseClient | undefined;
  readonly nonce: Uint8Array;
  /** The list of JournalNodes that it goes by. */
  readonly known: KnownList;
  fencedBy: number | undefined;
  #nextTxid = 1;
  #segment = 0;
  readonly #set: JournalSet;

  constructor(set: JournalSet, name: string, { leased = false, ttlMs, elector, namespace: identity = namespace, ...limits }: TestNameNodeOptions) {
    this.#set = set;
    this.process = set.spawn(name, new MemoryDisk());
    this.env = this.process.env;
    this.nonce = this.env.randomBytes(16);
    const journalNodes = set.hosts.slice(0, set.configured).map((host) => ({ host: host.name, port: host.rpcPort }));
    const known = new KnownList(journalNodes);
    this.known = known;
    this.leases = leased
      ? new LeaseClient(this.env, {
        journalNodes, known, journalId: 'ns1', nonce: this.nonce, nameNodeId: name, user: 'hdfs',
        ...(elector === undefined ? {} : { elector }), ...(ttlMs === undefined ? {} : { ttlMs }),
        onFenced: (_epoch, promised) => {
          this.fencedBy = promised;
        },
      })
      : undefined;
    const options: QuorumJournalManagerOptions = { journalNodes, known, journalId: 'ns1', namespace: identity, user: 'hdfs', leases: this.leases, ...limits };
    this.journal = new QuorumJournalManager(this.env, options);
  }

  get nextTxid(): number {
    return this.#nextTxid;
  }

  /** Wins an epoch and recovers; the last txid of the log, 0 for an empty one. */
  async recover(): Promise<number> {
    const { lastTxid = 0 } = await this.#set.settle(this.journal.recoverUnfinalizedSegments());
    this.#nextTxid = lastTxid + 1;
    return lastTxid;
  }

  /** Opens a segment with its START_LOG_SEGMENT. */
  async start(): Promise<void> {
    this.#segment = this.#nextTxid;
    await this.#set.settle(this.journal.startLogSegment(this.#segment, nameNodeLayoutVersion));
    await this.#set.settle(this.journal.journal(this.batch([{ op: 'OP_START_LOG_SEGMENT' }])));
  }

  /** A batch of edits; not sent. */
  edits(count: number, mark = 'd'): JournalBatch {
    return this.batch(Array.from({ length: count }, (_, index) => edit(`/${mark}${this.#nextTxid + index}`)));
  }

  batch(ops: readonly EditOp[]): JournalBatch {
    const batch = encode(this.#nextTxid, ops);
    this.#nextTxid += ops.length;
    return batch;
  }

  async write(count: number, mark?: string): Promise<void> {
    await this.#set.settle(this.journal.journal(this.edits(count, mark)));
  }

  async finalize(): Promise<void> {
    await this.#set.settle(this.journal.finalizeLogSegment(this.#segment, this.#nextTxid - 1));
  }

  async roll(): Promise<void> {
    await this.finalize();
    await this.start();
  }

  async becomeActive(): Promise<number> {
    const lastTxid = await this.recover();
    await this.start();
    return lastTxid;
  }

  kill(): void {
    this.process.kill();
  }
}

export function edit(path: string): EditOp {
  return { op: 'OP_SET_REPLICATION', path, replication: 3 };
}

export function encode(firstTxid: number, ops: readonly EditOp[]): JournalBatch {
  const writer = new ByteWriter();
  ops.forEach((op, index) => encodeOp(writer, op, firstTxid + index));
  return { firstTxid, count: ops.length, bytes: writer.take() };
}
