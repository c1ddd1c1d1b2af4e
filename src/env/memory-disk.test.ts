import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WorldError } from './env.ts';
import type { Disk } from './env.ts';
import { MemoryDisk } from './memory-disk.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const text = async (disk: Disk, path: string): Promise<string> => Buffer.from(await disk.readFile(path)).toString();

async function put(disk: Disk, path: string, content: string, sync = true): Promise<void> {
  const file = await disk.open(path, 'replace');
  await file.write(bytes(content), 0);
  if (sync) await file.datasync();
  await file.close();
}

test('a power cut takes back what was not synced, and only that', async () => {
  const disk = new MemoryDisk();
  await disk.makeDirectory('/d');
  await disk.syncDirectory('/');
  await put(disk, '/d/a', 'one');
  await disk.syncDirectory('/d');
  const file = await disk.open('/d/a', 'update');
  await file.write(bytes('TWO and more'), 0);
  assert.equal(await text(disk, '/d/a'), 'TWO and more');
  await put(disk, '/d/b', 'never synced by name');
  disk.powerCut();
  assert.equal(await text(disk, '/d/a'), 'one');
  assert.deepEqual(await disk.list('/d'), ['a']);
  await assert.rejects(file.write(bytes('x'), 0), { name: 'WorldError', code: 'io' });
});

test('bytes synced after a sync stay, across pages, holes and truncations', async () => {
  const disk = new MemoryDisk();
  const file = await disk.open('/f', 'create');
  await disk.syncDirectory('/');
  await file.write(Buffer.alloc(10_000, 1), 0);
  await file.datasync();
  await file.truncate(5_000);
  await file.write(Buffer.alloc(10, 2), 20_000);
  assert.equal(await file.size(), 20_010);
  const hole = Buffer.alloc(15_000, 9);
  await file.read(hole, 5_000);
  assert.deepEqual(hole, Buffer.alloc(15_000));
  disk.powerCut();
  assert.deepEqual(Buffer.from(await disk.readFile('/f')), Buffer.alloc(10_000, 1));
  const again = await disk.open('/f', 'update');
  await again.truncate(3);
  await again.datasync();
  await again.write(bytes('xyz'), 1);
  disk.powerCut();
  assert.deepEqual(Buffer.from(await disk.readFile('/f')), Buffer.alloc(3, 1));
});

test('bytes whose sync has failed are read, and no later sync saves them but one behind a new write', async () => {
  const disk = new MemoryDisk();
  const file = await disk.open('/f', 'create');
  await disk.syncDirectory('/');
  await file.writeDurably(Buffer.alloc(8192, 'a'), 0);
  disk.syncError = (path) => new WorldError('io', `datasync ${path}`);
  await assert.rejects(file.writeDurably(bytes('lost'), 4), { code: 'io', message: 'datasync /f' });
  disk.syncError = () => undefined;
  await file.datasync();
  assert.equal((await text(disk, '/f')).slice(0, 10), 'aaaalostaa');
  assert.equal(disk.isDurable('/f'), false);
  await file.writeDurably(bytes('behind'), 8192);
  assert.equal(disk.isDurable('/f'), false);
  disk.powerCut();
  assert.equal(await text(disk, '/f'), `${'a'.repeat(8192)}behind`);

  const again = await disk.open('/f', 'update');
  await again.truncate(4);
  await again.datasync();
  disk.syncError = () => new WorldError('io', 'once more');
  await assert.rejects(again.writeDurably(bytes('kept'), 4), { message: 'once more' });
  disk.syncError = () => undefined;
  await again.writeDurably(bytes('kept'), 4);
  assert.equal(disk.isDurable('/f'), true);
  disk.powerCut();
  assert.equal(await text(disk, '/f'), 'aaaakept');
});

test('what a failed sync has lost is no loss when it is cut off', async () => {
  const disk = new MemoryDisk();
  const file = await disk.open('/f', 'create');
  await disk.syncDirectory('/');
  await file.writeDurably(bytes('one'), 0);
  disk.syncError = () => new WorldError('io', 'datasync');
  await assert.rejects(file.writeDurably(Buffer.alloc(10_000, 7), 3));
  await file.truncate(3);
  await assert.rejects(file.datasync());
  disk.syncError = () => undefined;
  await file.truncate(3);
  await file.datasync();
  assert.equal(disk.isDurable('/f'), true);
  disk.powerCut();
  assert.equal(await text(disk, '/f'), 'one');
});

test('a rename over a file is undone unless the directory was synced', async () => {
  const disk = new MemoryDisk();
  await put(disk, '/v', 'old');
  await disk.syncDirectory('/');
  await put(disk, '/v.tmp', 'new');
  await disk.rename('/v.tmp', '/v');
  assert.deepEqual(await disk.list('/'), ['v']);
  disk.powerCut();
  assert.equal(await text(disk, '/v'), 'old');
  await put(disk, '/v.tmp', 'new');
  await disk.rename('/v.tmp', '/v');
  await disk.syncDirectory('/');
  disk.powerCut();
  assert.equal(await text(disk, '/v'), 'new');
  assert.deepEqual(await disk.list('/'), ['v']);
});

