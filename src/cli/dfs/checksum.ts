// -checksum.
import type { Command } from './command.ts';
import { parseOptions } from './options.ts';
import { isDirectory } from './shell-errors.ts';
import { traverse } from './traverse.ts';

export const checksum: Command = {
  name: 'checksum',
  usage: '[-v] <src> ...',
  summary: 'Prints the checksum of each file: path, algorithm, sum. DataNodes are asked about every block.',
  options: { '-v': 'the block size as well' },
  notes: ['With dfs.checksum.combine.mode=COMPOSITE_CRC files of the same contents have the same sum; otherwise it depends on block size and bytes per checksum.'],
  examples: ['-checksum /data/*', '-D dfs.checksum.combine.mode=COMPOSITE_CRC -checksum /data/a'],
  async run(call, args) {
    const { flags, rest } = parseOptions(args, { min: 1, flags: ['v'] });
    await traverse(call, rest, {
      async visit(item) {
        if (item.isDirectory) throw isDirectory(item.text);
        // LocalFileSystem has none.
        const sum = item.fs.uri === 'file://' ? undefined : await item.fs.checksum(item.path);
        const text = sum === undefined ? 'NONE' : `${sum.algorithm}\t${Buffer.from(sum.bytes).toString('hex')}`;
        call.print(`${item.text}\t${text}${flags.has('v') ? `\tBlockSize=${item.stat?.blockSize ?? 'NONE'}` : ''}`);
      },
    });
  },
};
