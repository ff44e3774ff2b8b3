// The browser host: page, images, folders and calls, with the real engine in its own process behind it.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  fstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { get as httpGet } from 'node:http';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startBrowserHost, type BrowserHost } from '../../electron/browser/browser-host.ts';
import { saveImage } from '../../electron/engine/cache/images.ts';
import { imageFile } from '../../electron/host/image-files.ts';
import { startServer } from '../../electron/browser/server.ts';
import type { PodiumContract } from '../../shared/contract.ts';
import type { Entered, FolderList } from '../../shared/calls/host.ts';
import { httpCall } from '../../shared/calls/http-call.ts';
import { EngineError, type Call } from '../../shared/calls/rpc.ts';
import { albumInput } from '../fixtures/album-item.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  samplePhoto,
  temporaryFolder,
} from '../fixtures/match-folder.ts';
import { enteredBy, exchange, ticketIn, withKey } from './entered.ts';
import { send, type HttpAnswer } from './http-request.ts';

describe('the browser host', () => {
  let folder: string;
  let photos: string;
  let host: BrowserHost;
  let call: Call<PodiumContract>;

  const get = (path: string): Promise<HttpAnswer> =>
    send(host.origin, path, { headers: { authorization: `Bearer ${host.token}` } });

  before(async () => {
    folder = temporaryFolder();
    photos = join(folder, 'größe & 🏐');
    mkdirSync(join(photos, 'second half'), { recursive: true });
    mkdirSync(join(photos, '.hidden'));
    await fillFolder(photos, 3);
    await fillFolder(join(photos, 'second half'), 2);
    const pageFolder = join(folder, 'page');
    mkdirSync(join(pageFolder, 'assets'), { recursive: true });
    writeFileSync(join(pageFolder, 'index.html'), '<title>Podium</title>');
    writeFileSync(join(pageFolder, 'assets', 'index-Bx_1.js'), 'export {};');
    host = await startBrowserHost({ engine: engineOptions(join(folder, 'data')), pageFolder });
    call = httpCall<PodiumContract>({ fetch, origin: host.origin, token: host.token });
  });
  after(async () => {
    await host.close();
    dropFolder(folder);
  });

  it('lets the page in by its printed address and keeps the token out of sight', async () => {
    const address = new URL(host.address([photos]));
    const sent = `${address.pathname}${address.search}`;
    assert.equal(sent, `/open?${new URLSearchParams({ folder: photos }).toString()}`);
    const page = await send(host.origin, sent);
    assert.equal(page.status, 200);
    assert.equal(page.body.toString(), '<title>Podium</title>');
    const ticket = ticketIn(address.href);
    const entered = await exchange(host.origin, ticket);
    assert.equal(entered.status, 200);
    for (const answer of [page, entered]) {
      assert.equal(answer.headers['set-cookie'], undefined);
      assert.equal(answer.headers['cache-control'], 'no-store');
    }
    const keys = JSON.parse(entered.body.toString()) as Entered;
    const { status } = await send(host.origin, '/folders', { headers: withKey(keys) });
    assert.equal(status, 200);
    assert.equal((await exchange(host.origin, ticket)).status, 401, 'it opens one tab, once');
  });

  it('lets a tab come back that is loaded again, by a ticket that soon ends', async () => {
    const probe = () => Promise.reject(new Error('Nothing is asked of the engine.'));
    const options = { call: probe, imagesFolder: folder, pageFolder: folder };
    const server = await startServer({ ...options, awayMs: 0 });
    const first = await enteredBy(server.address());
    const again = await exchange(server.origin, first.next);
    assert.equal(again.status, 200);
    const second = JSON.parse(again.body.toString()) as Entered;
    assert.equal(second.key, first.key, 'what is on its way when a page is loaded again arrives');
    assert.equal((await exchange(server.origin, first.next)).status, 401, 'each works once');
    const left = await send(server.origin, '/leave', { method: 'POST', headers: withKey(second) });
    assert.equal(left.status, 204);
    await new Promise((resolve) => setTimeout(resolve, 10)); // timers run in their order: the ticket has ended by then
    assert.equal((await exchange(server.origin, second.next)).status, 401, 'it was away too long');
    await server.close();
  });

  it('serves the page with a policy without inline scripts, and its files for good', async () => {
    const page = await get('/');
    const policy = String(page.headers['content-security-policy']);
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self';/);
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(page.headers['cache-control'], 'no-store');
    const script = await get('/assets/index-Bx_1.js');
    assert.equal(script.headers['content-type'], 'text/javascript; charset=utf-8');
    assert.match(String(script.headers['cache-control']), /immutable/);
  });

  it('opens a folder, analyses it and serves its thumbnails', async () => {
    const input = { folders: [photos] };
    await call('folder.sync', input);
    const seen: number[] = [];
    await call('folder.analyse', input, { onProgress: ({ done }) => seen.push(done) });
    assert.ok(seen.length > 0, 'progress arrived');
    const { count, contents, hashKnown } = await call('folder.columns', input);
    assert.equal(count, 3, 'copies count once');
    assert.deepEqual(hashKnown, new Uint8Array(3).fill(1));
    for (let photo = 0; photo < count; photo++) {
      const hex = Buffer.from(contents.subarray(32 * photo, 32 * photo + 32)).toString('hex');
      const image = await get(`/image/thumbnail/${hex}.jpg`);
      assert.equal(image.headers['content-type'], 'image/jpeg');
      assert.equal(image.headers['cache-control'], 'no-store');
      assert.equal(image.body.readUInt16BE(), 0xffd8);
    }
  });

  it('exports photos by their ids, and only into a folder that was chosen in this session', async () => {
    const { ids } = await call('folder.columns', { folders: [photos] });
    const text = join(folder, 'no photo.txt');
    writeFileSync(text, 'keep me');
    const item = albumInput(ids[0] ?? NaN, { otherPaths: [text] });
    const exportTo = (to: string) => call('album.export', { items: [item], to, move: true });
    const chosen = join(folder, 'chosen');
    mkdirSync(chosen);
    const unchosen = { code: 'bad-input', message: /Choose the folder first/ };
    await assert.rejects(exportTo(chosen), unchosen);
    await assert.rejects(exportTo(join(chosen, '..', 'elsewhere')), unchosen);
    const headers = withKey(await enteredBy(host.address()));
    const choose = (path: string) =>
      send(host.origin, '/folders', { method: 'POST', headers, body: Buffer.from(path) });
    assert.equal((await choose(join(folder, 'nowhere'))).status, 404);
    assert.equal((await choose('chosen')).status, 400);
    assert.equal((await choose(chosen)).status, 200);
    await assert.rejects(exportTo(`${chosen}-2`), unchosen);
    const lost = { ...item, id: 1e6 };
    const move = { items: [lost], to: chosen, move: true };
    await assert.rejects(call('album.export', move), { code: 'not-found' });
    const exported = await exportTo(join(chosen, 'album'));
    assert.deepEqual(
      exported.map(({ kind }) => kind),
      ['photo'],
    );
    assert.equal(readFileSync(text, 'utf8'), 'keep me');
    renameSync(exported[0]?.to ?? '', exported[0]?.from ?? '');
  });

  it('copies a card only to folders that were chosen in this session, both of them', async () => {
    const card = join(folder, 'CARD');
    const [place, other] = [join(folder, 'place'), join(folder, 'other place')];
    for (const each of [card, place, other]) mkdirSync(each);
    writeFileSync(join(card, 'IMG_1.JPG'), readFileSync(join(photos, 'DSC_0001.jpg')));
    const copyTo = (...to: string[]) => call('ingest.copy', { from: card, to, template: '{name}' });
    const unchosen = { code: 'bad-input', message: /Choose the folder first/ };
    await assert.rejects(copyTo(place), unchosen);
    const headers = withKey(await enteredBy(host.address()));
    await send(host.origin, '/folders', { method: 'POST', headers, body: Buffer.from(place) });
    await assert.rejects(copyTo(place, other), unchosen);
    assert.deepEqual([readdirSync(place), readdirSync(other)], [[], []]);
    const { places } = await copyTo(place);
    const copiedBytes = statSync(join(card, 'IMG_1.JPG')).size;
    const [copied, already] = [1, 0];
    assert.deepEqual(places, [{ folder: place, copied, copiedBytes, already, problem: null }]);
    assert.deepEqual(readdirSync(place), ['IMG_1.JPG']);
  });

  it('writes no file that a page names: reports are the command line’s', async () => {
    const text = join(folder, 'notes.txt');
    writeFileSync(text, 'keep me');
    const refused = { code: 'bad-input', message: /command line/ };
    const unchosen = { code: 'bad-input', message: /only where you chose/ };
    const report = { to: text, title: '' };
    await assert.rejects(call('report.histograms', { ...report, histograms: [] }), refused);
    await assert.rejects(call('report.contactSheet', { ...report, tiles: [] }), refused);
    const values = { 'stills.ffmpeg': text };
    await assert.rejects(call('settings.write', { values }), refused);
    const shown = [{ id: 1, caption: '', alt: 'a' }];
    for (const inside of [false, true])
      await assert.rejects(call('report.gallery', { ...report, inside, photos: shown }), unchosen);
    await assert.rejects(call('demo.make', { to: folder }), { code: 'bad-input' });
    for (const photo of [{ path: text }, { path: samplePhoto(1) }]) {
      const byPath = { code: 'bad-input', message: /not by their paths/ };
      await assert.rejects(call('sport.predict', { photos: [photo] }), byPath);
      await assert.rejects(call('person.faces', { photo }), byPath);
      const match = { folders: [photos], references: [photo] };
      await assert.rejects(call('person.match', match), byPath);
    }
    assert.equal(readFileSync(text, 'utf8'), 'keep me');
  });

  it('lives on when images are given up while they are being opened', async () => {
    const { contents } = await call('folder.columns', { folders: [photos] });
    const hex = Buffer.from(contents.subarray(0, 32)).toString('hex');
    const { port } = new URL(host.origin);
    const head = [
      `GET /image/preview/${hex}.jpg HTTP/1.1`,
      `host: 127.0.0.1:${port}`,
      `authorization: Bearer ${host.token}`,
    ];
    const givenUp = async () => {
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(`${head.join('\r\n')}\r\n\r\n`, () => socket.destroy());
      await once(socket, 'close');
    };
    for (let round = 0; round < 50; round++) await Promise.all(Array.from({ length: 8 }, givenUp));
    assert.equal((await get(`/image/preview/${hex}.jpg`)).status, 200);
  });

  it('starts the engine again after its death', async () => {
    await call('settings.read', {});
    const pid = host.enginePid();
    assert.ok(pid !== undefined);
    const running = call('folder.analyse', { folders: [dirname(photos)] });
    process.kill(pid, 'SIGKILL');
    await running.catch((error: unknown) => {
      assert.ok(error instanceof EngineError && error.code === 'stopped', String(error));
    });
    while (host.enginePid() === pid) await new Promise((resolve) => setImmediate(resolve));
    assert.equal((await call('folder.columns', { folders: [photos] })).count, 3);
    assert.notEqual(host.enginePid(), pid);
  });

  it('lists folders with their photos, for choosing one', async () => {
    const { status, body } = await get(`/folders?path=${encodeURIComponent(photos)}`);
    assert.equal(status, 200);
    const list = JSON.parse(body.toString()) as FolderList;
    assert.equal(list.path, photos);
    assert.equal(list.parent, folder);
    assert.equal(list.photos, 3);
    const path = join(photos, 'second half');
    assert.deepEqual(list.folders, [{ name: 'second half', path, photos: 2 }]);
  });

  it('counts by the names that the engine reads, and by no others', async () => {
    const names = join(folder, 'names');
    mkdirSync(names);
    const photoNames = ['A.JFIF', 'b.jpe', 'c.hif', 'd.sr2', 'e.gpr', 'f.fff', 'g.NEF', 'h.orf'];
    const others = ['i.new', 'j.orw', 'k.txt', '.hidden.jpg', 'jpg'];
    for (const name of [...photoNames, ...others]) writeFileSync(join(names, name), '');
    const { body } = await get(`/folders?path=${encodeURIComponent(names)}`);
    assert.equal((JSON.parse(body.toString()) as FolderList).photos, photoNames.length);
  });

  it('starts choosing where photos usually are', async () => {
    const list = JSON.parse((await get('/folders')).body.toString()) as FolderList;
    assert.ok(list.places.some((place) => place.path === list.path));
  });

  it('says that a folder is not there', async () => {
    const { status, body } = await get('/folders?path=/nowhere%20at%20all');
    assert.equal(status, 404);
    assert.match(body.toString(), /not there or may not be read/);
  });

  it('says that the page is not built', async () => {
    const engine = engineOptions(join(folder, 'data'));
    const bare = await startBrowserHost({ engine, pageFolder: join(folder, 'nothing') });
    const headers = { authorization: `Bearer ${bare.token}` };
    const { status, body } = await send(bare.origin, '/', { headers });
    await bare.close();
    assert.equal(status, 404);
    assert.match(body.toString(), /not built yet/);
  });

  it('gives every start a token of its own', async () => {
    const engine = engineOptions(join(folder, 'data'));
    const other = await startBrowserHost({ engine, pageFolder: folder });
    const headers = { authorization: `Bearer ${host.token}` };
    const { status } = await send(other.origin, '/folders', { headers });
    await other.close();
    assert.equal(status, 401);
  });

  it('closes the file of every image that the page gives up', async () => {
    const imagesFolder = join(folder, 'images');
    const hex = 'ab'.repeat(32);
    const file = imageFile(imagesFolder, 'full', hex) ?? assert.fail();
    saveImage(imagesFolder, Buffer.from(hex, 'hex'), 'full', new Uint8Array(20e6)); // more than the sockets take without a reader
    const call = () => Promise.reject(new Error('Only images are asked for.'));
    const server = await startServer({ call, imagesFolder, pageFolder: folder });
    const headers = { authorization: `Bearer ${server.token}` };
    const seen = Array.from({ length: 5 }, async () => {
      await new Promise<void>((resolve, reject) => {
        httpGet(`${server.origin}/image/full/${hex}.jpg`, { headers }, (response) => {
          response.once('data', () => {
            response.destroy();
            resolve();
          });
        }).once('error', reject);
      });
    });
    await Promise.all(seen);
    while (openTimes(file) > 0) await new Promise((resolve) => setImmediate(resolve));
    await server.close();
  });
});

/** How often this process has a file open. */
function openTimes(file: string): number {
  const { dev, ino } = statSync(file, { bigint: true });
  const isOpen = (descriptor: number): boolean => {
    try {
      const opened = fstatSync(descriptor, { bigint: true });
      return opened.dev === dev && opened.ino === ino;
    } catch {
      return false; // nothing is open under this number
    }
  };
  return Array.from({ length: 256 }, (_, descriptor) => descriptor).filter(isOpen).length;
}
