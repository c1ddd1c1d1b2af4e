/**
 * What machines read: /jmx bean by bean and attribute by attribute, /prom name by name, /conf, /logLevel and their
 * errors, of Apache's daemons and ours after the same calls. What Apache has and we have not is named here.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import { Client } from '../../src/api/client.ts';
import { startCluster } from '../../src/testing/start-cluster.ts';
import { makeAuditedCalls } from './audited-calls.ts';
import type { BeanTypes } from './machine-pages.ts';
import { beanTypes, promFamilies } from './machine-pages.ts';
import { startApacheCluster } from './rig/apache-cluster.ts';
import { hdfsOk, needsApache, step } from './rig/apache.ts';
import { waitFor } from './rig/ports.ts';
import { withWorkDir } from './rig/processes.ts';

/** Beans of the JVM's and of Hadoop's own insides. */
const noBeans = /^(?!Hadoop:|java\.lang:type=(?:Memory|Runtime|OperatingSystem|Threading)$)|name=(?:DelegationTokenSecretManagerMetrics|HttpServer2|MetricsSystem|UgiMetrics|NNTopUserOpCounts|DataNodeVolume)/;
/** Attributes of features that are not there. */
const noAttributes: Readonly<Record<string, RegExp>> = {
  JvmMetrics: /^Gc(?:Count|TimeMillis)(?:Copy|MarkSweepCompact)$|^Gc(?:NumWarn|NumInfo|TotalExtra|TimePercentage)/,
  // Threads of Apache's, protocols that are not spoken, and exceptions: who asked the Standby first got one.
  RpcDetailedActivityForPortN: /^Deferred|Exception(?:NumOps|AvgTime)$|^(?:Overall)?(?:GetProtocolSignature|GetProtocolVersion|CanRollBack|DoFinalize|DoPreUpgrade|DoRollback|DoUpgrade|GetJournalCTime)/,
  'DataNodeActivity-dn': /^(?:Ec|RamDisk|Packet|Flush|FsyncNanos|SendData|ReadTransferRate|Slow|Replace.*To|ReplaceBlockOpOn|Blocks.*InPendingIBR|CheckAndUpdate|Convert|Create|Finalize|Unfinalize|Recover|UpdateReplica|ProcessedCommandsOp|DataNode(?:BlockRecovery|PacketResponder|Read|Write))/,
  NameNodeInfo: /^$/,
  'type=Runtime': /^(?:ClassPath|BootClassPathSupported|LibraryPath|Spec|ManagementSpec|InputArguments|SystemProperties)/,
  'type=Threading': /^(?!ThreadCount|PeakThreadCount|DaemonThreadCount|TotalStartedThreadCount)/,
  'type=OperatingSystem': /^(?:MaxFile|CpuLoad|Committed|TotalSwap|FreeSwap|SystemCpu|ProcessCpuLoad)/,
};
/** Whose values have another type now and then: unset here, set there. */
const otherTypes = /\.(?:RollingUpgradeStatus|VerifyECWithTopologyResult|TopUserOpCounts|SlowPeersReport|SlowDisksReport|SystemLoadAverage)$/;

function missing(bean: string, attribute: string): boolean {
  return Object.entries(noAttributes).some(([part, names]) => bean.includes(part) && names.test(attribute));
}

function compareBeans(apache: BeanTypes, ours: BeanTypes): string[] {
  const problems: string[] = [];
  for (const [bean, attributes] of apache) {
    if (noBeans.test(bean)) continue;
    const mine = ours.get(bean);
    if (mine === undefined) {
      problems.push(`no bean ${bean}`);
      continue;
    }
    for (const [attribute, type] of attributes) {
      const own = mine.get(attribute);
      if (own === undefined && !missing(bean, attribute)) problems.push(`${bean}.${attribute}: not there (${type})`);
      else if (own !== undefined && own !== type && !otherTypes.test(`.${attribute}`)) problems.push(`${bean}.${attribute}: ${own}, ${type} of Apache's`);
    }
  }
  return problems;
}

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

async function get(base: string, path: string, init: RequestInit = {}): Promise<Answer> {
  const ask = (): Promise<Response> => fetch(`http://${base}/${path}`, init);
  // Jetty closes a connection that it has answered with an error, in a race with the next request on it.
  const response = await ask().catch(ask);
  return { status: response.status, type: response.headers.get('content-type')?.toLowerCase().replaceAll(' ', '') ?? null, text: await response.text() };
}

