// A walk over quorums, as an adversary of a replicated log would take it: in each stretch the NameNodes reach only some of the
// JournalNodes, in the next one others, and in between the Active goes, or a JournalNode that both have in common comes back
// from a power cut or with a bit turned in its log. What a majority acknowledged is then in the hands of one JournalNode of the next majority; what too few took
// is on the longest log of another one. Chance alone rarely puts such faults in this order.
import type { Prng } from '../prng.ts';
import { killed } from './adversary/steps.ts';
import type { Fault } from './fault.ts';
import { activeNow, memberNow, standbyNow } from './fault.ts';
import type { Targets } from './plan-faults.ts';

const stretchMs = [30, 100, 300, 1000, 2500];
/** How many of three members the NameNodes reach in a stretch. */
const reached = [1, 2, 2, 2, 2, 3];
const changeMs = 3;

export function quorumWalk(random: Prng, targets: Targets, beginMs: number): Fault[] {
  const faults: Fault[] = [];
  const { nameNodes, journalNodes } = targets;
  const peersToo = random.chance(0.5);
  let atMs = beginMs;
  /** Whom the NameNodes did not reach in the stretch before. */
  let outside: readonly string[] = [];
  const stretches = 3 + random.below(4);
  for (let i = 0; i < stretches; i++) {
    const forMs = random.pick(stretchMs) * random.between(0.5, 1.5);
    const order = random.shuffled([0, 1, 2]);
    const inside = order.slice(0, random.pick(reached));
    for (const member of order.slice(inside.length)) {
      const target = memberNow(member);
      // Where one NameNode alone is cut off, the other reads what the first one can no longer take back.
      const others = [...random.pick([nameNodes, nameNodes, [activeNow], [standbyNow]]), ...(peersToo ? journalNodes : [])];
      // Stretches lie over one another a little: what was written in one is never told to who comes back in the next.
      faults.push({ kind: 'cut', target, others, way: random.pick(['both', 'both', 'both', 'in', 'out'] as const), atMs, forMs: forMs + changeMs });
    }
    const meeting = memberNow(random.pick(inside));
    if (random.chance(0.15)) faults.push({ kind: 'lossy', target: activeNow, way: random.pick(['in', 'out'] as const), lose: 0, late: random.pick([0.3, 1]), atMs, forMs });
    // One alone has damage in what it writes: that of two at once is more than three can bear.
    if (random.chance(0.15)) faults.push({ kind: 'open-rot', target: journalNodes[1] ?? '', which: random.u32(), atMs: atMs + random.between(0, changeMs), forMs: random.pick([5, 30, 200]) });
    else if (random.chance(0.3)) faults.push({ kind: 'kill', target: meeting, guardian: true, powerCut: random.chance(0.7), atMs: atMs + random.between(0, changeMs), forMs: random.pick([5, 30, 200]) });
    faults.push(...leaderGoes(random, atMs + random.between(0, changeMs), forMs, outside));
    if (random.chance(0.2)) {
      const event = random.pick(['epoch promised', 'recovery prepared', 'segment accepted', 'segment recovered', 'segment joined again']);
      faults.push({ kind: 'ambush', event, target: random.chance(0.3) ? undefined : random.pick([activeNow, meeting]), how: random.pick(['kill', 'power cut', 'pause'] as const), afterMs: random.pick([0, 0.3, 1]) * random.next(), armedMs: forMs, atMs, forMs: random.pick([5, 200, 1000]) });
    }
    outside = order.slice(inside.length).map(memberNow);
    atMs += forMs;
  }
  return faults;
}

function leaderGoes(random: Prng, atMs: number, stretch: number, deaf: readonly string[]): Fault[] {
  const die = random.below(10);
  if (die < 3) return killed(deaf, { guardian: random.chance(0.7), powerCut: random.chance(0.3), atMs, forMs: random.pick([50, 500, 2000]) });
  if (die < 5) return [{ kind: 'pause', target: activeNow, guardian: random.chance(0.5), atMs, forMs: stretch * random.between(0.5, 2) }];
  if (die < 8) return [{ kind: 'failover', target: standbyNow, atMs }];
  return [];
}
