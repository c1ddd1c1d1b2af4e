// This machine as the doctor sees it: the resolver, the addresses, and who listens on a port (Linux's /proc).
import { lookup } from 'node:dns/promises';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import type { Machine } from '../doctor/machine.ts';
import { isLocal } from './is-local.ts';

export function machineOf(processOf: Machine['processOf']): Machine {
  return { processOf, isLocal, lookup: addressesOf, listener: ({ port }) => listenerOn(port) };
}

async function addressesOf(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOTFOUND' || error.code === 'ENODATA')) return [];
    throw error;
  }
}

/** State of a listening socket in /proc/net/tcp. */
const listening = '0A';

/** The program that listens on a port, and its pid; undefined for other users' processes. */
function listenerOn(port: number): string | undefined {
  const inodes = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => listeningInodes(file, port)));
  if (inodes.size === 0) return undefined;
  for (const pid of entries('/proc').filter((name) => /^\d+$/.test(name))) {
    for (const descriptor of entries(`/proc/${pid}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(attempt(() => readlinkSync(`/proc/${pid}/fd/${descriptor}`)) ?? '')?.[1];
      if (inode !== undefined && inodes.has(inode)) return `${(attempt(() => readFileSync(`/proc/${pid}/comm`, 'utf8')) ?? 'a program').trim()}, pid ${pid}`;
    }
  }
  return undefined;
}

function listeningInodes(file: string, port: number): string[] {
  const lines = (attempt(() => readFileSync(file, 'utf8')) ?? '').split('\n').slice(1);
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return lines.flatMap((line) => {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
    return state === listening && local.endsWith(suffix) && inode !== undefined ? [inode] : [];
  });
}

function entries(dir: string): string[] {
  return attempt(() => readdirSync(dir)) ?? [];
}

/** Processes come and go, and others' are not ours to see. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
