// What the browser host takes in before it refuses: bytes, requests at once, connections. A refusal is always an answer.

import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { startServer, type PodiumServer } from '../../electron/browser/server.ts';
import { encode } from '../../shared/calls/codec.ts';
import { frameType } from '../../shared/calls/http-call.ts';
import { send, sendInTwo } from './http-request.ts';
import { serveProbe } from './probe.ts';

describe('the browser host refuses', () => {
  let server: PodiumServer;
  let key: { authorization: string };

  before(async () => {
    server = await startServer({ call: serveProbe(), imagesFolder: '/', pageFolder: '/' });
    key = { authorization: `Bearer ${server.token}` };
  });
  after(() => server.close());

  it('a body that says it is too long, before it is sent', async () => {
    const headers = { ...key, 'content-type': frameType, 'content-length': 2 ** 30 };
    const { status } = await send(server.origin, '/call/add', { method: 'POST', headers });
    assert.equal(status, 413);
  });

  it('a body that turns out too long', async () => {
    const headers = { ...key, 'content-type': frameType, 'transfer-encoding': 'chunked' };
    const body = new Uint8Array(65 * 2 ** 20);
    const { status } = await send(server.origin, '/call/add', { method: 'POST', headers, body });
    assert.equal(status, 413);
  });

  it('more bodies at once than its memory is for, and takes the next when they are gone', async () => {
    const headers = { ...key, 'content-type': frameType };
    const body = encode({ a: new Uint8Array(40 * 2 ** 20) });
    const posts = Array.from({ length: 6 }, () =>
      sendInTwo(server.origin, '/call/add', { method: 'POST', headers, body }),
    );
    // Whichever crosses the limit hears so before it ends; what the others hold they hold until then.
    await Promise.race(posts.map(({ answer }) => answer));
    for (const { end } of posts) end();
    const answers = await Promise.all(posts.map(({ answer }) => answer));
    const statuses = answers.map(({ status }) => status);
    assert.ok(
      statuses.every((status) => status === 200 || status === 503),
      statuses.join(' '),
    );
    const [full] = answers.filter(({ status }) => status === 503);
    assert.equal(full?.headers['retry-after'], '1');
    assert.match(full.body.toString(), /Try again in a second/);
    const small = { method: 'POST', headers, body: encode({ a: 1 }) };
    assert.equal((await send(server.origin, '/call/add', small)).status, 200);
  });

  it('to swallow what a stranger sends for ever', async () => {
    const { port } = new URL(server.origin);
    const socket = connect(Number(port), '127.0.0.1');
    const head = [
      `POST /call/add HTTP/1.1`,
      `host: 127.0.0.1:${port}`,
      'content-length: 2000000000',
    ];
    const closed = new Promise((resolve) => socket.once('close', resolve));
    let heard = '';
    socket.on('data', (part: Buffer) => (heard += part.toString('latin1')));
    socket.on('error', () => undefined); // it is cut off
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    const piece = new Uint8Array(2 ** 20);
    let sent = 0;
    const more = () => {
      while (!socket.destroyed && sent < 2000) {
        sent += 1;
        if (!socket.write(piece)) {
          socket.once('drain', more);
          return;
        }
      }
    };
    more();
    await closed;
    assert.match(heard, /^HTTP\/1\.1 401 /, 'it is told why');
    assert.ok(sent < 600, `${sent} MB were taken`);
  });

  it('more connections than a browser and some programs open', async () => {
    const { port } = new URL(server.origin);
    const sockets = Array.from({ length: 400 }, () => connect(Number(port), '127.0.0.1'));
    const ends = sockets.map(
      (socket) =>
        new Promise((resolve) => socket.once('close', resolve).on('error', () => undefined)),
    );
    await Promise.all(ends.slice(256));
    for (const socket of sockets) socket.destroy();
    await Promise.all(ends);
    assert.equal((await send(server.origin, '/folders', { headers: key })).status, 200);
  });

  it('a call that would hold up everything else: a number or a depth of millions', async () => {
    const headers = { ...key, 'content-type': frameType };
    const digits = `{"a":{"$":"bigint","text":"${'9'.repeat(5e6)}"}}`;
    for (const json of [digits, '['.repeat(2e7)]) {
      const body = Buffer.alloc(4 + json.length);
      body.writeUInt32LE(json.length);
      body.write(json, 4);
      const answer = await send(server.origin, '/call/add', { method: 'POST', headers, body });
      assert.equal(answer.status, 400);
      assert.match(answer.body.toString(), /The request is damaged\./);
    }
  });
});
