// The other JournalNodes of a journal, as one of them asks them: what they know of it, which final segments they have, where
// those are served. Apache's answer the latter two.
import type { Env } from '../../env/env.ts';
import { colonSeparated } from '../../protocol/storage-info.ts';
import type { StorageInfo } from '../../protocol/storage-info.ts';
import { RpcClient } from '../../rpc/rpc-client.ts';
import type { RpcAddress } from '../../rpc/rpc-client.ts';
import { InterQJournalProtocol } from '../../wire/inter-qjournal-protocol.ts';
import { QuorateJournalProtocol } from '../../wire/quorate-journal.ts';
import type { MemoryResponseProto } from '../../wire/quorate-journal.ts';

export interface JournalPeersOptions {
  /** All JournalNodes of the journal, this one among them (dfs.namenode.shared.edits.dir). */
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
}

export interface PeerMemory extends MemoryResponseProto {
  readonly peer: string;
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
  readonly #options: JournalPeersOptions;
  readonly #peers: readonly Peer[];

  constructor(env: Env, options: JournalPeersOptions) {
    this.#options = options;
    this.#peers = options.addresses.map((address) => ({
      name: `${address.host}:${address.port}`, address, self: false,
      client: new RpcClient(env, { address, user: 'journalnode', connectTimeoutMs, rpcTimeoutMs: answerTimeoutMs, pingIntervalMs: 0 }),
    }));
  }

  /** How many JournalNodes there are, this one included. */
  get size(): number {
    return this.#peers.length;
  }

  /** What every other one that can be reached, and is ours, knows of the journal. */
  async memories(): Promise<PeerMemory[]> {
    const jid = this.#options.journalId;
    const answers = await this.#all((peer) => peer.client.call(QuorateJournalProtocol.methods.memory, QuorateJournalProtocol, { jid }));
    return answers.flatMap(([peer, answer]) => {
      peer.self = Buffer.compare(answer.instance, this.#options.instance) === 0;
      return peer.self ? [] : [{ ...answer, peer: peer.name }];
    });
  }

  /** The final segments of all others that can be reached and have any from `sinceTxId` on; by peer. */
  async finals(sinceTxId: number, info: StorageInfo): Promise<Map<string, PeerSegment[]>> {
    const request = { jid: { identifier: this.#options.journalId }, sinceTxId, inProgressOk: false };
    const answers = await this.#all((peer) => peer.client.call(InterQJournalProtocol.methods.getEditLogManifestFromJournal, InterQJournalProtocol, request));
    return new Map(answers.map(([peer, { manifest, httpPort, fromURL }]) => [
      peer.name,
      manifest.logs.filter((log) => log.isInProgress !== true).map(({ startTxId, endTxId }) => ({
        firstTxId: startTxId, lastTxId: endTxId, url: this.#urlOf(peer, httpPort, fromURL, startTxId, info),
      })),
    ]));
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

