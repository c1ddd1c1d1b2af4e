// in_use.lock without flock(2), which Node does not have. A lock file is held when a live process
// has it open (ours keep it open for their life) or when the kernel lists a POSIX lock on it, which is
// how a Java daemon holds it. Linux only; elsewhere the pid in the file decides.
import { constants, promises as fs } from 'node:fs';
import { WorldError } from '../env.ts';
import type { DiskLock } from '../env.ts';

/** Takes the lock or throws WorldError `locked` naming the holder. */
export async function takeLock(path: string, content: string): Promise<DiskLock> {
  const before = await readIfThere(path);
  const holder = before === undefined ? undefined : await holderOf(path, before);
  if (holder !== undefined) throw new WorldError('locked', `${path} is held by ${holder}`);
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
    },
  };
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
