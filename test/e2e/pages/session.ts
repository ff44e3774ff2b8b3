// Podium as a user meets it: the browser host on a folder of its own, and a page that must not complain.

import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startBrowserHost, type BrowserHost } from '../../../electron/browser-host.ts';
import { buildPageIfStale, builtPage } from '../../../electron/build.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../../fixtures/match-folder.ts';
import { openBrowser } from '../browser.ts';

export type Session = {
  /** Temporary; everything of the session lies in it. */
  readonly folder: string;
  readonly page: Page;
  readonly host: BrowserHost;
  /** What the page has complained about: errors, broken promises, warnings of React. */
  readonly complaints: readonly string[];
  /** The address of the page with folders to open. */
  address(folders?: readonly string[]): string;
  /** Stops host and engine and starts them again on the same data, as closing Podium and opening it does. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

export type Look = {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
};

const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];

/** Starts the host and opens a page, still empty. */
export async function openSession(look: Look = {}): Promise<Session> {
  await buildPageIfStale();
  const folder = temporaryFolder();
  const options = { engine: engineOptions(join(folder, 'data')), pageFolder: builtPage };
  let host = await startBrowserHost(options);
  const browser = await openBrowser(quiet);
  const { page, complaints } = await openPage(browser, look);
  return {
    folder,
    page,
    complaints,
    get host() {
      return host;
    },
    address: (folders) => host.address(folders),
    async restart() {
      const port = Number(new URL(host.origin).port);
      await host.close();
      host = await startBrowserHost({ ...options, port });
    },
    async close() {
      await browser.close();
      await host.close();
      dropFolder(folder);
    },
  };
}

async function openPage(
  browser: Browser,
  look: Look,
): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const { width = 1280, height = 800, dark = false } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  return { page, complaints };
}
