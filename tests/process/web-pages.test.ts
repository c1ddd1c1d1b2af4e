/** The web pages in a real browser, on a cluster of processes: each page, both NameNodes, a failover watched, one NameNode down. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Browser } from 'playwright-core';
import { step } from '../apache/rig/apache.ts';
import { waitFor } from '../apache/rig/ports.ts';
import { chromiumFile, needsChromium, openBrowser, openPage } from './browser.ts';
import type { WatchedPage } from './browser.ts';
import type { TestCluster } from './cluster-fixture.ts';
import { withCluster } from './cluster-fixture.ts';
import { quorate } from './quorate-command.ts';
import { filesPage } from './web-files-steps.ts';

const pages = ['', 'files', 'failover', 'datanodes', 'journals', 'startup', 'configuration', 'logs', 'metrics'];

interface Stage {
  readonly cluster: TestCluster;
  readonly browser: Browser;
  /** 'http://127.0.0.1:PORT' of a daemon. */
  readonly url: (name: string) => string;
  readonly open: (name: string, path?: string, width?: number) => Promise<WatchedPage>;
}

test('the web pages in a browser', { timeout: 180_000 }, async (t) => {
  if (!needsChromium(t)) return;
  await withCluster('web', { properties: { 'dfs.namenode.stale.datanode.interval': '5000' } }, async (cluster) => {
    const browser = await openBrowser();
    try {
      const url = (name: string): string => `http://127.0.0.1:${cluster.daemon(name).httpPort}`;
      const open = async (name: string, path = '', width = 1200): Promise<WatchedPage> => {
        const watched = await openPage(browser, { viewport: { width, height: 900 } });
        await watched.page.goto(`${url(name)}/${path}`);
        return watched;
      };
      const stage: Stage = { cluster, browser, url, open };
      await step(t, 'the Overview says who is Active, whom the journals believe, and that all is well', () => overview(stage));
      await step(t, 'the first paint is there in well under a second, from this server alone', () => fast(stage));
      await step(t, 'every page of both NameNodes, wide and narrow, without an error and without scrolling sideways', () => everyPage(stage));
      await step(t, 'JournalNodes and DataNodes have pages of their own', () => ownPages(stage));
      await step(t, 'keys alone reach everything, and everything has a name', () => byKeyboard(stage));
      await step(t, 'files are made, dropped, looked at, downloaded, moved and deleted, on the Standby\'s page', () => files(stage));
      await step(t, 'a failover is started from a page and watched there', () => failover(stage));
      await step(t, 'only superusers may, and only pages of this server', () => refused(stage));
      await step(t, 'nothing is asked for while no page is open', () => silence(stage));
      await step(t, 'the Standby is killed and comes back: the page of the Active tells it', () => standbyDown(stage));
      await step(t, 'the Active is killed: its page says so and where to go on, the other one shows the new Active', () => activeDown(stage));
      await step(t, 'a JournalNode is lost and comes back', () => journalDown(stage));
      await step(t, 'a start that waits for the journals shows what it waits for', () => waiting(stage));
    } finally {
      await browser.close();
    }
  });
});

const both = ['nn1', 'nn2'];

/** Closes the page; fails with what went wrong in it. */
async function well({ page, problems }: WatchedPage): Promise<void> {
  await page.context().close();
  assert.deepEqual(problems, []);
}

async function overview({ cluster, open }: Stage): Promise<void> {
  const active = await cluster.untilActive();
  for (const name of both) {
    const watched = await open(name);
    const { page } = watched;
    await page.getByText(`${active} is Active, 1 Standby ready, 3 of 3 JournalNodes, 3 of 3 DataNodes.`).waitFor();
    await page.getByRole('article', { name: `NameNode ${active}` }).getByText('Active', { exact: true }).waitFor();
    const journals = page.getByRole('region', { name: 'Journals' }).locator('tbody tr');
    await waitFor('the journals to have answered', async () => (await journals.getByText('in sync').count()) === 3);
    assert.deepEqual(await journals.locator('.writer').allTextContents(), [active, active, active]);
    await waitFor('four charts', async () => (await page.locator('.plot canvas').count()) === 4);
    await page.getByRole('region', { name: 'Events' }).getByText(/Became Active in \d+ ms, epoch \d+\./).first().waitFor();
    await well(watched);
  }
}

