import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { ownCommands } from './own-commands.ts';

/** What a command line of ours fails with. */
async function failure(...args: string[]): Promise<string> {
  const cli = ownCommands(() => {});
  cli.parse(['node', 'quorate', ...args], { run: false });
  try {
    await cli.runMatchedCommand();
  } catch (error) {
    return String(error);
  }
  return '';
}

test('a directory is what was written, also where it looks like a number, and not two', async () => {
  const before = process.cwd();
  const dir = mkdtempSync(path.join(os.tmpdir(), 'quorate-own-commands-'));
  process.chdir(dir);
  try {
    for (const name of ['5', '007', '1e3', 'x']) {
      for (const command of ['down', 'status', 'kill nn1', 'start nn1']) assert.equal(await failure(...command.split(' '), '--dir', name), `ConfError: no cluster in ${path.join(dir, name)}; \`quorate up --dir ${name}\` makes one`);
      assert.match(await failure('down', `--dir=${name}`), new RegExp(`no cluster in .*/${name};`));
    }
    for (const command of ['up', 'down', 'status', 'doctor', 'kill nn1']) assert.equal(await failure(...command.split(' '), '--dir', 'a', '--dir', 'b'), 'ConfError: --dir is given 2 times');
  } finally {
    process.chdir(before);
    rmSync(dir, { recursive: true });
  }
});
