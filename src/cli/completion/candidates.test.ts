import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Configuration } from '../../conf/configuration.ts';
import { FileSystems } from '../dfs/file-systems.ts';
import { candidates } from './candidates.ts';

async function complete(dir: string, ...words: string[]): Promise<string> {
  const { words: found, files, open } = await candidates(words, () => new FileSystems({
    conf: () => Promise.resolve(new Configuration()), connect: () => Promise.reject(new Error('nobody is connected to')), workingDirectory: dir,
  }));
  return [...(files === true ? [':files'] : []), ...(open === true ? [':open'] : []), ...found.map(({ word }) => word)].join(' ');
}

test('commands, options and paths are completed', async () => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'quorate-completion-'));
  try {
    await mkdir(path.join(dir, 'data'));
    await writeFile(path.join(dir, 'dates'), '');
    await writeFile(path.join(dir, '.hidden'), '');
    assert.equal(await complete(dir, 'ha'), 'haadmin');
    assert.equal(await complete(dir, 'completion', ''), 'bash zsh fish');
    assert.equal(await complete(dir, 'status', '--j'), '--json');
    assert.equal(await complete(dir, 'doctor', '--'), '--dir --config --json');
    assert.equal(await complete(dir, 'doctor', '--config', ''), ':files');
    assert.equal(await complete(dir, 'haadmin', '-get'), '-getAllServiceState -getServiceState');
    assert.equal(await complete(dir, 'haadmin', '-journal', 're'), 'remove replace');
    assert.equal(await complete(dir, 'dfs', '-mk'), '-mkdir');
    assert.equal(await complete(dir, 'dfs', '-D', 'a=b', '-touch'), '-touch -touchz');
    assert.equal(await complete(dir, 'dfs', '--config', ''), ':files');
    assert.equal(await complete(dir, 'dfs', '-rm', '-s'), '-skipTrash -safely');
    assert.equal(await complete(dir, 'dfs', '-usage', 'chm'), 'chmod');
    assert.equal(await complete(dir, 'dfs', '-ls', 'dat'), 'data/ dates');
    assert.equal(await complete(dir, 'dfs', '-ls', ''), 'data/ dates');
    assert.equal(await complete(dir, 'dfs', '-ls', `file://${dir}/da`), `file://${dir}/data/ file://${dir}/dates`);
    assert.equal(await complete(dir, 'dfs', '-ls', '.h'), '.hidden');
    assert.equal(await complete(dir, 'dfs', '-cat', 'data'), ':open data/');
    assert.equal(await complete(dir, 'dfs', '-put', 'd'), ':files');
    assert.equal(await complete(dir, 'dfs', '-put', 'dates', 'd'), ':files data/ dates');
    assert.equal(await complete(dir, 'dfs', '-get', 'd'), 'data/ dates');
    assert.equal(await complete(dir, 'dfs', '-nonsense', 'd'), '');
  } finally {
    await rm(dir, { recursive: true });
  }
});
