/** What people meet while typing: suggestions for wrong words, and completion by the shell itself. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { waitFor } from '../apache/rig/ports.ts';
import { exitOf, own, withWorkDir } from '../apache/rig/processes.ts';
import { programFile, quorate } from './quorate-command.ts';

test('a wrong word is answered with the one that was meant', async () => {
  const command = await quorate(['statsu']);
  assert.equal(command.code, 2);
  assert.match(command.stderr, /^quorate: there is no command 'statsu'; did you mean 'status'\?\n/);
  const option = await quorate(['status', '--jsno']);
  assert.equal(option.code, 2);
  assert.match(option.stderr, /did you mean '--json'\?\n$/);
});

test('bash completes commands, options and paths with colons', async (t) => {
  if (spawnSync('bash', ['-c', 'true']).status !== 0) {
    t.skip('there is no bash');
    return;
  }
  await withWorkDir('completion', async (dir) => {
    mkdirSync(join(dir, 'some directory'));
    writeFileSync(join(dir, 'some file'), '');
    const script = `
      quorate() { '${process.execPath}' '${programFile()}' "$@"; }
      source <(quorate completion bash)
      for COMP_LINE in "$@"; do COMP_POINT=\${#COMP_LINE}; _quorate 2>/dev/null; (IFS='|'; echo "\${COMPREPLY[*]}"); done`;
    const lines = ['quorate haa', 'quorate dfs -mkd', 'quorate dfs -rm -skip', `quorate dfs -ls file://${dir}/some`];
    const { stdout, stderr, status } = spawnSync('bash', ['-c', script, 'bash', ...lines], { encoding: 'utf8', env: { ...process.env, HADOOP_CONF_DIR: '' } });
    assert.equal(status, 0, stderr);
    assert.deepEqual(stdout.trimEnd().split('\n'), ['haadmin', '-mkdir', '-skipTrash', `//${dir}/some\\ directory/|//${dir}/some\\ file`]);
  });
});

test('an interrupted copy leaves no half file', async () => {
  await withWorkDir('interrupt', async (dir) => {
    const child = own(spawn(process.execPath, [programFile(), 'dfs', '-fs', 'file:///', '-put', '-', 'whole'], { cwd: dir, stdio: ['pipe', 'inherit', 'inherit'] }));
    child.stdin?.write('half of it');
    await waitFor('a half file', () => readdirSync(dir).includes('whole._COPYING_'));
    child.kill('SIGINT');
    assert.equal((await exitOf(child)).code, 130);
    assert.deepEqual(readdirSync(dir), []);
  });
});
