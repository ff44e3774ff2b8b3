// The HTTP API for other programs: finds the route, gives it its turn, answers, and logs each request with its id.

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PodiumContract } from '../../shared/contract.ts';
import { cancelled, type Call } from '../../shared/calls/rpc.ts';
import { openApi } from './openapi.ts';
import { ApiError, asRefusal, sendRefusal } from './refusals.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';
import { createTurns } from './turns.ts';

export type ApiOptions = {
  readonly call: Call<PodiumContract>;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly version: string;
  /** One line a request, when it has been answered. */
  readonly log?: ((line: string) => void) | undefined;
};

export type Api = {
  /** Whether the path belongs to the API; the rest is the page's. */
  readonly owns: (path: string) => boolean;
  /** Answers a request that may not come in. */
  readonly refuse: (
    refusal: { readonly status: number; readonly message: string },
    request: IncomingMessage,
    response: ServerResponse,
  ) => void;
  /** Never rejects. */
  readonly answer: (
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ) => Promise<void>;
};

/** Two photos at a time keep both the decoder and the models busy; a line of 32 is about ten seconds of work. */
const photoTurns = { atOnce: 2, inLine: 32 };
/** Folders are analysed one after the other anyway. */
const folderTurns = { atOnce: 1, inLine: 4 };

const documentPath = '/openapi.json';

export function createApi({ call, origin, version, log }: ApiOptions): Api {
  const paths = new Set([documentPath, ...routes.map(({ path }) => path)]);
  const turns = { photos: createTurns(photoTurns), folders: createTurns(folderTurns) };
  const document = JSON.stringify(openApi(routes, origin, version), null, 2);

  const run = async (path: string, request: IncomingMessage, signal: AbortSignal) => {
    if (path === documentPath) {
      if (request.method === 'GET') return document;
      throw onlyBy(path, ['GET']);
    }
    const route = routeOf(path, request.method);
    const giveBack = route.turn === null ? null : await turns[route.turn].take(signal);
    try {
      // Whoever has gone holds no turn, also where the engine waits for a disk that does not answer.
      const answer = await Promise.race([route.run(request, { call, signal }), gone(signal)]);
      return JSON.stringify(answer);
    } finally {
      giveBack?.();
    }
  };
  return {
    owns: (path) => paths.has(path),
    refuse({ status, message }, request, response) {
      const sentence = status === 401 ? noToken : message;
      const id = requestId(request);
      response.setHeader('x-request-id', id);
      sendRefusal(response, new ApiError(status, sentence), id);
    },
    async answer(path, request, response) {
      const id = requestId(request);
      const startedMs = performance.now();
      const controller = new AbortController();
      response.on('close', () => {
        controller.abort();
        const ms = Math.round(performance.now() - startedMs);
        const status = response.writableFinished ? response.statusCode : 'gone';
        log?.(
          `${new Date().toISOString()} ${id} ${request.method ?? ''} ${path} ${status} ${ms} ms`,
        );
      });
      response.setHeader('x-request-id', id);
      try {
        const body = await run(path, request, controller.signal);
        if (!response.destroyed)
          response
            .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
            .end(body);
      } catch (error) {
        sendRefusal(response, asRefusal(error, controller.signal), id);
      }
    },
  };
}

const noToken =
  'Send the token that "podium serve" printed when it started: Authorization: Bearer TOKEN.';

/** Rejects when the other end has gone. */
function gone(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(cancelled());
    });
  });
}

function routeOf(path: string, method: string | undefined): Route {
  const here = routes.filter((route) => route.path === path);
  const route = here.find((one) => one.method === method);
  if (route) return route;
  throw onlyBy(
    path,
    here.map((one) => one.method),
  );
}

function onlyBy(path: string, methods: readonly string[]): ApiError {
  const allow = methods.join(', ');
  return new ApiError(405, `${path} answers ${allow} only.`, { allow });
}

/** The one the other program gave, where it is one that a log can carry; else a new one. */
function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}
