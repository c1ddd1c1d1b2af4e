/** What people meet while typing: suggestions for wrong words, and completion by the shell itself. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
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

test('numbers are numbers, and help fits on a screen', async () => {
  const port = await quorate(['up', '--base-port', 'x']);
  assert.deepEqual([port.code, port.stderr], [1, 'quorate: --base-port x: expected a number from 1024 to 65486\n']);
  const help = await quorate(['--help']);
  assert.ok(help.stdout.trimEnd().split('\n').length < 32, help.stdout);
  assert.match(help.stdout, /`quorate COMMAND --help` tells more of one/);
  const begun = await quorate(['dfsadmin', '-fs', 'hdfs://127.0.0.1:1', '-saveN']);
  assert.match(begun.stderr, /^saveN: Unknown command\n[^]*Did you mean -saveNamespace\?\n$/);
  assert.match((await quorate(['dfsadmin', '-fs', 'file:///', '-report'])).stderr, /^report: FileSystem file:\/\/\/ is not an HDFS file system\. .*\nUsage: hdfs dfsadmin \[-report\]/);
});

test('bash completes commands, options and paths with colons', async (t) => {
  if (!hasShell(t, 'bash')) return;
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

test('zsh completes at a terminal', async (t) => {
  if (!hasShell(t, 'zsh')) return;
  await withWorkDir('completion', async (dir) => {
    const env = shellWithCommand(dir);
    // What stands on the command line of an interactive zsh behind a press of Tab.
    writeFileSync(join(dir, 'tab.zsh'), `
      zmodload zsh/zpty
      zpty z zsh -f -i
      zpty -w z "PROMPT= ; unsetopt prompt_cr prompt_sp; stty -echo; autoload -U compinit && compinit -u -D; source <(quorate completion zsh)"
      zpty -w z 'show() { print -r -- "<<$BUFFER>>"; BUFFER=; zle redisplay }; zle -N show; bindkey "^X" show; bindkey "^I" complete-word; print rea""dy'
      while zpty -r z out; do [[ $out == *ready* ]] && break; done
      for line in "$@"; do
        zpty -w -n z "$line"$'\\t\\C-x'
        while zpty -r z out; do
          [[ $out == *'<<'*'>>'* ]] && print -r -- "\${\${out#*<<}%%>>*}" && break
        done
      done
      zpty -d z`);
    const lines = ['quorate haa', 'quorate dfs -mkd', 'quorate dfs -rm -skip', `quorate dfs -ls file://${dir}/some\\ f`, `quorate dfs -put ${dir}/some\\ f`];
    const { stdout, stderr } = spawnSync('zsh', ['-f', join(dir, 'tab.zsh'), ...lines], { encoding: 'utf8', env, timeout: 60_000 });
    assert.deepEqual(stdout.trimEnd().split('\n').map((line) => line.trimEnd()), [
      'quorate haadmin', 'quorate dfs -mkdir', 'quorate dfs -rm -skipTrash', `quorate dfs -ls file://${dir}/some\\ file`, `quorate dfs -put ${dir}/some\\ file`,
    ], stderr);
  });
});

test('fish completes, with explanations', async (t) => {
  if (!hasShell(t, 'fish')) return;
  await withWorkDir('completion', async (dir) => {
    const env = { ...shellWithCommand(dir), HOME: dir, XDG_CONFIG_HOME: dir, XDG_DATA_HOME: dir };
    const lines = ['quorate haa', 'quorate dfs -mkd', 'quorate dfs -rm -skip', `quorate dfs -ls file://${dir}/some`, `quorate dfs -put ${dir}/some`];
    const script = `quorate completion fish | source; for line in $argv; complete -C $line; end`;
    const { stdout, stderr, status } = spawnSync('fish', ['--no-config', '-c', script, ...lines], { encoding: 'utf8', env, timeout: 60_000 });
    assert.equal(status, 0, stderr);
    assert.deepEqual(stdout.trimEnd().split('\n').map((line) => line.replace(/\t.*/, '')), [
      'haadmin', '-mkdir', '-skipTrash', `file://${dir}/some directory/`, `file://${dir}/some file`, `${dir}/some directory/`, `${dir}/some file`,
    ], stderr);
    assert.match(stdout, /^haadmin\tAsk for and change who is Active$/m);
  });
});

/** False, and the test skipped, where there is no such shell. */
function hasShell(t: TestContext, shell: string): boolean {
  if (spawnSync(shell, ['-c', 'true']).status === 0) return true;
  t.skip(`there is no ${shell}`);
  return false;
}

/** An environment whose PATH has `quorate`; `dir` gets a file and a directory with blanks in their names. */
function shellWithCommand(dir: string): NodeJS.ProcessEnv {
  const bin = join(dir, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'quorate'), `#!/bin/sh\nexec '${process.execPath}' '${programFile()}' "$@"\n`);
  chmodSync(join(bin, 'quorate'), 0o755);
  mkdirSync(join(dir, 'some directory'));
  writeFileSync(join(dir, 'some file'), '');
  return { ...process.env, HADOOP_CONF_DIR: '', PATH: `${bin}:${process.env['PATH'] ?? ''}` };
}

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
