// The `.md5` file beside an image: its digest and its name in one line. Answers to MD5FileUtils.
import type { Disk } from '../env/env.ts';
import { WorldError } from '../env/env.ts';
import { readIfThere, writeAtomically } from './atomic-file.ts';

export function md5PathOf(path: string): string {
  return `${path}.md5`;
}

/** Writes the digest (32 lower-case hex digits) of the file that is or will be at `path`; durable when it resolves. */
export async function writeMd5File(disk: Disk, path: string, hex: string): Promise<void> {
  await writeAtomically(disk, md5PathOf(path), Buffer.from(`${hex} *${nameOf(path)}\n`));
}

/** The stored digest of the file at `path`; undefined when none is stored. Throws WorldError `io` for a broken one. */
export async function readMd5File(disk: Disk, path: string): Promise<string | undefined> {
  const content = await readIfThere(disk, md5PathOf(path));
  if (content === undefined) return undefined;
  const line = (Buffer.from(content).toString('utf8').split('\n', 1)[0] ?? '').trim();
  const match = /^([0-9a-f]{32}) [ *](.+)$/.exec(line);
  if (match === null) {
    throw new WorldError('io', `Invalid MD5 file ${md5PathOf(path)}: the content "${line}" does not match the expected pattern.`);
  }
  if (nameOf(match[2] ?? '') !== nameOf(path)) {
    throw new WorldError('io', `MD5 file at ${md5PathOf(path)} references file named ${nameOf(match[2] ?? '')} but we expected it to reference ${path}`);
  }
  return match[1];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
