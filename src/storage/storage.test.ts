import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { MemoryDisk } from '../env/memory-disk.ts';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { writeAtomically } from './atomic-file.ts';
import { readMd5File, writeMd5File } from './md5-file.ts';
import { NameNodeStorage, newNamespaceInfo } from './name-node-storage.ts';
import { BestEffortLong, PersistentLong, readPersistentLong } from './persistent-long.ts';
import { formatProperties, parseProperties } from './properties.ts';
import { StorageDirectory } from './storage-directory.ts';
import { readVersion, versionText } from './version-file.ts';

const golden = fileURLToPath(new URL('../../../tests/golden/storage/', import.meta.url));
const info = { layoutVersion: -67, namespaceId: 5, clusterId: 'CID-x', cTime: 7, blockPoolId: 'BP-1-127.0.0.1-7' };

async function place(disk: MemoryDisk, path: string, content: Uint8Array | string): Promise<void> {
  const folder = path.slice(0, path.lastIndexOf('/'));
  await disk.makeDirectory(folder);
  await writeAtomically(disk, path, Buffer.from(content));
}

for (const file of ['nn1', 'jn1/ns1', 'dn1', 'dn1/current/BP-881632414-127.0.0.1-1795412706878']) {
  test(`the VERSION that Apache wrote in ${file} is read and written byte for byte`, async () => {
    const text = readFileSync(`${golden}${file}/current/VERSION`, 'latin1');
    const disk = new MemoryDisk();
    await place(disk, '/s/current/VERSION', text);
    const version = await readVersion(disk, '/s');
    assert.ok(version !== undefined);
    const wallMs = Date.parse(text.slice(1, text.indexOf('\n')));
    assert.equal(versionText(version, wallMs), text);
  });
}

test('numbers that Apache wrote are read, and written alike', async () => {
  const disk = new MemoryDisk();
  for (const name of ['last-promised-epoch', 'committed-txid']) await place(disk, `/c/${name}`, readFileSync(`${golden}jn1/ns1/current/${name}`));
  const epoch = await PersistentLong.open(disk, '/c/last-promised-epoch', 0);
  assert.equal(epoch.value, 1);
  await epoch.set(2);
  assert.equal(Buffer.from(await disk.readFile('/c/last-promised-epoch')).toString(), '2\n');
  const committed = await BestEffortLong.open(disk, '/c/committed-txid', -1);
  assert.equal(committed.value, 312);
  await Promise.all([committed.set(313), committed.set(400)]);
  assert.deepEqual(Buffer.from(await disk.readFile('/c/committed-txid')), Buffer.from('0000000000000190', 'hex'));
  await committed.close();
  const fresh = await BestEffortLong.open(disk, '/c/new', -5);
  assert.equal(fresh.value, -5);
  await fresh.set(1);
  assert.equal((await BestEffortLong.open(disk, '/c/new', 0)).value, 1);
});

test('a persistent number is durable when set resolves, whatever the power does', async () => {
  for (let seed = 0; seed < 20; seed++) {
    const env = new MemoryEnv();
    const disk = new MemoryDisk();
    const long = await PersistentLong.open(disk, '/epoch', 0);
    await long.set(7);
    const pending = long.set(8);
    for (let i = 0; i < seed % 8; i++) await Promise.resolve();
    for (let i = 0; i < seed; i++) env.random();
    disk.powerCut(() => env.random());
    await pending.catch(() => {});
    const read = await readPersistentLong(disk, '/epoch', 0);
    assert.ok(read === 7 || read === 8);
  }
});

test('a broken number is an error and not the default', async () => {
  const disk = new MemoryDisk();
  await place(disk, '/c/a', 'seven\n');
  await assert.rejects(PersistentLong.open(disk, '/c/a', 0), { name: 'WorldError', code: 'io' });
  await assert.rejects(BestEffortLong.open(disk, '/c/a', 0), { message: 'File /c/a had invalid length: 6' });
});

test('properties keep their values through Java escapes', () => {
  const pairs: [string, string][] = [['a key', ' =:#!\\ü\t'], ['b', ''], ['cluster', 'CID-1:2']];
  const text = formatProperties(pairs, Date.UTC(2026, 10, 3, 5, 45, 44));
  assert.equal(text, '#Tue Nov 03 05:45:44 UTC 2026\na\\ key=\\ \\=\\:\\#\\!\\\\\\u00FC\\t\nb=\ncluster=CID-1\\:2\n');
  assert.deepEqual([...parseProperties(text)], pairs);
  assert.deepEqual([...parseProperties('  x : y z \n! no\nlong = a\\\n   b\nk v')], [['x', 'y z '], ['long', 'ab'], ['k', 'v']]);
});

