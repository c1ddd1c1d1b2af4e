// The web server over real HTTP, against clients that do what Apache's do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { MemoryDisk } from '../../env/memory-disk.ts';
import { WorldError } from '../../env/env.ts';
import type { Env } from '../../env/env.ts';
import { nodeEnv } from '../../env/node/node-env.ts';
import { BlockManager } from '../blocks/block-manager.ts';
import { defaultBlockOptions } from '../blocks/block-core.ts';
import { blankNamespace, testInfo } from '../fsimage/image.testing.ts';
import { saveImage } from '../fsimage/save-image.ts';
import { downloadImage, isActive, uploadImage } from '../fsimage/transfer-image.ts';
import { NameNodeStorage, imageName } from '../../storage/name-node-storage.ts';
import { matches } from '../../metrics/jmx.ts';
import { serveNameNode } from './name-node-http.ts';
import type { NameNodeView } from './name-node-http.ts';

interface Node {
  readonly env: Env;
  readonly storage: NameNodeStorage;
  readonly url: string;
  readonly noted: number[];
  state: 'ACTIVE' | 'STANDBY';
  durableTxid: number;
  ageMs: number;
}

/** A NameNode's web server on a port of its own, with an image of each txid. */
async function node(t: TestContext, txids: readonly number[]): Promise<Node> {
  let aheadMs = 0;
  const real = nodeEnv({ name: 'nn' });
  const env: Env = { ...real, disk: new MemoryDisk({ wallMs: () => real.wallMs() }), wallMs: () => real.wallMs() + aheadMs };
  const storage = new NameNodeStorage(env, ['/nn']);
  await storage.format(testInfo);
  const namespace = blankNamespace();
  for (const txid of txids) await saveImage(env, storage, namespace, testInfo, txid);
  const registry = { heartbeatIntervalMs: 3000, recheckIntervalMs: 300_000, staleIntervalMs: 30_000 };
  const blocks = new BlockManager({ table: namespace.blocks, counters: namespace.ids, blockPoolId: 'BP-1', options: defaultBlockOptions, registry, random: () => 0.5, hostName: 'nn' });
  const self = { state: 'ACTIVE' as Node['state'], durableTxid: 1000, noted: [] as number[] };
  const view: NameNodeView = {
    storage, storageInfo: testInfo, checkpoint: { periodMs: 3_600_000, txns: 1_000_000 }, imageBytesPerSecond: 0, imageTransferTimeoutMs: 500, replicationDefault: 3, staticUser: 'dr.who',
    get serviceState() {
      return self.state;
    },
    get durableTxid() {
      return self.durableTxid;
    },
    noteCheckpoint: (txid) => void self.noted.push(txid),
    purgeOldStorage: async () => {},
    readAs: () => Promise.reject(new Error('not here')),
    conf: undefined, sources: [], health: () => ({ unready: undefined, active: true, state: 'active' }),
    fsckView: () => ({ namespace, blocks, nowMs: env.monotonicMs() }),
    beanSource: () => ({
      upgradeFinalized: true,
      serviceState: self.state, rpcAddress: 'nn:8020', hostName: 'nn', lastTransitionMs: 5, startedMs: 4, lastCheckpointWallMs: 3, wallMs: env.wallMs(), nowMs: env.monotonicMs(), namespaceInfo: testInfo,
      namespace, blocks, storage, lastTxid: 7, mostRecentCheckpointTxid: 2, segmentTxid: 3, sinceLoadedEditsMs: 0, lease: { ageMs: 3, validMs: -Infinity, ttlMs: 1000, unleased: true }, journalName: 'QJM to [a:1]', totalSyncs: 0, totalSyncTimes: '',
    }),
  };
  const listener = await serveNameNode(env, { host: '127.0.0.1', port: 0 }, view);
  t.after(() => listener.close());
  return {
    env, storage, url: `http://127.0.0.1:${listener.port}`, noted: self.noted,
    get state() {
      return self.state;
    },
    set state(value) {
      self.state = value;
    },
    get durableTxid() {
      return self.durableTxid;
    },
    set durableTxid(value) {
      self.durableTxid = value;
    },
    get ageMs() {
      return aheadMs;
    },
    set ageMs(value) {
      aheadMs = value;
    },
  };
}

const transfer = { timeoutMs: 10_000, bytesPerSecond: 0 };

