// The browser host: the page, images, folders and calls over HTTP, on 127.0.0.1 and for this user alone.

import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { folderParameter } from '../../shared/calls/host.ts';
import { asEngineError, EngineError, type Call, type Contract } from '../../shared/calls/rpc.ts';
import type { Api } from '../api/api.ts';
import { listFolders } from './folder-list.ts';
import { answerCalls, refuse, type HttpCalls } from './http-calls.ts';
import { createGuard, type Guard } from './http-guard.ts';
import { imageHeaders, readImage } from '../host/image-files.ts';
import { pageFile, pageHeaders } from '../host/page-files.ts';

export type ServerOptions<C extends Contract> = {
  readonly call: Call<C>;
  /** The image cache of the engine behind `call`. */
  readonly imagesFolder: string;
  /** Where the built page is. */
  readonly pageFolder: string;
  /** A free one when not given. */
  readonly port?: number;
  /** What answers other programs at this origin. */
  readonly api?: (origin: string) => Api;
};

export type PodiumServer = {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** The secret of this start: in a cookie of the page, or in an `authorization: Bearer` header. */
  readonly token: string;
  /** What the user opens: it carries the token, and the folders to open. */
  address(folders?: readonly string[]): string;
  /** Breaks every connection; what runs is cancelled. */
  close(): Promise<void>;
};

const loopback = '127.0.0.1';

/** Rejects when the port is taken. */
export async function startServer<C extends Contract>(
  options: ServerOptions<C>,
): Promise<PodiumServer> {
  const token = randomBytes(32).toString('base64url');
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const origin = `http://${loopback}:${port}`;
  const { imagesFolder, pageFolder } = options;
  const routes: Routes = {
    imagesFolder,
    pageFolder,
    guard: createGuard(origin, token),
    calls: answerCalls(options.call),
    api: options.api?.(origin),
  };
  server.on('request', (request, response) => {
    route(routes, request, response).catch((error: unknown) => {
      refuse(response, asEngineError(error), 500);
    });
  });
  return {
    origin,
    token,
    address(folders = []) {
      const query = new URLSearchParams({ token });
      for (const folder of folders) query.append(folderParameter, folder);
      return `${origin}/?${query.toString()}`;
    },
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

type Routes = {
  readonly guard: Guard;
  readonly calls: HttpCalls;
  readonly api: Api | undefined;
  readonly imagesFolder: string;
  readonly pageFolder: string;
};

async function route(
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const [name, value] of Object.entries(pageHeaders())) response.setHeader(name, value);
  // As it was sent: resolving `..` first would hide what was asked for.
  const [path = '', ...rest] = (request.url ?? '').split('?');
  const query = new URLSearchParams(rest.join('?'));
  const token =
    request.method === 'GET' && entrances.has(path) ? (query.get('token') ?? undefined) : undefined;
  const refusal = routes.guard.refusal(request.headers, token);
  if (refusal) {
    if (routes.api?.owns(path) === true) routes.api.refuse(refusal, request, response);
    else sayPlainly(response, refusal.status, refusal.message);
    return;
  }
  if (token !== undefined) enter(routes.guard, path, query, response);
  else if (routes.api?.owns(path) === true) await routes.api.answer(path, request, response);
  else if (request.method === 'POST') await answerPost(routes, path, request, response);
  else if (request.method === 'GET') await answerGet(routes, path, query, response);
  else sayPlainly(response, 405, 'Podium knows GET and POST only.');
}

/** Pages that a printed address may open. */
const entrances: ReadonlySet<string> = new Set(['/', '/docs']);

/** Exchanges the token of the printed address for a cookie, so that it stays in no history and on no screen. */
function enter(guard: Guard, path: string, query: URLSearchParams, response: ServerResponse): void {
  query.delete('token');
  const location = query.size > 0 ? `${path}?${query.toString()}` : path;
  response.writeHead(303, { location, 'set-cookie': guard.cookie, 'cache-control': 'no-store' });
  response.end();
}

async function answerPost(
  { calls }: Routes,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = /^\/call\/([\w.]+)$/.exec(path)?.[1];
  if (method !== undefined) await calls.answer(method, request, response);
  else if (path === '/cancel') await calls.cancel(request, response);
  else sayPlainly(response, 404, 'There is nothing here.');
}

async function answerGet(
  { imagesFolder, pageFolder }: Routes,
  path: string,
  query: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const image = /^\/image\/(\w+)\/(\w+)\.jpg$/.exec(path);
  if (image) {
    const [, size = '', contentHex = ''] = image;
    const jpeg = await readImage(imagesFolder, size, contentHex);
    if (jpeg) response.writeHead(200, imageHeaders).end(jpeg);
    else sayPlainly(response, 404, 'There is no such image.');
    return;
  }
  if (path === '/folders') {
    await sendFolders(query.get('path'), response);
    return;
  }
  const file = await pageFile(pageFolder, path);
  if (file) response.writeHead(200, file.headers).end(file.bytes);
  else if (path === '/') sayPlainly(response, 404, 'The page is not built yet: run "npm start".');
  else sayPlainly(response, 404, 'There is nothing here.');
}

async function sendFolders(path: string | null, response: ServerResponse): Promise<void> {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  try {
    const list = await listFolders(path);
    response.writeHead(200, headers).end(JSON.stringify(list));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const status = error.code === 'not-found' ? 404 : 400;
    response.writeHead(status, headers).end(JSON.stringify({ message: error.message }));
  }
}

function sayPlainly(response: ServerResponse, status: number, message: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .end(`${message}\n`);
}