test('a directory is refused while another process holds it', async () => {
  const disk = new MemoryDisk();
  const first = new StorageDirectory(new MemoryEnv(disk.attach()), '/s/');
  await disk.makeDirectory('/s');
  await first.lock();
  assert.equal(Buffer.from(await disk.readFile('/s/in_use.lock')).toString(), '42@host');
  await assert.rejects(new StorageDirectory(new MemoryEnv(disk.attach()), '/s').lock(), {
    name: 'IOException', message: 'Cannot lock storage /s. The directory is already locked',
  });
  await first.unlock();
});

test('states of a directory are told apart', async () => {
  const disk = new MemoryDisk();
  const directory = new StorageDirectory(new MemoryEnv(disk), '/s');
  assert.equal(await directory.analyze(), 'non-existent');
  await disk.makeDirectory('/s');
  assert.equal(await directory.analyze(), 'not-formatted');
  await directory.format({ layoutVersion: -67, cTime: 1, namespaceId: 2, clusterId: 'c', storageType: 'JOURNAL_NODE' });
  assert.equal(await directory.analyze(), 'normal');
  await assert.rejects(directory.readVersion('NAME_NODE', -67), {
    message: 'Directory /s is in an inconsistent state: Incompatible node types: storageType=NAME_NODE but StorageDirectory type=JOURNAL_NODE',
  });
  await assert.rejects(directory.readVersion('JOURNAL_NODE', -66), {
    name: 'IncorrectVersionException', message: 'Unexpected version of storage directory /s. Reported: -67. Expecting = -66.',
  });
  await disk.makeDirectory('/s/previous');
  assert.equal(await directory.analyze(), 'normal');
  await disk.makeDirectory('/s/lastcheckpoint.tmp');
  await assert.rejects(directory.analyze(), /Directory \/s is in an inconsistent state: lastcheckpoint\.tmp is there/);
  await disk.makeDirectory('/s/previous.tmp');
  await assert.rejects(directory.analyze(), /too many temporary directories/);
});

test('a formatted storage survives a power cut and comes back with its identity', async () => {
  const disk = new MemoryDisk();
  const env = new MemoryEnv(disk);
  await disk.makeDirectory('/n');
  await disk.syncDirectory('/');
  const storage = new NameNodeStorage(env, ['/n/a', '/n/b']);
  await storage.format(info);
  disk.powerCut();
  const again = new NameNodeStorage(new MemoryEnv(disk), ['/n/a', '/n/b']);
  assert.deepEqual(await again.open(), info);
  assert.equal(await again.seenTxid(), 0);
  await again.writeSeenTxid(12);
  disk.powerCut();
  assert.equal(Buffer.from(await disk.readFile('/n/b/current/seen_txid')).toString(), '12\n');
});

test('a blank directory takes the identity of the others, a strange one is refused', async () => {
  const disk = new MemoryDisk();
  const env = new MemoryEnv(disk);
  await new NameNodeStorage(env, ['/a']).format(info);
  await new NameNodeStorage(env, ['/other']).format({ ...info, namespaceId: 6 });
  disk.powerCut();
  await disk.makeDirectory('/b');
  const storage = new NameNodeStorage(env, ['/a', '/b']);
  assert.deepEqual(await storage.open(), info);
  await storage.close();
  assert.deepEqual((await readVersion(disk, '/b'))?.namespaceId, 5);
  await assert.rejects(new NameNodeStorage(env, ['/a', '/other']).open(), {
    message: 'Directory /other is in an inconsistent state: namespaceID is incompatible with others.',
  });
  await assert.rejects(new NameNodeStorage(env, ['/a', '/gone']).open(), /storage directory does not exist or is not accessible/);
  await disk.makeDirectory('/blank');
  await assert.rejects(new NameNodeStorage(env, ['/blank']).open(), { message: 'NameNode is not formatted.' });
  await new NameNodeStorage(env, ['/a', '/b']).open();
});