test('an image is fetched, newest or by txid, with its digest and name', async (t) => {
  const from = await node(t, [0, 42]);
  const latest = await fetch(`${from.url}/imagetransfer?getimage=1&txid=latest`);
  assert.equal(latest.headers.get('x-image-edits-name'), imageName('fsimage', 42));
  assert.equal(latest.headers.get('content-disposition'), `attachment; filename=${imageName('fsimage', 42)}`);
  assert.equal(Number(latest.headers.get('content-length')), (await latest.arrayBuffer()).byteLength);
  const to = new NameNodeStorage(from.env, ['/a', '/b']);
  await to.format(testInfo);
  const md5 = await downloadImage(from.env, from.url, 42, testInfo, to, 10_000);
  assert.equal(latest.headers.get('x-md5-digest'), md5);
  assert.deepEqual((await to.images()).map((image) => image.path), [`/a/current/${imageName('fsimage', 42)}`, `/b/current/${imageName('fsimage', 42)}`]);
  assert.equal(Buffer.from(await from.env.disk.readFile(`/b/current/${imageName('fsimage', 42)}.md5`)).toString(), `${md5} *${imageName('fsimage', 42)}\n`);
});

test('what GET refuses, with Apache\'s statuses', async (t) => {
  const { url } = await node(t, [0]);
  const status = async (query: string): Promise<[number, string]> => {
    const response = await fetch(`${url}/imagetransfer?${query}`);
    const message = (await response.text()).trim();
    assert.equal(response.statusText, message);
    return [response.status, message];
  };
  assert.deepEqual(await status('getimage=1&txid=77'), [410, 'GetImage failed. java.io.IOException: Could not find image with txid 77']);
  assert.deepEqual(await status('getimage=1&txid=0&storageInfo=x'), [403, 'This namenode has storage info -67:1834750400:1:CID-test but the secondary expected x']);
  assert.deepEqual(await status('getedit=1&startTxId=1&endTxId=2'), [410, 'GetImage failed. java.io.IOException: No edits file for txid 1-2 exists!']);
  assert.deepEqual(await status(''), [410, 'GetImage failed. java.io.IOException: Illegal parameters to TransferFsImage']);
  assert.deepEqual(await status('getimage=1&txid=../VERSION'), [410, 'GetImage failed. java.io.IOException: Illegal parameters to TransferFsImage']);
});

test('a checkpoint is sent, taken once, and refused by a Standby, too soon, ahead of the log, or damaged', async (t) => {
  const from = await node(t, [900]);
  const to = await node(t, [0]);
  const image = (await from.storage.images())[0];
  assert.ok(image);
  const send = () => uploadImage(from.env, to.url, image, testInfo, transfer);
  to.state = 'STANDBY';
  assert.equal(await isActive(from.env, to.url, 1000), false);
  assert.equal(await send(), 'not-active');
  to.state = 'ACTIVE';
  assert.equal(await isActive(from.env, to.url, 1000), true);
  assert.equal(await send(), 'conflict');
  to.ageMs = 3_600_000;
  to.durableTxid = 899;
  assert.equal(await send(), 'conflict');
  to.durableTxid = 900;
  await to.storage.whileMaking(900, async () => assert.equal(await send(), 'conflict'));
  assert.equal(await send(), 'success');
  assert.deepEqual(to.noted, [900]);
  assert.deepEqual(Buffer.from(await to.env.disk.readFile(image.path)), Buffer.from(await from.env.disk.readFile(image.path)));
  assert.equal(await send(), 'conflict');
  to.ageMs = 9_000_000;
  assert.equal(await send(), 'conflict');
  await assert.rejects(uploadImage(from.env, to.url, image, { ...testInfo, cTime: 2 }, transfer), /status: 403/);
  const other = { ...image, txid: 901 };
  to.durableTxid = 2000;
  await from.env.disk.rename(`${image.path}.md5`, `${image.path}.x`);
  const file = await from.env.disk.open(`${image.path}.md5`, 'create');
  await file.write(Buffer.from(`${'0'.repeat(32)} *${imageName('fsimage', 900)}\n`), 0);
  await file.close();
  await assert.rejects(uploadImage(from.env, to.url, other, testInfo, transfer), /status: 410.*does not match advertised digest/s);
  assert.deepEqual((await to.storage.images('fsimage.ckpt')).length, 0);
});

