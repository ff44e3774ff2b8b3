// Electron's main and preload, built as they ship and run whole under a stand-in for the `electron` module, once a process.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { MessagePort } from 'node:worker_threads';
import { buildApp } from '../../electron/build/build.ts';
import { connect } from '../../shared/calls/port.ts';
import type { Call } from '../../shared/calls/rpc.ts';
import type { PodiumContract } from '../../shared/contract.ts';
import { dropFolder, modelsFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { asked, parentPort } from './electron-stand-in.ts';
import { pagePort } from './page-port.ts';

const standIn = new URL('electron-stand-in.ts', import.meta.url).href;
const caches = fileURLToPath(new URL('../../node_modules/.cache/podium', import.meta.url));

export type RunningMain = {
  /** The data folder, which is also the folder to show. */
  readonly data: string;
  /** What preload posts to the page's window. */
  readonly posted: { message: unknown; origin: string; port: MessagePort }[];
  /** Runs the engine process that main has started, in this process: what the page asks it, over the port that it got. */
  connectPage(): Promise<Call<PodiumContract>>;
  close(): void;
};

/** `fill` puts into the data folder what is to be there before the start. */
export async function runMain(fill: (data: string) => void): Promise<RunningMain> {
  mkdirSync(caches, { recursive: true });
  const built = mkdtempSync(join(caches, 'app-'));
  const data = temporaryFolder();
  await buildApp(join(built, 'app'));
  mkdirSync(join(built, 'renderer'));
  writeFileSync(join(built, 'renderer', 'index.html'), '<title>Podium</title>');
  fill(data);
  process.env['PODIUM_DATA'] = data;
  process.env['PODIUM_MODELS'] = modelsFolder;
  for (const name of Object.keys(process.env).filter((name) => /^(https?|all)_proxy$/i.test(name)))
    Reflect.deleteProperty(process.env, name);
  process.argv = ['electron', 'main.js', data, '--no-sandbox', '/nowhere at all'];
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
  });
  await import(pathToFileURL(join(built, 'app', 'electron', 'app', 'main.js')).href);
  await new Promise((resolve) => setImmediate(resolve));
  const posted: RunningMain['posted'] = [];
  await runPreload(built, posted);
  return {
    data,
    posted,
    async connectPage() {
      const fork = asked.forks[0] ?? assert.fail();
      Object.assign(process, { parentPort });
      process.argv[2] = fork.args[0] ?? '';
      await import(pathToFileURL(fork.entry).href);
      parentPort.emit('message', { data: null, ports: fork.ports });
      return connect<PodiumContract>(pagePort((posted[0] ?? assert.fail()).port));
    },
    close() {
      for (const { port } of [...posted, ...asked.forks.flatMap(({ ports }) => ports)])
        port.close();
      rmSync(built, { recursive: true, force: true });
      dropFolder(data);
    },
  };
}

/** The page's window is this process's global object. */
async function runPreload(built: string, posted: RunningMain['posted']): Promise<void> {
  let loaded: (() => void) | undefined;
  Object.assign(globalThis, {
    location: { origin: 'podium://app' },
    addEventListener: (event: string, listener: () => void) => {
      if (event === 'DOMContentLoaded') loaded = listener;
    },
    postMessage: (message: unknown, origin: string, [port]: [MessagePort]) =>
      posted.push({ message, origin, port }),
  });
  await import(pathToFileURL(join(built, 'app', 'electron', 'app', 'preload.cjs')).href);
  assert.equal(posted.length, 0, 'nothing is posted before the page listens');
  loaded?.();
}
