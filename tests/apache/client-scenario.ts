/**
 * What a program does with our client, step by step: the same on our cluster and on
 * Apache's. Each step has directories of its own and checks what it reads byte for byte.
 */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, FileSystemError, type FileStatus } from '../../src/api/index.ts';
import { step } from './rig/apache.ts';
import { content } from './rig/content.ts';
import { waitFor } from './rig/ports.ts';

/** The cluster, as far as the scenario has hands on it. */
export interface ScenarioCluster {
  readonly client: Client;
  /** A client of somebody else, who is no superuser. */
  readonly stranger: Client;
  /** Ends the Active; another NameNode becomes it. */
  readonly failover: () => Promise<void>;
  /** Ends the DataNode whose streaming port this is, as kill -9 does. */
  readonly killDataNode: (port: number) => Promise<void>;
  readonly startDataNode: (port: number) => Promise<void>;
  /** Changes a byte in the middle of the DataNode's replica of a finished block. */
  readonly corrupt: (port: number, blockId: bigint) => Promise<void>;
}

/** Properties that every daemon of the cluster needs. */
export const scenarioProperties: Readonly<Record<string, string>> = {
  'dfs.namenode.fs-limits.min-block-size': '1024', 'dfs.heartbeat.interval': '1', 'dfs.client.socket-timeout': '8000', 'dfs.replication': '3',
  'dfs.namenode.redundancy.interval.seconds': '1s', 'dfs.namenode.acls.enabled': 'true',
  // With four idle DataNodes one writer more than elsewhere is a load too heavy, and then there is none to take a dead one's place.
  'dfs.namenode.redundancy.considerLoad': 'false',
};

const blockSize = 256 * 1024;

export async function clientScenario(t: TestContext, cluster: ScenarioCluster): Promise<void> {
  const { client, stranger } = cluster;
  await step(t, 'directories and attributes', () => attributes(client, stranger));
  await step(t, 'listings of more than one part, and walks', () => listings(client));
  await step(t, 'renames and deletes', () => renames(client));
  await step(t, 'every refusal has its code', () => refusals(client, stranger));
  await step(t, 'files of lengths around chunks, packets and blocks', () => lengths(client));
  await step(t, 'readers see what was flushed', () => flushed(client));
  await step(t, 'append to a chunk, a block, and the end of a block', () => appends(client));
  await step(t, 'truncate and concat', () => truncates(client));
  await step(t, 'a writer that is gone gives its file up', () => abandoned(client));
  await step(t, 'deadlines and signals', () => deadlines(client));
  await step(t, 'a wrong replica is left for another one and reported', () => wrongReplica(cluster));
  await step(t, 'a DataNode is killed in the middle of a write', () => killedInWrite(cluster));
  await step(t, 'the Active is lost in the middle of a write', () => failoverInWrite(cluster));
}

