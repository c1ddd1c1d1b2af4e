// A JournalNode: keeps the edit log of one or more nameservices, each in a journal of its own, for whoever is elected to
// write it. Answers to org.apache.hadoop.hdfs.qjournal.server.JournalNode. Wires the parts; start and stop.
import type { Configuration } from '../../conf/configuration.ts';
import type { Env, Listener } from '../../env/env.ts';
import { journalNodeStarted } from '../../metrics/event-names.ts';
import type { DaemonNotes } from '../../metrics/daemon-notes.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { rpcRecords } from '../../rpc/rpc-records.ts';
import type { RpcAddress } from '../../rpc/rpc-client.ts';
import { RpcServer } from '../../rpc/rpc-server.ts';
import type { RpcServerOptions } from '../../rpc/rpc-server.ts';
import { commonServlets } from '../../servlets/common-servlets.ts';
import { makeDurableDirectory } from '../../storage/make-directory.ts';
import { journalRecord } from './journal-metrics.ts';
import { journalNodeBeans, journalNodePage } from './journal-node-http.ts';
import type { JournalPages } from './journal-node-http.ts';
import { journalNodeServices } from './journal-node-rpc.ts';
import type { JournalSyncOptions } from './journal-sync.ts';
import { Journal } from './journal.ts';
import type { JournalOptions, JournalStatus } from './journal.ts';

interface HostPort {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
}

export interface JournalNodeOptions {
  /** dfs.journalnode.rpc-address */
  readonly rpcAddress: HostPort;
  /** dfs.journalnode.http-address */
  readonly httpAddress: HostPort;
  /** dfs.journalnode.rpc-bind-host, dfs.journalnode.http-bind-host; the addresses' hosts when absent. */
  readonly rpcBindHost?: string;
  readonly httpBindHost?: string;
  /** dfs.journalnode.edits.dir: absolute. */
  readonly editsDir: string;
  /** dfs.journalnode.edits.dir.<nameservice>, by nameservice. */
  readonly editsDirs?: ReadonlyMap<string, string>;
  /** dfs.journalnode.edit-cache-size.bytes, for each journal. */
  readonly cacheBytes?: number;
  /** All JournalNodes, this one among them, by journal (dfs.namenode.shared.edits.dir). */
  readonly peers?: ReadonlyMap<string, readonly RpcAddress[]>;
  /** How it keeps its journals whole. */
  readonly sync?: Partial<JournalSyncOptions>;
  /** For each step of fetching a segment from a peer in a recovery. */
  readonly fetchTimeoutMs?: number;
  /** All of the configuration, for /conf. */
  readonly conf?: Configuration;
  /** What was logged lately, for its page. */
  readonly notes?: DaemonNotes;
  /** Who may speak what; everybody may when absent. */
  readonly authorize?: RpcServerOptions['authorize'];
}

const defaultCacheBytes = 64 * 1024 * 1024;
const defaultFetchTimeoutMs = 60_000;

export class JournalNode implements JournalPages {
  readonly journals = new Map<string, Journal>();
  readonly startedMs: number;
  readonly common: (request: Request) => Response | undefined;
  readonly #env: Env;
  readonly #options: JournalNodeOptions;
  readonly #opening = new Map<string, Promise<Journal>>();
  readonly #rpc: RpcServer;
  #http: Listener | undefined;
  #stopped = false;