async function fast({ url, browser }: Stage): Promise<void> {
  const watched = await openPage(browser);
  const { page } = watched;
  const asked: string[] = [];
  let bytes = 0;
  page.on('request', (request) => asked.push(request.url()));
  page.on('response', (response) => void response.request().sizes().then((sizes) => (bytes += sizes.responseBodySize), () => {}));
  await page.goto(`${url('nn1')}/`);
  await page.getByText('All is well.').waitFor();
  await waitFor('charts', async () => (await page.locator('.plot canvas').count()) > 0);
  const paintMs = await page.evaluate<number | undefined>('performance.getEntriesByName("first-contentful-paint")[0]?.startTime');
  assert.ok(paintMs !== undefined && paintMs < 1000, `first paint after ${paintMs} ms`);
  assert.deepEqual(asked.filter((each) => !each.startsWith(`${url('nn1')}/`) && !each.startsWith('data:')), []);
  assert.ok(bytes < 100_000, `${bytes} bytes`);
  await well(watched);
}

async function everyPage({ open }: Stage): Promise<void> {
  for (const name of both) {
    // A narrow screen is the same on either.
    for (const width of name === 'nn1' ? [1200, 390] : [1200]) {
      const watched = await open(name, '', width);
      const { page } = watched;
      for (const path of pages) {
        await page.goto(`${page.url().split('#')[0] ?? ''}#/${path}`);
        await page.locator(`nav a[aria-current="page"][href="#/${path}"]`).waitFor();
        await page.locator('main h1').first().waitFor({ state: 'attached' });
        await page.getByText('All is well.').waitFor();
        await waitFor(`${path} to have content`, async () => (await page.locator('main .card, main .notice.bad').count()) > 0);
        const sideways = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
        assert.ok(sideways <= 0, `${path} of ${name} is ${sideways} px too wide for ${width}`);
        await waitFor(`${path} to be in sight among the pages' names`, () => page.evaluate<boolean>('Math.floor(document.querySelector("nav a[aria-current]").getBoundingClientRect().right) <= innerWidth'));
      }
      await well(watched);
    }
  }
  const watched = await open('nn1', '#/configuration');
  await watched.page.getByRole('button', { name: 'nn2' }).click();
  await watched.page.getByText('dfs.ha.namenode.id').waitFor();
  await watched.page.getByRole('row', { name: /dfs\.ha\.namenode\.id/ }).getByText('nn2').waitFor();
  await well(watched);
}

async function ownPages({ cluster, open }: Stage): Promise<void> {
  const active = await cluster.untilActive();
  const journal = await open('jn1');
  await journal.page.getByText(/Epoch \d+ is promised to/).waitFor();
  await journal.page.getByText(active, { exact: true }).waitFor();
  await pastOf(journal, /Journal ns1: (?:promised epoch|follows the writer of epoch) \d+\./, /epoch (?:promised|adopted)/);
  await well(journal);
  const data = await open('dn1');
  await data.page.getByText('obeyed: the Active').waitFor();
  assert.equal(await data.page.getByText('running').count(), 2);
  await pastOf(data, /Obeys NameNode .*: it is Active\./, /NameNode acknowledged as Active/);
  await well(data);
}

/** What happened lately, in a sentence, and the line of the log that it comes from. */
async function pastOf({ page }: WatchedPage, sentence: RegExp, event: RegExp): Promise<void> {
  await page.getByRole('region', { name: 'Events' }).getByText(sentence).first().waitFor();
  const log = page.getByRole('log', { name: 'Log' });
  await log.getByText(event).first().waitFor();
  await page.getByLabel('Find lines').fill('no such line');
  await page.getByText('No line is like that.').waitFor();
}

async function byKeyboard({ open }: Stage): Promise<void> {
  const watched = await open('nn1');
  const { page } = watched;
  await page.getByText('All is well.').waitFor();
  const focused = (): Promise<string> => page.evaluate('document.activeElement.textContent');
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'To the content');
  for (let i = 0; i < 12 && (await focused()) !== 'Failover'; i++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Failover', exact: true }).waitFor();
  const target = page.getByRole('button', { name: /^Make nn\d Active/ });
  await target.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  // The browser gives it back behind the dialog's end, in a turn of its own.
  await waitFor('the focus to be where it was', async () => /^Make nn\d Active/.test(await focused()), 5000, 20);
  for (const path of pages) {
    await page.goto(`${page.url().split('#')[0] ?? ''}#/${path}`);
    await page.locator('main h1').first().waitFor({ state: 'attached' });
    assert.deepEqual(await page.evaluate(nameless), [], path);
  }
  await well(watched);
}

