import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WorldError } from '../env/env.ts';
import type { Disk, Socket } from '../env/env.ts';
import { Prng } from './prng.ts';
import { SimHttp } from './sim-http.ts';
import { SimNetwork } from './sim-network.ts';
import { SimProcess } from './sim-process.ts';
import { World } from './world.ts';

const noDisk = {} as Disk;

function cluster(seed: number): { world: World; network: SimNetwork; spawn: (name: string) => SimProcess } {
  const world = new World(seed);
  const network = new SimNetwork(world);
  const http = new SimHttp(network);
  let pid = 100;
  return { world, network, spawn: (name) => new SimProcess(world, network, http, name, pid++, noDisk) };
}

/** Two processes bounce a counter until time is over. */
async function pingPong(seed: number): Promise<string[]> {
  const { world, spawn } = cluster(seed);
  const [a, b] = [spawn('a'), spawn('b')];
  await b.env.net.listen('127.0.0.1', 9000, (socket) => {
    socket.onData = (chunk) => socket.write(chunk);
  });
  const talk = async (): Promise<void> => {
    const socket = await a.env.net.connect('127.0.0.1', 9000, 100);
    let count = 0;
    socket.onData = (chunk) => {
      world.note('a', `got ${chunk[0]}`);
      socket.write(Uint8Array.of(++count & 255));
    };
    socket.write(Uint8Array.of(0));
  };
  void talk();
  await world.run(50);
  return world.trace;
}

test('a shuffle is the seed\'s, whatever the engine\'s way to sort', () => {
  const random = new Prng(7, 'cards');
  assert.deepEqual([1, 2, 3].map(() => random.shuffled(['a', 'b', 'c', 'd']).join('')), ['abdc', 'dacb', 'bdca']);
});

test('the same seed gives the same trace, another seed another one', async () => {
  const first = await pingPong(7);
  assert.ok(first.length > 50);
  assert.deepEqual(await pingPong(7), first);
  assert.notDeepEqual(await pingPong(8), first);
});

test('a dead process answers nothing and its peer sees one reset', async () => {
  const { world, spawn } = cluster(1);
  const [a, b] = [spawn('a'), spawn('b')];
  await b.env.net.listen('127.0.0.1', 9000, () => {});
  const errors: string[] = [];
  void a.env.net.connect('127.0.0.1', 9000, 100).then((socket) => {
    socket.onClose = (error) => errors.push(error?.code ?? 'clean');
  });
  await world.run(5);
  b.kill();
  await world.run(10);
  assert.deepEqual(errors, ['reset']);
  const refused = a.env.net.connect('127.0.0.1', 9000, 100).then(() => 'connected', (error: { code: string }) => error.code);
  await world.run(20);
  assert.equal(await refused, 'refused');
});

test('a paused process does its work when it is resumed', async () => {
  const { world, spawn } = cluster(2);
  const a = spawn('a');
  const ran: number[] = [];
  a.env.after(5, () => ran.push(a.env.monotonicMs()));
  a.pause();
  await world.run(20);
  assert.deepEqual(ran, []);
  a.resume();
  await world.run(30);
  assert.deepEqual(ran, [20]);
});

test('a process that slept finds timers and connections in any order of Node\'s, and what came over one connection in its own', async () => {
  for (const [waking, order] of [['as due', 'x1 timer y1 x2'], ['timers first', 'timer x1 x2 y1'], ['timers last', 'x1 x2 y1 timer']] as const) {
    const { world, spawn } = cluster(2);
    const a = spawn('a');
    const ran: string[] = [];
    const [x, y] = [{}, {}];
    a.pause();
    world.schedule(1, a, () => ran.push('x1'), x);
    a.env.after(2, () => ran.push('timer'));
    world.schedule(3, a, () => ran.push('y1'), y);
    world.schedule(4, a, () => ran.push('x2'), x);
    await world.run(20);
    a.resume(waking);
    await world.run(30);
    assert.equal(ran.join(' '), order);
  }
});

