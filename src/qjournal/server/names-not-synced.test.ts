// What a JournalNode finds at its start may have been named by one that was killed before it had synced the directory. It counts, and
// is answered from, so a power cut must not take it back (HA.md 26).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editsDir, JournalSet } from '../testing/journal-set.ts';

type Host = JournalSet['hosts'][number];

/** The name is there, and a power cut would take it away. */
async function unsync(host: Host, directory: string, name: string): Promise<void> {
  const disk = host.disk.attach();
  await disk.rename(`${directory}/${name}`, `${directory}/${name}.away`);
  await disk.syncDirectory(directory);
  await disk.rename(`${directory}/${name}.away`, `${directory}/${name}`);
  disk.detach();
}

async function written(seed: number): Promise<{ readonly set: JournalSet; readonly host: Host }> {
  const set = new JournalSet(seed);
  await set.up();
  const writer = set.nameNode('nn1');
  await writer.becomeActive();
  await writer.write(5);
  await writer.roll();
  const [host] = set.hosts;
  assert.ok(host !== undefined);
  host.kill();
  return { set, host };
}

test('a journal whose directory was named by a process that was killed keeps its name', async () => {
  const { set, host } = await written(1);
  await unsync(host, `${editsDir}/ns1`, 'current');
  await set.settle(host.start());
  const before = await host.node?.journal('ns1');
  assert.deepEqual([before?.formatted, before?.promisedEpoch], [true, 1]);
  host.powerCut();
  await set.settle(host.start());
  const after = await host.node?.journal('ns1');
  assert.deepEqual([after?.formatted, after?.promisedEpoch], [true, 1]);
});

for (const pattern of [/^edits_\d+-\d+$/, /^last-promised-epoch$/]) {
  test(`${pattern.source}, named by a process that was killed, keeps its name`, async () => {
    const { set, host } = await written(2);
    const name = (await host.files()).find((each) => pattern.test(each)) ?? '';
    await unsync(host, `${editsDir}/ns1/current`, name);
    await set.settle(host.start());
    host.powerCut();
    assert.ok((await host.files()).includes(name));
  });
}