async function attributes(client: Client, stranger: Client): Promise<void> {
  await client.mkdirs('/attributes/a/b', { permission: 0o700 });
  await client.mkdirs('/attributes/a/b');
  const made = await client.stat('/attributes/a/b');
  assert.equal(made.type, 'directory');
  assert.equal(made.permission, 0o700);
  assert.equal(made.owner, client.user);
  assert.equal(made.name, 'b');
  assert.equal((await client.stat('/')).name, '');
  await client.writeFile('/attributes/f', 'text', { replication: 2, blockSize, permission: 0o666 });
  const file = await client.stat('/attributes/f');
  assert.deepEqual([file.type, file.length, file.replication, file.blockSize, file.permission], ['file', 4, 2, blockSize, 0o644]);
  assert.ok(Math.abs(file.modificationTime - Date.now()) < 60_000);
  await client.setPermission('/attributes/f', 0o1640);
  await client.setOwner('/attributes/f', 'bob', undefined);
  await client.setOwner('/attributes/f', undefined, 'staff');
  await client.setTimes('/attributes/f', { modificationTime: 1_000_000_000_000 });
  assert.equal(await client.setReplication('/attributes/f', 3), true);
  const changed = await client.stat('/attributes/f');
  assert.deepEqual([changed.permission & 0o777, changed.owner, changed.group, changed.modificationTime, changed.replication], [0o640, 'bob', 'staff', 1_000_000_000_000, 3]);
  assert.equal(await client.setReplication('/attributes/a', 2), false);

  const summary = await client.contentSummary('/attributes');
  assert.deepEqual([summary.length, summary.fileCount, summary.directoryCount, summary.spaceConsumed, summary.quota, summary.spaceQuota], [4, 1, 3, 12, -1, -1]);
  assert.equal((await client.quotaUsage('/attributes')).fileAndDirectoryCount, 4);
  await client.setXattr('/attributes/f', 'user.origin', Buffer.from([1, 2, 3]));
  assert.deepEqual([...await client.xattrs('/attributes/f')].map(([name, value]) => [name, [...value]]), [['user.origin', [1, 2, 3]]]);
  await client.removeXattr('/attributes/f', 'user.origin');
  assert.equal((await client.xattrs('/attributes/f')).size, 0);
  const entry = { scope: 'access', name: '', permission: 4 } as const;
  await client.setAcl('/attributes/f', [
    { ...entry, type: 'user', permission: 6 }, { ...entry, type: 'user', name: 'carol', permission: 5 }, { ...entry, type: 'group' }, { ...entry, type: 'other', permission: 0 },
  ]);
  const acl = await client.aclStatus('/attributes/f');
  assert.equal(acl.owner, 'bob');
  assert.deepEqual(acl.entries.find(({ type, name }) => type === 'user' && name === 'carol'), { scope: 'access', type: 'user', name: 'carol', permission: 5 });
  assert.equal((await client.stat('/attributes/f')).hasAcl, true);
  await client.access('/attributes/a/b', 'rwx');
  await rejects(stranger.access('/attributes/a/b', 'r'), 'EACCES');
  assert.equal(await client.isFileClosed('/attributes/f'), true);
  const locations = await client.blockLocations('/attributes/f');
  assert.deepEqual(locations.map(({ offset, length, corrupt }) => [offset, length, corrupt]), [[0, 4, false]]);
  const status = await client.status();
  assert.ok(status.capacity > 0 && status.remaining > 0);
}

async function listings(client: Client): Promise<void> {
  const names = Array.from({ length: 1203 }, (_, i) => `d${String(i).padStart(5, '0')}`);
  for (let i = 0; i < names.length; i += 100) await Promise.all(names.slice(i, i + 100).map((name) => client.mkdirs(`/listings/many/${name}`)));
  assert.deepEqual(await namesOf(client.list('/listings/many')), names);
  await client.writeFile('/listings/many/d00001/leaf', '');
  const walked: string[] = [];
  for await (const { path } of client.walk('/listings')) walked.push(path);
  assert.equal(walked.length, 1205);
  assert.deepEqual(walked.slice(0, 5), ['/listings/many', '/listings/many/d00000', '/listings/many/d00001', '/listings/many/d00001/leaf', '/listings/many/d00002']);
  const [only, ...rest] = await all(client.list('/listings/many/d00001/leaf'));
  assert.equal(only?.path, '/listings/many/d00001/leaf');
  assert.equal(rest.length, 0);
  for await (const entry of client.list('/listings/many')) if (entry.name === 'd00003') break;
  assert.equal(await client.delete('/listings', { recursive: true }), true);
}

async function renames(client: Client): Promise<void> {
  await client.mkdirs('/renames/to');
  await client.writeFile('/renames/f', 'one');
  await client.rename('/renames/f', '/renames/g');
  assert.equal(await client.exists('/renames/f'), false);
  await client.writeFile('/renames/f', 'two');
  await rejects(client.rename('/renames/f', '/renames/g'), 'EEXIST');
  await client.rename('/renames/f', '/renames/g', { overwrite: true });
  assert.equal(Buffer.from(await client.readFile('/renames/g')).toString(), 'two');
  await rejects(client.rename('/renames/nothing', '/renames/x'), 'ENOENT');
  assert.equal(await client.renameInto('/renames/g', '/renames/to'), true);
  assert.equal(await client.exists('/renames/to/g'), true);
  assert.equal(await client.renameInto('/renames/nothing', '/renames/x'), false);
  await rejects(client.delete('/renames/to'), 'ENOTEMPTY');
  assert.equal(await client.delete('/renames/nothing'), false);
  assert.equal(await client.delete('/renames/to', { recursive: true }), true);
}

