/**
 * What lies on disk is Hadoop's: the same operations, run against Apache's daemons and
 * against ours, give the same answers; each side starts on what the other one wrote, and
 * shows the same namespace, blocks and image.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withCluster } from '../process/cluster-fixture.ts';
import { comparableFsck, newestImage, run, saveNamespace } from './namespace-views.ts';
import { needsApache, step } from './rig/apache.ts';
import { type JavaClient, type Line, javaClient } from './rig/java-client.ts';
import { waitFor } from './rig/ports.ts';
import { withWorkDir } from './rig/processes.ts';
import { type SingleNameNode, copyStorage, startSingleNameNode } from './single-name-node.ts';

const properties = { 'dfs.heartbeat.interval': '1', 'dfs.namenode.fs-limits.min-block-size': '0', 'dfs.blocksize': '65536', 'dfs.replication': '3' };

/** Everyday operations, some of them refused; one file stays open. */
const script: readonly Readonly<Record<string, unknown>>[] = [
  { op: 'mkdirs', path: '/plain/a/b', perm: '755' },
  { op: 'mkdirs', path: '/plain/c', perm: '1777' },
  { op: 'mkdir', path: '/no/parent' },
  { op: 'create', path: '/plain/empty' },
  { op: 'create', path: '/plain/one', bytes: 700, block: 1024, replication: 2 },
  { op: 'create', path: '/plain/one', bytes: 1 },
  { op: 'create', path: '/plain/a/many blocks', bytes: 5000, block: 1024, perm: '600' },
  { op: 'create', path: '/plain/a/b/exact', bytes: 2048, block: 1024 },
  { op: 'create', path: '/plain/one', bytes: 900, block: 1024, replication: 2, overwrite: true, seed: 2 },
  { op: 'open', path: '/plain/flushed', bytes: 300, block: 1024 },
  { op: 'hflush', path: '/plain/flushed' },
  { op: 'write', path: '/plain/flushed', bytes: 1500 },
  { op: 'hsync', path: '/plain/flushed' },
  { op: 'close', path: '/plain/flushed' },
  { op: 'rename', path: '/plain/c', to: '/plain/d' },
  { op: 'rename', path: '/plain/none', to: '/plain/d' },
  { op: 'rename', path: '/plain', to: '/plain/a/b' },
  { op: 'create', path: '/plain/d/x', bytes: 10 },
  { op: 'create', path: '/plain/d/y', bytes: 20 },
  { op: 'rename2', path: '/plain/d/x', to: '/plain/d/z' },
  { op: 'rename2', path: '/plain/d/z', to: '/plain/d/y' },
  { op: 'rename2', path: '/plain/d/z', to: '/plain/d/y', overwrite: true },
  { op: 'rename', path: '/plain/a/b/exact', to: '/plain/d' },
  { op: 'rollEdits' },
  { op: 'setPermission', path: '/plain/a', perm: '750' },
  { op: 'setOwner', path: '/plain/a', owner: 'alice' },
  { op: 'setOwner', path: '/plain/d', owner: 'bob', group: 'users' },
  { op: 'setTimes', path: '/plain/one', mtime: 1_700_000_000_000, atime: 1_700_000_001_000 },
  { op: 'setReplication', path: '/plain/one', replication: 3 },
  { op: 'setReplication', path: '/plain/one', replication: 600 },
  { op: 'create', path: '/plain/deleted', bytes: 3000, block: 1024 },
  { op: 'delete', path: '/plain/deleted' },
  { op: 'mkdirs', path: '/plain/gone/deep' },
  { op: 'create', path: '/plain/gone/deep/file', bytes: 100 },
  { op: 'delete', path: '/plain/gone' },
  { op: 'delete', path: '/plain/gone', recursive: true },
  { op: 'mkdirs', path: '/quota' },
  { op: 'setQuota', path: '/quota', names: 3, space: 1_000_000 },
  { op: 'create', path: '/quota/fits', bytes: 10 },
  { op: 'create', path: '/quota/fits too', bytes: 10 },
  { op: 'create', path: '/quota/one too many', bytes: 10 },
  { op: 'setQuotaByStorageType', path: '/quota', type: 'DISK', quota: 700_000 },
  { op: 'mkdirs', path: '/acl' },
  { op: 'setAcl', path: '/acl', spec: 'user::rwx,user:alice:r-x,group::r-x,group:staff:rwx,mask::rwx,other::---,default:user::rwx,default:user:bob:rw-,default:group::r-x,default:mask::rwx,default:other::---' },
  { op: 'mkdirs', path: '/acl/inherited' },
  { op: 'create', path: '/acl/file', bytes: 10 },
  { op: 'modifyAcl', path: '/acl/file', spec: 'user:carol:rw-' },
  { op: 'setXAttr', path: '/acl/file', name: 'user.colour', value: 'blue' },
  { op: 'setXAttr', path: '/acl/file', name: 'user.shape', value: 'round' },
  { op: 'removeXAttr', path: '/acl/file', name: 'user.shape' },
  { op: 'mkdirs', path: '/policy' },
  { op: 'setStoragePolicy', path: '/policy', policy: 'HOT' },
  { op: 'create', path: '/changed/grown', bytes: 700, block: 1024 },
  { op: 'append', path: '/changed/grown', bytes: 100 },
  { op: 'append', path: '/changed/grown', bytes: 1000 },
  { op: 'append', path: '/changed/grown', bytes: 10, newBlock: true },
  { op: 'append', path: '/changed', bytes: 1 },
  { op: 'append', path: '/changed/none', bytes: 1 },
  { op: 'create', path: '/changed/cut', bytes: 3000, block: 1024 },
  { op: 'truncate', path: '/changed/cut', length: 2048 },
  { op: 'truncate', path: '/changed/cut', length: 2049 },
  { op: 'truncate', path: '/changed/cut', length: 1500 },
  { op: 'recoverLease', path: '/changed/cut' },
  { op: 'append', path: '/changed/cut', bytes: 30 },
  { op: 'open', path: '/changed/lost', bytes: 1900, block: 1024 },
  { op: 'hflush', path: '/changed/lost' },
  { op: 'append', path: '/changed/lost', bytes: 1 },
  { op: 'recoverLease', path: '/changed/lost' },
  { op: 'create', path: '/changed/c1', bytes: 1500, block: 1024 },
  { op: 'create', path: '/changed/c2', bytes: 100, block: 1024, replication: 2 },
  { op: 'create', path: '/changed/big', bytes: 100, block: 4096 },
  { op: 'concat', path: '/changed/c1', sources: ['/changed/c1'] },
  { op: 'concat', path: '/changed/c1', sources: ['/changed/big'] },
  { op: 'concat', path: '/changed/c1', sources: ['/plain/one'] },
  { op: 'concat', path: '/changed/c1', sources: ['/changed/c2', '/changed/c2'] },
  { op: 'concat', path: '/changed/c1', sources: ['/changed/c2'] },
  { op: 'open', path: '/still-open', bytes: 1500, block: 1024 },
  { op: 'hflush', path: '/still-open' },
  { op: 'tree', path: '/' },
];

