// The other JournalNodes of a journal, as one of them asks them: what they know of it, which final segments they have, where
// those are served. Apache's answer the latter two.
import { Deferred } from '../../base/async.ts';
import type { Env } from '../../env/env.ts';
import { isException } from '../../protocol/exceptions.ts';
import { colonSeparated } from '../../protocol/storage-info.ts';
import type { StorageInfo } from '../../protocol/storage-info.ts';
import { configuredList, everyMember, isNewer, memberAddress } from '../../protocol/journal-list.ts';
import type { JournalList } from '../../protocol/journal-list.ts';
import { RpcClient } from '../../rpc/rpc-client.ts';
import type { RpcAddress } from '../../rpc/rpc-client.ts';
import type { RemoteEditLogProto } from '../../wire/hdfs-server.ts';
import { InterQJournalProtocol } from '../../wire/inter-qjournal-protocol.ts';
import { QJournalProtocol } from '../../wire/qjournal-protocol.ts';
import { QuorateJournalProtocol } from '../../wire/quorate-journal.ts';
import type { MemoryResponseProto } from '../../wire/quorate-journal.ts';
import type { Remembered } from './journal-metadata.ts';

export interface JournalPeersOptions {
  /** All JournalNodes of the journal, this one among them (dfs.namenode.shared.edits.dir); empty when they are not known. */
  readonly addresses: readonly RpcAddress[];
  readonly journalId: string;
  /** Of this process. */
  readonly instance: Uint8Array;
}

/** A final segment at one that has it. */
export interface PeerSegment {
  readonly firstTxId: number;
  readonly lastTxId: number;
  readonly url: string;
  /** It has no good copy of it, for now or for ever. */
  readonly damaged: boolean;
}

export interface PeerMemory extends MemoryResponseProto {
  readonly peer: string;
}

/** What came of asking all others. */
export interface Heard {
  /** Of those that are ours. */
  readonly memories: readonly PeerMemory[];
  /** Who has answered and has a journal, Apache's among them. */
  readonly answered: ReadonlySet<string>;
}

const answerTimeoutMs = 2000;
const connectTimeoutMs = 2000;

interface Peer {
  readonly name: string;
  readonly address: RpcAddress;
  readonly client: RpcClient;
  /** It has answered as this very process. */
  self: boolean;
}

export class JournalPeers {
  readonly #env: Env;
  readonly #options: JournalPeersOptions;
  #peers: readonly Peer[] = [];
  /** The newest list that was heard of. */
  list: JournalList;

  constructor(env: Env, options: JournalPeersOptions) {
    this.#env = env;
    this.#options = options;
    this.list = configuredList(options.addresses);
    this.#follow();
  }

  /** Another list counts from now on, unless it is an older one. `anyway`: also one of the same generation. */
  setList(list: JournalList, anyway = false): void {
    if (list.members.length === 0 || (!isNewer(list, this.list) && !anyway)) return;
    this.list = list;
    this.#follow();
  }

