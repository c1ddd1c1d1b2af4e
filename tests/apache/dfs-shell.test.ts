/**
 * `quorate dfs` against Apache's shell, command line by command line: both act on
 * equal trees in one cluster of ours, and exit code, stdout and stderr must be the
 * same but for times. Ours runs in this process; a few lines run as the command.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import { connect } from '../../src/cli/commands/dfs.ts';
import { runAdminInProcess, runInProcess } from '../../src/cli/dfs/shell-world.testing.ts';
import type { ShellResult } from '../../src/cli/dfs/shell-world.testing.ts';
import { withCluster } from '../process/cluster-fixture.ts';
import { quorate } from '../process/quorate-command.ts';
import { adminLines, lines } from './dfs-shell-lines.ts';
import { needsApache, repository } from './rig/apache.ts';
import { javaClient } from './rig/java-client.ts';
import { waitFor } from './rig/ports.ts';

const blockSize = 1_048_576;

/** What differs from run to run, or on purpose, made equal. */
function normal(text: string, side: Side): string {
  return text
    .replaceAll(side.local, '~').replaceAll(side.tree, '@').replaceAll(side.tree.slice(1), '@')
    .replace(/^Did you mean \S+\?\n/gm, '') // ours alone
    .replace(/^\S+ \S+ (?:INFO|WARN) fs\.TrashPolicyDefault: .*\n/gm, '') // Apache's goes to its log
    .replace(/\b20\d\d-\d\d-\d\d \d\d:\d\d(:\d\d)?/g, (time) => (/-01-02 /.test(time) ? time : 'TIME'))
    .replace(/\b1[789]\d{11}\b/g, 'MILLIS')
    .replace(/\b2\d{11}\b/g, 'CHECKPOINT')
    .replace(/[\d.]+ \([\d.]+ [KMGT]?B\)|\b[\d.]+%|(?<=^(Num of Blocks|Xceivers|\tPending deletion blocks): )\d+/gm, 'AMOUNT') // dfsadmin -report
    .replace(/(?<=^(Last contact|Last Block Report): ).*/gm, 'TIME')
    .replaceAll(side.dataNode, 'DN').replaceAll(side.dataDir, 'DATA')
    .replace(/(?<=^(Uptime|Capacity Used|Capacity Left|Capacity Reserved|Reserved Space for Replicas|Blocks): )[\d.]+(\([\d.]+ [KMGT]?B\))?/gm, 'AMOUNT')
    .replace(/(?<=starts at txid )\d+/, 'TXID')
    .replace(/(hdfs:\/\/ns1 +\S+).*/, '$1 SPACE');
}

interface Side {
  readonly tree: string;
  readonly local: string;
  readonly nameNode: string;
  /** host:port of the RPC of a DataNode that this side may stop. */
  readonly dataNode: string;
  readonly dataDir: string;
}

function sideIn(dir: string, letter: string, nameNode: string, dataNode: string, dataDir: string): Side {
  const local = join(dir, letter);
  mkdirSync(join(local, 'tree/sub'), { recursive: true });
  mkdirSync(join(local, 'move-tree/sub'), { recursive: true });
  mkdirSync(join(local, 'into'));
  cpSync(join(repository, 'tests/golden/text'), join(local, 'formats'), { recursive: true, filter: (file) => !file.endsWith('.txt') });
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'a.txt': 'Hello, HDFS\n', empty: '', 'move-me': 'moving', 'tree/a.txt': 'a\n', 'tree/x': 'x\n', 'tree/sub/y.txt': 'y\n', 'tree/sub/x': '', 'move-tree/sub/m': 'm\n',
    'app.log.gz': Buffer.concat([gzipSync('one\n'), gzipSync('two\n')]), 'raw.deflate': deflateSync('deflated\n'), 'none.gz': 'not compressed\n',
    'big.bin': Buffer.alloc(2 * blockSize + 4321, 'quorate speaks HDFS. '),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(local, name), content);
  return { tree: `/t/${letter}`, local, nameNode, dataNode, dataDir };
}

