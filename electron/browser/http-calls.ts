// Calls as HTTP requests: reads the input, streams progress and the result back, cancels when the other end is gone.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { decode } from '../../shared/calls/codec.ts';
import { framed, frameType, type HttpMessage } from '../../shared/calls/http-call.ts';
import {
  asEngineError,
  EngineError,
  type Call,
  type Contract,
  type Name,
} from '../../shared/calls/rpc.ts';
import { BodyProblem, readBody } from '../host/request-body.ts';

/** An album of 50,000 photos is planned in about 20 MB. */
const longestBodyBytes = 64 * 2 ** 20;
/** The deepest input of the contract, a face of an album's photo, lies eight deep; codec.ts adds some of its own. */
const deepestInput = 32;

export type HttpCalls = {
  /** Answers `POST /call/<method>`. Never rejects. */
  answer(method: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Answers `POST /cancel`, the input being the id that the call's response started with. */
  cancel(request: IncomingMessage, response: ServerResponse): Promise<void>;
};

export function answerCalls<C extends Contract>(call: Call<C>): HttpCalls {
  const running = new Map<number, AbortController>();
  let lastId = 0;
  return {
    async answer(method, request, response) {
      const id = (lastId += 1);
      const controller = new AbortController();
      const send = (message: HttpMessage) => {
        if (!response.destroyed) response.write(framed(message));
      };
      response.on('close', () => {
        controller.abort();
      });
      try {
        const input = (await readInput(request)) as never;
        running.set(id, controller);
        response.writeHead(200, { 'content-type': frameType, 'cache-control': 'no-store' });
        send({ kind: 'started', id });
        const value = await call(method as Name<C>, input, {
          signal: controller.signal,
          onProgress: (progress: unknown) => {
            send({ kind: 'progress', value: progress });
          },
        });
        if (!response.destroyed) response.end(framed({ kind: 'result', value }));
      } catch (error) {
        refuse(response, error, controller.signal);
      } finally {
        running.delete(id);
      }
    },
    async cancel(request, response) {
      try {
        running.get((await readInput(request)) as number)?.abort();
        response.writeHead(204).end();
      } catch (error) {
        refuse(response, error);
      }
    },
  };
}

/** Ends a response with whatever went wrong, in the way the calling end of http-call.ts reads. */
export function refuse(
  response: ServerResponse,
  problem: unknown,
  signal?: AbortSignal,
  status = statusOf(problem),
): void {
  const { code, message } =
    problem instanceof BodyProblem
      ? new EngineError('bad-input', problem.message)
      : asEngineError(problem, signal);
  if (response.destroyed) return;
  if (!response.headersSent)
    response.writeHead(status, {
      'content-type': frameType,
      'cache-control': 'no-store',
      ...(status === 503 ? { 'retry-after': '1' } : {}),
    });
  response.end(framed({ kind: 'error', code, message }));
}

function statusOf(problem: unknown): number {
  if (problem instanceof BodyProblem) return problem.status;
  return problem instanceof EngineError && problem.code === 'bad-input' ? 400 : 200;
}

async function readInput(request: IncomingMessage): Promise<unknown> {
  if (request.headers['content-type'] !== frameType)
    throw new EngineError('bad-input', `A request must be of type ${frameType}.`);
  const body = await readBody(request, longestBodyBytes, tooLong);
  try {
    return decode(body, deepestInput);
  } catch (cause) {
    throw new EngineError('bad-input', 'The request is damaged.', { cause });
  }
}

const tooLong = `A request may have ${longestBodyBytes / 2 ** 20} MB at most.`;
