// -count. Columns are ContentSummary's and QuotaUsage's (toString, getHeader).
import type { ContentSummary, QuotaUsage } from '../../client/file-system.ts';
import type { Command } from './command.ts';
import { sizeText } from '../../protocol/format-size.ts';
import { parseOptions } from './options.ts';
import { UsageError } from './shell-errors.ts';
import { traverse } from './traverse.ts';

/** StorageType.getTypesSupportingQuota. */
const quotaTypes = ['SSD', 'DISK', 'ARCHIVE', 'PROVIDED', 'NVDIMM'];
const storageTypes = ['RAM_DISK', ...quotaTypes];

export const count: Command = {
  name: 'count',
  usage: '[-q] [-h] [-v] [-t [<storage type>]] [-u] [-x] [-e] [-s] <path> ...',
  summary: 'Counts what is at and below each path: directories, files, bytes, path.',
  options: {
    '-q': 'quotas as well, in front: names, names left, space, space left',
    '-u': 'quotas only',
    '-t TYPES': 'with -q or -u: the quotas of storage types (ssd,disk,...; all when none is named)',
    '-h': 'sizes for people: 1.5 K, 20 G',
    '-v': 'a line of headings',
    '-x': 'without what only snapshots hold',
    '-e': 'erasure coding policies as well',
    '-s': 'what snapshots hold as well',
  },
  examples: ['-count -h -v /', '-count -q -v /user/ann'],
  async run(call, args) {
    const { flags, values, rest } = parseOptions(args, { min: 1, flags: ['q', 'h', 'v', 'u', 'x', 'e', 's'], valued: ['t'] });
    const [quotas, human, usageOnly] = [flags.has('q'), flags.has('h'), flags.has('u')];
    const types = (quotas || usageOnly) && values.has('t') ? typesOf(values.get('t') ?? '') : undefined;
    if ((quotas || usageOnly) && flags.has('x')) call.print('q or u option is given, the -x option is ignored.');
    if (flags.has('v')) {
      const columns = types !== undefined ? types.map((type) => typeColumns(`${type}_QUOTA`, `REM_${type}_QUOTA`)).join('') : usageOnly ? quotaHeader : (quotas ? quotaHeader : '') + summaryColumns('DIR_COUNT', 'FILE_COUNT', 'CONTENT_SIZE');
      call.print(`${columns}${flags.has('e') ? policyColumn('ERASURECODING_POLICY') : ''}${flags.has('s') ? snapshotColumns('SNAPSHOT_LENGTH', 'SNAPSHOT_FILE_COUNT', 'SNAPSHOT_DIR_COUNT', 'SNAPSHOT_SPACE_CONSUMED') : ''}PATHNAME`);
    }
    await traverse(call, rest, {
      async visit(item) {
        const parts: string[] = [];
        if (usageOnly || types !== undefined) {
          const usage = await item.fs.quotaUsage(item.path);
          parts.push(types === undefined ? quotaText(usage, usage.fileAndDirectoryCount, human) : types.map((type) => typeText(usage, type, human)).join(''));
        }
        if (parts.length === 0 || flags.has('e')) {
          const summary = await item.fs.contentSummary(item.path);
          if (parts.length === 0) parts.push(summaryText(summary, quotas, human));
          if (flags.has('e')) parts.push(policyColumn(summary.erasureCodingPolicy === 'Replicated' ? 'Replicated' : `EC:${summary.erasureCodingPolicy}`));
        }
        // Snapshots are not there yet, so nothing is held by one.
        if (flags.has('s')) parts.push(snapshotColumns('0', '0', '0', '0'));
        call.print(`${parts.join('')}${item.text}`);
      },
    });
  },
};

const quotaHeader = quotaColumns('QUOTA', 'REM_QUOTA', 'SPACE_QUOTA', 'REM_SPACE_QUOTA');

function summaryText(summary: ContentSummary, quotas: boolean, human: boolean): string {
  const { directoryCount, fileCount, length } = summary;
  return (quotas ? quotaText(summary, directoryCount + fileCount, human) : '') + summaryColumns(sizeText(directoryCount, human), sizeText(fileCount, human), sizeText(length, human));
}

function quotaText({ quota, spaceQuota, spaceConsumed }: Pick<QuotaUsage, 'quota' | 'spaceQuota' | 'spaceConsumed'>, used: number, human: boolean): string {
  return quotaColumns(
    ...(quota > 0 ? [sizeText(quota, human), sizeText(quota - used, human)] as const : ['none', 'inf'] as const),
    ...(spaceQuota >= 0 ? [sizeText(spaceQuota, human), sizeText(spaceQuota - spaceConsumed, human)] as const : ['none', 'inf'] as const),
  );
}

function typeText({ typeQuotas }: QuotaUsage, type: string, human: boolean): string {
  const found = typeQuotas.find((each) => each.type === type);
  return found === undefined || found.quota < 0 ? typeColumns('none', 'inf') : typeColumns(sizeText(found.quota, human), sizeText(found.quota - found.consumed, human));
}

function typesOf(text: string): string[] {
  if (text === '' || text.toLowerCase() === 'all') return quotaTypes;
  return text.split(',').filter((part) => part !== '').map((part) => {
    const type = part.toUpperCase();
    if (!storageTypes.includes(type)) throw new UsageError(`No enum constant org.apache.hadoop.fs.StorageType.${type}`);
    return type;
  });
}

function summaryColumns(directories: string, files: string, bytes: string): string {
  return `${directories.padStart(12)} ${files.padStart(12)} ${bytes.padStart(18)} `;
}

function quotaColumns(quota: string, rest: string, space: string, spaceRest: string): string {
  return `${quota.padStart(12)} ${rest.padStart(15)} ${space.padStart(15)} ${spaceRest.padStart(15)} `;
}

function typeColumns(quota: string, rest: string): string {
  return `${quota.padStart(14)} ${rest.padStart(18)} `;
}

function policyColumn(policy: string): string {
  return `${policy.padStart(20)} `;
}

function snapshotColumns(length: string, files: string, directories: string, space: string): string {
  return `${length.padStart(18)} ${files.padStart(24)} ${directories.padStart(24)} ${space.padStart(28)} `;
}
