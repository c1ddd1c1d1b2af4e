import assert from 'node:assert/strict';
import { test } from 'node:test';
import { behindUpgrade } from './namenode.ts';

test('a NameNode starts behind its upgrade with what it was given, wherever -upgrade stands', () => {
  assert.deepEqual(behindUpgrade(['-upgrade', '--config', '/c', '-D', 'a=b', '--name', 'nn1']), ['--config', '/c', '-D', 'a=b', '--name', 'nn1']);
  assert.deepEqual(behindUpgrade(['--config', '/c', '-upgrade', '-clusterId', 'CID-1', '-Da=b']), ['--config', '/c', '-Da=b']);
  assert.deepEqual(behindUpgrade(['--config', '/c', '-upgrade']), ['--config', '/c']);
});
