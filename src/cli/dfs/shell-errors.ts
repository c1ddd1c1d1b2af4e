// The errors that the shell makes itself, with Hadoop's words: org.apache.hadoop.fs.PathIOException and its children,
// and the IllegalArgumentExceptions of a wrong command line.

/** An IOException of the shell: told in a line, exit code 1. */
export class ShellError extends Error {
  override readonly name: string = 'ShellError';
}

export interface PathErrorOptions extends ErrorOptions {
  /** What was being done: rename, mkdir. */
  readonly operation?: string;
  readonly target?: string;
  /** Told too where it differs from the path as it was written. */
  readonly qualified?: string;
}

/** PathIOException: what is wrong with a path, quoted as it was written. */
export class PathError extends ShellError {
  override readonly name: string = 'PathError';

  constructor(path: string, reason = 'Input/output error', options: PathErrorOptions = {}) {
    const { operation, target, qualified, cause } = options;
    super([
      operation === undefined ? '' : `${operation} `,
      `\`${path}'`,
      target === undefined ? '' : ` to \`${target}'`,
      `: ${reason}`,
      qualified === undefined || qualified === path ? '' : `: \`${qualified}'`,
    ].join(''), cause === undefined ? undefined : { cause });
  }
}

/** PathNotFoundException, which `-rm -f` and others tell from the rest. */
export class PathNotFound extends PathError {
  override readonly name = 'PathNotFound';

  constructor(path: string, options: PathErrorOptions = {}) {
    super(path, 'No such file or directory', options);
  }
}

/** PathExistsException. */
export function pathExists(path: string): PathError {
  return new PathError(path, 'File exists');
}

/** PathIsDirectoryException. */
export function isDirectory(path: string): PathError {
  return new PathError(path, 'Is a directory');
}

/** PathIsNotDirectoryException. */
export function isNotDirectory(path: string): PathError {
  return new PathError(path, 'Is not a directory');
}

/** An IllegalArgumentException: the command line is wrong. Told with the usage, exit code 255. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** An option that there is not, and those that there are: for a suggestion. */
  readonly unknown: { readonly word: string; readonly known: readonly string[] } | undefined;

  constructor(message: string, unknown?: { readonly word: string; readonly known: readonly string[] }) {
    super(message);
    this.unknown = unknown;
  }
}
