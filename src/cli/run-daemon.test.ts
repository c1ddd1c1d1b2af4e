import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

test('one signal ends a daemon that is still starting', async () => {
  const module = import.meta.url.replace('run-daemon.test.', 'run-daemon.');
  const program = `
    const { runDaemon } = await import(${JSON.stringify(module)});
    const start = () => (console.log('starts'), new Promise(() => {}));
    // Not longer than whoever started it.
    setTimeout(() => process.exit(1), 20_000);
    runDaemon('d', start).then((code) => process.exit(code), () => process.exit(1));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const exited = once(child, 'close');
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  assert.deepEqual(await exited, [0, null], stderr);
  clearTimeout(patience);
  assert.match(stderr, /stopping amid the start/);
});
