// The audit log: a line a call, of who asked for what of which path and whether they were allowed to, in the form that Hadoop's
// tools read. Off, into a file of its own, or into the daemon's log; its level can be changed while the NameNode runs
// (/logLevel, FSNamesystem.audit). Answers to FSNamesystem.DefaultAuditLogger.
import { SerialQueue } from '../../base/async.ts';
import type { DiskFile, Env } from '../../env/env.ts';

export interface AuditOptions {
  /** off, log, or the absolute path of a file. */
  readonly to: string;
  /** dfs.namenode.audit.log.debug.cmdlist: commands that only count at debug. */
  readonly debugCommands: ReadonlySet<string>;
  /** hadoop.caller.context.enabled and .max.size: what a client says of its job is told, to so many characters. */
  readonly callerContextMax: number;
}

export interface AuditEntry {
  readonly allowed: boolean;
  /** 'root (auth:SIMPLE)' */
  readonly ugi: string;
  readonly ip: string;
  readonly cmd: string;
  readonly src: string | undefined;
  readonly dst: string | undefined;
  /** 'owner:group:rwxr-xr-x' of what the call changed. */
  readonly perm: string | undefined;
  /** rpc, webhdfs */
  readonly proto: string;
  readonly callerContext: string | undefined;
}

/** Name of the event in the daemon's log, and of the logger. */
export const auditEvent = 'FSNamesystem.audit';
/** Lines that wait for the disk; beyond, they are dropped and counted. */
const linesMax = 100_000;

export class AuditLog {
  readonly #env: Env;
  readonly #options: AuditOptions;
  readonly #writes = new SerialQueue();
  #lines: string[] = [];
  #file: DiskFile | undefined;
  #scheduled = false;
  /** Lines that were lost because the disk did not take them. */
  dropped = 0;

  constructor(env: Env, options: AuditOptions) {
    this.#env = env;
    this.#options = options;
    if (options.to !== 'off' && env.logging.audit === 'off') env.logging.audit = 'info';
  }

  /** Asked by every call. */
  get on(): boolean {
    const { audit } = this.#env.logging;
    return audit === 'info' || audit === 'debug';
  }

  write(entry: AuditEntry): void {
    if (this.#env.logging.audit !== 'debug' && this.#options.debugCommands.has(entry.cmd.toLowerCase())) return;
    const fields = fieldsOf(entry, this.#options.callerContextMax);
    const { to } = this.#options;
    if (to === 'log' || to === 'off') {
      this.#env.log('info', auditEvent, Object.fromEntries(fields));
      return;
    }
    if (this.#lines.length >= linesMax) {
      this.dropped++;
      return;
    }
    this.#lines.push(`${timeText(this.#env.wallMs())} INFO ${auditEvent}: ${fields.map(([name, value]) => `${name}=${value}`).join('\t')}\n`);
    if (this.#scheduled) return;
    this.#scheduled = true;
    // The lines of a turn go out together.
    void this.#env.turn().then(() => this.#writes.run(() => this.#flush(to)));
  }

  /** Resolves when everything is written. */
  async close(): Promise<void> {
    await this.#env.turn();
    await this.#writes.run(async () => {
      await this.#file?.close();
      this.#file = undefined;
    });
  }

  async #flush(path: string): Promise<void> {
    this.#scheduled = false;
    const lines = this.#lines;
    this.#lines = [];
    try {
      this.#file ??= await this.#open(path);
      // Asked each time: others cut the file when they rotate it.
      await this.#file.write(Buffer.from(lines.join('')), await this.#file.size());
    } catch (error) {
      this.dropped += lines.length;
      this.#env.log('error', 'the audit log cannot be written', { path, lines: lines.length, error });
    }
  }

  async #open(path: string): Promise<DiskFile> {
    const { disk } = this.#env;
    await disk.makeDirectory(path.slice(0, path.lastIndexOf('/')) || '/');
    return (await disk.stat(path)) === undefined ? disk.open(path, 'create') : disk.open(path, 'update');
  }
}

function fieldsOf(entry: AuditEntry, callerContextMax: number): [string, string][] {
  const { allowed, ugi, ip, cmd, src, dst, perm, proto, callerContext = '' } = entry;
  const fields: [string, string][] = [
    ['allowed', String(allowed)], ['ugi', ugi], ['ip', `/${ip}`], ['cmd', cmd], ['src', plain(src)], ['dst', plain(dst)], ['perm', perm ?? 'null'], ['proto', proto],
  ];
  if (callerContextMax > 0 && callerContext !== '') fields.push(['callerContext', plain(callerContext.slice(0, callerContextMax))]);
  return fields;
}

/** What comes from clients must not make lines or fields of its own. */
function plain(text: string | undefined): string {
  return text === undefined ? 'null' : text.replace(/\p{Cc}/gu, (c) => (c === '\u007f' ? '\\u007f' : JSON.stringify(c).slice(1, -1)));
}

/** log4j's ISO8601: 2026-11-28 10:29:24,260. */
function timeText(wallMs: number): string {
  return new Date(wallMs).toISOString().replace('T', ' ').replace('.', ',').slice(0, 23);
}