test('an upload that is called off ends', async (t) => {
  const from = await node(t, [900]);
  const to = await node(t, []);
  const image = (await from.storage.images())[0];
  assert.ok(image);
  const cancel = new AbortController();
  const sending = uploadImage(from.env, to.url, image, testInfo, { ...transfer, bytesPerSecond: 100, cancel: cancel.signal });
  cancel.abort(new Error('becoming active'));
  await assert.rejects(sending);
});

/** Some bytes, and then nothing, not even an end. */
function stalling(): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array(100)) });
}

test('an image that stops coming is not waited for: whoever sends it next is let in', async (t) => {
  const from = await node(t, [900]);
  const to = await node(t, []);
  const image = (await from.storage.images())[0];
  assert.ok(image);
  const query = `txid=900&storageInfo=${encodeURIComponent('-67:1834750400:1:CID-test')}&File-Length=1000&imageFile=IMAGE`;
  const answer = await from.env.http.fetch(`${to.url}/imagetransfer?${query}`, { method: 'PUT', body: stalling(), timeoutMs: 10_000 });
  assert.equal(answer.status, 410);
  assert.match(await answer.text(), /fsimage\.ckpt_0*900: no answer within 500 ms/);
  assert.deepEqual(await to.storage.images('fsimage.ckpt'), []);
  assert.equal(await uploadImage(from.env, to.url, image, testInfo, transfer), 'success');
});

test('a NameNode that stops sending its image fails who fetches it', async (t) => {
  const { env } = await node(t, []);
  const listener = await env.http.serve('127.0.0.1', 0, async () => new Response(stalling(), { headers: { 'Content-Length': '1000' } }));
  t.after(() => listener.close());
  const to = new NameNodeStorage(env, ['/a']);
  await to.format(testInfo);
  await assert.rejects(downloadImage(env, `http://127.0.0.1:${listener.port}`, 42, testInfo, to, 300), (error) => error instanceof WorldError && error.code === 'timeout');
  assert.deepEqual(await to.images('fsimage.ckpt'), []);
});

test('jmx, as a whole, by query and by attribute', async (t) => {
  const { url } = await node(t, [0]);
  const get = async (query: string): Promise<string> => await (await fetch(`${url}/jmx?${query}`)).text();
  assert.equal(await get('get=Hadoop:service=NameNode,name=NameNodeStatus::State'), `{
  "beans" : [ {
    "name" : "Hadoop:service=NameNode,name=NameNodeStatus",
    "modelerType" : "org.apache.hadoop.hdfs.server.namenode.NameNode",
    "State" : "active"
  } ]
}`.replace('[ {\n    "', '[ {\n    "'));
  assert.equal(await get('get=nosuch'), '{\n  "result" : "ERROR",\n  "message" : "query format is not as expected."\n}');
  const all = JSON.parse(await get('')) as { beans: Record<string, unknown>[] };
  for (const name of ['NameNodeStatus', 'NameNodeInfo', 'FSNamesystem', 'FSNamesystemState', 'JvmMetrics']) assert.ok(all.beans.some((bean) => bean['name'] === `Hadoop:service=NameNode,name=${name}`), name);
  assert.deepEqual(JSON.parse(String(all.beans.find((bean) => 'JournalTransactionInfo' in bean)?.['JournalTransactionInfo'])), { MostRecentCheckpointTxId: '2', LastAppliedOrWrittenTxId: '7' });
  assert.match(await get('qry=Hadoop:service=NameNode,name=FSNamesystem'), /"CapacityTotalGB" : 0\.0,/);
  assert.match(await get('qry=Quorate:service=NameNode,name=Lease'), /"LeftMs" : 0,\s+"TtlMs" : 1000,\s+"Unleased" : true/);
  assert.equal(await get('qry=java.nio:*'), '{\n  "beans" : [ ]\n}');
  assert.ok(matches('Hadoop:*', 'Hadoop:service=NameNode,name=X') && matches('*:name=X,*', 'Hadoop:service=NameNode,name=X') && !matches('Hadoop:name=X', 'Hadoop:service=NameNode,name=X'));
});

test('there is nothing at other paths', async (t) => {
  const { url } = await node(t, [0]);
  assert.equal((await fetch(`${url}/nope`)).status, 404);
});
