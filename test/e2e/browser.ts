// Finds a browser for the tests: Playwright's own, an installed Chrome, Edge or Chromium, else Debian's by apt. Never skips.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** Opens the browser. Throws a sentence with the one command to run when there is none and none can be installed. */
export function openBrowser(args: readonly string[] = []): Promise<Browser> {
  const executablePath = findBrowser() ?? installChromium();
  if (executablePath === undefined)
    throw new Error(
      'The tests of the page need a browser. Run "npx playwright-core install chromium" once, then run them again.',
    );
  // Chromium refuses its sandbox to root; the pages are our own.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args: [...asRoot, ...args] });
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

/** Only where nobody is surprised by it: on Debian and its kin, as root, as in a container. */
function installChromium(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update');
  apt('install', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation');
  return findBrowser();
}
