// How a browser gets in and what it keeps: one tab by one address, and nothing that opens anything anywhere else.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { startBrowserHost, type BrowserHost } from '../../electron/browser/browser-host.ts';
import { builtPage, buildPageIfStale } from '../../electron/build/build.ts';
import { errorCode } from '../../electron/disk/file-errors.ts';
import { encode } from '../../shared/calls/codec.ts';
import { keyHeader, type Entered } from '../../shared/calls/host.ts';
import { frameType } from '../../shared/calls/http-call.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  temporaryFolder,
} from '../fixtures/match-folder.ts';
import { exchange, ticketIn } from '../hosts/entered.ts';
import { send } from '../hosts/http-request.ts';
import { openProfile } from './browser.ts';
import { notInBrowser } from './pages/session.ts';

describe('the way in', { skip: notInBrowser }, () => {
  let folder: string;
  let photos: string;
  let profile: string;
  let host: BrowserHost;
  let context: BrowserContext;
  let page: Page;
  /** Every secret of the session that the browser was ever told. */
  const secrets = new Map<string, string>();
  const errors: string[] = [];

  before(async () => {
    await buildPageIfStale();
    folder = temporaryFolder();
    profile = join(folder, 'profile');
    photos = join(folder, 'match');
    mkdirSync(photos);
    await fillFolder(photos, 3);
    host = await startBrowserHost({
      engine: engineOptions(join(folder, 'data')),
      pageFolder: builtPage,
    });
    context = await openProfile(profile);
    page = await context.newPage();
    context.on('response', (response) => {
      if (response.url().endsWith('/enter') && response.ok()) void keepKeys(response.json());
    });
    page.on('pageerror', (error) => errors.push(error.message));
  });
  after(async () => {
    await context.close();
    await host.close();
    dropFolder(folder);
  });

  async function keepKeys(answer: Promise<unknown>): Promise<void> {
    const { key, imageKey, next } = (await answer) as Entered;
    secrets.set('key', key).set('image key', imageKey).set(`ticket ${secrets.size}`, next);
  }

  const refusal = () => page.getByRole('alert').filter({ hasText: 'not open in this tab' });
  const tiles = () => page.getByRole('option').locator('img');

  it('is one address for one tab, which then says nothing of its ticket', async () => {
    const address = host.address([photos]);
    secrets.set('address', ticketIn(address));
    await page.goto(address);
    await tiles().nth(2).waitFor();
    assert.equal(
      page.url(),
      `${host.origin}/?${new URLSearchParams({ folder: photos }).toString()}`,
    );
    assert.deepEqual(await context.cookies(), []);
    assert.deepEqual(await page.evaluate('Object.keys(sessionStorage)'), []);
    const second = await context.newPage();
    for (const again of [address, page.url()]) {
      await second.goto(again);
      await second.getByText('Podium is not open in this tab').waitFor();
      await second.getByText('podium open', { exact: true }).waitFor();
    }
    await second.close();
  });

  it('stays open for the tab when it is loaded again, time and again', async () => {
    for (let time = 0; time < 3; time++) {
      await page.reload();
      await tiles().nth(2).waitFor();
    }
    assert.equal(await refusal().count(), 0);
  });

  it('tells nothing to another server of this machine that the browser visits', async () => {
    const heard: { url: string; headers: IncomingHttpHeaders; body: string }[] = [];
    const other = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        heard.push({ url: request.url ?? '', headers: request.headers, body });
        response.writeHead(200, { 'content-type': 'text/html' }).end(spyingPage(host.origin));
      });
    });
    const origin = await listen(other);
    const visit = await context.newPage();
    await visit.goto(`${origin}/visited`);
    await visit.getByText('done').waitFor();
    // From our page, in our tab.
    await page.evaluate(`location.href = ${JSON.stringify(`${origin}/from-podium`)}`);
    await page.getByText('done').waitFor();
    await page.goBack();
    await tiles().nth(2).waitFor();
    await visit.close();
    await new Promise((resolve) => {
      other.close(resolve).closeAllConnections();
    });
    assert.ok(heard.length >= 4, `it heard ${heard.length} requests`);
    const everything = JSON.stringify(heard);
    for (const [name, secret] of secrets) assert.ok(!everything.includes(secret), name);
    const values = heard.flatMap(({ url, headers, body }) => [
      url,
      body,
      ...Object.values(headers),
    ]);
    const words = values.flatMap((value) => String(value).split(/[\s;,=?&]+/)).filter(Boolean);
    for (const word of new Set(words)) assert.deepEqual(await opened(host.origin, word), [], word);
  });

  it('leaves no secret in what the browser keeps on disk', async () => {
    await context.close();
    const found = filesOf(profile).flatMap((file) => {
      const bytes = bytesOf(file);
      const inFile = [...secrets, ['token', host.token] as const].filter(([, secret]) =>
        (['latin1', 'utf16le'] as const).some((text) => bytes.includes(Buffer.from(secret, text))),
      );
      return inFile.map(([name]) => ({ name, file: file.slice(profile.length) }));
    });
    // The address that was opened is in the history, and a slow browser has the time to write down the ticket that a tab
    // came back by: both have been used up before they got there.
    const isTicket = (name: string) => name === 'address' || name.startsWith('ticket');
    assert.deepEqual(
      found.filter(({ name }) => !isTicket(name)),
      [],
    );
    for (const name of new Set(['address', ...found.map((one) => one.name)])) {
      const used = secrets.get(name) ?? assert.fail();
      assert.deepEqual(await opened(host.origin, used), [], name);
    }
    const kept = filesOf(profile).filter((file) => bytesOf(file).includes(host.origin));
    assert.ok(kept.length > 0, 'the browser does write down where it has been');
    const jpeg = Buffer.from([0xff, 0xd8, 0xff]);
    const cache = filesOf(join(profile, 'Default', 'Cache'));
    assert.deepEqual(
      cache.filter((file) => bytesOf(file).includes(jpeg)),
      [],
    );
    assert.deepEqual(errors, []);
  });
});

