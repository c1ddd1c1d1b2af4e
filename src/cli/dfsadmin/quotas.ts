// -setQuota, -clrQuota, -setSpaceQuota and -clrSpaceQuota. Quotas are set path by path; what fails is told and makes the
// exit code 255, as dfsadmin's always is.
import { StorageTypeProto } from '../../wire/hdfs.ts';
import type { Call } from '../dfs/command.ts';
import { parseSize } from '../../protocol/format-size.ts';
import { parseOptions, popValue } from '../dfs/options.ts';
import { expandGlob } from '../dfs/path-data.ts';
import { UsageError } from '../dfs/shell-errors.ts';
import { asked } from './name-nodes.ts';
import type { NameNodes } from './name-nodes.ts';

/** HdfsConstants.QUOTA_DONT_SET, Long.MAX_VALUE: what is not meant stays. */
const dontSet = 2 ** 63;
/** HdfsConstants.QUOTA_RESET. */
const reset = -1;

export async function setQuota(call: Call, nameNodes: NameNodes, args: readonly string[]): Promise<void> {
  const { rest } = parseOptions(args, { min: 2 });
  const quota = sizeOf(rest.shift() ?? '');
  await forEach(call, nameNodes, rest, { namespaceQuota: quota, storagespaceQuota: dontSet });
}

export async function clrQuota(call: Call, nameNodes: NameNodes, args: readonly string[]): Promise<void> {
  const { rest } = parseOptions(args, { min: 1 });
  await forEach(call, nameNodes, rest, { namespaceQuota: reset, storagespaceQuota: dontSet });
}

export async function setSpaceQuota(call: Call, nameNodes: NameNodes, args: readonly string[]): Promise<void> {
  const { rest } = parseOptions(args, { min: 2 });
  const text = (rest.shift() ?? '').trim();
  const quota = sizeOf(text, `"${text}" is not a valid value for a quota.`);
  const type = popValue(rest, '-storageType');
  await forEach(call, nameNodes, rest, { namespaceQuota: dontSet, storagespaceQuota: quota, ...storageType(type) });
}

export async function clrSpaceQuota(call: Call, nameNodes: NameNodes, args: readonly string[]): Promise<void> {
  const { rest, values } = parseOptions(args, { min: 1, valued: ['storageType'] });
  await forEach(call, nameNodes, rest, { namespaceQuota: dontSet, storagespaceQuota: reset, ...storageType(values.get('storageType')) });
}

interface Quotas {
  readonly namespaceQuota: number;
  readonly storagespaceQuota: number;
  readonly storageType?: StorageTypeProto;
}

async function forEach(call: Call, { active }: NameNodes, paths: readonly string[], quotas: Quotas): Promise<void> {
  const { namespaceQuota: names, storagespaceQuota: space } = quotas;
  const text = (quota: number): string => (quota === dontSet ? '9223372036854775807' : String(quota));
  if ((names <= 0 && names !== reset) || (space < 0 && space !== reset)) throw new UsageError(`Invalid values for quota : ${text(names)} and ${text(space)}`);
  for (const path of paths) await call.attempt(async () => {
    for (const item of await expandGlob(call.files, path)) await asked(active.setQuota({ path: item.path, ...quotas }));
  });
}

function sizeOf(text: string, complaint?: string): number {
  try {
    return parseSize(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(complaint !== undefined && message.startsWith('For input') ? complaint : message);
  }
}

function storageType(text: string | undefined): { readonly storageType?: StorageTypeProto } {
  if (text === undefined) return {};
  const found = Object.entries(StorageTypeProto).find(([name]) => name === text.toUpperCase());
  if (found === undefined) throw new UsageError(`Storage type ${text} is not available. Available storage types are [SSD, DISK, ARCHIVE, PROVIDED, NVDIMM]`);
  return { storageType: found[1] };
}
