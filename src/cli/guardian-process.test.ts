import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { exitOf } from './guardian-process.ts';

test('a guardian ends as its NameNode did: a crash is no clean stop', async () => {
  const codeOf = (script: string): Promise<number> => exitOf(spawn('/bin/sh', ['-c', script], { stdio: 'ignore' }));
  assert.equal(await codeOf('exit 70'), 70);
  // Without a core file.
  assert.equal(await codeOf('ulimit -c 0; kill -ABRT $$'), 134);
  assert.equal(await codeOf('ulimit -c 0; kill -SEGV $$'), 139);
  assert.equal(await codeOf('kill -KILL $$'), 137);
  assert.equal(await codeOf('kill -TERM $$'), 143);
  assert.equal(await exitOf(spawn('/nowhere/node', { stdio: 'ignore' })), 1);
});
