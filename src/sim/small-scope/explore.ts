// Walks through every interleaving of a small world (model.ts): each call of each round arrives at each node or does not, in any
// order that TCP and serial numbers leave, and a node may crash behind each step that it persists. Nodes are alike: states that
// differ only in which node is which count as one.
import { HdfsException } from '../../protocol/exceptions.ts';
import type { chooseLog } from '../../qjournal/client/segment-recovery.ts';
import { check, copyOf, crash, initial, nodeCount, proceed, steps } from './model.ts';
import type { Answer, Node, Phase, State } from './model.ts';

export interface Explored {
  /** States that differ. */
  readonly states: number;
  /** What is acknowledged in some state, as words of letters: that there is something to lose. */
  readonly acknowledged: ReadonlySet<string>;
}

export interface Scope {
  /** Of the writers. */
  readonly epochs: readonly number[];
  readonly crashes: number;
  /** Instead of the product's own rule: to see that a wrong one is found. */
  readonly choose?: typeof chooseLog;
}

/** Throws what a state broke. */
export function explore(options: Scope): Explored {
  const first = initial(options.epochs, options.crashes);
  const seen = new Set([keyOf(first)]);
  const acknowledged = new Set<string>();
  const stack = [first];
  for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
    for (const next of successors(state, options.choose)) {
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      stack.push(next);
      acknowledged.add(Object.values(next.acknowledged).join(''));
    }
  }
  return { states: seen.size, acknowledged };
}

function keyOf({ nodes, rounds, acknowledged, crashesLeft }: State): string {
  const each = nodes.map((node, n) => `${nodeKey(node)} ${rounds.map(({ next, answers }) => `${next[n]}${answerKey(answers[n])}`).join(' ')}`);
  const calls = rounds.map(({ phases }) => phases.map(phaseKey).join('')).join(' ');
  return `${each.sort().join('/')}/${calls}/${Object.values(acknowledged).join('')}/${crashesLeft}`;
}

function nodeKey({ promised, writer, serial, open, segments }: Node): string {
  const all = Object.entries(segments).map(([first, { log, final, accepted }]) => `${first}${log}${final ? '!' : ''}${accepted === undefined ? '' : `(${accepted.epoch}${accepted.fetched ?? ''})`}`);
  return `${promised}.${writer}.${serial}.${open === undefined ? '' : `${open.first}:${open.epoch}`}.${all.join(',')}`;
}

function answerKey(answer: Answer | undefined): string {
  if (answer === undefined) return '';
  const { newest, prepared } = answer;
  if (prepared === undefined) return `=${newest ?? ''}`;
  return `=${prepared.log ?? ''}${prepared.segmentState?.isInProgress === false ? '!' : ''}${prepared.acceptedInEpoch ?? ''}.${prepared.lastWriterEpoch}`;
}

function phaseKey(phase: Phase): string {
  switch (phase.kind) {
    case 'newEpoch': return 'n';
    case 'prepare': return `p${phase.first}`;
    case 'accept': return `a${phase.log}`;
    case 'finalize': return `f${phase.endTxId}`;
    case 'start': return `s${phase.first}`;
    case 'write': return `w${phase.txid}`;
  }
}

function* successors(now: State, choose: Scope['choose']): Generator<State> {
  for (const [r, round] of now.rounds.entries()) {
    if (round.phases.length === 0) {
      const state = copyOf(now);
      state.rounds[r]?.phases.push({ kind: 'newEpoch' });
      yield state;
      continue;
    }
    for (let n = 0; n < nodeCount; n++) {
      // What was called before may still arrive, as long as nothing later has.
      for (let at = round.next[n] ?? 0; at < round.phases.length; at++) yield* arrivals(now, r, n, at, choose);
    }
  }
}

/** Call `at` of round `r` arrives at node `n`; the node may crash behind any of its steps, while crashes are left. */
function* arrivals(now: State, r: number, n: number, at: number, choose: Scope['choose']): Generator<State> {
  for (let crashBehind = 0; ; crashBehind++) {
    const state = copyOf(now);
    const round = state.rounds[r];
    const node = state.nodes[n];
    const phase = round?.phases[at];
    if (round === undefined || node === undefined || phase === undefined) return;
    round.next[n] = at + 1;
    let call: ReturnType<typeof steps>;
    try {
      call = steps(node, round.epoch, at, phase);
    } catch (error) {
      if (!(error instanceof HdfsException)) throw error;
      yield state;
      return;
    }
    const crashes = state.crashesLeft > 0 && crashBehind <= call.steps.length;
    for (const step of crashes ? call.steps.slice(0, crashBehind) : call.steps) step();
    if (crashes) {
      crash(node);
      state.crashesLeft--;
    } else {
      const answer = call.answer();
      if (at === round.phases.length - 1) {
        round.answers[n] = answer;
        proceed(state, round, choose);
      }
    }
    check(state);
    yield state;
    if (!crashes) return;
  }
}