async function files({ cluster, open, url }: Stage): Promise<void> {
  const active = await cluster.untilActive();
  const standby = both.find((name) => name !== active) ?? '';
  const watched = await open(standby, '#/files');
  await filesPage({ cluster, page: watched.page, base: `${url(standby)}/` });
  await watched.page.context().close();
  // A refusal is answered with 403.
  assert.deepEqual(watched.problems.filter((problem) => !/status of 403/.test(problem)), []);
}

/** What a screen reader would have no word for. */
const nameless = `[...document.querySelectorAll('button, a, input, select, [role=img], [role=region]')]
  .filter((each) => ((each.getAttribute('aria-label') ?? '') + each.textContent + (each.closest('label')?.textContent ?? '')).trim() === '').map((each) => each.outerHTML)`;

async function failover({ cluster, open }: Stage): Promise<void> {
  // On the Active's page the other is made Active, and back from the same page, which is the Standby's then.
  const first = await cluster.untilActive();
  const watched = await open(first, '#/failover');
  const { page } = watched;
  for (const to of [both.find((name) => name !== first) ?? '', first]) {
    await page.getByRole('button', { name: `Make ${to} Active` }).click();
    await page.getByRole('dialog').getByRole('button', { name: `Make ${to} Active` }).click();
    await page.getByText(new RegExp(`${to} is Active; it took .* from the order to the answer\\.`)).waitFor();
    assert.equal(await cluster.untilActive(), to);
    await page.getByText(`${to} is Active, 1 Standby ready`).waitFor();
    const card = page.getByRole('region', { name: `Failover to ${to}` });
    await card.getByText(/Took over \d+ ms after the last Active was gone\./).waitFor();
    await card.getByRole('img', { name: new RegExp(`^${to}: .*Standby, then .*Active$`) }).waitFor();
  }
  await well(watched);
}

async function refused({ cluster, browser, url, open }: Stage): Promise<void> {
  const active = await cluster.untilActive();
  const standby = both.find((name) => name !== active) ?? '';
  const watched = await open('nn1', '#/failover');
  const { page } = watched;
  await page.getByLabel('User to act as').fill('nobody');
  await page.getByLabel('User to act as').press('Enter');
  await page.getByRole('button', { name: `Make ${standby} Active` }).click();
  await page.getByRole('dialog').getByRole('button', { name: `Make ${standby} Active` }).click();
  await page.getByText('nobody is no superuser').waitFor();
  await page.context().close();
  // What another site's page could send, and what a name that was made to lead here could.
  const body = JSON.stringify({ to: standby, user: 'root' });
  const status = async (headers: Record<string, string>, method = 'POST'): Promise<number> => (await fetch(`${url('nn1')}/web/failover`, { method, headers, ...(method === 'POST' ? { body } : {}) })).status;
  assert.equal(await status({ 'Content-Type': 'text/plain' }), 403);
  assert.equal(await status({ 'X-Quorate-Page': '1', Origin: 'http://example.org' }), 403);
  assert.equal(await status({ 'X-Quorate-Page': '1', 'Sec-Fetch-Site': 'cross-site' }), 403);
  assert.equal(await status({}, 'GET'), 403);
  const stranger = await openPage(browser, {}, /CORS|ERR_FAILED|403/);
  await stranger.page.goto(`${url('dn1')}/`);
  const said = await stranger.page.evaluate(async ([address, text]) => {
    try {
      return String((await fetch(`${address}/web/failover`, { method: 'POST', body: text ?? '', headers: { 'X-Quorate-Page': '1' } })).status);
    } catch (error) {
      return String(error);
    }
  }, [url('nn1'), body]);
  assert.match(said, /Failed to fetch/);
  // Nor may it write through a DataNode, which the NameNodes' own pages may.
  const written = await stranger.page.evaluate(async (address) => {
    try {
      return String((await fetch(`${address ?? ''}/webhdfs/v1/smuggled?op=CREATE&user.name=root&namenoderpcaddress=ns1`, { method: 'PUT', body: 'x' })).status);
    } catch (error) {
      return String(error);
    }
  }, url('dn2'));
  assert.match(written, /Failed to fetch/);
  await well(stranger);
  assert.equal(await cluster.untilActive(), active);
}

