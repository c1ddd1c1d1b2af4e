import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Deferred } from '../../base/async.ts';
import type { Env, HttpResponse, Network, Socket } from '../../env/env.ts';
import { MemoryDisk } from '../../env/memory-disk.ts';
import { isException } from '../../protocol/exceptions.ts';
import type { ExceptionName } from '../../protocol/exceptions.ts';
import { colonSeparated, softwareVersion } from '../../protocol/storage-info.ts';
import { RpcClient, rpcProxy } from '../../rpc/rpc-client.ts';
import type { RpcProxy } from '../../rpc/rpc-client.ts';
import type { NamespaceInfoProto } from '../../wire/hdfs-server.ts';
import { InterQJournalProtocol } from '../../wire/inter-qjournal-protocol.ts';
import { QJournalProtocol } from '../../wire/qjournal-protocol.ts';
import type { RequestInfoProto } from '../../wire/qjournal-protocol.ts';
import { QuorateJournalProtocol } from '../../wire/quorate-journal.ts';
import { QuorateLeaseProtocol } from '../../wire/quorate-lease.ts';
import { watchedDisk } from '../testing/fault-disk.ts';
import { JournalSet, edit, encode, namespace } from '../testing/journal-set.ts';
import type { JournalHost } from '../testing/journal-set.ts';

const nsInfo: NamespaceInfoProto = {
  buildVersion: softwareVersion, unused: 0, blockPoolID: namespace.blockPoolId, softwareVersion,
  storageInfo: { layoutVersion: -67, namespceID: namespace.namespaceId, clusterID: namespace.clusterId, cTime: namespace.cTime },
};

/** One JournalNode and a caller that speaks to it as it likes. */
class Bed {
  readonly set = new JournalSet(1, 1);
  readonly env: Env;
  readonly rpc: RpcProxy<typeof QJournalProtocol>;
  readonly client: RpcClient;
  #serial = 0;

  constructor() {
    this.env = this.set.spawn('caller', new MemoryDisk()).env;
    this.client = new RpcClient(this.env, { address: { host: 'jn1', port: 8485 }, user: 'hdfs', rpcTimeoutMs: 0 });
    this.rpc = rpcProxy(this.client, QJournalProtocol);
  }

  get host(): JournalHost {
    const [host] = this.set.hosts;
    assert.ok(host !== undefined);
    return host;
  }

  info(jid: string, epoch: number): RequestInfoProto {
    return { journalId: { identifier: jid }, epoch, ipcSerialNumber: this.#serial++ };
  }

  /** The journal `jid`, formatted, with a segment open at 1 in epoch 1. */
  async writing(jid = 'ns1'): Promise<void> {
    const { set, rpc } = this;
    await set.settle(rpc.format({ jid: { identifier: jid }, nsInfo }));
    await set.settle(rpc.newEpoch({ jid: { identifier: jid }, nsInfo, epoch: 1 }));
    await set.settle(rpc.startLogSegment({ reqInfo: this.info(jid, 1), txid: 1, layoutVersion: -67 }));
  }

  journal(jid: string, firstTxnId: number, count: number): Promise<unknown> {
    const { bytes } = encode(firstTxnId, Array.from({ length: count }, (_, index) => edit(`/${firstTxnId + index}`)));
    return this.rpc.journal({ reqInfo: this.info(jid, 1), firstTxnId, numTxns: count, records: bytes, segmentTxnId: 1 });
  }

  get(path: string): Promise<HttpResponse> {
    return this.set.settle(this.env.http.fetch(`http://jn1:8480${path}`, { timeoutMs: 1000 }));
  }
}

async function refused(work: Promise<unknown>, name: ExceptionName, message: RegExp): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(isException(error, name), String(error));
    assert.match(error.message, message);
    return true;
  });
}

