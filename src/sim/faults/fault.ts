// What can be done to a cluster, as data: a plan of faults comes from a seed, is printed with a failure, and can be cut down
// to the few that matter. Times are virtual ms from the plan's beginning.

/** In place of a daemon's name: whoever is Active when the fault comes, and who is not. */
export const activeNow = 'the active';
export const standbyNow = 'the standby';
/** Whoever is the member with this number, from 0 on, of the list of JournalNodes that counts then. */
export function memberNow(index: number): string {
  return `member ${index}`;
}

export type AmbushHow = 'kill' | 'power cut' | 'pause' | 'cut';

export type Fault =
  /** kill -9, with the guardian or (a machine lost) without; `powerCut`: unsynced bytes go, too. Started again after `forMs`. */
  | { readonly kind: 'kill'; readonly target: string; readonly guardian: boolean; readonly powerCut: boolean; readonly atMs: number; readonly forMs: number }
  /** SIGSTOP and SIGCONT; with `guardian` of the guardian, too, which otherwise kills a NameNode that hangs past its lease. */
  | { readonly kind: 'pause'; readonly target: string; readonly guardian: boolean; readonly atMs: number; readonly forMs: number }
  /** Nothing goes from `target` to `others` (out), from them to it (in), or neither way (both). */
  | { readonly kind: 'cut'; readonly target: string; readonly others: readonly string[]; readonly way: 'in' | 'out' | 'both'; readonly atMs: number; readonly forMs: number }
  /** Connections between two are reset: replies of executed calls are lost. */
  | { readonly kind: 'reset'; readonly target: string; readonly other: string; readonly atMs: number }
  /** Syncs take this long. */
  | { readonly kind: 'slow-disk'; readonly target: string; readonly syncMs: number; readonly atMs: number; readonly forMs: number }
  /** Every message takes up to this long. */
  | { readonly kind: 'slow-network'; readonly delayMs: number; readonly atMs: number; readonly forMs: number }
  /** What it downloads over HTTP, segments from its peers and images, takes up to this long. */
  | { readonly kind: 'slow-transfers'; readonly target: string; readonly transferMs: number; readonly atMs: number; readonly forMs: number }
  /** An operator asks for it (haadmin -failover). */
  | { readonly kind: 'failover'; readonly target: string; readonly atMs: number }
  /** An operator makes it Active whatever the other does (haadmin -transitionToActive --forcemanual). */
  | { readonly kind: 'force'; readonly target: string; readonly atMs: number }
  /** One in so many changes of its disk fails. */
  | { readonly kind: 'bad-disk'; readonly target: string; readonly oneIn: number; readonly code: 'io' | 'no-space'; readonly atMs: number; readonly forMs: number }
  /** Of the messages from (out) or to (in) `target`, or both: `lose` of 1 are lost, and their connection with them; `late` come after what TCP waits before it sends again. */
  | { readonly kind: 'lossy'; readonly target: string; readonly way: 'in' | 'out' | 'both'; readonly lose: number; readonly late: number; readonly atMs: number; readonly forMs: number }
  /** One in so many reads of its disk fails. */
  | { readonly kind: 'bad-reads'; readonly target: string; readonly oneIn: number; readonly atMs: number; readonly forMs: number }
  /** Its disk has no more than this left. */
  | { readonly kind: 'full-disk'; readonly target: string; readonly leftBytes: number; readonly atMs: number; readonly forMs: number }
  /** A bit of a final segment turns, in one that nobody writes any more. `which` chooses it. */
  | { readonly kind: 'bit-rot'; readonly target: string; readonly which: number; readonly atMs: number }
  /** The same in the segment that it writes, below what is committed, on a JournalNode that dies for `forMs`. */
  | { readonly kind: 'open-rot'; readonly target: string; readonly which: number; readonly atMs: number; readonly forMs: number }
  /** The next time that somebody (`by`, if it is named) says `event` within `armedMs`, this happens to it, or to `target`, `afterMs` later. */
  | {
    readonly kind: 'ambush'; readonly event: string; readonly by?: string; readonly target: string | undefined; readonly how: AmbushHow;
    readonly afterMs: number; readonly armedMs: number; readonly atMs: number; readonly forMs: number;
  }
  /** A JournalNode comes back after `forMs` with nothing of its journal. */
  | { readonly kind: 'wipe'; readonly target: string; readonly atMs: number; readonly forMs: number }
  /** An operator adds a JournalNode, puts one in another's place (in `target`'s, if it is named), or removes one (haadmin -journal). `which` chooses. */
  | { readonly kind: 'members'; readonly how: 'add' | 'replace' | 'remove'; readonly target?: string; readonly which: number; readonly atMs: number }
  /** The wall clock is set. */
  | { readonly kind: 'clock-jump'; readonly target: string; readonly byMs: number; readonly atMs: number };

/** What it is counted as: a cut in one direction is another kind of thing than one in both, a power cut than a kill. */
export function kindOf(fault: Fault): string {
  if (fault.kind === 'cut') return fault.way === 'both' ? 'cut' : 'one-way cut';
  if (fault.kind === 'kill') return fault.powerCut ? 'power cut' : fault.guardian ? 'kill' : 'machine lost';
  if (fault.kind === 'lossy') return fault.late > 0 ? 'late messages' : 'lost messages';
  if (fault.kind === 'ambush') return `ambush: ${fault.how}`;
  return fault.kind;
}

export function describeFault(fault: Fault): string {
  const { atMs, kind, ...rest } = fault;
  const details = Object.entries(rest).map(([name, value]) => `${name}=${Array.isArray(value) ? value.join('+') : typeof value === 'number' ? (value < 1 ? value.toFixed(3) : Math.round(value)) : String(value)}`);
  return `${Math.round(atMs)} ms ${kind} ${details.join(' ')}`;
}
