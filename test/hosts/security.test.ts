// What the browser host must refuse: other sites, other machines, other files, too much.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createApi } from '../../electron/api/api.ts';
import { sealed } from '../../electron/disk/sealed-file.ts';
import { startServer, type PodiumServer } from '../../electron/browser/server.ts';
import { decode, encode } from '../../shared/calls/codec.ts';
import { keyHeader } from '../../shared/calls/host.ts';
import type { PodiumContract } from '../../shared/contract.ts';
import { frameType } from '../../shared/calls/http-call.ts';
import type { Call } from '../../shared/calls/rpc.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';
import { enteredBy, exchange, ticketIn } from './entered.ts';
import { send } from './http-request.ts';
import { serveProbe } from './probe.ts';

const content = 'ab'.repeat(32);
/** Nothing here gets as far as the engine. */
const noEngine: Call<PodiumContract> = (method) => Promise.reject(new Error(method));

describe('the browser host refuses', () => {
  let folder: string;
  let server: PodiumServer;
  let key: { authorization: string };

  /** `open`: a file of the page, which holds nothing of the user's: its ticket is in the fragment, which is not sent. */
  type Route = { path: string; method: string; body?: Uint8Array; open?: true };
  /** One request of each route, each of which is answered when everything is right. */
  const routes: readonly Route[] = [
    { path: '/', method: 'GET', open: true },
    { path: '/open', method: 'GET', open: true },
    { path: '/assets/index.js', method: 'GET', open: true },
    { path: `/image/thumbnail/${content}.jpg`, method: 'GET' },
    { path: '/folders', method: 'GET' },
    { path: '/leave', method: 'POST' },
    { path: '/openapi.json', method: 'GET' },
    { path: '/call/add', method: 'POST', body: encode({ a: 1 }) },
    { path: '/cancel', method: 'POST', body: encode(1) },
  ];
  const ask = (route: Route, headers: Record<string, string>) =>
    send(server.origin, route.path, {
      ...route,
      headers: { ...(route.method === 'POST' ? { 'content-type': frameType } : {}), ...headers },
    });

  before(async () => {
    folder = temporaryFolder();
    mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
    mkdirSync(join(folder, 'images', 'thumbnail', 'ab'), { recursive: true });
    writeFileSync(join(folder, 'secret.json'), 'secret');
    writeFileSync(join(folder, 'page', '.secret.json'), 'secret');
    writeFileSync(join(folder, 'page', 'index.html'), 'page');
    writeFileSync(join(folder, 'page', 'assets', 'index.js'), 'script');
    writeFileSync(join(folder, 'images', 'secret.jpg'), 'secret');
    const picture = sealed(Buffer.from('thumbnail'));
    writeFileSync(join(folder, 'images', 'thumbnail', 'ab', `${content}.jpg`), picture);
    server = await startServer({
      call: serveProbe(),
      imagesFolder: join(folder, 'images'),
      pageFolder: join(folder, 'page'),
      api: (origin) => createApi({ call: noEngine, origin, version: '0' }),
    });
    key = { authorization: `Bearer ${server.token}` };
  });
  after(async () => {
    await server.close();
    dropFolder(folder);
  });

  for (const route of routes) {
    describe(`${route.method} ${route.path}`, () => {
      it('nothing that is right', async () => {
        const { status } = await ask(route, { ...key, origin: server.origin });
        assert.ok(status === 200 || status === 204, String(status));
      });

      it('without a token, or with a wrong one', async () => {
        const wrong = `${server.token.slice(1)}x`;
        for (const headers of [
          {},
          { authorization: 'Bearer ' },
          { authorization: `Bearer ${wrong}` },
          { cookie: `podium-${new URL(server.origin).port}=${wrong}` },
          { cookie: `podium-1=${server.token}` },
        ])
          assert.equal((await ask(route, headers)).status, route.open ? 200 : 401);
      });

      it('for the token or the keys of a page in any place but their own', async () => {
        const { key: pageKey, imageKey, next } = await enteredBy(server.address());
        const { port } = new URL(server.origin);
        const secrets = [server.token, pageKey, imageKey, next];
        for (const headers of [
          ...secrets.map((secret) => ({ cookie: `podium-${port}=${secret}` })),
          ...[pageKey, imageKey, next].map((secret) => ({ authorization: `Bearer ${secret}` })),
          ...[server.token, imageKey, next].map((secret) => ({ [keyHeader]: secret })),
        ])
          assert.equal((await ask(route, headers)).status, route.open ? 200 : 401);
      });

      it('under a foreign name', async () => {
        const { port } = new URL(server.origin);
        for (const host of [
          'evil.example',
          `evil.example:${port}`,
          `localhost:${port}`,
          '127.0.0.1',
        ])
          assert.equal((await ask(route, { ...key, host })).status, 421, host);
      });

      it('to a foreign site', async () => {
        for (const origin of [
          'http://evil.example',
          'null',
          'http://127.0.0.1:1',
          'https://127.0.0.1',
        ])
          assert.equal((await ask(route, { ...key, origin })).status, 403, origin);
        for (const site of ['cross-site', 'same-site'])
          assert.equal((await ask(route, { ...key, 'sec-fetch-site': site })).status, 403, site);
      });
    });
  }

  it('the printed address to a foreign name', async () => {
    const address = server.address();
    const { port } = new URL(address);
    const body = Buffer.from(ticketIn(address));
    const rebound = { host: `evil.example:${port}` };
    const post = (headers: Record<string, string>) =>
      send(server.origin, '/enter', { method: 'POST', headers, body });
    assert.equal((await post(rebound)).status, 421);
    for (const site of ['cross-site', 'same-site'])
      assert.equal((await post({ 'sec-fetch-site': site })).status, 403);
    assert.equal((await post({ origin: 'http://127.0.0.1:1' })).status, 403);
    assert.equal((await post({})).status, 200, 'none of them used it up');
  });

  it('a ticket that is used, none, or longer than any', async () => {
    const ticket = ticketIn(server.address());
    assert.equal((await exchange(server.origin, ticket)).status, 200);
    for (const other of [ticket, '', server.token, `${ticket}x`])
      assert.equal((await exchange(server.origin, other)).status, 401);
    assert.equal((await exchange(server.origin, 'x'.repeat(65_537))).status, 413);
  });

  it('images for a key in another place, or of another start', async () => {
    const { imageKey, key: pageKey } = await enteredBy(server.address());
    const image = `/image/thumbnail/${content}.jpg`;
    const answers = [
      [`${image}?key=${imageKey}`, 200],
      [`${image}?key=${pageKey}`, 401],
      [`${image}?key=${server.token}`, 401],
      [`${image}?key=`, 401],
      [`/folders?key=${imageKey}`, 401],
      [`/openapi.json?key=${imageKey}`, 401],
    ] as const;
    for (const [path, status] of answers)
      assert.equal((await send(server.origin, path)).status, status, path);
    for (const site of ['cross-site', 'same-site']) {
      const headers = { 'sec-fetch-site': site };
      const { status } = await send(server.origin, `${image}?key=${imageKey}`, { headers });
      assert.equal(status, 403, site);
    }
  });

  for (const path of [
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/%2e%2e%2fsecret.json',
    '/assets/../../secret.json',
    '/assets/..\\..\\secret.json',
    '/.secret.json',
    '//secret.json',
    '/assets//index.js',
    '/etc/passwd',
    '//etc/passwd',
    '/%2fetc/passwd',
    '/index.html%00.js',
    '/image/thumbnail/../secret.jpg',
    '/image/../secret.jpg',
    '/image/thumbnail/%2e%2e%2fsecret.jpg',
    '/image/thumbnail/..%2fsecret.jpg',
    '/image/thumbnail/%2fetc%2fpasswd.jpg',
    '/image/thumbnail//etc/passwd.jpg',
    `/image/thumbnail/ab/${content}.jpg`,
    `/image/thumbnail/${content.toUpperCase()}.jpg`,
    `/image/originals/${content}.jpg`,
    `/image/__proto__/${content}.jpg`,
    `/image/thumbnail/${'cd'.repeat(32)}.jpg`,
    '/call/add',
  ])
    it(`GET ${path}`, async () => {
      const { status, body } = await send(server.origin, path, { headers: key });
      assert.equal(status, 404);
      assert.doesNotMatch(body.toString(), /secret|root:/);
    });

  for (const path of ['../..', 'etc', '/etc/../root', '/tmp/.', '/tmp/\0'])
    it(`folders of ${JSON.stringify(path)}`, async () => {
      const query = new URLSearchParams({ path }).toString();
      const { status } = await send(server.origin, `/folders?${query}`, { headers: key });
      assert.equal(status, 400);
    });

  it('other verbs', async () => {
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH'])
      assert.equal((await send(server.origin, '/', { method, headers: key })).status, 405);
  });

  it('a body of another type: no form and no plain script can send ours', async () => {
    const body = encode({ a: 1 });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json']) {
      const headers = { ...key, 'content-type': type };
      const { status } = await send(server.origin, '/call/add', { method: 'POST', headers, body });
      assert.equal(status, 400, type);
    }
  });

  it('a damaged body with a sentence', async () => {
    const headers = { ...key, 'content-type': frameType };
    const body = Buffer.from('no frame at all');
    const answer = await send(server.origin, '/call/add', { method: 'POST', headers, body });
    assert.equal(answer.status, 400);
    const message = decode(answer.body.subarray(4)) as { message: string };
    assert.equal(message.message, 'The request is damaged.');
  });

  it('other machines: it listens on 127.0.0.1 alone', async () => {
    const port = Number(new URL(server.origin).port);
    const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
    const others = addresses.map(({ address }) => address).filter((it) => it !== '127.0.0.1');
    assert.equal(await answers('127.0.0.1', port), true);
    for (const address of [...others, '127.0.0.2', '::1'])
      assert.equal(await answers(address, port), false, address);
  });

  // The kernel's own table is the proof; other systems have the test above.
  it('to open any other port', { skip: process.platform !== 'linux' }, () => {
    const { port } = new URL(server.origin);
    assert.deepEqual(listening(), [`0100007F:${Number(port).toString(16).toUpperCase()}`]);
  });
});

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}

/** Addresses (hex, as in /proc/net/tcp) that this process listens on. */
function listening(): string[] {
  const inodes = new Set(
    readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/self/fd/${fd}`))?.[1] ?? [];
      } catch {
        return []; // the descriptor of this very listing is gone again
      }
    }),
  );
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    readFileSync(file, 'utf8').trim().split('\n').slice(1),
  );
  const listens = '0A';
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter((row) => row[3] === listens && inodes.has(row[9] ?? ''))
    .map((row) => row[1] ?? '');
}
