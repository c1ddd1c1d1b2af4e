// What an image holds besides inodes, counters and delegation keys and this NameNode keeps without acting on it, so
// that Hadoop finds it again: it comes with the image that was loaded and goes into the next one. Where there
// would be something to act on (a cache pool, a snapshot) the image is refused.

import { ErasureCodingPolicyState } from '../../wire/hdfs.ts';
import type { ErasureCodingPolicyProto } from '../../wire/hdfs.ts';

export interface CarriedState {
  readonly erasureCodingPolicies: readonly ErasureCodingPolicyProto[];
  /** The last snapshot id given out. */
  readonly snapshotCounter: number;
  readonly nextCacheDirectiveId: number;
}

/** Of a namespace that was just formatted: the built-in erasure coding policies, by id, are disabled. */
export const blankCarriedState: CarriedState = {
  erasureCodingPolicies: [1, 2, 3, 4, 5].map((id) => ({ id, state: ErasureCodingPolicyState.DISABLED })),
  snapshotCounter: 0,
  nextCacheDirectiveId: 1,
};
