// The pictures of docs/WEB.md, made from a running cluster in a real browser (`npm run docs:screenshots`): files and edits to
// look at, a planned failover, a NameNode that is down. To be looked at before they are committed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { waitFor } from '../../tests/apache/rig/ports.ts';
import { openBrowser } from '../../tests/process/browser.ts';
import type { TestCluster } from '../../tests/process/cluster-fixture.ts';
import { withCluster } from '../../tests/process/cluster-fixture.ts';
import { quorate } from '../../tests/process/quorate-command.ts';
import { Client } from '../../src/api/index.ts';

const folder = path.resolve('docs/pictures');
const chartsMs = Number(process.env['QUORATE_PICTURES_MS'] ?? 60_000);

interface Look {
  readonly scheme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
}

const wide: Look = { scheme: 'light', width: 1200, height: 900 };
const dark: Look = { scheme: 'dark', width: 1200, height: 900 };
const phone: Look = { scheme: 'light', width: 390, height: 844 };

await withCluster('pictures', {}, async (cluster) => {
  const browser = await openBrowser();
  const client = new Client({ confDir: cluster.confDir });
  let over = false;
  const load = edits(client, () => over);
  try {
    await fill(cluster, client);
    // For charts with something in them.
    await new Promise((resolve) => setTimeout(resolve, chartsMs));
    const active = await cluster.untilActive();
    const standby = active === 'nn1' ? 'nn2' : 'nn1';
    await failover(browser, cluster, active, standby);
    await picture(browser, cluster, standby, '#/', 'overview', wide, true);
    await picture(browser, cluster, standby, '#/', 'overview-dark', dark, true);
    await picture(browser, cluster, standby, '#/', 'overview-phone', phone);
    await picture(browser, cluster, standby, '#/files/data', 'files', wide);
    await picture(browser, cluster, standby, '#/files/data/measurements.csv', 'file', wide, true);
    await picture(browser, cluster, standby, '#/journals', 'journals', wide);
    await picture(browser, cluster, 'dn1', '', 'datanode', wide);
    await cluster.kill(active, true);
    await picture(browser, cluster, standby, '#/', 'one-down', { ...wide, height: 620 });
  } finally {
    over = true;
    await load;
    await client.close();
    await browser.close();
  }
});

/** A few directories of everybody's, and a file of several blocks. */
async function fill(cluster: TestCluster, client: Client): Promise<void> {
  const dfs = async (...args: string[]): Promise<void> => {
    const { code, stderr } = await quorate(['dfs', '--config', cluster.confDir, ...args], { cwd: process.cwd() });
    if (code !== 0) throw new Error(stderr);
  };
  await dfs('-mkdir', '-p', '/data/2024', '/data/reports of the north-western region', '/user/anna', '/user/jonas', '/tmp');
  await dfs('-chmod', '1777', '/tmp');
  await dfs('-chown', 'anna:analysts', '/user/anna', '/data/2024');
  await dfs('-put', 'README.md', 'LICENSE', 'docs/HA.md', '/data');
  const rows = Array.from({ length: 120_000 }, (_, i) => `${1_700_000_000 + i * 60},station-${i % 17},${(12 + 8 * Math.sin(i / 240)).toFixed(2)},${(40 + 25 * Math.cos(i / 300)).toFixed(1)}`);
  const local = path.join(cluster.dir, 'measurements.csv');
  writeFileSync(local, `time,station,temperature,humidity\n${rows.join('\n')}\n`);
  await dfs('-D', 'dfs.blocksize=1048576', '-put', local, '/data');
  await dfs('-setrep', '2', '/data/LICENSE');
  await client.writeFile('/data/notes.txt', 'Stations 4 and 11 were moved in spring.\n');
}

/** Small edits and reads, now more, now fewer. */
async function edits(client: Client, over: () => boolean): Promise<void> {
  for (let i = 0; !over(); i++) {
    const busy = 4 + Math.round(3 * Math.sin(i / 40));
    await Promise.all(Array.from({ length: busy }, async (_, j) => {
      await client.mkdirs(`/tmp/${i}/${j}`).catch(() => {});
      await client.stat('/tmp').catch(() => {});
    }));
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** Started from the page of the Active, photographed when it is over. */
async function failover(browser: Browser, cluster: TestCluster, from: string, to: string): Promise<void> {
  const page = await open(browser, cluster, from, '#/failover', { ...wide, height: 760 });
  await page.getByRole('button', { name: `Make ${to} Active` }).click();
  await page.getByRole('dialog').getByRole('button', { name: `Make ${to} Active` }).click();
  await page.getByText('from the order to the answer').waitFor();
  await page.waitForTimeout(5500);
  await page.screenshot({ path: file('failover') });
  await page.context().close();
}

async function picture(browser: Browser, cluster: TestCluster, daemon: string, address: string, name: string, look: Look, whole = false): Promise<void> {
  const page = await open(browser, cluster, daemon, address, look);
  await page.screenshot({ path: file(name), fullPage: whole });
  await page.context().close();
  console.log(`${name}.png ${readFileSync(file(name)).length} bytes`);
}

async function open(browser: Browser, cluster: TestCluster, daemon: string, address: string, { scheme, width, height }: Look): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${cluster.daemon(daemon).httpPort}/${address}`);
  await waitFor(`${address} to have content`, async () => (await page.locator('main .card').count()) > 0);
  await page.waitForTimeout(1500);
  return page;
}

function file(name: string): string {
  mkdirSync(folder, { recursive: true });
  return path.join(folder, `${name}.png`);
}
