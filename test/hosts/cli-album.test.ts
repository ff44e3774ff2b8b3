// `podium export` with copies in a form of one's own, and `podium album-presets`.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { markerName } from '../../electron/engine/files/own-folder.ts';
import { commandFolder, type CommandFolder } from '../fixtures/command-folder.ts';

let folder: CommandFolder;
before(async () => {
  folder = await commandFolder();
});
after(() => {
  folder.drop();
});

const filesIn = (album: string) =>
  readdirSync(album)
    .filter((name) => name !== markerName)
    .sort()
    .map((name) => join(album, name));

describe('podium export in a form', () => {
  const exported = async (name: string, ...options: string[]) => {
    const album = join(folder.work, name);
    const { code, stderr } = await folder.run(
      ...['export', folder.photos, '--top', '2', '--to', album, ...options],
    );
    assert.equal(code, 0, stderr);
    const files = filesIn(album).filter((file) => !file.endsWith('.xmp'));
    return Promise.all(
      files.map(async (file) => ({ file, ...(await sharp(readFileSync(file)).metadata()) })),
    );
  };

  it('makes what a preset says, and what options change of it', async () => {
    const insta = await exported('insta', '--as', 'instagram');
    assert.equal(insta.length, 2);
    for (const { file, format, width, height, exif } of insta) {
      assert.match(file, /\.jpg$/);
      assert.equal(format, 'jpeg');
      assert.ok(width <= 1080 && height <= 1350);
      assert.ok(!exif?.includes('Make'));
    }
    const changed = await exported(
      'changed',
      ...['--as', 'Web', '--long-edge', '200', '--format', 'webp', '--watermark', '© Club'],
      ...['--metadata', 'none', '--colour', 'p3', '--template', '{name}', '--xmp'],
    );
    const sidecars = filesIn(join(folder.work, 'changed')).filter((file) => file.endsWith('.xmp'));
    assert.deepEqual([changed.length, sidecars.length], [2, 2]);
    for (const { format, width, height, exif, icc } of changed) {
      assert.deepEqual([format, Math.max(width, height), exif], ['webp', 200, undefined]);
      assert.ok(icc);
    }
  });

  it('keeps presets of one’s own, and refuses in a sentence what does not go together', async () => {
    const mine = ['--short-edge', '120', '--quality', '70', '--template', 'club-{rank}'];
    const saved = await folder.run('album-presets', 'save', 'Club site', '--as', 'Web', ...mine);
    assert.equal(saved.code, 0, saved.stderr);
    const listed = await folder.run('album-presets');
    assert.match(listed.stdout, /^Club site \(yours\): JPEG at quality 70, shortest side 120 px/m);
    for (const { width, height } of await exported('club', '--as', 'club site'))
      assert.equal(Math.min(width, height), 120);
    assert.match(filesIn(join(folder.work, 'club'))[0] ?? '', /club-1\.jpg$/);
    for (const [args, code, expected] of [
      [['album-presets', 'save', 'web'], 2, /"web" is one of Podium's own/],
      [['album-presets', 'remove', 'Nobody'], 2, /no album preset named "Nobody"/],
      [['album-presets', 'remove', 'Club site'], 0, /Removed Club site/],
    ] as const) {
      const result = await folder.run(...args);
      assert.equal(result.code, code, result.stderr);
      assert.match(result.stderr, expected);
    }
    for (const [options, expected] of [
      [['--as', 'Club site'], /no album preset "Club site"; there are Instagram/],
      [['--format', 'original', '--long-edge', '90'], /copied as they are/],
      [['--long-edge', '90', '--fit', '9x9'], /Give one size/],
      [['--fit', 'small'], /such as 1080x1350/],
      [['--watermark-place', 'top'], /Say what the mark is/],
      [['--watermark-image', join(folder.work, 'gone.png')], /gone\.png cannot be read/],
      [['--long-edge', '90', '--move'], /does not replace its original/],
    ] as const) {
      const album = join(folder.work, 'refused');
      const result = await folder.run(
        ...['export', folder.photos, '--top', '1', '--to', album, ...options],
      );
      assert.equal(result.code, 2, result.stderr);
      assert.match(result.stderr, expected);
      assert.ok(!readdirSync(folder.work).includes('refused'));
    }
  });

  it('makes a gallery, a contact sheet and a table of what it chose, with copies or without', async () => {
    const at = (name: string) => join(folder.work, name);
    const ways = ['--gallery', at('pages'), '--sheet', at('sheet.png'), '--csv', at('best.csv')];
    const { code, stderr } = await folder.run('export', folder.photos, '--top', '2', ...ways);
    assert.equal(code, 0, stderr);
    for (const name of ['index.html', 'sheet.png', 'best.csv'])
      assert.match(stderr, new RegExp(`Wrote .*${name}`));
    const html = readFileSync(at('pages/index.html'), 'utf8');
    const named = [...html.matchAll(/href="pictures\/([^"]+)"/g)].map(([, name]) => name);
    assert.deepEqual(readdirSync(at('pages/pictures')).sort(), named);
    assert.equal(named.length, 2);
    assert.equal((await sharp(readFileSync(at('sheet.png'))).metadata()).format, 'png');
    const table = readFileSync(at('best.csv'), 'utf8').trim().split('\r\n');
    assert.equal(table.length, 3, 'its header and two photos');
    for (const [options, expected] of [
      [[], /Say what to make/],
      [['--gallery', at('pages')], /pages is not empty/],
      [['--to', at('moved'), '--csv', at('moved.csv'), '--move'], /--move goes with --to alone/],
    ] as const) {
      const refused = await folder.run('export', folder.photos, '--top', '1', ...options);
      assert.equal(refused.code, 2, refused.stderr);
      assert.match(refused.stderr, expected);
    }
  });
});
