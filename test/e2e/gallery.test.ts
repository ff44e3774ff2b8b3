// A gallery as whoever is given it meets it: a folder opened in a browser that is offline, by keys, in dark, on paper.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { markerName } from '../../electron/engine/files/own-folder.ts';
import { writeGallery, type GallerySource } from '../../electron/engine/report/gallery.ts';
import { isError } from '../fixtures/engine-error.ts';
import { quartersJpeg } from '../fixtures/images.ts';
import { openBrowser } from './browser.ts';

let work = '';
let browser: Browser;
let page: Page;
const asked: string[] = [];
const complaints: string[] = [];
const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

async function sources(): Promise<GallerySource[]> {
  const exif = {
    IFD0: { Artist: 'Anna' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '47/1 4/1 0/1' },
  };
  const texts = [
    ['Finale "1:0" <b>& mehr</b>', 'Zoë jubelt'],
    ['', 'Photo 2'],
    ['Am Ende', 'Am Ende'],
  ] as const;
  const sizes = [
    [2400, 1600],
    [800, 1200],
    [900, 300],
  ] as const;
  return Promise.all(
    texts.map(async ([caption, alt], index): Promise<GallerySource> => {
      const [width, height] = sizes[index] ?? [60, 40];
      const plain = await quartersJpeg(width, height);
      const bytes = await sharp(plain).withExif(exif).jpeg().toBuffer();
      return { name: `Zoë #${index} 100%.jpg`, caption, alt, read: (use) => use(bytes) };
    }),
  );
}

describe('a gallery', () => {
  before(async () => {
    work = mkdtempSync(join(tmpdir(), 'podium-gallery-'));
    const index = await writeGallery(
      join(work, 'Finale'),
      'Finale & Feier',
      await sources(),
      quiet,
    );
    browser = await openBrowser(['--disable-gpu']);
    page = await (await browser.newContext({ offline: true, colorScheme: 'dark' })).newPage();
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(pathToFileURL(index).href);
  });
  after(async () => {
    await browser.close();
    rmSync(work, { recursive: true, force: true });
  });

  it('shows every photo with its words, offline, and asks for nothing beside it', async () => {
    assert.equal(await page.title(), 'Finale & Feier');
    const pictures = page.getByRole('listitem').getByRole('img');
    assert.equal(await pictures.count(), 3);
    for (const name of ['Zoë jubelt', 'Photo 2', 'Am Ende']) {
      const picture = page.getByRole('img', { name, exact: true });
      await picture.scrollIntoViewIfNeeded();
      await picture.waitFor();
      const isLoaded = (image: unknown) => (image as { naturalWidth: number }).naturalWidth > 0;
      assert.ok(await picture.evaluate(isLoaded), name);
    }
    await page.getByText('Finale "1:0" <b>& mehr</b>').first().waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
      [],
    );
    assert.ok(
      asked.every((url) => url.startsWith(pathToFileURL(work).href)),
      asked.join(),
    );
    assert.deepEqual(complaints, []);
  });

  it('is walked through by keys, and gives the focus back', async () => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const view = page.getByRole('dialog', { name: 'Photo' });
    await view.getByRole('img', { name: 'Zoë jubelt' }).waitFor();
    await view.getByText('1 of 3').waitFor();
    await page.keyboard.press('ArrowRight');
    await view.getByRole('img', { name: 'Photo 2' }).waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
      [],
    );
    await page.keyboard.press('End');
    await view.getByText('3 of 3').waitFor();
    assert.ok(await view.getByRole('button', { name: 'Next' }).isDisabled());
    await page.keyboard.press('Escape');
    await view.waitFor({ state: 'hidden' });
    await page.locator('a[href^="pictures/3_"]:focus').waitFor();
  });

  it('holds smaller pictures that say whose they are and not where they were taken', async () => {
    const folder = join(work, 'Finale', 'pictures');
    const [first = ''] = readdirSync(folder).sort();
    const bytes = readFileSync(join(folder, first));
    const { width, exif } = await sharp(bytes).metadata();
    assert.equal(width, 2048);
    assert.ok(exif?.includes('Anna'));
    const gpsTag = [Buffer.from([0x25, 0x88]), Buffer.from([0x88, 0x25])];
    assert.ok(gpsTag.every((tag) => !exif?.includes(tag)));
  });

  it('takes the place of nothing, and leaves nothing behind when it fails or is stopped', async () => {
    const taken = join(work, 'taken');
    mkdirSync(taken);
    writeFileSync(join(taken, 'mine.txt'), 'mine');
    await assert.rejects(
      writeGallery(taken, 'a', await sources(), quiet),
      isError('bad-input', /taken is not empty/),
    );
    assert.deepEqual(readdirSync(taken), ['mine.txt']);
    const [good, ...rest] = await sources();
    assert.ok(good);
    const broken: GallerySource = { ...good, name: 'b.jpg', read: (use) => use(Buffer.from('no')) };
    const failed = join(work, 'failed');
    await assert.rejects(
      writeGallery(failed, 'a', [good, broken], quiet),
      isError('unreadable', /b\.jpg could not be read/),
    );
    const stop = new AbortController();
    const stopped = join(work, 'stopped');
    const call = {
      signal: stop.signal,
      onProgress: () => {
        stop.abort();
      },
    };
    await assert.rejects(writeGallery(stopped, 'a', [good, ...rest], call), isError('cancelled'));
    for (const folder of [failed, stopped]) assert.deepEqual(readdirSync(folder), [markerName]);
  });

  it('can be looked at on paper', async () => {
    await page.emulateMedia({ media: 'print' });
    const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    assert.equal(background, 'rgb(255, 255, 255)');
  });
});