async function refusals(client: Client, stranger: Client): Promise<void> {
  await client.mkdirs('/refusals/dir');
  await client.writeFile('/refusals/file', 'x');
  await rejects(client.stat('/refusals/none'), 'ENOENT');
  await rejects(client.open('/refusals/none'), 'ENOENT');
  await rejects(all(client.list('/refusals/none')), 'ENOENT');
  await rejects(client.contentSummary('/refusals/none'), 'ENOENT');
  await rejects(client.create('/refusals/file', { overwrite: false }), 'EEXIST');
  await rejects(client.create('/refusals/none/f', { createParents: false }), 'ENOENT');
  await rejects(client.mkdirs('/refusals/none/d', { createParents: false }), 'ENOENT');
  await rejects(client.mkdirs('/refusals/file/d'), 'ENOTDIR');
  await rejects(client.append('/refusals/none'), 'ENOENT');
  await rejects(client.stat('hdfs://elsewhere/x'), 'EINVAL');
  await rejects(client.create('/refusals/odd', { blockSize: 1000 }), 'EINVAL');
  await rejects(client.setXattr('/refusals/file', 'noprefix', new Uint8Array(0)), 'EINVAL');
  const link = await rejects(client.createSymlink('/refusals/file', '/refusals/link'), 'ENOTSUP');
  assert.deepEqual([link.javaClass, link.message], ['java.lang.UnsupportedOperationException', 'Symlinks not supported']);
  await rejects(client.linkTarget('/refusals/file'), 'EINVAL');
  await rejects(client.linkTarget('/refusals/none'), 'ENOENT');
  const denied = await rejects(stranger.mkdirs('/refusals/mine'), 'EACCES');
  assert.equal(denied.javaClass, 'org.apache.hadoop.security.AccessControlException');
  assert.match(denied.message, /^Permission denied: user=stranger, access=WRITE, inode="\/refusals"/);
  const busy = await client.create('/refusals/open');
  await rejects(stranger.create('/refusals/open'), 'EACCES');
  await rejects(client.append('/refusals/open'), 'EBUSY');
  await busy.close();
}

async function lengths(client: Client): Promise<void> {
  const packet = 126 * 512;
  for (const [i, length] of [0, 1, 511, 512, 513, packet - 1, packet, packet + 1, blockSize - 1, blockSize, blockSize + 1, 3 * blockSize, 3 * blockSize + 700].entries()) {
    const path = `/lengths/${length}`;
    const bytes = content(i + 1, length, 0);
    const piece = [1000, 64 * 1024, length + 1][i % 3] ?? 1000;
    const file = await client.create(path, { blockSize });
    for (let at = 0; at < length; at += piece) await file.write(bytes.subarray(at, Math.min(length, at + piece)));
    assert.equal(file.position, length);
    await file.close();
    await rejects(file.write(bytes), 'EBADF');
    assert.equal((await client.stat(path)).length, length);
    same(await client.readFile(path), bytes, path);
    await using input = await client.open(path);
    assert.equal(input.length, length);
    same(await gathered(input.chunks()), bytes, `${path} in chunks`);
    const start = Math.floor(length / 3);
    same(await gathered(input.chunks({ start, length: Math.floor(length / 2) })), bytes.subarray(start, start + Math.floor(length / 2)), `${path} in part`);
    await Promise.all([0.1, 0.5, 0.9].map(async (part) => {
      const into = Buffer.alloc(Math.floor(length / 3) + 7);
      const position = Math.floor(length * part);
      const count = await input.read(position, into);
      assert.equal(count, Math.min(into.length, length - position));
      same(into.subarray(0, count), bytes.subarray(position, position + count), `${path} at ${position}`);
    }));
    assert.equal(await input.read(length + 5, Buffer.alloc(3)), 0);
  }
  const streamed = content(99, 2 * blockSize + 9, 0);
  await new Blob([new Uint8Array(streamed)]).stream().pipeTo((await client.create('/lengths/web', { blockSize })).writable);
  await using web = await client.open('/lengths/web');
  same(Buffer.from(await new Response(web.readable()).arrayBuffer()), streamed, 'the Web streams');
}

