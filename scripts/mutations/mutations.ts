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
const learner = 'src/qjournal/server/journal-learner.ts';
const guardian = 'src/failover/guardian.ts';
/** What a learner does when it knows what the voters promised. */
const learns = 'else if (this.#fence !== undefined) {';

/** Those that nothing can catch alone: docs/SIMULATION.md argues why. */
export const explained: ReadonlySet<string> = new Set([
  'equal length is enough to skip an accept',
  'garbage is left behind the tail',
  'a JournalNode learns from too few',
  'there is one lease slot',
  'edits are taken behind a gap',
  'a writer is accepted in an epoch that it did not start',
  'a rejoin may shorten the log',
  'a rejoin keeps what a dead epoch wrote',
  'an old list of JournalNodes is accepted',
  'a change of JournalNodes looks at no segments',
]);

export const mutations: readonly Mutation[] = [
  // The journal.
  {
    name: 'the promise is not synced', rule: 'JOURNAL.md 1',
    edits: [
      { file: 'src/qjournal/server/journal-metadata.ts', from: 'const writes = [this.#write(\'last-promised-epoch\', `${epoch}\\n`)];', to: 'const file = await this.#disk.open(`${this.#directory}/last-promised-epoch`, \'replace\');\n    await file.write(Buffer.from(`${epoch}\\n`), 0);\n    await file.close();\n    const writes: Promise<void>[] = [];' },
    ],
  },
  one('recovery compares by length only', 'JOURNAL.md 7', 'src/qjournal/client/segment-recovery.ts', 'return b.epoch - a.epoch || b.segment.endTxId - a.segment.endTxId;', 'return b.segment.endTxId - a.segment.endTxId;'),
  one('a minority is enough for a write', 'JOURNAL.md 3', 'src/qjournal/client/async-logger-set.ts', 'needed: options.all === true ? calls.size : this.majority,\n      ...(options.all === true ? {} : { lists: this.lists }),', 'needed: options.all === true ? calls.size : options.what === \'sendEdits\' ? 1 : this.majority,\n      ...(options.all === true || options.what === \'sendEdits\' ? {} : { lists: this.lists }),'),
  one('a lower epoch is accepted', 'JOURNAL.md 2', 'src/qjournal/server/journal-state.ts', 'if (epoch < this.#promisedEpoch) {', 'if (epoch < this.#promisedEpoch - 1_000_000) {'),
  one('the directory of segments is not synced', 'HA.md 26', store, 'await this.#disk.syncDirectory(directory);\n    this.#unsynced.delete(directory);', 'this.#unsynced.delete(directory);'),
  one('START does not travel alone', 'HA.md 23', log, "const alone = item.kind !== 'edits' || this.#inFlight.some((other) => other.kind !== 'edits');", 'const alone = false;'),
  {
    // One that comes back syncs what it finds when it looks for its end: both.
    name: 'prepareRecovery does not sync', rule: 'HA.md 26',
    edits: [
      { file: recovery, from: 'if (segment !== undefined) await store.sync(segment);\n      const accepted', to: 'const accepted' },
      { file: store, from: 'if (read.damage !== undefined) await file.truncate(read.endBytes);\n        await file.datasync();', to: 'if (read.damage !== undefined) await file.truncate(read.endBytes);' },
    ],
  },
  one('an acknowledgement does not wait for the sync', 'HA.md 26', 'src/qjournal/server/segment-writer.ts', 'if (this.#allocatedBytes >= this.#endBytes + bytes.length) await this.#file.writeDurably(bytes, this.#endBytes);', 'if (this.#allocatedBytes >= this.#endBytes + bytes.length) await this.#file.write(bytes, this.#endBytes);'),
  one('equal length is enough to skip an accept', 'HA.md 28', recovery, 'return lastTxId === accepted.endTxId && digest !== undefined && segment.end !== undefined && asBuffer(digest).equals(segment.end.digest);', 'return lastTxId === accepted.endTxId;'),
  one('an accept is not judged again behind its download', 'HA.md 24', recovery, 'state.checkStillPromised(request.epoch);\n        if (state.serial !== request.serial || store.find(startTxId) !== before) {', 'if (Number.isNaN(state.serial)) {'),
  one('a bad operation is the end of a shorter log', 'HA.md 27', store, "const damaged = damage.kind === 'garbage' || goodUpTo < committedTxId;", 'const damaged = false;'),
  one('readers count txids only', 'HA.md 25', 'src/qjournal/client/durable-end.ts', 'const newest = runs.filter((run) => run.epoch !== undefined && run.epoch === epoch);\n  const segment = Math.max(...newest.map((run) => run.segmentTxid ?? -1));\n  const same = newest.filter((run) => run.segmentTxid === segment);', 'const newest = runs.filter(() => epoch >= -1);\n  const same = newest;'),
  one('a writer is accepted in an epoch that it did not start', 'JOURNAL.md 3', 'src/qjournal/server/journal-state.ts', 'if (request.epoch !== this.#lastWriterEpoch) {', 'if (request.epoch < 0) {'),
  one('a change of JournalNodes is not pending first', 'HA.md 33', 'src/qjournal/client/journal-change.ts', 'await this.#loggers.call((logger) => logger.configure(pending, \'member\'), { what: `configure(${gen})` });\n', ''),
  one('a pending list of JournalNodes is not counted', 'HA.md 33', 'src/protocol/journal-list.ts', 'return pending === undefined ? [members] : [members, pending];', 'return [pending ?? members];'),
  one('an old list of JournalNodes is accepted', 'HA.md 33', 'src/qjournal/server/journal-membership.ts', 'if (gen < list.gen) {', 'if (gen < 0) {'),
  one('a change of JournalNodes looks at no segments', 'HA.md 34', 'src/qjournal/client/segment-coverage.ts', 'if (!isQuorum([target], (member) => holders.has(member))) {', 'if (holders.size === 0) {'),
  one('edits are taken behind a gap', 'JOURNAL.md 3', 'src/qjournal/server/journal-state.ts', 'if (open.nextTxId !== firstTxId) {', 'if (open.nextTxId > firstTxId) {'),
  one('a segment behind a failed write is forgotten', 'JOURNAL.md 1', 'src/qjournal/server/journal-core.ts', 'if (file.broken) live.store.provisionalEnd(firstTxId, lastTxId, file.endBytes);', 'if (file.broken) live.store.provisionalEnd(firstTxId, undefined, file.endBytes);'),
  {
    // That the end was reached is checked behind the reading: both.
    name: 'what was recovered is not read to its end', rule: 'HA.md 30',
    edits: [
      { file: controller, from: 'await replayStreams(this.#env, fsn, await journal.selectInputStreams(fsn.lastAppliedTxid + 1, { inProgressOk: false, onlyDurable: false }), lastTxid);', to: 'if (lastTxid < 0) await replayStreams(this.#env, fsn, [], lastTxid);' },
      { file: controller, from: 'if (fsn.lastAppliedTxid !== lastTxid) {', to: 'if (fsn.lastAppliedTxid < 0) {' },
    ],
  },
  one('garbage is left behind the tail', 'HA.md 27', store, 'if (read.damage !== undefined) await file.truncate(read.endBytes);', ''),
  one('a paxos record goes before its final name is synced', 'HA.md 26', store, 'this.#set({ firstTxId, lastTxId, inProgress: false, end: segment.end, damaged: false });\n    await this.#syncDirectory(this.#directory);', 'this.#set({ firstTxId, lastTxId, inProgress: false, end: segment.end, damaged: false });'),
  one('the cache of edits is kept over newEpoch', 'HA.md 25', 'src/qjournal/server/journaled-edits-cache.ts', "if (last?.state === 'open') last.state = 'suspended';", "if (last?.state === 'final') last.state = 'suspended';"),
  one('a Standby reads what one JournalNode has', 'HA.md 21', 'src/qjournal/client/durable-end.ts', 'const lastTxid = reachedByQuorum(lists, (member) => same.find(({ from }) => from === member)?.lastTxid ?? -Infinity);', 'const lastTxid = Math.max(...same.map((run) => run.lastTxid));'),
  {
    name: 'a regained quorum reigns before its START', rule: 'HA.md 29',
    // Whether somebody else has written is looked at before: both.
    edits: [
      { file: controller, from: 'if (!term.isLastWriter(writerEpoch)) throw new JournalFenced(`another NameNode has written in epoch ${writerEpoch}`, term.epoch);', to: '' },
      { file: controller, from: 'await log.resume(lastTxid);', to: 'term.reelected(journal.epoch ?? term.epoch, journal.lease());\n        await log.resume(lastTxid);' },
    ],
  },
  // The lease.
  one('a renewal is granted in any epoch', 'HA.md 1', lease, 'if (renewal.epoch !== context.promisedOnDisk || renewal.epoch !== context.promised) return LeaseRefusalProto.OTHER_EPOCH;', ''),
  one('newEpoch does not wait for leases', 'HA.md 2', lease, 'for (const lease of this.#leases.values()) if (lease.nonce !== nonce) untilMs = Math.max(untilMs, lease.untilMs);', ''),
  one('there is one lease slot', 'HA.md 3', lease, 'if (lease === undefined) {\n      this.#leases.set(nonce,', 'if (lease === undefined) {\n      this.#leases.clear();\n      this.#leases.set(nonce,'),
  one('a restart holds nothing', 'HA.md 4', lease, 'this.#holdUntilMs = options.leaseMaxMs > 0 ? options.nowMs + options.leaseMaxMs : -Infinity;', 'this.#holdUntilMs = -Infinity;'),
  one('a restart holds for less than it granted', 'HA.md 4', lease, 'options.nowMs + options.leaseMaxMs : -Infinity;', 'options.nowMs + options.leaseMaxMs / 10 : -Infinity;'),
  one('a lease is counted from the reply', 'HA.md 5', leaseClient, 'grantedBy(peer, sentMs, this.#ttlMs);', 'grantedBy(peer, this.#env.monotonicMs(), this.#ttlMs);'),
  one('no margin for drift', 'HA.md 5', leaseClient, 'sentMs + trust * ttlMs', 'sentMs + 1.2 * trust * ttlMs'),
  {
    name: 'a timer says whether the lease is valid', rule: 'HA.md 5',
    edits: [
      { file: leaseClient, from: '(nowMs < this.validUntilMs || this.unleased) };', to: '(Math.min(nowMs, this.#lookedMs) < this.validUntilMs || this.unleased) };' },
      { file: leaseClient, from: '  #renewRound(): void {', to: '  #lookedMs = 0;\n  #renewRound(): void {\n    this.#lookedMs = this.#env.monotonicMs();' },
    ],
  },
  one('a revoke ends every lease', 'HA.md 8', lease, 'if (this.#leases.delete(nonce)) this.#ranOut = false;', 'this.#leases.clear();'),
  {
    // The lease and the term each know of which epoch they are: either alone holds.
    name: 'a lease of another term counts', rule: 'HA.md 6',
    edits: [
      { file: 'src/namenode/ha/term.ts', from: 'return this.ended === undefined && this.lease.epoch === this.epoch && this.lease.validAt(nowMs);', to: 'return this.lease.validAt(nowMs);' },
      { file: leaseClient, from: 'epoch !== 0 && epoch === this.#epoch && (nowMs', to: 'epoch !== 0 && (nowMs' },
    ],
  },
  one('reads need no lease', 'HA.md 5', fsn, 'const wait = this.#admission.admit(category, call) ?? this.#leaseWait(category);', 'const wait = this.#admission.admit(category, call);'),
  one('a lease is revoked before its holder is dead', 'HA.md 8', guardian, 'this.#ward.kill();', 'void this.#lease.revoke().catch(() => {});\n    this.#env.after(500, () => this.#ward.kill());'),
  one('a revoke leaves no tombstone', 'HA.md 8', lease, 'this.#tombstones.set(nonce, ended);', ''),
  one('an isolated Standby parks every call', 'HA.md 11', 'src/failover/lease-elector.ts', 'return heard && !taken && (this.#candidate.mayStand() || this.#campaigning);', 'return heard || !taken || this.#campaigning;'),
  one('a call is done that came before another NameNode reigned', 'HA.md 12', 'src/namenode/ha/admission.ts', 'return (knownEpoch >= 0 && knownEpoch < this.#elsewhereEpoch) || sleptAtTxid < this.#elsewhereEnd;', 'return knownEpoch < -1;'),
  one('an isolated Active answers RetriableException', 'HA.md 10', fsn, "throw standbyException(category, 'active without a lease');", "throw new HdfsException('RetriableException', `${category} without a lease`);"),
  // What is applied and not durable.
  one('an appended call is answered with StandbyException', 'HA.md 19', fsn, "return new CloseConnection('what the call saw is not known to be durable', { cause });", "return standbyException('WRITE', 'standby') as unknown as CloseConnection;"),
  one('reads and refusals do not wait for what they saw', 'HA.md 16', fsn, 'if (open !== undefined && this.lastAppliedTxid > open.edits.durableTxid) await this.#durable(open.term, open.edits, this.lastAppliedTxid);', ''),
  one('an answer does not wait for the quorum', 'HA.md 16', fsn, 'await this.#durable(term, edits, seen);\n    if (outcome.refusal', 'if (outcome.refusal'),
  {
    // Deletions have a queue of their own beside that of all other orders: both.
    name: 'orders go out when they are applied', rule: 'HA.md 17',
    edits: [
      { file: 'src/namenode/blocks/release-queue.ts', from: 'if (this.#appliedTxid <= this.#durableTxid) {', to: 'if (this.#appliedTxid >= 0) {' },
      { file: 'src/namenode/blocks/block-core.ts', from: 'if (appliedTxid <= durableTxid) this.invalidations.release(durableTxid, 2);', to: 'this.invalidations.release(Math.max(appliedTxid, durableTxid), 2);' },
    ],
  },
  one('the retry cache is never asked', 'HA.md 12', fsn, 'while (retry !== undefined && ticket === undefined) {', 'while (retry !== undefined && ticket === undefined && call.callId < 0) {'),
  one('a replayed edit is not in the retry cache', 'HA.md 18', fsn, 'this.retryCache.add(rpcClientId,', 'if (rpcCallId < 0) this.retryCache.add(rpcClientId,'),
  one('memory is kept when fenced', 'HA.md 20', controller, 'const tainted = this.#diverged || (this.#log !== undefined && fsn.lastAppliedTxid > this.#log.durableTxid);', 'const tainted = false;'),
  one('a DataNode is told of a txid that is not durable', 'HA.md 21', 'src/namenode/name-node.ts', "return { state: 'active', txid: open.edits.durableTxid };", "return { state: 'active', txid: this.fsn.lastAppliedTxid };"),
  {
    name: 'an answer without an edit leaves at once', rule: 'HA.md 16',
    edits: [
      { file: fsn, from: 'const outcome = this.#execute(call, traits, plan, edits);', to: 'const before = this.lastAppliedTxid;\n    const outcome = this.#execute(call, traits, plan, edits);' },
      { file: fsn, from: 'await this.#durable(term, edits, seen);\n    if (outcome.refusal', to: 'if (seen !== before) await this.#durable(term, edits, seen);\n    if (outcome.refusal' },
    ],
  },
  {
    name: 'the retry cache is asked on arrival', rule: 'HA.md 12',
    edits: [
      { file: fsn, from: 'for (;;) {\n      // Writes need no lease', to: 'let early = traits.retry === undefined ? undefined : this.retryCache.enter(call.clientId, call.callId, this.#env.monotonicMs());\n    for (;;) {\n      // Writes need no lease' },
      { file: fsn, from: 'const entry = this.retryCache.enter(call.clientId, call.callId, this.#env.monotonicMs());', to: 'const entry = early ?? this.retryCache.enter(call.clientId, call.callId, this.#env.monotonicMs());\n      early = undefined;' },
    ],
  },
  {
    // Whoever finds the answer there waits, too, for what it may rest on.
    name: 'a retry entry is complete when its edit is applied', rule: 'HA.md 18',
    edits: [
      { file: fsn, from: 'this.#settleWhenDurable(ticket, retry, outcome, edits.sync(seen));', to: 'this.#settleWhenDurable(ticket, retry, outcome, Promise.resolve());' },
      { file: fsn, from: "if (entry.state === 'done') {\n        await this.#durable(term, edits, this.lastAppliedTxid);", to: "if (entry.state === 'done') {" },
    ],
  },
  {
    // The log that is given up ends the waits for its edits as well.
    name: 'a wait for the quorum does not end with the term', rule: 'HA.md 6',
    edits: [
      { file: fsn, from: '`txid ${txid}`, term.bound(batch))', to: '`txid ${txid}`, batch)' },
      { file: log, from: 'item.durable.reject(new EditNotAcknowledged(item.firstTxid + item.count - 1, reason));', to: 'void item.durable.promise.catch(() => {});' },
    ],
  },
  // A JournalNode that comes back.
  one('a rejoin may shorten the log', 'HA.md 22', rejoin, 'if (own?.damaged === true || nextTxId <= ackedTxId) {', 'if (own?.damaged === true) {'),
  one('a rejoin keeps what a dead epoch wrote', 'HA.md 22', rejoin, 'if (state.lastWriterEpoch !== request.epoch || store.find(rejoin.segmentTxId) === undefined) return undefined;', 'if (store.find(rejoin.segmentTxId) === undefined) return undefined;'),
  one('a rejoin is not judged again behind its download', 'HA.md 24', rejoin, 'state.checkStillPromised(request.epoch);\n        if (state.serial !== request.serial || store.find(segmentTxId) !== before) {', 'if (Number.isNaN(state.serial)) {'),
  {
    name: 'a rejoin ignores the promise', rule: 'HA.md 22',
    edits: [
      { file: rejoin, from: 'const live = await core.enter(request, segmentTxId);', to: 'const live = await core.enter({ ...request, epoch: Math.max(request.epoch, core.formatted().state.promisedEpoch) }, segmentTxId);' },
      { file: rejoin, from: 'if (state.promisedEpoch !== request.epoch) {', to: 'if (state.promisedEpoch < 0) {' },
      { file: rejoin, from: "state.checkStillPromised(request.epoch);\n        if (state.serial !== request.serial", to: 'if (state.serial !== request.serial' },
    ],
  },
  {
    name: 'a rejoin takes what another epoch wrote, and START does not travel alone', rule: 'HA.md 22',
    edits: [
      { file: 'src/qjournal/server/segment-fetch.ts', from: 'return final || Number(headers.get(writerEpochHeader) ?? -1) === epoch ? undefined', to: 'return final || headers.get(writerEpochHeader) !== null || epoch > 0 ? undefined' },
      { file: log, from: "const alone = item.kind !== 'edits' || this.#inFlight.some((other) => other.kind !== 'edits');", to: 'const alone = false;' },
    ],
  },
  one('a blank JournalNode votes', 'HA.md 31', learner, learns, `else if (await this.#copy({ ...this.#known, promisedEpoch: 0 }, { epoch: 0, txid: 1 })) return;\n      ${learns}`),
  one('a JournalNode with a promise and no log votes', 'HA.md 31', learner, learns, `else if (await this.#copy(this.#known, { epoch: 0, txid: 1 })) return;\n      ${learns}`),
  {
    name: 'a JournalNode votes without the fence', rule: 'HA.md F2',
    edits: [
      { file: learner, from: learns, to: `else if (await this.#copy(this.#known, this.#fence ?? { epoch: 0, txid: -1 })) return;\n      ${learns}` },
      { file: learner, from: 'const chain = this.#chainOf(await this.#peers.finals(0, info), fence.txid);', to: 'const finals = await this.#peers.finals(0, info);\n    const chain = this.#chainOf(finals, fence.txid < 0 ? 1 + Math.max(0, ...[...finals.values()].flat().map(({ lastTxId }) => lastTxId)) : fence.txid);' },
    ],
  },
  {
    // It counts those who told their promises, and those who told their segments.
    name: 'a JournalNode learns from too few', rule: 'HA.md 31',
    edits: [
      { file: learner, from: 'if (!this.#enough(new Set(voters.map(({ peer }) => peer)))) {', to: 'if (voters.length === 0) {' },
      { file: learner, from: 'if (!this.#enough(new Set(finals.keys()))) {', to: 'if (finals.size === 0) {' },
    ],
  },
];