/** So many of them Apache refuses. */
const refusals = 14;

/** A namespace as Apache's tools show it. */
interface Views {
  readonly ls: string;
  readonly fsck: string;
  readonly image: string;
}

interface Shown {
  readonly confDir: string;
  readonly rpcPort: number;
  readonly nameDir: string;
}

test('Apache starts on what ours wrote and ours on what Apache wrote, and both show the same', { timeout: 180_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withWorkDir('formats', async (workDir) => {
    const shell = javaClient('Shell', []);
    let apachesAnswers: readonly Line[] = [];
    let apaches: Views | undefined;
    let ours: Views | undefined;

    await step(t, 'Apache\'s daemons run the script', async () => {
      const { single: apache, answers } = await undisturbedApache(workDir);
      apachesAnswers = answers;
      await settled(shell, apache);
      copyStorage(apache, join(workDir, 'ours-on-apaches'));
      apaches = await viewsOf(shell, apache, workDir);
      await apache.stop();
    });

    await step(t, 'ours starts on what Apache wrote: ls -R, fsck -files -blocks and the image are equal', async () => {
      const single = await startSingleNameNode('ours', join(workDir, 'ours-on-apaches'), properties);
      sameViews(await viewsOf(shell, single, workDir), apaches);
      await single.stop();
    });

    await withCluster('formats', { properties }, async (cluster) => {
      const active = await cluster.untilActive();
      const shown: Shown = { confDir: cluster.confDir, rpcPort: cluster.daemon(active).rpcPort, nameDir: cluster.dataDir(active) };
      const editsDir = join(cluster.dataDir('jn1'), 'ns1/current');

      await step(t, 'our cluster answers the same script with the same words', async () => {
        const answers = await runScript(shown);
        assert.deepEqual(answers.map((answer, i) => comparableAnswer(answer, apachesAnswers[i])), apachesAnswers.map((answer) => comparableAnswer(answer)));
        await settled(shell, shown);
      });

      await step(t, 'Apache\'s oev reads our finalized segments and the one in progress', async () => {
        const segments = readdirSync(editsDir).filter((name) => name.startsWith('edits_')).sort((a, b) => firstTxid(a) - firstTxid(b));
        assert.ok(segments.some((name) => name.startsWith('edits_inprogress_')) && segments.length >= 2, segments.join(' '));
        let next = 1;
        for (const segment of segments) next = await readSegment(shell, join(editsDir, segment), join(workDir, `${segment}.xml`), next);
      });

      copyStorage({ nameDir: shown.nameDir, editsDir, dataDir: cluster.dataDir }, join(workDir, 'apache-on-ours'));
      ours = await viewsOf(shell, shown, workDir);
    });

    await step(t, 'Apache\'s NameNode and DataNodes start on what ours wrote: ls -R, fsck -files -blocks and the image are equal', async () => {
      const apache = await startSingleNameNode('apache', join(workDir, 'apache-on-ours'), properties);
      sameViews(await viewsOf(shell, apache, workDir), ours);
      await apache.stop();
    });
  });
});