async function flushed(client: Client): Promise<void> {
  const bytes = content(7, blockSize + 5000, 0);
  const file = await client.create('/flushed', { blockSize });
  let written = 0;
  for (const upTo of [10, 600, 601, 1024, 70_000, blockSize - 1, blockSize + 3, bytes.length]) {
    await file.write(bytes.subarray(written, upTo));
    written = upTo;
    if (upTo % 2 === 0) await file.hflush();
    else await file.hsync({ updateLength: true });
    same(await client.readFile('/flushed'), bytes.subarray(0, upTo), `flushed at ${upTo}`);
    if (upTo % 2 === 1) assert.equal((await client.stat('/flushed')).length, upTo);
  }
  await file.hflush();
  await file.hsync();
  assert.equal(await client.isFileClosed('/flushed'), false);
  await file.close();
  await file.close();
  same(await client.readFile('/flushed'), bytes, 'when closed');
}

async function appends(client: Client): Promise<void> {
  const bytes = content(8, 3 * blockSize, 0);
  await client.writeFile('/appended', bytes.subarray(0, 100), { blockSize });
  let written = 100;
  for (const upTo of [101, 512, 700, 5000, blockSize - 10, blockSize, blockSize + 513, 2 * blockSize + 77]) {
    const file = await client.append('/appended');
    assert.equal(file.position, written);
    const half = written + Math.floor((upTo - written) / 2);
    await file.write(bytes.subarray(written, half));
    if (upTo % 2 === 1) await file.hflush();
    await file.write(bytes.subarray(half, upTo));
    await file.close();
    written = upTo;
    same(await client.readFile('/appended'), bytes.subarray(0, written), `appended to ${upTo}`);
  }
  const file = await client.append('/appended', { newBlock: true });
  await file.write(bytes.subarray(written, written + 10));
  await file.close();
  same(await client.readFile('/appended'), bytes.subarray(0, written + 10), 'appended in a new block');
  assert.equal((await client.blockLocations('/appended')).length, 4);
}

async function truncates(client: Client): Promise<void> {
  const bytes = content(9, 2 * blockSize + 100, 0);
  await client.writeFile('/truncated', bytes, { blockSize });
  assert.equal(await client.truncate('/truncated', blockSize), true);
  same(await client.readFile('/truncated'), bytes.subarray(0, blockSize), 'truncated to a block');
  if (!(await client.truncate('/truncated', 777))) await waitFor('the truncated block', () => client.isFileClosed('/truncated'), 30_000);
  same(await client.readFile('/truncated'), bytes.subarray(0, 777), 'truncated in a block');
  for (const [i, path] of ['/concat/a', '/concat/b', '/concat/c'].entries()) await client.writeFile(path, content(20 + i, blockSize, 0), { blockSize });
  await client.concat('/concat/a', ['/concat/b', '/concat/c']);
  same(await client.readFile('/concat/a'), Buffer.concat([0, 1, 2].map((i) => content(20 + i, blockSize, 0))), 'concatenated');
  assert.equal(await client.exists('/concat/b'), false);
}

