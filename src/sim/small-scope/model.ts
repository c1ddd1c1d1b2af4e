// Three JournalNodes and the elections of two writers, small enough that every interleaving can be walked through. What is
// judged, is judged by the product's own pure parts: journal-state.ts admits calls, segment-recovery.ts chooses logs. What
// they do to disks is modelled here step by step, since a crash may come behind each step that is persisted.
//
// A transaction is a letter, that of the round (an election with what follows) that wrote it; a log is a word.
import { HdfsException } from '../../protocol/exceptions.ts';
import { JournalState } from '../../qjournal/server/journal-state.ts';
import { chooseLog } from '../../qjournal/client/segment-recovery.ts';
import type { PrepareAnswer } from '../../qjournal/client/segment-recovery.ts';

/** A segment on one disk. `accepted`: the paxos record, with the fetched log while that is not renamed into its place. */
export interface Segment {
  log: string;
  final: boolean;
  accepted: { epoch: number; fetched: string | undefined; endTxId: number } | undefined;
}

export interface Node {
  promised: number;
  writer: number;
  /** By first txid. */
  segments: Record<number, Segment>;
  /** Not on disk: the segment that is being written, and by whom. */
  open: { first: number; epoch: number } | undefined;
  /** Not on disk: the last serial of the promised epoch. */
  serial: number;
}

export type Phase =
  | { readonly kind: 'newEpoch' }
  | { readonly kind: 'prepare'; readonly first: number }
  | { readonly kind: 'accept'; readonly first: number; readonly log: string }
  | { readonly kind: 'finalize'; readonly first: number; readonly endTxId: number }
  | { readonly kind: 'start'; readonly first: number }
  | { readonly kind: 'write'; readonly first: number; readonly txid: number };

/** One election and what follows, until it has written all transactions or comes to nothing. */
export interface Round {
  readonly epoch: number;
  /** All its calls so far; the last one is under way. Empty: not begun. */
  phases: Phase[];
  /** By node: the first of its calls that may still arrive there. */
  next: number[];
  /** Answers to the call under way, by node. */
  answers: Record<number, Answer>;
}

export type Answer = { readonly newest?: number | undefined; readonly prepared?: PrepareAnswer['response'] & { readonly log: string | undefined } };

export interface State {
  nodes: Node[];
  rounds: Round[];
  /** What was acknowledged to clients, by txid: the letter. */
  acknowledged: Record<number, string>;
  crashesLeft: number;
}

export const nodeCount = 3;
const majority = 2;
/** Of the log, over all segments. */
export const txidMax = 3;

export class Broken extends Error {
  override readonly name = 'Broken';
}

export function initial(epochs: readonly number[], crashes: number): State {
  return {
    nodes: Array.from({ length: nodeCount }, () => ({ promised: 0, writer: 0, segments: {}, open: undefined, serial: -1 })),
    rounds: epochs.map((epoch) => ({ epoch, phases: [], next: Array.from({ length: nodeCount }, () => 0), answers: {} })),
    acknowledged: {},
    crashesLeft: crashes,
  };
}

export function copyOf({ nodes, rounds, acknowledged, crashesLeft }: State): State {
  return {
    nodes: nodes.map((node) => {
      const segments: Record<number, Segment> = {};
      for (const [first, segment] of Object.entries(node.segments)) segments[Number(first)] = { ...segment, accepted: segment.accepted === undefined ? undefined : { ...segment.accepted } };
      return { ...node, segments };
    }),
    rounds: rounds.map((round) => ({ ...round, phases: [...round.phases], next: [...round.next], answers: { ...round.answers } })),
    acknowledged: { ...acknowledged },
    crashesLeft,
  };
}

export function letterOf(epoch: number): string {
  return String.fromCharCode(96 + epoch);
}

function lastTxid(first: number, { log }: Segment): number {
  return first + log.length - 1;
}

/** The node's rules as it is now: what the product would have in memory. */
function rulesOf(node: Node): JournalState {
  const state = new JournalState({ journalId: 'j', promisedEpoch: node.promised, lastWriterEpoch: node.writer, committedTxId: 0, highestWrittenTxId: 0 });
  if (node.serial >= 0) state.admitInOrder({ epoch: node.promised, serial: node.serial, from: 'w' });
  if (node.open !== undefined) {
    state.started(node.open.first, -67, node.open.epoch);
    const length = node.segments[node.open.first]?.log.length ?? 0;
    if (length > 0) state.admitBatch(node.open.first, node.open.first, length);
  }
  return state;
}