test('images are listed newest first and finished by a rename', async () => {
  const disk = new MemoryDisk();
  const env = new MemoryEnv(disk);
  const storage = new NameNodeStorage(env, ['/a', '/b']);
  await storage.format(info);
  for (const path of storage.imagePaths('fsimage', 9)) await place(disk, path, 'nine');
  for (const path of storage.imagePaths('fsimage.ckpt', 12)) await place(disk, path, 'twelve');
  assert.deepEqual((await storage.images()).map((image) => image.path), [
    '/a/current/fsimage_0000000000000000009', '/b/current/fsimage_0000000000000000009',
  ]);
  for (const path of storage.imagePaths('fsimage', 12)) await writeMd5File(disk, path, '77188d8245dbd8de1027ac0618728e61');
  await storage.finishImage(12);
  disk.powerCut();
  const images = await storage.images();
  assert.deepEqual(images.map((image) => image.txid), [12, 12, 9, 9]);
  assert.equal(await readMd5File(disk, images[0]?.path ?? ''), '77188d8245dbd8de1027ac0618728e61');
  assert.equal(
    Buffer.from(await disk.readFile('/a/current/fsimage_0000000000000000012.md5')).toString(),
    '77188d8245dbd8de1027ac0618728e61 *fsimage_0000000000000000012\n',
  );
});

test('a directory that fails is dropped, the last one is not', async () => {
  const disk = new MemoryDisk();
  const env = new MemoryEnv(disk);
  const storage = new NameNodeStorage(env, ['/a', '/b']);
  await storage.format(info);
  await disk.removeTree('/a/current');
  await storage.writeSeenTxid(3);
  assert.deepEqual(storage.directories.map((directory) => directory.root), ['/b']);
  assert.ok(env.lines.some((line) => line.level === 'error' && line.fields['root'] === '/a'));
  await disk.removeTree('/b/current');
  await assert.rejects(storage.writeSeenTxid(4), { message: 'All storage directories have failed' });
});

test('two rolls at once cost no directory, and the later one counts', async () => {
  const env = new MemoryEnv();
  const storage = new NameNodeStorage(env, ['/a', '/b']);
  await storage.format(info);
  await Promise.all([storage.writeSeenTxid(100), storage.writeSeenTxid(102)]);
  assert.deepEqual(storage.failed, []);
  for (const root of ['/a', '/b']) assert.equal(await readPersistentLong(env.disk, `${root}/current/seen_txid`, 0), 102);
});

test('a directory that failed is taken up again when that is wanted, empty and with what the others have seen', async () => {
  const env = new MemoryEnv();
  const storage = new NameNodeStorage(env, ['/a', '/b']);
  await storage.format(info);
  await storage.writeSeenTxid(12);
  const [, b] = storage.directories;
  assert.ok(b !== undefined);
  await storage.reportError(b, new Error('the disk is gone'));
  await storage.restoreFailed(info);
  assert.deepEqual(storage.directories.map(({ root }) => root), ['/a']);
  assert.deepEqual(storage.failed.map(({ root }) => root), ['/b']);
  storage.restoresFailed = true;
  await env.disk.removeTree('/b');
  await storage.restoreFailed(info);
  assert.deepEqual([storage.directories.map(({ root }) => root), storage.failed.length], [['/a', '/b'], 0]);
  assert.equal(await readPersistentLong(env.disk, '/b/current/seen_txid', 0), 12);
  assert.equal((await readVersion(env.disk, '/b'))?.clusterId, 'CID-x');
  await storage.close();
});

test('a new identity has the forms that Apache gives it', () => {
  const made = newNamespaceInfo(new MemoryEnv(), '10.0.0.1');
  assert.match(made.clusterId, /^CID-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.match(made.blockPoolId, /^BP-\d+-10\.0\.0\.1-1700000000000$/);
  assert.ok(made.namespaceId > 0 && made.namespaceId <= 0x7fffffff);
});

test('an image that a NameNode was killed over before its name was synced keeps its name once another one has started from it', async () => {
  const disk = new MemoryDisk();
  const killed = new NameNodeStorage(new MemoryEnv(disk), ['/n']);
  await killed.format(info);
  await killed.close();
  const image = '/n/current/fsimage_0000000000000000009';
  const file = await disk.open(`${image}.ckpt`, 'create');
  await file.write(Buffer.from('image'), 0);
  await file.datasync();
  await disk.rename(`${image}.ckpt`, image);
  const storage = new NameNodeStorage(new MemoryEnv(disk), ['/n']);
  await storage.open();
  disk.powerCut();
  assert.equal((await disk.stat(image))?.kind, 'file');
});
