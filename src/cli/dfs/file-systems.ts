// The file systems that a command line reaches: fs.defaultFS, others by their URI, and this machine's. Each is opened
// when the first path names it. Answers to FileSystem.get.
import type { FileSystem } from '../../client/file-system.ts';
import type { Configuration } from '../../conf/configuration.ts';
import type { PathUri } from './path-uri.ts';
import { ShellError, UsageError } from './shell-errors.ts';

/** Opens hdfs://authority with the configuration's options. */
export type Connect = (uri: string, conf: Configuration) => Promise<FileSystem>;

export interface FileSystemsOptions {
  /** Read when a path needs it: commands of local paths alone and help do not. */
  readonly conf: () => Promise<Configuration>;
  readonly connect: Connect;
  /** The directory of relative local paths. */
  readonly workingDirectory: string;
}

export class FileSystems {
  readonly #options: FileSystemsOptions;
  readonly #open = new Map<string, Promise<FileSystem>>();
  #conf: Promise<Configuration> | undefined;
  #default: string | undefined;

  constructor(options: FileSystemsOptions) {
    this.#options = options;
  }

  get conf(): Promise<Configuration> {
    this.#conf ??= this.#options.conf();
    return this.#conf;
  }

  /** Another fs.defaultFS from here on (`-expunge -fs URI`). */
  useDefault(uri: string): void {
    this.#default = uri;
  }

  /** The file system of a path: fs.defaultFS where the path names none. */
  async of({ scheme, authority }: Pick<PathUri, 'scheme' | 'authority'>): Promise<FileSystem> {
    if (scheme === 'file') return this.local();
    const whole = await this.defaultUri();
    const standard = /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\/([^/]*)/.exec(whole);
    if (authority === undefined && (scheme === undefined || (scheme === standard?.[1] && standard[2] !== ''))) return this.#at(standard?.[1] ?? 'file', standard?.[2] ?? '');
    return this.#at(scheme ?? '', authority ?? '');
  }

  local(): Promise<FileSystem> {
    return this.#once('file:', async () => {
      const { LocalFileSystem } = await import('./local-file-system.ts');
      return new LocalFileSystem(this.#options.workingDirectory);
    });
  }

  async defaultFileSystem(): Promise<FileSystem> {
    return this.of({ scheme: undefined, authority: undefined });
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    for (const opening of this.#open.values()) await (await opening.catch(() => undefined))?.close();
  }

  /** fs.defaultFS, in its full form. */
  async defaultUri(): Promise<string> {
    const uri = this.#default ?? (await this.conf).text('fs.defaultFS')?.trim() ?? '';
    if (uri === '' || uri === 'local') return 'file:///';
    return uri.includes(':/') ? uri : `hdfs://${uri}`;
  }

  #at(scheme: string, authority: string): Promise<FileSystem> {
    if (scheme === 'file') return this.local();
    if (scheme !== 'hdfs') throw new ShellError(scheme === '' ? `No FileSystem for an authority without a scheme: //${authority}` : `No FileSystem for scheme "${scheme}"`);
    if (authority === '') throw new UsageError('Incomplete HDFS URI, no host: hdfs:///');
    const uri = `hdfs://${authority}`;
    return this.#once(uri, async () => this.#options.connect(uri, await this.conf));
  }

  #once(uri: string, open: () => Promise<FileSystem>): Promise<FileSystem> {
    let opening = this.#open.get(uri);
    if (opening === undefined) {
      opening = open();
      this.#open.set(uri, opening);
    }
    return opening;
  }
}
