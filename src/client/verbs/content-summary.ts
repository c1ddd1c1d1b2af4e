// Content summaries and quotas as they come over the wire. Answers to PBHelperClient.convert(ContentSummaryProto, QuotaUsageProto).
import { StorageTypeProto } from '../../wire/hdfs.ts';
import type { ContentSummaryProto, QuotaUsageProto, StorageTypeQuotaInfosProto } from '../../wire/hdfs.ts';
import type { ContentSummary, QuotaUsage } from '../file-system.ts';

export function contentSummary(proto: ContentSummaryProto): ContentSummary {
  return {
    length: proto.length, fileCount: proto.fileCount, directoryCount: proto.directoryCount, spaceConsumed: proto.spaceConsumed,
    quota: quota(proto.quota), spaceQuota: quota(proto.spaceQuota), erasureCodingPolicy: proto.erasureCodingPolicy ?? '',
    typeQuotas: typeQuotas(proto.typeQuotaInfos),
  };
}

export function quotaUsage(proto: QuotaUsageProto): QuotaUsage {
  return {
    fileAndDirectoryCount: proto.fileAndDirectoryCount, spaceConsumed: proto.spaceConsumed,
    quota: quota(proto.quota), spaceQuota: quota(proto.spaceQuota), typeQuotas: typeQuotas(proto.typeQuotaInfos),
  };
}

/** -1 travels in an unsigned field. */
function quota(value: number): number {
  return value < 0 || value >= 2 ** 63 ? -1 : value;
}

function typeQuotas(infos: StorageTypeQuotaInfosProto | undefined): ContentSummary['typeQuotas'] {
  return (infos?.typeQuotaInfo ?? []).map((info) => ({ type: storageTypeName(info.type), quota: quota(info.quota), consumed: info.consumed }));
}

/** DISK, SSD, ... */
export function storageTypeName(type: StorageTypeProto | undefined): string {
  return Object.entries(StorageTypeProto).find(([, value]) => value === type)?.[0] ?? 'DISK';
}
