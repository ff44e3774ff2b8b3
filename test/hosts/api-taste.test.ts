// Taste over HTTP: two photos to ask about, choices in and out, what they taught, photos compared by it, and signals rated without photos.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startBrowserHost, type BrowserHost } from '../../electron/browser/browser-host.ts';
import { createEngine } from '../../electron/engine/engine.ts';
import type { PhotoColumns } from '../../shared/photo.ts';
import { podium } from '../fixtures/command-line.ts';
import {
  dropFolder,
  engineOptions,
  fillFolder,
  temporaryFolder,
} from '../fixtures/match-folder.ts';

type Json = Record<string, unknown>;

describe('taste over HTTP', () => {
  const folder = temporaryFolder();
  const photos = join(folder, 'photos');
  const data = join(folder, 'data');
  let host: BrowserHost;
  let columns: PhotoColumns;

  const ask = async (path: string, body?: object | FormData): Promise<[number, Json]> => {
    const response = await fetch(`${host.origin}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${host.token}`,
        ...(body && !(body instanceof FormData) && { 'content-type': 'application/json' }),
      },
      ...(body && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    return [response.status, (await response.json()) as Json];
  };
  const done = async (path: string, body?: object | FormData): Promise<Json> => {
    const [status, answer] = await ask(path, body);
    assert.equal(status, 200, JSON.stringify(answer));
    return answer;
  };

  before(async () => {
    mkdirSync(photos);
    await fillFolder(photos, 9);
    const engine = createEngine(engineOptions(data));
    const input = { folders: [photos], recursive: true };
    await engine.call('folder.sync', input);
    await engine.call('folder.analyse', input);
    columns = await engine.call('folder.columns', input);
    await engine.close();
    host = await startBrowserHost({
      engine: engineOptions(data),
      pageFolder: folder,
      log: () => undefined,
    });
  });
  after(async () => {
    await host.close();
    dropFolder(folder);
  });

  const path = (photo: number) => columns.paths[photo] ?? '';

  it('asks about two photos, keeps the answer, and gives it out', async () => {
    const next = await done('/taste/next', { folders: [photos] });
    const [left, right] = [next['left'], next['right']] as { id: number; path: string }[];
    assert.ok(left && right && left.path !== right.path);
    assert.ok(columns.paths.includes(left.path) && columns.paths.includes(right.path));
    await done('/taste/choose', { left: left.id, right: right.id, verdict: 'left' });
    const { choices } = await done('/taste/choices');
    const [choice, ...more] = choices as { verdict: string; left: string }[];
    assert.deepEqual([choice?.verdict, choice?.left.length, more.length], ['left', 64, 0]);
    const state = await done('/taste', {});
    assert.deepEqual([state['choices'], state['learned']], [1, false]);
    assert.match(String(state['sentence']), /^Nothing learned yet/);
    const [status] = await ask('/compare', { first: path(0), second: path(1), vector: 'taste' });
    assert.equal(status, 404);
  });

  it('takes choices, and compares any two photos by what they taught', async () => {
    const pictureOf = (photo: number) =>
      Buffer.from(columns.pictures.subarray(32 * photo, 32 * photo + 32)).toString('hex');
    const colour = columns.signals.colourfulness;
    const pairs = [...columns.ids.keys()].flatMap((a) =>
      [...columns.ids.keys()].map((b) => [a, b]),
    );
    const choices = pairs.flatMap(([a = 0, b = 0], i) =>
      a === b
        ? []
        : [
            {
              left: pictureOf(a),
              right: pictureOf(b),
              verdict: (colour[a] ?? 0) > (colour[b] ?? 0) ? 'left' : 'right',
              atMs: 1000 + i,
            },
          ],
    );
    const added = await done('/taste/choices/add', { choices });
    assert.deepEqual(added, { added: choices.length, known: 0 });
    assert.deepEqual(await done('/taste/choices/add', { choices }), {
      added: 0,
      known: choices.length,
    });
    const state = await done('/taste', { folders: [photos] });
    assert.equal(state['learned'], true, JSON.stringify(state));

    const best = [...colour.keys()].reduce((a, b) => ((colour[a] ?? 0) > (colour[b] ?? 0) ? a : b));
    const worst = [...colour.keys()].reduce((a, b) =>
      (colour[a] ?? 0) < (colour[b] ?? 0) ? a : b,
    );
    const compared = await done('/compare', {
      first: path(best),
      second: path(worst),
      vector: 'taste',
    });
    const swapped = await done('/compare', {
      first: path(worst),
      second: path(best),
      vector: 'taste',
    });
    assert.equal(Number(compared['first']) + Number(compared['second']), 1);
    assert.deepEqual(
      [swapped['first'], swapped['second']],
      [compared['second'], compared['first']],
    );
    assert.ok(Number(compared['first']) > 0.5, JSON.stringify(compared));

    const form = new FormData();
    for (const [field, photo] of [
      ['first', best],
      ['second', worst],
    ] as const)
      form.append(field, new File([readFileSync(path(photo))], `${field}.jpg`));
    form.append('vector', 'taste');
    assert.equal((await done('/compare', form))['first'], compared['first']);
  });

  it('gives what was learned away, and takes it back under a name', async () => {
    const { tastes } = await done('/taste/vectors');
    const [mine] = tastes as { name: string; vector: object }[];
    assert.ok(mine);
    await done('/taste/vectors/add', { name: 'anna', vector: mine.vector });
    const request = { first: path(0), second: path(1) };
    const by = async (vector: string) => (await done('/compare', { ...request, vector }))['first'];
    assert.equal(await by('taste of anna'), await by('taste'));
    const [status, refusal] = await ask('/taste/vectors/add', {
      name: 'ben',
      vector: { traits: [] },
    });
    assert.equal(status, 400);
    assert.match(String(refusal['detail']), /vector\.traits/);
  });

  it('rates signals without photos as it ranks the photos that have them', async () => {
    const weights = { sharpness: 2, contrast: 1, colourfulness: 1 };
    const ranked = await done('/rank', { folders: [photos], weights });
    const named = [...columns.ids.keys()].map((photo) => ({
      name: basename(path(photo)),
      signals: Object.fromEntries(
        (Object.keys(weights) as (keyof typeof weights)[]).map((signal) => [
          signal,
          columns.signals[signal][photo] ?? 0,
        ]),
      ),
    }));
    const rated = await done('/rate', { photos: named, weights });
    const scores = new Map(
      (ranked['photos'] as { path: string; score: number }[]).map((one) => [
        basename(one.path),
        one.score,
      ]),
    );
    for (const one of rated['photos'] as { name: string; score: number; taste: number }[]) {
      assert.ok(Math.abs(one.score - (scores.get(one.name) ?? NaN)) < 1e-12, one.name);
      assert.ok(one.taste > 0 && one.taste < 1);
    }
    const lacking = await done('/rate', {
      photos: [{ name: 'a', signals: { smile: 0.5 } }],
      weights: { smile: 1, contrast: 1 },
    });
    const [only] = lacking['photos'] as { missing: string[] }[];
    assert.deepEqual(only?.missing, ['contrast']);
    const [status] = await ask('/rate', { photos: [{ name: 'a', signals: { charm: 1 } }] });
    assert.equal(status, 400);
  });

  it('lists the hundred sports where nothing can tell them yet', async () => {
    const { classes, model } = await done('/classes');
    assert.deepEqual([(classes as string[]).length, model], [100, null]);
  });

  it('compares by what was learned from the command line too', async () => {
    await host.close();
    const args = ['compare', path(0), path(1), '--vector', 'taste', '--json', '--data', data];
    const { code, stdout, stderr } = await podium(args);
    assert.equal(code, 0, stderr);
    const { first, second } = JSON.parse(stdout) as { first: number; second: number };
    assert.equal(first + second, 1);
  });
});
