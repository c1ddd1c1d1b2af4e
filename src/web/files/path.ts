// HDFS paths: absolute, '/' between names.

/** 'b' in '/a', as '/a/b'. */
export function childOf(path: string, name: string): string {
  return path === '/' ? `/${name}` : `${path}/${name}`;
}

export function parentOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at <= 0 ? '/' : path.slice(0, at);
}

export function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What the address of a page says as a path: one slash between names, none at the end, never empty. */
export function cleanPath(text: string): string {
  const names = text.split('/').filter((name) => name !== '');
  return `/${names.join('/')}`;
}

/** '#/files/a%20b' */
export function pageOf(path: string): string {
  return `#/files${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** Why it cannot be a name; undefined when it can. */
export function badName(name: string): string | undefined {
  if (name === '') return 'A name is needed.';
  if (name.includes('/')) return 'A name has no slash.';
  if (name === '.' || name === '..') return `${name} means a directory already.`;
  if (name.includes(':')) return 'HDFS takes no colon in names.';
  return undefined;
}
