// Renews this client's leases while it has files open for writing; one timer for all of them.
// Answers to org.apache.hadoop.hdfs.client.impl.LeaseRenewer.
import type { Timer } from '../env/env.ts';
import type { ClientContext } from './client-context.ts';
import { FileSystemError } from './errors.ts';

/** Half of the soft limit (60 s), after which others may take a file. */
const renewMs = 30_000;
/** After a renewal that failed. */
const retryMs = 1000;
/** HdfsConstants.LEASE_HARDLIMIT: after so long without a renewal the NameNode may have closed the files. */
const hardLimitMs = 20 * 60_000;

/** A file that is open for writing. */
export interface LeaseHolder {
  close(): Promise<void>;
  abort(reason?: FileSystemError): void;
}

export class LeaseRenewer {
  readonly #context: ClientContext;
  readonly #holders = new Set<LeaseHolder>();
  #timer: Timer | undefined;
  #renewedMs = 0;

  constructor(context: ClientContext) {
    this.#context = context;
  }

  /** Files that are open for writing. */
  get holders(): readonly LeaseHolder[] {
    return [...this.#holders];
  }

  add(holder: LeaseHolder): void {
    this.#holders.add(holder);
    if (this.#timer !== undefined) return;
    this.#renewedMs = this.#context.env.monotonicMs();
    this.#schedule(renewMs);
  }

  remove(holder: LeaseHolder): void {
    this.#holders.delete(holder);
    if (this.#holders.size > 0) return;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #schedule(delayMs: number): void {
    this.#timer = this.#context.env.after(delayMs, () => void this.#renew());
  }

  async #renew(): Promise<void> {
    const { env, nameNode, clientName } = this.#context;
    const askedMs = env.monotonicMs();
    const timeout = new AbortController();
    const timer = env.after(renewMs, () => timeout.abort(new Error('no answer')));
    let nextMs = renewMs;
    try {
      await nameNode.renewLease({ clientName, namespaces: [] }, timeout);
      this.#renewedMs = askedMs;
    } catch (error) {
      nextMs = retryMs;
      env.log('warn', 'lease not renewed', { client: clientName, error: String(error) });
      if (env.monotonicMs() - this.#renewedMs > hardLimitMs) {
        for (const holder of this.holders) holder.abort(new FileSystemError('ETIMEDOUT', 'The lease could not be renewed for 20 minutes', { cause: error }));
      }
    } finally {
      timer.cancel();
    }
    if (this.#timer !== undefined) this.#schedule(nextMs);
  }
}
