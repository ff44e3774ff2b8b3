// `podium bursts`: lists them, and what is done by hand is what ranking goes by.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { commandFolder, type CommandFolder } from '../fixtures/command-folder.ts';

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
      bursts: { byHand: boolean; photos: string[] }[];
    };
    assert.deepEqual(bursts, [
      { byHand: true, photos: frames.slice(0, 1) },
      { byHand: true, photos: frames.slice(1) },
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