test('a name synced before the bytes is a file that is empty after the cut', async () => {
  const disk = new MemoryDisk();
  await put(disk, '/f', 'content', false);
  await disk.syncDirectory('/');
  disk.powerCut();
  assert.equal(await text(disk, '/f'), '');
});

test('removed trees come back, and links share a file', async () => {
  const disk = new MemoryDisk();
  await disk.makeDirectory('/a/b');
  await put(disk, '/a/b/f', 'x');
  for (const path of ['/', '/a', '/a/b']) await disk.syncDirectory(path);
  await disk.link('/a/b/f', '/a/g');
  await disk.syncDirectory('/a');
  await put(disk, '/a/g', 'y');
  assert.equal(await text(disk, '/a/b/f'), 'y');
  await disk.removeTree('/a/b');
  assert.equal(await disk.stat('/a/b/f'), undefined);
  disk.powerCut();
  assert.equal(await text(disk, '/a/b/f'), 'y');
  assert.equal(await text(disk, '/a/g'), 'y');
});

test('with a random cut any sector and any leading part of the renames may survive, nothing else', async () => {
  const seen = new Set<string>();
  for (let seed = 1; seed < 200; seed++) {
    let state = seed * 2654435761;
    const random = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    const disk = new MemoryDisk();
    const file = await disk.open('/f', 'create');
    await file.write(Buffer.alloc(1024, 65), 0);
    await file.datasync();
    await disk.syncDirectory('/');
    await file.write(Buffer.alloc(1024, 66), 512);
    await disk.rename('/f', '/g');
    await disk.rename('/g', '/h');
    disk.powerCut(random);
    const [name] = await disk.list('/');
    assert.ok(name === 'f' || name === 'g' || name === 'h');
    const content = await disk.readFile(`/${name}`);
    assert.ok(content.length === 1024 || content.length === 1536);
    const sectors = [];
    for (let at = 0; at < content.length; at += 512) {
      const sector = new Set(content.subarray(at, at + 512));
      assert.equal(sector.size, 1);
      sectors.push(String.fromCharCode([...sector][0] ?? 0));
    }
    assert.equal(sectors[0], 'A');
    seen.add(`${name} ${sectors.join('')}`);
  }
  assert.deepEqual([...seen].sort(), [
    'f AA', 'f AAB', 'f AB', 'f ABB', 'g AA', 'g AAB', 'g AB', 'g ABB', 'h AA', 'h AAB', 'h AB', 'h ABB',
  ]);
});

test('a file moved between directories is never in neither', async () => {
  for (let seed = 0; seed < 32; seed++) {
    let bit = seed;
    const random = (): number => ((bit = Math.imul(bit + 7, 40503) >>> 0) % 1000) / 1000;
    const disk = new MemoryDisk();
    await disk.makeDirectory('/a');
    await disk.makeDirectory('/b');
    await disk.syncDirectory('/');
    await put(disk, '/a/f', 'x');
    await disk.syncDirectory('/a');
    await disk.rename('/a/f', '/b/f');
    disk.powerCut(random);
    const [inA, inB] = [await disk.stat('/a/f'), await disk.stat('/b/f')];
    assert.ok(inA !== undefined || inB !== undefined);
  }
});

test('locks are of a process: its death frees them and breaks its files, and keeps unsynced bytes', async () => {
  const disk = new MemoryDisk();
  const first = disk.attach();
  const second = disk.attach();
  await first.lock('/in_use.lock', '1@host');
  await assert.rejects(second.lock('/in_use.lock', '2@host'), { code: 'locked', message: /1@host/ });
  await put(first, '/f', 'kept', false);
  const file = await first.open('/f', 'update');
  first.detach();
  await assert.rejects(file.write(bytes('x'), 0), { code: 'io' });
  await assert.rejects(first.rename('/f', '/g'), { code: 'io' });
  assert.equal(await text(second, '/f'), 'kept');
  const lock = await second.lock('/in_use.lock', '2@host');
  assert.equal(await text(disk, '/in_use.lock'), '2@host');
  await lock.release();
  assert.equal(await disk.stat('/in_use.lock'), undefined);
});

test('faults carry the codes of the real disk', async () => {
  const disk = new MemoryDisk({ capacityBytes: 100 });
  await assert.rejects(disk.open('/x', 'read'), { code: 'not-found' });
  await assert.rejects(disk.open('/no/x', 'create'), { code: 'not-found' });
  await assert.rejects(disk.list('/no'), { code: 'not-found' });
  await put(disk, '/x', 'x'.repeat(60));
  await assert.rejects(disk.open('/x', 'create'), { code: 'exists' });
  await assert.rejects(put(disk, '/y', 'y'.repeat(60)), { code: 'no-space' });
  await disk.makeDirectory('/d/e');
  await disk.makeDirectory('/d2');
  await assert.rejects(disk.rename('/d2', '/d'), { code: 'not-empty' });
  const reader = await disk.open('/x', 'read');
  await assert.rejects(reader.write(bytes('z'), 0), { code: 'io' });
  assert.equal(await disk.stat('/nothing/here'), undefined);
});

