// Podium as a user meets it: in a browser or in Electron, on a data folder of its own, with a page that must not complain.

import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { buildPageIfStale } from '../../../electron/build/build.ts';
import { modelsFolder, temporaryFolder } from '../../fixtures/match-folder.ts';
import { openInBrowser } from './in-browser.ts';
import { openInElectron } from './in-electron.ts';

export type Session = {
  readonly host: 'browser' | 'electron';
  /** Temporary; everything of the session lies in it. */
  readonly folder: string;
  /** Another one after a restart in Electron. */
  readonly page: Page;
  /** What the page has complained about: errors, broken promises, warnings of React. */
  readonly complaints: readonly string[];
  /** The address of the page with folders to open. */
  address(folders?: readonly string[]): string;
  /** Presses `button` and chooses `folder` in what it opens: the page's own chooser, or the system's dialog. */
  chooseFolder(button: Locator, folder: string): Promise<void>;
  /** Process id of the engine. */
  enginePid(): Promise<number>;
  /** Size of what the page has to itself, CSS pixels. */
  resize(width: number, height: number): Promise<void>;
  /** Stops host and engine and starts them again on the same data, as closing Podium and opening it does. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

export type SessionOptions = {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  /** Where Podium keeps its things; a folder inside the session's own when not given. */
  readonly data?: string;
  /** The models that all tests share when not given. */
  readonly models?: string;
};

/** With everything filled in. */
export type Setup = Required<SessionOptions> & { readonly folder: string };

/** Which host the tests run on is the caller's choice: test/e2e/electron.test.ts runs them all again on Electron. */
export const hostVariable = 'PODIUM_TEST_HOST';

/** A reason to skip what only the page in a browser has; false in a browser. */
export const notInBrowser: string | false =
  process.env[hostVariable] === 'electron' && 'only the browser host has it';

/** Starts a host and opens a page, still empty. */
export async function openSession(options: SessionOptions = {}): Promise<Session> {
  await buildPageIfStale();
  const folder = temporaryFolder();
  const setup: Setup = {
    width: 1280,
    height: 800,
    dark: false,
    data: join(folder, 'data'),
    models: modelsFolder,
    ...options,
    folder,
  };
  return process.env[hostVariable] === 'electron' ? openInElectron(setup) : openInBrowser(setup);
}

/** Nothing takes so long, except where much else runs on the machine; what holds is seen at once. */
const longestMs = 60_000;

/** Collects what a page complains about. */
export function watch(page: Page, complaints: string[]): void {
  page.setDefaultTimeout(longestMs);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
}
