import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { loadConfiguration, readConfiguration } from './conf-dir.ts';

test('a directory or a file that was named and is not there is no empty configuration', () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'quorate-conf-dir-'));
  try {
    const typo = path.join(dir, 'typo');
    const missing = { name: 'ConfError', message: `Cannot find configuration directory "${typo}"` };
    assert.throws(() => loadConfiguration(['--config', typo], {}), missing);
    assert.throws(() => loadConfiguration([], { HADOOP_CONF_DIR: typo }), missing);
    const file = path.join(dir, 'f.xml');
    assert.throws(() => readConfiguration({ confDir: undefined, confFiles: [file], definitions: [], environment: {} }), { name: 'ConfError', message: `${file} not found` });
    writeFileSync(file, '<configuration/>');
    assert.throws(() => loadConfiguration(['--config', file], {}), { message: `Cannot find configuration directory "${file}"` });
    assert.equal(loadConfiguration(['--config', dir], {}).conf.has('fs.defaultFS'), false, 'its files may lack: there are defaults');
    assert.equal(loadConfiguration([], { HADOOP_CONF_DIR: '' }).confDir, undefined);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test('variables are the environment\'s and Java\'s', () => {
  const { conf } = loadConfiguration(['-D', 'a=${user.home}/${env.DATA}', '-D', 'b=${java.io.tmpdir}', '-D', 'c=${user.dir}'], { DATA: 'x' });
  assert.deepEqual(['a', 'b', 'c'].map((name) => conf.text(name)), [`${os.userInfo().homedir}/x`, '/tmp', process.cwd()]);
});
