import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Configuration } from './configuration.ts';
import type { Key } from './configuration.ts';
import { dataDirs } from './datanode-keys.ts';
import { journalEditsDir } from './journalnode-keys.ts';
import { nameDirs } from './namenode-keys.ts';

type DirectoriesKey = Key<string | readonly string[]>;

function read(key: DirectoriesKey, value: string): readonly string[] | string {
  try {
    return new Configuration().set(key.name, value, 'hdfs-site.xml').get(key);
  } catch (error) {
    return String(error);
  }
}

test('a NameNode\'s directories are paths, or URIs in which escapes are characters', () => {
  assert.deepEqual(read(nameDirs, 'file:///a, file:/b/ ,/c//'), ['/a', '/b', '/c']);
  assert.deepEqual(read(nameDirs, 'file:///a%20b%23c%25,file:///a b,/a%20b#c?d'), ['/a b#c%', '/a b', '/a%20b#c?d']);
  assert.deepEqual(read(nameDirs, 'file://nn1.example.org/a,file:///'), ['/a', '/']);
});

test('what would be another directory than the one that is meant is refused, with the key, the value and the file', () => {
  const refused = (key: DirectoriesKey, value: string, why: string): void => {
    assert.equal(read(key, value), `ConfError: ${key.name}: '${value}' in hdfs-site.xml: ${why}`);
  };
  refused(nameDirs, 'file:///a#b/nn1', '# is written %23 in a URI');
  refused(nameDirs, 'file:///a?b', '? is written %3F in a URI');
  refused(nameDirs, 'file:///a%y', '% is written %25 in a URI');
  refused(nameDirs, 'file:///a%ff', 'its escapes are no UTF-8');
  refused(nameDirs, 'file://bad host/a', "'bad host' is no host");
  refused(nameDirs, 'data/nn', 'expected an absolute path or a file:// URI');
  refused(nameDirs, 'hdfs://ns1/a', 'expected an absolute path or a file:// URI');
  for (const key of [nameDirs, dataDirs, journalEditsDir]) refused(key, 'file://${my.home}/dfs', '${my.home} has no value');
  refused(journalEditsDir, 'file:///jn', 'expected an absolute path');
  refused(journalEditsDir, 'jn', 'expected an absolute path');
});

test('JournalNodes\' and DataNodes\' directories are what is written', () => {
  assert.equal(read(journalEditsDir, '/a#b%20c/'), '/a#b%20c');
  assert.deepEqual(read(dataDirs, '[SSD]file:///a%20b#c, /d'), ['[SSD]file:///a%20b#c', '/d']);
});
