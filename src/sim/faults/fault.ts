// What can be done to a cluster, as data: a plan of faults comes from a seed, is printed with a failure, and can be cut down
// to the few that matter. Times are virtual ms from the plan's beginning.

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
  /** An operator asks for it (haadmin -failover). */
  | { readonly kind: 'failover'; readonly target: string; readonly atMs: number }
  /** An operator makes it Active whatever the other does (haadmin -transitionToActive --forcemanual). */
  | { readonly kind: 'force'; readonly target: string; readonly atMs: number }
  /** One in so many changes of its disk fails. */
  | { readonly kind: 'bad-disk'; readonly target: string; readonly oneIn: number; readonly code: 'io' | 'no-space'; readonly atMs: number; readonly forMs: number }
  /** The wall clock is set. */
  | { readonly kind: 'clock-jump'; readonly target: string; readonly byMs: number; readonly atMs: number };

export function describeFault(fault: Fault): string {
  const { atMs, kind, ...rest } = fault;
  const details = Object.entries(rest).map(([name, value]) => `${name}=${Array.isArray(value) ? value.join('+') : typeof value === 'number' ? Math.round(value) : String(value)}`);
  return `${Math.round(atMs)} ms ${kind} ${details.join(' ')}`;
}
