// A session in Electron: main, preload and the engine's utility process as they ship, driven by Playwright.

import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { buildAppIfStale, builtApp } from '../../../electron/build/build.ts';
import { electronRuntime } from '../../../electron/cli/start.ts';
import { folderParameter } from '../../../shared/calls/host.ts';
import { dropFolder } from '../../fixtures/match-folder.ts';
import { watch, type Session, type Setup } from './session.ts';

/** As main.ts names it. */
const engineName = 'Podium engine';

export async function openInElectron(setup: Setup): Promise<Session> {
  await buildAppIfStale();
  const complaints: string[] = [];
  let opened = await openWindow(setup, complaints);
  return {
    host: 'electron',
    folder: setup.folder,
    get page() {
      return opened.page;
    },
    complaints,
    address(folders = []) {
      const query = new URLSearchParams();
      for (const path of folders) query.append(folderParameter, path);
      return `podium://app/?${query.toString()}`;
    },
    async chooseFolder(button, folder) {
      // The system's dialog cannot be driven: it answers as if this folder had been chosen in it.
      await opened.app.evaluate(({ dialog }, path) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
      }, folder);
      await button.click();
    },
    enginePid: () => enginePid(opened.app),
    resize: (width, height) => resize(opened.app, width, height),
    async restart() {
      await opened.app.close();
      opened = await openWindow(setup, complaints);
    },
    async close() {
      await opened.app.close();
      dropFolder(setup.folder);
    },
  };
}

async function openWindow({ data, models, width, height, dark }: Setup, complaints: string[]) {
  const executablePath = electronRuntime();
  if (executablePath === undefined) throw new Error('Electron binary not present.');
  // Chromium refuses its sandbox to root; the pages are our own.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath,
    args: [...asRoot, join(builtApp, 'electron', 'app', 'main.js')],
    env: { ...defined(process.env), PODIUM_DATA: data, PODIUM_MODELS: models },
  });
  const page = await app.firstWindow();
  watch(page, complaints);
  await resize(app, width, height);
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  return { app, page };
}

function defined(variables: NodeJS.ProcessEnv): Record<string, string> {
  const set = Object.entries(variables).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(set);
}

async function enginePid(app: ElectronApplication): Promise<number> {
  const processes = await app.evaluate((electron) => electron.app.getAppMetrics());
  const engine = processes.find(({ name, serviceName }) =>
    [name, serviceName].includes(engineName),
  );
  if (!engine) throw new Error('No engine runs.');
  return engine.pid;
}

/** Also below the least size that a user may give the window: that is what zooming leaves of it. */
function resize(app: ElectronApplication, width: number, height: number): Promise<void> {
  return app.evaluate(
    ({ BrowserWindow }, [x, y]) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setMinimumSize(1, 1);
      window?.setContentSize(x, y);
    },
    [width, height] as const,
  );
}