/**
 * What the call does to the node, as steps that are persisted one after the other, and what it answers behind the last one.
 * Throws HdfsException where it is refused.
 */
export function steps(node: Node, epoch: number, serial: number, phase: Phase): { readonly steps: (() => void)[]; readonly answer: () => Answer } {
  const rules = rulesOf(node);
  if (phase.kind === 'newEpoch') {
    rules.checkProposal(epoch);
    return {
      steps: [() => {
        node.promised = epoch;
        node.open = undefined;
        node.serial = -1;
      }],
      answer: () => ({ newest: Math.max(0, ...Object.entries(node.segments).filter(([, { final, log }]) => final || log !== '').map(([first]) => Number(first))) }),
    };
  }
  const request = { epoch, serial, from: 'w' };
  rules.checkStillPromised(epoch);
  const all: (() => void)[] = [];
  if (rules.admitEpoch(request)) {
    all.push(() => {
      node.promised = epoch;
      node.open = undefined;
      node.serial = -1;
    });
  }
  rules.admitInOrder(request);
  const admitted = (): void => {
    node.serial = serial;
  };
  const segment = node.segments[phase.first];
  const complete = (): void => {
    node.open = undefined;
    if (segment?.accepted?.fetched !== undefined && !segment.final) {
      segment.log = segment.accepted.fetched;
      segment.accepted.fetched = undefined;
    }
  };
  switch (phase.kind) {
    case 'prepare':
      return {
        steps: [...all, () => {
          admitted();
          complete();
        }],
        answer: () => {
          const here = segment === undefined || (segment.log === '' && !segment.final) ? undefined : segment;
          const accepted = here?.final === false ? here.accepted : undefined;
          return {
            prepared: {
              segmentState: here === undefined ? undefined : { startTxId: phase.first, endTxId: lastTxid(phase.first, here), isInProgress: !here.final },
              acceptedInEpoch: accepted?.epoch, lastWriterEpoch: node.writer, lastCommittedTxId: undefined, log: here?.log,
            },
          };
        },
      };
    case 'accept': {
      const { log } = phase;
      if (segment?.final === true && segment.log !== log) throw new HdfsException('IllegalStateException', 'a final segment is not replaced');
      if (segment?.accepted !== undefined && segment.accepted.epoch > epoch) throw new HdfsException('IllegalStateException', 'accepted in a higher epoch');
      if (segment?.log === log) {
        return { steps: [...all, () => {
          admitted();
          complete();
          segment.accepted = { epoch, fetched: undefined, endTxId: phase.first + log.length - 1 };
        }], answer: () => ({}) };
      }
      return {
        steps: [
          ...all,
          () => {
            admitted();
            complete();
          },
          // The record is the commit point.
          () => {
            const there = (node.segments[phase.first] ??= { log: '', final: false, accepted: undefined });
            there.accepted = { epoch, fetched: log, endTxId: phase.first + log.length - 1 };
          },
          () => {
            const there = node.segments[phase.first];
            if (there?.accepted === undefined) return;
            there.log = log;
            there.accepted.fetched = undefined;
          },
        ],
        answer: () => ({}),
      };
    }
    case 'finalize': {
      if (segment === undefined) throw new HdfsException('JournalOutOfSyncException', 'no such segment');
      if (segment.final) {
        if (lastTxid(phase.first, segment) !== phase.endTxId) throw new HdfsException('IllegalArgumentException', 'final with another end');
        return { steps: [...all, admitted], answer: () => ({}) };
      }
      const mine = node.writer === epoch && Math.max(...Object.keys(node.segments).map(Number)) === phase.first;
      if (lastTxid(phase.first, segment) !== phase.endTxId || (segment.accepted?.epoch !== epoch && !mine)) throw new HdfsException('JournalOutOfSyncException', 'neither written nor accepted');
      return {
        steps: [
          ...all,
          () => {
            admitted();
            node.open = undefined;
            segment.final = true;
          },
          () => {
            segment.accepted = undefined;
          },
        ],
        answer: () => ({}),
      };
    }
    case 'start': {
      if (segment?.final === true || (segment?.log.length ?? 0) > 1) throw new HdfsException('IllegalStateException', 'there are transactions');
      return {
        steps: [
          ...all,
          () => {
            admitted();
            node.open = undefined;
            node.writer = epoch;
          },
          () => {
            if (segment !== undefined) segment.accepted = undefined;
          },
          () => {
            node.segments[phase.first] = { log: '', final: false, accepted: undefined };
            node.open = { first: phase.first, epoch };
          },
        ],
        answer: () => ({}),
      };
    }
    case 'write':
      rules.admitWriter(request);
      rules.admitBatch(phase.first, phase.txid, 1);
      return {
        steps: [...all, () => {
          admitted();
          const there = node.segments[phase.first];
          if (there !== undefined) there.log += letterOf(epoch);
        }],
        answer: () => ({}),
      };
  }
}

