// A NameNode's guardian in the simulator: the real one, in a process of its own beside its ward, which it hears through a
// pipe that no partition cuts.
import type { Configuration } from '../conf/configuration.ts';
import { leaseTtl } from '../conf/namenode-keys.ts';
import { ownNameNode, quorumJournalUri, suffixesOf } from '../conf/nameservices.ts';
import { guardedLease } from '../failover/guarded-lease.ts';
import { Guardian } from '../failover/guardian.ts';
import type { Heartbeat } from '../failover/guardian.ts';
import { SimFailure } from './sim-failure.ts';
import type { SimProcess } from './sim-process.ts';

const pipeMs = 0.1;
/** How long the kernel takes to let a parent reap its child. */
const reapMs = 1;

/** The NameNode's process. */
export interface SimWard {
  alive(): boolean;
  kill(): void;
  /** What ends the run: a lease is revoked only after its holder was reaped (HA.md 8 l). */
  failed(error: SimFailure): void;
}

export class SimGuardian {
  readonly process: SimProcess;
  /** The child's secret name. */
  readonly nonce: Uint8Array;
  readonly #guardian: Guardian;

  constructor(process: SimProcess, conf: Configuration, ward: SimWard) {
    this.process = process;
    this.nonce = process.env.randomBytes(16);
    const self = ownNameNode(conf, () => true);
    const journal = quorumJournalUri(conf, ...suffixesOf(self.nameservice, self.id));
    if (journal === undefined) throw new Error('no shared journal to guard a lease on');
    const lease = guardedLease(process.env, { journal, nameServiceId: self.nameservice, nonce: this.nonce, user: 'hdfs' });
    const revoke = (): Promise<void> => {
      if (ward.alive()) ward.failed(new SimFailure('safety', 'revoked-are-dead', `${process.name} revokes the lease of a NameNode that runs`));
      return lease.revoke();
    };
    this.#guardian = new Guardian(process.env, conf.get(leaseTtl), { ...lease, revoke }, { kill: () => ward.kill() });
  }

  /** The ward tells how it is. */
  tell(heartbeat: Heartbeat): void {
    this.process.env.after(pipeMs, () => this.#guardian.heard(heartbeat));
  }

  /** The child is dead, and is reaped soon; then nothing is left to guard. */
  reap(): void {
    const { env } = this.process;
    env.after(reapMs, () => {
      this.#guardian.reaped().catch((error: unknown) => env.log('warn', 'the lease was not revoked', { error: String(error) })).finally(() => this.process.kill());
    });
  }

  kill(): void {
    this.process.kill();
  }
}
