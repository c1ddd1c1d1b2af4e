// What one client's directory must look like: a model of HDFS's namespace semantics, small and exact. Its owner alone writes
// there, one call after the other, so that every version is known; others who read see one of the versions that may be
// current while they ask. Pure.

export type Kind = 'dir' | 'file';

export interface Entry {
  readonly kind: Kind;
  readonly mode: number;
  /** What stays the same however the entry is renamed or changed; the inode's id, once somebody has seen it. */
  readonly identity: { id: number | undefined };
}

export type WriteOp =
  | { readonly kind: 'mkdirs'; readonly path: string }
  | { readonly kind: 'create'; readonly path: string; readonly overwrite: boolean }
  | { readonly kind: 'rename'; readonly src: string; readonly dst: string }
  | { readonly kind: 'rename2'; readonly src: string; readonly dst: string; readonly overwrite: boolean }
  | { readonly kind: 'delete'; readonly path: string; readonly recursive: boolean }
  | { readonly kind: 'setPermission'; readonly path: string; readonly mode: number };

/** What a call must answer: a value, or an exception by its name. */
export type Expected = { readonly value: boolean | 'file' } | { readonly refusal: string };

export type Tree = ReadonlyMap<string, Entry>;

export const dirMode = 0o755;
export const fileMode = 0o644;

export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The names in the directory `path`, sorted. */
export function childrenOf(tree: Tree, path: string): string[] {
  const names: string[] = [];
  for (const each of tree.keys()) if (parentOf(each) === path) names.push(nameOf(each));
  return names.sort();
}

const refused = (refusal: string): { expected: Expected } => ({ expected: { refusal } });
const answered = (value: boolean | 'file'): { expected: Expected } => ({ expected: { value } });

/** What `op` answers on `tree`, and the tree that it leaves; the same one when nothing changes. No ancestor of a path is a file. */
export function applied(tree: Tree, op: WriteOp): { readonly expected: Expected; readonly tree: Tree } {
  const next = new Map(tree);
  const { expected } = change(next, op);
  return { expected, tree: 'refusal' in expected || expected.value === false ? tree : next };
}

/**
 * The trees between `tree` and `after`, which `op` leaves: each directory on the way is an edit of its own, and the log of a cluster that lost
 * its power may end behind any of them. The call is made again later and does the rest.
 */
function between(tree: Tree, op: WriteOp, after: Tree): Tree[] {
  if (op.kind !== 'mkdirs' && op.kind !== 'create') return [];
  const made: string[] = [];
  for (let above = parentOf(op.path); above !== '' && !tree.has(above); above = parentOf(above)) made.unshift(above);
  return made.map((_, i) => {
    const next = new Map(tree);
    for (const path of made.slice(0, i + 1)) {
      const entry = after.get(path);
      if (entry !== undefined) next.set(path, entry);
    }
    return next;
  });
}

function change(tree: Map<string, Entry>, op: WriteOp): { expected: Expected } {
  switch (op.kind) {
    case 'mkdirs': {
      if (tree.get(op.path)?.kind === 'file') return refused('FileAlreadyExistsException');
      makeDirs(tree, op.path);
      return answered(true);
    }
    case 'create': {
      const there = tree.get(op.path);
      if (there?.kind === 'dir' || (there !== undefined && !op.overwrite)) return refused('FileAlreadyExistsException');
      // Directories on the way take after the one they are made in.
      let above = parentOf(op.path);
      while (above !== '' && !tree.has(above)) above = parentOf(above);
      makeDirs(tree, parentOf(op.path), (tree.get(above)?.mode ?? dirMode) | 0o300);
      tree.set(op.path, { kind: 'file', mode: fileMode, identity: { id: undefined } });
      return answered('file');
    }
    case 'rename': {
      if (!tree.has(op.src)) return answered(false);
      const into = tree.get(op.dst)?.kind === 'dir' ? `${op.dst}/${nameOf(op.src)}` : op.dst;
      if (tree.has(into) || !tree.has(parentOf(into))) return answered(false);
      move(tree, op.src, into);
      return answered(true);
    }
    case 'rename2': {
      const from = tree.get(op.src);
      const there = tree.get(op.dst);
      if (from === undefined) return refused('FileNotFoundException');
      if (there !== undefined) {
        if (from.kind !== there.kind) return refused('IOException');
        if (!op.overwrite) return refused('FileAlreadyExistsException');
        tree.delete(op.dst);
      } else if (!tree.has(parentOf(op.dst))) return refused('FileNotFoundException');
      move(tree, op.src, op.dst);
      return answered(true);
    }
    case 'delete': {
      const there = tree.get(op.path);
      if (there === undefined) return answered(false);
      const below = [...tree.keys()].filter((path) => path.startsWith(`${op.path}/`));
      if (below.length > 0 && !op.recursive) return refused('PathIsNotEmptyDirectoryException');
      for (const path of [op.path, ...below]) tree.delete(path);
      return answered(true);
    }
    case 'setPermission': {
      const there = tree.get(op.path);
      if (there === undefined) return refused('FileNotFoundException');
      tree.set(op.path, { ...there, mode: op.mode });
      return answered(true);
    }
  }
}