test('a lock that cannot be written is held by nobody', async () => {
  const disk = new MemoryDisk({ capacityBytes: 3 });
  await disk.makeDirectory('/d');
  await assert.rejects(disk.lock('/d/in_use.lock', '1@host'), { code: 'no-space' });
  await (await disk.lock('/d/in_use.lock', '1')).release();
});

/** A disk whose syncs end when they are told to, in any order. */
function slowDisk(): { disk: MemoryDisk; slow: Disk; ends: (() => void)[] } {
  const disk = new MemoryDisk();
  const ends: (() => void)[] = [];
  return { disk, slow: disk.attach(() => new Promise((resolve) => ends.push(resolve))), ends };
}

test('a sync brings to the disk what there was when it began', async () => {
  const { disk, slow, ends } = slowDisk();
  const file = await slow.open('/f', 'create');
  await disk.syncDirectory('/');
  await file.write(bytes('one'), 0);
  const synced = file.datasync();
  await file.write(bytes('ONE,two'), 0);
  await file.write(Buffer.alloc(5000, 'x'), 7);
  ends.shift()?.();
  await synced;
  assert.equal((await text(disk, '/f')).length, 5007);
  disk.powerCut();
  assert.equal(await text(disk, '/f'), 'one');
});

test('a power cut amid a sync leaves what there was before', async () => {
  const { disk, slow, ends } = slowDisk();
  await put(disk, '/f', 'old');
  await disk.syncDirectory('/');
  const file = await slow.open('/f', 'update');
  await file.write(bytes('new'), 0);
  void file.datasync().catch(() => {});
  disk.powerCut();
  ends.shift()?.();
  await Promise.resolve();
  assert.equal(await text(disk, '/f'), 'old');
  disk.powerCut();
  assert.equal(await text(disk, '/f'), 'old');
});

test('of two syncs the later one has more, whichever ends first', async () => {
  for (const order of [[0, 1], [1, 0]]) {
    const { disk, slow, ends } = slowDisk();
    const file = await slow.open('/f', 'create');
    await disk.syncDirectory('/');
    await file.write(bytes('1'), 0);
    const first = file.datasync();
    await file.write(bytes('2222'), 0);
    const second = file.datasync();
    await file.write(bytes('33'), 0);
    for (const which of order) {
      ends[which]?.();
      await [first, second][which];
    }
    disk.powerCut();
    assert.equal(await text(disk, '/f'), '2222', String(order));
  }
});

test('what is written while a sync fails is not lost with it', async () => {
  const { disk, slow, ends } = slowDisk();
  const file = await slow.open('/f', 'create');
  await disk.syncDirectory('/');
  await file.write(Buffer.alloc(8192, 'a'), 0);
  const failing = file.datasync();
  await file.write(bytes('B'), 0);
  disk.syncError = () => new WorldError('io', 'simulated');
  ends.shift()?.();
  await assert.rejects(failing, { message: 'simulated' });
  disk.syncError = () => undefined;
  const after = file.datasync();
  ends.shift()?.();
  await after;
  disk.powerCut();
  assert.equal(await text(disk, '/f'), `B${'a'.repeat(4095)}`);
});

test('a durable write is of its own bytes', async () => {
  const disk = new MemoryDisk();
  const file = await disk.open('/f', 'create');
  await disk.syncDirectory('/');
  await file.write(Buffer.alloc(4096, 'a'), 0);
  await file.writeDurably(bytes('b'), 4096);
  disk.powerCut();
  assert.equal(await text(disk, '/f'), `${'\0'.repeat(4096)}b`);
});

test('a sync of a directory is of the names that there were when it began', async () => {
  const { disk, slow, ends } = slowDisk();
  await put(disk, '/a', 'a');
  const synced = slow.syncDirectory('/');
  await Promise.resolve();
  assert.equal(ends.length, 1);
  await put(disk, '/b', 'b');
  ends.shift()?.();
  await synced;
  disk.powerCut();
  assert.deepEqual(await disk.list('/'), ['a']);
});

test('a write that finds too little room writes what there is room for', async () => {
  const disk = new MemoryDisk({ capacityBytes: 10 });
  const file = await disk.open('/f', 'create');
  await file.write(bytes('12345678'), 0);
  await assert.rejects(file.write(bytes('abcd'), 8), { code: 'no-space', message: 'no space left on device: /f' });
  assert.equal(await text(disk, '/f'), '12345678ab');
  await assert.rejects(file.write([bytes('x'), bytes('y')], 10), { code: 'no-space' });
  assert.equal(await text(disk, '/f'), '12345678ab');
  await file.write(bytes('AB'), 8);
  await assert.rejects(file.truncate(11), { code: 'no-space' });
  assert.equal(await text(disk, '/f'), '12345678AB');
});
