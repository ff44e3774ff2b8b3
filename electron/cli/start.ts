// Opens the app from a checkout: in Electron where its runtime is, else in the browser.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { builtApp, builtPage, buildAppIfStale, buildPageIfStale } from '../build/build.ts';
import { startBrowserHost } from '../browser/browser-host.ts';
import { engineOptionsIn } from '../host/data-folder.ts';

export type StartOptions = {
  readonly data: string;
  readonly folders: readonly string[];
  /** Resolves when the user has had enough. */
  readonly until: AbortSignal;
  readonly port?: number | undefined;
  /** One line for the user. */
  readonly say: (line: string) => void;
  /** One line for each request of another program; given where other programs are expected. */
  readonly log?: (line: string) => void;
};

/** Resolves when the app was closed; in the browser host, when `until` is aborted. */
export async function openApp(options: StartOptions): Promise<void> {
  const runtime = electronRuntime() ?? fetchElectron(options.say);
  if (runtime === undefined) {
    options.say(
      "Electron's runtime is not here and could not be downloaded: opening in the browser.",
    );
    await serveApp(options);
    return;
  }
  await buildPageIfStale();
  await buildAppIfStale();
  const exitCode = await runElectron(runtime, options);
  if (exitCode === 0 || options.until.aborted) return;
  // No display, no sandbox allowed: common on servers and in containers.
  options.say(`Electron stopped with code ${exitCode ?? 'none'}: opening in the browser.`);
  await serveApp(options);
}

/** The app in the browser: prints the address and answers until the user stops it. */
export async function serveApp(options: StartOptions): Promise<void> {
  const { data, folders, until, port, say, log } = options;
  await buildPageIfStale();
  const host = await startBrowserHost({
    engine: engineOptionsIn(data),
    pageFolder: builtPage,
    portFile: join(data, 'port'),
    log,
    ...(port === undefined ? {} : { port }),
  });
  say(`Podium is at ${host.address(folders.map((folder) => resolve(folder)))}`);
  say(
    'Open this address in a browser on this machine: it opens one tab, once. Ctrl-C stops Podium.',
  );
  if (log) {
    say(`Other programs send the header "Authorization: Bearer ${host.token}";`);
    say(`what they may ask is at ${host.docsAddress()}`);
  }
  if (!until.aborted)
    await new Promise<void>((stop) => {
      until.addEventListener('abort', () => {
        stop();
      });
    });
  await host.close();
}

/** Where the package is; without development packages it is not there at all. */
function electronPackage(): string {
  return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
}

/** Path of Electron's binary, where the package has fetched it, or where its own variable says that another one is. */
export function electronRuntime(): string | undefined {
  const { ELECTRON_OVERRIDE_DIST_PATH: elsewhere } = process.env;
  const named = join(electronPackage(), 'path.txt');
  const name = existsSync(named) ? readFileSync(named, 'utf8').trim() : undefined;
  if (elsewhere === undefined && name === undefined) return undefined;
  const binary = join(elsewhere ?? join(electronPackage(), 'dist'), name ?? 'electron');
  return existsSync(binary) ? binary : undefined;
}

/** Longest wait for 120 MB on a slow line. */
const longestFetchMs = 10 * 60_000;

/** Electron's own download, checked against the hashes in its package; undefined when it fails. */
function fetchElectron(say: StartOptions['say']): string | undefined {
  say('Looking for the Electron runtime (120 MB, once) …');
  const script = join(electronPackage(), 'install.js');
  spawnSync(process.execPath, [script], { stdio: 'ignore', timeout: longestFetchMs });
  return electronRuntime();
}

/** Its exit code; null when it was killed. */
async function runElectron(
  runtime: string,
  { data, folders, until }: StartOptions,
): Promise<number | null> {
  const entry = join(builtApp, 'electron', 'app', 'main.js');
  const child = spawn(runtime, [entry, ...folders.map((folder) => resolve(folder))], {
    stdio: 'inherit',
    env: { ...process.env, PODIUM_DATA: data },
  });
  until.addEventListener('abort', () => void child.kill());
  return new Promise((ended, failed) => {
    child.once('exit', ended).once('error', failed);
  });
}
