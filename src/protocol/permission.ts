// Permission bits and who asks (org.apache.hadoop.fs.permission.FsPermission and PermissionStatus).

/** 0o1777 at most: sticky bit and rwx for user, group and others. */
export type Mode = number;

export const modeDefaultFile: Mode = 0o644;
export const modeDefaultDirectory: Mode = 0o755;

/** The bits that are permissions. */
export const modeBits = 0o1777;

/** FsAction bits. */
export const action = { none: 0, execute: 1, write: 2, writeExecute: 3, read: 4, readExecute: 5, readWrite: 6, all: 7 } as const;
export type Action = (typeof action)[keyof typeof action];

const symbols = ['---', '--x', '-w-', '-wx', 'r--', 'r-x', 'rw-', 'rwx'] as const;

/** FsAction.SYMBOL: 'r-x'. */
export function actionSymbol(bits: number): string {
  return symbols[bits & 7] ?? '---';
}

/** FsPermission.toString: 'rwxr-xr-x', with t or T in the last place for the sticky bit. */
export function modeSymbol(mode: Mode): string {
  const plain = actionSymbol(mode >> 6) + actionSymbol(mode >> 3) + actionSymbol(mode);
  if ((mode & 0o1000) === 0) return plain;
  return plain.slice(0, 8) + ((mode & 1) !== 0 ? 't' : 'T');
}

export interface PermissionStatus {
  readonly owner: string;
  readonly group: string;
  readonly mode: Mode;
}

/** The user a call runs as. */
export interface Caller {
  readonly user: string;
  readonly groups: readonly string[];
  /** Owner of the NameNode process or member of dfs.permissions.superusergroup. */
  readonly superuser: boolean;
}
