// in_use.lock without flock(2), which Node does not have. Of our processes on Linux one at a time has the claim of a lock file,
// which the kernel gives to one and takes back when it ends. Besides, the file is held when a live process has it open (ours
// keep it open for their life: one of another network namespace, whose claims are its own) or when the kernel lists a POSIX
// lock on it, which is how a Java daemon holds it. Elsewhere nobody is kept out.
import { constants, promises as fs } from 'node:fs';
import type { Server } from 'node:net';
import { createServer } from 'node:net';
import { basename, dirname } from 'node:path';
import { WorldError } from '../env.ts';
import type { DiskLock } from '../env.ts';

/** Takes the lock or throws WorldError `locked` naming the holder. */
export async function takeLock(path: string, content: string): Promise<DiskLock> {
  const claim = await claimOf(path);
  try {
    return await underClaim(path, content, claim);
  } catch (error) {
    await closed(claim);
    throw error;
  }
}

/** Looks, opens and writes: where there are claims, one process at a time. */
async function underClaim(path: string, content: string, claim: Server | 'taken' | undefined): Promise<DiskLock> {
  const before = await readIfThere(path);
  const holder = before === undefined ? undefined : await holderOf(path, before);
  if (holder !== undefined || claim === 'taken') throw new WorldError('locked', `${path} is held by ${holder ?? 'another process'}`);
  const handle = await fs.open(path, constants.O_RDWR | constants.O_CREAT, 0o644);
  const held = handle.fd;
  try {
    await handle.truncate(0);
    await handle.write(content, 0);
  } catch (error) {
    // Held open, it would be taken for a lock that this process has.
    await handle.close();
    throw error;
  }
  heldHere.add(held);
  let released = false;
  return {
    release: async () => {
      if (released) return;
      released = true;
      heldHere.delete(held);
      await fs.unlink(path).catch(() => {});
      await handle.close();
      await closed(claim);
    },
  };
}

/** Bytes of the name of an abstract socket; a shorter one is filled up by some versions of Node and not by others. */
const socketNameBytes = 108;

/**
 * The right to look at a lock file and take it: an abstract Unix socket, named after the directory whatever path leads there.
 * `taken`: somebody has it. Undefined where there are none.
 */
async function claimOf(path: string): Promise<Server | 'taken' | undefined> {
  if (process.platform !== 'linux') return undefined;
  const { dev, ino } = await fs.stat(dirname(path), { bigint: true });
  const name = `\0quorate:${dev}:${ino}:${basename(path)}`.padEnd(socketNameBytes, ':');
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve('taken');
      else reject(new WorldError('io', `${path}: ${error.message.replaceAll('\0', '@')}`, { cause: error }));
    });
    server.listen({ path: name, exclusive: true }, () => resolve(server));
  });
}

async function closed(claim: Server | 'taken' | undefined): Promise<void> {
  if (claim === undefined || claim === 'taken') return;
  await new Promise((resolve) => claim.close(resolve));
}

const heldHere = new Set<number>();

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await fs.readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}

async function holderOf(path: string, content: string): Promise<string | undefined> {
  const { ino, dev } = await fs.stat(path);
  const pid = Number(/^(\d+)@/.exec(content)?.[1] ?? Number.NaN);
  if (Number.isSafeInteger(pid) && (await hasOpen(pid, ino, dev))) return `process ${content.trim()}`;
  const byKernel = await posixLockHolder(ino);
  return byKernel === undefined ? undefined : `process ${byKernel}`;
}

/** Whether `pid` has the file with this inode open (in our own process: as a lock). */
async function hasOpen(pid: number, ino: number, dev: number): Promise<boolean> {
  let names: string[];
  try {
    names = await fs.readdir(`/proc/${pid}/fd`);
  } catch {
    return false;
  }
  for (const name of names) {
    if (pid === process.pid && !heldHere.has(Number(name))) continue;
    const stat = await fs.stat(`/proc/${pid}/fd/${name}`).catch(() => undefined);
    if (stat?.ino === ino && stat.dev === dev) return true;
  }
  return false;
}

/** The pid that /proc/locks shows for an inode. */
async function posixLockHolder(ino: number): Promise<number | undefined> {
  const locks = await readIfThere('/proc/locks');
  for (const line of (locks ?? '').split('\n')) {
    const match = /(?:POSIX|FLOCK|OFDLCK)\s+\S+\s+\S+\s+(-?\d+)\s+\S+:\S+:(\d+)\s/.exec(line);
    if (match !== null && Number(match[2]) === ino) return Number(match[1]);
  }
  return undefined;
}
