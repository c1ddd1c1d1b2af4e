import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { WorldError } from '../env.ts';
import type { Socket } from '../env.ts';
import { nodeEnv } from './node-env.ts';

const env = nodeEnv({ name: 'test' });
const dir = await mkdtemp(path.join(os.tmpdir(), 'quorate-env-'));
after(() => rm(dir, { recursive: true, force: true }));

test('a lock is refused while it is held and free after its release', async () => {
  const file = path.join(dir, 'in_use.lock');
  const lock = await env.disk.lock(file, `${process.pid}@here`);
  await assert.rejects(env.disk.lock(file, 'x'), (error) => error instanceof WorldError && error.code === 'locked' && error.message.includes(`${process.pid}@here`));
  await lock.release();
  await (await env.disk.lock(file, `${process.pid}@here`)).release();
});

test('of several that ask for a lock at one moment one has it', async () => {
  const file = path.join(dir, 'at-once.lock');
  const asked = await Promise.allSettled(Array.from({ length: 8 }, () => env.disk.lock(file, `${process.pid}@here`)));
  const had = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  assert.equal(had.length, 1);
  for (const one of asked) if (one.status === 'rejected') assert.equal((one.reason as WorldError).code, 'locked');
  await had[0]?.release();
  await (await env.disk.lock(file, `${process.pid}@here`)).release();
});

test('a lock left behind by a dead process is taken', async () => {
  const file = path.join(dir, 'stale.lock');
  const left = await env.disk.open(file, 'create');
  await left.write(Buffer.from('999999999@gone'), 0);
  await left.close();
  await (await env.disk.lock(file, `${process.pid}@here`)).release();
});

test('the sum of a file, small or so large that a thread finds it, or of none', async () => {
  for (const bytes of [Buffer.from('abc'), Buffer.alloc(3_000_001, 'abc')]) {
    const file = path.join(dir, `sum-${bytes.length}`);
    await writeFile(file, bytes);
    assert.equal(await env.disk.md5(file), createHash('md5').update(bytes).digest('hex'));
  }
  await assert.rejects(env.disk.md5(path.join(dir, 'nowhere')), (error) => error instanceof WorldError && error.code === 'not-found');
});

test('a durable write is where it belongs, whatever the file is called by now', async () => {
  const from = path.join(dir, 'segment_inprogress');
  const file = await env.disk.open(from, 'replace');
  await file.write(Buffer.alloc(32, 0xff), 0);
  await file.datasync();
  await file.writeDurably(Buffer.from('one,'), 0);
  await env.disk.rename(from, path.join(dir, 'segment'));
  await file.writeDurably(Buffer.from('two,'), 4);
  await file.truncate(8);
  await file.close();
  assert.equal(Buffer.from(await env.disk.readFile(path.join(dir, 'segment'))).toString(), 'one,two,');
  const closed = await env.disk.open(path.join(dir, 'closed'), 'create');
  await closed.close();
  await assert.rejects(closed.writeDurably(Buffer.from('x'), 0), (error) => error instanceof WorldError);
});

test('who closes a file waits for what is read and written, and behind the close both are refused', async () => {
  const file = await env.disk.open(path.join(dir, 'closed-amid'), 'create');
  await file.write(Buffer.alloc(1000, 'x'), 0);
  // Short: there is a second look, for the end of the file, when the close has long been asked for.
  const into = Buffer.alloc(65_536);
  const ended: string[] = [];
  const work = [file.read(into, 0).then((count) => ended.push(`read ${count}`)), file.writeDurably(Buffer.from('y'), 1000).then(() => ended.push('written'))];
  await Promise.all([file.close(), file.close()]);
  assert.deepEqual(ended.sort().map((text) => text.replace('1001', '1000')), ['read 1000', 'written']);
  await Promise.all(work);
  const isClosed = (error: unknown): boolean => error instanceof WorldError && /closed-amid: file is closed/.test(error.message);
  await assert.rejects(file.read(into, 0), isClosed);
  await assert.rejects(file.write(into, 0), isClosed);
  assert.throws(() => file.readNow?.(into, 0), isClosed);
  await file.close();
});

test('a socket carries bytes both ways and tells its end once', async () => {
  const listener = await env.net.listen('127.0.0.1', 0, (socket) => {
    socket.onData = (chunk) => socket.write(chunk);
  });
  const socket = await env.net.connect('127.0.0.1', listener.port, 1000);
  const echoed = new Promise<string>((resolve) => {
    socket.onData = (chunk) => resolve(Buffer.from(chunk).toString());
  });
  let closed = 0;
  const end = new Promise<void>((resolve) => {
    socket.onClose = () => {
      closed++;
      resolve();
    };
  });
  socket.write(Buffer.from('hello'));
  assert.equal(await echoed, 'hello');
  socket.end();
  await end;
  assert.equal(closed, 1);
  await listener.close();
});

