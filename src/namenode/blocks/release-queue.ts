// apply never orders (HA.md rule 17). What an edit, or anything seen in the namespace at that edit, makes us tell
// DataNodes waits here until that txid is on a majority, and is dropped with the term if it never gets there:
// a delete lost in a failover must not have erased a replica.

import { assert } from '../../base/assert.ts';

/** Orders in the order of the txids that they depend on. */
export class ReleaseQueue {
  readonly #txids: number[] = [];
  readonly #orders: (() => void)[] = [];
  #head = 0;
  #appliedTxid = 0;
  #durableTxid = 0;

  /** Orders that wait. */
  get size(): number {
    return this.#orders.length - this.#head;
  }

  /** What the namespace shows. */
  get appliedTxid(): number {
    return this.#appliedTxid;
  }

  get durableTxid(): number {
    return this.#durableTxid;
  }

  /** The namespace now shows edits up to `txid`: what is decided from here on depends on it. */
  applied(txid: number): void {
    assert(txid >= this.#appliedTxid, 'applied txid rises');
    this.#appliedTxid = txid;
  }

  /** Runs `order` now if all that was applied is durable, else once it is. */
  defer(order: () => void): void {
    if (this.#appliedTxid <= this.#durableTxid) {
      order();
      return;
    }
    this.#txids.push(this.#appliedTxid);
    this.#orders.push(order);
  }

  /** Edits up to `txid` are durable: lets go what waited for them, in order. */
  release(txid: number): void {
    if (txid <= this.#durableTxid) return;
    this.#durableTxid = txid;
    while (this.#head < this.#orders.length && (this.#txids[this.#head] as number) <= txid) {
      const order = this.#orders[this.#head++] as () => void;
      order();
    }
    if (this.#head === this.#orders.length) this.#clear();
    else if (this.#head > 4096 && this.#head * 2 > this.#orders.length) {
      this.#txids.splice(0, this.#head);
      this.#orders.splice(0, this.#head);
      this.#head = 0;
    }
  }

  /** Everything applied so far is durable: it was read from a recovered log. */
  allDurable(): void {
    this.release(this.#appliedTxid);
  }

  /** A regained quorum gave the waiting edits other txids, `lastTxid` at most: what waits waits for the last of them. */
  renumbered(lastTxid: number): void {
    this.applied(lastTxid);
    this.#txids.fill(lastTxid, this.#head);
  }

  /** The term is over: what was not released never will be. */
  drop(): void {
    this.#clear();
  }

  /** A namespace loaded anew, whose edits are all durable. */
  reset(txid: number): void {
    this.#clear();
    this.#appliedTxid = txid;
    this.#durableTxid = txid;
  }

  #clear(): void {
    this.#txids.length = 0;
    this.#orders.length = 0;
    this.#head = 0;
  }
}