/**
 * Apache's daemons with the script run on them. A DataNode of Apache's that answers too late on a busy machine fails an
 * append, and all that builds on it: that is no answer to compare with, so the script begins again on blank daemons.
 */
async function undisturbedApache(workDir: string): Promise<{ single: SingleNameNode; answers: readonly Line[] }> {
  for (let attempt = 1; ; attempt++) {
    const single = await startSingleNameNode('apache', join(workDir, `apache-${attempt}`), properties);
    const answers = await runScript(single);
    const refused = answers.filter(({ ok }) => ok === false);
    if (refused.length === refusals || attempt === 3) return { single, answers };
    console.error(`attempt ${attempt}: Apache refused ${refused.length} operations, not ${refusals}: ${JSON.stringify(refused)}`);
    await single.stop();
  }
}

async function runScript({ confDir, rpcPort }: Shown): Promise<Line[]> {
  const client = javaClient('Ops', [`hdfs://127.0.0.1:${rpcPort}`], { confDir });
  const answers: Line[] = [];
  for (const op of script) answers.push(await client.ask(op));
  await client.kill(); // what is open stays open
  return answers;
}

/**
 * An answer without what differs from cluster to cluster. Apache's servers send their stack trace as part of the
 * message, and a client class that says something behind the message says it behind the trace: on another line.
 */
function comparableAnswer(line: Line, apaches?: Line): unknown {
  if (line['op'] === 'rollEdits') return { ...line, result: 'a txid' };
  if (line['message'] === undefined) return line;
  const text = (answer: Line | undefined): string => String(answer?.['message']).replaceAll(/DFSClient_NONMAPREDUCE_-?\d+_\d+/g, 'a client');
  const first = text(apaches);
  return { ...line, message: text(line).startsWith(`${first}': `) ? first : text(line) };
}

/** Until every block has its replicas, and the views can stand still. */
async function settled(shell: JavaClient, { confDir }: Shown): Promise<void> {
  await waitFor('all blocks to have all replicas', async () => {
    const out = await run(shell, ['fsck', '/'], { confDir });
    return /Under-replicated blocks:\s+0 /.test(out) && /is HEALTHY/.test(out);
  }, 30_000, 200);
}

async function viewsOf(shell: JavaClient, shown: Shown, workDir: string): Promise<Views> {
  await settled(shell, shown);
  const { confDir, rpcPort, nameDir } = shown;
  const ls = await run(shell, ['dfs', '-ls', '-R', '/'], { confDir });
  const fsck = comparableFsck(await run(shell, ['fsck', '/', '-files', '-blocks'], { confDir }));
  await saveNamespace(shell, rpcPort);
  return { ls, fsck, image: await newestImage(shell, nameDir, workDir) };
}

function sameViews(actual: Views, expected: Views | undefined): void {
  assert.equal(actual.ls, expected?.ls);
  assert.equal(actual.fsck, expected?.fsck);
  assert.equal(actual.image, expected?.image);
  assert.match(actual.fsck, /\/plain\/a\/many blocks 5000 bytes, replicated: replication=3, 5 block\(s\):  OK\n0\. BP-/);
  assert.match(actual.image, /<name>still-open<\/name>/);
}

function firstTxid(segment: string): number {
  return Number(/\d+/.exec(segment)?.[0]);
}

/** Reads a segment with oev, checks that it begins, goes on and (when final) ends as a segment does; answers the txid behind it. */
async function readSegment(shell: JavaClient, file: string, xml: string, first: number): Promise<number> {
  await run(shell, ['oev', '-p', 'XML', '-i', file, '-o', xml]);
  const text = readFileSync(xml, 'utf8');
  const codes = [...text.matchAll(/<OPCODE>(\w+)<\/OPCODE>/g)].map((match) => match[1]);
  const txids = [...text.matchAll(/<TXID>(\d+)<\/TXID>/g)].map((match) => Number(match[1]));
  assert.deepEqual(txids, codes.map((_, i) => first + i), file);
  assert.equal(codes[0], 'OP_START_LOG_SEGMENT', file);
  assert.equal(codes.at(-1) === 'OP_END_LOG_SEGMENT', !file.includes('inprogress'), file);
  assert.ok(codes.length > 20, `${file} has ${codes.length} operations`);
  return first + codes.length;
}
