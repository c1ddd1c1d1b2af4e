// The protocol broken on purpose, one rule at a time: what `npm run sim:mutations` puts into a copy of the sources, to see
// that the simulator notices. Each text must be there exactly once, so that a mutation cannot silently become none.

export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export interface Mutation {
  readonly name: string;
  /** The rule that it breaks. */
  readonly rule: string;
  readonly edits: readonly Edit[];
}

function one(name: string, rule: string, file: string, from: string, to: string): Mutation {
  return { name, rule, edits: [{ file, from, to }] };
}

const lease = 'src/qjournal/server/journal-lease.ts';
const leaseClient = 'src/qjournal/client/lease-client.ts';
const store = 'src/qjournal/server/segment-store.ts';
const recovery = 'src/qjournal/server/journal-recovery.ts';
const fsn = 'src/namenode/fs-namesystem.ts';
const controller = 'src/namenode/ha/ha-controller.ts';
const log = 'src/edit-log/fs-edit-log.ts';
const rejoin = 'src/qjournal/server/journal-rejoin.ts';

export const mutations: readonly Mutation[] = [
  // The journal.
  {
    name: 'the promise is not synced', rule: 'JOURNAL.md 1',
    edits: [
      { file: 'src/qjournal/server/journal-metadata.ts', from: 'const writes = [writePersistentLong(this.#disk, `${this.#directory}/last-promised-epoch`, epoch)];', to: 'const file = await this.#disk.open(`${this.#directory}/last-promised-epoch`, \'replace\');\n    await file.write(Buffer.from(`${epoch}\\n`), 0);\n    await file.close();\n    const writes: Promise<void>[] = [];' },
    ],
  },
  one('recovery compares by length only', 'JOURNAL.md 7', 'src/qjournal/client/segment-recovery.ts', 'return b.epoch - a.epoch || b.segment.endTxId - a.segment.endTxId;', 'return b.segment.endTxId - a.segment.endTxId;'),
  one('a minority is enough for a write', 'JOURNAL.md 3', 'src/qjournal/client/async-logger-set.ts', 'needed: options.all === true ? this.size : this.majority,', 'needed: options.all === true ? this.size : options.what === \'sendEdits\' ? 1 : this.majority,'),
  one('a lower epoch is accepted', 'JOURNAL.md 2', 'src/qjournal/server/journal-state.ts', 'if (epoch < this.#promisedEpoch) {', 'if (epoch < this.#promisedEpoch - 1_000_000) {'),
  one('the directory of segments is not synced', 'HA.md 26', store, 'await this.#disk.syncDirectory(directory);\n    this.#unsynced.delete(directory);', 'this.#unsynced.delete(directory);'),
  one('START does not travel alone', 'HA.md 23', log, "const alone = item.kind !== 'edits' || this.#inFlight.some((other) => other.kind !== 'edits');", 'const alone = false;'),
  one('prepareRecovery does not sync', 'HA.md 26', recovery, 'if (segment !== undefined) await store.sync(segment);\n      const accepted', 'const accepted'),
  one('an acknowledgement does not wait for the sync', 'HA.md 26', 'src/qjournal/server/segment-writer.ts', 'if (this.#allocatedBytes >= this.#endBytes + bytes.length) await this.#file.writeDurably(bytes, this.#endBytes);', 'if (this.#allocatedBytes >= this.#endBytes + bytes.length) await this.#file.write(bytes, this.#endBytes);'),
  one('equal length is enough to skip an accept', 'HA.md 28', recovery, 'return lastTxId === accepted.endTxId && digest !== undefined && segment.end !== undefined && asBuffer(digest).equals(segment.end.digest);', 'return lastTxId === accepted.endTxId;'),
  one('an accept is not judged again behind its download', 'HA.md 24', recovery, 'state.checkStillPromised(request.epoch);\n        if (state.serial !== request.serial || store.find(startTxId) !== before) {', 'if (Number.isNaN(state.serial)) {'),
  one('a bad operation is the end of a shorter log', 'HA.md 27', store, "const damaged = read.damage !== undefined && (read.damage.kind === 'garbage' || goodUpTo < committedTxId);", 'const damaged = false;'),
  one('readers count txids only', 'HA.md 25', 'src/qjournal/client/durable-end.ts', 'const newest = runs.filter((run) => run.epoch !== undefined && run.epoch === epoch);\n  const segment = Math.max(...newest.map((run) => run.segmentTxid ?? -1));\n  const same = newest.filter((run) => run.segmentTxid === segment).sort', 'const newest = runs.filter(() => epoch >= -1);\n  const same = newest.toSorted'),
  one('a writer is accepted in an epoch that it did not start', 'JOURNAL.md 3', 'src/qjournal/server/journal-state.ts', 'if (request.epoch !== this.#lastWriterEpoch) {', 'if (request.epoch < 0) {'),
  one('edits are taken behind a gap', 'JOURNAL.md 3', 'src/qjournal/server/journal-state.ts', 'if (open.nextTxId !== firstTxId) {', 'if (open.nextTxId > firstTxId) {'),
  one('a segment behind a failed write is forgotten', 'JOURNAL.md 1', 'src/qjournal/server/journal-core.ts', 'if (file.broken) live.store.provisionalEnd(firstTxId, lastTxId);', 'if (file.broken) live.store.provisionalEnd(firstTxId, undefined);'),
  one('what was recovered is not read to its end', 'HA.md 30', controller, 'if (fsn.lastAppliedTxid !== lastTxid) {', 'if (fsn.lastAppliedTxid < 0) {'),
  // The lease.
  one('a renewal is granted in any epoch', 'HA.md 1', lease, 'if (renewal.epoch !== context.promisedOnDisk || renewal.epoch !== context.promised) return LeaseRefusalProto.OTHER_EPOCH;', ''),
  one('newEpoch does not wait for leases', 'HA.md 2', lease, 'for (const lease of this.#leases.values()) if (lease.nonce !== nonce) untilMs = Math.max(untilMs, lease.untilMs);', ''),
  one('there is one lease slot', 'HA.md 3', lease, 'if (lease === undefined) {\n      this.#leases.set(nonce,', 'if (lease === undefined) {\n      this.#leases.clear();\n      this.#leases.set(nonce,'),
  one('a restart holds nothing', 'HA.md 4', lease, 'this.#holdUntilMs = options.leaseMaxMs > 0 ? options.nowMs + options.leaseMaxMs : -Infinity;', 'this.#holdUntilMs = -Infinity;'),
  one('a restart holds for less than it granted', 'HA.md 4', lease, 'options.nowMs + options.leaseMaxMs : -Infinity;', 'options.nowMs + options.leaseMaxMs / 10 : -Infinity;'),
  one('a lease is counted from the reply', 'HA.md 5', leaseClient, 'peer.grantedSentMs = Math.max(peer.grantedSentMs, sentMs);', 'peer.grantedSentMs = this.#env.monotonicMs();'),
  one('no margin for drift', 'HA.md 5', leaseClient, '+ trust * this.#ttlMs;\n  }', '+ 1.2 * trust * this.#ttlMs;\n  }'),
  {
    name: 'a timer says whether the lease is valid', rule: 'HA.md 5',
    edits: [
      { file: leaseClient, from: '(nowMs < this.validUntilMs || this.unleased) };', to: '(Math.min(nowMs, this.#lookedMs) < this.validUntilMs || this.unleased) };' },
      { file: leaseClient, from: '  #renewRound(): void {', to: '  #lookedMs = 0;\n  #renewRound(): void {\n    this.#lookedMs = this.#env.monotonicMs();' },
    ],
  },
  one('a revoke ends every lease', 'HA.md 8', lease, 'if (this.#leases.delete(nonce)) this.#ranOut = false;', 'this.#leases.clear();'),
  one('a lease of another term counts', 'HA.md 6', 'src/namenode/ha/term.ts', 'return this.ended === undefined && this.lease.epoch === this.epoch && this.lease.validAt(nowMs);', 'return this.lease.validAt(nowMs);'),
  one('reads need no lease', 'HA.md 5', fsn, 'const wait = this.#admission.admit(\'READ\', call) ?? this.#leaseWait(\'READ\');', 'const wait = this.#admission.admit(\'READ\', call);'),
  // What is applied and not durable.
  one('an appended call is answered with StandbyException', 'HA.md 19', fsn, "return new CloseConnection('what the call saw is not known to be durable', { cause });", "return standbyException('WRITE', 'standby') as unknown as CloseConnection;"),
  one('reads and refusals do not wait for what they saw', 'HA.md 16', fsn, 'if (open !== undefined && this.lastAppliedTxid > open.edits.durableTxid) await this.#durable(open.term, open.edits, this.lastAppliedTxid);', ''),
  one('an answer does not wait for the quorum', 'HA.md 16', fsn, 'await this.#durable(term, edits, seen);\n    if (outcome.refusal', 'if (outcome.refusal'),
  one('orders go out when they are applied', 'HA.md 17', 'src/namenode/blocks/release-queue.ts', 'if (this.#appliedTxid <= this.#durableTxid) {', 'if (this.#appliedTxid >= 0) {'),
  one('the retry cache is never asked', 'HA.md 12', fsn, "if (entry.state === 'done') {", "if (entry.state === 'done' && retry.keep === undefined) {"),
  one('a replayed edit is not in the retry cache', 'HA.md 18', fsn, 'if (hasRpcIds(op)) this.retryCache', 'if (hasRpcIds(op) && txid < 0) this.retryCache'),
  one('memory is kept when fenced', 'HA.md 20', controller, 'const tainted = this.#diverged || (this.#log !== undefined && fsn.lastAppliedTxid > this.#log.durableTxid);', 'const tainted = false;'),
  one('a DataNode is told of a txid that is not durable', 'HA.md 21', 'src/namenode/name-node.ts', "return { state: 'active', txid: open.edits.durableTxid };", "return { state: 'active', txid: this.fsn.lastAppliedTxid };"),
  // A JournalNode that comes back.
  one('a rejoin may shorten the log', 'HA.md 22', rejoin, 'if (own?.damaged === true || nextTxId <= ackedTxId) {', 'if (own?.damaged === true) {'),
  one('a rejoin keeps what a dead epoch wrote', 'HA.md 22', rejoin, 'if (state.lastWriterEpoch !== request.epoch || store.find(rejoin.segmentTxId) === undefined) return undefined;', 'if (store.find(rejoin.segmentTxId) === undefined) return undefined;'),
  one('a rejoin is not judged again behind its download', 'HA.md 24', rejoin, 'state.checkStillPromised(request.epoch);\n        if (state.serial !== request.serial || store.find(segmentTxId) !== before) {', 'if (Number.isNaN(state.serial)) {'),
];
