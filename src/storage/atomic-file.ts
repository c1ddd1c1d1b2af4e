// Small files that are replaced as a whole: the old content or the new one survives a power cut, never a
// mixture. Answers to AtomicFileOutputStream, which does not sync the directory; here the new content is
// durable when the promise resolves.
import type { Disk } from '../env/env.ts';
import { WorldError } from '../env/env.ts';

const temporarySuffix = '.tmp';

/** The directory that `path` lies in. */
export function directoryOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at <= 0 ? '/' : path.slice(0, at);
}

/** Replaces or creates `path`: temporary file, datasync, rename, directory sync. */
export async function writeAtomically(disk: Disk, path: string, content: Uint8Array): Promise<void> {
  const temporary = path + temporarySuffix;
  const file = await disk.open(temporary, 'replace');
  try {
    await file.write(content, 0);
    await file.datasync();
  } finally {
    await file.close();
  }
  await disk.rename(temporary, path);
  await disk.syncDirectory(directoryOf(path));
}

/** The file's content; undefined when it is not there. */
export async function readIfThere(disk: Disk, path: string): Promise<Uint8Array | undefined> {
  try {
    return await disk.readFile(path);
  } catch (error) {
    if (error instanceof WorldError && error.code === 'not-found') return undefined;
    throw error;
  }
}

/** Removes a file; fine when it is not there. The removal is durable after a sync of the directory. */
export async function removeIfThere(disk: Disk, path: string): Promise<void> {
  try {
    await disk.remove(path);
  } catch (error) {
    if (!(error instanceof WorldError && error.code === 'not-found')) throw error;
  }
}
