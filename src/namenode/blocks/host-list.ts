// The include and exclude lists of DataNodes (dfs.hosts, dfs.hosts.exclude), one host, address or address:port
// a line. No names are resolved. Answers to HostFileManager.

import type { DatanodeIDProto } from '../../wire/hdfs.ts';

export class HostList {
  readonly #include: ReadonlySet<string>;
  readonly #exclude: ReadonlySet<string>;

  constructor(include: readonly string[], exclude: readonly string[]) {
    this.#include = new Set(include);
    this.#exclude = new Set(exclude);
  }

  /** An empty include list admits everybody. */
  isIncluded(id: DatanodeIDProto): boolean {
    return this.#include.size === 0 || matches(this.#include, id);
  }

  isExcluded(id: DatanodeIDProto): boolean {
    return matches(this.#exclude, id);
  }
}

function matches(hosts: ReadonlySet<string>, id: DatanodeIDProto): boolean {
  return hosts.has(id.ipAddr) || hosts.has(id.hostName)
    || hosts.has(`${id.ipAddr}:${id.xferPort}`) || hosts.has(`${id.hostName}:${id.xferPort}`);
}