test('a cut keeps bytes until it heals', async () => {
  const { world, network, spawn } = cluster(3);
  const [a, b] = [spawn('a'), spawn('b')];
  const got: number[] = [];
  await b.env.net.listen('127.0.0.1', 9000, (socket) => {
    socket.onData = (chunk) => got.push(...chunk);
  });
  const connected = a.env.net.connect('127.0.0.1', 9000, 100);
  await world.run(5);
  const socket = await connected;
  network.cut('a', 'b');
  socket.write(Uint8Array.of(1));
  socket.write(Uint8Array.of(2));
  await world.run(100);
  assert.deepEqual(got, []);
  network.healAll();
  await world.run(200);
  assert.deepEqual(got, [1, 2]);
});

test('a machine without power is silent: its peers are told when it is back, if they have sent anything', async () => {
  const { world, network, spawn } = cluster(2);
  const [a, b] = [spawn('a'), spawn('b')];
  await b.env.net.listen('b', 9000, () => {});
  const open = async (): Promise<{ socket: Socket; ends: string[] }> => {
    const [socket] = await Promise.all([a.env.net.connect('b', 9000, 1000), world.run(world.nowMs + 5)]);
    const ends: string[] = [];
    socket.onClose = (error) => ends.push(`${error?.code} at ${Math.floor(world.nowMs / 1000)} s`);
    return { socket, ends };
  };
  const [writing, underWay, idle] = [await open(), await open(), await open()];
  underWay.socket.write(Buffer.from('sent just before'));
  network.powerOff('b');
  b.kill();
  await world.run(1000);
  writing.socket.write(Buffer.from('sent after'));
  let refused = '';
  a.env.net.connect('b', 9000, 2500).catch((error: unknown) => (refused = error instanceof WorldError ? error.code : ''));
  await world.run(4000);
  assert.deepEqual([writing.ends, underWay.ends, idle.ends, refused], [[], [], [], 'timeout']);
  network.powerOn('b');
  await world.run(5000);
  assert.deepEqual([writing.ends, underWay.ends, idle.ends], [['reset at 4 s'], ['reset at 4 s'], []]);
  a.env.net.connect('b', 9000, 2500).catch((error: unknown) => (refused = error instanceof WorldError ? error.code : ''));
  await world.run(5100);
  assert.equal(refused, 'refused');
  idle.socket.write(Buffer.from('late'));
  await world.run(6000);
  assert.deepEqual(idle.ends, ['reset at 5 s']);
});

test('what a cut has kept comes when it is sent again, the later the longer the cut was, and what follows comes behind it', async () => {
  const { world, network, spawn } = cluster(3);
  network.resendsByClock = true;
  const [a, b] = [spawn('a'), spawn('b')];
  const got = new Map<number, number>();
  await b.env.net.listen('127.0.0.1', 9000, (socket) => {
    socket.onData = (chunk) => chunk.forEach((byte) => got.set(byte, Math.floor(world.nowMs / 10) * 10));
  });
  const connected = a.env.net.connect('127.0.0.1', 9000, 100);
  await world.run(5);
  const socket = await connected;
  await world.run(100);
  network.cut('a', 'b');
  socket.write(Uint8Array.of(1));
  await world.run(4000);
  network.healAll();
  socket.write(Uint8Array.of(2));
  await world.run(6000);
  assert.deepEqual([...got], []);
  await world.run(10_000);
  // At 100 ms, and sent again 0.2, 0.6, 1.4, 3 and 6.2 s later.
  assert.deepEqual([...got], [[1, 6300], [2, 6300]]);
  socket.write(Uint8Array.of(3));
  await world.run(10_100);
  assert.equal(got.get(3), 10_000);
});

test('a slow download takes its time, and is reset when whoever serves it dies amid it', async () => {
  const { world, network, spawn } = cluster(5);
  const [a, b] = [spawn('a'), spawn('b')];
  await b.env.http.serve('b', 8080, async () => new Response('bytes'));
  network.transferMs.set('a', 1000);
  const ended: (string | number)[] = [];
  const download = (): void => void a.env.http.fetch('http://b:8080/', { timeoutMs: 5000 }).then(({ status }) => ended.push(status), (error: unknown) => ended.push(String(error)));
  download();
  await world.run(1001);
  assert.deepEqual(ended, [200]);
  for (let i = 0; i < 5; i++) download();
  await world.run(1003);
  assert.deepEqual(ended, [200]);
  b.kill();
  await world.run(1005);
  assert.deepEqual(ended.slice(1), Array.from({ length: 5 }, () => 'WorldError: http://b:8080/: connection reset'));
});
