// What other programs may send to the HTTP API without meaning harm, or meaning it: paths, forms, methods and schemes.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { problemType } from '../../electron/api/refusals.ts';
import { startBrowserHost, type BrowserHost } from '../../electron/browser/browser-host.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';

describe('an odd request to the HTTP API', () => {
  let folder: string;
  let host: BrowserHost;
  const send = (path: string, body: string, type: string) =>
    fetch(`${host.origin}${path}`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${host.token}`, 'content-type': type },
    });
  const health = (authorization: string) =>
    fetch(`${host.origin}/health`, { headers: { authorization } });

  async function refused(response: Response, status: number): Promise<string> {
    assert.deepEqual(
      [response.status, response.headers.get('content-type')],
      [status, problemType],
    );
    const { detail } = (await response.json()) as { detail: string };
    return detail;
  }

  before(async () => {
    folder = temporaryFolder();
    host = await startBrowserHost({
      engine: engineOptions(join(folder, 'data')),
      pageFolder: folder,
      log: () => undefined,
    });
  });
  after(async () => {
    await host.close();
    dropFolder(folder);
  });

  for (const route of ['/predict', '/rank', '/search', '/compare'])
    it(`names a path that can be none (${route})`, async () => {
      const path = '/photos/a\0b';
      const request = { paths: [path], folders: [path], first: path, second: path, words: 'x' };
      const response = await send(route, JSON.stringify(request), 'application/json');
      assert.match(await refused(response, 400), /no path holds the character 0/);
    });

  for (const route of ['/predict', '/compare'])
    it(`is refused where it is a form of 200,000 parts, and the next is answered (${route})`, async () => {
      const part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n';
      const form = `${part.repeat(2e5)}--x--\r\n`;
      const response = await send(route, form, 'multipart/form-data; boundary=x');
      assert.match(await refused(response, 400), /^A form may have 200 parts at most\.$/);
      assert.equal((await health(`Bearer ${host.token}`)).status, 200);
    });

  it('gets the documentation by GET only', async () => {
    const response = await send('/openapi.json', '{}', 'application/json');
    assert.equal(response.headers.get('allow'), 'GET');
    assert.match(await refused(response, 405), /answers GET only/);
  });

  it('may write the name of the scheme in any case', async () => {
    assert.equal((await health(`bearer ${host.token}`)).status, 200);
    assert.equal((await health(`bearer ${host.token}x`)).status, 401);
  });
});
