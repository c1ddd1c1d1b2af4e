// The rename of FileSystem: false instead of an error, and into a directory that is there.
// Answers to DistributedFileSystem.rename(Path, Path).
import type { ClientContext } from '../client-context.ts';

/** The first version of rename, which the NameNode answers as Hadoop's shell wants it. */
export async function renameInto(context: ClientContext, from: string, to: string, signal: AbortSignal): Promise<boolean> {
  const { result } = await context.nameNode.rename({ src: from, dst: to }, { signal });
  return result;
}
