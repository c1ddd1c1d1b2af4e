// Who a storage belongs to: the fields of VERSION files, handshakes and registrations
// (org.apache.hadoop.hdfs.server.common.StorageInfo and NamespaceInfo).

export interface StorageInfo {
  /** Negative; lower is newer. */
  readonly layoutVersion: number;
  readonly namespaceId: number;
  readonly clusterId: string;
  /** Creation time in ms. */
  readonly cTime: number;
}

export interface NamespaceInfo extends StorageInfo {
  readonly blockPoolId: string;
}

/** NameNodeLayoutVersion of Hadoop 3.4 and 3.5; the JournalNode uses the same. */
export const nameNodeLayoutVersion = -67;
/** DataNodeLayoutVersion of Hadoop 3.4 and 3.5. */
export const dataNodeLayoutVersion = -57;
/** The Hadoop release we answer version questions with (VersionInfo.getVersion). */
export const softwareVersion = '3.4.3';

/** "layout:namespaceID:cTime:clusterID", as StorageInfo.toColonSeparatedString writes it. */
export function colonSeparated(info: StorageInfo): string {
  return `${info.layoutVersion}:${info.namespaceId}:${info.cTime}:${info.clusterId}`;
}
