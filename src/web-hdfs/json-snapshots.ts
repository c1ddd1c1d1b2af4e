// Snapshots in WebHDFS's JSON. Answers to JsonUtil.
import type {
  SnapshotDiffReportListingEntryProto, SnapshotDiffReportListingProto, SnapshotDiffReportProto, SnapshotListingProto, SnapshottableDirectoryListingProto,
} from '../wire/hdfs.ts';
import { fileStatusJson } from './json-status.ts';
import type { Json } from './json-status.ts';

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}

/** Null where nothing is snapshottable. */
export function snapshottableJson(listing: SnapshottableDirectoryListingProto | undefined): Json {
  if (listing === undefined) return { SnapshottableDirectoryList: null };
  return {
    SnapshottableDirectoryList: listing.snapshottableDirListing.map((one) => ({
      dirStatus: fileStatusJson(one.dirStatus), parentFullPath: text(one.parent_fullpath), snapshotNumber: one.snapshot_number, snapshotQuota: one.snapshot_quota,
    })),
  };
}

export function snapshotListJson(listing: SnapshotListingProto | undefined): Json {
  return {
    SnapshotList: (listing?.snapshotListing ?? []).map((one) => {
      const parent = text(one.parent_fullpath);
      return {
        deletionStatus: one.isDeleted ? 'DELETED' : 'ACTIVE', dirStatus: fileStatusJson(one.dirStatus),
        fullPath: `${parent === '/' ? '' : parent}/.snapshot/${text(one.dirStatus.path)}`, snapshotID: one.snapshotID,
      };
    }),
  };
}

const diffTypes: Readonly<Record<string, string>> = { '+': 'CREATE', '-': 'DELETE', M: 'MODIFY', R: 'RENAME' };

export function diffReportJson(report: SnapshotDiffReportProto): Json {
  return {
    SnapshotDiffReport: {
      diffList: report.diffReportEntries.map((entry) => ({
        sourcePath: text(entry.fullpath), ...(entry.targetPath === undefined ? {} : { targetPath: text(entry.targetPath) }), type: diffTypes[entry.modificationLabel] ?? entry.modificationLabel,
      })),
      fromSnapshot: report.fromSnapshot,
      snapshotRoot: report.snapshotRoot,
      toSnapshot: report.toSnapshot,
    },
  };
}

export function diffListingJson(listing: SnapshotDiffReportListingProto): Json {
  const entry = (one: SnapshotDiffReportListingEntryProto): Json => ({
    dirId: one.dirId, fileId: one.fileId ?? 0, isReference: one.isReference, sourcePath: text(one.fullpath),
    ...(one.targetPath === undefined ? {} : { targetPath: text(one.targetPath) }),
  });
  return {
    SnapshotDiffReportListing: {
      createList: listing.createdEntries.map(entry), deleteList: listing.deletedEntries.map(entry), isFromEarlier: listing.isFromEarlier,
      lastIndex: listing.cursor?.index ?? -1, lastPath: listing.cursor === undefined ? '' : text(listing.cursor.startPath), modifyList: listing.modifiedEntries.map(entry),
    },
  };
}
