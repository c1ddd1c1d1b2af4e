import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SubtreeModel, childrenOf } from './subtree-model.ts';

test('directories on the way may be seen without what they are made for, until the call is answered', () => {
  const model = new SubtreeModel('/c');
  model.begin({ kind: 'mkdirs', path: '/c' });
  model.acknowledge();
  model.begin({ kind: 'create', path: '/c/a/b/f', overwrite: false });
  const asked = model.oldestVisible;
  assert.equal(model.seen(asked, (tree) => tree.has('/c/a') && childrenOf(tree, '/c/a').length === 0).length, 1);
  assert.equal(model.seen(asked, (tree) => tree.has('/c/a/b') && !tree.has('/c/a/b/f')).length, 1);
  assert.equal(model.seen(asked, (tree) => tree.has('/c/a/b/f') && !tree.has('/c/a')).length, 0);
  // Who asks after somebody saw them sees them.
  assert.equal(model.seen(model.oldestVisible, (tree) => !tree.has('/c/a/b')).length, 0);
  model.acknowledge();
  assert.equal(model.seen(model.oldestVisible, (tree) => !tree.has('/c/a/b/f')).length, 0);
});

test('a call that is refused, or makes no directory on its way, leaves nothing between', () => {
  const model = new SubtreeModel('/c');
  model.begin({ kind: 'mkdirs', path: '/c' });
  model.acknowledge();
  const before = model.newest;
  model.begin({ kind: 'create', path: '/c/f', overwrite: false });
  model.acknowledge();
  model.begin({ kind: 'mkdirs', path: '/c/f' });
  assert.equal(model.newest, before + 2);
});
