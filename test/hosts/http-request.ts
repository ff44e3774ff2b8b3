// Requests exactly as written: no path is tidied and no header is added, as an attacker's would not be.

import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';

export type HttpAnswer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export function send(
  origin: string,
  path: string,
  options: { method?: string; headers?: OutgoingHttpHeaders; body?: Uint8Array } = {},
): Promise<HttpAnswer> {
  const { hostname, port } = new URL(origin);
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 0 } = response;
        resolve({ status, headers: response.headers, body: Buffer.concat(parts) });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
