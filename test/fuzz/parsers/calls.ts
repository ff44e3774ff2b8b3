// What other programs and pages send: frames of calls, and whole requests over a socket.

import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createApi } from '../../../electron/api/api.ts';
import { startServer } from '../../../electron/browser/server.ts';
import { createEngine } from '../../../electron/engine/engine.ts';
import { decode, encode } from '../../../shared/calls/codec.ts';
import { frameType } from '../../../shared/calls/http-call.ts';
import { quartersJpeg } from '../../fixtures/images.ts';
import { engineOptions } from '../../fixtures/match-folder.ts';
import { rawness } from '../judge.ts';
import type { Seed } from '../mutations/mutate.ts';
import { frame, request } from '../mutations/texts.ts';
import { Wrong, type OpenParser, type Parser, type Take } from '../parser.ts';

/** A page's server has the same bound. */
const deepest = 32;

function frameSeeds(): Promise<Seed[]> {
  const values = [
    { folders: ['/photos'], ids: Int32Array.of(1, 2, 3), weights: { sharpness: 0.5 } },
    new Map<unknown, unknown>([
      ['a', undefined],
      [1n, NaN],
    ]),
    [Float64Array.of(1, NaN), new Uint8Array(3), BigInt64Array.of(5n), { $: 'text' }, -0, null],
  ];
  return Promise.resolve(
    values.map((value, i) => ({
      name: `frame-${i}`,
      bytes: Buffer.from(encode(value)),
      structure: frame,
    })),
  );
}

/** What is read can be sent again. */
const takeFrame: Take = (bytes) => {
  let value: unknown;
  try {
    value = decode(bytes, deepest);
  } catch (error) {
    if (error instanceof SyntaxError) return Promise.reject(new Error('The frame is damaged.'));
    throw error;
  }
  decode(encode(value), Infinity);
  return Promise.resolve();
};

/** A token of the same length stands in the seeds; the one of the server takes its place. */
const tokenMark = '!token!';

async function requestSeeds(): Promise<Seed[]> {
  const photo = await quartersJpeg(32, 32);
  const part = (name: string, body: Buffer) => [
    Buffer.from(`--x\r\nContent-Disposition: form-data; name="${name}"; filename="a.jpg"\r\n\r\n`),
    ...[body, Buffer.from('\r\n')],
  ];
  const form = (...names: string[]) =>
    Buffer.concat([...names.flatMap((name) => part(name, photo)), Buffer.from('--x--\r\n')]);
  const multipart = 'multipart/form-data; boundary=x';
  const nowhere = ['/nowhere/at/all'];
  const json = (value: object) => Buffer.from(JSON.stringify(value));
  const framed = (value: unknown) => Buffer.from(encode(value));
  const seeds: [method: string, path: string, type: string, body: Buffer][] = [
    ['GET', '/health', 'text/plain', Buffer.alloc(0)],
    ['GET', '/classes', 'text/plain', Buffer.alloc(0)],
    ['POST', '/predict', 'image/jpeg', photo],
    ['POST', '/predict', multipart, form('photos', 'photos')],
    ['POST', '/predict', 'application/json', json({ paths: nowhere, classifier: 'clip' })],
    ['POST', '/compare', multipart, form('first', 'second')],
    ['POST', '/compare', 'application/json', json({ first: nowhere[0], second: nowhere[0] })],
    ['POST', '/search', 'application/json', json({ folders: nowhere, words: 'a goal', limit: 3 })],
    ['POST', '/rank', 'application/json', json({ folders: nowhere, top: 3, preset: 'sports' })],
    ['POST', '/about', 'application/json', json({ path: nowhere[0] })],
    ['POST', '/call/settings.read', frameType, framed({})],
    [
      'POST',
      '/call/settings.write',
      frameType,
      framed({ values: { 'decode.maxMegapixels': 100 } }),
    ],
    ['POST', '/call/folder.columns', frameType, framed({ folders: nowhere })],
    [
      'POST',
      '/call/person.match',
      frameType,
      framed({ folders: nowhere, references: [{ id: 1 }] }),
    ],
    ['POST', '/call/vector.compare', frameType, framed({ photos: [{ bytes: photo }, { id: 2 }] })],
    ['POST', '/cancel', frameType, framed(1)],
  ];
  return seeds.map(([method, path, type, body], i) => {
    const lines = [
      `${method} ${path} HTTP/1.1`,
      ...['host: 127.0.0.1', 'connection: close', `authorization: Bearer ${tokenMark}`],
      ...[`content-type: ${type}`, `content-length: ${body.length}`],
    ];
    const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
    return { name: `request-${i}`, bytes: Buffer.concat([head, body]), structure: request };
  });
}

/** A real server on a real engine: after each request it answers another one. */
async function openHost(folder: string): Promise<OpenParser> {
  const page = join(folder, 'page');
  mkdirSync(page);
  const engine = createEngine(engineOptions(join(folder, 'data')));
  const server = await startServer({
    call: engine.call,
    imagesFolder: join(folder, 'data', 'images'),
    pageFolder: page,
    api: (origin) => createApi({ call: engine.call, origin, version: '0' }),
  });
  const port = Number(new URL(server.origin).port);
  return {
    async take(bytes) {
      const sent = replaced(
        replaced(bytes, tokenMark, server.token),
        'host: 127.0.0.1\r',
        `host: 127.0.0.1:${port}\r`,
      );
      const answer = await exchange(port, sent);
      if (answer === '') throw new Error('The connection was closed.');
      const wrong = wrongAnswer(answer);
      if (wrong !== null) throw new Wrong(wrong);
      if (/^HTTP\/1\.1 [45]/.test(answer)) throw new Error('The request was refused.');
    },
    async close() {
      await server.close();
      await engine.close();
    },
  };
}

function replaced(bytes: Buffer, mark: string, by: string): Buffer {
  const at = bytes.indexOf(mark);
  if (at < 0) return bytes;
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(by), bytes.subarray(at + mark.length)]);
}

/** All that comes back until the connection ends. */
function exchange(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const end = () => {
      socket.destroy();
      resolve(Buffer.concat(parts).toString('utf8'));
    };
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.on('error', end).on('close', end);
  });
}

/** An error inside, or a refusal that is no sentence. */
function wrongAnswer(answer: string): string | null {
  const [head = '', ...rest] = answer.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (head.startsWith('HTTP/1.1 500')) return `It answered 500: ${body.slice(0, 200)}`;
  const message =
    /"detail":("(?:[^"\\]|\\.)*")/.exec(body)?.[1] ??
    /"message":("(?:[^"\\]|\\.)*")/.exec(body)?.[1];
  if (body.includes('"code":"internal"')) return `It failed inside: ${body.slice(0, 200)}`;
  return message === undefined ? null : rawness(JSON.parse(message) as string);
}

export const callParsers: readonly Parser[] = [
  {
    name: 'calls',
    weight: 10,
    seeds: frameSeeds,
    open: () => Promise.resolve({ take: takeFrame }),
  },
  { name: 'http', weight: 10, seeds: requestSeeds, open: openHost },
];