  constructor(env: Env, options: JournalNodeOptions) {
    this.#env = env;
    this.#options = options;
    this.startedMs = env.wallMs();
    this.#rpc = new RpcServer(env, {
      host: options.rpcBindHost ?? options.rpcAddress.host,
      port: options.rpcAddress.port,
      services: journalNodeServices(this),
      authorize: options.authorize,
    });
    this.common = commonServlets(env, {
      daemon: 'JournalNode', conf: options.conf, beans: () => journalNodeBeans(this),
      sources: [
        () => [...this.journals].map(([id, journal]) => journalRecord(env, id, journal.metrics, journal.status())),
        rpcRecords(env, this.#rpc, { daemon: 'JournalNode', serverName: 'QJournalProtocolService' }),
      ],
      health: () => ({ unready: this.#stopped ? 'it is stopping' : this.#trouble, active: undefined, state: this.#stopped ? 'stopping' : 'running' }),
    });
  }

  get #trouble(): string | undefined {
    const troubled = [...this.journals].flatMap(([id, journal]) => {
      const { trouble } = journal.status();
      return trouble === undefined ? [] : [`journal ${id}: ${trouble}`];
    });
    return troubled.length === 0 ? undefined : troubled.join('; ');
  }

  /** Opens the journals that are there and listens. Rejects with WorldError when an address is in use. */
  async start(): Promise<void> {
    const { editsDir, editsDirs, httpAddress, httpBindHost } = this.#options;
    for (const directory of new Set([editsDir, ...(editsDirs?.values() ?? [])])) {
      if (!directory.startsWith('/')) {
        throw new HdfsException('IllegalArgumentException', `Journal dir '${directory}' should be an absolute path`);
      }
      await makeDurableDirectory(this.#env.disk, directory);
    }
    // Now, not at the first call: leases granted before a restart are held from the start on.
    for (const name of await this.#env.disk.list(editsDir)) {
      if (!isJournalId(name) || (await this.#env.disk.stat(`${editsDir}/${name}/current/VERSION`)) === undefined) continue;
      await this.journal(name);
    }
    // A blank one that has peers begins to learn; where it lies may depend on the nameservice, which a call names.
    if ((editsDirs?.size ?? 0) === 0) for (const name of this.#options.peers?.keys() ?? []) await this.journal(name);
    this.#http = await this.#env.http.serve(httpBindHost ?? httpAddress.host, httpAddress.port, (request) => journalNodePage(this.#env, this, request));
    await this.#rpc.start();
    this.#env.log('info', journalNodeStarted, { rpc: this.rpcPort, http: this.httpPort, edits: editsDir });
  }

  /** host:port */
  get rpcAddress(): string {
    return `${this.#options.rpcAddress.host}:${this.rpcPort}`;
  }

  get editsDir(): string {
    return this.#options.editsDir;
  }

  get rpcPort(): number {
    return this.#rpc.port;
  }

  get httpPort(): number {
    return this.#http?.port ?? this.#options.httpAddress.port;
  }

  get notes(): DaemonNotes | undefined {
    return this.#options.notes;
  }

  get hostAndPort(): string {
    return `${this.#options.rpcAddress.host}:${this.rpcPort}`;
  }

  get httpUrl(): string {
    return `http://${this.#options.httpAddress.host}:${this.httpPort}`;
  }

  /**
   * The journal `journalId`, opened on first use (JournalNode.getOrCreateJournal). Rejects with IllegalArgumentException
   * for a name that is none, IOException when another process has the directory.
   */
  journal(journalId: string, nameServiceId?: string): Promise<Journal> {
    const known = this.#opening.get(journalId);
    if (known !== undefined) return known;
    const opening = this.#open(journalId, nameServiceId);
    this.#opening.set(journalId, opening);
    opening.catch(() => this.#opening.delete(journalId));
    return opening;
  }

  /**
   * The same for one who only reads. A journal that neither the disk nor the configuration knows is blank, and is not kept: whoever
   * asks for made-up ones must not fill the memory with them.
   */
  async journalToRead(journalId: string, nameServiceId?: string): Promise<Journal> {
    const known = this.#opening.get(journalId);
    if (known !== undefined) return known;
    const options = this.#journalOptions(journalId, nameServiceId);
    if (options.peers.length > 0 || (await this.#env.disk.stat(options.directory)) !== undefined) return this.journal(journalId, nameServiceId);
    return this.#opening.get(journalId) ?? Journal.blank(this.#env, options);
  }

  async #open(journalId: string, nameServiceId: string | undefined): Promise<Journal> {
    const journal = await Journal.open(this.#env, this.#journalOptions(journalId, nameServiceId));
    this.journals.set(journalId, journal);
    return journal;
  }

  #journalOptions(journalId: string, nameServiceId: string | undefined): JournalOptions & Required<Pick<JournalOptions, 'peers'>> {
    if (!isJournalId(journalId)) throw new HdfsException('IllegalArgumentException', `bad journal id: ${journalId}`);
    if (this.#stopped) throw new HdfsException('IOException', 'JournalNode is stopping');
    const { editsDir, editsDirs, cacheBytes = defaultCacheBytes, fetchTimeoutMs = defaultFetchTimeoutMs, peers, sync } = this.#options;
    const directory = (nameServiceId === undefined ? undefined : editsDirs?.get(nameServiceId)) ?? editsDir;
    return { journalId, directory: `${directory}/${journalId}`, cacheBytes, fetchTimeoutMs, peers: peers?.get(journalId) ?? [], ...(sync === undefined ? {} : { sync }) };
  }

  /** By journal id. */
  status(): ReadonlyMap<string, JournalStatus> {
    return new Map([...this.journals].map(([id, journal]) => [id, journal.status()]));
  }

  /** Clean stop: leases that were granted end first (at most their length), calls are served until then. */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    await Promise.allSettled(this.#opening.values());
    await Promise.allSettled([...this.journals.values()].map((journal) => journal.stop()));
    await this.#closeServers();
  }

  /** Stop at once: a restart will hold new epochs for as long as a lease may live. */
  async close(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    await this.#closeServers();
    await Promise.allSettled(this.#opening.values());
    await Promise.allSettled([...this.journals.values()].map((journal) => journal.close()));
  }

  async #closeServers(): Promise<void> {
    await this.#rpc.stop();
    await this.#http?.close();
  }
}

/** QuorumJournalManager.checkJournalId */
function isJournalId(journalId: string): boolean {
  return journalId !== '' && !journalId.includes('/') && !journalId.startsWith('.');
}
