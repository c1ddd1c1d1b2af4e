// May this call run here now, should it wait, or go elsewhere? A Standby that may soon be Active parks calls instead of
// refusing them: stock clients reach it within a millisecond of the Active's death and would otherwise back off
// for seconds. It refuses at once where waiting is pointless. Answers to HAState.checkOperation.
import { HdfsException } from '../../protocol/exceptions.ts';
import type { Env, Timer } from '../../env/env.ts';
import type { Call } from '../../rpc/service.ts';

/** NameNode.OperationCategory. */
export type OperationCategory = 'READ' | 'WRITE' | 'CHECKPOINT' | 'JOURNAL' | 'UNCHECKED';

/** What the HA machinery says of a call at this moment. */
export type Advice = 'run' | 'park' | 'refuse';

export interface AdmissionOptions {
  /** The longest a call is parked, in ms; below clients' own time-outs. */
  readonly parkMaxMs: number;
  readonly parkedCallsMax: number;
}

interface Parked {
  readonly call: Call;
  readonly category: OperationCategory;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
  readonly timer: Timer;
}

/** Apache's text for a call that this state does not serve. */
export function standbyException(category: OperationCategory, state: string): HdfsException {
  return new HdfsException('StandbyException', `Operation category ${category} is not supported in state ${state}. Visit https://s.apache.org/sbnn-error`);
}

/** Thrown into a parked call whose client is gone: nobody is left to answer. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

export class Admission {
  readonly #env: Env;
  readonly #options: AdmissionOptions;
  readonly #advice: (category: OperationCategory) => Advice;
  #parked = new Set<Parked>();

  constructor(env: Env, options: AdmissionOptions, advice: (category: OperationCategory) => Advice) {
    this.#env = env;
    this.#options = options;
    this.#advice = advice;
  }

  get parkedCalls(): number {
    return this.#parked.size;
  }

  /**
   * Undefined when the call may run in this very turn; else a promise after which to ask again.
   * Throws StandbyException where it should go elsewhere.
   */
  admit(category: OperationCategory, call: Call): Promise<void> | undefined {
    const advice = this.#advice(category);
    if (advice === 'run') return undefined;
    if (advice === 'refuse' || this.#parked.size >= this.#options.parkedCallsMax) throw standbyException(category, 'standby');
    return this.#park(category, call);
  }

  /** The advice may have changed: lets calls go, in order of arrival, or sends them elsewhere. */
  reconsider(): void {
    for (const parked of [...this.#parked]) {
      const advice = this.#advice(parked.category);
      if (advice === 'run') this.#leave(parked, parked.resolve);
      else if (advice === 'refuse') this.#leave(parked, () => parked.reject(standbyException(parked.category, 'standby')));
    }
  }

  #park(category: OperationCategory, call: Call): Promise<void> {
    return new Promise((resolve, reject) => {
      const parked: Parked = {
        call, category, resolve, reject,
        timer: this.#env.after(this.#options.parkMaxMs, () => this.#leave(parked, () => reject(standbyException(category, 'standby')))),
      };
      this.#parked.add(parked);
      call.onDisconnect(() => this.#leave(parked, () => reject(new ClientGone('the client of a parked call is gone'))));
    });
  }

  #leave(parked: Parked, how: () => void): void {
    if (!this.#parked.delete(parked)) return;
    parked.timer.cancel();
    how();
  }
}
