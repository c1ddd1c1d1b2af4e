// One JournalNode as a writer sees it. Invariant: ordered calls leave in the order in which they were made, each with the
// next serial of its epoch; after the first edits that failed, none leave until the next segment starts, so that a
// JournalNode never gets edits with a gap. Answers to IPCLoggerChannel.
import { Deferred } from '../../base/async.ts';
import type { Env, Span } from '../../env/env.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { Quantiles } from '../../base/quantiles.ts';
import type { Spread } from '../../base/quantiles.ts';
import { journalBack, journalLost } from '../../metrics/event-names.ts';
import type { NamespaceInfo } from '../../protocol/storage-info.ts';
import { colonSeparated, softwareVersion } from '../../protocol/storage-info.ts';
import { RpcClient, rpcProxy } from '../../rpc/rpc-client.ts';
import type { RpcAddress, RpcProxy } from '../../rpc/rpc-client.ts';
import type { NamespaceInfoProto, RemoteEditLogManifestProto } from '../../wire/hdfs-server.ts';
import { QJournalProtocol } from '../../wire/qjournal-protocol.ts';
import type {
  GetJournalStateResponseProto, NewEpochResponseProto, PrepareRecoveryResponseProto, RequestInfoProto, SegmentStateProto,
} from '../../wire/qjournal-protocol.ts';
import { MaybeExecutedError } from '../../rpc/rpc-errors.ts';
import { journalTrouble } from './journal-trouble.ts';
import { promisedEpochIn } from './quorum-call.ts';

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

interface Ordered {
  readonly epoch: number;
  readonly bytes: number;
  /** Edits, or what must not overtake them: refused while the JournalNode is out of sync. */
  readonly needsSync: boolean;
  /** Leaves only when everything before it was answered, and nothing leaves before it was. */
  readonly alone: boolean;
  /** Gives a segment its final end. */
  readonly ends?: boolean;
  readonly send: (info: RequestInfoProto) => Promise<unknown>;
  /** Runs when it succeeded, before anything behind it leaves. */
  readonly succeeded?: () => void;
  readonly done: Deferred<unknown>;
}

export interface LoggerStatus {
  readonly name: string;
  readonly outOfSync: boolean;
  readonly ackedTxid: number;
  readonly queuedBytes: number;
  /** Whether it is one of quorate's; undefined until it was asked. */
  readonly ours: boolean | undefined;
  /** A higher epoch that it has promised to somebody else. */
  readonly newerEpoch: number | undefined;
  /** The last call's failure; undefined when it succeeded. */
  readonly failure: string | undefined;
  /** How far behind what a majority has, in edits; 0 on whoever is no writer. */
  readonly lagTxns: number;
  /** How long edits have been waiting for its answer, in ms; 0 when none are. */
  readonly lagMs: number;
  /** From the sending of edits until they were written there, in ms, lately; and how often. */
  readonly writeMs: Spread;
  readonly writes: number;
}

const defaultQueueBytesMax = 10 * 1024 * 1024;
/** Ordered calls under way. Apache's handlers run calls of one connection side by side: there, one at a time. */
const windowOurs = 16;
const windowApache = 1;
const heartbeatEveryMs = 1000;
const connectTimeoutMs = 3000;

export class IPCLoggerChannel {
  /** host:port */
  readonly name: string;
  readonly #env: Env;
  readonly #options: LoggerOptions;
  readonly #client: RpcClient;
  readonly #rpc: RpcProxy<typeof QJournalProtocol>;
  #epoch = 0;
  #serial = 0;
  #committedTxid: number | undefined;
  #queue: Ordered[] = [];
  #inFlight = 0;
  #aloneInFlight = false;
  #queuedBytes = 0;
  #outOfSync = false;
  /** Why it fell out, as long as nobody misses it: told when it is to be written to again. */
  #untold: unknown;
  #ackedTxid = 0;
  #sentTxid = 0;
  /** When the oldest edits without an answer were sent, or the last answer came while more were under way. */
  #waitingSinceMs = 0;
  readonly #writeMs = new Quantiles();
  #ours: boolean | undefined;
  #newerEpoch: number | undefined;
  #failure: string | undefined;
  #httpUrl: string | undefined;
  #heartbeatMs = -Infinity;

  constructor(env: Env, options: LoggerOptions) {
    this.#env = env;
    this.#options = options;
    this.name = `${options.address.host}:${options.address.port}`;
    // Calls wait for as long as it takes: a slow quorum ends nothing. Pings notice a host that is gone.
    // But not for a connection: one begun during a partition is tried ever more seldom, long after the partition is over.
    this.#client = new RpcClient(env, { address: options.address, user: options.user, connectTimeoutMs, rpcTimeoutMs: 0, pingIntervalMs: 10_000, idleCloseMs: 0 });
    this.#rpc = rpcProxy(this.#client, QJournalProtocol);
  }