test('bytes keep their order and their values, whatever the sizes, through a receiver that pauses', async () => {
  const kept: Uint8Array[] = [];
  const listener = await env.net.listen('127.0.0.1', 0, (socket) => {
    socket.onData = (chunk) => {
      kept.push(chunk);
      if (kept.length % 7 !== 0) return;
      socket.pause();
      setImmediate(() => socket.resume());
    };
    // The other way at the same time, both ends by FIN.
    socket.onEnd = () => socket.end();
    for (let i = 0; i < 100; i++) socket.write(Buffer.from(`${i},`));
  });
  const socket = await env.net.connect('127.0.0.1', listener.port, 1000);
  let answer = '';
  socket.onData = (chunk) => (answer += Buffer.from(chunk).toString('latin1'));
  socket.onEnd = () => {};
  const closed = new Promise<WorldError | undefined>((resolve) => (socket.onClose = resolve));
  const sent: Buffer[] = [];
  for (let i = 0; i < 200; i++) {
    const bytes = Buffer.alloc([1, 100, 5000, 20_000, 70_000, 400_000][i % 6] ?? 1, i);
    sent.push(bytes);
    if (!socket.write(bytes)) await socket.drained();
  }
  socket.end();
  assert.equal(await closed, undefined);
  assert.ok(Buffer.concat(kept).equals(Buffer.concat(sent)));
  assert.equal(answer, Array.from({ length: 100 }, (_, i) => `${i},`).join(''));
  await listener.close();
});

test('a connection that is reset tells so, and what is written to it then goes nowhere', async () => {
  const listener = await env.net.listen('127.0.0.1', 0, (socket) => {
    socket.onData = () => socket.destroy(true);
  });
  const socket = await env.net.connect('127.0.0.1', listener.port, 1000);
  const closed = new Promise<WorldError | undefined>((resolve) => (socket.onClose = resolve));
  socket.write(Buffer.from('x'));
  assert.equal((await closed)?.code, 'reset');
  assert.equal(socket.destroyed, true);
  assert.equal(socket.write(Buffer.from('y')), true);
  await listener.close();
});

test('a refused connection is a WorldError refused', async () => {
  const listener = await env.net.listen('127.0.0.1', 0, () => {});
  await listener.close();
  await assert.rejects(env.net.connect('127.0.0.1', listener.port, 1000), (error) => error instanceof WorldError && error.code === 'refused');
});

test('a missing file is a WorldError not-found that names it', async () => {
  await assert.rejects(env.disk.readFile(path.join(dir, 'none')), (error) => error instanceof WorldError && error.code === 'not-found' && error.message.includes('none'));
});

test('HTTP serves and fetches web requests', async () => {
  const listener = await env.http.serve('127.0.0.1', 0, async (request) => new Response(new URL(request.url).pathname, { status: 202 }));
  const response = await env.http.fetch(`http://127.0.0.1:${listener.port}/x`, { timeoutMs: 1000 });
  assert.equal(response.status, 202);
  assert.equal(await response.text(), '/x');
  await listener.close();
});

test('a refusal arrives with the reason that its server gave, or else with that of its status', async () => {
  const reasons: Readonly<Record<string, ResponseInit>> = { '/own': { status: 409, statusText: 'Another one is already here' }, '/none': { status: 410 } };
  const listener = await env.http.serve('127.0.0.1', 0, async (_request, _remoteAddress, target) => new Response('x', reasons[target]));
  const told = async (target: string): Promise<string> => {
    const response = await env.http.fetch(`http://127.0.0.1:${listener.port}${target}`, { timeoutMs: 1000 });
    return `${response.status} ${response.statusText}: ${await response.text()}`;
  };
  assert.deepEqual([await told('/own'), await told('/none'), await told('/')], ['409 Another one is already here: x', '410 Gone: x', '200 OK: x']);
  await listener.close();
});

test('HTTP bodies go and come as streams, and headers are found whatever their case', async () => {
  const listener = await env.http.serve('127.0.0.1', 0, async (request) => new Response(request.body, { headers: { 'X-Method': request.method } }));
  const url = `http://127.0.0.1:${listener.port}/`;
  const sent = Buffer.alloc(3_000_000, 'quorate');
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at === sent.length) controller.close();
      else controller.enqueue(sent.subarray(at, at += 100_000));
    },
  });
  const echoed = await env.http.fetch(url, { method: 'PUT', body, timeoutMs: 5000 });
  assert.equal(echoed.headers.get('x-METHOD'), 'PUT');
  assert.equal(echoed.headers.get('x-none'), null);
  assert.ok(Buffer.from(await echoed.arrayBuffer()).equals(sent));
  const bytes = await env.http.fetch(url, { method: 'POST', body: Buffer.from('{"a":1}'), timeoutMs: 5000 });
  assert.deepEqual(await bytes.json(), { a: 1 });
  await listener.close();
});

test('an answer that comes before everything was sent counts', async () => {
  const listener = await env.http.serve('127.0.0.1', 0, async () => new Response('not here', { status: 409 }));
  const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(100_000)) });
  const response = await env.http.fetch(`http://127.0.0.1:${listener.port}/`, { method: 'PUT', body, timeoutMs: 5000 });
  assert.equal(response.status, 409);
  await response.body?.cancel();
  await listener.close();
});

