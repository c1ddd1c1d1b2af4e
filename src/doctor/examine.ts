// All checks over the facts, in the order in which a person wants to hear of it.
import { checkActive } from './checks/active.ts';
import { checkAddresses } from './checks/addresses.ts';
import { checkClocks } from './checks/clocks.ts';
import { checkConfiguration } from './checks/configuration.ts';
import type { Suggest } from './checks/configuration.ts';
import { checkDataNodes } from './checks/data-nodes.ts';
import { checkDirectories } from './checks/directories.ts';
import { checkIdentity } from './checks/identity.ts';
import { checkJournals } from './checks/journals.ts';
import { checkReachability } from './checks/reachability.ts';
import { checkSafeMode } from './checks/safe-mode.ts';
import { checkStandbys } from './checks/standby.ts';
import type { Facts } from './facts.ts';
import { inOrder } from './finding.ts';
import type { Finding } from './finding.ts';

export interface ExamineOptions {
  /** Unix ms. */
  readonly nowMs: number;
  readonly suggest: Suggest;
}

/** What is wrong or will be: problems first. */
export function examine(facts: Facts, { nowMs, suggest }: ExamineOptions): Finding[] {
  return inOrder([
    ...checkActive(facts),
    ...checkJournals(facts),
    ...checkSafeMode(facts),
    ...checkReachability(facts),
    ...checkIdentity(facts),
    ...checkDataNodes(facts),
    ...checkDirectories(facts),
    ...checkConfiguration(facts, suggest),
    ...checkAddresses(facts),
    ...checkStandbys(facts, nowMs),
    ...checkClocks(facts),
  ]);
}