function makeDirs(tree: Map<string, Entry>, path: string, mode = dirMode): void {
  if (path === '' || tree.has(path)) return;
  makeDirs(tree, parentOf(path), mode);
  tree.set(path, { kind: 'dir', mode, identity: { id: undefined } });
}

function move(tree: Map<string, Entry>, src: string, dst: string): void {
  for (const [path, entry] of [...tree]) {
    if (path !== src && !path.startsWith(`${src}/`)) continue;
    tree.delete(path);
    tree.set(dst + path.slice(src.length), entry);
  }
}

/** One client's directory, with the versions that a reader may still see. */
export class SubtreeModel {
  readonly home: string;
  #versions: Tree[] = [new Map()];
  #firstVersion = 0;
  /** The last version whose call was answered: no later reader may see an older one. */
  #acknowledged = 0;
  /** The newest version that a reader has seen: readers who ask later see none before it. */
  #seen = 0;
  /** What the call under way changes; undefined without one. */
  underWay: string | undefined;

  constructor(home: string) {
    this.home = home;
  }

  /** The newest version: with the call in it that is under way. */
  get tree(): Tree {
    return this.#versions.at(-1) ?? new Map<string, Entry>();
  }

  get newest(): number {
    return this.#firstVersion + this.#versions.length - 1;
  }

  /** What a reader who asks now sees at least. */
  get oldestVisible(): number {
    return Math.max(this.#acknowledged, this.#seen);
  }

  /** A call goes out: from now on its effect may be seen. */
  begin(op: WriteOp): Expected {
    const { expected, tree } = applied(this.tree, op);
    this.#versions.push(...between(this.tree, op, tree), tree);
    const path = 'dst' in op ? op.dst : op.path;
    this.underWay = path === this.home ? undefined : path;
    return expected;
  }

  /** It was answered: from now on its effect must be seen. */
  acknowledge(): void {
    this.underWay = undefined;
    this.#acknowledged = this.newest;
    this.#prune(this.#acknowledged - 8);
  }

  /**
   * The versions for which `check` holds, from `oldest` (as it was when the reader asked) to the newest; none is wrong.
   * Later readers are held to what was seen.
   */
  seen(oldest: number, check: (tree: Tree) => boolean): Tree[] {
    const found: Tree[] = [];
    for (let version = Math.max(oldest, this.#firstVersion); version <= this.newest; version++) {
      const tree = this.#versions[version - this.#firstVersion];
      if (tree === undefined || !check(tree)) continue;
      if (found.length === 0) this.#seen = Math.max(this.#seen, version);
      found.push(tree);
    }
    return found;
  }

  /** The versions from `oldest` on, for messages. */
  versionsFrom(oldest: number): Tree[] {
    return this.#versions.slice(Math.max(0, oldest - this.#firstVersion));
  }

  #prune(before: number): void {
    // A slow reader may still ask for versions that are long gone for everybody else: keep a good many.
    const drop = Math.min(this.#versions.length - 1, before - this.#firstVersion - 200);
    if (drop <= 0) return;
    this.#versions = this.#versions.slice(drop);
    this.#firstVersion += drop;
  }
}