/** The same calls for both. */
async function work(confDir: string): Promise<void> {
  const client = new Client({ confDir, conf: { 'dfs.replication': '1' } });
  try {
    await client.mkdirs('/a/b');
    await client.writeFile('/a/b/f', 'hello');
    assert.equal(Buffer.from(await client.readFile('/a/b/f')).toString(), 'hello');
    for await (const { path } of client.list('/a/b')) assert.equal(path, '/a/b/f');
    await client.rename('/a/b/f', '/a/b/g');
    await client.delete('/a/b/g');
    // What is replaced is deleted as well, and of a tree all of it.
    for (const name of ['old', 'new', 'new', 'part']) await client.writeFile(`/t/${name}`, name);
    await client.rename('/t/new', '/t/old', { overwrite: true });
    await client.mkdirs('/t/d/e');
    await client.mkdirs('/t/f');
    await client.rename('/t/f', '/t/d/e', { overwrite: true });
    await client.concat('/t/old', ['/t/part']);
    await client.delete('/t', { recursive: true });
    await client.delete('/none');
    await assert.rejects(client.readFile('/a/b/none'));
  } finally {
    await client.close();
  }
}

test('Apache\'s daemons and ours say the same to machines', { timeout: 240_000 }, async (t) => {
  if (!needsApache(t)) return;
  await withWorkDir('machines', async (dir) => {
    const auditFile = join(dir, 'audit/ours.log');
    const apache = await startApacheCluster({
      dir: join(dir, 'apache'), nameservice: 'ns1', journalNodes: 1, nameNodes: 2, dataNodes: 1, core: { 'hadoop.prometheus.endpoint.enabled': 'true', 'my.password': 'hunter2', 'hadoop.caller.context.enabled': 'true' },
    });
    await using ours = await startCluster({
      journalnodes: 1, datanodes: 1, conf: { 'my.password': 'hunter2', 'hadoop.caller.context.enabled': 'true', 'quorate.namenode.audit.log': auditFile }, storage: 'disk',
    });
    const active = ours.active();
    const standby = ours.nameNodes.find((name) => name !== active) ?? '';
    /** Daemons of a kind: Apache's address, ours. */
    const pairs = ([['nn1', active], ['nn2', standby], ['jn1', 'jn1'], ['dn1', 'dn1']] as const).map(([theirs, own]) => [theirs, `127.0.0.1:${apache.ports(theirs).http}`, ours.address(own, 'http')] as const);
    const [[, apacheActive, ourActive] = ['', '', '']] = pairs;
    await Promise.all([work(apache.confDir), work(ours.confDir)]);

    await step(t, 'counts of the same calls', async () => {
      const counts = ['CreateFileOps', 'FilesCreated', 'FilesDeleted', 'FilesRenamed', 'GetListingOps', 'FilesInGetListingOps', 'AddBlockOps', 'DeleteFileOps', 'TransactionsNumOps'];
      const of = async (base: string): Promise<unknown[]> => {
        const { beans: [bean] } = JSON.parse((await get(base, 'jmx?qry=Hadoop:service=NameNode,name=NameNodeActivity')).text) as { beans: Record<string, unknown>[] };
        return counts.map((name) => [name, bean?.[name]]);
      };
      // Apache's metrics are snapshots, ten seconds old at most.
      await waitFor('Apache\'s counts', async () => String((await of(apacheActive))[0]) === 'CreateFileOps,5', 30_000);
      assert.deepEqual(await of(ourActive), await of(apacheActive));
    });

    await step(t, 'beans and their attributes', async () => {
      const problems: string[] = [];
      for (const [name, theirs, own] of pairs) {
        const found = compareBeans(beanTypes((await get(theirs, 'jmx')).text), beanTypes((await get(own, 'jmx')).text));
        problems.push(...found.map((problem) => `${name} ${problem}`));
      }
      assert.deepEqual(problems, []);
    });

    await step(t, 'queries of beans, and what is wrong with them', async () => {
      for (const query of [
        'qry=Hadoop:service=NameNode,name=NoSuch', 'qry=bad', 'get=bad', 'get=Hadoop:service=NameNode,name=NameNodeStatus::Nope', 'get=Hadoop:service=NameNode,name=No::State',
        'get=Hadoop:service=NameNode,name=NameNodeStatus::State', 'get=a::b::c', 'qry=Hadoop:*,name=x', 'get=', 'get=bad::x', 'qry=Hadoop:service=NameNode,name=NameNodeStatus,name=Q',
        'qry=Hadoop:service=NameNode,name=SnapshotInfo', 'get=Hadoop:service=NameNode,name=FSNamesystem::tag.Context',
      ]) {
        // Host names are each machine's own answer to itself.
        const plain = ({ text, ...rest }: Answer): unknown => ({ ...rest, text: text.replace(/"tag\.Hostname" : "[^"]*"/, '') });
        assert.deepEqual(plain(await get(ourActive, `jmx?${query}`)), plain(await get(apacheActive, `jmx?${query}`)), query);
      }
      for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) assert.equal((await get(ourActive, 'jmx', { method })).status, (await get(apacheActive, 'jmx', { method })).status, method);
    });

    await step(t, 'names, types and labels for Prometheus', async () => {
      // Apache publishes every ten seconds.
      await waitFor('Apache\'s page', async () => (await get(apacheActive, 'prom')).text.includes('namenode_create_file_ops'), 30_000);
      const problems: string[] = [];
      const dropped = /^(?:delegation_|http_server2|metrics_system|ugi_metrics|nn_top_user|fs_volume|jvm_metrics_gc_(?:count_|time_millis_|num_|total_|time_percentage))|^rpcdetailed_(?:overall_)?(?:[a-z_]*_exception_|deferred|get_protocol|can_roll|do_|get_journal_c)/;
      const isDropped = (name: string): boolean => dropped.test(name) || (name.startsWith('datanode_') && noAttributes['DataNodeActivity-dn']?.test(name.slice(9).replace(/(?:^|_)([a-z])/g, (_, c: string) => c.toUpperCase()).replace('Ibr', 'IBR')) === true);
      for (const [name, theirs, own] of pairs) {
        const wanted = promFamilies((await get(theirs, 'prom')).text, { unique: false });
        const answer = await get(own, 'prom');
        assert.deepEqual([answer.status, answer.type], [200, 'text/plain;charset=utf-8']);
        const mine = promFamilies(answer.text);
        for (const [family, { type, labels }] of wanted) {
          if (isDropped(family)) continue;
          const found = mine.get(family);
          if (found === undefined) problems.push(`${name} ${family}: not there`);
          else if (found.type !== type) problems.push(`${name} ${family}: ${found.type}, ${type} of Apache's`);
          else {
            const lost = labels.filter((label) => label !== 'totalsynctimes' && !found.labels.includes(label));
            if (lost.length > 0) problems.push(`${name} ${family}: no label ${lost.join(', ')}`);
          }
        }
        for (const [family, { help, type }] of mine) if (!help || type === 'untyped') problems.push(`${name} ${family}: not described`);
      }
      assert.deepEqual(problems, []);
    });

    await step(t, 'the configuration', async () => {
      const accept = { headers: { accept: 'application/json' } };
      for (const [path, init] of [['conf?name=dfs.namenode.safemode.extension', {}], ['conf?name=no.such', {}], ['conf?name=dfs.nameservices', accept], ['conf?name=no.such', accept]] as const) {
        const [theirs, own] = [await get(apacheActive, path, init), await get(ourActive, path, init)];
        const plain = ({ text, ...rest }: Answer): unknown => ({ ...rest, text: text.replace(/(<source>|"resource":")[^<"]*/, '$1').replace(/(<value>)[^<]*/, '$1') });
        assert.deepEqual(plain(own), plain(theirs), path);
      }
      const all = async (base: string): Promise<Map<string, string>> => {
        const { properties } = JSON.parse((await get(base, 'conf', accept)).text) as { properties: { key: string; value: string }[] };
        return new Map(properties.map(({ key, value }) => [key, value]));
      };
      const [theirs, own] = [await all(apacheActive), await all(ourActive)];
      for (const key of ['my.password', 'dfs.nameservices', 'dfs.replication.max', 'dfs.namenode.num.checkpoints.retained', 'dfs.blocksize']) {
        if (theirs.get(key) !== undefined) assert.equal(own.get(key), theirs.get(key), key);
      }
      assert.equal(own.get('my.password'), '<redacted>');
      assert.match((await get(ourActive, 'conf')).text, /^<\?xml version="1\.0" encoding="UTF-8" standalone="no"\?><configuration>\n<property><name>.*<\/property>\n<\/configuration>$/s);
    });

    await step(t, 'how far a start is', async () => {
      interface Progress {
        readonly percentComplete: number;
        readonly phases: readonly { readonly name: string; readonly file?: string; readonly size?: number; readonly elapsedTime: number; readonly steps: readonly { readonly name?: string; readonly elapsedTime: number }[] }[];
      }
      /** Without times, sizes, and the steps of what is not there or was not replayed by both. */
      const plain = (text: string): unknown => {
        const { percentComplete, phases } = JSON.parse(text) as Progress;
        return [percentComplete, phases.map(({ file, size, elapsedTime, steps, ...phase }) => ({
          ...phase, file: file?.replace(/.*\//, ''), hasSize: size !== undefined && size > 0, took: typeof elapsedTime,
          steps: steps.filter(({ name }) => name === 'Inodes' || name === 'AwaitingReportedBlocks').map(({ elapsedTime: ms, ...rest }) => ({ ...rest, took: typeof ms })),
        }))];
      };
      const [theirs, own] = [await get(apacheActive, 'startupProgress'), await get(ourActive, 'startupProgress')];
      assert.deepEqual([own.status, own.type], [theirs.status, theirs.type]);
      assert.deepEqual(plain(own.text), plain(theirs.text));
      for (const method of ['POST', 'OPTIONS']) for (const path of ['startupProgress', 'stacks']) assert.equal((await get(ourActive, path, { method })).status, (await get(apacheActive, path, { method })).status, `${method} ${path}`);
      // Apache's cannot profile either unless a library is installed beside it.
      for (const [name, theirDaemon, ourDaemon] of pairs) assert.equal((await get(ourDaemon, 'prof')).status, (await get(theirDaemon, 'prof')).status, name);
    });

    await step(t, 'levels of the log, as the tool reads them', async () => {
      const lines = async (base: string, query: string): Promise<string[]> => (await get(base, `logLevel?${query}`)).text.split('\n')
        .filter((line) => line.startsWith('<!-- OUTPUT -->') && !line.includes('Log Class')).map((line) => line.replace(/<[^>]*>/g, ''));
      for (const query of ['', 'log=', 'log=org.apache.hadoop.hdfs', 'log=org.apache.hadoop.hdfs&level=DEBUG', 'log=org.apache.hadoop.hdfs', 'log=org.apache.hadoop.hdfs&level=NOPE', 'log=org.apache.hadoop.hdfs&level=info']) {
        assert.deepEqual(await lines(ourActive, query), await lines(apacheActive, query), query);
      }
    });

    await step(t, 'Apache\'s daemonlog sets a level of ours', async () => {
      const said = await hdfsOk(['daemonlog', '-setlevel', ourActive, 'org.apache.hadoop', 'ERROR'], { confDir: ours.confDir });
      assert.match(said, /Setting Level to ERROR \.\.\.\nEffective Level: ERROR\n/);
      assert.match((await get(ourActive, 'logLevel?log=root')).text, /Effective Level: <b>ERROR<\/b>/);
    });

    await step(t, 'who is active', async () => {
      for (const [name, theirs, own] of pairs.slice(0, 2)) assert.equal((await get(own, 'isActive')).status, (await get(theirs, 'isActive')).status, name);
      const health = async (base: string): Promise<unknown> => await Promise.all(['live', 'ready', 'active'].map(async (probe) => (await get(base, `health/${probe}`)).status));
      assert.deepEqual(await Promise.all(pairs.map(async ([, , own]) => await health(own))), [[200, 200, 200], [200, 200, 503], [200, 200, 503], [200, 200, 503]]);
    });
    await step(t, 'the audit log, line by line', async () => {
      const [host = '', port] = ours.address(active).split(':');
      await makeAuditedCalls('127.0.0.1', apache.ports('nn1').rpc, 'job_1');
      await makeAuditedCalls(host, Number(port), 'job_1');
      const text = (file: string): string[] => readFileSync(file, 'utf8').split('\n').flatMap((line) => /FSNamesystem\.audit: (.*)$/.exec(line)?.[1] ?? []).filter((line) => line.includes('callerContext=job_1'));
      await waitFor('our lines', async () => text(auditFile).at(-1)?.includes('src=/audit\tdst=null') === true && text(auditFile).length > 50, 10_000);
      assert.deepEqual(text(auditFile), text(apache.daemon('nn1').logFile));
    });
    await apache.stop();
  });
});
