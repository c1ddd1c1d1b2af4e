// THE write path and THE read path of a NameNode. A mutation is admitted, found in the retry cache or not, planned,
// appended and applied in one synchronous turn; then there is one await, for the quorum. A read runs in one turn
// under the term's lease. Nothing that depends on txid N leaves before N is on a majority: no reply, error,
// no-op, cached answer. Answers to FSNamesystem, without its lock: nothing can interleave before the await.
import { AssertionFailure } from '../base/assert.ts';
import type { EditCursor } from '../edit-log/edit-batch.ts';
import type { EditOp, OpOf } from '../edit-log/ops/edit-op.ts';
import type { RpcIds } from '../edit-log/ops/op-codec.ts';
import { hasRpcIds } from '../edit-log/ops/op-codec.ts';
import type { Env, Span } from '../env/env.ts';
import { sleep, within } from '../env/waiting.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import type { Caller } from '../protocol/permission.ts';
import { CloseConnection } from '../rpc/close-connection.ts';
import type { RetryCache, RetryTicket } from '../rpc/retry-cache.ts';
import type { Call } from '../rpc/service.ts';
import type { BlockManager } from './blocks/block-manager.ts';
import type { Admission, OperationCategory } from './ha/admission.ts';
import { standbyException } from './ha/admission.ts';
import type { Term } from './ha/term.ts';
import type { Namespace } from './namespace/namespace.ts';
import { InPlace } from './operations/apply-in-place.ts';
import { apply } from './operations/apply.ts';
import type { OpContext, OpOptions, Plan } from './operations/plan.ts';

/** How often a read that waits for the lease looks again, in ms. */
const leasePollMs = 5;
/** Calls that wait for the same batch of edits and came within this time share one time-out, in ms. */
const sharedWaitMs = 50;

/** What the write path needs of the edit log. */
export interface EditSink {
  /** Gives the op its txid; the op is encoded before it returns. `span` ends when it is durable, or never will be. */
  append(op: EditOp, span?: Span): number;
  /** Resolves when everything up to `txid` is on a majority. */
  sync(txid: number): Promise<void>;
  readonly durableTxid: number;
  /** False once the reign is stepping down: nothing may be appended any more. */
  readonly writable: boolean;
  /** Undefined while edits may be appended; else a promise to wait for first (bounded memory). */
  room(): Promise<void> | undefined;
}

/** An Active's reign with its log open. */
export interface OpenTerm {
  readonly term: Term;
  readonly edits: EditSink;
}

/** An operation as far as the answer of its call depends on it. */
export type ReplayedOp = Pick<OpOf<'OP_ADD'>, 'op' | 'inodeId'> | Exclude<EditOp, OpOf<'OP_ADD'>>;

export interface FSNamesystemOptions {
  readonly operations: OpOptions;
  /** How long a call waits for the lease to come back before it is sent elsewhere, in ms. */
  readonly readWaitMaxMs: number;
  /** How long a reply waits for the quorum before its connection is closed, in ms. */
  readonly syncWaitMaxMs: number;
  /** What a create read from the log answers when it is called again (HdfsFileStatusProto); undefined for other ops. */
  readonly replayedPayload: (op: ReplayedOp) => Uint8Array | undefined;
  /** This NameNode cannot go on; told in the turn in which that is found. */
  readonly onFatal: (reason: Error) => void;
}

/** An edit of the log that memory cannot take, of a feature that is not there or because of a bug: to go on without it would be another namespace. */
export class EditNotApplied extends Error {
  override readonly name = 'EditNotApplied';
  readonly txid: number;

