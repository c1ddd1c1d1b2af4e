// What a caller writes as a path, as the NameNode wants it: absolute, without scheme, '.', '..' and double slashes.
// Answers to org.apache.hadoop.fs.Path and FileSystem.checkPath.
import { isValidName } from '../protocol/path.ts';
import { FileSystemError } from './errors.ts';

/**
 * The absolute path of `path`; relative ones are below `home`. Throws EINVAL for another file system's URI, and for names
 * that HDFS cannot have.
 */
export function resolvePath(path: string, uri: string, home: string): string {
  if (path === '') throw new FileSystemError('EINVAL', 'Can not create a Path from an empty string', { path });
  let rest = path;
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):(\/\/([^/]*))?(?=\/|$)/.exec(path);
  if (match !== null) {
    const authority = match[3] ?? '';
    if (match[1]?.toLowerCase() !== 'hdfs' || (authority !== '' && !sameAuthority(authority, uri.slice('hdfs://'.length)))) {
      throw new FileSystemError('EINVAL', `Wrong FS: ${path}, expected: ${uri}`, { path });
    }
    rest = path.slice(match[0].length);
    if (rest === '') rest = '/';
  }
  const parts: string[] = [];
  for (const part of (rest.startsWith('/') ? rest : `${home}/${rest}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const resolved = `/${parts.join('/')}`;
  if (!isValidName(resolved)) throw new FileSystemError('EINVAL', `Pathname ${resolved} from ${path} is not a valid DFS filename.`, { path });
  return resolved;
}

function sameAuthority(one: string, other: string): boolean {
  const whole = (authority: string): string => authority.toLowerCase().replace(/:8020$/, '');
  return whole(one) === whole(other);
}
