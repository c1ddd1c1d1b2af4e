/** Ports for daemons under test, and waiting for what happens in other processes. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BLOCK = 50;

/**
 * The first of `n` consecutive loopback ports that nothing listens on, kept from
 * other test processes until this one ends. They lie below the range from which
 * the kernel takes the ports of outgoing connections.
 */
export async function freePortBlock(n: number): Promise<number> {
  const blocks = Math.ceil(n / BLOCK);
  const slots = Math.floor(10_000 / BLOCK);
  const first = Math.floor(Math.random() * slots);
  for (let k = 0; k < slots; k++) {
    const slot = (first + k) % slots;
    const taken: number[] = [];
    for (let b = 0; b < blocks && slot + b < slots && reserve(slot + b); b++) taken.push(slot + b);
    const base = 20_000 + slot * BLOCK;
    if (taken.length === blocks && (await allFree(base, n))) return base;
    for (const s of taken) rmSync(reservation(s), { force: true });
  }
  throw new Error(`no ${n} free ports in 20000-29999`);
}

/** An ephemeral port, for a listener that is opened at once. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const reservations = join(tmpdir(), 'quorate-test-ports');
const reservation = (slot: number): string => join(reservations, String(slot));
process.once('exit', () => {
  for (const slot of reserved) rmSync(reservation(slot), { force: true });
});
const reserved = new Set<number>();

function reserve(slot: number): boolean {
  mkdirSync(reservations, { recursive: true });
  const file = reservation(slot);
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      reserved.add(slot);
      return true;
    } catch {
      if (ownerLives(file)) return false;
      rmSync(file, { force: true });
    }
  }
  return false;
}

function ownerLives(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')) || -1, 0);
    return true;
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function allFree(base: number, n: number): Promise<boolean> {
  for (let port = base; port < base + n; port++) {
    const server = createServer();
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    if (free) await new Promise((resolve) => server.close(resolve));
    else return false;
  }
  return true;
}

/** Whether something accepts connections on a loopback port. */
export function listening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.setTimeout(500, () => done(false));
    socket.once('connect', () => done(true)).once('error', () => done(false));
    function done(answer: boolean): void {
      socket.destroy();
      resolve(answer);
    }
  });
}

/** Asks until the answer is neither false nor undefined, and answers it; rejects naming `what` after `timeoutMs`. */
export async function waitFor<T>(
  what: string,
  ask: () => T | false | undefined | Promise<T | false | undefined>,
  timeoutMs = 30_000,
  everyMs = 20,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** The first bean that a daemon's /jmx shows for a query, or undefined when it does not answer. */
export async function jmx(httpPort: number, query: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${httpPort}/jmx?qry=${query}`, { signal: AbortSignal.timeout(2000) });
    const body = (await response.json()) as { readonly beans?: readonly Record<string, unknown>[] };
    return body.beans?.[0];
  } catch {
    return undefined;
  }
}
