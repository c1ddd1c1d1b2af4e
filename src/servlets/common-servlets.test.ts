import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Configuration } from '../conf/configuration.ts';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { commonServlets } from './common-servlets.ts';
import type { Health } from './health-servlet.ts';

function served(health: Health = { unready: undefined, active: undefined, state: 'running' }, conf = new Configuration()) {
  const env = new MemoryEnv();
  const answer = commonServlets(env, { daemon: 'DataNode', sources: [], beans: () => [], health: () => health, conf });
  const get = async (path: string, init: RequestInit = {}): Promise<{ readonly status: number; readonly text: string } | undefined> => {
    const response = answer(new Request(`http://host${path}`, init));
    return response === undefined ? undefined : { status: response.status, text: await response.text() };
  };
  return { env, get };
}

test('secrets are masked, by the patterns of the configuration where it has some', async () => {
  const conf = new Configuration().addXml(`<configuration>
    <property><name>dfs.x.password</name><value>hunter2</value></property>
    <property><name>fs.azure.account.key.me</name><value>hunter2</value></property>
    <property><name>plain</name><value>\${dfs.nameservices}&amp;</value><final>true</final></property>
    <property><name>dfs.nameservices</name><value>ns1</value></property></configuration>`, '/etc/hadoop/hdfs-site.xml');
  const accept = { headers: { accept: 'application/json' } };
  const { get } = served(undefined, conf);
  assert.equal((await get('/conf'))?.text.includes('hunter2'), false);
  assert.equal((await get('/conf', accept))?.text.includes('hunter2'), false);
  assert.equal((await get('/conf?name=plain'))?.text, '<?xml version="1.0" encoding="UTF-8" standalone="no"?><configuration>\n<property><name>plain</name><value>${dfs.nameservices}&amp;</value><final>true</final><source>hdfs-site.xml</source></property>\n</configuration>');
  assert.deepEqual(JSON.parse((await get('/conf?name=plain', accept))?.text ?? ''), { property: { key: 'plain', value: 'ns1&', isFinal: true, resource: 'hdfs-site.xml' } });
  assert.deepEqual(JSON.parse((await get('/conf?name=dfs.replication', accept))?.text ?? ''), { property: { key: 'dfs.replication', value: '3', isFinal: false, resource: 'hdfs-default.xml' } });
  assert.deepEqual(await get(`/conf?name=${encodeURIComponent('no\nä')}`), { status: 404, text: '' });
  const own = served(undefined, new Configuration().set('hadoop.security.sensitive-config-keys', 'plain$').set('plain', 'hunter2').set('dfs.x.password', 'known'));
  const text = (await own.get('/conf'))?.text ?? '';
  assert.equal(text.includes('hunter2'), false);
  assert.ok(text.includes('known'));
});

test('a level is set while the daemon runs, for the log and for the audit log, and not for what is none', async () => {
  const { env, get } = served();
  const say = async (query: string): Promise<string> => ((await get(`/logLevel?${query}`))?.text ?? '').split('\n').filter((line) => line.startsWith('<!-- OUTPUT -->')).at(-1)?.replace(/<[^>]*>/g, '') ?? '';
  assert.equal(await say('log=root'), 'Effective Level: INFO');
  assert.equal(await say('log=org.apache.hadoop&level=warn'), 'Effective Level: WARN');
  assert.deepEqual(env.logging, { level: 'warn', audit: 'off' });
  await say('log=org.apache.hadoop.hdfs.server.namenode.FSNamesystem.audit&level=INFO');
  assert.deepEqual(env.logging, { level: 'warn', audit: 'info' });
  await say('log=org.apache.hadoop.hdfs.StateChange&level=DEBUG');
  assert.deepEqual(env.logging, { level: 'warn', audit: 'info' });
  assert.equal((await get('/logLevel?log=%3Cscript%3E'))?.text.includes('<script>'), false);
});

test('stacks and profiles are refused with what to use instead', async () => {
  const { get } = served();
  const stacks = await get('/stacks');
  assert.equal(stacks?.status, 501);
  assert.match(stacks.text, /no threads.*quorate_event_loop_delay_seconds/s);
  const profile = await get('/prof?duration=10');
  assert.equal(profile?.status, 500);
  assert.match(profile.text, /no profiler.*--cpu-prof/s);
  assert.equal((await get('/stacks', { method: 'POST' }))?.status, 405);
});

test('probes of orchestrators', async () => {
  const statuses = async (health: Health): Promise<unknown> => {
    const { get } = served(health);
    return await Promise.all(['/health', '/health/live', '/health/ready', '/health/active', '/health/other'].map(async (path) => (await get(path))?.status));
  };
  assert.deepEqual(await statuses({ unready: undefined, active: true, state: 'active' }), [200, 200, 200, 200, undefined]);
  assert.deepEqual(await statuses({ unready: undefined, active: false, state: 'standby' }), [200, 200, 200, 503, undefined]);
  assert.deepEqual(await statuses({ unready: 'it loads', active: false, state: 'loading' }), [200, 200, 503, 503, undefined]);
  assert.deepEqual(JSON.parse((await served({ unready: 'it loads', active: false, state: 'loading' }).get('/health/ready'))?.text ?? ''), { state: 'loading', ready: false, reason: 'it loads', active: false });
});
