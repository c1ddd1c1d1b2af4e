// The shell on local files (-fs file:///): what it does with paths and failures, whatever the file system.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { runInProcess } from './shell-world.testing.ts';
import type { ShellResult } from './shell-world.testing.ts';

type Run = (...args: string[]) => Promise<ShellResult>;

async function inTree(files: Readonly<Record<string, string>>, body: (run: Run, dir: string) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'quorate-shell-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(dir, name)), { recursive: true });
      await writeFile(path.join(dir, name), text);
    }
    await body((...args) => runInProcess(['-fs', 'file:///', ...args], { workingDirectory: dir }), dir);
  } finally {
    await rm(dir, { recursive: true });
  }
}

test('what fails is told and the rest is done', async () => {
  await inTree({ a: '1', c: '3' }, async (run) => {
    assert.deepEqual(await run('-cat', 'a', 'b', 'c'), { code: 1, out: '13', err: "cat: `b': No such file or directory\n" });
    assert.deepEqual(await run('-cat', 'x*'), { code: 1, out: '', err: "cat: `x*': No such file or directory\n" });
  });
});

test('a wrong command line tells the usage and suggests', async () => {
  await inTree({}, async (run) => {
    const option = await run('-rm', '-skiptrash', 'a');
    assert.equal(option.code, 255);
    assert.match(option.err, /^-rm: Illegal option -skiptrash\nUsage: hadoop fs \[generic options\]\n\t\[-appendToFile /);
    assert.match(option.err, /\nUsage: hadoop fs \[generic options\] -rm \[-f\] \[-r\|-R\] \[-skipTrash\] \[-safely\] <src> \.\.\.\nDid you mean -skipTrash\?\n$/);
    const command = await run('-mkdri', 'a');
    assert.equal(command.code, 255);
    assert.match(command.err, /^-mkdri: Unknown command\n[^]*\nDid you mean -mkdir\?\n$/);
    assert.match((await run('ls')).err, /^ls: Unknown command\nDid you mean -ls\? {2}This command begins with a dash\.\n/);
  });
});

test('a tree is copied whole, merged into what is there, and moved away', async () => {
  await inTree({ 'd/x': 'x', 'd/e/y': 'y', 'there/d/x': 'old' }, async (run, dir) => {
    assert.deepEqual(await run('-put', 'd', 'new'), { code: 0, out: '', err: '' });
    assert.equal((await run('-cat', 'new/{x,e/y}')).out, 'yx');
    assert.deepEqual(await run('-put', 'd', 'there'), { code: 1, out: '', err: "put: `there/d/x': File exists\n" });
    assert.equal((await run('-put', '-f', 'd', 'there')).code, 0);
    assert.equal(await readFile(path.join(dir, 'there/d/x'), 'utf8'), 'x');
    assert.deepEqual(await run('-moveFromLocal', 'd', 'moved'), { code: 0, out: '', err: '' });
    assert.deepEqual((await readdir(dir)).sort(), ['moved', 'new', 'there']);
    assert.deepEqual(await run('-cp', 'new', 'new/e'), { code: 1, out: '', err: "cp: `new' to `new/e/new': is a subdirectory of itself\n" });
    assert.match((await run('-cp', 'new', 'new/../new/..')).err, /are identical\n$/);
  });
});

test('failures of parallel copies are told in the order of the sources, and no half file stays', async () => {
  const files = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`from/f${String(index).padStart(2, '0')}`, String(index)]));
  await inTree({ ...files, 'to/from/f03': 'old', 'to/from/f07': 'old', 'to/from/f21': 'old' }, async (run, dir) => {
    const { code, err } = await run('-put', '-t', '5', 'from', 'to');
    assert.equal(code, 1);
    assert.deepEqual(err.match(/f\d\d/g), ['f03', 'f07', 'f21']);
    const names = await readdir(path.join(dir, 'to/from'));
    assert.equal(names.length, 30);
    assert.deepEqual(names.filter((name) => name.endsWith('_COPYING_')), []);
  });
});

test('-get -crc writes what Hadoop verifies', async () => {
  await inTree({ a: 'x'.repeat(600) }, async (run, dir) => {
    assert.equal((await run('-get', '-crc', 'a', 'b')).code, 0);
    const crc = await readFile(path.join(dir, '.b.crc'));
    assert.equal(crc.length, 16);
    assert.equal(crc.subarray(0, 8).toString('hex'), '6372630000000200');
    assert.equal((await run('-ls', '-C', '.')).out, 'a\nb\n', 'checksum files are not listed');
  });
});

test('local names with blanks are taken as they are and as URIs write them', async () => {
  await inTree({ 'a b': '1', 'c%20d': '2' }, async (run) => {
    assert.equal((await run('-put', 'a b', 'x')).code, 0);
    assert.equal((await run('-put', 'a%20b', 'y')).code, 0);
    assert.equal((await run('-put', 'c%20d', 'z')).code, 0);
    assert.equal((await run('-cat', 'x', 'y', 'z')).out, '112');
  });
});

test('a configuration that is not there is an error, and not this machine\'s files', async () => {
  await inTree({ a: '1' }, async (_, dir) => {
    const typo = path.join(dir, 'typo');
    const run = (...args: string[]): Promise<ShellResult> => runInProcess(args, { workingDirectory: dir });
    assert.deepEqual(await run('--config', typo, '-rm', '-skipTrash', path.join(dir, 'a')), { code: 1, out: '', err: `rm: Cannot find configuration directory "${typo}"\n` });
    assert.deepEqual(await run('-conf', typo, '-rm', '-skipTrash', path.join(dir, 'a')), { code: 1, out: '', err: `rm: ${typo} not found\n` });
    assert.deepEqual(await readdir(dir), ['a']);
  });
});

test('a pipe is read in order, as any local file', async () => {
  await inTree({ a: '1' }, async (run, dir) => {
    const pipe = path.join(dir, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const text = 'x'.repeat(3_000_000);
    const through = async (...args: string[]): Promise<ShellResult> => {
      const [result] = await Promise.all([run(...args), writeFile(pipe, text)]);
      return result;
    };
    assert.deepEqual(await through('-put', pipe, 'b'), { code: 0, out: '', err: '' });
    assert.equal(await readFile(path.join(dir, 'b'), 'utf8'), text);
    assert.deepEqual(await through('-appendToFile', pipe, 'a'), { code: 0, out: '', err: '' });
    assert.equal(await readFile(path.join(dir, 'a'), 'utf8'), `1${text}`);
  });
});
