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
  /** One row for each component, the root's first; -1 from the first that does not exist on. */
  readonly rows: readonly number[];
  /** Whether the client asked below /.reserved/raw. */
  readonly isRaw: boolean;
  /** Whether the path leads into .snapshot of a snapshottable directory. */
  readonly isSnapshot: boolean;
  readonly #given: string;
  #path: string | undefined;
  #names: readonly string[] | undefined;

  constructor(given: string, rows: readonly number[], isRaw: boolean, isSnapshot: boolean) {
    this.#given = given;
    this.rows = rows;
    this.isRaw = isRaw;
    this.isSnapshot = isSnapshot;
  }

  /** Components, the root's empty name included. */
  get length(): number {
    return this.rows.length;
  }

  /** Component names; the first is the root's empty one. */
  get names(): readonly string[] {
    this.#names ??= ['', ...this.#given.split('/').filter((name) => name !== '')];
    return this.#names;
  }

  /** The path without doubled or trailing slashes. */
  get path(): string {
    this.#path ??= isPlain(this.#given) ? this.#given : joined(this.names, this.rows.length - 1);
    return this.#path;
  }

  get parentPath(): string {
    return this.pathTo(this.rows.length - 2);
  }

  /** The path up to and with component `index`. */
  pathTo(index: number): string {
    const { path } = this;
    if (index === this.rows.length - 1) return path;
    if (index === this.rows.length - 2) return path.slice(0, path.lastIndexOf('/')) || '/';
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

  /** The row of component `index`, negative ones counted from the end; -1 if it does not exist. */
  row(index: number): number {
    return this.rows[index < 0 ? this.rows.length + index : index] ?? -1;
  }

  /** The row that the whole path leads to, or -1. */
  get last(): number {
    return this.row(-1);
  }

  /** The row of the directory above, or -1. */
  get parent(): number {
    return this.row(-2);
  }

  /** Index of the last component that exists; the root always does, unless an id led nowhere. */
  get lastExisting(): number {
    let index = this.rows.length - 1;
    while (index >= 0 && this.rows[index] === -1) index--;
    return index;
  }
}
