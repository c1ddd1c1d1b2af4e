// Against a NameNode that is only its RPC and its web server, over real sockets.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { JournalManager } from '../edit-log/journal-manager.ts';
import { MemoryDisk } from '../env/memory-disk.ts';
import type { Env } from '../env/env.ts';
import { nodeEnv } from '../env/node/node-env.ts';
import { RpcServer } from '../rpc/rpc-server.ts';
import { service } from '../rpc/service.ts';
import { NameNodeStorage } from '../storage/name-node-storage.ts';
import { NamenodeProtocol } from '../wire/namenode-protocol.ts';
import { bootstrapExit, bootstrapStandby } from './bootstrap-standby.ts';
import type { BootstrapOptions } from './bootstrap-standby.ts';
import type { FormatConsent } from './format.ts';
import { blankNamespace, testInfo } from './fsimage/image.testing.ts';
import { loadImage } from './fsimage/load-image.ts';
import { saveImage } from './fsimage/save-image.ts';
import { ImageServlet } from './web/image-servlet.ts';

interface Other {
  readonly env: Env;
  readonly options: BootstrapOptions;
  layoutVersion: number;
  lastTxid: number;
  /** The last txid in the shared log. */
  logEnd: number;
}

async function other(t: TestContext): Promise<Other> {
  const env: Env = { ...nodeEnv({ name: 'nn2' }), disk: new MemoryDisk() };
  const storage = new NameNodeStorage(env, ['/nn1']);
  await storage.format(testInfo);
  const ns = blankNamespace();
  await saveImage(env, storage, ns, testInfo, 0);
  await saveImage(env, storage, ns, testInfo, 500);
  const images = new ImageServlet(env, {
    storage, storageInfo: testInfo, serviceState: 'STANDBY', durableTxid: 500, checkpoint: { periodMs: 1, txns: 1 }, imageBytesPerSecond: 0, imageTransferTimeoutMs: 10_000, noteCheckpoint: () => {}, purgeOldStorage: async () => {},
  });
  const http = await env.http.serve('127.0.0.1', 0, (request) => images.handle(request));
  const self = { layoutVersion: -67, lastTxid: 500, logEnd: 0 };
  const rpc = new RpcServer(env, {
    host: '127.0.0.1', port: 0,
    services: [service(NamenodeProtocol, {
      versionRequest: () => ({
        info: {
          buildVersion: 'x', unused: 0, blockPoolID: testInfo.blockPoolId, softwareVersion: '3.4.3', capabilities: 1,
          storageInfo: { layoutVersion: self.layoutVersion, namespceID: testInfo.namespaceId, clusterID: testInfo.clusterId, cTime: testInfo.cTime },
        },
      }),
      isUpgradeFinalized: () => ({ isUpgradeFinalized: true }),
      isRollingUpgrade: () => ({ isRollingUpgrade: false }),
      getMostRecentCheckpointTxId: () => ({ txId: 500 }),
      getTransactionId: () => ({ txId: self.lastTxid }),
    })],
  });
  await rpc.start();
  t.after(async () => {
    await rpc.stop();
    await http.close();
  });
  const journal = {
    selectInputStreams: async (from: number) => (self.logEnd < from ? [] : [{ name: 's', firstTxid: from, lastTxid: self.logEnd, inProgress: false, close: async () => {} }]),
    close: async () => {},
  } as unknown as JournalManager;
  const options: BootstrapOptions = {
    self: { nameservice: 'ns1', id: 'nn2', rpc: { host: '127.0.0.1', port: 1 }, service: { host: '127.0.0.1', port: 1 }, http: { host: '127.0.0.1', port: 2 } },
    others: [
      { nameservice: 'ns1', id: 'nn0', rpc: { host: '127.0.0.1', port: 1 }, service: { host: '127.0.0.1', port: 1 }, http: { host: '127.0.0.1', port: 2 } },
      { nameservice: 'ns1', id: 'nn1', rpc: { host: '127.0.0.1', port: 1 }, service: { host: '127.0.0.1', port: rpc.port }, http: { host: '127.0.0.1', port: http.port } },
    ],
    directories: ['/a', '/b'], openShared: () => journal, sharedEditsText: 'qjournal://a:1/ns1', skipSharedEditsCheck: false, user: 'root', timeoutMs: 5000,
  };
  return Object.assign(self, { env, options });
}

function consent(): FormatConsent & { readonly said: string[] } {
  const said: string[] = [];
  return { said, force: false, ask: undefined, say: (line) => void said.push(line) };
}

test('the first NameNode that answers gives identity and image', async (t) => {
  const { env, options } = await other(t);
  const said = consent();
  assert.equal(await bootstrapStandby(env, options, said), bootstrapExit.done);
  assert.match(said.said[0] ?? '', /^Unable to fetch namespace information from remote NN at 127\.0\.0\.1:1: /);
  assert.match(said.said[1] ?? '', /^={53}\nAbout to bootstrap Standby ID nn2 from:\n {11}Nameservice ID: ns1\n {8}Other Namenode ID: nn1\n/);
  for (const directory of ['/a', '/b']) {
    assert.deepEqual(await env.disk.list(`${directory}/current`), ['VERSION', 'fsimage_0000000000000000500', 'fsimage_0000000000000000500.md5', 'seen_txid']);
    assert.equal(Buffer.from(await env.disk.readFile(`${directory}/current/seen_txid`)).toString(), '500\n');
  }
  const storage = new NameNodeStorage(env, options.directories);
  assert.deepEqual(await storage.open(), testInfo);
  assert.equal((await loadImage(env, storage, blankNamespace)).txid, 500);
  await storage.close();
  const again = consent();
  assert.equal(await bootstrapStandby(env, options, again), bootstrapExit.alreadyFormatted);
});

test('the shared log must have what follows the image', async (t) => {
  const from = await other(t);
  from.lastTxid = 700;
  from.logEnd = 699;
  const said = consent();
  assert.equal(await bootstrapStandby(from.env, from.options, said), bootstrapExit.logsUnavailable);
  assert.match(said.said[2] ?? '', /^Unable to read transaction ids 501-700 from the configured shared edits storage qjournal:\/\/a:1\/ns1\. Please copy these logs/);
  assert.equal(await from.env.disk.stat('/a/current'), undefined);
  from.logEnd = 700;
  assert.equal(await bootstrapStandby(from.env, from.options, consent()), bootstrapExit.done);
});

test('nobody there, or another version', async (t) => {
  const from = await other(t);
  from.layoutVersion = -66;
  assert.equal(await bootstrapStandby(from.env, from.options, consent()), bootstrapExit.invalidVersion);
  assert.equal(await bootstrapStandby(from.env, { ...from.options, others: from.options.others.slice(0, 1) }, consent()), bootstrapExit.failedConnect);
});
