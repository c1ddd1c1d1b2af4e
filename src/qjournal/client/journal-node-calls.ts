// The calls of one JournalNode that stand in no order: what it is, what it has, where it serves it. The ordered ones of its
// writer are IPCLoggerChannel's.
import type { Env } from '../../env/env.ts';
import { electorProto } from '../../protocol/elector-kind.ts';
import type { ElectorKind } from '../../protocol/elector-kind.ts';
import type { NamespaceInfo } from '../../protocol/storage-info.ts';
import { colonSeparated, softwareVersion } from '../../protocol/storage-info.ts';
import { decodeJournalList } from '../../protocol/journal-list.ts';
import type { JournalList } from '../../protocol/journal-list.ts';
import { RpcClient, rpcProxy } from '../../rpc/rpc-client.ts';
import type { CallOptions, RpcAddress, RpcProxy } from '../../rpc/rpc-client.ts';
import type { StorageInfoProto } from '../../wire/hdfs-server.ts';
import type { NamespaceInfoProto, RemoteEditLogManifestProto } from '../../wire/hdfs-server.ts';
import { QJournalProtocol } from '../../wire/qjournal-protocol.ts';
import type { GetJournalStateResponseProto, GetJournaledEditsRequestProto, NewEpochResponseProto } from '../../wire/qjournal-protocol.ts';
import { QuorateJournalProtocol } from '../../wire/quorate-journal.ts';
import { SilenceWatch } from './silence-watch.ts';

export interface LoggerOptions {
  readonly address: RpcAddress;
  readonly journalId: string;
  readonly nameServiceId?: string | undefined;
  readonly namespace: NamespaceInfo;
  /** Who calls, for the JournalNode. */
  readonly user: string;
  /** dfs.qjournal.queued-edits.limit.mb, in bytes. */
  readonly queueBytesMax?: number;
}

const connectTimeoutMs = 3000;

export class JournalNodeCalls {
  /** host:port */
  readonly name: string;
  protected readonly options: LoggerOptions;
  protected readonly client: RpcClient;
  protected readonly rpc: RpcProxy<typeof QJournalProtocol>;
  protected readonly journalRpc: RpcProxy<typeof QuorateJournalProtocol>;
  /** Generation of the list of JournalNodes that the caller goes by. */
  gen = 0;
  /** The list that it has told to keep; undefined before it has told, and from Apache's. */
  storedList: JournalList | undefined;
  readonly #watch: SilenceWatch;
  readonly #journalWatch: SilenceWatch;
  #ours: boolean | undefined;
  #httpUrl: string | undefined;

