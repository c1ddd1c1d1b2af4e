/** A real browser for a test: the system's Chromium, driven by playwright-core, which brings none of its own. */
import { accessSync, constants } from 'node:fs';
import type { TestContext } from 'node:test';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/** Where Chromium is: CHROMIUM, or where distributions put it. */
export function chromiumFile(): string | undefined {
  return [process.env['CHROMIUM'], ...places].find((file) => {
    if (file === undefined) return false;
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** False, and the test skipped, loudly, where there is no Chromium; a failure where skipping is forbidden, as in CI. */
export function needsChromium(t: TestContext): boolean {
  if (chromiumFile() !== undefined) return true;
  const reason = 'there is no Chromium: install it (apt-get install chromium), or name it with CHROMIUM';
  if (process.env['QUORATE_FORBID_SKIP'] === '1') throw new Error(`QUORATE_FORBID_SKIP=1, and ${reason}`);
  console.error(`\n*** SKIPPED, NOT PASSED: ${t.name}\n*** ${reason}\n`);
  t.skip(reason);
  return false;
}

/** A browser that is closed with `await using`. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = chromiumFile();
  if (executablePath === undefined) throw new Error('there is no Chromium');
  // As root Chromium has no sandbox, and in a container little shared memory; pages here are our own.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] });
}

/** What went wrong in a page: errors nobody caught, and what the browser refused (a violated policy, a missing file). */
export interface WatchedPage {
  readonly page: Page;
  readonly problems: readonly string[];
}

/** A page of a context of its own; `expected` are problems that belong to the test. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}, expected: RegExp = /net::ERR_(?:CONNECTION_(?:REFUSED|RESET)|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING|ABORTED|NETWORK_IO_SUSPENDED)/): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) problems.push(message.text());
  });
  return { page, problems };
}
