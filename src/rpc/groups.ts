// Which groups a user is in: hadoop.user.group.static.mapping.overrides, else the host's /etc/passwd and /etc/group.
// Answers to org.apache.hadoop.security.Groups with JniBasedUnixGroupsMapping; no process is spawned and no directory
// service asked. Answers are read synchronously, so the files are loaded ahead and again when they are old.
import type { Configuration } from '../conf/configuration.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import type { Caller } from '../protocol/permission.ts';
import type { Env } from '../env/env.ts';

/** hadoop.security.groups.cache.secs */
const refreshMs = 300_000;
/** Callers remembered: users that nobody knows could be any number. */
const callersMax = 10_000;

export interface GroupsOptions {
  /** "user=group1,group2;user2=": hadoop.user.group.static.mapping.overrides. */
  readonly staticMapping: string;
  readonly superusergroup: string;
  /** The user the NameNode runs as, who is always a superuser. */
  readonly owner: string;
}

/** Hadoop's default: its web user is in no group. */
export function staticMapping(conf: Configuration): string {
  return conf.text('hadoop.user.group.static.mapping.overrides') ?? 'dr.who=;';
}

export class Groups {
  readonly #env: Env;
  readonly #options: GroupsOptions;
  readonly #fixed = new Map<string, readonly string[]>();
  #byUser = new Map<string, string[]>();
  #loadedMs = Number.NEGATIVE_INFINITY;
  /** What `caller` made of those files, until they are read again. */
  readonly #callers = new Map<string, Caller>();

  constructor(env: Env, options: GroupsOptions) {
    this.#env = env;
    this.#options = options;
    for (const entry of options.staticMapping.split(';')) {
      const [user, groups = ''] = entry.split('=');
      if (user !== undefined && user.trim() !== '') this.#fixed.set(user.trim(), groups.split(',').map((group) => group.trim()).filter((group) => group !== ''));
    }
  }

  /** Reads the host's files; a host without them has no groups. */
  async load(): Promise<void> {
    this.#loadedMs = this.#env.monotonicMs();
    const [passwd, group] = await Promise.all([this.#lines('/etc/passwd'), this.#lines('/etc/group')]);
    const nameOfGid = new Map<string, string>();
    const byUser = new Map<string, string[]>();
    const add = (user: string, name: string): void => {
      const known = byUser.get(user);
      if (known === undefined) byUser.set(user, [name]);
      else if (!known.includes(name)) known.push(name);
    };
    for (const [name = '', , gid = ''] of group) nameOfGid.set(gid, name);
    for (const [user = '', , , gid = ''] of passwd) {
      const primary = nameOfGid.get(gid);
      if (primary !== undefined) add(user, primary);
    }
    for (const [name = '', , , members = ''] of group) for (const user of members.split(',')) if (user !== '') add(user, name);
    this.#byUser = byUser;
    this.#callers.clear();
  }

  /** The groups of `user`, the primary one first; [] for a user the host does not know. */
  of(user: string): readonly string[] {
    if (this.#env.monotonicMs() - this.#loadedMs > refreshMs) void this.load();
    return this.#fixed.get(user) ?? this.#byUser.get(user) ?? [];
  }

  /** RefreshUserMappingsProtocol.refreshUserToGroupsMappings. */
  refresh(): Promise<void> {
    return this.load();
  }

  caller(user: string): Caller {
    const groups = this.of(user);
    let caller = this.#callers.get(user);
    if (caller === undefined) {
      caller = { user, groups, superuser: user === this.#options.owner || groups.includes(this.#options.superusergroup) };
      if (this.#callers.size >= callersMax) this.#callers.clear();
      this.#callers.set(user, caller);
    }
    return caller;
  }

  /** FSPermissionChecker.checkSuperuserPrivilege, with its text. */
  checkSuperuser(caller: Caller): void {
    if (!caller.superuser) throw new HdfsException('AccessControlException', `Access denied for user ${caller.user}. Superuser privilege is required`);
  }

  async #lines(path: string): Promise<string[][]> {
    try {
      return Buffer.from(await this.#env.disk.readFile(path)).toString().split('\n').map((line) => line.split(':'));
    } catch {
      return [];
    }
  }
}