  get outOfSync(): boolean {
    return this.#outOfSync;
  }

  get ours(): boolean {
    return this.#ours === true;
  }

  /** Out of sync, and it answers again. */
  get waitsForSegment(): boolean {
    return this.#outOfSync && this.#failure === undefined;
  }

  /** It refuses this writer's epoch for a higher promise. */
  get waitsForEpoch(): boolean {
    return this.#newerEpoch !== undefined && this.#newerEpoch > this.#epoch;
  }

  status(): LoggerStatus {
    return {
      name: this.name, outOfSync: this.#outOfSync, ackedTxid: this.#ackedTxid, queuedBytes: this.#queuedBytes, ours: this.#ours,
      newerEpoch: this.#newerEpoch, failure: this.#failure, lagTxns: 0,
      lagMs: this.#ackedTxid < this.#sentTxid ? this.#env.monotonicMs() - this.#waitingSinceMs : 0,
      writeMs: this.#writeMs.over(this.#env.monotonicMs()), writes: this.#writeMs.count,
    };
  }

  /** A new epoch of this writer: what is left of the old one is dropped. */
  setEpoch(epoch: number): void {
    this.#epoch = epoch;
    this.#serial = 0;
    this.#committedTxid = undefined;
    this.#outOfSync = false;
    this.#untold = undefined;
    this.#sentTxid = this.#ackedTxid;
    this.#newerEpoch = undefined;
    this.#aloneInFlight = false;
    this.#inFlight = 0;
    const dropped = this.#queue;
    this.#queue = [];
    this.#queuedBytes = 0;
    for (const call of dropped) call.done.reject(new Error(`superseded by epoch ${epoch}`));
  }

  /** What a majority is known to have; carried by later calls. Never goes back within an epoch. */
  setCommittedTxid(txid: number): void {
    if (txid > (this.#committedTxid ?? 0)) this.#committedTxid = txid;
  }

  // ---- calls without order ----

  get #jid(): { readonly identifier: string } {
    return { identifier: this.#options.journalId };
  }

  async isFormatted(): Promise<boolean> {
    const { isFormatted } = await this.#rpc.isFormatted({ jid: this.#jid, nameServiceId: this.#options.nameServiceId });
    return isFormatted;
  }

  async format(info: NamespaceInfo, force: boolean): Promise<void> {
    await this.#rpc.format({ jid: this.#jid, nsInfo: namespaceProto(info), nameServiceId: this.#options.nameServiceId, force });
  }

  async getJournalState(): Promise<GetJournalStateResponseProto> {
    const state = await this.#rpc.getJournalState({ jid: this.#jid, nameServiceId: this.#options.nameServiceId });
    this.#ours = state.config !== undefined;
    this.#learnHttp(state.httpPort, state.fromURL);
    return state;
  }

  newEpoch(epoch: number, nonce: Uint8Array | undefined): Promise<NewEpochResponseProto> {
    return this.#rpc.newEpoch({
      jid: this.#jid, nsInfo: namespaceProto(this.#options.namespace), epoch, nameServiceId: this.#options.nameServiceId, nonce,
      gen: nonce === undefined ? undefined : 0,
    });
  }