/** A network that tells of every byte that leaves accepted connections. */
function overheard(net: Network, onWrite: () => void): Network {
  const accepted = (socket: Socket): Socket => new Proxy(socket, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (name === 'write') {
        return (bytes: Uint8Array) => {
          onWrite();
          return target.write(bytes);
        };
      }
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
  return { ...net, listen: (host, port, onConnection) => net.listen(host, port, (socket) => onConnection(accepted(socket))) };
}

test('no reply to journal() leaves before the fdatasync of its bytes has returned', async () => {
  const bed = new Bed();
  const trace: string[] = [];
  let hold: Deferred<void> | undefined;
  bed.host.wrap = (disk) => watchedDisk(disk, {
    before: async (step, path) => {
      if (step !== 'datasync' || !path.includes('inprogress')) return;
      trace.push('sync begins');
      await hold?.promise;
    },
    after: (step, path) => {
      if (path.includes('inprogress') && (step === 'write' || step === 'datasync')) trace.push(step === 'write' ? 'write' : 'sync ends');
    },
  });
  bed.host.wrapNet = (net) => overheard(net, () => trace.push('reply'));
  await bed.host.start();
  await bed.writing();
  for (let txid = 1; txid <= 40; txid += 4) {
    trace.length = 0;
    hold = new Deferred();
    const call = bed.journal('ns1', txid, 4);
    await bed.set.pass(500);
    assert.deepEqual(trace, ['write', 'sync begins']);
    hold.resolve();
    await bed.set.settle(call);
    assert.deepEqual(trace, ['write', 'sync begins', 'sync ends', 'reply']);
  }
});

test('lease calls are answered while the disk sits in fdatasync', async () => {
  const bed = new Bed();
  let hold: Deferred<void> | undefined;
  bed.host.wrap = (disk) => watchedDisk(disk, {
    before: async (step, path) => {
      if (step === 'datasync' && path.includes('inprogress')) await hold?.promise;
    },
  });
  await bed.host.start();
  await bed.set.settle(bed.rpc.format({ jid: { identifier: 'ns1' }, nsInfo }));
  const nonce = bed.env.randomBytes(16);
  await bed.set.settle(bed.rpc.newEpoch({ jid: { identifier: 'ns1' }, nsInfo, epoch: 1, nonce, gen: 0 }));
  await bed.set.settle(bed.rpc.startLogSegment({ reqInfo: bed.info('ns1', 1), txid: 1, layoutVersion: -67 }));
  hold = new Deferred();
  const slow = bed.journal('ns1', 1, 3);
  const lease = rpcProxy(bed.client, QuorateLeaseProtocol);
  for (let i = 0; i < 10; i++) {
    await bed.set.pass(200);
    const sentMs = bed.set.world.nowMs;
    const { refusal } = await bed.set.settle(lease.renew({ jid: 'ns1', nonce, epoch: 1, ttlMs: 1000, gen: 0 }));
    assert.equal(refusal, undefined);
    assert.ok(bed.set.world.nowMs - sentMs < 2);
  }
  hold.resolve();
  await bed.set.settle(slow);
});

test('journals of several nameservices are apart, and names are checked', async () => {
  const bed = new Bed();
  await bed.host.start();
  await bed.writing('ns1');
  assert.deepEqual(await bed.set.settle(bed.rpc.isFormatted({ jid: { identifier: 'ns2' } })), { isFormatted: false });
  await bed.writing('ns2');
  await bed.set.settle(bed.journal('ns2', 1, 3));
  await refused(bed.set.settle(bed.journal('ns2', 9, 1)), 'JournalOutOfSyncException', /^Can't write txid 9 expecting nextTxId=4 ; journal id: ns2$/);
  for (const identifier of ['', '.hidden', 'a/b']) {
    await refused(bed.set.settle(bed.rpc.isFormatted({ jid: { identifier } })), 'IllegalArgumentException', /^bad journal id: /);
  }
  assert.deepEqual(await bed.host.disk.list('/jn'), ['ns1', 'ns2']);
});

test('manifests are for peers as well', async () => {
  const bed = new Bed();
  await bed.host.start();
  await bed.writing();
  await bed.set.settle(bed.journal('ns1', 1, 5));
  const peer = rpcProxy(bed.client, InterQJournalProtocol);
  const { manifest, httpPort, fromURL } = await bed.set.settle(peer.getEditLogManifestFromJournal({ jid: { identifier: 'ns1' }, sinceTxId: 1, inProgressOk: true }));
  assert.deepEqual(manifest.logs, [{ startTxId: 1, endTxId: 5, isInProgress: true }]);
  assert.deepEqual([httpPort, fromURL], [8480, 'http://jn1:8480']);
  const state = await bed.set.settle(bed.rpc.getJournalState({ jid: { identifier: 'ns1' } }));
  assert.deepEqual([state.lastPromisedEpoch, state.httpPort], [1, 8480]);
  assert.deepEqual(await bed.set.settle(bed.rpc.getJournalCTime({ jid: { identifier: 'ns1' } })), { resultCTime: namespace.cTime });
});

test('a newEpoch that waits for a lease is forgotten with its connection', async () => {
  const bed = new Bed();
  await bed.host.start();
  await bed.set.settle(bed.rpc.format({ jid: { identifier: 'ns1' }, nsInfo }));
  const nonce = bed.env.randomBytes(16);
  await bed.set.settle(bed.rpc.newEpoch({ jid: { identifier: 'ns1' }, nsInfo, epoch: 1, nonce, gen: 0 }));
  const other = bed.set.spawn('other', new MemoryDisk());
  const rpc = rpcProxy(new RpcClient(other.env, { address: { host: 'jn1', port: 8485 }, user: 'hdfs' }), QJournalProtocol);
  void rpc.newEpoch({ jid: { identifier: 'ns1' }, nsInfo, epoch: 2 }).catch(() => {});
  await bed.set.pass(50);
  const lease = rpcProxy(bed.client, QuorateLeaseProtocol);
  const renew = { jid: 'ns1', nonce, epoch: 1, ttlMs: 1000, gen: 0 };
  assert.notEqual((await bed.set.settle(lease.renew(renew))).refusal, undefined);
  other.kill();
  await bed.set.pass(5);
  assert.equal((await bed.set.settle(lease.renew(renew))).refusal, undefined);
  await bed.set.pass(500);
  assert.equal((await bed.set.settle(bed.rpc.getJournalState({ jid: { identifier: 'ns1' } }))).lastPromisedEpoch, 1);
});

test('a segment is served whole, padding included, to those of its own namespace', async () => {
  const bed = new Bed();
  await bed.host.start();
  await bed.writing();
  await bed.set.settle(bed.journal('ns1', 1, 5));
  const query = `jid=ns1&segmentTxId=1&storageInfo=${encodeURIComponent(colonSeparated(namespace))}`;
  const open = await bed.get(`/getJournal?${query}&inProgressOk=true`);
  assert.equal(open.status, 200);
  assert.equal(open.headers.get('content-length'), String(64 * 1024));
  assert.equal(open.headers.get('content-disposition'), 'attachment; filename=edits_inprogress_0000000000000000001');
  assert.equal(open.headers.get('x-image-edits-name'), 'edits_inprogress_0000000000000000001');
  assert.deepEqual(Buffer.from(await open.arrayBuffer()), Buffer.from(await bed.host.read('edits_inprogress_0000000000000000001')));
  const closed = await bed.get(`/getJournal?${query}&inProgressOk=false`);
  assert.deepEqual([closed.status, await closed.text()], [404, 'No edit log found starting at txid 1\n']);
  const foreign = await bed.get(`/getJournal?jid=ns1&segmentTxId=1&storageInfo=${encodeURIComponent(colonSeparated({ ...namespace, namespaceId: 1 }))}`);
  assert.deepEqual([foreign.status, /but the requesting node expected '1' and 'CID-test'/.test(await foreign.text())], [403, true]);
  for (const bad of ['jid=ns1', 'jid=.&segmentTxId=1', 'jid=ns9&segmentTxId=1']) assert.equal((await bed.get(`/getJournal?${bad}`)).status, 500);
  await bed.set.settle(bed.rpc.finalizeLogSegment({ reqInfo: bed.info('ns1', 1), startTxId: 1, endTxId: 5 }));
  const final = await bed.get(`/getJournal?${query}&inProgressOk=false`);
  assert.deepEqual(Buffer.from(await final.arrayBuffer()), Buffer.from(await bed.host.read('edits_0000000000000000001-0000000000000000005')));
});

test('a journal that nobody knows is not kept because somebody asks for it', async () => {
  const bed = new Bed();
  await bed.host.start();
  const before = bed.host.node?.journals.size;
  const jid = { identifier: 'made-up' };
  const answer = await bed.get('/getJournal?jid=made-up&segmentTxId=1');
  assert.equal(answer.status, 500);
  assert.deepEqual(await bed.set.settle(bed.rpc.isFormatted({ jid })), { isFormatted: false });
  await refused(bed.set.settle(bed.rpc.getJournalState({ jid })), 'JournalNotFormattedException', /^Journal Storage Directory root= \/jn\/made-up; location= null not formatted ; journal id: made-up$/);
  await refused(bed.set.settle(bed.rpc.getEditLogManifest({ jid, sinceTxId: 0 })), 'JournalNotFormattedException', /made-up/);
  await refused(bed.set.settle(bed.rpc.isFormatted({ jid: { identifier: '../x' } })), 'IllegalArgumentException', /^bad journal id: /);
  const { voter } = await bed.set.settle(bed.client.call(QuorateJournalProtocol.methods.memory, QuorateJournalProtocol, { jid: 'made-up' }));
  assert.equal(voter, false);
  assert.equal(bed.host.node?.journals.size, before);
  await bed.writing('made-up');
  await bed.set.settle(bed.journal('made-up', 1, 2));
  await bed.host.restart();
  assert.equal((await bed.set.settle(bed.rpc.getJournalState({ jid }))).lastPromisedEpoch, 1);
});
