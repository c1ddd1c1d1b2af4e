/** The Files page in a browser: everything that can be done with files, on the page of the Standby. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { Deferred } from '../../src/base/async.ts';
import { waitFor } from '../apache/rig/ports.ts';
import type { TestCluster } from './cluster-fixture.ts';
import { quorate } from './quorate-command.ts';

/** 4 x 4, red. */
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGP4z8AARwzEcQCukw/x0F8jngAAAABJRU5ErkJggg==', 'base64');
/** A name that HTML and URLs would take otherwise. */
const oddName = '<img src=x onerror=alert(1)> 50% & ünïcode #1?.txt';

interface FilesStage {
  readonly cluster: TestCluster;
  readonly page: Page;
  /** 'http://127.0.0.1:PORT/' of the NameNode whose page it is. */
  readonly base: string;
}

async function dfs(cluster: TestCluster, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await quorate(['dfs', '--config', cluster.confDir, ...args]);
  assert.equal(code, 0, stderr);
  return stdout;
}

const hashOf = (path: string): string => `#/files${path.split('/').map(encodeURIComponent).join('/')}`;

/** Gives files to the page as if they were dropped on it. */
async function drop(page: Page, files: readonly { readonly name: string; readonly type: string; readonly content: Buffer }[]): Promise<void> {
  const dropped = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    for (const { name, type, content } of ${JSON.stringify(files.map(({ name, type, content }) => ({ name, type, content: content.toString('base64') })))}) {
      transfer.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], name, { type }));
    }
    return transfer;
  })()`);
  await page.dispatchEvent('.drop', 'drop', { dataTransfer: dropped });
}

export async function filesPage({ cluster, page, base }: FilesStage): Promise<void> {
  await page.goto(`${base}#/files`);
  await page.getByText('Nothing is here yet.').waitFor();
  await page.getByRole('button', { name: 'New directory' }).click();
  await page.getByLabel('Name, in /').fill('a/b');
  assert.ok(await page.getByRole('button', { name: 'Make it' }).isDisabled(), 'a name has no slash');
  await page.getByLabel('Name, in /').fill('inbox');
  await page.getByRole('button', { name: 'Make it' }).click();
  await page.getByRole('link', { name: 'inbox' }).click();
  await page.getByRole('heading', { name: 'inbox' }).waitFor();
  await page.getByText('Nothing is here yet.').waitFor();

  // Dropped files, with names and contents that are not to be taken for HTML.
  const text = '<script>alert(1)</script>\nGrüße\n';
  await drop(page, [{ name: oddName, type: 'text/plain', content: Buffer.from(text) }, { name: 'red.png', type: 'image/png', content: picture }]);
  await page.getByText('2 files uploaded.', { exact: true }).waitFor();
  assert.equal(await dfs(cluster, '-cat', '/inbox/*.txt'), text);
  assert.equal((await dfs(cluster, '-du', '/inbox/red.png')).split(/\s+/)[0], String(picture.length));
  await page.getByRole('link', { name: oddName }).click();
  await page.getByLabel(`Text of ${oddName}`).waitFor();
  assert.equal(await page.getByLabel(`Text of ${oddName}`).textContent(), text);
  assert.equal(await page.locator('main img').count(), 0);

  // Where its block lies: all of three DataNodes, and two after the replication was set.
  const blocks = page.getByRole('region', { name: 'Blocks and DataNodes' });
  await blocks.getByText('3 of 3').waitFor();
  assert.equal(await blocks.getByRole('img', { name: 'has a replica' }).count(), 3);
  await page.getByRole('button', { name: 'Replicas' }).click();
  await page.getByLabel('Replicas of each block').fill('2');
  await page.getByRole('button', { name: 'Set' }).click();
  await blocks.getByText('2 of 2').waitFor({ timeout: 20_000 });

  // A download is the file's own bytes.
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download' }).click()]);
  assert.equal(readFileSync(await download.path(), 'utf8'), text);

  // Permissions, rename, an image, another file of the same name.
  await page.getByRole('button', { name: 'Permissions' }).click();
  await page.getByLabel('others may read').uncheck();
  await page.getByLabel('Owner', { exact: true }).fill('anna');
  await page.getByRole('button', { name: 'Set' }).click();
  await page.getByText('rw-r-----').waitFor();
  assert.match(await dfs(cluster, '-ls', '/inbox'), /-rw-r----- +2 anna /);
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByLabel('New path', { exact: true }).fill('/inbox/plain.txt');
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('heading', { name: /plain\.txt/ }).waitFor();
  await page.goto(`${base}${hashOf('/inbox/red.png')}`);
  await waitFor('the image to be drawn', () => page.evaluate<boolean>('document.querySelector("img.preview")?.naturalWidth === 4'));
  await page.goto(`${base}${hashOf('/inbox')}`);
  await drop(page, [{ name: 'plain.txt', type: 'text/plain', content: Buffer.from('second\n') }]);
  await page.getByText('There is one already.').waitFor();
  await page.getByRole('button', { name: 'Replace it' }).click();
  await page.getByText('1 file uploaded.', { exact: true }).waitFor();
  assert.equal(await dfs(cluster, '-cat', '/inbox/plain.txt'), 'second\n');

  // Deleted after a question; a refusal is told.
  await page.getByRole('button', { name: 'Delete plain.txt' }).click();
  await page.getByRole('dialog').getByText('cannot be brought back').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('link', { name: 'plain.txt' }).waitFor({ state: 'detached' });
  await page.getByLabel('User to act as').fill('nobody');
  await page.getByLabel('User to act as').press('Enter');
  await page.getByRole('button', { name: 'Delete red.png' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByText(/Permission denied: user=nobody/).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  const field = page.getByLabel('User to act as');
  // A moment after the dialog is closed the focus goes back to the button that opened it: from under what is typed here by then.
  await waitFor('the field to be empty', async () => {
    await field.fill('');
    return await field.inputValue() === '';
  });
  await field.press('Enter');
  await page.goto(`${base}${hashOf('/')}`);
  await page.getByRole('button', { name: 'Delete inbox' }).click();
  await page.getByRole('dialog').getByText('1 file in 0 directories below it').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('Nothing is here yet.').waitFor();
  await lateListing({ cluster, page, base });
}

/** A listing that was asked for before another one, and comes after it, is not shown. */
async function lateListing({ cluster, page, base }: FilesStage): Promise<void> {
  await dfs(cluster, '-mkdir', '/late');
  await page.goto(`${base}${hashOf('/late')}`);
  await page.getByText('Nothing is here yet.').waitFor();
  const listed = new Deferred<void>();
  const released = new Deferred<void>();
  await page.route(/\/late\?.*LISTSTATUS_BATCH/, async (route) => {
    const response = await route.fetch();
    listed.resolve();
    await released.promise;
    await route.fulfill({ response });
  }, { times: 1 });
  const lookAgain = (): Promise<unknown> => page.evaluate("dispatchEvent(new Event('quorate-user'))");
  await lookAgain();
  await listed.promise;
  await dfs(cluster, '-touchz', '/late/new');
  await lookAgain();
  await page.getByRole('link', { name: 'new' }).waitFor();
  const shown = page.waitForResponse(/\/late\?.*LISTSTATUS_BATCH/);
  released.resolve();
  await shown;
  await sleep(200);
  assert.equal(await page.getByRole('link', { name: 'new' }).count(), 1);
}
