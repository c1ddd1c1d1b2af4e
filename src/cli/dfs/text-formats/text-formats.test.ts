// What -text makes of files that Hadoop wrote (tests/golden/text), and of such that are damaged.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { runInProcess } from '../shell-world.testing.ts';
import type { ShellResult } from '../shell-world.testing.ts';
import { doubleText, floatText } from '../../../protocol/java-text.ts';

const golden = path.resolve('tests/golden/text');

async function text(content: Uint8Array, name: string): Promise<ShellResult> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'quorate-text-'));
  try {
    await writeFile(path.join(dir, name), content);
    return await runInProcess(['-fs', 'file:///', '-text', name], { workingDirectory: dir });
  } finally {
    await rm(dir, { recursive: true });
  }
}

test('files of every format are printed as Apache\'s shell prints them', async () => {
  const names = (await readdir(golden)).filter((name) => name.endsWith('.txt')).map((name) => name.slice(0, -4));
  assert.ok(names.length > 25, `${names.length} files`);
  for (const name of names) {
    const expected = await readFile(path.join(golden, `${name}.txt`), 'utf8');
    assert.deepEqual(await text(await readFile(path.join(golden, name)), name), { code: 0, out: expected, err: '' }, name);
  }
});

test('Zstandard and LZ4, which Java does not have without its native libraries', async () => {
  const lines = 'a line of text, and again a line of text, and again a line of text\n';
  const frame = Buffer.from('KLUv/QRoFQEA2GEgbGluZSBvZiB0ZXh0LCBhbmQgYWdhaW4gCgEA7nKOAfbDGJo=', 'base64');
  assert.deepEqual(await text(frame, 'x.zst'), { code: 0, out: lines, err: '' });
  assert.deepEqual(await text(Buffer.concat([frame, frame]), 'x.zst'), { code: 0, out: lines + lines, err: '' });
  // Literals 'abcd', and a copy of them twice over; then five literals.
  const block = Buffer.from([0x44, ...Buffer.from('abcd'), 4, 0, 0x50, ...Buffer.from('12345')]);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(17, 0);
  head.writeUInt32BE(block.length, 4);
  assert.deepEqual(await text(Buffer.concat([head, block, head, block]), 'x.lz4'), { code: 0, out: 'abcdabcdabcd12345'.repeat(2), err: '' });
});

test('what is damaged, cut off or unknown is told with its path, in a line', async () => {
  for (const name of (await readdir(golden)).filter((each) => !each.endsWith('.txt') && !/^(empty|nothing|strings)\./.test(each))) {
    const whole = await readFile(path.join(golden, name));
    for (const cut of [whole.subarray(0, whole.length - 5), whole.subarray(0, whole.length >> 1), Buffer.concat([whole.subarray(0, 40), Buffer.alloc(60, 0xaa)])]) {
      const { code, err } = await text(cut, name);
      if (code !== 0) assert.match(err, new RegExp(`^text: (\`${name}': (damaged: )?.+|not a gzip file)\\n$`), `${name} of ${cut.length} bytes`);
    }
    if (!/\.seq$|^two\./.test(name)) assert.equal((await text(whole.subarray(0, whole.length >> 1), name)).code, 1, `half of ${name}`);
  }
  const sequence = await readFile(path.join(golden, 'record.seq'));
  const replaced = (from: string, to: string): Buffer => Buffer.from(sequence.toString('latin1').replace(from, to), 'latin1');
  assert.match((await text(replaced('hadoop.io.Text', 'hadoop.io.Tuxt'), 'x')).err, /^text: `x': the class org\.apache\.hadoop\.io\.Tuxt is not supported\n$/);
  assert.match((await text(replaced('DefaultCodec', 'BefaultCodec'), 'x')).err, /^text: `x': the codec org\.apache\.hadoop\.io\.compress\.BefaultCodec is not supported\n$/);
  assert.match((await text(replaced('SEQ\u0006', 'SEQ\u0003'), 'x')).err, /^text: `x': SequenceFiles of version 3 are not supported\n$/);
  assert.deepEqual(await text(Buffer.from('plain'), 'x.gz'), { code: 1, out: '', err: 'text: not a gzip file\n' });
  for (const plain of ['', 'O', 'Obvious', 'SEA', 'SE']) assert.deepEqual(await text(Buffer.from(plain), 'x'), { code: 0, out: plain, err: '' });
});

test('numbers are Java\'s', () => {
  assert.deepEqual([0, 5e-324, 1e-3, 123.456, 2 ** 53, -1e7, 12].map(doubleText), ['0.0', '4.9E-324', '0.001', '123.456', '9.007199254740992E15', '-1.0E7', '12.0']);
  assert.deepEqual([1 / 3, 1e10, 1.17549435e-38].map((each) => floatText(Math.fround(each))), ['0.33333334', '1.0E10', '1.1754944E-38']);
});