/** The node loses what is not on disk; at its start it completes an accept whose record is there. */
export function crash(node: Node): void {
  node.open = undefined;
  node.serial = -1;
  for (const segment of Object.values(node.segments)) {
    if (segment.accepted?.fetched === undefined || segment.final) continue;
    segment.log = segment.accepted.fetched;
    segment.accepted.fetched = undefined;
  }
}

/** What the round does once a majority has answered its call. */
export function proceed(state: State, round: Round, choose: typeof chooseLog = chooseLog): void {
  const phase = round.phases.at(-1);
  const answers = Object.entries(round.answers);
  if (phase === undefined || answers.length < majority) return;
  round.answers = {};
  const call = (next: Phase): void => void round.phases.push(next);
  switch (phase.kind) {
    case 'newEpoch': {
      const newest = Math.max(...answers.map(([, answer]) => answer.newest ?? 0));
      call(newest === 0 ? { kind: 'start', first: 1 } : { kind: 'prepare', first: newest });
      return;
    }
    case 'prepare': {
      const prepared = answers.flatMap(([logger, { prepared: response }]) => (response === undefined ? [] : [{ logger, response }]));
      const choice = choose(phase.first, prepared);
      if (choice.kind === 'nothing') {
        call({ kind: 'start', first: phase.first });
        return;
      }
      const source = prepared.find(({ logger }) => logger === choice.sources[0]);
      if (source?.response.log === undefined) throw new Broken('the chosen log is nowhere');
      call({ kind: 'accept', first: phase.first, log: source.response.log });
      return;
    }
    case 'accept':
      call({ kind: 'finalize', first: phase.first, endTxId: phase.first + phase.log.length - 1 });
      return;
    case 'finalize':
      if (phase.endTxId < txidMax) call({ kind: 'start', first: phase.endTxId + 1 });
      return;
    case 'start':
      call({ kind: 'write', first: phase.first, txid: phase.first });
      return;
    case 'write': {
      const known = state.acknowledged[phase.txid];
      if (known !== undefined) throw new Broken(`txid ${phase.txid} was acknowledged as ${known}, and is acknowledged as ${letterOf(round.epoch)}`);
      state.acknowledged[phase.txid] = letterOf(round.epoch);
      if (phase.txid < txidMax) call({ kind: 'write', first: phase.first, txid: phase.txid + 1 });
    }
  }
}

/** What was acknowledged is on a majority's disks from then on, and final segments are alike everywhere. Throws Broken. */
export function check(state: State): void {
  const logs: Record<string, string> = {};
  const copies: Record<number, number> = {};
  for (const node of state.nodes) {
    for (const [first, { final, log }] of Object.entries(node.segments)) {
      log.split('').forEach((letter, i) => {
        const txid = Number(first) + i;
        if (state.acknowledged[txid] === letter) copies[txid] = (copies[txid] ?? 0) + 1;
      });
      if (!final) continue;
      const known = (logs[first] ??= log);
      if (known !== log) throw new Broken(`two final segments from ${first}: ${known} and ${log}`);
    }
  }
  for (const [txid, letter] of Object.entries(state.acknowledged)) {
    if ((copies[Number(txid)] ?? 0) < majority) throw new Broken(`txid ${txid} was acknowledged as ${letter}, and no majority has it`);
  }
}
