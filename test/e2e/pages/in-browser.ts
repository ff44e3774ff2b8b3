// A session in Chromium, Chrome or Edge: the browser host of Podium and a page that asks it.

import type { Browser, Page } from 'playwright-core';
import { startBrowserHost } from '../../../electron/browser/browser-host.ts';
import { builtPage } from '../../../electron/build/build.ts';
import { dropFolder, engineOptions } from '../../fixtures/match-folder.ts';
import { openBrowser } from '../browser.ts';
import { watch, type Session, type Setup } from './session.ts';
import { viewsOf } from './views.ts';

const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];

export async function openInBrowser(setup: Setup): Promise<Session> {
  const { folder, data, models } = setup;
  const engine = { ...engineOptions(data), modelsFolder: models };
  const options = { engine, pageFolder: builtPage };
  let host = await startBrowserHost(options);
  const browser = await openBrowser(quiet);
  const complaints: string[] = [];
  const page = await openPage(browser, setup);
  watch(page, complaints);
  return {
    host: 'browser',
    folder,
    page,
    complaints,
    address: (folders) => host.address(folders),
    async chooseFolder(button, chosen) {
      const { chooser } = viewsOf(page);
      await button.click();
      await chooser.path.fill(chosen);
      await chooser.use.click();
      await chooser.dialog.waitFor({ state: 'detached' });
    },
    enginePid() {
      const pid = host.enginePid();
      return pid === undefined
        ? Promise.reject(new Error('No engine runs.'))
        : Promise.resolve(pid);
    },
    resize: (width, height) => page.setViewportSize({ width, height }),
    async restart() {
      await page.goto('about:blank'); // a page that is left open would ask a host that is gone
      await host.close();
      host = await startBrowserHost(options); // at another port: nothing may be kept by the browser
    },
    async close() {
      await browser.close();
      await host.close();
      dropFolder(folder);
    },
  };
}

async function openPage(browser: Browser, { width, height, dark }: Setup): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  return context.newPage();
}
