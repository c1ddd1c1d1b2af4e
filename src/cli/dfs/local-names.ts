// Users and groups of this machine by number and by name, from /etc/passwd and /etc/group; numbers stand for themselves
// where there is no name.
import { readFileSync } from 'node:fs';
import { FileSystemError } from '../../client/errors.ts';

export class LocalNames {
  #users: Map<number, string> | undefined;
  #groups: Map<number, string> | undefined;

  user(id: number): string {
    this.#users ??= entries('/etc/passwd');
    return this.#users.get(id) ?? String(id);
  }

  group(id: number): string {
    this.#groups ??= entries('/etc/group');
    return this.#groups.get(id) ?? String(id);
  }

  /** The numbers of an owner and a group, as far as they are given. EINVAL, in chown's words, for names that this machine does not know. */
  idsOf(owner: string | undefined, group: string | undefined): { readonly uid: number | undefined; readonly gid: number | undefined } {
    this.#users ??= entries('/etc/passwd');
    this.#groups ??= entries('/etc/group');
    const written = `\u2018${owner ?? ''}${group === undefined ? '' : `:${group}`}\u2019`;
    return { uid: idOf(this.#users, owner, `user: ${written}`), gid: idOf(this.#groups, group, `group: ${written}`) };
  }
}

function entries(file: string): Map<number, string> {
  const names = new Map<number, string>();
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return names;
  }
  for (const line of text.split('\n')) {
    const [name, , id] = line.split(':');
    if (name !== undefined && id !== undefined && !names.has(Number(id))) names.set(Number(id), name);
  }
  return names;
}

function idOf(names: ReadonlyMap<number, string>, name: string | undefined, what: string): number | undefined {
  if (name === undefined) return undefined;
  for (const [id, each] of names) if (each === name) return id;
  if (/^\d+$/.test(name)) return Number(name);
  throw new FileSystemError('EINVAL', `chown: invalid ${what}`);
}
