// Owner and group of an inode as one small number: few pairs own many files. Pairs are never forgotten; a
// namespace has at most 2^20 of them. Answers to SerialNumberManager's USER and GROUP maps.

import { assert } from '../../base/assert.ts';

const pairsMax = 1 << 20;

export class Principals {
  readonly #owners: string[] = [];
  readonly #groups: string[] = [];
  readonly #byOwner = new Map<string, Map<string, number>>();
  /** The pair that was asked for last: neighbours are alike. */
  #recent = 0;

  /** The number of a pair. */
  idOf(owner: string, group: string): number {
    const recent = this.#recent;
    if (this.#owners[recent] === owner && this.#groups[recent] === group) return recent;
    let groups = this.#byOwner.get(owner);
    if (groups === undefined) {
      groups = new Map();
      this.#byOwner.set(owner, groups);
    }
    let id = groups.get(group);
    if (id === undefined) {
      id = this.#owners.length;
      assert(id < pairsMax, 'a namespace has at most 2^20 pairs of owner and group');
      this.#owners.push(owner);
      this.#groups.push(group);
      groups.set(group, id);
    }
    this.#recent = id;
    return id;
  }

  owner(id: number): string {
    return this.#owners[id] ?? '';
  }

  group(id: number): string {
    return this.#groups[id] ?? '';
  }
}
