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

  /** EINVAL for a name that this machine does not know. */
  userId(name: string): number {
    this.#users ??= entries('/etc/passwd');
    return idOf(this.#users, name, 'user');
  }

  groupId(name: string): number {
    this.#groups ??= entries('/etc/group');
    return idOf(this.#groups, name, 'group');
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

function idOf(names: ReadonlyMap<number, string>, name: string, what: string): number {
  for (const [id, each] of names) if (each === name) return id;
  if (/^\d+$/.test(name)) return Number(name);
  throw new FileSystemError('EINVAL', `invalid ${what}: '${name}'`);
}
