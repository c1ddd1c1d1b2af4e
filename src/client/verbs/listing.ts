// The entries of a directory, part by part as they are taken. Answers to DistributedFileSystem.DirListingIterator.
import { isException } from '../../protocol/exceptions.ts';
import type { ClientContext } from '../client-context.ts';
import { inScope } from '../call-scope.ts';
import { FileSystemError } from '../errors.ts';
import type { CallOptions, FileStatus } from '../file-system.ts';
import { fileStatus } from './file-status.ts';

/** Each part has the whole of `options.timeoutMs`: how long the taker takes is not the server's business. */
export async function* listing(context: ClientContext, path: string, options: CallOptions | undefined): AsyncGenerator<FileStatus, void, undefined> {
  let startAfter: Uint8Array = new Uint8Array(0);
  for (;;) {
    const after = startAfter;
    const part = await inScope(context.env, options, context.settings.callTimeoutMs, 'list', path, async (signal) => {
      const { dirList } = await context.nameNode.getListing({ src: path, startAfter: after, needLocation: false }, { signal });
      if (dirList === undefined) throw new FileSystemError('ENOENT', `File ${path} does not exist.`, { path });
      return dirList;
    });
    for (const entry of part.partialListing) yield fileStatus(entry, path);
    const last = part.partialListing.at(-1);
    if (part.remainingEntries === 0 || last === undefined) return;
    startAfter = last.path;
  }
}

/** Everything below `path`, depth first, parents before their entries. A directory that is gone when its turn comes is passed over. */
export async function* walking(context: ClientContext, path: string, options: CallOptions | undefined): AsyncGenerator<FileStatus, void, undefined> {
  const open = [listing(context, path, options)];
  for (;;) {
    const current = open.at(-1);
    if (current === undefined) return;
    let next: IteratorResult<FileStatus, void>;
    try {
      next = await current.next();
    } catch (error) {
      const gone = error instanceof FileSystemError && (error.code === 'ENOENT' || isException(error.cause, 'FileNotFoundException'));
      if (!gone || open.length === 1) throw error;
      open.pop();
      continue;
    }
    if (next.done === true) {
      open.pop();
      continue;
    }
    yield next.value;
    if (next.value.type === 'directory') open.push(listing(context, next.value.path, options));
  }
}
