import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Configuration } from '../../conf/configuration.ts';
import { nodeEnv } from '../../env/node/node-env.ts';
import { runProgram } from '../node/run-program.ts';
import { Fencer, parseFencingMethods } from './fencing.ts';
import type { FencerOptions, RunProgram } from './fencing.ts';

const old = { nameserviceId: 'ns1', namenodeId: 'nn2', hostname: '127.0.0.1', port: 1, zkfcPort: 8019 };

function fencer(methods: string, more: Partial<FencerOptions> = {}): Fencer {
  const conf = new Configuration().set('dfs.blocksize', '64m');
  return new Fencer(nodeEnv({ name: 'test' }), {
    conf, user: 'hdfs', gracefulMs: 200, methods: parseFencingMethods(methods), sshKeys: ['/keys/a', '/keys/b'], sshConnectMs: 30_000, run: runProgram, ...more,
  });
}

test('fencing methods stand a line each, and what is neither shell nor sshfence is named', () => {
  const methods = parseFencingMethods('\n shell(/bin/a $target_host)  # first\n\n# nothing\nsshfence(bob:2222)\nsshfence\nsshfence(:99)');
  assert.deepEqual(methods.map((method) => (method.kind === 'shell' ? method.command : [method.user, method.port])), ['/bin/a $target_host', ['bob', 2222], [undefined, 22], [undefined, 99]]);
  for (const [text, says] of [
    ['shell', /No argument passed to 'shell' fencing method/], ['com.example.Fencer(x)', /Could not find configured fencing method com\.example\.Fencer/],
    ['sshfence(a:b:c)', /Unable to parse user and SSH port: a:b:c/], ['shell(a', /Unable to parse line: 'shell\(a'/],
  ] as const) assert.throws(() => parseFencingMethods(text), says);
});

test('a method that fails is followed by the next one, and the target is in its environment', async () => {
  await fencer('shell(exit 3)\nshell(test "$target_host:$target_port $target_nameserviceid $target_namenodeid $dfs_blocksize" = "127.0.0.1:1 ns1 nn2 64m")').fence(old);
  await assert.rejects(fencer('shell(exit 3)\nshell(/no/such/program)').fence(old), /^Error: Unable to fence nn2 at 127\.0\.0\.1:1 by any configured method$/);
  await assert.rejects(fencer('').fence(old), /nn2 at 127\.0\.0\.1:1 was Active, does not answer, and dfs\.ha\.fencing\.methods names no way to fence it/);
});

test('sshfence kills who listens, and takes nobody there for fenced', async () => {
  const runs: string[] = [];
  const answering = (...codes: number[]): RunProgram => async (program, args) => {
    runs.push([program, ...args].join(' '));
    return { code: codes.shift() ?? -1, output: '' };
  };
  await fencer('sshfence(bob:2222)', { run: answering(0) }).fence(old);
  assert.equal(runs[0], 'ssh -o StrictHostKeyChecking=no -o BatchMode=yes -o ConnectTimeout=30 -i /keys/a -i /keys/b -p 2222 -l bob 127.0.0.1 PATH=$PATH:/sbin:/usr/sbin fuser -v -k -n tcp 1');
  // fuser found nobody, and nobody listens.
  await fencer('sshfence', { run: answering(1, 1) }).fence(old);
  assert.equal(runs.at(-1)?.endsWith('-p 22 -l hdfs 127.0.0.1 nc -z 127.0.0.1 1'), true);
  // Somebody listens whom fuser may not kill; or there is no way in.
  await assert.rejects(fencer('sshfence', { run: answering(1, 0) }).fence(old), /Unable to fence/);
  await assert.rejects(fencer('sshfence', { run: answering(255) }).fence(old), /Unable to fence/);
});