  constructor(txid: number, cause: unknown) {
    super(`txid ${txid} of the edit log cannot be applied: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.txid = txid;
  }
}

/** How a mutation behaves besides its plan. */
export interface WriteTraits<R> {
  /** Apache's words before ". Name node is in safe mode."; undefined: allowed in safe mode. */
  readonly safeModeText?: string;
  /** @AtMostOnce: a repeated call (client id, call id) gets the first one's answer. */
  readonly retry?: RetryTraits<R>;
}

/** How an answer is kept for a repeated call. */
export interface RetryTraits<R> {
  /** Whether this outcome is one to keep; a rename that returned false is done again, as Apache does. */
  readonly keep: (result: R) => boolean;
  readonly encode: (result: R) => Uint8Array | undefined;
  readonly decode: (payload: Uint8Array | undefined) => R;
}

export class FSNamesystem {
  /** Replaced as a whole when memory must be thrown away; everything else refers to it through here. */
  namespace: Namespace;
  blocks: BlockManager;
  readonly retryCache: RetryCache;
  /** Set while Active or draining. */
  open: OpenTerm | undefined;
  /** The last txid that memory holds, durable or not. */
  lastAppliedTxid = 0;
  /** Calls that were admitted and run: mutations, reads (each slice of a long one), the entries of listings, and the inodes that are gone by them. */
  readonly calls = { writes: 0, reads: 0, listed: 0, deleted: 0 };
  /** Edits of this NameNode's own making, by kind. */
  readonly opCounts = new Map<string, number>();
  readonly #inPlace = new InPlace();
  readonly #env: Env;
  readonly #options: FSNamesystemOptions;
  readonly #admission: Admission;
  readonly #callerOf: (call: Call) => Caller;
  /** The last wait for the quorum, which the other calls of its batch share: a thousand waits are one promise and one timer. */
  #waiting: { readonly batch: Promise<void>; readonly until: Promise<void>; readonly sharedUntilMs: number } | undefined;

  constructor(env: Env, options: FSNamesystemOptions, parts: { namespace: Namespace; blocks: BlockManager; retryCache: RetryCache; admission: Admission; callerOf: (call: Call) => Caller }) {
    this.#env = env;
    this.#options = options;
    this.namespace = parts.namespace;
    this.blocks = parts.blocks;
    this.retryCache = parts.retryCache;
    this.#admission = parts.admission;
    this.#callerOf = parts.callerOf;
  }

  /** THE write path. `plan` runs in the turn in which its ops are appended and applied. */
  async write<R>(call: Call, traits: WriteTraits<R>, plan: (context: OpContext) => Plan<R>): Promise<R> {
    const came = this.#admission.knownEpoch;
    const sleptAt = this.#admission.slept ? this.lastAppliedTxid : Infinity;
    for (;;) {
      // Writes need no lease to be safe; but without one there is no quorum to take them either.
      const wait = this.#admission.admit('WRITE', call) ?? this.#leaseWait('WRITE') ?? this.open?.edits.room();
      if (wait === undefined) break;
      await wait;
    }
    if (this.#admission.isLate(came, sleptAt)) throw standbyException('WRITE', 'active, and another NameNode was since the call came');
    this.calls.writes++;
    const { term, edits } = this.#opened('WRITE');
    const { retry } = traits;
    let ticket: RetryTicket | undefined;
    while (retry !== undefined && ticket === undefined) {
      const entry = this.retryCache.enter(call.clientId, call.callId, this.#env.monotonicMs());
      if (entry.state === 'done') {
        await this.#durable(term, edits, this.lastAppliedTxid);
        return retry.decode(entry.payload);
      }
      if (entry.state === 'execute') {
        ticket = entry.ticket;
        break;
      }
      await entry.settled;
      if (term.ended !== undefined) throw this.#unanswerable(term.ended);
      // Stepping down meanwhile: nothing of this call is here, and the next Active has what came of the first one.
      if (!edits.writable) throw standbyException('WRITE', 'standby');
    }
    const outcome = this.#execute(call, traits, plan, edits);
    const seen = this.lastAppliedTxid;
    // The entry ends with durability, whether or not this call is still there to be answered. A log that is
    // abandoned with it pending comes with a reload, which clears the cache.
    if (ticket !== undefined && retry !== undefined) this.#settleWhenDurable(ticket, retry, outcome, edits.sync(seen));
    await this.#durable(term, edits, seen);
    if (outcome.refusal !== undefined) throw outcome.refusal;
    return outcome.result;
  }

  /** THE read path. `query` runs in one turn, under the lease; its answer leaves when what it saw is durable. */
  async read<R>(call: Call, query: (context: OpContext) => R, category: OperationCategory = 'READ'): Promise<R> {
    for (;;) {
      const wait = this.#admission.admit(category, call) ?? this.#leaseWait(category);
      if (wait === undefined) break;
      await wait;
    }
    this.calls.reads++;
    // Only a Standby's stale read has no open term here, by the admission's word.
    const open = this.open;
    const outcome = this.#attempt(() => query(this.#context(call)));
    if (open !== undefined && this.lastAppliedTxid > open.edits.durableTxid) await this.#durable(open.term, open.edits, this.lastAppliedTxid);
    if (outcome.refusal !== undefined) throw outcome.refusal;
    return outcome.result;
  }

  /**
   * A long read in slices of the loop: each slice is admitted and under the lease anew, and other calls run between.
   * Answers like `read`. One whose memory is thrown away meanwhile may have seen edits that are lost, and goes elsewhere.
   */
  async readInSlices<R>(call: Call, query: (context: OpContext) => Generator<void, R>): Promise<R> {
    const { memory, running } = await this.read(call, (context) => ({ memory: this.namespace, running: query(context) }));
    for (;;) {
      const slice = await this.read(call, () => {
        if (this.namespace !== memory) throw standbyException('READ', 'active, and its namespace was loaded anew since the call came');
        return running.next();
      });
      if (slice.done === true) return slice.value;
      await this.#env.turn();
    }
  }

  /** Edits of the NameNode's own doing (lease recovery): planned, applied and asked for its result in one turn. Nothing when this is no open Active. */
  async writeInternally(plan: () => Plan<unknown>): Promise<void> {
    const open = this.open;
    if (open === undefined || open.term.ended !== undefined || !open.edits.writable) return;
    const { ops, result } = plan();
    for (const op of ops) this.#commit(op, open.edits);
    result();
    await open.term.bound(open.edits.sync(this.lastAppliedTxid));
  }

  /**
   * Replay of the edit that the cursor stands at: a Standby's and a restart's way to the same `apply`. Throws EditLogCorrupt when it cannot
   * be read, with nothing done; where it cannot be applied that is the end of this NameNode, and EditNotApplied or AssertionFailure.
   */
  replay(edits: EditCursor): void {
    const { txid, reader } = edits;
    if (txid !== this.lastAppliedTxid + 1) throw new AssertionFailure(`replay of txid ${txid} behind ${this.lastAppliedTxid}`);
    const inPlace = this.#inPlace;
    const op = inPlace.read(this.namespace, reader, edits.at, edits.length, edits.layoutVersion) ? undefined : edits.decode();
    try {
      this.blocks.applying(txid);
      if (op === undefined) {
        inPlace.apply(this.namespace, reader, txid, this.blocks);
        const { rpcIds } = inPlace;
        if (hasRpcIds(rpcIds)) this.#answered(rpcIds, inPlace.addedInode === undefined ? undefined : { op: 'OP_ADD', inodeId: inPlace.addedInode });
      } else {
        apply(this.namespace, op, txid, this.blocks);
        if (hasRpcIds(op)) this.#answered(op, op);
      }
    } catch (error) {
      throw this.fail(error instanceof AssertionFailure ? error : new EditNotApplied(txid, error));
    }
    this.lastAppliedTxid = txid;
  }

  /** Nothing may follow `reason`, which is given back: memory is not what the log says, or a bug was met. */
  fail(reason: Error): Error {
    this.#options.onFatal(reason);
    return reason;
  }

  /** Another NameNode executed `op` for somebody who may ask again. */
  #answered({ rpcClientId, rpcCallId }: RpcIds, op: ReplayedOp | undefined): void {
    this.retryCache.add(rpcClientId, rpcCallId, this.#env.monotonicMs(), op === undefined ? undefined : this.#options.replayedPayload(op));
  }

  /** An edit that the image holds: as far as its call's answer can still be told, a repeated one gets that. */
  answeredBefore(op: EditOp & RpcIds): void {
    const hasPayload = op.op === 'OP_ADD' || op.op === 'OP_APPEND';
    const payload = hasPayload ? this.#options.replayedPayload(op) : undefined;
    // The file is gone meanwhile, by somebody else's hand.
    if (hasPayload && payload === undefined) return;
    this.retryCache.add(op.rpcClientId, op.rpcCallId, this.#env.monotonicMs(), payload);
  }

  /** A new memory, loaded up to `txid`: what was known of calls goes with the old one. */
  replace(namespace: Namespace, blocks: BlockManager, txid: number): void {
    this.namespace = namespace;
    this.blocks = blocks;
    this.retryCache.clear();
    this.lastAppliedTxid = txid;
  }

  /** The log itself wrote up to `lastTxid`: the start or end of a segment, which change nothing. */
  advanced(lastTxid: number): void {
    this.lastAppliedTxid = lastTxid;
    this.blocks.applying(lastTxid);
  }

  /** A quorum that was lost and regained gave the edits of this term other txids; `lastTxid` is the last one now. */
  renumbered(lastTxid: number): void {
    this.lastAppliedTxid = lastTxid;
    this.blocks.renumbered(lastTxid);
  }

  #execute<R>(call: Call, traits: WriteTraits<R>, plan: (context: OpContext) => Plan<R>, edits: EditSink): Outcome<R> {
    const planned = this.#attempt(() => {
      if (traits.safeModeText !== undefined) this.blocks.checkNotInSafeMode(traits.safeModeText);
      return plan(this.#context(call));
    });
    if (planned.refusal !== undefined) return planned;
    const { ops, result } = planned.result;
    for (const op of ops) this.#commit(op, edits, call.span);
    // A plan may end in an exception even though it logged something: a lease taken over, to be recovered first.
    return this.#attempt(result);
  }

  /** An answer that is an exception is an outcome like any other: it, too, must wait for what it saw. */
  #attempt<R>(run: () => R): Outcome<R> {
    try {
      return { result: run(), refusal: undefined };
    } catch (error) {
      if (error instanceof HdfsException) return { refusal: error };
      throw error;
    }
  }

  /** The one way an op gets into memory outside of replay. */
  #commit(op: EditOp, edits: EditSink, call?: Span): void {
    const span = call === undefined ? undefined : this.#env.tracer?.start(`edit ${op.op}`, { parent: call });
    const txid = edits.append(op, span);
    span?.set('hdfs.txid', txid);
    const inodes = this.namespace.inodeCount;
    try {
      if (txid <= this.lastAppliedTxid) throw new AssertionFailure(`op ${op.op} got txid ${txid} behind ${this.lastAppliedTxid}`);
      this.blocks.applying(txid);
      apply(this.namespace, op, txid, this.blocks);
    } catch (error) {
      // It is in the log, and whoever planned it was wrong: no NameNode can apply it, unless the log is given up before it is sent.
      const { message } = new EditNotApplied(txid, error);
      throw this.fail(error instanceof AssertionFailure ? error : new AssertionFailure(message, { cause: error }));
    }
    this.lastAppliedTxid = txid;
    this.calls.deleted += goneBy(op, inodes - this.namespace.inodeCount);
    this.opCounts.set(op.op, (this.opCounts.get(op.op) ?? 0) + 1);
  }

  #opened(category: OperationCategory): OpenTerm {
    const open = this.open;
    if (open === undefined || open.term.ended !== undefined) throw standbyException(category, 'standby');
    return open;
  }

  /** Undefined when the lease is valid now; else a wait, bounded, after which StandbyException sends the client on. */
  #leaseWait(category: OperationCategory): Promise<void> | undefined {
    const open = this.open;
    if (open === undefined || open.term.mayRead(this.#env.monotonicMs())) return undefined;
    const deadlineMs = this.#env.monotonicMs() + this.#options.readWaitMaxMs;
    return this.#untilLeased(open.term, deadlineMs, category);
  }

  async #untilLeased(term: Term, deadlineMs: number, category: OperationCategory): Promise<void> {
    while (term.ended === undefined) {
      if (term.mayRead(this.#env.monotonicMs())) return;
      if (this.#env.monotonicMs() >= deadlineMs) throw standbyException(category, 'active without a lease');
      await sleep(this.#env, leasePollMs);
    }
  }

  /** Waits for the quorum. A wait that ends otherwise must not be answered: the connection is closed instead. */
  async #durable(term: Term, edits: EditSink, txid: number): Promise<void> {
    if (edits.durableTxid >= txid) return;
    try {
      await this.#quorumHas(term, edits, txid);
    } catch (error) {
      // The term may have ended just when the quorum had it.
      if (edits.durableTxid < txid) throw this.#unanswerable(error);
    }
  }

  /** Resolves with the batch of `txid`, and rejects with the end of the term or of the time that a reply may wait. */
  #quorumHas(term: Term, edits: EditSink, txid: number): Promise<void> {
    const batch = edits.sync(txid);
    const nowMs = this.#env.monotonicMs();
    if (this.#waiting?.batch !== batch || nowMs > this.#waiting.sharedUntilMs) {
      const until = within(this.#env, this.#options.syncWaitMaxMs, `txid ${txid}`, term.bound(batch));
      this.#waiting = { batch, until, sharedUntilMs: nowMs + sharedWaitMs };
    }
    return this.#waiting.until;
  }

  #settleWhenDurable<R>(ticket: RetryTicket, retry: RetryTraits<R>, outcome: Outcome<R>, durable: Promise<void>): void {
    void durable.then(() => {
      if (outcome.refusal === undefined && retry.keep(outcome.result)) this.retryCache.succeed(ticket, retry.encode(outcome.result));
      else this.retryCache.fail(ticket);
    }, () => {});
  }

  #unanswerable(cause: unknown): CloseConnection {
    return new CloseConnection('what the call saw is not known to be durable', { cause });
  }

  #context(call: Call): OpContext {
    this.namespace.leases.advance(this.#env.monotonicMs());
    return {
      caller: this.#callerOf(call),
      nowMs: this.#env.wallMs(),
      clientMachine: call.remoteAddress,
      rpcClientId: call.clientId,
      rpcCallId: call.callId,
      options: this.#options.operations,
    };
  }
}

type Outcome<R> = { readonly result: R; readonly refusal: undefined } | { readonly refusal: HdfsException; readonly result?: undefined };

/** Inodes that an op did away with; `fewer` of them are there than before. FSDirDeleteOp.incrDeletedFileCount. */
function goneBy({ op }: EditOp, fewer: number): number {
  // A file in the place of another: one went, one came.
  if (op === 'OP_ADD') return fewer === 0 ? 1 : 0;
  return op === 'OP_DELETE' || op === 'OP_RENAME' ? Math.max(0, fewer) : 0;
}
