/**
 * Makes tests/golden anew: `node build/tests/golden/make.js`. Needs Java and
 * Maven; takes about half a minute. What is made and why: README.md beside.
 */
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { available, hdfsOk, repository } from '../apache/rig/apache.ts';
import { startApacheCluster } from '../apache/rig/apache-cluster.ts';
import { compiledClients, javaClient, type Line } from '../apache/rig/java-client.ts';
import { withWorkDir } from '../apache/rig/processes.ts';

const golden = join(repository, 'tests/golden');
const folders = ['blank', 'plain', 'rich', 'upgrade', 'in-progress', 'storage'];

const a = available();
if (!a.ok) throw new Error(a.reason);

await withWorkDir('golden', async (dir) => {
  const cluster = await startApacheCluster({
    dir,
    nameservice: 'ns1',
    dataNodes: 3,
    nameNodeRole: 'java GoldenNameNode',
    env: { HADOOP_CLASSPATH: compiledClients(), HADOOP_ROOT_LOGGER: 'INFO,console' },
    hdfs: {
      'dfs.replication': '1',
      'dfs.blocksize': '1048576',
      'dfs.namenode.fs-limits.min-block-size': '0',
      'dfs.namenode.num.checkpoints.retained': '9',
      'dfs.namenode.delegation.token.always-use': 'true',
    },
  });
  // nn1 by its address: a Standby would answer safeMode and saveNamespace as well.
  const namenode = `hdfs://127.0.0.1:${cluster.ports('nn1').rpc}`;
  const run = async (operations: readonly string[]): Promise<readonly Line[]> => {
    const ops = javaClient('Ops', [namenode], { confDir: cluster.confDir, lines: operations });
    const answers: Line[] = [];
    for (const operation of operations) {
      const answer = await ops.next();
      if (answer['ok'] !== true) throw new Error(`${operation} answered ${JSON.stringify(answer)}`);
      answers.push(answer);
    }
    await ops.close();
    return answers;
  };
  const script = (name: string): string[] => readFileSync(join(golden, `${name}.ops`), 'utf8').trim().split('\n');
  const save = ['{"op":"safeMode","action":"ENTER"}', '{"op":"saveNamespace"}', '{"op":"safeMode","action":"LEAVE"}'];

  for (const f of folders) {
    rmSync(join(golden, f), { recursive: true, force: true });
    mkdirSync(join(golden, f));
  }
  for (const name of ['plain', 'rich']) {
    const answers = await run(script(name));
    const tree = answers.at(-1)?.['result'] as readonly string[];
    writeFileSync(join(golden, name, 'tree.txt'), `${tree.join('\n')}\n`);
    await run(save);
  }
  await run(script('upgrade'));
  await run(script('last'));

  const storage = join(cluster.dataDirOf('nn1'), 'current');
  const journal = join(cluster.dataDirOf('jn1'), 'ns1');
  const files = readdirSync(storage).sort();
  const segments = files.filter((f) => /^edits_\d+-\d+$/.test(f));
  const images = files.filter((f) => /^fsimage_\d+$/.test(f));
  const open = only(files.filter((f) => f.startsWith('edits_inprogress_')));
  const edits = async (folder: string, file: string | undefined): Promise<void> => {
    if (!file) throw new Error(`no segment for ${folder}`);
    copyFileSync(join(storage, file), join(golden, folder, file));
    await hdfsOk(['oev', '-p', 'XML', '-i', join(storage, file), '-o', join(golden, folder, `${file}.xml`)]);
  };
  const image = async (folder: string, file: string | undefined): Promise<void> => {
    if (!file) throw new Error(`no image for ${folder}`);
    for (const f of [file, `${file}.md5`]) copyFileSync(join(storage, f), join(golden, folder, f));
    await hdfsOk(['oiv', '-p', 'XML', '-i', join(storage, file), '-o', join(golden, folder, `${file}.xml`)]);
  };
  await image('blank', images[0]);
  await edits('plain', segments[0]);
  await image('plain', images[1]);
  await edits('rich', segments[1]);
  await image('rich', images[2]);
  await edits('upgrade', segments[2]);
  await edits('upgrade', segments[3]);

  const packed = (file: string): Buffer => gzipSync(readFileSync(file), { level: 9 });
  writeFileSync(join(golden, 'in-progress', `nn1.${open}.gz`), packed(join(storage, open)));
  writeFileSync(join(golden, 'in-progress', `jn1.${open}.gz`), packed(join(journal, 'current', open)));
  await hdfsOk(['oev', '-p', 'XML', '-i', join(storage, open), '-o', join(golden, 'in-progress', `${open}.xml`)]);

  keep(join(cluster.dataDirOf('nn1'), 'in_use.lock'), 'nn1/in_use.lock');
  for (const f of ['VERSION', 'seen_txid']) keep(join(storage, f), `nn1/current/${f}`);
  keep(join(journal, 'in_use.lock'), 'jn1/ns1/in_use.lock');
  for (const f of ['VERSION', 'committed-txid', 'last-promised-epoch', 'last-writer-epoch'])
    keep(join(journal, 'current', f), `jn1/ns1/current/${f}`);
  keep(cluster.dataDirOf('dn1'), 'dn1');
});

function keep(from: string, to: string): void {
  const target = join(golden, 'storage', to);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(from, target, { recursive: true });
}

function only<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined || list.length !== 1) throw new Error(`one expected, not ${list.length}`);
  return one;
}
