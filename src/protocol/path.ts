// Paths of the namespace: absolute, '/'-separated, already normalised by the client
// (DFSUtil.isValidName decides; the NameNode rejects what it rejects).

const slash = 0x2f;
const dot = 0x2e;
const colon = 0x3a;

/** DFSUtil.isValidName: absolute, no empty, '.', '..' or ':' bearing components. One slash at the end is fine. */
export function isValidName(path: string): boolean {
  if (path.charCodeAt(0) !== slash) return false;
  const { length } = path;
  let start = 1;
  for (let at = 1; at <= length; at++) {
    const unit = at < length ? path.charCodeAt(at) : slash;
    if (unit === colon) return false;
    if (unit !== slash) continue;
    const partLength = at - start;
    if (partLength === 0 && at < length) return false;
    const isDots = partLength > 0 && partLength <= 2 && path.charCodeAt(start) === dot && path.charCodeAt(at - 1) === dot;
    if (isDots) return false;
    start = at + 1;
  }
  return true;
}

/** ['a', 'b'] of '/a/b'; [] of '/'. Empty components are dropped. */
export function componentsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

/** '/a' of '/a/b'; '/' of '/a'; undefined of '/'. */
export function parentOf(path: string): string | undefined {
  if (path === '/') return undefined;
  const at = path.lastIndexOf('/');
  return at <= 0 ? '/' : path.slice(0, at);
}

/** The last component; '' of '/'. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `name` below `parent`. */
export function joinPath(parent: string, name: string): string {
  return parent === '/' ? `/${name}` : `${parent}/${name}`;
}

/** Whether `path` is `ancestor` or lies below it. */
export function isAtOrBelow(path: string, ancestor: string): boolean {
  return path === ancestor || ancestor === '/' || path.startsWith(`${ancestor}/`);
}
