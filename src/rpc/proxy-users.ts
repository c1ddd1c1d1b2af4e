// Who may act for whom, and from where: hadoop.proxyuser.USER.{users,groups,hosts}. Answers to ProxyUsers with
// DefaultImpersonationProvider. Hosts are addresses, ranges of IPv4 addresses (10.0.0.0/8) or *: names are not looked up.
import type { Configuration } from '../conf/configuration.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import type { Groups } from './groups.ts';

interface Rule {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly hosts: readonly string[];
}

/** By the user who acts for others. */
export type ProxyRules = ReadonlyMap<string, Rule>;

/** The rules as they were last read. */
export class ProxyUsers {
  readonly #read: () => Configuration;
  #rules: ProxyRules;

  /** `read` gives the configuration as it is now; without it there is only `conf`. */
  constructor(conf: Configuration, read: () => Configuration = () => conf) {
    this.#read = read;
    this.#rules = proxyRules(conf);
  }

  get rules(): ProxyRules {
    return this.#rules;
  }

  /** Reads them again. Throws ConfError, with the rules as they were, for a configuration that cannot be read. */
  refresh(): void {
    this.#rules = proxyRules(this.#read());
  }
}

const prefix = 'hadoop.proxyuser.';

export function proxyRules(conf: Configuration): ProxyRules {
  const rules = new Map<string, Rule>();
  for (const name of conf.names()) {
    const match = /^hadoop\.proxyuser\.(.+)\.(users|groups|hosts)$/.exec(name);
    const user = match?.[1];
    if (user === undefined || rules.has(user)) continue;
    const list = (what: string): string[] => (conf.text(`${prefix}${user}.${what}`) ?? '').split(',').map((item) => item.trim()).filter((item) => item !== '');
    rules.set(user, { users: list('users'), groups: list('groups'), hosts: list('hosts') });
  }
  return rules;
}

/** The check as servers take it. */
export function impersonation(users: ProxyUsers, groups: Groups): (realUser: string, user: string, address: string) => void {
  return (realUser, user, address) => checkImpersonation(users.rules, (of) => groups.of(of), realUser, user, address);
}

/** Throws AuthorizationException unless `realUser` may act as `user` from `address`. */
export function checkImpersonation(rules: ProxyRules, groupsOf: (user: string) => readonly string[], realUser: string, user: string, address: string): void {
  const rule = rules.get(realUser);
  const named = (list: readonly string[], names: readonly string[]): boolean => list.includes('*') || names.some((name) => list.includes(name));
  if (rule === undefined || !(named(rule.users, [user]) || named(rule.groups, groupsOf(user)))) {
    throw new HdfsException('AuthorizationException', `User: ${realUser} is not allowed to impersonate ${user}`);
  }
  if (!rule.hosts.some((host) => host === '*' || host === address || inRange(host, address))) {
    throw new HdfsException('AuthorizationException', `Unauthorized connection for super-user: ${realUser} from IP /${address}`);
  }
}

/** Whether an IPv4 address lies in a.b.c.d/n. */
function inRange(range: string, address: string): boolean {
  const [base = '', length] = range.split('/');
  const from = numberOf(base);
  const asked = numberOf(address);
  const bits = Number(length);
  if (length === undefined || from === undefined || asked === undefined || !Number.isInteger(bits) || bits < 0 || bits > 32) return false;
  const size = 2 ** (32 - bits);
  return Math.floor(from / size) === Math.floor(asked / size);
}

function numberOf(address: string): number | undefined {
  const parts = address.split('.').map(Number);
  return parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 255) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}
