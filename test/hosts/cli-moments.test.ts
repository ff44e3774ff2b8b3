// `podium bursts` and `podium clocks`: what is done by hand is what ranking goes by, over HTTP too.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startBrowserHost } from '../../electron/browser/browser-host.ts';
import { commandFolder, type CommandFolder } from '../fixtures/command-folder.ts';
import { podium } from '../fixtures/command-line.ts';
import { dropFolder, engineOptions, temporaryFolder } from '../fixtures/match-folder.ts';
import { bracketed, hourApart, writeCameraPhotos } from '../fixtures/two-cameras.ts';

describe('podium bursts', () => {
  let folder: CommandFolder;
  const at = (name: string) => join(folder.photos, name);
  before(async () => {
    folder = await commandFolder();
  });
  after(() => {
    folder.drop();
  });

  it('joins photos, splits and frees them, and says so to ranking', async () => {
    const [one, two, three] = ['sample1.jpg', 'sample2.jpg', 'sample3.jpg'].map(at) as [
      string,
      string,
      string,
    ];
    const joined = await folder.run('bursts', folder.photos, one, two, three, '--join');
    assert.equal(joined.code, 0);
    assert.match(joined.stdout, /^A burst of 3, by hand:\n/);
    const ranked = await folder.run('rank', folder.photos, '--json');
    const { photos } = JSON.parse(ranked.stdout) as { photos: { path: string; burst: number }[] };
    const together = new Map(photos.map(({ path, burst }) => [path, burst]));
    assert.equal(together.get(one), together.get(two));
    assert.equal(together.get(one), together.get(three));
    const frames = joined.stdout
      .split('\n')
      .slice(1, 4)
      .map((line) => line.trim());
    const split = await folder.run('bursts', folder.photos, frames[1] ?? '', '--split', '--json');
    const { bursts } = JSON.parse(split.stdout) as {
      bursts: { isBracket: boolean; byHand: boolean; photos: string[] }[];
    };
    assert.deepEqual(bursts, [
      { isBracket: false, byHand: true, photos: frames.slice(0, 1) },
      { isBracket: false, byHand: true, photos: frames.slice(1) },
    ]);
    assert.equal((await folder.run('bursts', folder.photos, ...frames, '--as-found')).code, 0);
    const again = await folder.run('bursts', folder.photos, ...frames, '--as-found');
    assert.deepEqual([again.code, again.stderr.includes('Nothing was joined or split')], [2, true]);
  });

  it('refuses what makes no sense in a sentence', async () => {
    for (const [args, sentence] of [
      [['--join'], 'Name the photos after the folder.'],
      [[at('sample1.jpg'), '--split', '--join'], 'Give one of'],
      [[at('sample1.jpg'), '--split'], 'There is nothing to split'],
    ] as const) {
      const { code, stderr } = await folder.run('bursts', folder.photos, ...args);
      assert.deepEqual([code, stderr.includes(sentence)], [2, true], stderr);
    }
  });
});

describe('podium clocks', () => {
  let work: string;
  let photos: string;
  const at = (name: string) => join(photos, name);
  before(async () => {
    work = temporaryFolder();
    photos = join(work, 'match');
    mkdirSync(photos);
    await writeCameraPhotos(photos, hourApart);
  });
  after(() => {
    dropFolder(work);
  });
  const clocks = (...args: string[]) =>
    podium(['clocks', photos, ...args, '--data', join(work, 'data')]);

  it('moves a camera by hand or by two photos, refuses what it cannot, and is what HTTP says', async () => {
    const same = await clocks('--right', at('a1.jpg'), '--wrong', at('b1.jpg'));
    assert.equal(same.code, 0, same.stderr);
    assert.match(same.stdout, /NIKON Z 9 101 +2 +0\nNIKON Z 9 102 +2 +\+0:59:50\n/);
    for (const [args, sentence] of [
      [['--camera', 'z 9', '--by', '5'], 'say which'],
      [['--camera', 'D850', '--by', '5'], 'No photo there was taken by a camera named "D850".'],
      [['--camera', '102', '--by', 'soon'], '"soon" is no time'],
      [['--camera', '102'], 'Give both --camera and --by.'],
    ] as const) {
      const { code, stderr } = await clocks(...args);
      assert.deepEqual([code, stderr.includes(sentence)], [2, true], stderr);
    }
    const engine = engineOptions(join(work, 'data'));
    const host = await startBrowserHost({ engine, pageFolder: work, log: () => undefined });
    try {
      const post = async (path: string, body: object) => {
        const response = await fetch(`${host.origin}${path}`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${host.token}`,
            'content-type': 'application/json',
          },
          body: JSON.stringify(body),
        });
        return (await response.json()) as Record<string, unknown>;
      };
      const folders = { folders: [photos] };
      const told = (seconds: number) => ({
        cameras: [
          { body: 'NIKON Z 9 101', photos: 2, seconds: 0 },
          { body: 'NIKON Z 9 102', photos: 2, seconds },
        ],
      });
      assert.deepEqual(await post('/clocks', folders), told(3590));
      const move = { camera: '102', seconds: 3600 };
      assert.deepEqual(await post('/clocks', { ...folders, move }), told(3600));
      const ranked = await post('/rank', { ...folders, sort: 'time' });
      const paths = (ranked['photos'] as { path: string }[]).map(({ path }) => path);
      assert.deepEqual(paths, ['a1.jpg', 'b1.jpg', 'a2.jpg', 'b2.jpg'].map(at));
      const same = { right: at('a1.jpg'), wrong: at('a2.jpg') };
      const { detail } = await post('/clocks', { ...folders, same });
      assert.match(String(detail), /must be of two cameras/);
    } finally {
      await host.close();
    }
  });
});

describe('a bracket', () => {
  const work = temporaryFolder();
  after(() => {
    dropFolder(work);
  });

  it('is listed as one, and goes into an album as a whole', async () => {
    const photos = join(work, 'match');
    mkdirSync(photos);
    await writeCameraPhotos(photos, bracketed);
    const run = (...args: string[]) => podium([...args, '--data', join(work, 'data')]);
    const listed = await run('bursts', photos);
    const names = [0, 1, 2].map((place) => join(photos, `bracket${place}.jpg`));
    assert.equal(listed.stdout, `A bracket of 3:\n${names.map((name) => `  ${name}\n`).join('')}`);
    const album = join(work, 'album');
    const exported = await run('export', photos, '--top', '3', '--to', album, '--variety', '0.3');
    assert.equal(exported.code, 0, exported.stderr);
    assert.match(exported.stderr, /2 of them are there because a bracket is never taken apart/);
    assert.equal(readdirSync(album).filter((name) => name.endsWith('.jpg')).length, 5);
  });
});
