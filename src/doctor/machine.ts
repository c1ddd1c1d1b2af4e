// What the doctor asks of the machine that it runs on, beside the Env: names, processes, who listens where.
import type { Address } from '../conf/keys.ts';

export interface Machine {
  /** The addresses of a host name; empty when it has none. May take as long as the resolver does. */
  lookup(host: string): Promise<readonly string[]>;
  /** Whether an address, or a name in so far as it is known, is this machine's. */
  isLocal(host: string): boolean;
  /** Who listens there: 'python3, pid 12'; undefined when that cannot be seen. */
  listener(address: Address): string | undefined;
  /** The process of a daemon of `quorate up`. */
  processOf(name: string): 'running' | 'paused' | 'down' | undefined;
}