/** The words of a line for one side, and its stdin. */
function wordsOf(line: string, side: Side): { readonly args: string[]; readonly input: string } {
  const [commandLine = '', input = ''] = line.replace(/ ##.*/, '').split(' << ');
  const args = [...commandLine.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => (quoted ?? word).replaceAll('@', side.tree).replaceAll('~', side.local).replace(/^DN$/, side.dataNode).replace(/^NN$/, side.nameNode));
  return { args: args.map((word) => word.replace(/^hdfs:\/\/\/\//, 'hdfs:///').replace('../..//', '../../')), input: input.replaceAll('\\n', '\n') };
}

/** For comparing: complaints in any order, since Java lists local directories in the disk's. */
function sorted(part: keyof ShellResult, result: ShellResult): string {
  return part === 'err' ? result.err.split('\n').sort().join('\n') : String(result[part]);
}

/** Names and contents below a local directory. */
function contentsOf(dir: string): Record<string, string> {
  return Object.fromEntries(readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort()
    .filter((name) => !name.endsWith('.crc')) // LocalFileSystem's; ours writes none
    .map((name) => {
      const file = join(dir, name);
      return [name, statSync(file).isDirectory() ? 'a directory' : readFileSync(file, 'latin1')];
    }));
}

test('quorate dfs prints and does what Apache\'s shell does', async (t) => {
  if (!needsApache(t)) return;
  await withCluster('dfs-shell', { nameNodes: 1, journalNodes: 1, dataNodes: 2, properties: { 'dfs.replication': '2', 'dfs.blocksize': String(blockSize) } }, async (cluster, dir) => {
    const rpc = (name: string): string => `127.0.0.1:${cluster.daemon(name).rpcPort}`;
    const [apache, ours] = [sideIn(dir, 'A', rpc('nn1'), rpc('dn1'), cluster.dataDir('dn1')), sideIn(dir, 'Q', rpc('nn1'), rpc('dn2'), cluster.dataDir('dn2'))];
    const shell = javaClient('Shell', [], { confDir: cluster.confDir });
    const runApache = async (line: string, tool: string): Promise<ShellResult> => {
      const { args, input } = wordsOf(line, apache);
      const { code, out, err } = await shell.ask({ input, args: [tool, ...args] });
      return { code: Number(code), out: normal(String(out), apache), err: normal(String(err), apache) };
    };
    const runOurs = async (line: string, tool: string): Promise<ShellResult> => {
      const { args, input } = wordsOf(line, ours);
      const options = { connect, confDir: cluster.confDir, workingDirectory: ours.local };
      const { code, out, err } = tool === 'dfs' ? await runInProcess(args, options, input) : await runAdminInProcess(args, options);
      return { code, out: normal(out, ours), err: normal(err, ours) };
    };
    await runOurs('-mkdir -p /t/A /t/Q .', 'dfs');
    const differences: string[] = [];
    const compare = async (tool: string, line: string): Promise<void> => {
      const [theirs, our] = [await runApache(line, tool), await runOurs(line, tool)];
      const compared = line.includes(' ## ') ? (['code'] as const) : (['code', 'out', 'err'] as const);
      if (compared.some((part) => sorted(part, our) !== sorted(part, theirs))) {
        differences.push(`${tool} ${line}\n  Apache ${JSON.stringify(theirs)}\n  ours   ${JSON.stringify(our)}`);
      }
    };
    for (const line of lines) await compare('dfs', line);
    await t.test('as a command, with the exit code that a shell sees', async () => {
      const command = (args: string[], input = ''): ReturnType<typeof quorate> => quorate(['dfs', ...args], { env: { HADOOP_CONF_DIR: cluster.confDir }, input });
      assert.deepEqual(await command(['-put', '-', '/t/piped'], 'through a pipe\n'), { code: 0, stdout: '', stderr: '' });
      assert.deepEqual(await command(['-cat', '/t/piped']), { code: 0, stdout: 'through a pipe\n', stderr: '' });
      assert.deepEqual(await command(['-test', '-e', '/t/nothing']), { code: 1, stdout: '', stderr: '' });
      const wrong = await command(['-ls', '-Q', '/']);
      assert.equal(wrong.code, 255);
      assert.match(wrong.stderr, /^-ls: Illegal option -Q\n/);
      const viaFs = await quorate(['fs', '--config', cluster.confDir, '-ls', '-C', '/t/piped'], {});
      assert.deepEqual(viaFs, { code: 0, stdout: '/t/piped\n', stderr: '' });
    });

    // The last of them stop the DataNodes.
    for (const line of adminLines) await compare('dfsadmin', line);
    for (const name of ['dn1', 'dn2']) await waitFor(`${name} to end as it was told to`, () => cluster.pid(name) === undefined);
    await shell.close();
    assert.deepEqual(contentsOf(ours.local), contentsOf(apache.local), 'what lies on this machine now');
    assert.equal(differences.length, 0, `${differences.length} lines differ:\n${differences.join('\n')}`);
  });
});