async function silence({ url, open }: Stage): Promise<void> {
  const streams = async (): Promise<number> => (await (await fetch(`${url('nn1')}/web/viewers`)).json() as { viewers: number }).viewers;
  const watched = await open('nn1');
  await watched.page.getByText('All is well.').waitFor();
  assert.equal(await streams(), 1);
  await well(watched);
  await waitFor('the stream to end', async () => (await streams()) === 0, 5000);
}

async function standbyDown({ cluster, open }: Stage): Promise<void> {
  const active = await cluster.untilActive();
  const standby = both.find((name) => name !== active) ?? '';
  const watched = await open(active);
  const { page } = watched;
  await page.getByText('All is well.').waitFor();
  await cluster.kill(standby, true);
  await page.getByText(`${standby} does not answer.`).waitFor();
  await page.getByRole('article', { name: `NameNode ${standby}` }).getByText(/No answer for/).waitFor();
  await cluster.start(standby);
  await page.getByText('All is well.').waitFor({ timeout: 20_000 });
  await well(watched);
}

async function activeDown({ cluster, open, url }: Stage): Promise<void> {
  const active = await cluster.untilActive();
  const other = both.find((name) => name !== active) ?? '';
  const [here, there] = [await open(active), await open(other)];
  await here.page.getByText('All is well.').waitFor();
  await there.page.getByText('All is well.').waitFor();
  await cluster.kill(active, true);
  await here.page.getByText(`${active} does not answer this page`).waitFor();
  await there.page.getByRole('article', { name: `NameNode ${other}` }).getByText('Active', { exact: true }).waitFor();
  await there.page.getByText(/Took over \d+ ms after the last Active was gone\./).first().waitFor();
  await here.page.getByRole('link', { name: `Go on with ${other}` }).click();
  await here.page.waitForURL(`${url(other)}/**`);
  await here.page.getByText(`${active} does not answer.`).waitFor();
  for (const path of pages) {
    await here.page.goto(`${url(other)}/#/${path}`);
    await here.page.getByText(`${active} does not answer.`).waitFor();
  }
  await cluster.start(active);
  await there.page.getByText('All is well.').waitFor({ timeout: 20_000 });
  await well(here);
  await well(there);
}

async function journalDown({ cluster, open }: Stage): Promise<void> {
  const watched = await open('nn1');
  const { page } = watched;
  await page.getByText('All is well.').waitFor();
  await cluster.kill('jn1');
  const name = `127.0.0.1:${cluster.daemon('jn1').rpcPort}`;
  await page.getByText(`JournalNode ${name} does not answer.`).waitFor();
  await page.getByRole('row', { name: new RegExp(name) }).getByText('no answer').waitFor();
  // An edit makes the writer notice as well.
  assert.equal((await quorate(['dfs', '--config', cluster.confDir, '-mkdir', '/noticed'])).code, 0);
  await page.getByText(`JournalNode ${name} is not written to any more`).first().waitFor();
  await cluster.start('jn1');
  await page.getByText('All is well.').waitFor({ timeout: 20_000 });
  await page.getByText(`JournalNode ${name} is written to again`).first().waitFor();
  await well(watched);
}

async function waiting({ cluster, url, browser }: Stage): Promise<void> {
  for (const name of [...both, 'jn1', 'jn2']) await cluster.kill(name, true);
  const watched = await openPage(browser);
  const { page } = watched;
  const [starting] = both;
  const started = quorate(['start', starting ?? '', '--dir', cluster.dir]);
  await waitFor('the page to be there', () => page.goto(`${url('nn1')}/#/startup`).then(() => true, () => false), 20_000);
  await page.getByText(/waits for a majority of the journals/).waitFor({ timeout: 20_000 });
  await page.getByText('nn1 is starting.').waitFor();
  const { percentComplete, phases } = await (await fetch(`${url('nn1')}/startupProgress`)).json() as { readonly percentComplete: number; readonly phases: readonly { readonly status: string }[] };
  assert.deepEqual([percentComplete, phases.map(({ status }) => status)], [0.25, ['COMPLETE', 'RUNNING', 'PENDING', 'PENDING']]);
  await cluster.start('jn1', 'jn2');
  await started;
  await page.getByText('Active: nn1').waitFor({ timeout: 20_000 });
  await well(watched);
}

test('a Chromium that is named and not there is none', () => {
  const before = process.env['CHROMIUM'];
  try {
    process.env['CHROMIUM'] = '/nowhere/chromium';
    assert.notEqual(chromiumFile(), '/nowhere/chromium');
  } finally {
    if (before === undefined) delete process.env['CHROMIUM'];
    else process.env['CHROMIUM'] = before;
  }
});