/** A page that asks Podium for everything it may know of, and itself once, then says that it is done. */
function spyingPage(podium: string): string {
  return `<title>other</title><p id="said"></p><script type="module">
    const quiet = (asked) => asked.catch(() => null);
    await quiet(fetch('/itself', { credentials: 'include' }));
    for (const path of ['/', '/folders', '/openapi.json', '/enter'])
      for (const mode of ['cors', 'no-cors'])
        await quiet(fetch('${podium}' + path, { mode, credentials: 'include' }));
    await quiet(fetch('/said', { method: 'POST', body: [name, document.referrer, document.cookie,
      JSON.stringify({ ...sessionStorage }), JSON.stringify({ ...localStorage })].join(' ') }));
    document.getElementById('said').textContent = 'done';
  </script>`;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Routes of Podium that a word opens, in whatever place it is sent. */
async function opened(origin: string, word: string): Promise<string[]> {
  const routes = [
    { path: '/folders' },
    { path: '/openapi.json' },
    { path: '/health' },
    { path: `/image/thumbnail/${'ab'.repeat(32)}.jpg` },
    { path: '/call/settings.read', method: 'POST', body: encode({}) },
    { path: '/cancel', method: 'POST', body: encode(1) },
    { path: '/leave', method: 'POST' },
  ];
  const isHeader = /^[\x21-\x7e]+$/.test(word);
  const { port } = new URL(origin);
  const headers: Record<string, string>[] = isHeader
    ? [
        { authorization: `Bearer ${word}` },
        { [keyHeader]: word },
        { cookie: `podium-${port}=${word}` },
      ]
    : [];
  const asked = routes.flatMap((route) => [
    ...headers.map((sent) => ({ ...route, sent })),
    { ...route, path: `${route.path}?key=${encodeURIComponent(word)}`, sent: {} },
  ]);
  const answers = asked.map(async ({ path, sent, ...route }) => {
    const type: Record<string, string> = 'body' in route ? { 'content-type': frameType } : {};
    const { status } = await send(origin, path, { ...route, headers: { ...type, ...sent } });
    return status === 401 ? [] : [`${path} ${status}`];
  });
  const { status } = await exchange(origin, word);
  return [...(await Promise.all(answers)).flat(), ...(status === 401 ? [] : [`/enter ${status}`])];
}

/** The browser tidies up while it closes: what it has removed meanwhile holds nothing. */
function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
