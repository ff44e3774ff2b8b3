// What the HTTP API answers when it cannot do what it was asked: a status and a sentence, as RFC 9457 has it.

import type { ServerResponse } from 'node:http';
import { asEngineError, type ErrorCode } from '../../shared/calls/rpc.ts';

/** A refusal with a status of its own; `message` is a sentence for whoever wrote the other program. */
export class ApiError extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.headers = headers;
  }
}

const statuses: Readonly<Record<ErrorCode, number>> = {
  'bad-input': 400,
  'not-found': 404,
  unreadable: 422,
  cancelled: 499, // nobody reads it: the other end has gone
  stopped: 503,
  internal: 500,
};

/** Whatever went wrong, as a refusal. */
export function asRefusal(error: unknown, signal?: AbortSignal): ApiError {
  if (error instanceof ApiError) return error;
  const { code, message } = asEngineError(error, signal);
  return new ApiError(statuses[code], message);
}

/** The media type of a refusal's body. */
export const problemType = 'application/problem+json';

export function sendRefusal(response: ServerResponse, refusal: ApiError, requestId: string): void {
  const { status, message, headers } = refusal;
  if (response.headersSent || response.destroyed) return;
  response
    .writeHead(status, { 'content-type': problemType, 'cache-control': 'no-store', ...headers })
    .end(
      JSON.stringify({ status, title: titles[status] ?? 'Refused', detail: message, requestId }),
    );
}

const titles: Readonly<Record<number, string>> = {
  400: 'The request does not fit',
  401: 'No token',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'The body did not arrive',
  409: 'Changed meanwhile',
  413: 'Too large',
  415: 'Not a type Podium takes',
  421: 'Wrong address',
  422: 'Unreadable',
  429: 'Too many requests',
  500: 'Podium failed',
  503: 'Not now',
};
