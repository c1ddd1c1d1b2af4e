// The states of a NameNode and the moves between them; pure. Answers to HAState, ActiveState and StandbyState,
// with the steps of a promotion told apart.
//
//   Loading     → Standby                 image and log are read
//   Standby     → Recovering              elected or told to: newEpoch at a majority
//   Recovering  → CatchingUp              the last writer's segment is recovered
//   CatchingUp  → Opening                 everything recovered is applied
//   Opening     → Active                  START_LOG_SEGMENT is durable
//   Active      → Draining → Standby      stepping down with everything durable
//   Recovering, CatchingUp, Opening, Active, Draining → Fenced
//   Fenced      → Standby, or → Loading   the second when memory holds edits that the log may not

import { assert } from '../../base/assert.ts';

export const haStates = ['Loading', 'Standby', 'Recovering', 'CatchingUp', 'Opening', 'Active', 'Draining', 'Fenced', 'Stopped'] as const;
export type HaState = (typeof haStates)[number];

const moves: Readonly<Record<HaState, readonly HaState[]>> = {
  Loading: ['Standby', 'Stopped'],
  Standby: ['Recovering', 'Loading', 'Stopped'],
  Recovering: ['CatchingUp', 'Fenced', 'Stopped'],
  CatchingUp: ['Opening', 'Fenced', 'Stopped'],
  Opening: ['Active', 'Fenced', 'Stopped'],
  Active: ['Draining', 'Fenced', 'Stopped'],
  Draining: ['Standby', 'Fenced', 'Stopped'],
  Fenced: ['Standby', 'Loading', 'Stopped'],
  Stopped: [],
};

/** `to`, asserted to be a legal move from `from`. */
export function moveTo(from: HaState, to: HaState): HaState {
  assert(moves[from].includes(to), `NameNode state ${from} must not become ${to}`);
  return to;
}

/** What HAServiceProtocol calls it: INITIALIZING, ACTIVE or STANDBY. */
export function serviceState(state: HaState): 'INITIALIZING' | 'ACTIVE' | 'STANDBY' {
  if (state === 'Loading') return 'INITIALIZING';
  return state === 'Active' || state === 'Draining' ? 'ACTIVE' : 'STANDBY';
}

/** Whether a promotion is under way here, so that waiting for it is worth a call's while. */
export function isPromoting(state: HaState): boolean {
  return state === 'Recovering' || state === 'CatchingUp' || state === 'Opening';
}
