import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ByteWriter } from '../base/bytes.ts';
import { FileJournalManager } from '../edit-log/file-journal-manager.ts';
import type { JournalManager } from '../edit-log/journal-manager.ts';
import type { EditOp } from '../edit-log/ops/edit-op.ts';
import { encodeOp } from '../edit-log/ops/op-frame.ts';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { NameNodeStorage } from '../storage/name-node-storage.ts';
import type { FormatConsent } from './format.ts';
import { formatNameNode } from './format.ts';
import { blankNamespace, goldenFile, testInfo } from './fsimage/image.testing.ts';
import { loadImage } from './fsimage/load-image.ts';
import { initializeSharedEdits } from './initialize-shared-edits.ts';

const root = { owner: 'root', group: 'supergroup', mode: 0o755 };

/** Consent with answers given beforehand, and what was said. */
function consent(options: { force?: boolean; answers?: boolean[] } = {}): FormatConsent & { readonly said: string[] } {
  const said: string[] = [];
  const { answers } = options;
  const ask = async (question: string): Promise<boolean> => {
    said.push(question);
    return answers?.shift() ?? false;
  };
  return { said, force: options.force ?? false, ask: answers === undefined ? undefined : ask, say: (line) => void said.push(line) };
}

function journal(hasData: boolean, formatted: string[]): JournalManager {
  return { name: 'QJM to [a:1, b:2, c:3]', hasSomeData: async () => hasData, format: async (info: { clusterId: string }) => void formatted.push(info.clusterId) } as unknown as JournalManager;
}

test('a format makes an identity, its directories, the journal and Apache\'s blank image', async () => {
  const env = new MemoryEnv();
  const formatted: string[] = [];
  const info = await formatNameNode(env, { directories: ['/a', '/b'], journals: [journal(false, formatted)], clusterId: 'CID-x', address: '10.0.0.1', root }, consent());
  assert.ok(info);
  assert.deepEqual([info.clusterId, info.layoutVersion, formatted], ['CID-x', -67, ['CID-x']]);
  assert.match(info.blockPoolId, /^BP-\d+-10\.0\.0\.1-\d+$/);
  for (const directory of ['/a', '/b']) {
    assert.deepEqual(await env.disk.list(`${directory}/current`), ['VERSION', 'fsimage_0000000000000000000', 'fsimage_0000000000000000000.md5', 'seen_txid']);
    const image = Buffer.from(await env.disk.readFile(`${directory}/current/fsimage_0000000000000000000`));
    // But for the namespace's id all of it is what Apache writes.
    assert.equal(image.length, goldenFile('blank/fsimage_0000000000000000000').length - (info.namespaceId < 2 ** 28 ? 1 : 0));
  }
  const storage = new NameNodeStorage(env, ['/a', '/b']);
  assert.deepEqual(await storage.open(), info);
  assert.equal((await loadImage(env, storage, blankNamespace)).txid, 0);
});

test('what is there is kept, unless forced or asked for, in Apache\'s words', async () => {
  const env = new MemoryEnv();
  const options = { directories: ['/a'], journals: [], address: '10.0.0.1', root };
  const first = await formatNameNode(env, options, consent());
  const refused = consent();
  assert.equal(await formatNameNode(env, options, refused), undefined);
  assert.deepEqual(refused.said, ['Running in non-interactive mode, and data appears to exist in Storage Directory root= /a; location= null. Not formatting.']);
  const asked = consent({ answers: [false] });
  assert.equal(await formatNameNode(env, options, asked), undefined);
  assert.deepEqual(asked.said, ['Re-format filesystem in Storage Directory root= /a; location= null ?', 'Format aborted in Storage Directory root= /a; location= null']);
  const storage = new NameNodeStorage(env, ['/a']);
  assert.deepEqual(await storage.open(), first);
  await storage.close();
  const formatted: string[] = [];
  const forced = consent({ force: true });
  const second = await formatNameNode(env, { ...options, journals: [journal(true, formatted)] }, forced);
  assert.deepEqual(forced.said, ['Data exists in Storage Directory root= /a; location= null. Formatting anyway.', 'Data exists in QJM to [a:1, b:2, c:3]. Formatting anyway.']);
  assert.notEqual(second?.namespaceId, first?.namespaceId);
  assert.deepEqual(formatted, [second?.clusterId]);
  const alone = consent();
  assert.equal(await formatNameNode(env, { ...options, directories: ['/new'], journals: [journal(true, formatted)] }, alone), undefined);
  assert.equal(await env.disk.stat('/new/current/VERSION'), undefined);
});

/** A log of `count` edits from txid 1 on, in segments that end where `ends` says. */
async function writeLog(log: JournalManager, ends: readonly number[]): Promise<void> {
  let txid = 1;
  for (const end of ends) {
    const first = txid;
    await log.startLogSegment(first, -67);
    for (; txid <= end; txid++) {
      const writer = new ByteWriter();
      const op: EditOp = txid === first ? { op: 'OP_START_LOG_SEGMENT' } : txid === end ? { op: 'OP_END_LOG_SEGMENT' } : { op: 'OP_SET_PERMISSIONS', src: '/', permissions: 0o755 };
      encodeOp(writer, op, txid);
      await log.journal({ firstTxid: txid, count: 1, bytes: writer.take() });
    }
    await log.finalizeLogSegment(first, end);
  }
}

test('a shared journal gets the edits behind the newest image, segment by segment', async () => {
  const env = new MemoryEnv();
  await formatNameNode(env, { directories: ['/nn'], journals: [], address: '10.0.0.1', root }, consent());
  const local = new FileJournalManager(env, '/nn/current');
  await writeLog(local, [10, 2500, 2510]);
  await local.close();
  await env.disk.makeDirectory('/shared');
  const open = { openLocal: () => new FileJournalManager(env, '/nn/current'), openShared: () => new FileJournalManager(env, '/shared') };
  assert.equal(await initializeSharedEdits(env, { directories: ['/nn'], ...open }, consent()), 2510);
  assert.deepEqual(await env.disk.list('/shared'), (await env.disk.list('/nn/current')).filter((name) => name.startsWith('edits_')));
  for (const name of await env.disk.list('/shared')) assert.deepEqual(Buffer.from(await env.disk.readFile(`/shared/${name}`)), Buffer.from(await env.disk.readFile(`/nn/current/${name}`)), name);
  const again = consent();
  assert.equal(await initializeSharedEdits(env, { directories: ['/nn'], ...open }, again), undefined);
  assert.match(again.said[0] ?? '', /^Running in non-interactive mode, and data appears to exist in FileJournalManager\(root=\/shared\)/);
  assert.equal(testInfo.layoutVersion, -67);
});
