// What an adversary does who knows where replicated logs and leases break: faults in an order that chance rarely finds.
import type { FaultKind } from '../plan-faults.ts';
import { lateCalls } from './calls.ts';
import { brokenDisk } from './damage.ts';
import { slowAccept, slowRejoin } from './downloads.ts';
import { lateLease, loneWriter, usurper } from './leases.ts';
import { fork, splitRecovery, unsynced } from './logs.ts';
import { forgetful, replaced, sleeper } from './members.ts';
import { darkRoom } from './orders.ts';

/** All of them, each with how often it comes in a minute where it comes at all. */
export const adversary: readonly FaultKind[] = [
  { perMinute: 6, make: fork },
  { perMinute: 6, make: splitRecovery },
  { perMinute: 3, make: lateLease },
  { perMinute: 6, make: loneWriter },
  { perMinute: 6, make: usurper },
  { perMinute: 4, make: unsynced },
  { perMinute: 2, make: forgetful },
  { perMinute: 3, make: sleeper },
  { perMinute: 3, make: darkRoom },
  { perMinute: 5, make: replaced },
  { perMinute: 5, make: lateCalls },
  { perMinute: 4, make: brokenDisk },
  { perMinute: 4, make: slowAccept },
  { perMinute: 5, make: slowRejoin },
];
