import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run as dataNode } from './commands/datanode.ts';
import { run as journalNode } from './commands/journalnode.ts';
import { run as nameNode } from './commands/namenode.ts';

const daemons = { namenode: nameNode, journalnode: journalNode, datanode: dataNode };

test('each daemon explains itself, without a configuration', async (t) => {
  const { mock } = t.mock.method(console, 'log', () => {});
  for (const [name, run] of Object.entries(daemons)) for (const word of ['-help', '--help', '-h']) {
    assert.equal(await run([word]), 0, name);
    assert.match(String(mock.calls.at(-1)?.arguments[0]), new RegExp(`^Usage: quorate ${name} \\[--config DIR\\]`));
  }
});

test('an option that a daemon has not is told by its name, whatever the configuration is', async () => {
  for (const [name, run] of Object.entries(daemons)) await assert.rejects(run(['-nonsense']), { name: 'ConfError', message: new RegExp(`^${name}: there is no option '-nonsense'`) });
  await assert.rejects(nameNode(['-rollingUpgrade', 'started']), { name: 'ConfError', message: /^namenode -rollingUpgrade: quorate has no rolling upgrade yet/ });
  await assert.rejects(nameNode(['-format']), { name: 'ConfError', message: /^dfs\.namenode\.rpc-address is not set/ });
});
