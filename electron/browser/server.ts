// The browser host: the page, images, folders and calls over HTTP, on 127.0.0.1 and for this user alone.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { folderParameter, ticketStart } from '../../shared/calls/host.ts';
import type { Call, Contract, EngineError } from '../../shared/calls/rpc.ts';
import type { Api } from '../api/api.ts';
import { createChosenFolders } from '../host/chosen-folders.ts';
import { readImage, type MakeImage } from '../host/image-files.ts';
import { pageCall } from '../host/page-call.ts';
import { BodyProblem, watchBody } from '../host/request-body.ts';
import { answerCalls, refuse } from './http-calls.ts';
import { createGuard } from './http-guard.ts';
import { createKeys } from './keys.ts';
import { route, type Routes } from './routes.ts';

export type ServerOptions<C extends Contract> = {
  readonly call: Call<C>;
  /** The image cache of the engine behind `call`. */
  readonly imagesFolder: string;
  /** Makes a picture of it again; without it a lost one is none. */
  readonly makeImage?: MakeImage;
  /** Where the built page is. */
  readonly pageFolder: string;
  /** A free one when not given. */
  readonly port?: number;
  /** What answers other programs at this origin. */
  readonly api?: (origin: string) => Api;
  /** A defect of the host as it is told, and logged. */
  readonly told?: (error: unknown) => EngineError;
  /** How long a tab that goes away may come back, milliseconds; as in keys.ts when not given. */
  readonly awayMs?: number;
};

export type PodiumServer = {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** What other programs send in an `authorization: Bearer` header; a new one with each start. */
  readonly token: string;
  /** What the user opens, once: it lets one tab in, and names the folders to open. */
  address(folders?: readonly string[]): string;
  /** The same for the documentation of the HTTP API. */
  docsAddress(): string;
  /** Breaks every connection; what runs is cancelled. */
  close(): Promise<void>;
};

const loopback = '127.0.0.1';
/** A browser opens six, other programs a few: whoever opens hundreds wants to keep everybody else out. */
const mostConnections = 256;
/** Over the loopback a request that takes longer has stalled; its body has a limit of its own. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5000,
};

/** Rejects when the port is taken. */
export async function startServer<C extends Contract>(
  options: ServerOptions<C>,
): Promise<PodiumServer> {
  const server = createServer(limits);
  server.maxConnections = mostConnections;
  const port = await listen(server, options.port ?? 0);
  const origin = `http://${loopback}:${port}`;
  const { imagesFolder, makeImage, pageFolder } = options;
  const keys = createKeys(options.awayMs);
  const chosen = createChosenFolders();
  const routes: Routes = {
    image: (size, contentHex) => readImage(imagesFolder, size, contentHex, makeImage),
    pageFolder,
    keys,
    chosen,
    guard: createGuard(origin, keys),
    calls: answerCalls(pageCall(options.call, chosen)),
    api: options.api?.(origin),
  };
  server.on('request', (request, response) => {
    watchBody(request, response);
    route(routes, request, response).catch((error: unknown) => {
      if (error instanceof BodyProblem) refuse(response, error);
      else refuse(response, options.told?.(error) ?? error, undefined, 500);
    });
  });
  return {
    origin,
    token: keys.token,
    address(folders = []) {
      const query = new URLSearchParams();
      for (const folder of folders) query.append(folderParameter, folder);
      const asked = query.size > 0 ? `?${query.toString()}` : '';
      return `${origin}/open${asked}${ticketStart}${keys.ticket()}`;
    },
    docsAddress: () => `${origin}/docs${ticketStart}${keys.ticket()}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
