// Requests exactly as written: no path is tidied and no header is added, as an attacker's would not be.

import {
  request,
  type ClientRequest,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from 'node:http';

export type HttpAnswer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export type HttpSent = { method?: string; headers?: OutgoingHttpHeaders; body?: Uint8Array };

export function send(origin: string, path: string, sent: HttpSent = {}): Promise<HttpAnswer> {
  const { asked, answer } = begin(origin, path, sent);
  asked.end(sent.body);
  return answer;
}

/** Sends all of a body but its last byte, which goes with `end`; the answer may come before that. */
export function sendInTwo(
  origin: string,
  path: string,
  sent: HttpSent & { body: Uint8Array },
): { readonly answer: Promise<HttpAnswer>; readonly end: () => void } {
  const { asked, answer } = begin(origin, path, sent);
  asked.write(sent.body.subarray(0, -1));
  return { answer, end: () => asked.end(sent.body.subarray(-1)) };
}

function begin(
  origin: string,
  path: string,
  { method = 'GET', headers = {} }: HttpSent,
): { readonly asked: ClientRequest; readonly answer: Promise<HttpAnswer> } {
  const { hostname, port } = new URL(origin);
  const asked = request({ hostname, port, path, method, headers, agent: false });
  const answer = new Promise<HttpAnswer>((resolve, reject) => {
    asked.on('error', reject);
    asked.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 0 } = response;
        resolve({ status, headers: response.headers, body: Buffer.concat(parts) });
      });
    });
  });
  return { asked, answer };
}
