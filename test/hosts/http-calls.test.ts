// A call over HTTP ends when nobody waits for it any more, and takes nothing else with it.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { startServer, type PodiumServer } from '../../electron/browser/server.ts';
import { encode } from '../../shared/calls/codec.ts';
import { frameType, httpCall } from '../../shared/calls/http-call.ts';
import type { Call } from '../../shared/calls/rpc.ts';
import { serveProbe, type ProbeContract } from './probe.ts';

describe('a page that goes away', () => {
  let server: PodiumServer;
  let call: Call<ProbeContract>;

  before(async () => {
    server = await startServer({ call: serveProbe(), imagesFolder: '/', pageFolder: '/' });
    call = httpCall<ProbeContract>({ fetch, origin: server.origin, token: server.token });
  });
  after(() => server.close());

  /** A running `wait`, of which the first bytes have come back. */
  async function startWaiting(): Promise<ClientRequest> {
    const headers = { 'content-type': frameType, authorization: `Bearer ${server.token}` };
    const sent = request(`${server.origin}/call/wait`, { method: 'POST', headers, agent: false });
    sent.on('error', () => undefined); // it is cut off on purpose
    sent.end(encode({}));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.on('error', () => undefined);
    await once(response, 'data');
    return sent;
  }

  /** Resolves when the engine has this many waiting calls; asks again until then. */
  async function untilWaiting(count: number): Promise<void> {
    while ((await call('waiting', {})).count !== count);
  }

  it('cancels its calls and leaves the others running', async () => {
    const leaves = [await startWaiting(), await startWaiting()];
    const stays = await startWaiting();
    await untilWaiting(3);
    for (const sent of leaves) sent.destroy();
    await untilWaiting(1);
    assert.equal(await call('add', { a: 1 }), 2);
    stays.destroy();
    await untilWaiting(0);
  });

  it('before its input is whole starts nothing', async () => {
    const headers = { 'content-type': frameType, authorization: `Bearer ${server.token}` };
    const options = {
      method: 'POST',
      headers: { ...headers, 'content-length': 1000 },
      agent: false,
    };
    const sent = request(`${server.origin}/call/wait`, options);
    sent.on('error', () => undefined);
    const closed = new Promise((resolve) => sent.once('close', resolve));
    sent.write(encode({}));
    await once(sent, 'socket');
    sent.destroy();
    await closed;
    assert.deepEqual(await call('waiting', {}), { count: 0 });
  });

  it('cannot be cancelled by an id that is none', async () => {
    const headers = { 'content-type': frameType, authorization: `Bearer ${server.token}` };
    for (const id of [0, -1, 1e9, 'x', null]) {
      const { status } = await fetch(`${server.origin}/cancel`, {
        method: 'POST',
        headers,
        body: encode(id),
      });
      assert.equal(status, 204);
    }
  });
});
