// One storage directory of this machine: whose it is, how full its disk is, how long a small durable write takes there.
import { WorldError } from '../../env/env.ts';
import type { DiskFile, Env } from '../../env/env.ts';
import { within } from '../../env/waiting.ts';
import { readVersion } from '../../storage/version-file.ts';
import type { DirectoryFacts, SyncFacts } from '../facts.ts';
import type { DirectorySubject } from '../subject.ts';

/** A disk that answers nothing must not hold up the rest. */
const lookMs = 1200;
/** For all directories together, where the disks allow it. */
const syncMs = 150;
const samplesLeast = 5;
const samplesMost = 25;
const writeBytes = 512;

/** Looks at all directories; the writes of one wait for those of the others, so that they do not measure each other. */
export async function lookAtDirectories(env: Env, directories: readonly DirectorySubject[]): Promise<DirectoryFacts[]> {
  const endMs = env.monotonicMs() + lookMs;
  const looked = await Promise.all(directories.map((subject) => lookAt(env, subject)));
  const done: DirectoryFacts[] = [];
  for (const facts of looked) done.push(facts.exists && facts.error === undefined ? await measured(env, facts, syncMs / directories.length, endMs) : facts);
  return done;
}

async function lookAt(env: Env, subject: DirectorySubject): Promise<DirectoryFacts> {
  const unknown: DirectoryFacts = { ...subject, exists: false, version: undefined, versionError: undefined, space: undefined, sync: undefined, error: undefined };
  try {
    return await within(env, lookMs, subject.path, look(env, unknown));
  } catch (error) {
    return { ...unknown, exists: true, error: reasonOf(error) };
  }
}

async function look(env: Env, facts: DirectoryFacts): Promise<DirectoryFacts> {
  if ((await env.disk.stat(facts.path)) === undefined) return facts;
  const space = await env.disk.space(facts.path);
  try {
    return { ...facts, exists: true, space, version: await readVersion(env.disk, facts.path) };
  } catch (error) {
    return { ...facts, exists: true, space, versionError: reasonOf(error) };
  }
}

async function measured(env: Env, facts: DirectoryFacts, forMs: number, endMs: number): Promise<DirectoryFacts> {
  const leftMs = endMs - env.monotonicMs();
  if (leftMs <= 0) return facts;
  const tookMs: number[] = [];
  try {
    await within(env, leftMs, facts.path, writeDurably(env, facts.path, tookMs, forMs, endMs));
  } catch (error) {
    // One write that hangs is a measurement, too.
    if (error instanceof WorldError && error.code === 'timeout') tookMs.push(leftMs);
    else return { ...facts, error: reasonOf(error) };
  }
  return { ...facts, sync: summary(tookMs) };
}

/** The file has no name while it is written: nothing stays behind, whatever happens. */
async function writeDurably(env: Env, directory: string, tookMs: number[], forMs: number, endMs: number): Promise<void> {
  const path = `${directory}/.quorate-doctor.${env.pid}.${Buffer.from(env.randomBytes(4)).toString('hex')}`;
  const file: DiskFile = await env.disk.open(path, 'create');
  try {
    await env.disk.remove(path);
    const bytes = Buffer.alloc(writeBytes, 0x71);
    const startMs = env.monotonicMs();
    for (let i = 0; i < samplesMost; i++) {
      const sentMs = env.monotonicMs();
      if (i >= samplesLeast && sentMs - startMs > forMs) break;
      if (i > 0 && sentMs > endMs) break;
      await file.write(bytes, i * writeBytes);
      await file.datasync();
      tookMs.push(env.monotonicMs() - sentMs);
    }
  } finally {
    await file.close();
  }
}

export function summary(tookMs: readonly number[]): SyncFacts | undefined {
  const sorted = [...tookMs].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  const worst = sorted.at(-1);
  return median === undefined || worst === undefined ? undefined : { samples: sorted.length, medianMs: median, worstMs: worst };
}

function reasonOf(error: unknown): string {
  if (error instanceof WorldError && error.code === 'denied') return 'permission denied';
  return error instanceof Error ? error.message : String(error);
}
