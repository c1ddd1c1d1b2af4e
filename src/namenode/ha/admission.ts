// May this call run here now, should it wait, or go elsewhere? A Standby that may soon be Active parks calls instead of
// refusing them: stock clients reach it within a millisecond of the Active's death and would otherwise back off
// for seconds. It refuses at once where waiting is pointless, and never on words older than the call. Answers to
// HAState.checkOperation.
import { Quantiles } from '../../base/quantiles.ts';
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
  /** Monotonic ms. */
  readonly sinceMs: number;
  /** It would be refused by what is known, which is older than the call: newer words are asked for first. */
  doubtful: boolean;
}

/** Apache's text for a call that this state does not serve. */
export function standbyException(category: OperationCategory, state: string): HdfsException {
  return new HdfsException('StandbyException', `Operation category ${category} is not supported in state ${state}. Visit https://s.apache.org/sbnn-error`);
}

/** Thrown into a parked call whose client is gone: nobody is left to answer. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

const awakeEveryMs = 250;
/** Whose timers have not run for so long has slept, in ms: what it reads then may be as old. */
const sleptMs = 1000;

export class Admission {
  readonly #env: Env;
  readonly #options: AdmissionOptions;
  readonly #advice: (category: OperationCategory) => Advice;
  readonly #confirm: () => Promise<void> | undefined;
  #parked = new Set<Parked>();
  #confirming = false;
  /** The last epoch of another NameNode's reign, as the log told at a promotion. */
  #elsewhereEpoch = 0;
  /** The last txid of that reign. */
  #elsewhereEnd = 0;
  /** The highest epoch that was promised, and told; `knownEpoch` follows. */
  #heardEpoch = -1;
  /**
   * Reigns of this epoch and lower ones, whosever, had been won before a call came that comes now; -1 while nobody has told. Whoever
   * waits takes it down when it comes, for `isLate`.
   */
  knownEpoch = -1;
  /** When it was last sure to have read all that lay in its sockets (monotonic ms). */
  #awakeMs: number;
  #awake: Timer | undefined;
  /** How long calls were parked, in ms; its `count` is how many. */
  readonly parkedMs = new Quantiles();

  /**
   * `confirm` asks anew for what a refusal rests on, and resolves when it is there; undefined when that would not help.
   * A client that lost its connection to the Active is here before the news of the Active's death: refused by the
   * older news it would back off for seconds.
   */
  constructor(env: Env, options: AdmissionOptions, advice: (category: OperationCategory) => Advice, confirm: () => Promise<void> | undefined = () => undefined) {
    this.#env = env;
    this.#options = options;
    this.#advice = advice;
    this.#confirm = confirm;
    this.#awakeMs = env.monotonicMs();
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
    if (this.#parked.size >= this.#options.parkedCallsMax) throw standbyException(category, 'standby');
    if (advice === 'park') return this.#park(category, call, false);
    if (this.#confirming) return this.#park(category, call, true);
    const confirmed = this.#confirm();
    if (confirmed === undefined) throw standbyException(category, 'standby');
    const parked = this.#park(category, call, true);
    void this.#settleDoubts(confirmed);
    return parked;
  }

  /**
   * A majority has promised `epoch`. Calls that lie in sockets at this moment may be older than that, by as much as this process
   * slept: they are read first.
   */
  heardOf(epoch: number): void {
    if (epoch <= this.#heardEpoch) return;
    this.#heardEpoch = epoch;
    void this.#env.turn().then(() => this.#env.turn()).then(() => {
      this.knownEpoch = Math.max(this.knownEpoch, epoch);
    });
  }

  /** From now on it notices when it has slept; until `stop`. */
  start(): void {
    this.#awake = this.#env.after(awakeEveryMs, () => {
      const nowMs = this.#env.monotonicMs();
      void this.#env.turn().then(() => this.#env.turn()).then(() => {
        this.#awakeMs = nowMs;
      });
      this.start();
    });
  }

  stop(): void {
    this.#awake?.cancel();
  }

  /** It has just slept, and a call that comes now may have lain in its socket for all that time. */
  get slept(): boolean {
    return this.#env.monotonicMs() - this.#awakeMs > sleptMs;
  }

  /** Another NameNode was Active in `epoch`, and has written up to `lastTxid`. */
  reignedElsewhere(epoch: number, lastTxid: number): void {
    this.#elsewhereEpoch = Math.max(this.#elsewhereEpoch, epoch);
    this.#elsewhereEnd = Math.max(this.#elsewhereEnd, lastTxid);
  }

  /**
   * Whether a call's client may have had its answer from another NameNode since the call came: when `knownEpoch` was what it is told here,
   * and another reign began later; or when this NameNode had just slept, with its memory at `sleptAtTxid`, and another one has written on.
   */
  isLate(knownEpoch: number, sleptAtTxid = Infinity): boolean {
    return (knownEpoch >= 0 && knownEpoch < this.#elsewhereEpoch) || sleptAtTxid < this.#elsewhereEnd;
  }

  /** The advice may have changed: lets calls go, in order of arrival, or sends them elsewhere. */
  reconsider(): void {
    for (const parked of [...this.#parked]) {
      const advice = this.#advice(parked.category);
      if (advice === 'run') this.#leave(parked, parked.resolve);
      else if (advice === 'refuse' && !parked.doubtful) this.#leave(parked, () => parked.reject(standbyException(parked.category, 'standby')));
    }
  }

  /** Doubts end with words that were asked for after the call came: calls that come meanwhile wait for the next round. */
  async #settleDoubts(first: Promise<void>): Promise<void> {
    this.#confirming = true;
    for (let confirmed: Promise<void> | undefined = first; ; confirmed = this.#confirm()) {
      const asked = [...this.#parked].filter((parked) => parked.doubtful);
      if (asked.length === 0) break;
      await confirmed;
      for (const parked of asked) parked.doubtful = false;
      this.reconsider();
    }
    this.#confirming = false;
  }

  #park(category: OperationCategory, call: Call, doubtful: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const parked: Parked = {
        call, category, resolve, reject, doubtful, sinceMs: this.#env.monotonicMs(),
        timer: this.#env.after(this.#options.parkMaxMs, () => this.#leave(parked, () => reject(standbyException(category, 'standby')))),
      };
      this.#parked.add(parked);
      call.onDisconnect(() => this.#leave(parked, () => reject(new ClientGone('the client of a parked call is gone'))));
    });
  }

  #leave(parked: Parked, how: () => void): void {
    if (!this.#parked.delete(parked)) return;
    parked.timer.cancel();
    const nowMs = this.#env.monotonicMs();
    this.parkedMs.record(nowMs - parked.sinceMs, nowMs);
    how();
  }
}
