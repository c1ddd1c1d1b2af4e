/**
 * WebHDFS of a whole cluster, through one address each time: the Standby has it done by the Active, whoever that is by then;
 * what is not answered is tried again and done once; bytes stream; whoever goes away in the middle leaves what Apache leaves.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { ask, askThrough } from '../apache/http-ask.ts';
import type { HttpAnswer } from '../apache/http-ask.ts';
import { waitFor } from '../apache/rig/ports.ts';
import { type TestCluster, withCluster } from './cluster-fixture.ts';

const waitMs = 4000;
const largeBytes = 96 * 1024 * 1024;
/** Everybody is a superuser. */
const properties = { 'quorate.webhdfs.active.wait.max': `${waitMs}ms`, 'dfs.permissions.enabled': 'false', 'dfs.blocksize': '4194304', 'dfs.client.retry.window.base': '20' };
const root = '/webhdfs/v1';

test('WebHDFS of a cluster', { timeout: 180_000 }, async (t) => {
  await withCluster('webhdfs', { properties }, async (cluster) => {
    const active = await cluster.untilActive();
    const standby = other(cluster, active);
    await t.test('a Standby passes on what the Active says', () => relays(cluster, active, standby));
    await t.test('an upload that ends before its end leaves what came', () => abortedUploads(cluster, standby));
    await t.test('a slow reader holds nothing but what is under way', () => slowReader(cluster, standby));
    await t.test('a slow pipeline slows the sender', () => slowPipeline(cluster, standby));
    await t.test('curl uploads and downloads through the Standby alone', (u) => curl(u, cluster, standby));
    await t.test('a file that cannot be read to its end ends its own connection', () => lostBlocks(cluster, standby));
    await t.test('what is no request kills nobody', () => garbage(cluster, standby));
    await t.test('a chain of renames through one address survives the death of the Active', () => renamesThroughFailover(cluster, active, standby));
    await t.test('without an Active a request waits, and goes on or gets a clear answer', () => waits(cluster, standby));
  });
});

function other(cluster: TestCluster, name: string): string {
  return cluster.names('namenode').find((each) => each !== name) ?? '';
}

function originOf(cluster: TestCluster, name: string): string {
  return `http://127.0.0.1:${cluster.daemon(name).httpPort}`;
}

function jsonOf(answer: HttpAnswer | undefined): unknown {
  return JSON.parse(answer?.body.toString() ?? 'null');
}

function wordsOf(answer: HttpAnswer | undefined): string {
  return `${answer?.status} ${answer?.headers['content-type']} ${String(answer?.body)}`;
}

async function lengthOf(origin: string, path: string): Promise<number> {
  const status = jsonOf(await ask('GET', origin, `${root}${path}?op=GETFILESTATUS`)) as { readonly FileStatus?: { readonly length: number } };
  return status.FileStatus?.length ?? -1;
}

async function relays(cluster: TestCluster, active: string, standby: string): Promise<void> {
  const content = randomBytes(5_000_000);
  for (const name of [standby, active]) {
    const origin = originOf(cluster, name);
    assert.deepEqual(jsonOf(await ask('PUT', origin, `${root}/${name}/d?op=MKDIRS`)), { boolean: true });
    const [redirect, created] = await askThrough('PUT', origin, `${root}/${name}/f?op=CREATE`, { body: content });
    assert.equal(redirect?.status, 307);
    // To a DataNode, and for the nameservice rather than for one of its NameNodes.
    assert.match(redirect.headers['location'] ?? '', /^http:\/\/127\.0\.0\.1:\d+\/webhdfs\/v1\/[^?]*\?op=CREATE&namenoderpcaddress=ns1&/);
    assert.equal(created?.status, 201);
    assert.equal(created.headers['location'], `hdfs://ns1/${name}/f`);
    const [, read] = await askThrough('GET', origin, `${root}/${name}/f?op=OPEN&offset=4000000&length=500000`);
    assert.ok(read?.body.equals(content.subarray(4_000_000, 4_500_000)));
  }
  // Answers and refusals are the Active's to the letter.
  for (const request of ['GET /?op=LISTSTATUS', 'GET /nope?op=GETFILESTATUS', 'GET /?op=NOPE', `GET /${active}?op=GETCONTENTSUMMARY`, `GET /${active}/f?op=GETFILECHECKSUM`, 'DELETE /nope?op=DELETE']) {
    const [method = '', path = ''] = request.split(' ');
    const [mine, theirs] = await Promise.all([standby, active].map((name) => ask(method, originOf(cluster, name), `${root}${path}`)));
    assert.equal(wordsOf(mine), wordsOf(theirs), request);
  }
}

