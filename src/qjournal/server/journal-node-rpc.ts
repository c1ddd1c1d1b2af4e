// The JournalNode's protocols: QJournalProtocol for NameNodes, InterQJournalProtocol for peers, and quorate's own for the
// lease and for what heals a journal. One line a method: the journals do the work. Answers to JournalNodeRpcServer and its translators.
import { asBuffer } from '../../base/bytes.ts';
import { electorKind } from '../../protocol/elector-kind.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { decodeJournalList } from '../../protocol/journal-list.ts';
import type { JournalList, JournalStanding } from '../../protocol/journal-list.ts';
import type { StorageInfo } from '../../protocol/storage-info.ts';
import { nameNodeLayoutVersion } from '../../protocol/storage-info.ts';
import { service } from '../../rpc/service.ts';
import type { Call, Service } from '../../rpc/service.ts';
import type { NamespaceInfoProto } from '../../wire/hdfs-server.ts';
import { InterQJournalProtocol } from '../../wire/inter-qjournal-protocol.ts';
import type { GetEditLogManifestRequestProto, GetEditLogManifestResponseProto, RequestInfoProto } from '../../wire/qjournal-protocol.ts';
import { QJournalProtocol } from '../../wire/qjournal-protocol.ts';
import { JournalStandingProto, QuorateJournalProtocol } from '../../wire/quorate-journal.ts';
import { QuorateLeaseProtocol } from '../../wire/quorate-lease.ts';
import { invalidTxId } from './journal-state.ts';
import type { WriterRequest } from './journal-state.ts';
import type { Journal } from './journal.ts';

/** What the protocols need of their JournalNode. */
export interface JournalHost {
  /** The journal `journalId`, opened on first use. Rejects with IllegalArgumentException for a bad name. */
  journal(journalId: string, nameServiceId?: string): Promise<Journal>;
  /** The same for one who only reads; blank, and not kept, where nothing is known of it. */
  journalToRead(journalId: string, nameServiceId?: string): Promise<Journal>;
  readonly httpPort: number;
  /** http://host:port */
  readonly httpUrl: string;
}

function storageOf(info: NamespaceInfoProto): StorageInfo {
  const { layoutVersion, namespceID, clusterID, cTime } = info.storageInfo;
  return { layoutVersion, namespaceId: namespceID, clusterId: clusterID, cTime };
}

function writerOf(info: RequestInfoProto, call: Call): WriterRequest {
  const committedTxId = info.committedTxId === invalidTxId ? undefined : info.committedTxId;
  return { epoch: info.epoch, serial: info.ipcSerialNumber, committedTxId, from: call.remoteAddress };
}

const standings: Readonly<Record<JournalStandingProto, JournalStanding>> = {
  [JournalStandingProto.MEMBER]: 'member', [JournalStandingProto.JOINING]: 'joining', [JournalStandingProto.RETIRED]: 'retired',
};

function listOf(config: Uint8Array): JournalList {
  const list = decodeJournalList(config);
  if (list === undefined || list.members.length === 0) throw new HdfsException('IllegalArgumentException', 'no list of JournalNodes');
  return list;
}

function hex(nonce: Uint8Array): string {
  return asBuffer(nonce).toString('hex');
}

