// What tests of operations share: a blank namespace, callers, and a NameNode in one function call.

import { ByteReader, ByteWriter } from '../../base/bytes.ts';
import type { EditOp } from '../../edit-log/ops/edit-op.ts';
import { noRpcIds } from '../../edit-log/ops/op-codec.ts';
import { decodeFramed, encodeOp, statedLength } from '../../edit-log/ops/op-frame.ts';
import type { Caller } from '../../protocol/permission.ts';
import { nameNodeLayoutVersion } from '../../protocol/storage-info.ts';
import type { BlockEvents } from '../namespace/block-events.ts';
import { noBlockEvents } from '../namespace/block-events.ts';
import { Namespace } from '../namespace/namespace.ts';
import { InPlace } from './apply-in-place.ts';
import { apply } from './apply.ts';
import type { OpContext, OpOptions, Plan } from './plan.ts';
import { defaultOpOptions } from './plan.ts';

export const root: Caller = { user: 'root', groups: ['supergroup'], superuser: true };
export const alice: Caller = { user: 'alice', groups: ['staff'], superuser: false };
export const bob: Caller = { user: 'bob', groups: ['users'], superuser: false };

export function blankNamespace(): Namespace {
  return new Namespace({ root: { owner: 'root', group: 'supergroup', mode: 0o755 }, inodesMax: 1 << 20, blocksMax: 1 << 20 });
}

/** A namespace with its log: `run` plans, logs and applies as fs-namesystem.ts does. */
export class Bench {
  readonly ns = blankNamespace();
  readonly log: EditOp[] = [];
  nowMs = 1_700_000_000_000;
  options: OpOptions = defaultOpOptions;
  events: BlockEvents = noBlockEvents;

  ctx(caller: Caller = root, clientMachine = '127.0.0.1'): OpContext {
    return { caller, nowMs: this.nowMs, clientMachine, ...noRpcIds, options: this.options };
  }

  run<R>(plan: Plan<R>): R {
    for (const op of plan.ops) {
      this.log.push(op);
      apply(this.ns, op, this.log.length, this.events);
    }
    return plan.result();
  }

  /** A namespace of its own, from the log alone. */
  replay(): Namespace {
    const ns = blankNamespace();
    this.log.forEach((op, i) => apply(ns, op, i + 1));
    return ns;
  }

  /** The same from the log's bytes, as a NameNode reads it. */
  replayInPlace(): Namespace {
    const ns = blankNamespace();
    replayBytes(ns, encoded(this.log));
    return ns;
  }
}

/** Operations as they lie in a log, from txid 1 on. */
export function encoded(ops: readonly EditOp[]): Buffer {
  const w = new ByteWriter();
  ops.forEach((op, i) => encodeOp(w, op, i + 1));
  return w.take();
}

/** Applies such bytes as fs-namesystem.ts does. How many operations were applied in place. */
export function replayBytes(ns: Namespace, bytes: Buffer, events: BlockEvents = noBlockEvents): number {
  const r = new ByteReader(bytes);
  const inPlace = new InPlace();
  let count = 0;
  for (let at = 0, txid = 1; at < bytes.length; txid++) {
    const length = statedLength(bytes, at);
    if (inPlace.read(ns, r, at, length, nameNodeLayoutVersion)) {
      inPlace.apply(ns, r, txid, events);
      count++;
    } else apply(ns, decodeFramed(r, at, length, nameNodeLayoutVersion), txid, events);
    at += length;
  }
  return count;
}

/** The name and text of the exception that `call` throws. */
export function thrown(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof Error) return `${error.name}: ${error.message}`;
    throw error;
  }
  return 'nothing';
}