  #follow(): void {
    const before = this.#peers;
    const names = everyMember(this.list);
    this.#peers = names.map((name) => before.find((peer) => peer.name === name) ?? this.#newPeer(name));
    for (const peer of before) if (!names.includes(peer.name)) peer.client.close();
  }

  #newPeer(name: string): Peer {
    const address = memberAddress(name);
    return {
      name, address, self: false,
      client: new RpcClient(this.#env, { address, user: 'journalnode', connectTimeoutMs, rpcTimeoutMs: answerTimeoutMs, pingIntervalMs: 0 }),
    };
  }

  /** Whether there is anybody to ask. */
  get known(): boolean {
    return this.#peers.length > 1;
  }

  /** What this JournalNode is called in the list; undefined until it has answered itself. */
  get self(): string | undefined {
    return this.#peers.find((peer) => peer.self)?.name;
  }

  /** What every other one that can be reached, and is ours, knows of the journal. */
  async memories(): Promise<readonly PeerMemory[]> {
    return (await this.hear(() => false)).memories;
  }

  /** The same, as far as it is there when `enough` is true of it. `asker`: what they shall remember of this one, which votes. */
  async hear(enough: (heard: Heard) => boolean, asker?: Omit<Remembered, 'member'>): Promise<Heard> {
    const memories: PeerMemory[] = [];
    const answered = new Set<string>();
    const done = new Deferred<void>();
    let left = this.#peers.length;
    if (left === 0) done.resolve();
    for (const peer of this.#peers) {
      void this.#ask(peer, asker).then((answer) => {
        if (answer === 'foreign') answered.add(peer.name);
        else if (answer !== undefined && !peer.self) {
          if (answer.info !== undefined) answered.add(peer.name);
          memories.push({ ...answer, peer: peer.name });
        }
        left--;
        if (left === 0 || enough({ memories, answered })) done.resolve();
      });
    }
    await done.promise;
    return { memories: [...memories], answered: new Set(answered) };
  }

  /** Undefined when it does not answer. */
  async #ask(peer: Peer, asker: Omit<Remembered, 'member'> | undefined): Promise<MemoryResponseProto | 'foreign' | undefined> {
    const { self } = this;
    const told = self === undefined || asker === undefined ? undefined : { member: self, storageId: Buffer.from(asker.storageId, 'hex'), promised: asker.promised };
    try {
      const request = { jid: this.#options.journalId, asker: told };
      const answer = await peer.client.call(QuorateJournalProtocol.methods.memory, QuorateJournalProtocol, request);
      peer.self = Buffer.compare(answer.instance, this.#options.instance) === 0;
      return answer;
    } catch (error) {
      return isException(error, 'RpcNoSuchProtocolException') ? 'foreign' : undefined;
    }
  }

  /**
   * The final segments of all others that can be reached, and keep the same log, from `sinceTxId` on; by peer. One that missed a
   * rollback has what is no log any more, and another creation time. Those that are damaged are among them.
   */
  async finals(sinceTxId: number, info: StorageInfo): Promise<Map<string, PeerSegment[]>> {
    const request = { jid: { identifier: this.#options.journalId }, sinceTxId, inProgressOk: false };
    const answers = await this.#all(async (peer) => {
      const [answer, { resultCTime }] = await Promise.all([
        peer.client.call(InterQJournalProtocol.methods.getEditLogManifestFromJournal, InterQJournalProtocol, request),
        peer.client.call(QJournalProtocol.methods.getJournalCTime, QJournalProtocol, { jid: request.jid }),
      ]);
      return { ...answer, cTime: resultCTime };
    });
    const alike = answers.filter(([, { cTime }]) => cTime === info.cTime);
    return new Map(alike.map(([peer, { manifest, damaged, httpPort, fromURL }]) => {
      const segment = ({ startTxId, endTxId }: RemoteEditLogProto, isDamaged: boolean): PeerSegment => ({
        firstTxId: startTxId, lastTxId: endTxId, url: this.#urlOf(peer, httpPort, fromURL, startTxId, info), damaged: isDamaged,
      });
      const whole = manifest.logs.filter((log) => log.isInProgress !== true);
      return [peer.name, [...whole.map((log) => segment(log, false)), ...damaged.map((log) => segment(log, true))]];
    }));
  }

  /** The port is the peer's word, the host ours. */
  #urlOf({ address: { host } }: Peer, httpPort: number, fromUrl: string | undefined, firstTxId: number, info: StorageInfo): string {
    const scheme = fromUrl?.startsWith('https:') === true ? 'https:' : 'http:';
    return `${scheme}//${host.includes(':') ? `[${host}]` : host}:${httpPort}/getJournal?jid=${encodeURIComponent(this.#options.journalId)}`
      + `&segmentTxId=${firstTxId}&storageInfo=${encodeURIComponent(colonSeparated(info))}&inProgressOk=false`;
  }

  async #all<T>(ask: (peer: Peer) => Promise<T>): Promise<(readonly [Peer, T])[]> {
    const asked = this.#peers.filter((peer) => !peer.self).map(async (peer) => [peer, await ask(peer)] as const);
    return (await Promise.allSettled(asked)).flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  }

  close(): void {
    for (const peer of this.#peers) peer.client.close();
  }
}

