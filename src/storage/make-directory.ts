// A directory that a power cut does not take back, with those it lies in.
import type { Disk } from '../env/env.ts';
import { WorldError } from '../env/env.ts';
import { directoryOf } from './atomic-file.ts';

/**
 * Makes `path` and what is missing on the way to it; their names are durable when it resolves. Fine when it is there. From the top
 * down, and nothing is made in a directory whose own name is not synced: so when it failed or was killed half-way, only the deepest
 * directory that is there can be one whose name a power cut takes back, and the next call syncs that first.
 */
export async function makeDurableDirectory(disk: Disk, path: string): Promise<void> {
  const missing: string[] = [];
  let there = path;
  while (there !== '/' && (await disk.stat(there)) === undefined) {
    missing.unshift(there);
    there = directoryOf(there);
  }
  if (there !== '/') await syncUnlessForeign(disk, directoryOf(there));
  for (const directory of missing) {
    await disk.makeDirectory(directory);
    await disk.syncDirectory(directoryOf(directory));
  }
}

/** One that this process's user may not read was not made by it, and neither was what lies there. */
async function syncUnlessForeign(disk: Disk, directory: string): Promise<void> {
  try {
    await disk.syncDirectory(directory);
  } catch (error) {
    if (!(error instanceof WorldError && error.code === 'denied')) throw error;
  }
}
