import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jmxServlet, matches } from './jmx.ts';

const name = 'Hadoop:service=NameNode,name=RpcDetailedActivityForPort8020';

test('patterns of names: any characters, one character, further properties', () => {
  const yes = ['*:*', 'Hadoop:*', 'H*p:*', 'Had??p:*', '*:name=*,*', '*:service=NameNode,name=Rpc*ForPort8020', '*:name=*Port????,*', '*:name=Rpc*A*y*8020*,*', '*:name=**Rpc**,*', '*o*p:*', name];
  const no = ['hadoop:*', 'Hadoop?:*', 'H*q:*', '*:name=Rpc,*', '*:name=Rpc*', '*:name=*Port????8020,*', '*:name=*8020?,*', '*:name=Rpc.*,*', '*:name=*Activity*Activity*,*', '*:port=*,*'];
  for (const pattern of yes) assert.equal(matches(pattern, name), true, pattern);
  for (const pattern of no) assert.equal(matches(pattern, name), false, pattern);
});

test('a pattern of many stars is answered at once', async () => {
  const bean = { name, modelerType: 'x', attributes: () => ({}) };
  const started = performance.now();
  const answer = jmxServlet([bean], new Request(`http://nn1/jmx?qry=*:service=NameNode,name=${'*'.repeat(9)}!`));
  assert.equal(await answer.text(), '{\n  "beans" : [ ]\n}');
  assert.ok(performance.now() - started < 1000, `${performance.now() - started} ms`);
});
