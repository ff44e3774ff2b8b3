// Finds a browser for the tests: Playwright's own, or an installed Chrome, Edge or Chromium. Installs none, and never skips.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';

/** Opens the browser. Throws a sentence with the one command to run when there is none. */
export function openBrowser(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: executable(), args: [...asRoot, ...args] });
}

/** Opens a whole browser that keeps what it keeps in `profile`: history, sessions, cache. Throws as `openBrowser`. */
export function openProfile(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: executable(),
    args: [...asRoot, '--headless=new', '--disable-gpu'],
    ignoreDefaultArgs: ['--headless'],
  });
}

// Chromium refuses its sandbox to root; the pages are our own.
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

function executable(): string {
  const path = findBrowser();
  if (path !== undefined) return path;
  throw new Error(
    'The tests of the page need Chrome, Edge or Chromium. Install one, or run "npx playwright-core install chromium" once.',
  );
}

/** Path of a browser that is there already. */
export function findBrowser(): string | undefined {
  return [chromium.executablePath(), ...installedBrowsers()].find((path) => existsSync(path));
}

const commands = [
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chromium',
  'chromium-browser',
];

function installedBrowsers(): string[] {
  const { PATH = '', LOCALAPPDATA, PROGRAMFILES, 'PROGRAMFILES(X86)': programs32 } = process.env;
  const inPath = commands.flatMap((command) =>
    PATH.split(delimiter).map((folder) => join(folder, command)),
  );
  const onMac = ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  );
  const onWindows = [PROGRAMFILES, programs32, LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]);
  return [...inPath, ...onMac, ...onWindows];
}
