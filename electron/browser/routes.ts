// The routes of the browser host: the page's files, its keys, images, folders and calls; the rest is the API's.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { imageKeyParameter, keyHeader } from '../../shared/calls/host.ts';
import { EngineError } from '../../shared/calls/rpc.ts';
import type { Api } from '../api/api.ts';
import type { ChosenFolders } from '../host/chosen-folders.ts';
import { imageHeaders } from '../host/image-files.ts';
import { isPagePath, pageFile, pageHeaders } from '../host/page-files.ts';
import { BodyProblem, readBody } from '../host/request-body.ts';
import { listFolders } from './folder-list.ts';
import { refuse, type HttpCalls } from './http-calls.ts';
import { notLetIn, type Guard, type Refusal, type Wanted } from './http-guard.ts';
import type { Keys } from './keys.ts';
import { makeNewFolder } from './new-folder.ts';
import { reveal } from './reveal.ts';

export type Routes = {
  readonly guard: Guard;
  readonly keys: Keys;
  readonly calls: HttpCalls;
  readonly chosen: ChosenFolders;
  readonly api: Api | undefined;
  readonly image: (size: string, contentHex: string) => Promise<Buffer | undefined>;
  readonly pageFolder: string;
};

/** A ticket, or the path of a folder. */
const longestTextBytes = 64 * 2 ** 10;

export async function route(
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const [name, value] of Object.entries(pageHeaders())) response.setHeader(name, value);
  // As it was sent: resolving `..` first would hide what was asked for.
  const [path = '', ...rest] = (request.url ?? '').split('?');
  const query = new URLSearchParams(rest.join('?'));
  const { guard, api } = routes;
  const refusal = guard.refusal(request.headers, wantedBy(request.method, path, query));
  if (refusal) sayRefusal(refusal, api, path, request, response);
  else if (api?.owns(path) === true) await api.answer(path, request, response);
  else if (request.method === 'POST') await answerPost(routes, path, request, response);
  else if (request.method === 'GET') await answerGet(routes, path, query, response);
  else sayPlainly(response, 405, 'Podium knows GET and POST only.');
}

function wantedBy(method: string | undefined, path: string, query: URLSearchParams): Wanted {
  if (method === 'GET' && isPagePath(path)) return { what: 'page' };
  if (method === 'POST' && path === '/enter') return { what: 'page' }; // its ticket is looked at there
  if (method === 'GET' && path.startsWith('/image/'))
    return { what: 'image', key: query.get(imageKeyParameter) };
  return { what: 'all' };
}

/** In the way that whoever asked can read. */
function sayRefusal(
  refusal: Refusal,
  api: Api | undefined,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { status, message } = refusal;
  if (api?.owns(path) === true) api.refuse(refusal, request, response);
  else if (path.startsWith('/call/'))
    refuse(response, new EngineError('stopped', message), undefined, status);
  else if (['/folders', '/new-folder', '/reveal'].includes(path))
    sendJson(response, status, { message });
  else sayPlainly(response, status, message);
}

async function answerPost(
  { calls, keys, chosen }: Routes,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = /^\/call\/([\w.]+)$/.exec(path)?.[1];
  if (method !== undefined) await calls.answer(method, request, response);
  else if (path === '/cancel') await calls.cancel(request, response);
  else if (path === '/enter') await enter(keys, request, response);
  else if (path === '/leave') {
    keys.leave(String(request.headers[keyHeader] ?? ''));
    response.writeHead(204).end();
  } else if (path === '/folders')
    await sendFolders(response, async () => {
      const list = await listFolders(await textOf(request));
      chosen.add(list.path);
      return list;
    });
  else if (path === '/new-folder')
    await sendFolders(response, async () => {
      const made = await textOf(request);
      await makeNewFolder(made);
      return listFolders(made);
    });
  else if (path === '/reveal')
    await sendAnswer(response, async () => {
      await reveal(await textOf(request), chosen);
      return {};
    });
  else sayPlainly(response, 404, 'There is nothing here.');
}

async function enter(
  keys: Keys,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const entered = keys.enter(await textOf(request));
  if (entered) sendJson(response, 200, entered);
  else sayPlainly(response, notLetIn.status, notLetIn.message);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const body = await readBody(request, longestTextBytes, 'That is longer than any path.');
  return body.toString('utf8');
}

async function answerGet(
  { image: readCached, pageFolder }: Routes,
  path: string,
  query: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const image = /^\/image\/(\w+)\/(\w+)\.jpg$/.exec(path);
  if (image) {
    const [, size = '', contentHex = ''] = image;
    const jpeg = await readCached(size, contentHex);
    if (jpeg) response.writeHead(200, imageHeaders).end(jpeg);
    else sayPlainly(response, 404, 'There is no such image.');
    return;
  }
  if (path === '/folders') {
    await sendFolders(response, () => listFolders(query.get('path')));
    return;
  }
  const file = await pageFile(pageFolder, path);
  if (file) response.writeHead(200, file.headers).end(file.bytes);
  else if (path === '/') sayPlainly(response, 404, 'The page is not built yet: run "npm start".');
  else sayPlainly(response, 404, 'There is nothing here.');
}

function sendFolders(
  response: ServerResponse,
  list: () => ReturnType<typeof listFolders>,
): Promise<void> {
  return sendAnswer(response, list);
}

async function sendAnswer(response: ServerResponse, answer: () => Promise<object>): Promise<void> {
  try {
    sendJson(response, 200, await answer());
  } catch (error) {
    if (error instanceof BodyProblem) sendJson(response, error.status, { message: error.message });
    else if (error instanceof EngineError)
      sendJson(response, error.code === 'not-found' ? 404 : 400, { message: error.message });
    else throw error;
  }
}

function sendJson(response: ServerResponse, status: number, value: object): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(value));
}

function sayPlainly(response: ServerResponse, status: number, message: string): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .end(`${message}\n`);
}
