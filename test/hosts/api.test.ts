// The HTTP API over the real host and engine: right answers, right refusals, and a server that outlives both.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { longestBodyBytes } from '../../electron/api/body.ts';
import { problemType } from '../../electron/api/refusals.ts';
import { routes } from '../../electron/api/routes.ts';
import { startBrowserHost, type BrowserHost } from '../../electron/browser/browser-host.ts';
import { sportColours } from '../fixtures/colour-classifier.ts';
import { installColourClassifier } from '../fixtures/installed-classifier.ts';
import { hugePng } from '../fixtures/damage.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  temporaryFolder,
} from '../fixtures/match-folder.ts';

type Body = NonNullable<RequestInit['body']>;
type Sport = keyof typeof sportColours;
type Json = Record<string, unknown>;

const takesForms = (route: string) => route === '/predict' || route === '/compare';

describe('the HTTP API', () => {
  let folder: string;
  let host: BrowserHost;
  const log: string[] = [];

  const ask = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${host.token}`);
    return fetch(`${host.origin}${path}`, { ...init, headers });
  };
  const post = (path: string, body: Body, type?: string) =>
    ask(path, {
      method: 'POST',
      body,
      ...(type !== undefined && { headers: { 'content-type': type } }),
    });
  const postJson = (path: string, value: unknown) =>
    post(path, JSON.stringify(value), 'application/json');
  const jsonOf = async (response: Response) => (await response.json()) as Json;

  async function photo(sport: Sport): Promise<Buffer<ArrayBuffer>> {
    const [r, g, b] = sportColours[sport];
    const create = { width: 300, height: 200, channels: 3, background: { r, g, b } } as const;
    return Buffer.from(await sharp({ create }).jpeg({ quality: 95 }).toBuffer());
  }

  /** The refusal's sentence, its form checked. */
  async function refused(response: Response, status: number): Promise<string> {
    const body = await jsonOf(response);
    assert.equal(response.status, status, JSON.stringify(body));
    assert.equal(response.headers.get('content-type'), problemType);
    assert.equal(body['status'], status);
    assert.equal(body['requestId'], response.headers.get('x-request-id'));
    const { detail } = body;
    assert.ok(typeof detail === 'string' && /[.]$/.test(detail), String(detail));
    return detail;
  }

  before(async () => {
    folder = temporaryFolder();
    mkdirSync(join(folder, 'photos'));
    await fillFolder(join(folder, 'photos'), 3);
    const engine = { ...engineOptions(join(folder, 'data')), modelsFolder: join(folder, 'models') };
    await installColourClassifier(engine.modelsFolder);
    host = await startBrowserHost({ engine, pageFolder: folder, log: (line) => log.push(line) });
  });
  after(async () => {
    await host.close();
    dropFolder(folder);
  });

  it('says that it is well, and which models it uses', async () => {
    const { status, models } = await jsonOf(await ask('/health'));
    assert.equal(status, 'ok');
    assert.ok(
      (models as Json[]).some(({ role }) => role === 'classifier'),
      JSON.stringify(models),
    );
  });

  it('lists the sports in the order of the model', async () => {
    assert.deepEqual((await jsonOf(await ask('/classes')))['classes'], Object.keys(sportColours));
  });

  describe('POST /predict', () => {
    it('names the sport on a photo that is the body', async () => {
      for (const sport of Object.keys(sportColours) as Sport[]) {
        const answer = await jsonOf(await post('/predict', await photo(sport), 'image/jpeg'));
        assert.equal(answer['sport'], sport);
        const top = answer['top_3'] as { sport: string; confidence: number }[];
        assert.equal(top.length, 3);
        assert.equal(top[0]?.confidence, answer['confidence']);
        const sum = top.reduce((all, { confidence }) => all + confidence, 0);
        assert.ok(Math.abs(sum - 100) < 0.2, `${sum} %`);
      }
    });

    it('names the sports on the photos of a form, and says which it cannot read', async () => {
      const form = new FormData();
      form.append('photos', new File([await photo('golf')], 'a.jpg'));
      form.append('photos', new File(['no photo at all'], '../../notes.jpg'));
      form.append('photos', new File([await photo('swimming')], 'c.png'));
      const { predictions } = await jsonOf(await post('/predict', form));
      const [first, second, third] = predictions as Json[];
      assert.equal(first?.['sport'], 'golf');
      assert.equal(second?.['name'], 'notes.jpg');
      assert.match(String(second['error']), /^notes\.jpg is not a photo/);
      assert.equal(third?.['sport'], 'swimming');
    });

    it('names the sports on photos of this machine', async () => {
      const path = join(folder, 'red.jpg');
      writeFileSync(path, await photo('tennis'));
      const { predictions } = await jsonOf(await postJson('/predict', { paths: [path] }));
      assert.equal((predictions as Json[])[0]?.['sport'], 'tennis');
    });

    it('takes a photo of one pixel', async () => {
      const create = { width: 1, height: 1, channels: 3, background: '#1e1edc' } as const;
      const one = Buffer.from(await sharp({ create }).png().toBuffer());
      assert.equal((await jsonOf(await post('/predict', one, 'image/png')))['sport'], 'swimming');
    });

    it('refuses a photo of 30,000 px before it fills the memory', async () => {
      const body = Buffer.from(hugePng(30_000, 30_000));
      assert.match(await refused(await post('/predict', body, 'image/png'), 422), /900 megapixels/);
    });

    it('refuses a text that is called a photo', async () => {
      const text = await post('/predict', 'Dear Sir', 'image/jpeg');
      assert.match(await refused(text, 415), /not a photo Podium reads/);
      const form = new FormData();
      form.append('photos', new File(['Dear Sir'], 'letter.jpg'));
      assert.match(await refused(await post('/predict', form), 415), /^letter\.jpg is not a photo/);
    });

    it('refuses a photo that ends early', async () => {
      const whole = await photo('golf');
      await refused(await post('/predict', whole.subarray(0, 400), 'image/jpeg'), 422);
    });

    it('refuses a classifier that is not there', async () => {
      const form = new FormData();
      form.append('photos', new File([await photo('golf')], 'a.jpg'));
      form.append('classifier', 'nothing');
      await refused(await post('/predict', form), 400);
    });
  });

  describe('POST /rank', () => {
    it('ranks a folder, best first, with reasons', async () => {
      const photos = join(folder, 'photos');
      const answer = await jsonOf(await postJson('/rank', { folders: [photos] }));
      const ranked = answer['photos'] as {
        rank: number;
        score: number;
        path: string;
        parts: Json[];
      }[];
      assert.deepEqual(
        ranked.map(({ rank }) => rank),
        [1, 2, 3],
      );
      assert.deepEqual(ranked.map(({ path }) => basename(path)).toSorted(), [
        'DSC_0001.jpg',
        'DSC_0002.jpg',
        'DSC_0003.jpg',
      ]);
      const scores = ranked.map(({ score }) => score);
      assert.deepEqual(
        scores,
        scores.toSorted((a, b) => b - a),
      );
      assert.ok(ranked.every(({ parts }) => parts.length > 0));
      assert.deepEqual(answer['problems'], []);
    });

    it('ranks by weights, and only so many', async () => {
      const request = { folders: [join(folder, 'photos')], weights: { sharpness: 1 }, top: 1 };
      const { photos } = await jsonOf(await postJson('/rank', request));
      const [best, ...rest] = photos as { score: number; parts: Json[] }[];
      assert.deepEqual(rest, []);
      assert.deepEqual(
        best?.parts.map(({ signal }) => signal),
        ['sharpness'],
      );
    });

    it('refuses what it cannot do, naming it', async () => {
      const photos = join(folder, 'photos');
      const cases: [Json, number, RegExp][] = [
        [{ folders: ['photos'] }, 400, /"photos" is not an absolute path/],
        [{ folders: [join(folder, 'nowhere')] }, 404, /nowhere/],
        [{ folders: [photos], preset: 'best' }, 400, /no preset "best"/],
        [{ folders: [photos], preset: 'sports', weights: { smile: 1 } }, 400, /not both/],
        [{ folders: [photos], weights: { smile: 0 } }, 400, /above 0/],
        [{ folders: [photos], weights: { smile: -1 } }, 400, /weights\.smile/],
        [{ folders: [photos], top: 0 }, 400, /top/],
        [{ folders: [photos], references: [join(folder, 'nobody.jpg')] }, 404, /nobody\.jpg/],
      ];
      for (const [request, status, sentence] of cases)
        assert.match(await refused(await postJson('/rank', request), status), sentence);
    });
  });

  for (const route of ['/predict', '/photo', '/rank', '/insights', '/search', '/compare'] as const)
    describe(`POST ${route}`, () => {
      it('refuses a body without what it needs', async () => {
        const needs = {
          '/predict': 'paths',
          '/photo': 'path',
          '/rank': 'folders',
          '/insights': 'folders',
          '/search': 'folders',
          '/compare': 'first',
        };
        const sentence = await refused(await postJson(route, {}), 400);
        assert.match(sentence, new RegExp(`${needs[route]}: `));
        if (takesForms(route)) await refused(await post(route, new FormData()), 400);
      });

      it('refuses a body that is not what it says', async () => {
        assert.match(await refused(await post(route, '{', 'application/json'), 400), /not JSON/);
        if (!takesForms(route)) return;
        const type = 'multipart/form-data; boundary=x';
        assert.match(await refused(await post(route, 'no parts', type), 400), /form is damaged/);
      });

      it('refuses a type it does not take', async () => {
        const sentence = await refused(await post(route, 'a=1', 'text/csv'), 415);
        assert.match(sentence, /text\/csv is not taken here\. Send /);
        const bare = await ask(route, { method: 'POST' });
        assert.match(await refused(bare, 415), /no content-type/);
      });

      it('refuses 200 MB, announced or not, and answers the next', async () => {
        const type = takesForms(route) ? 'multipart/form-data; boundary=x' : 'application/json';
        const long = new Uint8Array(200 * 2 ** 20);
        assert.ok(long.length > longestBodyBytes);
        await refused(await post(route, long, type), 413);
        const pieces = ReadableStream.from(
          Array.from({ length: 25 }, () => new Uint8Array(8 * 2 ** 20)),
        );
        const headers = { 'content-type': type };
        const init = { method: 'POST', body: pieces, duplex: 'half', headers } as const;
        await refused(await ask(route, init), 413);
        assert.equal((await ask('/health')).status, 200);
      });

      it('answers POST only', async () => {
        const response = await ask(route);
        assert.equal(response.headers.get('allow'), 'POST');
        await refused(response, 405);
      });

      it('asks for the token', async () => {
        const response = await fetch(`${host.origin}${route}`, { method: 'POST' });
        assert.match(await refused(response, 401), /Authorization: Bearer/);
      });
    });

  it('says what is missing where no CLIP is installed', async () => {
    const request = { folders: [join(folder, 'photos')], words: 'a goal' };
    assert.match(await refused(await postJson('/search', request), 404), /CLIP/);
  });

  it('gives every request an id, the one it came with where it can, and logs it', async () => {
    const given = await ask('/health', { headers: { 'x-request-id': 'match-7.a' } });
    assert.equal(given.headers.get('x-request-id'), 'match-7.a');
    const odd = await ask('/health', { headers: { 'x-request-id': 'a b"c' } });
    assert.match(odd.headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
    await odd.text();
    while (!log.some((line) => line.includes(odd.headers.get('x-request-id') ?? '?')))
      await new Promise((resolve) => setImmediate(resolve));
    assert.match(log.find((line) => line.includes('match-7.a')) ?? '', /GET \/health 200 \d+ ms$/);
  });

  it('turns away whoever does not fit in the line, and serves the others', async () => {
    const body = await photo('tennis');
    // Of some number the last ones must find the line full, however fast it moves.
    let answers: Response[] = [];
    for (let count = 80; !answers.some(({ status }) => status === 429); count *= 2)
      answers = await Promise.all(
        Array.from({ length: count }, () => post('/predict', body, 'image/jpeg')),
      );
    const statuses = answers.map(({ status }) => status);
    assert.ok(
      statuses.every((status) => status === 200 || status === 429),
      String(statuses),
    );
    assert.ok(statuses.filter((status) => status === 200).length >= 34, String(statuses));
    const full = answers.find(({ status }) => status === 429);
    assert.ok(full);
    assert.equal(full.headers.get('retry-after'), '1');
    await refused(full, 429);
    assert.equal((await post('/predict', body, 'image/jpeg')).status, 200);
  });

  it('documents every route, the schemas of its bodies and its refusals', async () => {
    const document = await jsonOf(await ask('/openapi.json'));
    assert.equal(document['openapi'], '3.1.0');
    assert.deepEqual(document['servers'], [{ url: host.origin }]);
    const paths = document['paths'] as Record<string, Record<string, Json>>;
    assert.deepEqual(
      Object.keys(paths),
      routes.map(({ path }) => path),
    );
    const { requestBody, responses } = paths['/predict']?.['post'] ?? {};
    const { content } = requestBody as { content: Record<string, { schema: Json }> };
    assert.deepEqual(Object.keys(content), ['image/*', 'multipart/form-data', 'application/json']);
    const form = content['multipart/form-data']?.schema;
    assert.deepEqual(Object.keys(form?.['properties'] as Json), ['photos', 'file', 'classifier']);
    const statuses = Object.keys(responses as Json).join(' ');
    assert.equal(statuses, '200 400 401 404 408 409 413 415 422 429 500 503');
  });
});