test('a body that is a stream may take longer than an answer, as long as it is taken', async () => {
  let isRead = true;
  const listener = await env.http.serve('127.0.0.1', 0, async (request) => {
    if (!isRead) await new Promise((resolve) => setTimeout(resolve, 1500));
    return new Response(String((await request.arrayBuffer()).byteLength));
  });
  const url = `http://127.0.0.1:${listener.port}/`;
  let sent = 0;
  const slow = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      controller.enqueue(new Uint8Array(1000));
      if (++sent === 16) controller.close();
    },
  });
  assert.equal(await (await env.http.fetch(url, { method: 'PUT', body: slow, timeoutMs: 400 })).text(), '16000');
  // Nobody takes it.
  isRead = false;
  const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(100_000)) });
  await assert.rejects(env.http.fetch(url, { method: 'PUT', body: endless, timeoutMs: 400 }), (error) => error instanceof WorldError && error.code === 'timeout');
  await listener.close();
});

test('a body that is held back is asked for only by who reads it, and a target comes as it was sent', async () => {
  const targets: string[] = [];
  const listener = await env.http.serve('127.0.0.1', 0, async (request, _remoteAddress, target) => {
    targets.push(target);
    return new Response(target.startsWith('/read') ? await request.text() : null, { status: target.startsWith('/read') ? 200 : 307, headers: { 'Content-Length': target.startsWith('/read') ? '4' : '0' } });
  });
  const told = async (target: string): Promise<string> => {
    const socket = await env.net.connect('127.0.0.1', listener.port, 1000);
    let text = '';
    const over = new Promise<void>((resolve) => {
      socket.onClose = () => resolve();
      socket.onData = (chunk) => {
        text += Buffer.from(chunk).toString();
        if (text.endsWith('100 Continue\r\n\r\n')) socket.write(Buffer.from('body'));
        if (text.endsWith('body')) socket.end();
      };
    });
    socket.write(Buffer.from(`PUT ${target} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n`));
    await over;
    return text.replace(/\r\n(Date|Content-Type|Keep-Alive).*/gi, '');
  };
  assert.match(await told('/read/../read'), /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n[^]*body$/);
  // The body of this one may come or not: its connection is not used again.
  assert.match(await told('/a/%2e%2e/../b?c'), /^HTTP\/1\.1 307 [^]*Connection: close/);
  assert.deepEqual(targets, ['/read/../read', '/a/%2e%2e/../b?c']);
  await listener.close();
});

test('HTTP that is refused or silent is a WorldError that names the URL', async () => {
  const silent = await env.net.listen('127.0.0.1', 0, () => {});
  const url = `http://127.0.0.1:${silent.port}/x`;
  await assert.rejects(env.http.fetch(url, { timeoutMs: 20 }), (error) => error instanceof WorldError && error.code === 'timeout' && error.message.includes(url));
  void silent.close();
  await assert.rejects(env.http.fetch(url, { timeoutMs: 1000 }), (error) => error instanceof WorldError && error.code === 'refused' && error.message.includes(url));
});

test('what is written in pieces lies behind each other', async () => {
  const file = await env.disk.open(path.join(dir, 'pieces'), 'create');
  await file.write([Buffer.from('ab'), Buffer.alloc(0), Buffer.from('cde'), Buffer.from('f')], 2);
  await file.write([], 0);
  await file.write(Buffer.from('xy'), 0);
  const read = Buffer.alloc(10);
  assert.equal(await file.read(read, 0), 8);
  assert.equal(read.toString('utf8', 0, 8), 'xyabcdef');
  await file.close();
});

test('bytes come into the landing of a socket, at its place, through pauses, and its end is told', async () => {
  const memory = Buffer.alloc(3_000_000);
  let inPlace = 0;
  let received = 0;
  let ended = (): void => {};
  const done = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const onConnection = (socket: Socket): void => {
    socket.onData = (chunk) => {
      // What is sent first comes as ever, and so may what was on its way.
      memory.set(chunk, received);
      received += chunk.length;
      socket.landing = {
        space: () => memory.subarray(received, received + 100_000),
        landed: (length) => {
          received += length;
          inPlace += length;
          if (received % 3 !== 0) return;
          socket.pause();
          setTimeout(() => socket.resume(), 1);
        },
      };
    };
    socket.onEnd = () => socket.end();
    socket.onClose = () => ended();
  };
  const listener = await env.net.listen('127.0.0.1', 0, onConnection);
  const socket = await env.net.connect('127.0.0.1', listener.port, 1000);
  const sent = Buffer.from(Array.from({ length: 250_000 }, (_, index) => `${index} `).join(''));
  socket.write(sent.subarray(0, 5));
  await new Promise((resolve) => setTimeout(resolve, 5));
  socket.write(sent.subarray(5));
  socket.end();
  await done;
  await listener.close();
  assert.equal(received, sent.length);
  assert.ok(memory.subarray(0, received).equals(sent));
  assert.ok(inPlace > sent.length / 2, `${inPlace} of ${sent.length}`);
});
