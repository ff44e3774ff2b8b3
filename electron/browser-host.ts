// Podium in the browser: the engine in a child process, the page over HTTP.

import { join } from 'node:path';
import { startChildEngine } from './child-engine.ts';
import type { EngineOptions } from './engine/engine.ts';
import { startServer, type PodiumServer } from './server.ts';

export type BrowserHost = PodiumServer & {
  /** Process id of the engine while one runs. */
  enginePid(): number | undefined;
};

export type BrowserHostOptions = {
  readonly engine: EngineOptions;
  /** Where the built page is. */
  readonly pageFolder: string;
  /** A free one when not given. */
  readonly port?: number;
};

/** Starts nothing but the server: the engine starts with the first call, and again after its death. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const engine = startChildEngine(options.engine);
  const server = await startServer({
    ...options,
    call: engine.call,
    imagesFolder: join(options.engine.cacheFolder, 'images'),
  });
  return {
    ...server,
    enginePid: () => engine.pid(),
    async close() {
      await server.close();
      await engine.close();
    },
  };
}
