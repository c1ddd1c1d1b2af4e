// The block storage policies that every HDFS has, by id: which types of storage the replicas of a file go to.
// Answers to BlockStoragePolicySuite.createDefaultSuite. Which nodes are chosen is placement's matter.

/** StorageType, with Java's ordinals. */
export const storageType = { RAM_DISK: 0, SSD: 1, DISK: 2, ARCHIVE: 3, PROVIDED: 4, NVDIMM: 5 } as const;
export type StorageType = (typeof storageType)[keyof typeof storageType];
export const storageTypeNames: readonly string[] = ['RAM_DISK', 'SSD', 'DISK', 'ARCHIVE', 'PROVIDED', 'NVDIMM'];

export interface StoragePolicy {
  readonly id: number;
  readonly name: string;
  /** Types of the first replicas; further ones take the last. */
  readonly types: readonly StorageType[];
  readonly creationFallbacks: readonly StorageType[];
  readonly replicationFallbacks: readonly StorageType[];
  /** Whether a file keeps the policy that it was created under (LAZY_PERSIST). */
  readonly copyOnCreate: boolean;
}

/** HdfsConstants.BLOCK_STORAGE_POLICY_ID_UNSPECIFIED: the parent's counts. */
export const policyUnspecified = 0;

const { RAM_DISK, SSD, DISK, ARCHIVE, PROVIDED, NVDIMM } = storageType;

/** In the order of their ids, as getStoragePolicies answers them. */
export const storagePolicies: readonly StoragePolicy[] = [
  policy(1, 'PROVIDED', [PROVIDED, DISK], [PROVIDED, DISK], [PROVIDED, DISK]),
  policy(2, 'COLD', [ARCHIVE], [], []),
  policy(5, 'WARM', [DISK, ARCHIVE], [DISK, ARCHIVE], [DISK, ARCHIVE]),
  policy(7, 'HOT', [DISK], [], [ARCHIVE]),
  policy(10, 'ONE_SSD', [SSD, DISK], [SSD, DISK], [SSD, DISK]),
  policy(12, 'ALL_SSD', [SSD], [DISK], [DISK]),
  policy(14, 'ALL_NVDIMM', [NVDIMM], [DISK], [DISK]),
  policy(15, 'LAZY_PERSIST', [RAM_DISK, DISK], [DISK], [DISK], true),
];

/** HdfsConstants.HOT_STORAGE_POLICY_ID: the policy of what has none. */
export const policyDefault = 7;

function policy(id: number, name: string, types: StorageType[], creationFallbacks: StorageType[], replicationFallbacks: StorageType[], copyOnCreate = false): StoragePolicy {
  return { id, name, types, creationFallbacks, replicationFallbacks, copyOnCreate };
}

/** Policy by id; unspecified is the default one; undefined for an unknown id. */
export function storagePolicyById(id: number): StoragePolicy | undefined {
  const wanted = id === policyUnspecified ? policyDefault : id;
  return storagePolicies.find((entry) => entry.id === wanted);
}

/** Policy by name, in any case (BlockStoragePolicySuite.getPolicy). */
export function storagePolicyByName(name: string): StoragePolicy | undefined {
  const wanted = name.toUpperCase();
  return storagePolicies.find((entry) => entry.name === wanted);
}

/** Types of `replication` replicas, RAM_DISK left out (BlockStoragePolicy.chooseStorageTypes). */
export function chosenTypes(policyId: number, replication: number): StorageType[] {
  const types = (storagePolicyById(policyId)?.types ?? [DISK]).filter(supportsTypeQuota);
  return Array.from({ length: replication }, (_, i) => types[Math.min(i, types.length - 1)] ?? DISK);
}

/**
 * Types for those of `replication` replicas that are still to be placed when the others lie on types `chosen`: the policy's,
 * or its fallback for those that are not to be had. Fewer where there is no fallback (BlockStoragePolicy.chooseStorageTypes).
 */
export function typesToPlace(policyId: number, replication: number, chosen: readonly StorageType[], unavailable: ReadonlySet<StorageType>, isNewBlock: boolean): StorageType[] {
  const entry = storagePolicyById(policyId);
  const { left, excess } = difference(chosenTypes(policyId, replication), chosen);
  const fallback = (isNewBlock ? entry?.creationFallbacks : entry?.replicationFallbacks)?.find((type) => !unavailable.has(type));
  const placeable = left.flatMap((type) => (!unavailable.has(type) ? [type] : fallback === undefined ? [] : [fallback]));
  // A replica may lie on a fallback's type already.
  return difference(placeable, excess).left;
}

/** Types of which a block on `chosen` has more than its policy wants (BlockStoragePolicy.chooseExcess). */
export function excessTypes(policyId: number, replication: number, chosen: readonly StorageType[]): StorageType[] {
  return difference(chosenTypes(policyId, replication), chosen).excess;
}

/** `types` without one for each of `others`, and those of `others` that had none. */
function difference(types: readonly StorageType[], others: readonly StorageType[]): { readonly left: StorageType[]; readonly excess: StorageType[] } {
  const left = [...types];
  const excess: StorageType[] = [];
  for (const type of others) {
    const at = left.indexOf(type);
    if (at < 0) excess.push(type);
    else left.splice(at, 1);
  }
  return { left, excess };
}

/** Whether quotas by type exist for a type (StorageType.supportTypeQuota): all but the transient RAM_DISK. */
export function supportsTypeQuota(type: StorageType): boolean {
  return type !== RAM_DISK;
}