async function abandoned(client: Client): Promise<void> {
  const bytes = content(10, 3000, 0);
  const file = await client.create('/abandoned', { blockSize });
  await file.write(bytes);
  await file.hflush();
  file.abort();
  await rejects(file.write(bytes), 'EBADF');
  if (!(await client.recoverLease('/abandoned'))) await waitFor('the lease', () => client.isFileClosed('/abandoned'), 30_000, 100);
  same(await client.readFile('/abandoned'), bytes, 'what was acknowledged stays');
}

async function deadlines(client: Client): Promise<void> {
  const reason = new Error('enough');
  await assert.rejects(client.stat('/', { signal: AbortSignal.abort(reason) }), reason);
  const controller = new AbortController();
  const reading = client.contentSummary('/', { signal: controller.signal });
  controller.abort(reason);
  await assert.rejects(reading, reason);
}

async function wrongReplica({ client, corrupt }: ScenarioCluster): Promise<void> {
  const bytes = content(11, 100_000, 0);
  await client.writeFile('/wrong', bytes, { blockSize });
  const [block] = await client.blockLocations('/wrong');
  const [first] = block?.replicas ?? [];
  assert.ok(block !== undefined && first !== undefined);
  await waitFor('three replicas', async () => (await client.blockLocations('/wrong'))[0]?.replicas.length === 3, 20_000, 50);
  for (const { port } of block.replicas.slice(0, 2)) await corrupt(port, block.blockId);
  same(await client.readFile('/wrong'), bytes, 'positioned');
  await using input = await client.open('/wrong');
  same(await gathered(input.chunks()), bytes, 'streamed');
}

async function killedInWrite({ client, killDataNode, startDataNode }: ScenarioCluster): Promise<void> {
  const bytes = content(12, 5 * blockSize + 1234, 0);
  for (const [round, at] of [blockSize / 2, 2 * blockSize, blockSize * 3 - 1].entries()) {
    const path = `/killed-${round}`;
    const file = await client.create(path, { blockSize: 2 * blockSize });
    await file.write(bytes.subarray(0, at));
    await file.hflush();
    const replicas = (await client.blockLocations(path)).at(-1)?.replicas ?? [];
    const victim = replicas[round % replicas.length];
    assert.ok(victim !== undefined, 'a block with replicas');
    await killDataNode(victim.port);
    for (let from = at; from < bytes.length; from += 50_000) await file.write(bytes.subarray(from, Math.min(bytes.length, from + 50_000)));
    await file.close();
    same(await client.readFile(path), bytes, path);
    await startDataNode(victim.port);
  }
}

async function failoverInWrite({ client, failover }: ScenarioCluster): Promise<void> {
  const bytes = content(13, 4 * blockSize + 99, 0);
  const file = await client.create('/failover', { blockSize });
  await file.write(bytes.subarray(0, blockSize + 5));
  await file.hflush();
  const failing = failover();
  const before = client.activeNameNode;
  const stats = Array.from({ length: 20 }, async (_, i) => {
    await sleep(i * 20);
    return client.stat('/failover');
  });
  await file.write(bytes.subarray(blockSize + 5));
  await file.close();
  await failing;
  assert.ok((await Promise.all(stats)).every(({ type }) => type === 'file'));
  same(await client.readFile('/failover'), bytes, 'written through a failover');
  assert.notEqual(client.activeNameNode, before);
}

function same(actual: Uint8Array, expected: Uint8Array, what: string): void {
  if (Buffer.compare(actual, expected) === 0) return;
  const at = actual.findIndex((byte, i) => byte !== expected[i]);
  assert.fail(`${what}: ${actual.length} bytes of ${expected.length}, the first wrong one at ${at}`);
}

async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

async function all(listing: AsyncIterable<FileStatus>): Promise<FileStatus[]> {
  const entries: FileStatus[] = [];
  for await (const entry of listing) entries.push(entry);
  return entries;
}

async function namesOf(listing: AsyncIterable<FileStatus>): Promise<string[]> {
  return (await all(listing)).map(({ name }) => name);
}

async function rejects(call: Promise<unknown>, code: string): Promise<FileSystemError> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    assert.equal(error.code, code, error.message);
    return error;
  }
  return assert.fail(`no ${code}`);
}