  constructor(env: Env, options: LoggerOptions) {
    this.options = options;
    this.name = `${options.address.host}:${options.address.port}`;
    // Calls wait for as long as it takes: a slow quorum ends nothing. The watches notice a connection that is gone.
    // But not for a connection: one begun during a partition is tried ever more seldom, long after the partition is over.
    this.client = new RpcClient(env, { address: options.address, user: options.user, connectTimeoutMs, rpcTimeoutMs: 0, pingIntervalMs: 2000, idleCloseMs: 0 });
    const [unwatched, journalUnwatched] = [rpcProxy(this.client, QJournalProtocol), rpcProxy(this.client, QuorateJournalProtocol)];
    const askAnew = (limitMs: number): Promise<unknown> => this.#askAnew(env, limitMs);
    const giveUp = (): void => this.giveUp();
    this.#watch = new SilenceWatch(env, { client: this.client, ask: (limits) => unwatched.getJournaledEdits(this.#question, limits), askAnew, giveUp });
    this.#journalWatch = new SilenceWatch(env, {
      client: this.client, ask: (limits) => journalUnwatched.memory({ jid: options.journalId, nameServiceId: options.nameServiceId }, limits), askAnew, giveUp,
    });
    this.rpc = rpcProxy(this.#watch, QJournalProtocol);
    this.journalRpc = rpcProxy(this.#journalWatch, QuorateJournalProtocol);
  }

  /** In Apache's JournalNode all else waits for the disk; edits that nobody can have yet are refused at once. */
  get #question(): GetJournaledEditsRequestProto {
    return { jid: this.jid, nameServiceId: this.options.nameServiceId, sinceTxId: Number.MAX_SAFE_INTEGER, maxTxns: 1 };
  }

  async #askAnew(env: Env, limitMs: number): Promise<void> {
    const { address, user } = this.options;
    const client = new RpcClient(env, { address, user, connectTimeoutMs: limitMs, clientId: this.client.clientId, pingIntervalMs: 0, idleCloseMs: 0 });
    try {
      await rpcProxy(client, QJournalProtocol).getJournaledEdits(this.#question, { timeoutMs: limitMs });
    } finally {
      client.close();
    }
  }

  /** What waits for an answer fails, and is to be sent anew over new connections. */
  protected giveUp(): void {
    this.client.disconnect(new Error(`${this.name} does not answer`));
    this.#watch.heard();
    this.#journalWatch.heard();
  }

  close(): void {
    this.client.close();
    this.#watch.close();
    this.#journalWatch.close();
  }

  /** Whether it is one of quorate's; undefined until it was asked. */
  get ours(): boolean | undefined {
    return this.#ours;
  }

  protected get jid(): { readonly identifier: string } {
    return { identifier: this.options.journalId };
  }

  async isFormatted(): Promise<boolean> {
    const { isFormatted } = await this.rpc.isFormatted({ jid: this.jid, nameServiceId: this.options.nameServiceId });
    return isFormatted;
  }

  async format(info: NamespaceInfo, force: boolean): Promise<void> {
    await this.rpc.format({ jid: this.jid, nsInfo: namespaceProto(info), nameServiceId: this.options.nameServiceId, force });
  }

  async getJournalState(options?: CallOptions): Promise<GetJournalStateResponseProto> {
    const state = await this.rpc.getJournalState({ jid: this.jid, nameServiceId: this.options.nameServiceId }, options);
    this.#ours = state.config !== undefined;
    this.storedList = decodeJournalList(state.config);
    this.#learnHttp(state.httpPort, state.fromURL);
    return state;
  }

  async newEpoch(epoch: number, nonce: Uint8Array | undefined, elector?: ElectorKind): Promise<NewEpochResponseProto> {
    const answer = await this.rpc.newEpoch({
      jid: this.jid, nsInfo: namespaceProto(this.options.namespace), epoch, nameServiceId: this.options.nameServiceId, nonce,
      gen: this.gen, elector: elector === undefined ? undefined : electorProto(elector),
    });
    this.storedList = decodeJournalList(answer.config);
    return answer;
  }

  async getEditLogManifest(sinceTxid: number, inProgressOk: boolean, options?: CallOptions): Promise<RemoteEditLogManifestProto> {
    const answer = await this.rpc.getEditLogManifest({
      jid: this.jid, sinceTxId: sinceTxid, inProgressOk, nameServiceId: this.options.nameServiceId,
    }, options);
    this.#learnHttp(answer.httpPort, answer.fromURL);
    return answer.manifest;
  }

  async discardSegments(startTxid: number): Promise<void> {
    await this.rpc.discardSegments({ jid: this.jid, startTxId: startTxid, nameServiceId: this.options.nameServiceId });
  }

  async doPreUpgrade(): Promise<void> {
    await this.rpc.doPreUpgrade({ jid: this.jid });
  }

  async doUpgrade(info: NamespaceInfo): Promise<void> {
    await this.rpc.doUpgrade({ jid: this.jid, sInfo: storageProto(info) });
  }

  async doFinalize(): Promise<void> {
    await this.rpc.doFinalize({ jid: this.jid, nameServiceId: this.options.nameServiceId });
  }

  async canRollBack(layoutVersion: number): Promise<boolean> {
    const info = storageProto(this.options.namespace);
    const answer = await this.rpc.canRollBack({ jid: this.jid, storage: info, prevStorage: { ...info, layoutVersion }, targetLayoutVersion: layoutVersion, nameServiceId: this.options.nameServiceId });
    return answer.canRollBack;
  }

  async doRollback(): Promise<void> {
    await this.rpc.doRollback({ jid: this.jid, nameserviceId: this.options.nameServiceId });
  }

  async getJournalCTime(): Promise<number> {
    return (await this.rpc.getJournalCTime({ jid: this.jid, nameServiceId: this.options.nameServiceId })).resultCTime;
  }

  /** The port is the JournalNode's word, the host ours: it may be bound to many. */
  #learnHttp(port: number, fromUrl: string | undefined): void {
    let scheme = 'http:';
    let httpPort = port;
    if (fromUrl !== undefined && URL.canParse(fromUrl)) {
      const url = new URL(fromUrl);
      scheme = url.protocol;
      if (url.port !== '') httpPort = Number(url.port);
    }
    const { host } = this.options.address;
    this.#httpUrl = `${scheme}//${host.includes(':') ? `[${host}]` : host}:${httpPort}`;
  }

  /** Of its web server; asks the JournalNode for the port if it is not known yet. */
  async httpUrl(): Promise<string> {
    if (this.#httpUrl === undefined) await this.getJournalState();
    return this.#httpUrl ?? '';
  }

  /** Where a segment is served over HTTP. */
  async segmentUrl(firstTxid: number, inProgressOk = true): Promise<string> {
    return this.#segmentUrlAt(await this.httpUrl(), firstTxid, inProgressOk);
  }

  /** The same, if its web server is known by now. */
  knownSegmentUrl(firstTxid: number): string | undefined {
    return this.#httpUrl === undefined ? undefined : this.#segmentUrlAt(this.#httpUrl, firstTxid, true);
  }

  #segmentUrlAt(httpUrl: string, firstTxid: number, inProgressOk: boolean): string {
    const { journalId, namespace } = this.options;
    return `${httpUrl}/getJournal?jid=${encodeURIComponent(journalId)}&segmentTxId=${firstTxid}`
      + `&storageInfo=${encodeURIComponent(colonSeparated(namespace))}&inProgressOk=${inProgressOk}`;
  }
}

function namespaceProto(info: NamespaceInfo): NamespaceInfoProto {
  return {
    buildVersion: softwareVersion, unused: 0, blockPoolID: info.blockPoolId, softwareVersion,
    storageInfo: storageProto(info),
  };
}

function storageProto(info: NamespaceInfo): StorageInfoProto {
  return { layoutVersion: info.layoutVersion, namespceID: info.namespaceId, clusterID: info.clusterId, cTime: info.cTime };
}
