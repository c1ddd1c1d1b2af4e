// A path and the rows that it leads through, root first; -1 for what is not there. Answers to INodesInPath.

/** '/' of ['']; '/a/b' of ['', 'a', 'b'], cut behind `last`. */
function joined(names: readonly string[], last: number): string {
  return last <= 0 ? '/' : names.slice(0, last + 1).join('/');
}

/** Whether a path is its own shortest form. */
function isPlain(path: string): boolean {
  return path === '/' || (!path.endsWith('/') && !path.includes('//'));
}

export class ResolvedPath {
  /** Rows of all components but the last one, the root's first; -1 from the first that does not exist on. */
  readonly #above: readonly number[];
  /** The row that the whole path leads to, or -1. */
  readonly last: number;
  /** Whether the client asked below /.reserved/raw. */
  readonly isRaw: boolean;
  /** Whether the path leads into .snapshot of a snapshottable directory. */
  readonly isSnapshot: boolean;
  readonly #given: string;
  #path: string | undefined;
  #names: readonly string[] | undefined;

  /** @param above is kept: it must not change */
  constructor(given: string, above: readonly number[], last: number, isRaw: boolean, isSnapshot: boolean) {
    this.#given = given;
    this.#above = above;
    this.last = last;
    this.isRaw = isRaw;
    this.isSnapshot = isSnapshot;
  }

  /** Components, the root's empty name included. */
  get length(): number {
    return this.#above.length + 1;
  }

  /** Component names; the first is the root's empty one. */
  get names(): readonly string[] {
    this.#names ??= ['', ...this.#given.split('/').filter((name) => name !== '')];
    return this.#names;
  }

  /** The path without doubled or trailing slashes. */
  get path(): string {
    this.#path ??= isPlain(this.#given) ? this.#given : joined(this.names, this.#above.length);
    return this.#path;
  }

  get parentPath(): string {
    return this.pathTo(this.#above.length - 1);
  }

  /** The path up to and with component `index`. */
  pathTo(index: number): string {
    const { path } = this;
    if (index === this.#above.length) return path;
    if (index === this.#above.length - 1) return path.slice(0, path.lastIndexOf('/')) || '/';
    return joined(this.names, index);
  }

  /** The path, doubled slashes perhaps included, without one behind its last name. */
  get endingInName(): string {
    return this.#given.endsWith('/') ? this.path : this.#given;
  }

  get lastName(): string {
    const path = this.endingInName;
    return path.slice(path.lastIndexOf('/') + 1);
  }

  /** What is behind this path's last component: `path`, which leads to `row` or, with -1, to nothing. */
  child(path: string, row: number): ResolvedPath {
    return new ResolvedPath(path, [...this.#above, this.last], row, this.isRaw, this.isSnapshot);
  }

  /** The row of component `index`, negative ones counted from the end; -1 if it does not exist. */
  row(index: number): number {
    const at = index < 0 ? this.length + index : index;
    return at === this.#above.length ? this.last : (this.#above[at] ?? -1);
  }

  /** The row of the directory above, or -1. */
  get parent(): number {
    return this.#above[this.#above.length - 1] ?? -1;
  }

  /** Index of the last component that exists; the root always does, unless an id led nowhere. */
  get lastExisting(): number {
    let index = this.#above.length;
    while (index >= 0 && this.row(index) === -1) index--;
    return index;
  }
}
