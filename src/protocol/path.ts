// Paths of the namespace: absolute, '/'-separated, already normalised by the client
// (DFSUtil.isValidName decides; the NameNode rejects what it rejects).

/** DFSUtil.isValidName: absolute, no empty, '.', '..' or ':' bearing components. */
export function isValidName(path: string): boolean {
  if (!path.startsWith('/')) return false;
  const parts = path.split('/');
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] ?? '';
    if (part === '..' || part === '.' || part.includes(':')) return false;
    if (part === '' && i !== parts.length - 1 && i !== 0) return false;
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
