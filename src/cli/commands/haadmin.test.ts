import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { run } from './haadmin.ts';

/** What a command line prints, with NameNodes that nobody is. */
async function printed(t: TestContext, ...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const out = t.mock.method(console, 'log', () => {});
  const err = t.mock.method(console, 'error', () => {});
  const properties = { 'dfs.nameservices': 'ns1', 'dfs.ha.namenodes.ns1': 'nn1,nn2', 'dfs.namenode.rpc-address.ns1.nn1': '127.0.0.1:1', 'dfs.namenode.rpc-address.ns1.nn2': '127.0.0.1:1' };
  const code = await run([...Object.entries(properties).map(([name, value]) => `-D${name}=${value}`), ...args]);
  const text = ({ mock }: typeof out): string => mock.calls.map(({ arguments: words }) => `${words.join(' ')}\n`).join('');
  const said = { code, out: text(out), err: text(err) };
  out.mock.restore();
  err.mock.restore();
  return said;
}

test('an option that a command does not take ends it before anything is done', async (t) => {
  for (const [name, ...args] of [['-transitionToStandby', '--bogus', 'nn1'], ['-transitionToStandby', '--forceactive', 'nn1'], ['-transitionToActive', '--forcefence', 'nn1'],
    ['-failover', '--fence', 'nn1', 'nn2'], ['-getServiceState', '-x', 'nn1'], ['-checkHealth', '--forcemanual', 'nn1'], ['-getAllServiceState', '-x']] as const) {
    const { code, err } = await printed(t, name, ...args);
    assert.equal(code, 255);
    assert.match(err, new RegExp(`^${name.slice(1)}: incorrect arguments\nUsage: haadmin \\[${name}`));
  }
  assert.match((await printed(t, '-failover', '--forceactive', 'nn1', 'nn2')).err, /^Failover failed: /, 'its own are taken');
});

test('-help explains a command, with a dash or without, and all of them on stdout', async (t) => {
  for (const word of ['-failover', 'failover']) assert.deepEqual(await printed(t, '-help', word), { code: 0, err: '', out: '-failover [[--forcefence] [--forceactive] <serviceId> <serviceId>]: Fails over from the first NameNode to the second.\n' });
  const all = await printed(t, '-help');
  assert.deepEqual([all.code, all.err], [0, '']);
  assert.match(all.out, /^Usage: haadmin \[-ns <nameserviceId>\]\n {4}\[-checkHealth /);
  const unknown = await printed(t, '-help', 'nonsense');
  assert.equal(unknown.code, 255);
  assert.match(unknown.err, /^-nonsense: Unknown command\nUsage: /);
  assert.deepEqual(await printed(t, '-help', '-failover', 'x'), { code: 255, out: '', err: 'Usage: haadmin [-help <command>]\n' });
});
