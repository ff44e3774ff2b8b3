// Photos that are odd, to every route that looks at them: one pixel, 30,000 pixels a side, and a text that is called a photo.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { startBrowserHost, type BrowserHost } from '../../electron/browser/browser-host.ts';
import type { ToldChart } from '../../shared/insights/told.ts';
import { hugePng } from '../fixtures/damage.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { ownModelFolder, writeTestClip } from '../fixtures/test-clip.ts';

type Json = Record<string, unknown>;

describe('an odd photo', () => {
  let folder: string;
  let photos: string;
  let host: BrowserHost;
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  const send = (path: string, body: FormData | string) =>
    fetch(`${host.origin}${path}`, {
      method: 'POST',
      body,
      headers: {
        authorization: `Bearer ${host.token}`,
        ...(typeof body === 'string' && { 'content-type': 'application/json' }),
      },
    });
  const jsonOf = async (response: Response) => (await response.json()) as Json;

  before(async () => {
    folder = temporaryFolder();
    photos = join(folder, 'photos');
    mkdirSync(photos);
    const create = { width: 1, height: 1, channels: 3, background: '#ff0000' } as const;
    contents.set('one.png', Uint8Array.from(await sharp({ create }).png().toBuffer()));
    contents.set('huge.png', Uint8Array.from(hugePng(30_000, 30_000)));
    contents.set('letter.jpg', new TextEncoder().encode('Dear Sir'));
    for (const [name, bytes] of contents) writeFileSync(join(photos, name), bytes);
    const modelsFolder = join(folder, 'models');
    await ownModelFolder(modelsFolder);
    await writeTestClip(modelsFolder);
    const engine = { ...engineOptions(join(folder, 'data')), modelsFolder };
    host = await startBrowserHost({ engine, pageFolder: folder, log: () => undefined });
  });
  after(async () => {
    await host.close();
    dropFolder(folder);
  });

  it('is answered by itself in the field "file", as other programs ask for a sport', async () => {
    const photo = () => new File([contents.get('one.png') ?? new Uint8Array()], 'sports_image.png');
    const form = new FormData();
    form.append('file', photo());
    const { sport, confidence, top_3: top, model } = await jsonOf(await send('/predict', form));
    assert.equal(typeof sport, 'string');
    assert.ok(Number(confidence) > 0 && Number(confidence) <= 100);
    assert.deepEqual([(top as Json[]).length, (top as Json[])[0]], [3, { sport, confidence }]);
    assert.equal(typeof model, 'string');
    form.append('photos', photo());
    const both = await send('/predict', form);
    assert.equal(both.status, 400);
    assert.match(String((await jsonOf(both))['detail']), /either photos or file/);
  });

  for (const [name, sent, named] of [
    ['one.png', 200, 200],
    ['huge.png', 422, 422],
    ['letter.jpg', 415, 422],
  ] as const) {
    const sentence = name === 'huge.png' ? /900 megapixels/ : /is not a photo|it is not a photo/;
    const check = async (response: Response, status: number) => {
      const answer = await jsonOf(response);
      assert.equal(response.status, status, JSON.stringify(answer));
      if (status !== 200) assert.match(String(answer['detail']), sentence);
    };

    it(`is answered with ${sent} where it is sent: ${name}`, async () => {
      const form = new FormData();
      for (const [field, file] of [
        ['first', 'one.png'],
        ['second', name],
      ] as const)
        form.append(field, new File([contents.get(file) ?? new Uint8Array()], file));
      await check(await send('/compare', form), sent);
      const one = new FormData();
      one.append('photos', new File([contents.get(name) ?? new Uint8Array()], name));
      await check(await send('/predict', one), sent);
    });

    it(`is answered with ${named} where it is named: ${name}`, async () => {
      const request = { first: join(photos, name), second: join(photos, 'one.png') };
      await check(await send('/compare', JSON.stringify(request)), named);
      await check(await send('/predict', JSON.stringify({ paths: [join(photos, name)] })), named);
    });
  }

  for (const route of ['/rank', '/search'])
    it(`in a folder is a problem of its own, and the others are there (${route})`, async () => {
      const response = await send(route, JSON.stringify({ folders: [photos], words: 'red' }));
      const answer = await jsonOf(response);
      assert.equal(response.status, 200, JSON.stringify(answer));
      const names = (list: unknown) =>
        (list as { path: string }[]).map(({ path }) => basename(path));
      assert.deepEqual(names(answer['photos']), ['one.png']);
      assert.deepEqual(names(answer['problems']).toSorted(), ['huge.png', 'letter.jpg']);
    });

  it('is no part of the insights, but is told of; each mark names its photos where they are wanted', async () => {
    const ask = async (paths: boolean) => {
      const response = await send('/insights', JSON.stringify({ folders: [photos], paths }));
      assert.equal(response.status, 200);
      return jsonOf(response);
    };
    const { charts, problems } = await ask(true);
    const told = charts as ToldChart[];
    assert.equal((problems as object[]).length, 2);
    const files = told.find(({ id }) => id === 'files')?.marks ?? [];
    assert.deepEqual(
      files.map(({ label, count }) => [label, count]),
      [
        ['Photos', 1],
        ['Unreadable files', 2],
      ],
    );
    const colours = told.find(({ id }) => id === 'colours')?.marks ?? [];
    assert.deepEqual(
      colours.map(({ label, paths = [] }) => [label, ...paths.map((path) => basename(path))]),
      [['Red', 'one.png']],
    );
    const plain = (await ask(false))['charts'] as ToldChart[];
    assert.ok(plain.flatMap(({ marks }) => marks).every(({ paths }) => paths === undefined));
  });
});