/** All services of a JournalNode's RPC port. */
export function journalNodeServices(host: JournalHost): readonly Service[] {
  const ofWriter = async (info: RequestInfoProto): Promise<Journal> => {
    const journal = await host.journal(info.journalId.identifier, info.nameServiceId);
    journal.membership.check(info.gen);
    return journal;
  };
  const ofJid = (jid: { readonly identifier: string }, nameServiceId?: string): Promise<Journal> => host.journal(jid.identifier, nameServiceId);
  const toRead = (jid: { readonly identifier: string }, nameServiceId?: string): Promise<Journal> => host.journalToRead(jid.identifier, nameServiceId);

  const manifest = async (request: GetEditLogManifestRequestProto, { damagedToo = false } = {}): Promise<GetEditLogManifestResponseProto> => {
    const { jid, nameServiceId, sinceTxId, inProgressOk = false } = request;
    const journal = await toRead(jid, nameServiceId);
    await journal.untilTrusted();
    const damaged = damagedToo ? journal.damagedFinals(sinceTxId) : [];
    return { manifest: journal.getEditLogManifest(sinceTxId, inProgressOk), httpPort: host.httpPort, fromURL: host.httpUrl, damaged };
  };

  const qjournal = service(QJournalProtocol, {
    isFormatted: async (request) => ({ isFormatted: (await toRead(request.jid, request.nameServiceId)).formatted }),
    getJournalCTime: async (request) => ({ resultCTime: await (await toRead(request.jid, request.nameServiceId)).cTime() }),
    getJournalState: async (request) => {
      const journal = await toRead(request.jid, request.nameServiceId);
      return { lastPromisedEpoch: journal.promisedEpoch, httpPort: host.httpPort, fromURL: host.httpUrl, config: journal.membership.encoded };
    },
    format: async (request) => {
      const journal = await ofJid(request.jid, request.nameServiceId);
      await journal.format(storageOf(request.nsInfo), request.force ?? false);
      return {};
    },
    newEpoch: async (request, call) => {
      const journal = await ofJid(request.jid, request.nameServiceId);
      const nonce = request.nonce === undefined ? undefined : hex(request.nonce);
      const lastSegmentTxId = await journal.newEpoch(storageOf(request.nsInfo), request.epoch, nonce, call, { gen: request.gen, elector: electorKind(request.elector) });
      return { lastSegmentTxId, config: journal.membership.encoded };
    },
    journal: async (request, call) => {
      const journal = await ofWriter(request.reqInfo);
      await journal.journal(writerOf(request.reqInfo, call), request.segmentTxnId, request.firstTxnId, request.numTxns, request.records);
      return {};
    },
    heartbeat: async (request, call) => {
      const journal = await ofWriter(request.reqInfo);
      await journal.heartbeat(writerOf(request.reqInfo, call));
      return {};
    },
    startLogSegment: async (request, call) => {
      const journal = await ofWriter(request.reqInfo);
      await journal.startLogSegment(writerOf(request.reqInfo, call), request.txid, request.layoutVersion ?? nameNodeLayoutVersion);
      return {};
    },
    finalizeLogSegment: async (request, call) => {
      const journal = await ofWriter(request.reqInfo);
      await journal.finalizeLogSegment(writerOf(request.reqInfo, call), request.startTxId, request.endTxId);
      return {};
    },
    purgeLogs: async (request, call) => {
      const journal = await ofWriter(request.reqInfo);
      await journal.purgeLogsOlderThan(writerOf(request.reqInfo, call), request.minTxIdToKeep);
      return {};
    },
    getEditLogManifest: (request) => manifest(request),
    getJournaledEdits: async (request, call) => {
      const journal = await toRead(request.jid, request.nameServiceId);
      return journal.getJournaledEdits(request.sinceTxId, request.maxTxns, request.waitMs ?? 0, call, request.gen);
    },
    prepareRecovery: async (request, call) => {
      const journal = await ofWriter(request.reqInfo);
      return journal.prepareRecovery(writerOf(request.reqInfo, call), request.segmentTxId);
    },
    acceptRecovery: async (request, call) => {
      const journal = await ofWriter(request.reqInfo);
      await journal.acceptRecovery(writerOf(request.reqInfo, call), {
        state: request.stateToAccept, url: request.fromURL, digest: request.digest,
      });
      return {};
    },
    discardSegments: async (request) => {
      await (await ofJid(request.jid, request.nameServiceId)).discardSegments(request.startTxId);
      return {};
    },
    doPreUpgrade: async ({ jid }) => {
      await (await ofJid(jid)).doPreUpgrade();
      return {};
    },
    doUpgrade: async ({ jid, sInfo }) => {
      const { layoutVersion, namespceID, clusterID, cTime } = sInfo;
      await (await ofJid(jid)).doUpgrade({ layoutVersion, namespaceId: namespceID, clusterId: clusterID, cTime });
      return {};
    },
    doFinalize: async (request) => {
      await (await ofJid(request.jid, request.nameServiceId)).doFinalize();
      return {};
    },
    canRollBack: async (request) => ({ canRollBack: await (await toRead(request.jid, request.nameServiceId)).canRollBack(request.targetLayoutVersion) }),
    doRollback: async (request) => {
      await (await ofJid(request.jid, request.nameserviceId)).doRollback();
      return {};
    },
  }, { traced: 'continued' });

  const interQJournal = service(InterQJournalProtocol, { getEditLogManifestFromJournal: (request) => manifest(request, { damagedToo: true }) });

  const journal = service(QuorateJournalProtocol, {
    rejoin: async ({ reqInfo, ...rejoin }, call) => ({ nextTxId: await (await ofWriter(reqInfo)).rejoin(writerOf(reqInfo, call), rejoin) }),
    memory: async (request) => {
      const asked = await host.journalToRead(request.jid, request.nameServiceId);
      if (request.asker !== undefined) await asked.remember(request.asker);
      return { ...asked.memory(), httpPort: host.httpPort };
    },
    suspect: async (request) => {
      void (await host.journalToRead(request.jid, request.nameServiceId)).suspect(request.firstTxId);
      return {};
    },
    configure: async ({ reqInfo, config, standing }, call) => {
      const configured = await host.journal(reqInfo.journalId.identifier, reqInfo.nameServiceId);
      await configured.configure(writerOf(reqInfo, call), listOf(config), standings[standing]);
      return {};
    },
    introduce: async (request) => {
      (await host.journal(request.jid, request.nameServiceId)).introduced(listOf(request.config));
      return {};
    },
  });

  const lease = service(QuorateLeaseProtocol, {
    status: async (request, call) => {
      const { leases } = await host.journal(request.jid, request.nameServiceId);
      const { sinceVersion, waitMs } = request;
      if (sinceVersion === undefined || waitMs === undefined) return { status: leases.status() };
      return { status: await leases.watch(sinceVersion, waitMs, call) };
    },
    reserve: async (request) => {
      const { leases } = await host.journal(request.jid, request.nameServiceId);
      const nonce = hex(request.nonce);
      if (request.free === true) leases.freeReservation(nonce);
      const refusal = request.free === true ? undefined : leases.reserve(nonce, request.nameNodeId, request.rank, request.gen);
      return { refusal, status: leases.status() };
    },
    renew: async (request, call) => {
      const { leases } = await host.journal(request.jid, request.nameServiceId);
      const { epoch, ttlMs, gen, nameNodeId } = request;
      const refusal = await leases.renew({ nonce: hex(request.nonce), epoch, ttlMs, gen, nameNodeId }, call);
      const status = leases.status();
      return { refusal, promised: status.promised, gen: status.gen, status };
    },
    release: async (request) => {
      (await host.journal(request.jid, request.nameServiceId)).leases.release(hex(request.nonce), request.to, request.epoch);
      return {};
    },
    revoke: async (request) => {
      (await host.journal(request.jid, request.nameServiceId)).leases.revoke(hex(request.nonce));
      return {};
    },
    setElector: async (request) => {
      const kind = electorKind(request.elector);
      if (kind === undefined) throw new HdfsException('IllegalArgumentException', `${request.elector} is no kind of election that can be kept`);
      await (await host.journal(request.jid, request.nameServiceId)).setElector({ kind, change: request.change });
      return {};
    },
  }, { urgent: true });

  return [qjournal, interQJournal, journal, lease];
}
