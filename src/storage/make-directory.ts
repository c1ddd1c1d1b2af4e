// A directory that a power cut does not take back, with those it lies in.
import type { Disk } from '../env/env.ts';
import { directoryOf } from './atomic-file.ts';

/** Makes `path` and what is missing on the way to it; their names are durable when it resolves. Fine when it is there. */
export async function makeDurableDirectory(disk: Disk, path: string): Promise<void> {
  const holders = [directoryOf(path)];
  for (let above = directoryOf(path); above !== '/' && (await disk.stat(above)) === undefined;) {
    above = directoryOf(above);
    holders.push(above);
  }
  await disk.makeDirectory(path);
  for (const holder of holders) await disk.syncDirectory(holder);
}
