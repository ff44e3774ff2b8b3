// Podium in the browser: the engine in a child process, the page over HTTP.

import { dirname, join } from 'node:path';
import { createApi } from '../api/api.ts';
import { startChildEngine } from './child-engine.ts';
import { told, type EngineOptions } from '../engine/engine.ts';
import { onLastPort } from './last-port.ts';
import { startServer, type PodiumServer } from './server.ts';
import type { MakeImage } from '../host/image-files.ts';
import { version } from '../host/version.ts';

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
  /** Where the port of the last start is kept, to be used again when it is free and none is given. */
  readonly portFile?: string;
  /** One line for each request of another program. */
  readonly log?: ((line: string) => void) | undefined;
};

/** Starts nothing but the server: the engine starts with the first call, and again after its death. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const engine = startChildEngine({ ...options.engine, delivers: true });
  const imagesFolder = join(options.engine.cacheFolder, 'images');
  const makeImage: MakeImage = (image) => engine.call('photo.image', image);
  const api = (origin: string) =>
    createApi({ call: engine.call, origin, version, log: options.log });
  const log = join(dirname(options.engine.settingsFile), 'podium.log');
  const start = (port = 0) =>
    startServer({
      ...options,
      port,
      call: engine.call,
      imagesFolder,
      makeImage,
      api,
      told: (error) => told(log, 'browser host', error),
    });
  const { port, portFile } = options;
  const server =
    port === undefined && portFile !== undefined
      ? await onLastPort(portFile, start)
      : await start(port);
  return {
    ...server,
    enginePid: () => engine.pid(),
    async close() {
      await server.close();
      await engine.close();
    },
  };
}
