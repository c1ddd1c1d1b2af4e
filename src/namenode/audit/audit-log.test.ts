import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryEnv } from '../../env/memory-env.testing.ts';
import { AuditLog } from './audit-log.ts';
import type { AuditEntry, AuditOptions } from './audit-log.ts';

const entry: AuditEntry = { allowed: true, ugi: 'root (auth:SIMPLE)', ip: '10.0.0.1', cmd: 'open', src: '/a', dst: undefined, perm: undefined, proto: 'rpc', callerContext: 'job_1' };

function open(env: MemoryEnv, options: Partial<AuditOptions> = {}): AuditLog {
  return new AuditLog(env, { to: '/log/audit.log', debugCommands: new Set(['getfileinfo']), callerContextMax: 3, ...options });
}

async function lines(env: MemoryEnv): Promise<string[]> {
  return Buffer.from(await env.disk.readFile('/log/audit.log')).toString().split('\n').slice(0, -1);
}

test('lines in Hadoop\'s form, behind what is there, also when somebody has cut the file', async () => {
  const env = new MemoryEnv();
  const first = open(env);
  first.write(entry);
  first.write({ ...entry, allowed: false, cmd: 'rename', dst: '/b', perm: 'root:supergroup:rwxr-xr-x', callerContext: undefined });
  await first.close();
  assert.deepEqual(await lines(env), [
    '2023-11-14 22:13:20,000 INFO FSNamesystem.audit: allowed=true\tugi=root (auth:SIMPLE)\tip=/10.0.0.1\tcmd=open\tsrc=/a\tdst=null\tperm=null\tproto=rpc\tcallerContext=job',
    '2023-11-14 22:13:20,000 INFO FSNamesystem.audit: allowed=false\tugi=root (auth:SIMPLE)\tip=/10.0.0.1\tcmd=rename\tsrc=/a\tdst=/b\tperm=root:supergroup:rwxr-xr-x\tproto=rpc',
  ]);
  const again = open(env);
  again.write(entry);
  await env.turn();
  await env.turn();
  const file = await env.disk.open('/log/audit.log', 'update');
  await file.truncate(0);
  await file.close();
  again.write({ ...entry, src: '/last' });
  await again.close();
  const left = await lines(env);
  assert.equal(left.length, 1);
  assert.match(left[0] ?? '', /src=\/last\t/);
});

test('a name with a line break or a tab in it makes no line and no field of its own', async () => {
  const env = new MemoryEnv();
  const log = open(env);
  log.write({ ...entry, src: '/a\n2026-01-01 allowed=true\tugi=root' });
  await log.close();
  assert.equal((await lines(env)).length, 1);
  assert.match((await lines(env))[0] ?? '', /src=\/a\\n2026-01-01 allowed=true\\tugi=root\tdst=null/);
});

test('levels, commands that count at debug only, and the daemon\'s own log instead of a file', () => {
  const env = new MemoryEnv();
  assert.equal(open(env, { to: 'off' }).on, false);
  const log = open(env, { to: 'log' });
  assert.equal(log.on, true);
  log.write({ ...entry, cmd: 'getfileinfo' });
  log.write(entry);
  env.logging.audit = 'debug';
  log.write({ ...entry, cmd: 'getfileinfo' });
  assert.deepEqual(env.lines.map(({ event, fields }) => [event, fields['cmd'], fields['src'], fields['perm']]), [['FSNamesystem.audit', 'open', '/a', 'null'], ['FSNamesystem.audit', 'getfileinfo', '/a', 'null']]);
  env.logging.audit = 'off';
  assert.equal(log.on, false);
});
