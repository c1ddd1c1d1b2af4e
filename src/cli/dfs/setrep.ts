// -setrep.
import type { Call, Command } from './command.ts';
import { javaInteger, parseOptions } from './options.ts';
import type { PathData } from './path-data.ts';
import { PathError, ShellError, UsageError } from './shell-errors.ts';
import { traverse } from './traverse.ts';

const lookAgainMs = 500;
/** As often as Hadoop, which looks only then. */
const dotEveryMs = 10_000;

export const setrep: Command = {
  name: 'setrep',
  usage: '[-R] [-w] <rep> <path> ...',
  summary: 'Sets how many replicas files have; below directories, all of them.',
  options: { '-w': 'wait until every block has that many', '-R': 'taken for Hadoop\'s sake: it descends anyway' },
  examples: ['-setrep 2 /data', '-setrep -w 3 /data/important'],
  async run(call, args) {
    const { flags, rest } = parseOptions(args, { min: 2, flags: ['R', 'w'] });
    const [text = '', ...paths] = rest;
    const replication = javaInteger(text, -32_768, 32_767);
    if (replication === undefined) {
      call.warn('Illegal replication, a positive integer expected');
      throw new UsageError(/^[+-]?\d+$/.test(text) ? `Value out of range. Value:"${text}" Radix:10` : `For input string: "${text}"`);
    }
    if (replication < 1) throw new UsageError('replication must be >= 1');
    const waiting: PathData[] = [];
    await traverse(call, paths, {
      recursive: true,
      async visit(item) {
        if (item.stat?.type === 'symlink') throw new PathError(item.text, 'Symlinks unsupported');
        if (item.stat?.type !== 'file') return;
        if (item.stat.erasureCoded) {
          call.print(`Did not set replication for: ${item.text}, because it's an erasure coded file.`);
          return;
        }
        if (!(await item.fs.setReplication(item.path, replication))) throw new ShellError(`Could not set replication for: ${item.text}`);
        call.print(`Replication ${replication} set: ${item.text}`);
        waiting.push(item);
      },
    });
    if (flags.has('w')) for (const item of waiting) await waitFor(call, item, replication);
  },
};

async function waitFor(call: Call, item: PathData, replication: number): Promise<void> {
  const { out, sleep, now } = call.world;
  out.text(`Waiting for ${item.text} ...`);
  out.flush();
  let warned = false;
  for (let dotAt = now(); ;) {
    const blocks = await item.fs.blockLocations(item.path);
    const off = blocks.find(({ replicas }) => replicas.length !== replication);
    if (off === undefined) break;
    if (!warned && off.replicas.length > replication) {
      out.text('\nWARNING: the waiting time may be long for DECREASING the number of replications.\n');
      warned = true;
    }
    if (now() >= dotAt) {
      out.text('.');
      out.flush();
      dotAt = now() + dotEveryMs;
    }
    await sleep(lookAgainMs);
  }
  out.text(' done\n');
}
