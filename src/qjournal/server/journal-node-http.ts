// The JournalNode's HTTP face: `/getJournal` serves segments, padding included, to NameNodes that catch up and to peers
// in a recovery; the rest is what every daemon answers. No name is ever looked up (HDFS-17776). Answers to GetJournalEditServlet.
import type { DiskFile, Env } from '../../env/env.ts';
import { opInvalid } from '../../edit-log/ops/op-frame.ts';
import type { Bean } from '../../metrics/jmx.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { softwareVersion } from '../../protocol/storage-info.ts';
import { PageFiles } from '../../web-pages/page-files.ts';
import { jsonAnswer } from '../../web-pages/page-request.ts';
import type { JournalHost } from './journal-node-rpc.ts';
import { journalNodeState } from './journal-node-state.ts';
import type { ShownJournalNode } from './journal-node-state.ts';
import type { Journal } from './journal.ts';
import { writerEpochHeader } from './segment-fetch.ts';

const pieceBytes = 256 * 1024;

export interface JournalPages extends JournalHost, ShownJournalNode {
  /** Journals opened so far. */
  readonly journals: ReadonlyMap<string, Journal>;
  /** Unix time in ms. */
  readonly startedMs: number;
  /** host:port of RPC. */
  readonly hostAndPort: string;
  /** /jmx, /prom and what else every daemon answers. */
  readonly common: (request: Request) => Response | undefined;
}

/** Answers one request; never rejects. */
export async function journalNodePage(env: Env, pages: JournalPages, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const answered = pages.common(request);
  if (answered !== undefined) return answered;
  if (request.method !== 'GET') return problem(405, 'Method Not Allowed');
  switch (url.pathname) {
    case '/getJournal':
      try {
        return await getJournal(pages, url.searchParams);
      } catch (error) {
        const text = error instanceof HdfsException ? `${error.javaClass}: ${error.message}` : String(error);
        return problem(500, `getedit failed. ${text}`);
      }
    case '/':
    case '/index.html':
    case '/journalnode.html':
      return new PageFiles(env, 'journalnode').page();
    case '/web/state':
      return jsonAnswer(await journalNodeState(env, pages));
    case '/web/logs':
      return jsonAnswer(pages.notes?.tail.list(Number(url.searchParams.get('after') ?? 0)) ?? []);
    default:
      if (url.pathname.startsWith('/assets/')) return new PageFiles(env, 'journalnode').asset(request);
      return problem(404, 'Not Found');
  }
}

function problem(status: number, message: string): Response {
  const line = message.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 500);
  return new Response(`${message}\n`, { status, statusText: line, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

async function getJournal(pages: JournalPages, parameters: URLSearchParams): Promise<Response> {
  const journal = await pages.journalToRead(parameters.get('jid') ?? '');
  const inProgressOk = parameters.get('inProgressOk')?.toLowerCase() !== 'false';
  const { namespaceId, clusterId } = journal.info;
  const theirs = parameters.get('storageInfo');
  if (theirs !== null) {
    // layout:namespaceID:cTime:clusterID
    const [, theirNamespace, , ...theirCluster] = theirs.split(':');
    if (Number(theirNamespace) !== namespaceId || theirCluster.join(':') !== clusterId) {
      return problem(403, `This node has namespaceId '${namespaceId} and clusterId '${clusterId}' but the requesting node expected `
        + `'${theirNamespace}' and '${theirCluster.join(':')}'`);
    }
  }
  const firstTxId = Number(parameters.get('segmentTxId') ?? 'none');
  if (!Number.isSafeInteger(firstTxId)) throw new HdfsException('IOException', 'Invalid request has no segmentTxId parameter');
  const writerEpoch = journal.writerEpochOf(firstTxId);
  const segment = await journal.openSegment(firstTxId, inProgressOk);
  if (segment === undefined) return problem(404, `No edit log found starting at txid ${firstTxId}`);
  return new Response(contentOf(segment.file, segment.lengthBytes), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(segment.lengthBytes),
      'content-disposition': `attachment; filename=${segment.name}`,
      'x-image-edits-name': segment.name,
      ...(writerEpoch === undefined || writerEpoch !== journal.writerEpochOf(firstTxId) ? {} : { [writerEpochHeader]: String(writerEpoch) }),
    },
  });
}

/** Exactly `lengthBytes` of the file. What a finalization cuts off meanwhile was padding, and is served as such. */
function contentOf(file: DiskFile, lengthBytes: number): ReadableStream<Uint8Array> {
  let position = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (position >= lengthBytes) {
        await file.close();
        controller.close();
        return;
      }
      const piece = Buffer.allocUnsafe(Math.min(pieceBytes, lengthBytes - position));
      const read = await file.read(piece, position);
      if (read < piece.length) piece.fill(opInvalid, read);
      position += piece.length;
      controller.enqueue(piece);
    },
    async cancel() {
      await file.close();
    },
  }, { highWaterMark: 0 });
}

/** The list of JournalNodes as this one keeps it. */
function listAttributes({ list, standing }: Journal['membership']): Record<string, string | number> {
  return { ListGeneration: list.gen, ListMembers: list.members.join(', '), ListPending: list.pending?.join(', ') ?? '', ListStanding: list.gen === 0 && standing === 'member' ? '' : standing };
}

/** What is no metric: JournalNodeMXBean, and the leases, which are ours. */
export function journalNodeBeans(pages: JournalPages): Bean[] {
  const formatted = [...pages.journals.values()].filter((journal) => journal.formatted);
  const info: Bean = {
    name: 'Hadoop:service=JournalNode,name=JournalNodeInfo', modelerType: 'org.apache.hadoop.hdfs.qjournal.server.JournalNode',
    attributes: () => ({
      Version: `${softwareVersion}, quorate`,
      StorageInfos: formatted.map(({ info: { clusterId, cTime, namespaceId, layoutVersion } }) => `{ClusterId=${clusterId}, CreationTime=${cTime}, NamespaceId=${namespaceId}, LayoutVersion=${layoutVersion}}`),
      JournalsStatus: JSON.stringify(Object.fromEntries([...pages.journals].map(([id, journal]) => [id, { Formatted: String(journal.formatted) }]))),
      HostAndPort: pages.hostAndPort, ClusterIds: [...new Set(formatted.map((journal) => journal.info.clusterId))], JNStartedTimeInMillis: pages.startedMs,
    }),
  };
  const leases = [...pages.journals].map(([id, journal]): Bean => ({
    name: `Quorate:service=JournalNode,name=Leases-${id}`, modelerType: 'Leases',
    attributes: () => ({
      Leases: journal.leases.status().leases.map((lease) => ({ NameNode: lease.nameNodeId ?? '', LeftMs: Math.round(lease.leftMs), Connected: lease.connected })),
      ...listAttributes(journal.membership),
      Elector: journal.elector.kept?.kind ?? '',
      EditCacheBytes: journal.status().cacheBytes,
    }),
  }));
  return [info, ...leases];
}