async function abortedUploads(cluster: TestCluster, standby: string): Promise<void> {
  const origin = originOf(cluster, standby);
  await askThrough('PUT', origin, `${root}/up/APPEND?op=CREATE`, { body: 'base:' });
  for (const [method, op, before] of [['PUT', 'CREATE', 0], ['POST', 'APPEND', 5]] as const) {
    const { headers } = await ask(method, origin, `${root}/up/${op}?op=${op}`);
    const { hostname, port, pathname, search } = new URL(headers['location'] ?? '');
    const socket = net.connect(Number(port), hostname, () => socket.write(`${method} ${pathname}${search} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n${'z'.repeat(50)}`));
    socket.on('error', () => {});
    await new Promise((resolve) => setTimeout(resolve, 300));
    socket.resetAndDestroy();
    // Closed, with what had come: it can be appended to at once.
    await waitFor(`${op} to end`, async () => (await lengthOf(origin, `/up/${op}`)) === before + 50, 10_000);
    const [, appended] = await askThrough('POST', origin, `${root}/up/${op}?op=APPEND`, { body: 'more' });
    assert.equal(appended?.status, 200, appended?.body.toString());
    assert.equal(await lengthOf(origin, `/up/${op}`), before + 54);
  }
}

/** Resident memory of a daemon in bytes. */
function memoryOf(cluster: TestCluster, name: string): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${cluster.pid(name)}/status`, 'utf8'))?.[1]) * 1024;
}

async function slowReader(cluster: TestCluster, standby: string): Promise<void> {
  const origin = originOf(cluster, standby);
  const part = randomBytes(1024 * 1024);
  const { headers } = await ask('PUT', origin, `${root}/large?op=CREATE&replication=1`);
  const location = headers['location'] ?? '';
  const written = await new Promise<number>((resolve, reject) => {
    const upload = http.request(location, { method: 'PUT', headers: { 'Content-Length': largeBytes }, agent: false }, (answer) => resolve(answer.resume().statusCode ?? 0));
    upload.once('error', reject);
    let left = largeBytes / part.length;
    const more = (): void => {
      while (left-- > 0) if (!upload.write(part)) return void upload.once('drain', more);
      upload.end();
    };
    more();
  });
  assert.equal(written, 201);
  const { headers: reading } = await ask('GET', origin, `${root}/large?op=OPEN`);
  const from = new URL(reading['location'] ?? '');
  const dataNode = cluster.names('datanode').find((name) => cluster.daemon(name).httpPort === Number(from.port)) ?? '';
  const before = memoryOf(cluster, dataNode);
  const length = await new Promise<number>((resolve, reject) => {
    http.get(from, { agent: false }, (answer) => {
      let received = 0;
      answer.once('data', (first: Buffer) => {
        received += first.length;
        answer.pause();
        setTimeout(() => {
          const grown = memoryOf(cluster, dataNode) - before;
          if (grown > largeBytes / 2) reject(new Error(`${dataNode} holds ${grown} bytes for a reader that takes none`));
          answer.on('data', (more: Buffer) => void (received += more.length));
          answer.resume();
        }, 1000);
      });
      answer.once('end', () => resolve(received));
      answer.once('error', reject);
    }).once('error', reject);
  });
  assert.equal(length, largeBytes);
}

/** The DataNode that takes an upload holds what is under way, and no more, while another one of its pipeline takes nothing. */
async function slowPipeline(cluster: TestCluster, standby: string): Promise<void> {
  const origin = originOf(cluster, standby);
  const part = randomBytes(1024 * 1024);
  const { headers } = await ask('PUT', origin, `${root}/stalled?op=CREATE&replication=3`);
  const location = new URL(headers['location'] ?? '');
  const [receiver = '', stalled = ''] = [...cluster.names('datanode')].sort((a) => (cluster.daemon(a).httpPort === Number(location.port) ? -1 : 1));
  const before = memoryOf(cluster, receiver);
  let sent = 0;
  const answered = new Promise<number>((resolve, reject) => {
    const upload = http.request(location, { method: 'PUT', headers: { 'Content-Length': largeBytes }, agent: false }, (answer) => resolve(answer.resume().statusCode ?? 0));
    upload.once('error', reject);
    const more = (): void => {
      while (sent < largeBytes) {
        sent += part.length;
        if (sent === 4 * part.length) cluster.pause(stalled);
        if (!upload.write(part)) return void upload.once('drain', more);
      }
      upload.end();
    };
    more();
  });
  try {
    // It has come to rest: what was sent is what was sent a while before.
    let last = -1;
    await waitFor('the sender to be held up', async () => {
      const rests = sent === last;
      last = sent;
      await new Promise((resolve) => setTimeout(resolve, 500));
      return rests;
    });
    assert.ok(sent < largeBytes, 'all of it was taken');
    const grown = memoryOf(cluster, receiver) - before;
    assert.ok(grown < largeBytes / 2, `${receiver} holds ${grown} bytes for a pipeline that takes none`);
  } finally {
    cluster.resume(stalled);
  }
  assert.equal(await answered, 201);
  assert.equal(await lengthOf(origin, '/stalled'), largeBytes);
}

async function curl(t: TestContext, cluster: TestCluster, standby: string): Promise<void> {
  const found = spawnSync('curl', ['--version']).status === 0;
  if (!found && process.env['QUORATE_FORBID_SKIP'] === '1') throw new Error('QUORATE_FORBID_SKIP=1, and there is no curl');
  if (!found) return t.skip('there is no curl');
  // Large enough that curl asks first whether it shall send the body (Expect: 100-continue).
  const content = randomBytes(3_000_000);
  const url = `${originOf(cluster, standby)}${root}/by-curl`;
  const run = async (...args: readonly string[]): Promise<Buffer> => {
    const child = spawn('curl', ['-sS', '--fail', '--max-time', '30', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.on('error', () => {}).end(content);
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    const code = await new Promise((resolve) => child.once('close', resolve));
    assert.equal(code, 0, Buffer.concat(err).toString());
    return Buffer.concat(out);
  };
  await run('-L', '-T', '-', `${url}?op=CREATE`);
  assert.ok((await run('-L', `${url}?op=OPEN`)).equals(content));
  assert.equal(JSON.parse((await run(`${url}?op=GETFILESTATUS`)).toString()).FileStatus.length, content.length);
}

/** /large has one replica of each block, on all DataNodes: one of those that it is read through goes away in the middle. */
async function lostBlocks(cluster: TestCluster, standby: string): Promise<void> {
  const origin = originOf(cluster, standby);
  const { headers } = await ask('GET', origin, `${root}/large?op=OPEN`);
  const from = new URL(headers['location'] ?? '');
  const [reader = '', lost = ''] = [...cluster.names('datanode')].sort((a) => (cluster.daemon(a).httpPort === Number(from.port) ? -1 : 1));
  const before = cluster.pid(reader);
  const received = await new Promise<number>((resolve, reject) => {
    http.get(from, { agent: false }, (answer) => {
      let length = 0;
      answer.on('data', (part: Buffer) => void (length += part.length));
      answer.once('end', () => reject(new Error('all of it was read')));
      answer.once('error', () => resolve(length));
      answer.pause();
      void cluster.kill(lost).then(() => answer.resume());
    }).once('error', reject);
  });
  assert.ok(received < largeBytes);
  assert.equal((await ask('GET', originOf(cluster, reader), '/jmx')).status, 200);
  assert.equal(cluster.pid(reader), before);
  await cluster.start(lost);
}

async function garbage(cluster: TestCluster, standby: string): Promise<void> {
  const dataNode = cluster.names('datanode')[0] ?? '';
  const targets = [
    '/webhdfs/v1/%', '/webhdfs/v1/x?%', '/webhdfs/v1/x?op=%E0%A4%A', '/webhdfs/v1/x?op=OPEN&offset=1e9', `/webhdfs/v1/x?op=OPEN&offset=${'9'.repeat(5000)}`, '/webhdfs/v1?&&&=&=x',
    '/webhdfs/v1/\u0000'.replace('\u0000', '%00'), '/webhdfs/v1/x?op=OPEN&namenoderpcaddress=%0d%0aHost:x', '/webhdfs/v1/x?op=OPEN&namenoderpcaddress=a:b:c', '/webhdfs/v1/x?op=CREATE&permission=99999999999',
    '/webhdfs/v1/x?op=SETACL&aclspec=user:a:r,,', '/webhdfs/v1/x?op=GETXATTRS&encoding=text&xattr.name=.', '/webhdfs/v1/x?op=OPEN&user.name=__proto__', '/webhdfs/v1/x?op=constructor', '/webhdfs/v1/x?__proto__=1&op=toString',
    `/webhdfs/v1/${'%2e%2e/'.repeat(1000)}?op=MKDIRS`, 'http://elsewhere/webhdfs/v1/?op=LISTSTATUS', '*',
  ];
  for (const name of [standby, other(cluster, standby), dataNode]) {
    for (const target of targets) for (const method of ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS']) {
      const answer = await ask(method, originOf(cluster, name), target, { body: method === 'GET' ? '' : 'x' });
      assert.ok(answer.status >= 200 && answer.status < 600, `${method} ${target}`);
      assert.notEqual(answer.status, 500, `${name}: ${method} ${target}: ${answer.body.toString()}`);
    }
    const before = cluster.pid(name);
    assert.equal((await ask('GET', originOf(cluster, name), '/jmx')).status, 200);
    assert.equal(cluster.pid(name), before);
  }
  assert.equal((await ask('GET', originOf(cluster, standby), `${root}/?op=GETFILESTATUS`)).status, 200);
}

/** A rename that is done twice says false, and one that is lost breaks the chain. */
async function renamesThroughFailover(cluster: TestCluster, active: string, standby: string): Promise<void> {
  const origin = originOf(cluster, standby);
  await ask('PUT', origin, `${root}/chain/0?op=MKDIRS`);
  let link = 0;
  const rename = async (): Promise<void> => {
    const answer = await ask('PUT', origin, `${root}/chain/${link}?op=RENAME&destination=/chain/${link + 1}`);
    assert.equal(`${answer.status} ${answer.body.toString()}`, '200 {"boolean":true}', `link ${link}`);
    link++;
  };
  while (link < 50) await rename();
  const killed = cluster.kill(active);
  const killedAt = link;
  while (link < killedAt + 100) await rename();
  await killed;
  assert.equal(await cluster.active(), standby);
  assert.equal((await ask('GET', origin, `${root}/chain/${link}?op=GETFILESTATUS`)).status, 200);
  await cluster.start(active);
  await cluster.untilState(active, 'standby');
}

/** Now `former` is Active: it dies, and nobody can be elected. */
async function waits(cluster: TestCluster, former: string): Promise<void> {
  const left = other(cluster, former);
  const origin = originOf(cluster, left);
  await Promise.all(['jn1', 'jn2', former].map((name) => cluster.kill(name)));
  const startMs = performance.now();
  const refused = await ask('GET', origin, `${root}/?op=GETFILESTATUS`);
  const tookMs = performance.now() - startMs;
  assert.ok(tookMs >= waitMs - 100 && tookMs < waitMs + 3000, `${Math.round(tookMs)} ms`);
  assert.equal(refused.status, 503);
  assert.equal(refused.headers['retry-after'], '1');
  const { RemoteException } = jsonOf(refused) as { readonly RemoteException: Readonly<Record<string, string>> };
  assert.equal(RemoteException['javaClassName'], 'org.apache.hadoop.ipc.RetriableException');
  assert.match(RemoteException['message'] ?? '', /no NameNode was Active within 4000 ms/);
  // What rests on the user's name alone is said all the same.
  assert.equal((await ask('GET', origin, `${root}/?op=GETHOMEDIRECTORY`)).status, 200);
  await cluster.start('jn1', 'jn2');
  await cluster.untilState(left, 'active');
  assert.equal((await ask('GET', origin, `${root}/?op=GETFILESTATUS`)).status, 200);
  // One that comes while the election runs goes on with it.
  await cluster.start(former);
  await cluster.untilState(former, 'standby');
  const killed = cluster.kill(left);
  assert.equal((await ask('GET', originOf(cluster, former), `${root}/?op=GETFILESTATUS`)).status, 200);
  await killed;
}
