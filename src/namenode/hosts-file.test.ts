import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryDisk } from '../env/memory-disk.ts';
import { writeAtomically } from '../storage/atomic-file.ts';
import { readHostsFile } from './hosts-file.ts';

test('hosts are words, behind # stands what is for people', async () => {
  const disk = new MemoryDisk();
  await disk.makeDirectory('/conf');
  await writeAtomically(disk, '/conf/hosts', Buffer.from('# all\nhost1 10.0.0.2:9866\n\n\thost3 # the old one\n#host4\n'));
  assert.deepEqual(await readHostsFile(disk, 'dfs.hosts', '/conf/hosts'), ['host1', '10.0.0.2:9866', 'host3']);
  assert.deepEqual(await readHostsFile(disk, 'dfs.hosts', ''), []);
  await assert.rejects(readHostsFile(disk, 'dfs.hosts', '/conf/none'), { name: 'IOException', message: /^dfs\.hosts: \/conf\/none: / });
});