  async getEditLogManifest(sinceTxid: number, inProgressOk: boolean): Promise<RemoteEditLogManifestProto> {
    const answer = await this.#rpc.getEditLogManifest({
      jid: this.#jid, sinceTxId: sinceTxid, inProgressOk, nameServiceId: this.#options.nameServiceId,
    });
    this.#learnHttp(answer.httpPort, answer.fromURL);
    return answer.manifest;
  }

  async discardSegments(startTxid: number): Promise<void> {
    await this.#rpc.discardSegments({ jid: this.#jid, startTxId: startTxid, nameServiceId: this.#options.nameServiceId });
  }

  async getJournalCTime(): Promise<number> {
    return (await this.#rpc.getJournalCTime({ jid: this.#jid, nameServiceId: this.#options.nameServiceId })).resultCTime;
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
    const { host } = this.#options.address;
    this.#httpUrl = `${scheme}//${host.includes(':') ? `[${host}]` : host}:${httpPort}`;
  }

  /** Of its web server; asks the JournalNode for the port if it is not known yet. */
  async httpUrl(): Promise<string> {
    if (this.#httpUrl === undefined) await this.getJournalState();
    return this.#httpUrl ?? '';
  }

  /** Where a segment is served over HTTP. */
  async segmentUrl(firstTxid: number, inProgressOk = true): Promise<string> {
    const { journalId, namespace } = this.#options;
    return `${await this.httpUrl()}/getJournal?jid=${encodeURIComponent(journalId)}&segmentTxId=${firstTxid}`
      + `&storageInfo=${encodeURIComponent(colonSeparated(namespace))}&inProgressOk=${inProgressOk}`;
  }

  // ---- calls in order ----

  /** A batch of edits. Rejects at once while out of sync, or when too much is queued: then it is out of sync. */
  async sendEdits(segmentTxid: number, firstTxid: number, count: number, bytes: Uint8Array, batch?: Span): Promise<void> {
    const span = batch === undefined ? undefined : this.#env.tracer?.start(`journal ${this.name}`, { kind: 'client', parent: batch, attributes: { 'server.address': this.name } });
    if (span === undefined) return this.#sendEdits(segmentTxid, firstTxid, count, bytes, undefined);
    try {
      await this.#sendEdits(segmentTxid, firstTxid, count, bytes, span.traceParent);
      span.end();
    } catch (error) {
      span.end(error);
      throw error;
    }
  }

  async #sendEdits(segmentTxid: number, firstTxid: number, count: number, bytes: Uint8Array, traceParent: string | undefined): Promise<void> {
    const max = this.#options.queueBytesMax ?? defaultQueueBytesMax;
    if (!this.#outOfSync && this.#queuedBytes > 0 && this.#queuedBytes + bytes.length > max) {
      this.#fallOut(`${this.#queuedBytes} bytes of edits wait for an answer: too far behind`);
    }
    const sentMs = this.#env.monotonicMs();
    if (this.#ackedTxid >= this.#sentTxid) this.#waitingSinceMs = sentMs;
    if (count > 0) this.#sentTxid = firstTxid + count - 1;
    await this.#ordered({
      bytes: bytes.length, needsSync: true, alone: false,
      send: (reqInfo) => this.#rpc.journal({ reqInfo, firstTxnId: firstTxid, numTxns: count, records: bytes, segmentTxnId: segmentTxid }, { traceParent }),
    });
    if (count === 0) return;
    this.#ackedTxid = firstTxid + count - 1;
    this.#waitingSinceMs = this.#env.monotonicMs();
    this.#writeMs.record(this.#waitingSinceMs - sentMs, this.#waitingSinceMs);
  }

  /** Rejoins a JournalNode that was out of sync. */
  async startLogSegment(txid: number, layoutVersion: number): Promise<void> {
    await this.#ordered({
      bytes: 0, needsSync: false, alone: true,
      send: (reqInfo) => this.#rpc.startLogSegment({ reqInfo, txid, layoutVersion }),
      // The segment's first edits may be waiting already, sent as soon as a majority had started it.
      succeeded: () => {
        if (!this.#outOfSync) return;
        this.#outOfSync = false;
        if (this.#untold === undefined) this.#env.log('info', journalBack, { journalNode: this.name, segment: txid });
        this.#untold = undefined;
      },
    });
  }

  async finalizeLogSegment(startTxId: number, endTxId: number): Promise<void> {
    await this.#ordered({ bytes: 0, needsSync: true, alone: true, ends: true, send: (reqInfo) => this.#rpc.finalizeLogSegment({ reqInfo, startTxId, endTxId }) });
  }

  async purgeLogsOlderThan(minTxIdToKeep: number): Promise<void> {
    await this.#ordered({ bytes: 0, needsSync: false, alone: true, send: (reqInfo) => this.#rpc.purgeLogs({ reqInfo, minTxIdToKeep }) });
  }

  async prepareRecovery(segmentTxId: number): Promise<PrepareRecoveryResponseProto> {
    let answer: PrepareRecoveryResponseProto | undefined;
    await this.#ordered({
      bytes: 0, needsSync: false, alone: true,
      send: async (reqInfo) => {
        answer = await this.#rpc.prepareRecovery({ reqInfo, segmentTxId });
      },
    });
    if (answer === undefined) throw new Error('prepareRecovery was not answered');
    return answer;
  }

  async acceptRecovery(stateToAccept: SegmentStateProto, fromURL: string, digest: Uint8Array | undefined): Promise<void> {
    await this.#ordered({
      bytes: 0, needsSync: false, alone: true, send: (reqInfo) => this.#rpc.acceptRecovery({ reqInfo, stateToAccept, fromURL, digest }),
    });
  }

  #ordered(call: Omit<Ordered, 'epoch' | 'done'>): Promise<unknown> {
    const entry: Ordered = { ...call, epoch: this.#epoch, done: new Deferred() };
    this.#queuedBytes += entry.bytes;
    // Unless a segment's start is before it: what follows that is welcome again.
    if (entry.needsSync && this.#outOfSync && !this.#aloneInFlight && this.#queue.every((earlier) => earlier.needsSync)) this.#refuse(entry);
    else {
      this.#queue.push(entry);
      this.#pump();
    }
    return entry.done.promise;
  }

  #pump(): void {
    const window = this.#ours === true ? windowOurs : windowApache;
    while (!this.#aloneInFlight && this.#inFlight < window) {
      const call = this.#queue[0];
      if (call === undefined || (call.alone && this.#inFlight > 0)) return;
      this.#queue.shift();
      if (call.needsSync && this.#outOfSync) {
        this.#refuse(call);
        continue;
      }
      this.#inFlight++;
      this.#aloneInFlight = call.alone;
      void this.#send(call);
    }
  }

  async #send(call: Ordered): Promise<void> {
    let failure: unknown;
    try {
      call.done.resolve(await this.#ask(call));
    } catch (error) {
      failure = error;
      call.done.reject(error);
    }
    // Answers to an older epoch's calls say nothing about this one's.
    if (call.epoch !== this.#epoch) return;
    this.#inFlight--;
    this.#queuedBytes -= call.bytes;
    if (call.alone) this.#aloneInFlight = false;
    this.#learn(failure);
    if (failure === undefined) call.succeeded?.();
    else if (call.needsSync) this.#fallOut(failure, call.ends === true);
    else this.#env.log('warn', 'call to a JournalNode failed', { journalNode: this.name, reason: String(failure) });
    this.#pump();
  }

  /** Not sent, because what came before it was lost. One that has promised a newer epoch is no less lost for that. */
  #refuse(call: Ordered): void {
    if (this.#untold !== undefined) this.#tellLost(this.#untold);
    this.#queuedBytes -= call.bytes;
    this.knock();
    call.done.reject(this.#newerEpoch === undefined
      ? new HdfsException('JournalOutOfSyncException', 'Journal disabled until next roll')
      : new HdfsException('IOException', `IPC's epoch ${call.epoch} is less than the last promised epoch ${this.#newerEpoch}`));
  }

  /**
   * What goes alone may be done twice, and is tried again when its connection broke: one that a restarted JournalNode
   * left behind is noticed only when it is used.
   */
  async #ask(call: Ordered): Promise<unknown> {
    try {
      return await call.send(this.#requestInfo(call.epoch));
    } catch (error) {
      if (!call.alone || !(error instanceof MaybeExecutedError) || call.epoch !== this.#epoch) throw error;
      return call.send(this.#requestInfo(call.epoch));
    }
  }

  #learn(failure: unknown): void {
    this.#failure = failure === undefined ? undefined : journalTrouble(failure);
    const promised = promisedEpochIn(failure);
    if (promised !== undefined && promised > this.#epoch) this.#newerEpoch = promised;
  }

  /** @param atTheEnd what failed was the finalization of a segment */
  #fallOut(reason: unknown, atTheEnd = false): void {
    if (this.#outOfSync) return;
    this.#outOfSync = true;
    while (this.#queue[0]?.needsSync === true) {
      const call = this.#queue.shift();
      if (call !== undefined) this.#refuse(call);
    }
    // The end of a reign: the successor's recovery settles the segment, and nobody wants to write there any more.
    if (atTheEnd && this.waitsForEpoch) this.#untold = reason;
    else this.#tellLost(reason);
  }

  #tellLost(reason: unknown): void {
    this.#untold = undefined;
    this.#env.log('warn', journalLost, { journalNode: this.name, why: journalTrouble(reason), reason: String(reason) });
  }

  #requestInfo(epoch: number): RequestInfoProto {
    const { nameServiceId } = this.#options;
    return { journalId: this.#jid, nameServiceId, epoch, ipcSerialNumber: this.#serial++, committedTxId: this.#committedTxid };
  }

  /** While out of sync: keeps its committed txid fresh, and finds out whether it could take part again; once a second. */
  knock(): void {
    const now = this.#env.monotonicMs();
    if (!this.#outOfSync || now - this.#heartbeatMs < heartbeatEveryMs) return;
    this.#heartbeatMs = now;
    const epoch = this.#epoch;
    this.#rpc.heartbeat({ reqInfo: this.#requestInfo(epoch) }, { timeoutMs: 10_000 }).then(
      () => {
        if (epoch === this.#epoch) this.#learn(undefined);
      },
      (error: unknown) => {
        if (epoch === this.#epoch) this.#learn(error);
      },
    );
  }

  close(): void {
    this.setEpoch(this.#epoch);
    this.#client.close();
  }
}

function namespaceProto(info: NamespaceInfo): NamespaceInfoProto {
  return {
    buildVersion: softwareVersion, unused: 0, blockPoolID: info.blockPoolId, softwareVersion,
    storageInfo: { layoutVersion: info.layoutVersion, namespceID: info.namespaceId, clusterID: info.clusterId, cTime: info.cTime },
  };
}
