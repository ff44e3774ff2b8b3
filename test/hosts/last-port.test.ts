// The browser host's port from one start to the next.

import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { onLastPort, readLastPort } from '../../electron/browser/last-port.ts';
import { dropFolder, temporaryFolder } from '../fixtures/match-folder.ts';

let folder: string;
let file: string;
let servers: Server[];

/** A server on a port, as the host starts one. */
function start(port: number): Promise<{ readonly origin: string; readonly server: Server }> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      servers.push(server);
      const { port: own } = server.address() as AddressInfo;
      resolve({ origin: `http://127.0.0.1:${own}`, server });
    });
  });
}

const close = (server: Server) => new Promise((closed) => server.close(closed));

describe('the port of the last start', () => {
  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder, 'data', 'port');
    servers = [];
  });
  afterEach(async () => {
    await Promise.all(servers.map(close));
    dropFolder(folder);
  });

  it('is used again', async () => {
    const first = await onLastPort(file, start);
    await close(first.server);
    const second = await onLastPort(file, start);
    assert.equal(second.origin, first.origin);
  });

  it('is left to whoever has it, and tried again the next time', async () => {
    const first = await onLastPort(file, start);
    const other = await onLastPort(file, start);
    assert.notEqual(other.origin, first.origin);
    assert.equal(readFileSync(file, 'utf8'), new URL(first.origin).port);
  });

  it('is any free one when the file says none', async () => {
    await onLastPort(file, start);
    for (const text of ['', 'eighty', '80', '70000', '-1', '8080.5']) {
      writeFileSync(file, text);
      assert.equal(readLastPort(file), undefined, text);
    }
    const { origin } = await onLastPort(file, start);
    assert.equal(readFileSync(file, 'utf8'), new URL(origin).port, 'and kept from now on');
  });

  it('passes on what has nothing to do with the port', async () => {
    await onLastPort(file, start);
    const failing = () => Promise.reject(new Error('no page'));
    await assert.rejects(onLastPort(file, failing), /no page/);
  });
});
