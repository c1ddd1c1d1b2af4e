// -setfacl.
import type { AclEntry } from '../../client/file-system.ts';
import type { Command } from './command.ts';
import { parseOptions } from './options.ts';
import { UsageError } from './shell-errors.ts';
import { traverse } from './traverse.ts';

export const setfacl: Command = {
  name: 'setfacl',
  usage: '[-R] [{-b|-k} {-m|-x <acl_spec>} <path>]|[--set <acl_spec> <path>]',
  summary: 'Changes the access control list of a path. Entries are written user:NAME:rwx, group:NAME:r-x, mask::r--, other::---, with default: in front for the default list of a directory.',
  options: {
    '-m LIST': 'add these entries, and change those that are there',
    '-x LIST': 'remove these entries, written without permissions',
    '-b': 'remove all but the entries of owner, group and others',
    '-k': 'remove the default list',
    '--set LIST': 'replace the whole list; it must hold user::, group:: and other::',
    '-R': 'everything below it as well',
  },
  examples: ['-setfacl -m user:ann:r-x,default:user:ann:r-x /data', '-setfacl -x user:ann /data', '-setfacl -R -b /data'],
  async run(call, args) {
    const { flags, rest } = parseOptions(args, { min: 0, flags: ['b', 'k', 'R', 'm', 'x', '-set'] });
    const [b, k, m, x, set] = ['b', 'k', 'm', 'x', '-set'].map((flag) => flags.has(flag));
    if ((b && k) || (m && x) || ((b || k) && (m || x)) || (set && (b || k || m || x))) throw new UsageError('Specified flags contains both remove and modify flags');
    let entries: AclEntry[] = [];
    if (m || x || set) {
      if (rest.length === 0) throw new UsageError('Missing arguments: <acl_spec> <path>');
      if (rest.length < 2) throw new UsageError('Missing either <acl_spec> or <path>');
      entries = parseAcl(rest.shift() ?? '', x !== true);
      if (entries.length === 0) throw new UsageError('Missing <acl_spec> entry');
    }
    if (rest.length === 0) throw new UsageError('<path> is missing');
    if (rest.length > 1) throw new UsageError('Too many arguments');
    if (!(b || k || m || x || set)) throw new UsageError('Expected one of -b, -k, -m, -x or --set options');
    const recursive = flags.has('R');
    // Only directories have a default list.
    const access = recursive ? entries.filter(({ scope }) => scope === 'access') : entries;
    await traverse(call, rest, {
      recursive,
      visit({ fs, path, isDirectory }) {
        if (b) return fs.removeAcl(path);
        if (k) return fs.removeDefaultAcl(path);
        const wanted = isDirectory ? entries : access;
        if (wanted.length === 0) return Promise.resolve();
        return m ? fs.modifyAclEntries(path, wanted) : x ? fs.removeAclEntries(path, wanted) : fs.setAcl(path, wanted);
      },
    });
  },
};

const types = ['user', 'group', 'mask', 'other'] as const;
const bits: Readonly<Record<string, number>> = { r: 4, w: 2, x: 1, '-': 0 };

/** AclEntry.parseAclSpec. Throws UsageError with Hadoop's words. */
export function parseAcl(text: string, withPermission: boolean): AclEntry[] {
  return text.split(',').map((part) => part.trim()).filter((part) => part !== '').map((part) => {
    const invalid = (): UsageError => new UsageError(`Invalid <aclSpec> : ${part}`);
    const words = part.replace(/:+$/, '').split(':');
    const scope = words[0] === 'default' ? 'default' : 'access';
    if (scope === 'default') words.shift();
    const type = words.shift();
    if (type === undefined) throw invalid();
    const known = types.find((each) => each === type.toLowerCase());
    if (known === undefined) throw new UsageError(`Invalid type of acl in <aclSpec> :${part}`);
    const name = words.shift() ?? '';
    let permission = 0;
    if (withPermission) {
      const symbols = words.shift();
      if (symbols === undefined) throw invalid();
      if (!/^[r-][w-][x-]$/i.test(symbols)) throw new UsageError(`Invalid permission in <aclSpec> : ${part}`);
      permission = symbols.toLowerCase().split('').reduce((sum, each) => sum + (bits[each] ?? 0), 0);
    }
    if (words.length > 0) throw invalid();
    return { scope, type: known, name, permission };
  });
}
